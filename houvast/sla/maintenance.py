"""
Which maintenance does not count, and why the rest of it is downtime.

Each class asks for notice, a window, a longest event, a number of events and a total in each period. They are applied
in that order; what keeps to all of them is planned, what does not is downtime (DESIGN §3, Availability).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.service_model import MaintenanceClass, Notice, Outside
from houvast.sla.calendar import Calendar
from houvast.sla.events import Rows
from houvast.sla.outages import Outages
from houvast.sla.periods import Cycle, Per, following, period_of
from houvast.sla.standing import NO_CLAIMS, Claims, Standing, WhyCounted
from houvast.sla.terms import NEVER, Micros, instant, micros
from houvast.sla.windows import joined


@dataclass(frozen=True, slots=True)
class MaintenanceRules:
    """
    What an agreement says about maintenance, for one target.

    classes   in the order in which they are tried
    excluded  names of the classes that the target excludes
    """

    classes: Sequence[MaintenanceClass]
    excluded: frozenset[str]
    calendars: Mapping[str, Calendar]
    zone: str


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What is left of some events: stretches in order, and which event each belongs to."""

    start: Micros
    end: Micros
    event: NDArray[np.intp]

    def kept(self, which: NDArray[np.bool_]) -> _Pieces:
        return _Pieces(self.start[which], self.end[which], self.event[which])

    def cut(self, end: Micros) -> _Pieces:
        """Return the pieces up to an instant each, without those of which nothing is left."""
        return _Pieces(self.start, np.minimum(self.end, end), self.event).kept(np.minimum(self.end, end) > self.start)


_Step = Callable[[_Pieces], _Pieces]


def claims(outages: Outages, rows: Rows, end: Micros, rules: MaintenanceRules) -> Claims:
    """
    Return what rows of maintenance claim: planned where they keep to a class, down where they do not.

    rows  of one service and its members together, rising: they share the caps, and what touches is one event
    end   of every row of the table, also of what still goes on
    """
    if not len(rows):
        return NO_CLAIMS
    why = np.full(len(rows), WhyCounted.MAINTENANCE_COUNTS, dtype=np.int8)
    left = np.ones(len(rows), dtype=bool)
    planned: list[Claims] = []
    for label, kind in enumerate(rules.classes):
        taken = left & _takes(kind, outages, rows, rules.classes)
        if kind.name not in rules.excluded or not taken.any():
            continue
        found, reasons = _planned(outages, rows[taken], end, kind, rules, label)
        why[taken] = reasons
        left[np.searchsorted(rows, found.row)] = False
        planned.append(found)
    unplanned = Claims.of(outages.start[rows], end[rows], Standing.DOWN, why, row=rows)
    return Claims.together([unplanned, *planned])


def _takes(
    kind: MaintenanceClass, outages: Outages, rows: Rows, classes: Sequence[MaintenanceClass]
) -> NDArray[np.bool_]:
    """Say which rows a class may excuse: those that name it, or name no class where it asks for no name."""
    words = [*outages.cause.values, ""]
    names = np.array([kind.takes(word) for word in words], dtype=bool)
    if not kind.causes:
        names |= np.array([not any(each.takes(word) for each in classes) for word in words], dtype=bool)
    found: NDArray[np.bool_] = names[outages.cause.codes[rows]]
    return found


def _planned(
    outages: Outages, rows: Rows, end: Micros, kind: MaintenanceClass, rules: MaintenanceRules, label: int
) -> tuple[Claims, NDArray[np.int8]]:
    """Return what a class excuses of some rows, and for each row why the rest of it is not."""
    why = np.full(len(rows), WhyCounted.LATE_NOTICE, dtype=np.int8)
    why[outages.announced_at[rows] == NEVER] = WhyCounted.NOT_ANNOUNCED
    in_time = _in_time(outages, rows, kind.notice, rules)
    start, until = outages.start[rows], end[rows]
    pieces = _events(start[in_time], until[in_time])
    for reason, step in _steps(kind, rules, pieces):
        short = in_time & (_covered(pieces, start, until) == until - start)
        pieces = step(pieces)
        why[short & (_covered(pieces, start, until) < until - start)] = reason
    which, first, last = _shared(pieces, start, until, in_time)
    return Claims.of(first, last, Standing.PLANNED, WhyCounted.MAINTENANCE, row=rows[which], label=label), why


def _in_time(outages: Outages, rows: Rows, notice: Notice | None, rules: MaintenanceRules) -> NDArray[np.bool_]:
    announced, start = outages.announced_at[rows], outages.start[rows]
    if notice is None:
        return np.ones(len(rows), dtype=bool)
    in_time = (announced != NEVER) & (announced < start)
    if notice.amount and in_time.any():
        in_time[in_time] = _noticed(announced[in_time], notice, rules.calendars[notice.calendar]) <= start[in_time]
    return np.asarray(in_time)


def _noticed(announced: Micros, notice: Notice, calendar: Calendar) -> Micros:
    """Return the first instant for which each announcement is in time."""
    if notice.business_days:
        return calendar.business_days_many(
            announced,
            notice.amount,
            same_time=notice.same_time,
            cut_off=notice.cut_off,
            after_report=notice.after_report,
        )
    return calendar.add_many(announced, np.full(len(announced), notice.amount, dtype=np.int64))


