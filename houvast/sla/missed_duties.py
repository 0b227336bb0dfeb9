"""
Duties that were done late → what credits are reckoned from.

An occasion belongs to the period in which it is due: the duty's own period where it comes back, else the month. Source
of the rules: docs/reference/duties.md, Credits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from houvast.sla.agreement.duty_model import Duty
from houvast.sla.agreement.model import Agreement
from houvast.sla.duty import Fulfilment
from houvast.sla.measured import Incident, Measured
from houvast.sla.periods import Per, Period, period_of
from houvast.sla.shortfalls import History, Shortfalls, histories
from houvast.sla.terms import MICROSECOND, Span, Verdict


def of_duties(stood: Sequence[Fulfilment], agreement: Agreement, *, as_of: datetime) -> Shortfalls:
    """
    Return the periods that are over in which a duty was due, each with whether those before it were missed.

    stood  every occasion of `duty.fulfilments`, as of the same moment; those of a duty that has the name of a target
           are left out, for a credit means the target
    """
    found: list[Measured] = []
    for duty in can_be_missed(agreement):
        due = by_period(duty, stood, agreement.timezone)
        told = [(period, not any(map(_is_late, occasions))) for period, occasions in due]
        for (period, occasions), history in zip(due, histories(told, agreement.timezone), strict=True):
            if period.span.end <= as_of:
                found.append(_missed(duty, period, occasions, history, as_of))
    periods = tuple(found)
    return Shortfalls(periods, periods, periods)


def can_be_missed(agreement: Agreement) -> Iterator[Duty]:
    """Yield the duties that a credit can mean: those without a target of the same name."""
    targets = {*agreement.targets, *agreement.availability, *agreement.indicators}
    return (each for each in agreement.duties.values() if each.name not in targets)


def by_period(duty: Duty, stood: Sequence[Fulfilment], zone: str) -> list[tuple[Period, list[Fulfilment]]]:
    """Return the occasions of a duty by the period in which they are due, in order of time."""
    found: dict[Period, list[Fulfilment]] = {}
    for each in sorted((each for each in stood if each.duty == duty.name), key=lambda each: each.due_at):
        # Due when a day ends, at the midnight after it, is due on that day.
        found.setdefault(period_of(each.due_at - MICROSECOND, duty.every or Per.MONTH, zone), []).append(each)
    return list(found.items())


def _missed(duty: Duty, period: Period, occasions: Sequence[Fulfilment], history: History, as_of: datetime) -> Measured:
    late = [each for each in occasions if _is_late(each)]
    return Measured(
        source=duty.name,
        period=period.span,
        reached=not late,
        incidents=tuple(_overdue(each, as_of) for each in late),
        count=len(late),
        history=history,
    )


def _is_late(each: Fulfilment) -> bool:
    return each.verdict is Verdict.BREACHED


def _overdue(late: Fulfilment, as_of: datetime) -> Incident:
    """Return how long something was late, up to now where it was not done yet."""
    span = Span(late.due_at, late.done_at or as_of)
    length = span.length // MICROSECOND
    return Incident(span, length, late.about, length)
