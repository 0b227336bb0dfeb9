"""
The target table in columns: how much open time each cell promises, from any start.

Source of the rules: DESIGN §3, Promised time; docs/decisions/0005.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from houvast.sla.agreement.model import ALWAYS, ANY_PRIORITY, Promise, Target, Unit
from houvast.sla.calendar import Calendar
from houvast.sla.columns import Flags, where
from houvast.sla.events import Codes
from houvast.sla.terms import Micros
from houvast.sla.windows import Windows

UNBOUNDED = np.iinfo(np.int64).max // 4
"""Stands for the length of a promise that never runs out: best effort, or no promise at all."""


@dataclass(slots=True)
class Horizon:
    """The compiled windows of an agreement's calendars, from one instant to another and on when asked."""

    calendars: Mapping[str, Calendar]
    first: int
    last: int
    compiled: dict[str, Windows] = field(default_factory=dict)

    def windows(self, name: str) -> Windows:
        """Return the windows of a calendar, compiled at the first call."""
        if name not in self.compiled:
            self.compiled[name] = self.calendars[name].covering(self.first, self.last)
        return self.compiled[name]

    def instant(self, name: str, position: Micros) -> Micros:
        """Return the instants of positions on a calendar, compiling later years where they lie beyond."""
        if len(position):
            self.compiled[name] = self.calendars[name].reaching(self.windows(name), int(position.max()))
        return self.windows(name).instant(position)

    def last_instant(self, name: str, position: Micros) -> Micros:
        """Return the latest instants of positions on a calendar: where it closes then, the next opening."""
        if len(position):
            self.compiled[name] = self.calendars[name].reaching(self.windows(name), int(position.max()) + 1)
        return self.windows(name).last_instant(position)


@dataclass(frozen=True, slots=True)
class Allowed:
    """
    What promises allow, a cycle.

    length      open time; UNBOUNDED where nothing is promised
    at_opening  due is the instant from which more than that would count (docs/decisions/0005, rule 25)
    """

    length: Micros
    at_opening: Flags


@dataclass(frozen=True, slots=True)
class Cells:
    """
    The target table in columns: one cell for each key, and a last one for priorities it does not name.

    of_priority       cell, by code of the priority
    calendar          code of the calendar in `calendars`, a cell
    promises_nothing  best effort, or not in the table, a cell
    amount            open time promised whatever the start, a cell; UNBOUNDED where nothing is
    by_start          cells whose open time depends on when counting starts
    binding           False for an aim, a cell
    """

    promises: tuple[Promise | None, ...]
    of_priority: Codes
    calendar: Codes
    calendars: tuple[str, ...]
    promises_nothing: Flags
    amount: Micros
    by_start: tuple[tuple[int, Promise], ...]
    binding: Flags

    def allowed(self, cell: Codes, start: Micros, horizon: Horizon) -> Allowed:
        """Return what cells allow whose counting starts at these instants (DESIGN §3, Promised time)."""
        found = Allowed(self.amount[cell], np.zeros(len(cell), dtype=bool))
        for code, promise in self.by_start:
            mine = where(cell == code)
            if len(mine):
                allowed = _allowed(promise, start[mine], horizon)
                found.length[mine], found.at_opening[mine] = allowed.length, allowed.at_opening
        return found


def cells(target: Target, priorities: tuple[str, ...]) -> Cells:
    """Return the table of a target for the priorities of a log."""
    keys = list(target.within)
    default = keys.index(ANY_PRIORITY) if ANY_PRIORITY in keys else len(keys)
    promises = (*target.within.values(), None)
    nothing = [promise is None or promise.unit is Unit.BEST_EFFORT for promise in promises]
    names = [
        ALWAYS if promise is None or idle else promise.counted_on
        for promise, idle in zip(promises, nothing, strict=True)
    ]
    calendars = tuple(dict.fromkeys(names))
    return Cells(
        promises,
        np.array([keys.index(word) if word in keys else default for word in priorities], dtype=np.int32),
        np.array([calendars.index(name) for name in names], dtype=np.int32),
        calendars,
        np.array(nothing),
        np.array([p.amount if p is not None and p.unit is Unit.TIME else UNBOUNDED for p in promises], dtype=np.int64),
        tuple((c, p) for c, p in enumerate(promises) if p is not None and _depends_on_start(p)),
        np.array([promise is not None and promise.binding for promise in promises]),
    )


def _depends_on_start(promise: Promise) -> bool:
    return promise.unit is Unit.BUSINESS_DAYS or bool(promise.others) or _is_at_once(promise)


def _is_at_once(limit: Promise) -> bool:
    return limit.unit is Unit.TIME and not limit.amount


def _allowed(promise: Promise, start: Micros, horizon: Horizon) -> Allowed:
    """Return what a promise allows from each start: until the earliest of its limits."""
    limits = [_limit(limit, start, horizon, promise.counted_on) for limit in promise.limits]
    length: Micros = np.minimum.reduce([limit.length for limit in limits])
    at_opening: Flags = np.logical_and.reduce([limit.at_opening | (limit.length > length) for limit in limits])
    return Allowed(length, at_opening)


def _limit(limit: Promise, start: Micros, horizon: Horizon, counted_on: str) -> Allowed:
    """Return one limit as open time of the calendar on which the clock counts."""
    amount = np.full(len(start), limit.amount, dtype=np.int64)
    if limit.unit is Unit.TIME and limit.calendar == counted_on:
        return Allowed(amount, amount == 0)
    calendar, counting = horizon.calendars[limit.calendar], horizon.calendars[counted_on]
    if _is_at_once(limit):
        due = calendar.open_many(start)
    elif limit.unit is Unit.TIME:
        due = calendar.add_many(start, amount)
    else:
        due = calendar.business_days_many(
            start,
            limit.amount,
            same_time=limit.same_time,
            cut_off=limit.cut_off,
            plus=limit.plus,
            after_report=limit.after_report,
        )
    length = counting.between_many(start, due)
    if not (limit.same_time or limit.plus == 0):
        return Allowed(length, length == 0)
    # Where the due instant is not the earliest with that open time, the calendar was closed just before it.
    return Allowed(length, (length == 0) | (counting.add_many(start, length) < due))
