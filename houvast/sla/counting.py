"""
Segments + promise → counted time, due instants.

Which promise holds on which segment follows the agreement's rule for a change of priority; once a due
instant under the promise then in force has passed, no later change brings it back (docs/decisions/0005).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from houvast.sla.agreement.model import ClockRule, OnPriorityChange
from houvast.sla.cells import UNBOUNDED, Allowed, Cells, Horizon
from houvast.sla.columns import Flags, where
from houvast.sla.events import Codes, Rows
from houvast.sla.segments import Segments
from houvast.sla.terms import NEVER, Micros

_Instants = Callable[[str, Micros], Micros]
"""The instants of positions on a calendar, by its name."""


@dataclass(frozen=True, slots=True)
class Counted:
    """
    Segments with what each counts.

    segments   as drawn; `running` and `paused` only where the promise in force looks at them
    superseded segments before a change from which the promise in force counts anew
    calendar   code of the calendar that counts, a segment
    since, until  position on that calendar at the segment's start and end
    counted    open time that counts, a segment
    earlier    time counted in the cycle before the segment
    promised   a cycle; UNBOUNDED where nothing is promised
    at_opening a cycle: it ends at the opening from which more than that would count
    binding    a cycle: False for an aim
    priority   a cycle: code of the priority whose promise holds
    """

    segments: Segments
    superseded: Flags
    calendar: Codes
    since: Micros
    until: Micros
    counted: Micros
    earlier: Micros
    promised: Micros
    at_opening: Flags
    binding: Flags
    priority: Codes
    names: tuple[str, ...]
    horizon: Horizon

    def elapsed(self) -> Micros:
        """Return the time counted, a cycle."""
        last = self.segments.first[1:] - 1
        total: Micros = self.earlier[last] + self.counted[last]
        return total

    def paused(self) -> Micros:
        """Return the open time spent paused, a cycle."""
        if not self.segments.paused.any():
            return np.zeros(len(self.promised), dtype=np.int64)
        lengths = np.where(self.segments.paused, self.until - self.since, 0)
        return np.add.reduceat(lengths, self.segments.first[:-1])

    def reach(self, promised: Micros, *, beyond_stop: bool) -> Micros:
        """
        Return, a cycle, the earliest instant at which so much time is counted; NEVER where it is not.

        A running clock goes on; a paused one has no instant to come; a stopped one has, as if it had gone
        on from its stop, when `beyond_stop` is asked. The whole of a promise that ends at an opening is reached
        there; a part of it is reached as any other.
        """
        if not self.at_opening.any():
            return self._first_instants(promised, beyond_stop=beyond_stop)
        opening = self.at_opening & (promised == self.promised)
        return np.where(
            opening,
            self._last_instants(promised, beyond_stop=beyond_stop),
            self._first_instants(promised, beyond_stop=beyond_stop),
        )

    def _first_instants(self, promised: Micros, *, beyond_stop: bool) -> Micros:
        parts = self.segments
        wanted = promised[parts.cycle]
        hit = parts.running & (self.earlier < wanted) & (self.earlier + self.counted >= wanted)
        return self._instants_of(where(hit), promised, self.horizon.instant, beyond_stop=beyond_stop)

    def _last_instants(self, promised: Micros, *, beyond_stop: bool) -> Micros:
        """Return, a cycle, the instant from which more than so much time is counted."""
        parts = self.segments
        wanted = promised[parts.cycle]
        hit = parts.running & (self.earlier <= wanted) & (self.earlier + self.counted > wanted)
        return self._instants_of(where(hit), promised, self.horizon.last_instant, beyond_stop=beyond_stop)

    def _instants_of(self, rows: Rows, promised: Micros, instants: _Instants, *, beyond_stop: bool) -> Micros:
        """Return, a cycle, when so much is counted: in the segments that hold the instant, or after the last."""
        parts = self.segments
        due = np.full(len(promised), NEVER, dtype=np.int64)
        position = self.since[rows] + promised[parts.cycle[rows]] - self.earlier[rows]
        due[parts.cycle[rows]] = self._on_calendars(rows, position, instants)
        last = parts.first[1:] - 1
        stopped = parts.stopped_at != NEVER
        goes_on = np.where(stopped, beyond_stop, parts.running[last])
        later = where(goes_on & (promised < UNBOUNDED) & (due == NEVER))
        rows = last[later]
        rest = promised[later] - self.earlier[rows] - self.counted[rows]
        due[later] = self._on_calendars(rows, self.until[rows] + rest, instants)
        return due

    def _on_calendars(self, rows: Rows, position: Micros, instants: _Instants) -> Micros:
        found = np.empty(len(rows), dtype=np.int64)
        codes = self.calendar[rows]
        for code, name in enumerate(self.names):
            mine = where(codes == code)
            if len(mine):
                found[mine] = instants(name, position[mine])
        return found


@dataclass(frozen=True, slots=True)
class _Epochs:
    """
    Segments numbered by how often the promise has changed in their cycle.

    key      cycle and epoch in one number that never falls, a segment
    carried  filled at the first question: see `_carried`
    """

    parts: Segments
    cell: Codes
    epoch: Rows
    key: Rows
    table: Cells
    horizon: Horizon
    carried: list[Allowed] = field(default_factory=list)

    @classmethod
    def of(cls, parts: Segments, table: Cells, horizon: Horizon) -> _Epochs:
        cell = table.of_priority[parts.priority]
        changed = np.zeros(len(cell), dtype=bool)
        changed[1:] = cell[1:] != cell[:-1]
        changed[parts.first[:-1]] = False
        total = changed.cumsum()
        epoch = total - total[parts.first[:-1]][parts.cycle]
        return cls(parts, cell, epoch, parts.cycle * (len(cell) + 1) + epoch, table, horizon)

    def last(self) -> Rows:
        """Return the number of each cycle's last epoch."""
        found: Rows = self.epoch[self.parts.first[1:] - 1]
        return found

    def first_rows(self, which: Rows) -> Rows:
        """Return the first segment of one epoch of each cycle; past the last epoch, that of the next cycle."""
        if not which.any():
            return self.parts.first[:-1]
        rows: Rows = np.where(which > 0, self.parts.first[1:], self.parts.first[:-1])
        inner = where((which > 0) & (which <= self.last()))
        rows[inner] = self.key.searchsorted(inner * (len(self.cell) + 1) + which[inner])
        return rows

    def ended_at(self, which: Rows) -> Micros:
        """Return when an epoch ended for the clock: at the next change, or at the stop that stood until it."""
        after = self.first_rows(which + 1)
        stopped = ~self.parts.running[after - 1] & ~self.parts.paused[after - 1]
        ended: Micros = np.where(stopped, self.parts.start[after - 1], self.parts.start[after])
        return ended

    def suppose(self, which: Rows, rule: OnPriorityChange) -> Counted:
        """Return the count as if, in each cycle, the promise had not changed after one epoch."""
        begins = self.first_rows(which)
        held = self.cell[begins][self.parts.cycle]
        superseded = np.zeros(len(held), dtype=bool)
        match rule:
            case OnPriorityChange.FROM_START:
                allowed = self.table.allowed(self.cell[begins], self.parts.start[self.parts.first[:-1]], self.horizon)
            case OnPriorityChange.FROM_CHANGE:
                superseded = self.epoch < which[self.parts.cycle]
                allowed = self.table.allowed(self.cell[begins], self.parts.start[begins], self.horizon)
            case OnPriorityChange.CARRY_OVER:
                held = np.where(self.epoch <= which[self.parts.cycle], self.cell, held)
                columns = zip(*((each.length, each.at_opening) for each in self._carried()), strict=True)
                allowed = Allowed(*(np.array(column)[which, np.arange(len(which))] for column in columns))
        ends = self.first_rows(which + 1) - 1
        return _counted(self.parts, superseded, held, allowed, self.parts.priority[ends], self.table, self.horizon)

    def _carried(self) -> list[Allowed]:
        """Return, an epoch, the promise of each cycle when the share left of one promise is left of the next."""
        if not self.carried:
            last = self.last()
            none = Allowed(last, last < 0)
            counted = _counted(self.parts, self.epoch < 0, self.cell, none, last, self.table, self.horizon).counted
            at_opening = none.at_opening
            promise = left = np.ones(len(last), dtype=np.int64)
            done = np.zeros(len(last), dtype=np.int64)
            begins = self.parts.start[self.parts.first[:-1]]
            for number in range(int(last.max()) + 1):
                cell = self.cell[self.first_rows(np.minimum(number, last))]
                allowed = self.table.allowed(cell, begins, self.horizon)
                length, promises = allowed.length, allowed.length < UNBOUNDED
                # Of what was to end at an opening nothing can be left before that opening comes.
                at_opening = allowed.at_opening | (at_opening & (left == 0))
                offered = np.where(promises, _share(length, left, promise), left)
                self.carried.append(Allowed(np.where(promises, done + offered, UNBOUNDED), at_opening))
                # At once is no length of which a share could be used.
                promises &= length > 0
                left, promise = np.where(promises, offered, left), np.where(promises, length, promise)
                here = np.add.reduceat(np.where(self.epoch == number, counted, 0), self.parts.first[:-1])
                done = done + here
                left = np.where(promises, np.maximum(left - here, 0), left)
        return self.carried


