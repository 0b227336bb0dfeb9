"""
What happened to tickets, in columns: one table for one ticket or for ten million events.

Rows are sorted by ticket, then by the instant they happened, then by sequence; every ticket begins
with `opened`. Corrections are applied when the table is made: the corrected fact takes the place of
the earlier one, which stays readable where facts are kept (DESIGN §3, Ticket events).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla.terms import EventKind, Micros, instant, micros

ATTRIBUTES = ("impact", "urgency", "priority", "status", "type", "service", "channel", "team")
"""What an event may say about its ticket; what it does not say stays as it was."""

UNSAID = -1
WITHDRAWN = "withdrawn"
"""What a corrected event becomes when it never happened."""

Codes = NDArray[np.signedinteger[Any]]
Rows = NDArray[np.intp]


class NotOpened(ValueError):
    """A ticket has events before (or without) `opened`; `ticket` and `at` say which."""

    def __init__(self, ticket: str, at: datetime) -> None:
        super().__init__(f"ticket {ticket}: something happened at {at.isoformat()}, before it was opened")
        self.ticket, self.at = ticket, at


class OpenedTwice(ValueError):
    """A ticket was opened a second time; reopening has an event of its own."""

    def __init__(self, ticket: str, at: datetime) -> None:
        super().__init__(f"ticket {ticket} was opened a second time at {at.isoformat()}; use reopened")
        self.ticket, self.at = ticket, at


class NothingToCorrect(ValueError):
    """A correction names an event that is not in the log; `corrects` is the name."""

    def __init__(self, corrects: str) -> None:
        super().__init__(f"there is no event '{corrects}' to correct")
        self.corrects = corrects


@dataclass(frozen=True, slots=True)
class Column:
    """
    One attribute of many events.

    codes   one a row: index into `values`, UNSAID where the event does not say
    values  the words, each once
    """

    codes: Codes
    values: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[str | None]) -> Column:
        """Return the column for a list of words; None and the empty word are unsaid."""
        known: dict[str, int] = {}
        codes = [known.setdefault(word, len(known)) if word else UNSAID for word in words]
        return cls(np.array(codes, dtype=np.int32), tuple(known))

    def __getitem__(self, rows: Any) -> Column:
        return Column(self.codes[rows], self.values)

    def word(self, row: int) -> str | None:
        """Return what a row says, None where it says nothing."""
        code = int(self.codes[row])
        return None if code == UNSAID else self.values[code]

    def code(self, word: str) -> int:
        """Return the code of a word; one that no row has where the word does not occur."""
        return self.values.index(word) if word in self.values else len(self.values)


@dataclass(frozen=True, slots=True)
class Events:
    """
    A log of tickets.

    tickets     name of each ticket, by code
    ticket      code a row, never falling
    at          instant a row, in microseconds, never falling within a ticket
    kind        EventKind a row
    attributes  columns by name (see ATTRIBUTES); a name that is missing is never said
    into        the ticket that survives, on `merged` rows
    """

    tickets: tuple[str, ...]
    ticket: Codes
    at: Micros
    kind: NDArray[np.int8]
    attributes: Mapping[str, Column]
    into: Column | None = None

    def __len__(self) -> int:
        return len(self.at)

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], *, also: Collection[str] = ()) -> Events:
        """
        Return the table of a list of rows in any order.

        also  further attributes that the agreement knows
        A row has `ticket`, `at` (aware datetime), `event` and, where they apply, the ATTRIBUTES, `seq`,
        `id`, `corrects`, `becomes`, `into`. Raises UnknownEvent, NotOpened, OpenedTwice, NothingToCorrect.
        """
        listed = sorted(rows, key=lambda row: row.get("seq") or 0)
        tickets = Column.of([row["ticket"] for row in listed])
        columns = {name: Column.of([row.get(name) for row in listed]) for name in (*_TEXT_COLUMNS, *also)}
        return cls.columns(
            tickets.values,
            tickets.codes,
            np.array([micros(row["at"]) for row in listed], dtype=np.int64),
            np.array([EventKind.of(row["event"]) for row in listed], dtype=np.int8),
            {name: columns[name] for name in (*ATTRIBUTES, *also) if columns[name].values},
            identity=columns["id"],
            corrects=columns["corrects"],
            becomes=columns["becomes"],
            into=columns["into"],
        )

    @classmethod
    def columns(
        cls,
        tickets: tuple[str, ...],
        ticket: Codes,
        at: Micros,
        kind: NDArray[np.int8],
        attributes: Mapping[str, Column],
        *,
        identity: Column | None = None,
        corrects: Column | None = None,
        becomes: Column | None = None,
        into: Column | None = None,
    ) -> Events:
        """Return the table of columns in any order; rows at one instant keep theirs. Raises as `of` does."""
        log = cls(tickets, ticket, at, kind, attributes, into)
        if identity is not None and corrects is not None and (kind == EventKind.CORRECTION).any():
            log = _corrected(log, identity, corrects, becomes)
        return _begun(_sorted(log))

    def rows(self, which: Any) -> Events:
        """Return the table of some rows (a mask, a slice or indices in rising order)."""
        return Events(
            self.tickets,
            self.ticket[which],
            self.at[which],
            self.kind[which],
            {name: column[which] for name, column in self.attributes.items()},
            self.into[which] if self.into is not None else None,
        )

    def until(self, as_of: int) -> Events:
        """Return what had happened by an instant, that instant included."""
        return self if not len(self) or int(self.at.max()) <= as_of else self.rows(self.at <= as_of)

    def of_ticket(self, name: str) -> Events:
        """Return the events of one ticket; an empty table for a name that is not there."""
        code = self.tickets.index(name) if name in self.tickets else len(self.tickets)
        low, high = np.searchsorted(self.ticket, [code, code + 1])
        return self.rows(slice(int(low), int(high)))


_TEXT_COLUMNS = (*ATTRIBUTES, "id", "corrects", "becomes", "into")


def merged(log: Events, *, as_of: int) -> Events:
    """
    Return the log after its mergers up to an instant. What follows a merger is dropped, and the survivor opens at
    the earliest start.

    Chains are followed; tickets merged in a circle have no survivor. Source: DESIGN §3, Merging.
    """
    rows = np.flatnonzero((log.kind == EventKind.MERGED) & (log.at <= as_of))
    if not len(rows):
        return log
    log = _without_aftermath(log, rows)
    first = np.flatnonzero(log.kind == EventKind.OPENED)
    at = log.at.copy()
    for ticket, survivor in _survivors(log, as_of).items():
        mine, theirs = first[np.searchsorted(log.ticket[first], [ticket, survivor])]
        # A survivor that has not opened yet is not there to take the earlier start.
        if log.at[theirs] <= as_of:
            at[theirs] = min(at[mine], at[theirs])
    return replace(log, at=at)


def _without_aftermath(log: Events, rows: Rows) -> Events:
    end = np.full(len(log.tickets), len(log), dtype=np.int64)
    np.minimum.at(end, log.ticket[rows], rows)
    return log.rows(np.arange(len(log)) <= end[log.ticket])


def _survivors(log: Events, as_of: int) -> dict[int, int]:
    """Return, for each merged ticket, the ticket at the end of its chain; none for a circle."""
    if log.into is None:
        return {}
    code = {name: at for at, name in enumerate(log.tickets)}
    present = set(np.unique(log.ticket).tolist())
    merged_rows = np.flatnonzero((log.kind == EventKind.MERGED) & (log.at <= as_of)).tolist()
    step = {int(log.ticket[row]): code.get(log.into.word(row) or "", UNSAID) for row in merged_rows}
    ends: dict[int, int] = {}
    for ticket, survivor in step.items():
        seen, here = {ticket}, survivor
        while here in step and here not in seen:
            seen.add(here)
            here = step[here]
        if here in present and here not in seen:
            ends[ticket] = here
    return ends


def _sorted(log: Events) -> Events:
    same = log.ticket[1:] == log.ticket[:-1]
    in_order = (log.ticket[1:] >= log.ticket[:-1]).all() and (log.at[1:] >= log.at[:-1])[same].all()
    if in_order and not (same & (log.kind[1:] == EventKind.OPENED)).any():
        return log
    # What happened at the instant of opening, and stands before it, comes after it all the same.
    return log.rows(np.lexsort((log.kind != EventKind.OPENED, log.at, log.ticket)))


def _begun(log: Events) -> Events:
    """Refuse a log in which a ticket does not begin with `opened`, or is opened twice."""
    fresh = np.ones(len(log), dtype=bool)
    fresh[1:] = log.ticket[1:] != log.ticket[:-1]
    wrong = np.flatnonzero(fresh != (log.kind == EventKind.OPENED))
    if len(wrong):
        row = int(wrong[0])
        refusal = NotOpened if fresh[row] else OpenedTwice
        raise refusal(log.tickets[int(log.ticket[row])], instant(int(log.at[row])))
    return log


def _corrected(log: Events, identity: Column, corrects: Column, becomes: Column | None) -> Events:
    """Return the log with each corrected event replaced; corrections count in the order of their rows."""
    is_correction = log.kind == EventKind.CORRECTION
    names = [identity.word(row) for row in range(len(log))]
    place = {name: row for row, name in enumerate(names) if name and not is_correction[row]}
    at, kind, stays = log.at.copy(), log.kind.copy(), ~is_correction
    columns = {**log.attributes, **({"into": log.into} if log.into is not None else {})}
    codes = {name: column.codes.copy() for name, column in columns.items()}
    for row in np.flatnonzero(is_correction).tolist():
        wrong = corrects.word(row) or ""
        if wrong not in place:
            raise NothingToCorrect(wrong)
        earlier = place[wrong]
        place[names[row] or ""] = earlier
        word = becomes.word(row) if becomes is not None else None
        stays[earlier] = word != WITHDRAWN
        at[earlier] = log.at[row]
        kind[earlier] = EventKind.of(word) if word and word != WITHDRAWN else kind[earlier]
        for name, column in columns.items():
            codes[name][earlier] = column.codes[row] if column.codes[row] != UNSAID else codes[name][earlier]
    corrected = {name: Column(codes[name], column.values) for name, column in columns.items()}
    into = corrected.pop("into", None)
    return Events(log.tickets, log.ticket, at, kind, corrected, into).rows(stays)
