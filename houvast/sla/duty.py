"""
Duties: what must be done by when, besides tickets, and whether it was.

A duty of every period is due so long after each period; any other so long after an event, or before it. What is done
exactly at the due instant is in time. Source of the rules: docs/decisions/0010.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from houvast.sla import stretches
from houvast.sla.agreement.duty_model import Duty
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.promise_model import Promise, Unit
from houvast.sla.labels import NoSuchPeriod, named
from houvast.sla.periods import Period, following, period_of
from houvast.sla.stretches import Moments
from houvast.sla.terms import DAY, MICROSECOND, Span, Verdict


@dataclass(frozen=True, slots=True)
class Deed:
    """
    What is known of one occasion of a duty.

    about    the label of the period, or what the event was about
    at       the instant of the event; None for a period
    done_at  None while it has not been done
    """

    duty: str
    about: str
    at: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """
    How one occasion of a duty stands.

    due_at, verdict              by the agreement
    legal_due_at, legal_verdict  by the law, where the agreement says what that is
    """

    duty: str
    about: str
    due_at: datetime
    done_at: datetime | None
    verdict: Verdict
    legal_due_at: datetime | None
    legal_verdict: Verdict


def fulfilments(agreement: Agreement, deeds: Iterable[Deed], *, as_of: datetime) -> list[Fulfilment]:
    """
    Return every occasion of every duty up to a moment: periods that are over, events that are known.

    deeds  of any duty; of several about one thing the earliest that was done counts
    """
    known = sorted(deeds, key=_order)
    found = []
    for duty in agreement.duties.values():
        mine = [deed for deed in known if deed.duty == duty.name]
        occasions = _of_periods if duty.every else _of_events
        found += list(occasions(agreement, duty, mine, as_of))
    return found


def _order(deed: Deed) -> tuple[str, bool, datetime | None, bool, datetime | None]:
    return deed.about, deed.at is None, deed.at, deed.done_at is None, deed.done_at


def has_period(agreement: Agreement, duty: Duty, label: str) -> bool:
    """Say whether a duty of every period has a period with a label."""
    if duty.every is None:
        return False
    try:
        # A wider label means other periods than the one it names.
        return [each.label for each in named(label, duty.every, agreement.timezone)] == [label]
    except NoSuchPeriod:
        return False


def due_at(duty: Duty, event: datetime, agreement: Agreement, *, legal: bool = False) -> datetime | None:
    """Return when a duty around an event is due; None where no length is written."""
    length = duty.legal if legal else duty.length
    if length is None:
        return None
    return _latest_before(length, event, agreement) if duty.before else _end_of(length, event, agreement)


def _of_events(agreement: Agreement, duty: Duty, deeds: Sequence[Deed], as_of: datetime) -> Iterator[Fulfilment]:
    told: set[tuple[str, datetime]] = set()
    for deed in deeds:
        if deed.at is None or deed.at < agreement.term.start or (deed.about, deed.at) in told:
            continue
        told.add((deed.about, deed.at))
        due, legal = due_at(duty, deed.at, agreement), due_at(duty, deed.at, agreement, legal=True)
        if due is not None:
            yield _fulfilment(duty, deed.about, deed.done_at, due, legal, as_of)


def _of_periods(agreement: Agreement, duty: Duty, deeds: Sequence[Deed], as_of: datetime) -> Iterator[Fulfilment]:
    done = {deed.about: deed.done_at for deed in reversed(deeds)}
    for period in _periods(agreement, duty, as_of):
        if duty.deadline is not None:
            due = stretches.deadline(duty.deadline, Moments(period.span), agreement)
            yield _fulfilment(duty, period.label, done.get(period.label), due, None, as_of)


def _periods(agreement: Agreement, duty: Duty, as_of: datetime) -> Iterator[Period]:
    """Yield the periods that are over and in which the agreement held, also for a part."""
    term = agreement.term
    period = period_of(term.start, duty.every, agreement.timezone) if duty.every else None
    while period is not None and period.span.end <= as_of and not term.has_ended(period.span.start):
        yield period
        period = following(period, agreement.timezone)


def _fulfilment(
    duty: Duty, about: str, done: datetime | None, due: datetime, legal: datetime | None, as_of: datetime
) -> Fulfilment:
    done = done if done is not None and done <= as_of else None
    return Fulfilment(
        duty.name,
        about,
        due,
        done,
        _verdict(due, done, as_of),
        legal,
        _verdict(legal, done, as_of) if legal is not None else Verdict.NONE,
    )


def _verdict(due: datetime, done: datetime | None, as_of: datetime) -> Verdict:
    if done is not None:
        return Verdict.MET if done <= due else Verdict.BREACHED
    return Verdict.PENDING if as_of <= due else Verdict.BREACHED


# -- lengths --------------------------------------------------------------------------------------------


def _end_of(length: Promise, start: datetime, agreement: Agreement) -> datetime:
    """Return when a length that begins at an instant is over."""
    calendar = agreement.calendars[length.calendar]
    if length.unit is Unit.BUSINESS_DAYS:
        plus = None if length.plus is None else length.plus * MICROSECOND
        return calendar.business_day_end(
            start,
            length.amount,
            same_time=length.same_time,
            cut_off=length.cut_off,
            plus=plus,
            after_report=length.after_report,
        )
    return calendar.add(start, length.amount * MICROSECOND)


def _latest_before(length: Promise, event: datetime, agreement: Agreement) -> datetime:
    """Return the last instant from which a length is over when an event comes."""
    if length.unit is Unit.TIME:
        return agreement.calendars[length.calendar].subtract(event, length.amount * MICROSECOND)
    reach = Span(event - timedelta(microseconds=(length.amount + 1) * 8 * DAY + 60 * DAY), event)
    while _end_of(length, reach.start, agreement) > event:  # a calendar that opens seldom: look back further
        reach = Span(reach.start - reach.length, reach.end)
    while reach.length > MICROSECOND:
        middle = reach.start + reach.length // 2
        is_in_time = _end_of(length, middle, agreement) <= event
        reach = Span(middle, reach.end) if is_in_time else Span(reach.start, middle)
    return reach.start
