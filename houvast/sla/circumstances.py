"""What ladders ask of a log: since when a ticket says something, and when something happened to it next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import numpy as np

from houvast.sla import facts, happening
from houvast.sla.agreement.model import Agreement, ClockRule, Happening
from houvast.sla.columns import Flags, hold, says, shift
from houvast.sla.events import UNSAID, Codes, Events, merged
from houvast.sla.terms import NEVER, EventKind, Micros, micros

Only = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Since:
    """
    Whether something holds, and since when, by the code of the ticket.

    at  NEVER where it does not hold, and where it has held from the beginning
    """

    holds: Flags
    at: Micros

    def __and__(self, other: Since) -> Since:
        """Return since when both hold."""
        holds = self.holds & other.holds
        return Since(holds, np.where(holds, np.maximum(self.at, other.at), NEVER))

    def of(self, ticket: Codes) -> Since:
        """Return the same by row, for the tickets of some rows."""
        return Since(self.holds[ticket], self.at[ticket])


@dataclass(frozen=True)
class Circumstances:
    """A log as of a moment, asked by the conditions of ladders; each question is answered once."""

    events: Events
    agreement: Agreement
    as_of: datetime
    _said: dict[str, Since] = field(default_factory=dict)
    _times: dict[tuple[Happening, ...], dict[int, list[int]]] = field(default_factory=dict)

    @cached_property
    def log(self) -> Events:
        """What had happened by then, after mergers."""
        moment = micros(self.as_of)
        return merged(self.events, as_of=moment).until(moment)

    @property
    def always(self) -> Since:
        """What has held from the beginning."""
        count = len(self.events.tickets)
        return Since(np.ones(count, dtype=bool), np.full(count, NEVER, dtype=np.int64))

    def since(self, only: Only, begun_by: tuple[Happening, ...] = ()) -> Since:
        """
        Return since when, without interruption until now, tickets say all of `only`, and something has begun it.

        What a ticket says is the latest that an event said of it; its priority also follows from the matrix.
        """
        found = self.always
        for name, words in only.items():
            found &= self._says(name, words)
        return found & self._begun(begun_by) if begun_by else found

    def next(self, events: tuple[Happening, ...], ticket: Codes, after: Micros, *, at_once: bool = False) -> Micros:
        """
        Return, a row, when one of some events next happens to a ticket after an instant; NEVER where none did.

        at_once  what happens at the instant itself counts too
        """
        times = self._times_of(events)
        search = bisect_left if at_once else bisect_right
        found = np.full(len(after), NEVER, dtype=np.int64)
        for row in np.flatnonzero(after != NEVER).tolist():
            listed = times.get(int(ticket[row]), ())
            which = search(listed, int(after[row]))
            if which < len(listed):
                found[row] = listed[which]
        return found

    def _says(self, name: str, words: tuple[str, ...]) -> Since:
        key = repr((name, words))
        if key not in self._said:
            self._said[key] = self._standing(self._rows_that_say(name, words))
        return self._said[key]

    def _rows_that_say(self, name: str, words: tuple[str, ...]) -> Flags:
        """Say, a row, whether its ticket says one of some words after it."""
        log = self.log
        if name == "priority":
            known = facts.facts(log, self.agreement.priority)
            codes = [code for code, word in enumerate(known.priorities) if word in words]
            return np.isin(known.priority, codes)
        column = log.attributes.get(name)
        if column is None:
            return np.zeros(len(log), dtype=bool)
        said = (log.kind == EventKind.OPENED) | (column.codes != UNSAID)
        truth: Flags = hold(said, says(column, words))
        return truth

    def _standing(self, truth: Flags) -> Since:
        """Return which tickets end with what is true, and since which row it has been."""
        found = self.always
        found.holds[:] = False
        if not len(truth):
            return found
        log = self.log
        fresh = log.kind == EventKind.OPENED
        turns = truth & ~shift(truth, fresh, False)
        began = np.maximum.accumulate(np.where(turns, np.arange(len(truth)), 0))
        last = np.append(log.ticket[1:] != log.ticket[:-1], True)
        rows = np.flatnonzero(last & truth)
        tickets = log.ticket[rows]
        found.holds[tickets] = True
        # What a ticket was opened with has held from the beginning: also of what a merger moved before it.
        found.at[tickets] = np.where(fresh[began[rows]], NEVER, log.at[began[rows]])
        return found

    def _begun(self, events: tuple[Happening, ...]) -> Since:
        found = self.always
        found.holds[:] = False
        for ticket, times in self._times_of(events).items():
            found.holds[ticket], found.at[ticket] = True, times[0]
        return found

    def _times_of(self, events: tuple[Happening, ...]) -> dict[int, list[int]]:
        if events not in self._times:
            log = self.log
            rows = happening.stops(ClockRule("", (), events), log, np.arange(len(log)))
            times: dict[int, list[int]] = {}
            for ticket, at in zip(log.ticket[rows].tolist(), log.at[rows].tolist(), strict=True):
                times.setdefault(ticket, []).append(at)
            self._times[events] = times
        return self._times[events]
