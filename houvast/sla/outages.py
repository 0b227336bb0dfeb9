"""
What happened to services, as columns: outages and maintenance, counters of requests, probes.

One table holds one outage or a million. Rows are sorted when the table is made, by service and start, so that the
order in which they were written down changes nothing (DESIGN §3, Availability).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla.events import Codes, Column
from houvast.sla.terms import NEVER, Micros, instant, micros

ALL_USERS = 1_000_000
"""The share of users hit is counted in millionths."""


class EndsBeforeStart(ValueError):
    """Something ends before it begins; `service` and `start` say which."""

    def __init__(self, service: str, start: datetime) -> None:
        super().__init__(f"{service}: what begins at {start.isoformat()} ends before that")
        self.service, self.start = service, start


class OutageKind(IntEnum):
    """What a stretch of a service's life was; ABSENT is not in service, which is neither up nor down."""

    OUTAGE = 0
    DEGRADED = 1
    MAINTENANCE = 2
    UNKNOWN = 3
    ABSENT = 4

    @property
    def word(self) -> str:
        """The word that files use, e.g. `outage`."""
        return self.name.lower()


class ProbeState(IntEnum):
    """What a probe found."""

    UP = 0
    DOWN = 1
    UNKNOWN = 2
    MAINTENANCE = 3

    @property
    def word(self) -> str:
        """The word that files use, e.g. `up`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Outages:
    """
    Stretches in which something was the matter; a service is up where nothing is said.

    services      names, sorted; `service` holds the code of each row, never falling
    start, end    half-open; end is NEVER while it goes on
    kind          OutageKind
    cause         words, in their own column
    announced_at, detected_at, reported_at  instants, NEVER where not said
    share         millionths of the users that were hit, NEVER where not said
    evidence      where the proof of the cause is
    """

    services: tuple[str, ...]
    service: Codes
    start: Micros
    end: Micros
    kind: NDArray[np.int8]
    cause: Column
    announced_at: Micros
    detected_at: Micros
    reported_at: Micros
    share: Micros
    evidence: Column

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Outages:
        """
        Return the table of a list of rows in any order.

        A row has `service`, `start` (aware datetime), `kind` (a word, `outage` where it is left out) and, where they
        apply, `end`, `cause`, `announced_at`, `detected_at`, `reported_at`, `share` (0 to 1), `evidence`.
        Raises EndsBeforeStart, KeyError for a kind that is none.
        """
        listed = list(rows)
        services = Column.of([row["service"] for row in listed])
        return cls.columns(
            services,
            _instants(listed, "start"),
            _instants(listed, "end"),
            np.array([OutageKind[row.get("kind", "outage").upper()] for row in listed], dtype=np.int8),
            cause=Column.of([row.get("cause") for row in listed]),
            announced_at=_instants(listed, "announced_at"),
            detected_at=_instants(listed, "detected_at"),
            reported_at=_instants(listed, "reported_at"),
            share=np.array([_millionths(row.get("share")) for row in listed], dtype=np.int64),
            evidence=Column.of([row.get("evidence") for row in listed]),
        )

    @classmethod
    def columns(
        cls,
        service: Column,
        start: Micros,
        end: Micros,
        kind: NDArray[np.int8],
        *,
        cause: Column | None = None,
        announced_at: Micros | None = None,
        detected_at: Micros | None = None,
        reported_at: Micros | None = None,
        share: Micros | None = None,
        evidence: Column | None = None,
    ) -> Outages:
        """Return the table of columns in any order; what is left out is not said. Raises EndsBeforeStart."""
        reversed_rows = np.flatnonzero((end < start) & (end != NEVER))
        if len(reversed_rows):
            row = int(reversed_rows[0])
            raise EndsBeforeStart(service.word(row) or "", instant(int(start[row])))
        never, nothing = np.full(len(start), NEVER, dtype=np.int64), Column.of([None] * len(start))
        names, codes = _sorted_words(service)
        said = cause or nothing
        announced, detected, reported, hit = (
            never if column is None else column for column in (announced_at, detected_at, reported_at, share)
        )
        found = cls(names, codes, start, end, kind, said, announced, detected, reported, hit, evidence or nothing)
        return found.rows(np.lexsort((_sorted_words(said)[1], kind, end, start, codes)))

    def rows(self, which: Any) -> Outages:
        """Return the table of some rows: a mask, a slice or indices."""
        return Outages(
            self.services,
            self.service[which],
            self.start[which],
            self.end[which],
            self.kind[which],
            self.cause[which],
            self.announced_at[which],
            self.detected_at[which],
            self.reported_at[which],
            self.share[which],
            self.evidence[which],
        )


@dataclass(frozen=True, slots=True)
class Counters:
    """
    Requests and errors of slots of time.

    at, length        the slot: its start, and how many microseconds it lasts
    requests, errors  whole numbers
    answer            the answer that was counted, where a slot has a row for each: `503`, `200`
    """

    services: tuple[str, ...]
    service: Codes
    at: Micros
    length: Micros
    requests: NDArray[np.int64]
    errors: NDArray[np.int64]
    answer: Column

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Counters:
        """
        Return the table of a list of rows in any order.

        A row has `service`, `at` (aware datetime), `length` (µs), `requests`, and `errors` or `answer`.
        """
        listed = list(rows)
        length, requests, errors = (_numbers(listed, name) for name in ("length", "requests", "errors"))
        services, answer = (Column.of([row.get(name) for row in listed]) for name in ("service", "answer"))
        return cls.columns(services, _instants(listed, "at"), length, requests, errors, answer=answer)

    @classmethod
    def columns(
        cls,
        service: Column,
        at: Micros,
        length: Micros,
        requests: NDArray[np.int64],
        errors: NDArray[np.int64],
        *,
        answer: Column | None = None,
    ) -> Counters:
        """Return the table of columns in any order; without `answer` no row says which answer it counts."""
        names, codes = _sorted_words(service)
        said = answer or Column.of([None] * len(at))
        return cls(names, codes, at, length, requests, errors, said)._ordered()

    def _ordered(self) -> Counters:
        order = np.lexsort((self.errors, self.requests, self.at, self.service))
        return Counters(
            self.services,
            self.service[order],
            self.at[order],
            self.length[order],
            self.requests[order],
            self.errors[order],
            self.answer[order],
        )


@dataclass(frozen=True, slots=True)
class Probes:
    """What probes found at instants; `state` is a ProbeState."""

    services: tuple[str, ...]
    service: Codes
    at: Micros
    state: NDArray[np.int8]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Probes:
        """Return the table of rows with `service`, `at` (aware datetime) and `state` (a word)."""
        listed = list(rows)
        states = np.array([ProbeState[row["state"].upper()] for row in listed], dtype=np.int8)
        return cls.columns(Column.of([row["service"] for row in listed]), _instants(listed, "at"), states)

    @classmethod
    def columns(cls, service: Column, at: Micros, state: NDArray[np.int8]) -> Probes:
        """Return the table of columns in any order."""
        names, codes = _sorted_words(service)
        order = np.lexsort((state, at, codes))
        return cls(names, codes[order], at[order], state[order])


def rows_of(table: Outages | Counters | Probes, service: str) -> slice:
    """Return where the rows of one service lie; an empty slice for a service without any."""
    if service not in table.services:
        return slice(0, 0)
    code = table.services.index(service)
    # Of the same type, or the whole column would be turned into another.
    first, last = np.searchsorted(table.service, np.array([code, code + 1], dtype=table.service.dtype))
    return slice(int(first), int(last))


def _sorted_words(column: Column) -> tuple[tuple[str, ...], Codes]:
    """Return the words of a column in order, and the code of each row among them; -1 stays -1."""
    names = tuple(sorted(column.values))
    code = {name: at for at, name in enumerate(names)}
    place = np.array([*(code[word] for word in column.values), -1], dtype=np.int32)
    return names, place[column.codes]


def _instants(rows: Sequence[Mapping[str, Any]], name: str) -> Micros:
    moments = (row.get(name) for row in rows)
    return np.array([NEVER if moment is None else micros(moment) for moment in moments], dtype=np.int64)


def _numbers(rows: Sequence[Mapping[str, Any]], name: str) -> NDArray[np.int64]:
    return np.array([row.get(name, 0) for row in rows], dtype=np.int64)


def _millionths(share: Any) -> int:
    return NEVER if share is None else round(share * ALL_USERS)
