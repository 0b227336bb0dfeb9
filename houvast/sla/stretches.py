"""
Stretches of time that money is reckoned over, and deadlines that are counted from them.

Months, billing cycles and days are those of the wall: they begin at midnight in the zone of the agreement, and three
days after 14:00 is 14:00, also over a clock change. Open time and business days are those of a calendar.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TypeVar

from houvast.sla import walltime
from houvast.sla.agreement.claim_model import Deadline, TimeUnit
from houvast.sla.agreement.fee_model import Anchor, Billing, FeePer, Reference, Stretch
from houvast.sla.agreement.model import Agreement
from houvast.sla.calendar import Calendar
from houvast.sla.measured import Undecidable
from houvast.sla.terms import DAY, HOUR, MICROSECOND, Span, instant, micros

Moment = TypeVar("Moment")

_MONTHS = {Stretch.MONTH: 1, Stretch.QUARTER: 3, Stretch.YEAR: 12}
_FEE_MONTHS = {FeePer.MONTH: 1, FeePer.QUARTER: 3, FeePer.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Moments:
    """
    The instants of one credit.

    period    that was measured
    incident  for which it is given; None when it is given for the period
    claim     when it was asked for; None when it was not
    report    when what went wrong was reported; None when it was not
    """

    period: Span
    incident: Span | None = None
    claim: datetime | None = None
    report: datetime | None = None

    @property
    def credit(self) -> datetime:
        """The instant at which the credit arises: the end of the incident, else of the period."""
        return self.incident.end if self.incident else self.period.end

    @property
    def begin(self) -> datetime:
        """The instant by which it is told in which month or cycle it falls."""
        return self.incident.start if self.incident else self.period.start


# -- stretches ----------------------------------------------------------------------------------------


def stretch(reference: Reference, moments: Moments, agreement: Agreement) -> Span:
    """Return the stretch of time that a reference means; raise Undecidable where it needs what did not happen."""
    if reference.before:
        end = _reference_anchor(reference.anchor, moments)
        return Span(days_later(end, -reference.before, agreement.timezone), end)
    found = holding(reference.stretch, moments, moments.begin, agreement)
    if not reference.previous:
        return found
    if reference.stretch is Stretch.PERIOD:
        return _before(found, agreement.timezone)
    return holding(reference.stretch, moments, found.start - MICROSECOND, agreement)


def holding(kind: Stretch, moments: Moments, at: datetime, agreement: Agreement) -> Span:
    """Return the stretch of a kind that holds an instant; for a period and an incident, that of the credit."""
    zone = agreement.timezone
    match kind:
        case Stretch.PERIOD:
            return moments.period
        case Stretch.INCIDENT:
            return moments.incident or moments.period
        case Stretch.CYCLE:
            return cycle(at, agreement.credits.billing, agreement.effective_from, zone)
        case Stretch.CONTRACT_YEAR:
            since = agreement.effective_from
            return _cycle(at, months=12, day=since.day, first=since.month, zone=zone)
        case Stretch.TERM:
            return _term(agreement)
        case _:
            return _cycle(at, months=_MONTHS[kind], day=1, first=1, zone=zone)


def cycle(at: datetime, billing: Billing, since: date, zone: str) -> Span:
    """Return the billing cycle that holds an instant; cycles of several months begin in the month of `since`."""
    return _cycle(at, months=billing.months, day=billing.day, first=since.month, zone=zone)


def _cycle(at: datetime, *, months: int, day: int, first: int, zone: str) -> Span:
    today = walltime.local(micros(at), zone).date()
    count = today.year * 12 + today.month - 1
    begin = count - (count - (first - 1)) % months
    if today < _day_of(begin, day):
        begin -= months
    start, end = (_midnight(_day_of(each, day), zone) for each in (begin, begin + months))
    return Span(start, end)


def _day_of(count: int, day: int) -> date:
    """Return a day of the month that is `count` months after the year 0; its last day where it is shorter."""
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day, months.monthrange(year, month + 1)[1]))


def _before(period: Span, zone: str) -> Span:
    """Return as many months, or else as much time, before a period."""
    start, end = (walltime.local(micros(each), zone) for each in (period.start, period.end))
    count = (end.year - start.year) * 12 + end.month - start.month
    if count and (start.day, start.time()) == (end.day, end.time()):
        return Span(_months_later(period.start, -count, zone), period.start)
    return Span(period.start - period.length, period.start)


def _term(agreement: Agreement) -> Span:
    until = agreement.effective_until or date(9000, 1, 1)
    zone = agreement.timezone
    return Span(_midnight(agreement.effective_from, zone), _midnight(until + timedelta(days=1), zone))


def _reference_anchor(anchor: Anchor, moments: Moments) -> datetime:
    if anchor is Anchor.CLAIM:
        return _known(moments.claim, "claim")
    if anchor is Anchor.INCIDENT:
        return _known(moments.incident, "incident").start
    return moments.period.start if anchor is Anchor.PERIOD else moments.credit


# -- how much of a fee falls in a stretch -------------------------------------------------------------


def times_in(span: Span, per: FeePer, zone: str) -> Fraction:
    """
    Return how many hours, days, months or years of a fee a stretch holds.

    Months are counted from the start of the stretch, so that a billing cycle from the 15th to the 15th is one month;
    what is left over is a part of the month that it lies in.
    """
    if per is FeePer.HOUR:
        return Fraction(span.length // MICROSECOND, HOUR)
    if per in (FeePer.DAY, FeePer.WEEK):
        return days_in(span, zone) / (7 if per is FeePer.WEEK else 1)
    return _months_in(span, zone) / _FEE_MONTHS[per]


def days_in(span: Span, zone: str) -> Fraction:
    """Return how many days of the wall a stretch holds."""
    start, end = _wall(span.start, zone), _wall(span.end, zone)
    return Fraction((end - start) // MICROSECOND, DAY)


def _months_in(span: Span, zone: str) -> Fraction:
    start, end = _wall(span.start, zone), _wall(span.end, zone)
    whole = (end.year - start.year) * 12 + end.month - start.month
    if _shifted(start, whole) > end:
        whole -= 1
    begin, following = _shifted(start, whole), _shifted(start, whole + 1)
    return whole + Fraction((end - begin) // MICROSECOND, (following - begin) // MICROSECOND)


# -- deadlines ----------------------------------------------------------------------------------------


def deadline(limit: Deadline, moments: Moments, agreement: Agreement) -> datetime:
    """Return the instant at which a time limit ends; what comes exactly then is in time. Raise Undecidable."""
    zone, since = agreement.timezone, _anchor(limit.anchor, moments, agreement)
    match limit.unit:
        case TimeUnit.DAYS:
            return days_later(since, limit.amount, zone)
        case TimeUnit.MONTHS:
            return _months_later(since, limit.amount, zone)
        case TimeUnit.CYCLES:
            return _cycles_later(_inside(limit.anchor, since), limit.amount, agreement)
        case TimeUnit.BUSINESS_DAYS:
            return _business_days_later(limit, since, agreement.calendars[limit.calendar])
        case TimeUnit.TIME:
            return agreement.calendars[limit.calendar].add(since, limit.amount * MICROSECOND)


def _anchor(anchor: Anchor, moments: Moments, agreement: Agreement) -> datetime:
    match anchor:
        case Anchor.PERIOD:
            return moments.period.end
        case Anchor.PERIOD_START:
            return moments.period.start
        case Anchor.INCIDENT:
            return _known(moments.incident, "incident").end
        case Anchor.INCIDENT_START:
            return _known(moments.incident, "incident").start
        case Anchor.CREDIT:
            return moments.credit
        case Anchor.CYCLE:
            return holding(Stretch.CYCLE, moments, moments.begin, agreement).end
        case Anchor.CLAIM:
            return _known(moments.claim, "claim")
        case Anchor.REPORT:
            return _known(moments.report, "report")


def _inside(anchor: Anchor, at: datetime) -> datetime:
    """Return an instant of the day or cycle that an anchor ends: midnight after the 30th is still the 30th."""
    return at - MICROSECOND if anchor in (Anchor.PERIOD, Anchor.CYCLE) else at


def _business_days_later(limit: Deadline, since: datetime, calendar: Calendar) -> datetime:
    """Return the close of the n-th business day; the first one after a period is day one, whatever day it ends on."""
    if limit.anchor in (Anchor.PERIOD, Anchor.CYCLE):
        since = calendar.prev_close(since, strict=False)
    return calendar.business_day_end(since, limit.amount)


def _cycles_later(at: datetime, count: int, agreement: Agreement) -> datetime:
    billing, since = agreement.credits.billing, agreement.effective_from
    found = cycle(at, billing, since, agreement.timezone)
    for _again in range(count):
        found = cycle(found.end, billing, since, agreement.timezone)
    return found.end


def _known(moment: Moment | None, what: str) -> Moment:
    if moment is None:
        raise Undecidable(what)
    return moment


# -- the wall -----------------------------------------------------------------------------------------


def days_later(at: datetime, count: int, zone: str) -> datetime:
    """Return the same time of day, so many days later."""
    return _instant(_wall(at, zone) + timedelta(days=count), zone)


def _months_later(at: datetime, count: int, zone: str) -> datetime:
    return _instant(_shifted(_wall(at, zone), count), zone)


def _shifted(wall: datetime, count: int) -> datetime:
    day = _day_of(wall.year * 12 + wall.month - 1 + count, wall.day)
    return datetime.combine(day, wall.time())


def _wall(at: datetime, zone: str) -> datetime:
    return walltime.local(micros(at), zone).replace(tzinfo=None)


def _instant(wall: datetime, zone: str) -> datetime:
    seconds = wall.hour * 3600 + wall.minute * 60 + wall.second
    return instant(walltime.opening(wall.date(), seconds, zone) + wall.microsecond)


def _midnight(day: date, zone: str) -> datetime:
    return instant(walltime.opening(day, 0, zone))
