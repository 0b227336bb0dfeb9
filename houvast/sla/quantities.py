"""What a credit grows with: figures, shortfalls, lengths and counts, out of what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from houvast.sla.agreement.claim_model import Misses
from houvast.sla.agreement.credit_model import Gift
from houvast.sla.agreement.model import Agreement, GoalKind
from houvast.sla.agreement.shape_model import Quantity
from houvast.sla.award import rounded
from houvast.sla.measured import Incident, Measured, Undecidable


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of a period, or of one incident in it."""

    value: Fraction
    measured: Measured
    incident: Incident | None = None


def amounts(gift: Gift, measured: Measured, agreement: Agreement) -> Iterator[Amount]:
    """Yield the quantity of a period, or that of each incident; at the end raise Undecidable for what is not known."""
    if gift.quantity.is_each:
        yield from _of_incidents(gift, measured)
    else:
        yield Amount(rounded(_value(gift, measured, agreement), gift.quantity_rounding), measured)


def _of_incidents(gift: Gift, measured: Measured) -> Iterator[Amount]:
    unknown = measured.incidents is None
    for incident in measured.incidents or ():
        value = incident.overdue if gift.quantity is Quantity.OVERDUE else incident.length
        if value is None:
            unknown = True
        else:
            yield Amount(rounded(Fraction(value), gift.quantity_rounding), measured, incident)
    if unknown:
        raise Undecidable("incident", measured.source)


def _value(gift: Gift, measured: Measured, agreement: Agreement) -> Fraction:
    match gift.quantity:
        case Quantity.DOWNTIME:
            return _downtime(measured)
        case Quantity.EXCESS:
            allowed = (100 - promise(gift, measured, agreement)) / 100 * measured.planned_time
            return max(_downtime(measured) - allowed, Fraction(0))
        case Quantity.COUNT:
            return _known(measured.count, "count")
        case Quantity.MISSES:
            return Fraction(not is_reached(gift, measured, agreement))
        case Quantity.STREAK:
            return Fraction(streak(measured, missed=not is_reached(gift, measured, agreement)))
        case _:
            return _of_figure(gift, _known(measured.figure, "figure"), measured, agreement)


def _of_figure(gift: Gift, figure: Fraction, measured: Measured, agreement: Agreement) -> Fraction:
    if gift.quantity is Quantity.FIGURE:
        return figure
    if gift.quantity is Quantity.UNAVAILABILITY:
        return max(100 - figure, Fraction(0))
    bar = promise(gift, measured, agreement)
    short = gift.quantity in (Quantity.SHORTFALL, Quantity.RELATIVE_SHORTFALL)
    points = max(bar - figure if short else figure - bar, Fraction(0))
    if gift.quantity in (Quantity.SHORTFALL, Quantity.OVERRUN):
        return points
    if not bar:
        raise Undecidable("promise", measured.source)
    return points / bar * 100


def promise(gift: Gift, measured: Measured, agreement: Agreement) -> Fraction:
    """Return the value that was promised: of the credit itself, else of its target; raise Undecidable without one."""
    if gift.promise is not None:
        return gift.promise
    target, on_tickets = agreement.availability.get(measured.source), agreement.targets.get(measured.source)
    if target is not None:
        return Fraction(target.at_least)
    if (indicator := agreement.indicators.get(measured.source)) is not None:
        edge = indicator.promised.low or indicator.promised.high
        if edge is not None:
            return edge.value
    if on_tickets is not None and on_tickets.goal.kind is GoalKind.SHARE:
        return Fraction(on_tickets.goal.value or Decimal(0))
    raise Undecidable("promise", measured.source)


def is_reached(gift: Gift, measured: Measured, agreement: Agreement) -> bool:
    """Say whether a period reached what was promised; raise Undecidable where that is not known."""
    if measured.reached is not None and gift.promise is None:
        return measured.reached
    figure = _known(measured.figure, "reached")
    bar = promise(gift, measured, agreement)
    return figure <= bar if gift.promise_is_most else figure >= bar


def streak(measured: Measured, *, missed: bool) -> int:
    """Return how many periods in a row were missed, this one included; what is not known ends a row."""
    if not missed:
        return 0
    earlier = list(reversed(measured.history))
    return 1 + next((row for row, was_missed in enumerate(earlier) if not was_missed), len(earlier))


def are_missed(after: Misses, measured: Measured) -> bool:
    """Say whether a missed period is the last of so many misses among so many periods."""
    earlier = measured.history[len(measured.history) - (after.among - 1) :] if after.among > 1 else ()
    if after.among - 1 > len(measured.history):
        earlier = measured.history
    return 1 + sum(was_missed is True for was_missed in earlier) >= after.count


def _downtime(measured: Measured) -> Fraction:
    return _known(measured.downtime, "downtime")


def _known(value: Fraction | int | None, what: str) -> Fraction:
    if value is None:
        raise Undecidable(what)
    return Fraction(value)
