"""
The service levels of an agreement over stretches of time, whatever they are on: tickets, availability, indicators.

Levels of which the facts are not given are not known; they are never left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from houvast.sla import indicator
from houvast.sla.agreement.model import Agreement, Target
from houvast.sla.agreement.promise_model import Unit
from houvast.sla.availability import Record
from houvast.sla.clock import clocks
from houvast.sla.events import Events
from houvast.sla.labels import running
from houvast.sla.periods import Cycle, Per, Period, period_of
from houvast.sla.readings import Readings
from houvast.sla.resources import judge_each
from houvast.sla.target import by_period
from houvast.sla.terms import MICROSECOND, Span


@dataclass(frozen=True, slots=True)
class Known:
    """The facts that service levels are judged by; None where they were not given."""

    events: Events | None = None
    record: Record | None = None
    readings: Readings | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One service level over one period; `service` where it is about each of a kind. `reached` None: not known."""

    target: str
    period: Period
    reached: bool | None
    service: str = ""


def levels(agreement: Agreement, spans: Sequence[Span], known: Known, *, as_of: datetime) -> list[Level]:
    """Return every level of every period that lies within one of some stretches, as far as facts say something."""
    found = [*_tickets(agreement, known, as_of)]
    for span in dict.fromkeys(spans):
        found += _availability(agreement, span, known, as_of)
        found += _indicators(agreement, span, known, as_of)
    return list(dict.fromkeys(found))


def promised(agreement: Agreement) -> list[str]:
    """Return the name of every target that may be missed: all but aims and best effort."""
    on_tickets = [name for name, each in agreement.targets.items() if _can_be_missed(each)]
    available = [name for name, each in agreement.availability.items() if each.binding]
    return [*on_tickets, *available, *(name for name, each in agreement.indicators.items() if each.binding)]


def _can_be_missed(target: Target) -> bool:
    return any(each.binding and each.unit is not Unit.BEST_EFFORT for each in target.within.values())


def lies_within(inner: Span, outer: Span) -> bool:
    """Say whether a stretch holds another."""
    return outer.start <= inner.start and inner.end <= outer.end


def _tickets(agreement: Agreement, known: Known, as_of: datetime) -> Iterator[Level]:
    if known.events is None:
        return
    for each in by_period(clocks(known.events, agreement, as_of=as_of), agreement):
        if each.period is not None:
            yield Level(each.target, each.period, each.reached if each.period.span.end <= as_of else None)


def _availability(agreement: Agreement, span: Span, known: Known, as_of: datetime) -> Iterator[Level]:
    for target in agreement.availability.values():
        if target.binding and known.record is not None:
            for period in _within(span, target.per, agreement.timezone):
                judged = judge_each(agreement, target, period, known.record, as_of=as_of)
                for each in judged.by_service.values():
                    reached = each.reached if period.span.end <= as_of else None
                    yield Level(target.name, period, reached, each.service if target.each else "")


def _indicators(agreement: Agreement, span: Span, known: Known, as_of: datetime) -> Iterator[Level]:
    outages = known.record.outages if known.record else None
    for target in agreement.indicators.values():
        if target.binding and known.readings is not None:
            for period in _within(span, target.per, agreement.timezone):
                found = indicator.judge(agreement, target, period, known.readings, outages=outages, as_of=as_of)
                yield Level(target.name, period, found.reached)


def _within(span: Span, per: Per | Cycle, zone: str) -> list[Period]:
    """Return the periods that lie within a stretch; of a rolling one, the one that ends with it."""
    if isinstance(per, Cycle) and per.rolling:
        found = [period_of(span.end - MICROSECOND, per, zone)]
    else:
        found = list(running(span.start, span.end, per, zone))
    return [each for each in found if lies_within(each.span, span)]
