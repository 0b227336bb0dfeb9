"""
How a component stands from instant to instant, after all that is claimed about it.

A claim says what a component was over a stretch: down, by how much and why; excluded; unknown. Claims may overlap;
the one that goes before all others holds. Source of the order: DESIGN §3, Availability; docs/decisions/0009.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla import columns
from houvast.sla.terms import Micros

WHOLE = 10**14
"""The weight of full downtime: degraded (percent with six decimals) × share of users (millionths) is a whole number."""

NOTHING = -1
"""Stands where no claim, row or class is meant."""


class Standing(IntEnum):
    """
    What a component can be, in order of precedence: the highest claim holds.

    What is known goes before UNKNOWN. DOWN goes before EXCLUDED, so that a second, unexcused cause counts; SET_ASIDE is
    an excluded cause that says of what counters and probes measured that it does not count.
    """

    UNKNOWN = 0
    UP = 1
    EXCLUDED = 2
    DOWN = 3
    SET_ASIDE = 4
    PLANNED = 5
    ABSENT = 6


class WhyCounted(IntEnum):
    """Why a stretch counts as it does."""

    NOTHING_RECORDED = 0
    OUTAGE = 1
    DEGRADED = 2
    ERROR_RATE = 3
    PROBE = 4
    SHORT = 5
    FIRST_MINUTES = 6
    BEFORE_DETECTED = 7
    BEFORE_REPORTED = 8
    NOT_REPORTED = 9
    ROUNDED = 10
    UNCONFIRMED = 11
    NO_EVIDENCE = 12
    CAUSE = 13
    EMPTY_SLOT = 14
    MAINTENANCE = 15
    MAINTENANCE_COUNTS = 16
    NOT_ANNOUNCED = 17
    LATE_NOTICE = 18
    OUTSIDE_WINDOW = 19
    TOO_LONG = 20
    TOO_OFTEN = 21
    TOO_MUCH = 22
    NO_DATA = 23
    GAP = 24
    OUTSIDE_HOURS = 25
    NOT_IN_SERVICE = 26
    NOT_YET = 27
    MEMBERS = 28

    @property
    def word(self) -> str:
        """The word in JSON, e.g. `late-notice`."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Claims:
    """
    What is claimed, a row each.

    start, end  half-open, in microseconds; none is empty
    standing    Standing
    weight      by how much it is down, or would be if it were not excluded; at most WHOLE
    why         WhyCounted
    row         of the table of outages, NOTHING for other sources
    label       which class of maintenance, NOTHING for none
    """

    start: Micros
    end: Micros
    standing: NDArray[np.int8]
    weight: NDArray[np.int64]
    why: NDArray[np.int8]
    row: NDArray[np.int32]
    label: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def of(
        cls,
        start: Micros,
        end: Micros,
        standing: Any,
        why: Any,
        *,
        weight: Any = WHOLE,
        row: Any = NOTHING,
        label: Any = NOTHING,
    ) -> Claims:
        """Return claims of columns and of values that hold for all of them; empty stretches are left out."""
        some = (start < end).nonzero()[0]
        if not len(some):
            return NO_CLAIMS

        def column(value: Any, kind: Any) -> NDArray[Any]:
            if isinstance(value, np.ndarray):
                return value[some].astype(kind, copy=False)
            return np.full(len(some), value, dtype=kind)

        return cls(
            start[some],
            end[some],
            column(standing, np.int8),
            column(weight, np.int64),
            column(why, np.int8),
            column(row, np.int32),
            column(label, np.int32),
        )

    @classmethod
    def together(cls, parts: Iterable[Claims]) -> Claims:
        """Return the claims of several tables."""
        listed = [part for part in parts if len(part)] or [NO_CLAIMS]
        if len(listed) == 1:
            return listed[0]
        names = ("start", "end", "standing", "weight", "why", "row", "label")
        return cls(*(np.concatenate([getattr(part, name) for part in listed]) for name in names))

    def rows(self, which: Any) -> Claims:
        """Return some of the claims: a mask or indices."""
        columns = (self.start, self.end, self.standing, self.weight, self.why, self.row, self.label)
        return Claims(*(column[which] for column in columns))

    def ranked(self) -> Claims:
        """Return the claims in order of precedence, the last of them first in right."""
        return self.rows(np.lexsort((self.row, self.label, self.weight, self.standing)))


