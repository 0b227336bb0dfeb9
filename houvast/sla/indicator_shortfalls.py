"""
Judged periods of indicators → what credits are reckoned from.

Source of the rules: DESIGN §3, Credits; docs/decisions/0010. Each value of `by` is a resource of its own, what is
counted is a count, and where there is no verdict nothing is known of the figure either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from houvast.sla.agreement.indicator_model import FigureKind, IndicatorTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.indicated import Indicated, Open
from houvast.sla.measured import Measured
from houvast.sla.shortfalls import History, Shortfalls, attributes_of, histories


def of_indicators(judged: Sequence[Indicated], agreement: Agreement, *, as_of: datetime) -> Shortfalls:
    """
    Return the periods that are over, each with whether those before it were missed.

    judged  outcomes of any targets and periods. With `by` each value is a resource of its own; an aim brings nothing
    """
    # A month without a verdict may have been missed, or not: misses in a row are then not known either.
    usual, worst, best = (tuple(_periods(judged, agreement, as_of, unknown)) for unknown in (None, False, True))
    return Shortfalls(usual, worst, best)


def _periods(
    judged: Sequence[Indicated], agreement: Agreement, as_of: datetime, unknown: bool | None
) -> Iterator[Measured]:
    """Yield the periods that are over; those before without a verdict were reached as `unknown` says."""
    for target in agreement.indicators.values():
        mine = [each for each in judged if each.target == target.name and target.binding]
        for value in sorted({value for each in mine for value in _parts(each, target)}):
            told = [(each.period, part) for each in mine if (part := _part(each, target, value))]
            told.sort(key=lambda each: each[0].span.end)
            verdicts = [(period, unknown if part.reached is None else part.reached) for period, part in told]
            for (period, part), history in zip(told, histories(verdicts, agreement.timezone), strict=True):
                if period.span.end <= as_of:
                    yield _read_off(part, target, value, history, agreement)


def _part(found: Indicated, target: IndicatorTarget, value: str) -> Indicated | None:
    """Return the outcome of one value; None where nothing was read of it, while something was of others."""
    if target.by and not found.parts:
        return found
    part = _parts(found, target).get(value)
    if part is None or found.open is not Open.UNPLACED or part.reached is False:
        return part
    # A reading that does not say of which may be one of this value.
    return replace(part, reached=None)


def _parts(found: Indicated, target: IndicatorTarget) -> Mapping[str, Indicated]:
    """Return value of `by` → outcome; under no value what has none, or of which nothing was read."""
    return found.parts if target.by and found.parts else {"": found}


def _read_off(
    found: Indicated, target: IndicatorTarget, value: str, history: History, agreement: Agreement
) -> Measured:
    is_known = found.reached is not None
    counts = target.figure.kind is FigureKind.COUNT and not target.mean_of
    return Measured(
        source=target.name,
        period=found.period.span,
        figure=found.figure if is_known else None,
        reached=found.reached,
        incidents=None,
        count=int(found.figure) if counts and is_known and found.figure is not None else None,
        resource=value,
        attributes={target.by: value, **attributes_of(value, agreement)} if value else {},
        history=history,
    )