def count(parts: Segments, table: Cells, rule: ClockRule, horizon: Horizon, as_of: int) -> Counted:
    """Return what each segment counts until `as_of`, under the promises that hold by the agreement's rule."""
    parts = replace(parts, end=np.where(parts.end == NEVER, as_of, parts.end))
    epochs = _Epochs.of(parts, table, horizon)
    which = epochs.last()
    several = which > 0
    if several.any():
        which[several] = _standing(_Epochs.of(parts.of_cycles(several), table, horizon), rule)
    return epochs.suppose(which, rule.on_priority_change)


def _standing(epochs: _Epochs, rule: ClockRule) -> Rows:
    """
    Return, a cycle, the epoch whose promise stands: the first that ran out before it ended, else the last.

    What has been broken is not mended by a change that comes after.
    """
    last = epochs.last()
    stands = last.copy()
    for number in range(int(last.max())):
        supposed = epochs.suppose(np.minimum(number, last), rule.on_priority_change)
        due = supposed.reach(supposed.promised, beyond_stop=False)
        ended = epochs.ended_at(np.minimum(number, last - 1))
        passed = (number < stands) & (due != NEVER) & is_late(due, ended, rule)
        stands[passed] = number
    return stands


def is_late(due: Micros, at: Micros, rule: ClockRule) -> Flags:
    """Say whether a clock that stops, changes or is looked at at an instant is over its due; the tie is agreed."""
    late: Flags = at >= due + rule.late_after
    return late