_NO_INSTANTS, _NO_CODES = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
_NO_KINDS = np.empty(0, dtype=np.int8)
NO_CLAIMS = Claims(_NO_INSTANTS, _NO_INSTANTS, _NO_KINDS, _NO_INSTANTS, _NO_KINDS, _NO_CODES, _NO_CODES)


def among(standing: NDArray[np.int8], some: Collection[Standing]) -> NDArray[np.bool_]:
    """Say which of a column are one of some standings; a look-up costs less than a search."""
    return columns.flags(some, len(Standing))[standing]


def edges_of(*instants: Micros) -> Micros:
    """Return instants of several columns, rising, each once."""
    edges = np.concatenate(instants)
    # Not np.unique: it hashes whole numbers, and whole minutes in microseconds collide.
    edges.sort()
    return edges[columns.changes(edges)]


@dataclass(frozen=True, slots=True)
class Timeline:
    """
    The claim that holds from each edge to the next.

    edges  instants, rising
    claim  one fewer: index into ranked claims, NOTHING where none is made
    """

    edges: Micros
    claim: NDArray[np.int32]

    @classmethod
    def of(cls, claims: Claims, which: NDArray[np.bool_] | None = None) -> Timeline:
        """Return the timeline of ranked claims, or of some of them."""
        rows = np.arange(len(claims)) if which is None else np.flatnonzero(which)
        start, end = claims.start[rows], claims.end[rows]
        edges = edges_of(start, end)
        if not len(rows):
            return cls(edges, np.empty(0, dtype=np.int32))
        top = _topmost(np.searchsorted(edges, start), np.searchsorted(edges, end), len(edges) - 1)
        return cls(edges, columns.padded(rows, NOTHING)[top].astype(np.int32))

    def spread(self, own: NDArray[Any], edges: Micros, otherwise: Any) -> NDArray[Any]:
        """Return a value per own cell as a value per cell of other edges, which hold all of ours."""
        if not len(self.edges):
            return np.full(len(edges) - 1, otherwise, dtype=own.dtype)
        at = np.searchsorted(edges, self.edges)
        ends = np.array([otherwise], dtype=own.dtype)
        counts = np.diff(np.concatenate([[0], at, [len(edges) - 1]]))
        return np.repeat(np.concatenate([ends, own, ends]), counts)


def _topmost(first: NDArray[np.intp], last: NDArray[np.intp], cells: int) -> NDArray[np.int64]:
    """
    Return, a cell, the last of the ranges [first, last) that cover it; NOTHING for a cell that none covers.

    A range is covered by two blocks of a power of two; blocks are halved from large to small, so that the work grows
    with the number of ranges and cells, however much they overlap.
    """
    rank = np.arange(len(first), dtype=np.int64)
    level = np.frexp((last - first).astype(np.float64))[1] - 1
    tops = np.full((int(level.max()) + 1, cells), NOTHING, dtype=np.int64)
    for edge in (first, last - (1 << level)):
        block = np.full(tops.shape, NOTHING, dtype=np.int64)
        block[level, edge] = rank  # of equal places the last is kept: the highest rank
        np.maximum(tops, block, out=tops)
    for size in range(len(tops) - 1, 0, -1):
        half = 1 << (size - 1)
        np.maximum(tops[size - 1], tops[size], out=tops[size - 1])
        np.maximum(tops[size - 1][half:], tops[size][:-half], out=tops[size - 1][half:])
    top: NDArray[np.int64] = tops[0]
    return top
