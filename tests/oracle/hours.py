"""Open hours, the obvious way: read the wall clock at every minute and look whether somebody is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 86_400 * SECOND
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Ranges = tuple[tuple[int, int], ...]
"""Seconds of the local day, (from, to); `to` at or before `from` runs over midnight."""


def ticks(moment: datetime) -> int:
    """Return an aware datetime as microseconds since 1970."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment(tick: int) -> datetime:
    """Return microseconds since 1970 as a datetime in UTC."""
    return EPOCH + timedelta(microseconds=tick)


@cache
def readings(zone: str, on: date) -> list[tuple[datetime, int]]:
    """Read the wall clock of a zone once a minute, from well before the local date `on` until well after."""
    midnight = ticks(datetime(on.year, on.month, on.day, tzinfo=UTC))
    every_minute = range(midnight - 16 * 60 * MINUTE, midnight + 40 * 60 * MINUTE, MINUTE)
    here = ZoneInfo(zone)
    return [(moment(tick).astimezone(here).replace(tzinfo=None, fold=0), tick) for tick in every_minute]


@cache
def seen(zone: str, on: date) -> tuple[dict[datetime, int], dict[datetime, int]]:
    """For every wall minute around a date: when the wall clock showed it first, and when it showed it last."""
    first: dict[datetime, int] = {}
    last: dict[datetime, int] = {}
    for wall, tick in readings(zone, on):
        first.setdefault(wall, tick)
        last[wall] = tick
    return first, last


def opening(zone: str, wall: datetime) -> int:
    """The first time the wall clock shows `wall`; where it skips it, the first instant after the gap."""
    return _shown(seen(zone, wall.date())[0], zone, wall)


def closing(zone: str, wall: datetime) -> int:
    """The last time the wall clock shows `wall`; where it skips it, the first instant after the gap."""
    return _shown(seen(zone, wall.date())[1], zone, wall)


def _shown(at: Mapping[datetime, int], zone: str, wall: datetime) -> int:
    minute = wall.replace(second=0, microsecond=0)
    if minute in at:
        return at[minute] + ticks(wall.replace(tzinfo=UTC)) - ticks(minute.replace(tzinfo=UTC))
    return next(tick for shown, tick in readings(zone, wall.date()) if shown > wall)