def _counted(
    parts: Segments, superseded: Flags, cell: Codes, allowed: Allowed, priority: Codes, table: Cells, horizon: Horizon
) -> Counted:
    calendar = table.calendar[cell]
    since, until = np.empty(len(cell), dtype=np.int64), np.empty(len(cell), dtype=np.int64)
    for code, name in enumerate(table.calendars):
        mine = where(calendar == code)
        if len(mine):
            windows = horizon.windows(name)
            since[mine], until[mine] = windows.position(parts.start[mine]), windows.position(parts.end[mine])
    parts = replace(parts, running=parts.running & ~superseded, paused=parts.paused & ~superseded)
    counted = np.where(parts.running, until - since, 0)
    earlier = counted.cumsum() - counted
    earlier -= earlier[parts.first[:-1]][parts.cycle]
    binding = table.binding[cell[parts.first[1:] - 1]]
    return Counted(
        parts,
        superseded,
        calendar,
        since,
        until,
        counted,
        earlier,
        allowed.length,
        allowed.at_opening,
        binding,
        priority,
        table.calendars,
        horizon,
    )


def _share(length: Micros, left: Micros, promise: Micros) -> Micros:
    """Return length × left ÷ promise in whole microseconds, rounded down; the product outgrows 64 bits."""
    shares = length.copy()
    partly = where(left != promise)
    columns = (column[partly].tolist() for column in (length, left, promise))
    shares[partly] = [a * b // c for a, b, c in zip(*columns, strict=True)]
    return shares