def _events(start: Micros, end: Micros) -> _Pieces:
    order = np.argsort(start, kind="stable")
    first, last = joined(start[order], end[order])
    return _Pieces(first, last, np.arange(len(first)))


# -- the conditions of a class --------------------------------------------------------------------------


def _steps(kind: MaintenanceClass, rules: MaintenanceRules, events: _Pieces) -> Iterator[tuple[WhyCounted, _Step]]:
    """Yield each condition of a class as a step that leaves of the pieces what keeps to it."""
    if kind.window is not None:
        windows = rules.calendars[kind.window]
        yield WhyCounted.OUTSIDE_WINDOW, lambda pieces: _inside(pieces, windows, kind.outside, events)
    if kind.longest is not None:
        yield WhyCounted.TOO_LONG, lambda pieces: _within_longest(pieces, kind, events)
    if kind.times is not None:
        yield WhyCounted.TOO_OFTEN, lambda pieces: _within_times(pieces, kind, events, rules.zone)
    if kind.time is not None:
        yield WhyCounted.TOO_MUCH, lambda pieces: _within_time(pieces, kind, rules.zone)


def _inside(pieces: _Pieces, calendar: Calendar, outside: Outside, events: _Pieces) -> _Pieces:
    if not len(pieces.start):
        return pieces
    windows = calendar.covering(int(pieces.start.min()), int(pieces.end.max()))
    which, first, last = _overlaps(windows.opens, windows.closes, pieces.start, pieces.end)
    inside = _Pieces(first, last, pieces.event[which])
    if outside is Outside.PART:
        return inside
    whole = np.bincount(inside.event, inside.end - inside.start, minlength=len(events.start))
    return pieces.kept(whole[pieces.event] == (events.end - events.start)[pieces.event])


def _within_longest(pieces: _Pieces, kind: MaintenanceClass, events: _Pieces) -> _Pieces:
    longest = kind.longest or 0
    if kind.outside is Outside.ALL:
        return pieces.kept((events.end - events.start <= longest)[pieces.event])
    return pieces.cut(events.start[pieces.event] + longest)


def _within_times(pieces: _Pieces, kind: MaintenanceClass, events: _Pieces, zone: str) -> _Pieces:
    """Leave the first so many events of each period; one counts in the period in which it begins."""
    present = np.unique(pieces.event)
    starts = events.start[present]
    turns = _turns(starts, starts, kind.per, zone)
    period = np.searchsorted(turns, starts, side="right")
    rank = np.arange(len(present)) - np.searchsorted(period, period)
    return pieces.kept(np.isin(pieces.event, present[rank < (kind.times or 0)]))


def _within_time(pieces: _Pieces, kind: MaintenanceClass, zone: str) -> _Pieces:
    """Leave the first so much time of each period, the earliest first."""
    turns = _turns(pieces.start, pieces.end, kind.per, zone)
    which, first, last = _overlaps(turns[:-1], turns[1:], pieces.start, pieces.end)
    period = np.searchsorted(turns, first, side="right")
    length = last - first
    before = np.cumsum(length) - length
    before -= before[np.searchsorted(period, period)] if len(period) else before
    return _Pieces(first, last, pieces.event[which]).cut(first + np.maximum((kind.time or 0) - before, 0))


def _turns(start: Micros, end: Micros, per: Per | Cycle, zone: str) -> Micros:
    """Return the instants at which the periods begin that hold some stretches, and the end of the last."""
    if not len(start):
        return np.empty(0, dtype=np.int64)
    period, until = period_of(instant(int(start.min())), per, zone), int(end.max())
    turns = [micros(period.span.start)]
    while turns[-1] <= until:
        turns.append(micros(period.span.end))
        period = following(period, zone)
    return np.array(turns, dtype=np.int64)


# -- stretches ------------------------------------------------------------------------------------------


def _covered(pieces: _Pieces, start: Micros, end: Micros) -> Micros:
    """Return how much of each stretch lies in the pieces."""
    if not len(pieces.start):
        return np.zeros(len(start), dtype=np.int64)
    length = pieces.end - pieces.start
    before = np.cumsum(length) - length

    def position(at: Micros) -> Micros:
        which = np.maximum(np.searchsorted(pieces.start, at, side="right") - 1, 0)
        at_edge: Micros = before[which] + np.clip(at - pieces.start[which], 0, length[which])
        return at_edge

    covered: Micros = position(end) - position(start)
    return covered


def _shared(
    pieces: _Pieces, start: Micros, end: Micros, rows: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], Micros, Micros]:
    """Return what some stretches share with the pieces: which stretch, from, to."""
    mine = np.flatnonzero(rows)
    which, first, last = _overlaps(pieces.start, pieces.end, start[mine], end[mine])
    return mine[which], first, last


def _overlaps(opens: Micros, closes: Micros, start: Micros, end: Micros) -> tuple[NDArray[np.intp], Micros, Micros]:
    """Return every overlap of stretches with sorted windows: which stretch, from, to."""
    low = np.searchsorted(closes, start, side="right")
    high = np.maximum(np.searchsorted(opens, end, side="left"), low)
    count = high - low
    which = np.repeat(np.arange(len(start)), count)
    window = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
    first, last = np.maximum(opens[window], start[which]), np.minimum(closes[window], end[which])
    return which, first, last
