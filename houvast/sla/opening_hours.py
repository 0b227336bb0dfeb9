"""
What is open on which date, and why.

Wall time lives here: ranges of a local day, holidays, dates of their own. Instants come out
(DESIGN §3, Calendars).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from houvast.sla import walltime
from houvast.sla.terms import SECOND, Span, instant, micros

Range = tuple[int, int]
"""From and to in seconds of the local day; a `to` that is not after `from` lies on the next day; 86400 is 24:00."""

MIDNIGHT = 86_400

NthWeekday = tuple[int, int]
"""Which weekday of a month: 1 to 5 or LAST, and the weekday (0 is Monday)."""

LAST = -1
_ONE_DAY = timedelta(days=1)


class EmptyCalendar(ValueError):
    """A calendar has no opening hours at all."""

    def __init__(self) -> None:
        super().__init__("a calendar needs opening hours")


class ZeroLengthRange(ValueError):
    """A range opens and closes at the same time; `seconds` says when."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"a range that opens and closes at {timedelta(seconds=seconds)} is never open")
        self.seconds = seconds


class HolidaySource(Protocol):
    """Says which dates of a year are holidays and what they are called."""

    def names(self, year: int) -> Mapping[date, Mapping[str, str]]:
        """Return date → name per language."""
        ...


class Why(StrEnum):
    """Why a stretch is open or closed."""

    HOURS = "hours"
    OUTSIDE = "outside"
    HOLIDAY = "holiday"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that is open, or closed, for one reason; `names` is the holiday per language."""

    start: datetime
    end: datetime
    is_open: bool
    why: Why
    names: Mapping[str, str] = field(default_factory=dict)


class OpeningHours:
    """
    Weekly hours, days of the month, holidays and dates of their own, in one zone.

    hours        weekday (0 is Monday) → ranges; a range over midnight is cut there, each part belongs to its own date
    monthly      e.g. the first Tuesday → ranges that replace the weekly hours of that date
    holidays     close all parts on their local date
    on_holidays  ranges that holidays have instead
    dates        date → ranges that replace all parts on that date, a holiday's too; an empty tuple closes it

    Raises EmptyCalendar without any hours, ZeroLengthRange for a range that is never open.
    """

    def __init__(
        self,
        zone: str,
        hours: Mapping[int, tuple[Range, ...]],
        holidays: HolidaySource | None = None,
        dates: Mapping[date, tuple[Range, ...]] | None = None,
        *,
        monthly: Mapping[NthWeekday, tuple[Range, ...]] | None = None,
        on_holidays: tuple[Range, ...] = (),
    ) -> None:
        self.zone = zone
        self.hours = dict(hours)
        self.monthly = dict(monthly or {})
        self.holidays = holidays
        self.on_holidays = on_holidays
        self.dates = dict(dates or {})
        written = [self.hours.values(), self.monthly.values(), self.dates.values(), [on_holidays]]
        _refuse_what_never_opens([ranges for some in written for ranges in some])

    @property
    def last_day(self) -> date | None:
        """The last date with opening hours; None where they come back for ever."""
        for_ever = [*self.hours.values(), *self.monthly.values(), self.on_holidays if self.holidays else ()]
        if any(for_ever):
            return None
        return max(day for day, ranges in self.dates.items() if ranges)

    def stretches(self, start: datetime, end: datetime) -> list[Stretch]:
        """Return consecutive stretches from start to end, each open or closed for one reason."""
        found: list[Stretch] = []
        day = walltime.local(micros(start), self.zone).date()
        while micros(start) < micros(end) and walltime.opening(day, 0, self.zone) < micros(end):
            for stretch in self._stretches_of(day):
                _append(found, stretch, Span(start, end))
            day += _ONE_DAY
        return found

    def _stretches_of(self, day: date) -> Iterator[Stretch]:
        names = self.holiday_names(day)
        own = day in self.dates
        closed = Why.DATE if own else Why.HOLIDAY if names else Why.OUTSIDE
        at, until = (instant(walltime.opening(edge, 0, self.zone)) for edge in (day, day + _ONE_DAY))
        for opens, closes in self.spans(day):
            yield Stretch(at, instant(opens), False, closed, names)
            yield Stretch(instant(opens), instant(closes), True, Why.DATE if own else Why.HOURS)
            at = max(at, instant(closes))
        yield Stretch(at, until, False, closed, names)

    def holiday_names(self, day: date) -> Mapping[str, str]:
        """Return what a date is called as a holiday, per language; nothing on an ordinary day."""
        return self.holidays.names(day.year).get(day, {}) if self.holidays else {}

    def spans(self, day: date) -> list[tuple[int, int]]:
        """Return the open spans of a local date as instants, in order."""
        parts = self.parts(day)
        if not parts:
            return []
        offset = walltime.steady_offset(day, self.zone)
        if offset is not None:
            start = walltime.midnight(day) - offset
            return _united([(start + opens * SECOND, start + closes * SECOND) for opens, closes in parts])
        spans = [(walltime.opening(day, a, self.zone), walltime.closing(day, b, self.zone)) for a, b in parts]
        return _united([(opens, closes) for opens, closes in spans if opens < closes])

    def parts(self, day: date) -> list[Range]:
        """Return what is open on a local date, in seconds of that day, each part ending by midnight."""
        if day in self.dates:
            return sorted(_head(each) for each in self.dates[day])
        if self.holiday_names(day):
            return sorted(_head(each) for each in self.on_holidays)
        eve = day - _ONE_DAY
        spilt = [*self.ordinary(eve), *self.dates.get(eve, ())]
        spilt += self.on_holidays if self.on_holidays and self.holiday_names(eve) else ()
        tails = {(0, until) for since, until in spilt if until <= since and until > 0}
        return sorted([*tails, *(_head(each) for each in self.ordinary(day))])

    def ordinary(self, day: date) -> tuple[Range, ...]:
        """Return the ranges of a date as if it were no holiday and had no hours of its own."""
        if self.monthly:
            weekday = day.weekday()
            is_last = (day + timedelta(days=7)).month != day.month
            for nth in ((day.day + 6) // 7, *([LAST] if is_last else [])):
                if (nth, weekday) in self.monthly:
                    return self.monthly[nth, weekday]
        return self.hours.get(day.weekday(), ())


def _refuse_what_never_opens(ranges: list[tuple[Range, ...]]) -> None:
    if not any(ranges):
        raise EmptyCalendar
    for since, until in (each for day in ranges for each in day):
        if since == until:
            raise ZeroLengthRange(since)


def _united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans without overlap: a night that runs on may cover a range of the next date."""
    found: list[tuple[int, int]] = []
    for opens, closes in sorted(spans):
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], closes))
        else:
            found.append((opens, closes))
    return found


def _head(each: Range) -> Range:
    since, until = each
    return (since, until if until > since else MIDNIGHT)


def _append(found: list[Stretch], stretch: Stretch, limits: Span) -> None:
    start, end = max(stretch.start, limits.start), min(stretch.end, limits.end)
    if start >= end:
        return
    last = found[-1] if found else None
    if last and (last.is_open, last.why, last.names) == (
        stretch.is_open,
        stretch.why,
        stretch.names,
    ):
        found[-1] = Stretch(last.start, end, last.is_open, last.why, last.names)
    else:
        found.append(Stretch(start, end, stretch.is_open, stretch.why, stretch.names))
