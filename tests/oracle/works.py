"""Maintenance, the obvious way: every tick of it is excused until a condition takes it away (0009, rules 4 to 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tests.oracle.hours import Hours, moment

PLANNED = "planned-maintenance"


@dataclass(frozen=True)
class Fact:
    """A row of the record; instants in ticks, None where not said."""

    service: str
    start: int
    end: int | None
    kind: str = "outage"
    cause: str = ""
    announced: int | None = None
    detected: int | None = None
    reported: int | None = None
    share: float | None = None
    evidence: bool = False


@dataclass(frozen=True)
class Work:
    """
    A class of maintenance.

    notice  None for none; else (open time, business days, hours): one of the first two, or neither
    window  when it may be; None for any time
    whole   all of an event is lost when it leaves the window or lasts too long
    """

    name: str
    notice: tuple[int, int, Hours] | None
    causes: tuple[str, ...] = ()
    window: Hours | None = None
    whole: bool = False
    longest: int | None = None
    time: int | None = None
    times: int | None = None
    per: str = "month"

    def names(self, cause: str) -> bool:
        return cause == self.name or cause in self.causes


USUAL = Work(PLANNED, (0, 0, Hours.always()))


def excused(rows: Sequence[Fact], classes: Sequence[Work], exclude: Sequence[str], zone: str, step: int) -> set[Excuse]:
    """Return the ticks of each row that do not count; rows end."""
    found: set[Excuse] = set()
    left = list(rows)
    for each in classes:
        taken = [row for row in left if _takes(each, row, classes)]
        if taken and (each.name in exclude or PLANNED in exclude):
            kept = _kept(each, taken, zone, step)
            found |= kept
            left = [row for row in left if not any(row == excuse[0] for excuse in kept)]
    return found


Excuse = tuple[Fact, int]


def _takes(each: Work, row: Fact, classes: Sequence[Work]) -> bool:
    names_none = not any(other.names(row.cause) for other in classes)
    return each.names(row.cause) or (not each.causes and names_none)


def _kept(each: Work, rows: Sequence[Fact], zone: str, step: int) -> set[Excuse]:
    in_time = [row for row in rows if _announced_in_time(each, row, step)]
    covered = {tick for row in in_time for tick in ticks_of(row, step)}
    events = events_of(covered, step)
    ticks = set(covered)
    if each.window is not None:
        ticks = _in_window(each, events, ticks)
    if each.longest is not None:
        ticks = _short_enough(each, events, ticks, step)
    if each.times is not None:
        ticks = _seldom_enough(each, events, ticks, zone)
    if each.time is not None:
        ticks = _little_enough(each, ticks, zone, step)
    return {(row, tick) for row in in_time for tick in ticks_of(row, step) if tick in ticks}


def ticks_of(row: Fact, step: int) -> range:
    assert row.end is not None
    return range(row.start, row.end, step)


def events_of(ticks: set[int], step: int) -> dict[int, int]:
    """Return the start of the event that each tick belongs to: what touches is one."""
    starts: dict[int, int] = {}
    for tick in sorted(ticks):
        starts[tick] = starts.get(tick - step, tick)
    return starts


def _announced_in_time(each: Work, row: Fact, step: int) -> bool:
    if each.notice is None:
        return True
    time, days, hours = each.notice
    if row.announced is None or row.announced >= row.start:
        return False
    if days:
        return hours.business_day_end(row.announced, days, step=step) <= row.start
    return not time or hours.add(row.announced, time, step) <= row.start


def _in_window(each: Work, events: Mapping[int, int], ticks: set[int]) -> set[int]:
    assert each.window is not None
    shut = {tick for tick in ticks if not each.window.is_open(tick)}
    left_it = {events[tick] for tick in shut}
    return {tick for tick in ticks - shut if not each.whole or events[tick] not in left_it}


def _short_enough(each: Work, events: Mapping[int, int], ticks: set[int], step: int) -> set[int]:
    assert each.longest is not None
    length = {start: step * sum(other == start for other in events.values()) for start in set(events.values())}
    if each.whole:
        return {tick for tick in ticks if length[events[tick]] <= each.longest}
    return {tick for tick in ticks if tick < events[tick] + each.longest}


def _seldom_enough(each: Work, events: Mapping[int, int], ticks: set[int], zone: str) -> set[int]:
    seen: dict[tuple[int, ...], int] = {}
    allowed = set()
    for start in sorted({events[tick] for tick in ticks}):
        turn = turn_of(start, each.per, zone)
        seen[turn] = seen.get(turn, 0) + 1
        if seen[turn] <= (each.times or 0):
            allowed.add(start)
    return {tick for tick in ticks if events[tick] in allowed}


def _little_enough(each: Work, ticks: set[int], zone: str, step: int) -> set[int]:
    used: dict[tuple[int, ...], int] = {}
    allowed = set()
    for tick in sorted(ticks):
        turn = turn_of(tick, each.per, zone)
        used[turn] = used.get(turn, 0) + step
        if used[turn] <= (each.time or 0):
            allowed.add(tick)
    return allowed


def turn_of(tick: int, per: str, zone: str) -> tuple[int, ...]:
    """Return which week, month, quarter or year of the wall an instant lies in."""
    day = moment(tick).astimezone(ZoneInfo(zone)).date()
    return {
        "week": tuple(day.isocalendar()[:2]),
        "month": (day.year, day.month),
        "quarter": (day.year, (day.month - 1) // 3),
        "year": (day.year,),
    }[per]