@dataclass(frozen=True, eq=False)
class Hours:
    """
    When a calendar is open.

    weekly       weekday (0 = Monday) → ranges
    holidays     local dates on which nothing is open, or on_holidays
    dates        local date → the ranges of that date, instead of the weekly ones and of a holiday
    monthly      (which of the month: 1 … 5, or -1 for the last; weekday) → ranges instead of the weekly ones
    """

    zone: str
    weekly: Mapping[int, Ranges]
    holidays: frozenset[date] = frozenset()
    dates: Mapping[date, Ranges] = field(default_factory=dict)
    monthly: Mapping[tuple[int, int], Ranges] = field(default_factory=dict)
    on_holidays: Ranges = ()
    _days: dict[tuple[int, int], list[bool]] = field(default_factory=dict)
    _openings: dict[date, list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def always(cls) -> Hours:
        """Open 24 hours, 7 days."""
        return cls("UTC", dict.fromkeys(range(7), ((0, 86400),)))

    def parts(self, on: date) -> list[tuple[int, int]]:
        """Return the seconds of one local date that are open; a range over midnight is two parts on two dates."""
        if on in self.dates:
            return heads(self.dates[on])
        if on in self.holidays:
            return heads(self.on_holidays)
        before = on - timedelta(days=1)
        weekly = heads(self.usual(on)) + tails(self.usual(before))
        spilt = tails(self.on_holidays) if before in self.holidays else []
        return weekly + spilt + tails(self.dates.get(before, ()))

    def usual(self, on: date) -> Ranges:
        """Return the ranges of an ordinary date: list those of its month with its weekday, and see which it is."""
        days = [date(on.year, on.month, n) for n in range(1, 29)]
        days += [day for day in (days[-1] + timedelta(days=n) for n in (1, 2, 3)) if day.month == on.month]
        same = [day for day in days if day.weekday() == on.weekday()]
        named = {same.index(on) + 1} | ({-1} if same[-1] == on else set())
        for which in sorted(named, reverse=True):
            if (which, on.weekday()) in self.monthly:
                return self.monthly[which, on.weekday()]
        return self.weekly.get(on.weekday(), ())

    def openings(self, on: date) -> list[tuple[int, int]]:
        """Return from when until when the parts of one local date are open, as instants."""
        if on not in self._openings:
            pairs = [(self._wall(on, a, opening), self._wall(on, b, closing)) for a, b in self.parts(on)]
            self._openings[on] = [(opens, closes) for opens, closes in pairs if opens < closes]
        return self._openings[on]

    def _wall(self, on: date, second: int, look: object) -> int:
        wall = datetime(on.year, on.month, on.day) + timedelta(seconds=second)
        return look(self.zone, wall)  # type: ignore[operator]

    def is_open(self, tick: int) -> bool:
        """Say whether the calendar is open at an instant."""
        on = moment(tick).date()
        around = (on + timedelta(days=n) for n in (-1, 0, 1))
        return any(opens <= tick < closes for day in around for opens, closes in self.openings(day))

    def day(self, day: int, step: int) -> list[bool]:
        """Say for every tick of one UTC day whether the calendar is open."""
        key = (day, step)
        if key not in self._days:
            on, today = moment(day * DAY).date(), range(day * DAY, (day + 1) * DAY, step)
            answers = [False] * len(today)
            for opens, closes in (pair for n in (-1, 0, 1) for pair in self.openings(on + timedelta(days=n))):
                for number in range(_first(today, opens), _first(today, closes)):
                    answers[number] = True
            self._days[key] = answers
        return self._days[key]

    def open_ticks(self, start: int, end: int, step: int) -> list[bool]:
        """Ask at every tick from `start` up to `end`; both must be whole steps."""
        assert start % step == 0 and end % step == 0, "the walker only stops at whole ticks"
        answers: list[bool] = []
        for day in range(start // DAY, end // DAY + 1):
            low, high = max(start, day * DAY), min(end, (day + 1) * DAY)
            answers += self.day(day, step)[(low - day * DAY) // step : max(0, high - day * DAY) // step]
        return answers

    def between(self, start: int, end: int, step: int = MINUTE) -> int:
        """Count the open ticks between two instants; 0 when they are reversed."""
        return step * sum(self.open_ticks(start, end, step)) if start < end else 0

    def add(self, start: int, length: int, step: int = MINUTE) -> int:
        """Walk forward until `length` of open time has passed; the earliest such instant. Raises after 400 days."""
        tick, left = start, length
        while left > 0 and tick < start + 400 * DAY:
            for is_open in self.day(tick // DAY, step)[tick % DAY // step :]:
                if is_open and left <= step:
                    return tick + left
                left -= step if is_open else 0
                tick += step
        if left > 0:
            raise NeverOpens
        return tick

    def subtract(self, start: int, length: int, step: int = MINUTE) -> int:
        """Walk backward until `length` of open time lies between; the latest such instant. Raises after 400 days."""
        tick, left = start, length
        while left > 0 and tick > start - 400 * DAY:
            day = (tick - step) // DAY
            for is_open in reversed(self.day(day, step)[: (tick - day * DAY) // step]):
                if is_open and left <= step:
                    return tick - left
                left -= step if is_open else 0
                tick -= step
        if left > 0:
            raise NeverOpens
        return tick

    def business_day_end(
        self,
        start: int,
        days: int,
        same_time: bool = False,
        cut_off: int | None = None,
        plus: int | None = None,
        step: int = MINUTE,
        after_report: bool = False,
    ) -> int:
        """
        The close of the n-th business day after the day of opening (rules 21, 22), one local date after the other.

        plus       so much open time after that day opens, instead of its close
        same_time  that day at the wall time of opening instead; opening while closed is opening at the next opening
        cut_off    second of the local day after which an open day counts as the next one
        after_report  day zero is the date of the report, also a closed one, and the wall time is that of the report
        """
        start = self.open_instant(start) if same_time and not after_report else start
        wall = moment(start).astimezone(ZoneInfo(self.zone)).replace(tzinfo=None, fold=0)
        on = wall.date()
        second = (wall - datetime(on.year, on.month, on.day)).total_seconds()
        if self.openings(on) and cut_off is not None and second > cut_off:
            on = self._open_day(on + timedelta(days=1))
        if not after_report:
            on = self._open_day(on)
        if not days and max(closes for _, closes in self.openings(on)) <= start:
            on = self._open_day(on + timedelta(days=1))
        for _ in range(days):
            on = self._open_day(on + timedelta(days=1))
        if plus is not None:
            return self.add(min(opens for opens, _ in self.openings(on)), plus, step)
        if same_time:
            wanted = opening(self.zone, datetime.combine(on, wall.time()))
            return max(wanted, min(opens for opens, _ in self.openings(on)))
        return max(closes for _, closes in self.openings(on))

    def opens_at(self, tick: int) -> bool:
        """Say whether an instant is an opening: open then, and not just before."""
        return self.is_open(tick) and not self.is_open(tick - 1)

    def open_instant(self, start: int) -> int:
        """Return an instant, or the next opening where the calendar is closed then."""
        on = moment(start).date() - timedelta(days=1)
        for n in range(400):
            for opens, closes in sorted(self.openings(on + timedelta(days=n))):
                if start < closes:
                    return max(start, opens)
        raise NeverOpens

    def _open_day(self, on: date) -> date:
        for n in range(400):
            if self.openings(on + timedelta(days=n)):
                return on + timedelta(days=n)
        raise NeverOpens


class NeverOpens(Exception):
    """The walker went 400 days and found nobody in."""


def heads(ranges: Ranges) -> list[tuple[int, int]]:
    """The parts of ranges that lie on the date they begin on."""
    return [(a, b if b > a else 86_400) for a, b in ranges]


def tails(ranges: Ranges) -> list[tuple[int, int]]:
    """The parts of ranges that lie on the date after, for ranges over midnight."""
    return [(0, b) for a, b in ranges if 0 < b <= a]


def _first(today: range, since: int) -> int:
    """The number of the first tick of a day that is not before an instant."""
    return min(max(0, -((today.start - since) // today.step)), len(today))
