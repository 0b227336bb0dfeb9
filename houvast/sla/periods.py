"""
Periods over which a promise is judged: from which day to which, what they are called, in the zone of the agreement.

A period begins and ends at local midnight. Source of the kinds: DESIGN §3, Availability, Periods; the billing cycle,
the contract year and the sliding period are those of real agreements.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from houvast.sla import walltime
from houvast.sla.terms import Span, instant, micros

_ONE_DAY = timedelta(days=1)


class Per(StrEnum):
    """Length of the period over which a target is judged, in the agreement's zone."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Cycle:
    """
    Periods of one length, one after another; or, when `rolling`, one that ends with each day.

    days, months  the length: one of the two is 0
    anchor        the first day of some period; the others follow from it. A month that lacks its day begins on its last
    """

    months: int = 0
    days: int = 0
    anchor: date = date(2001, 1, 1)
    rolling: bool = False

    def first(self, day: date) -> date:
        """Return the first day of the period that holds a day; of a rolling one, the period that ends with it."""
        if self.rolling:
            until = day + _ONE_DAY
            return until - timedelta(days=self.days) if self.days else _added(until, -self.months)
        if self.days:
            return day - timedelta(days=(day - self.anchor).days % self.days)
        first = self._begun(day, 0)
        return first if first <= day else self._begun(day, -1)

    def after(self, first: date) -> date:
        """Return the first day of the period after the one with this first day."""
        return first + timedelta(days=self.days) if self.days else self._begun(first, 1)

    def _begun(self, day: date, steps: int) -> date:
        """Return the day in (about) the month of `day` on which a period begins, or so many periods later."""
        # Counted from the anchor, so that the 31st comes back after a month that lacks it.
        passed = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
        return _added(self.anchor, (passed // self.months + steps) * self.months)


def _added(day: date, months: int) -> date:
    """Return the day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


CALENDAR: Mapping[Per, Cycle] = {
    Per.WEEK: Cycle(days=7),
    Per.MONTH: Cycle(months=1),
    Per.QUARTER: Cycle(months=3),
    Per.YEAR: Cycle(months=12),
}
"""The cycles of the calendar; 1 January 2001, where they all begin, was a Monday."""


@dataclass(frozen=True, slots=True)
class Period:
    """
    A period in a zone.

    label  2026-11, 2026-Q4, 2026 or 2026-W48; any other cycle: that of the month or year it begins in where it has the
           length of one, 2026-11-15 (its first day) otherwise; a rolling one: its last day
    """

    per: Per | Cycle
    first: date
    label: str
    span: Span


def period_of(at: datetime, per: Per | Cycle, zone: str) -> Period:
    """Return the period of a zone that holds an instant; of a rolling one, the period that ends with its day."""
    return _period(walltime.local(micros(at), zone).date(), per, zone)


def period_named(label: str, per: Per | Cycle, zone: str) -> Period:
    """Return the period with a label; raise ValueError for one that is not of that kind."""
    if _cycle(per).rolling:
        return _period(date.fromisoformat(label), per, zone)
    for period in periods_around(label, per, zone):
        if period.label == label:
            return period
    raise ValueError(label)


def periods_around(label: str, per: Per | Cycle, zone: str) -> Iterator[Period]:
    """Yield the periods of the year that a label begins with; raise ValueError for a label without a year."""
    day = date(int(label[:4]), 1, 1)
    period = _period(day, per, zone)
    while period.first.year <= day.year:
        yield period
        period = following(period, zone)


def following(period: Period, zone: str) -> Period:
    """Return the period after one; of a rolling one, the one that ends a day later."""
    cycle = _cycle(period.per)
    return _period(_last(period) + _ONE_DAY if cycle.rolling else cycle.after(period.first), period.per, zone)


def preceding(period: Period, zone: str) -> Period:
    """Return the period before one; of a rolling one, the one that ended a day earlier."""
    last = _last(period) if _cycle(period.per).rolling else period.first
    return _period(last - _ONE_DAY, period.per, zone)


def _last(period: Period) -> date:
    return date.fromisoformat(period.label)


def _period(day: date, per: Per | Cycle, zone: str) -> Period:
    cycle = _cycle(per)
    first = cycle.first(day)
    until = day + _ONE_DAY if cycle.rolling else cycle.after(first)
    start, end = (instant(walltime.opening(edge, 0, zone)) for edge in (first, until))
    return Period(per, first, _label(cycle, first, until), Span(start, end))


def _cycle(per: Per | Cycle) -> Cycle:
    return CALENDAR[per] if isinstance(per, Per) else per


def _label(cycle: Cycle, first: date, until: date) -> str:
    if cycle.rolling:
        return (until - _ONE_DAY).isoformat()
    week = first.isocalendar()
    if cycle == CALENDAR[Per.WEEK]:
        return f"{week.year}-W{week.week:02}"
    named = {1: f"{first:%Y-%m}", 12: f"{first.year}"}
    if cycle == CALENDAR[Per.QUARTER]:
        named[3] = f"{first.year}-Q{(first.month + 2) // 3}"
    return named.get(cycle.months, first.isoformat())
