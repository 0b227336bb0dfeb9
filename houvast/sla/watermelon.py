"""
The sign of the watermelon: green outside, red inside.

A report on service levels may be green while the people it is about are unhappy: then what was promised is not what
they needed, or not what was measured. So experience is held beside the levels of the same period. The picture is usual
among service managers; source of the rule: DESIGN §3, XLA.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from houvast.sla.agreement.model import Agreement
from houvast.sla.figures import Availability
from houvast.sla.indicator import Indicated
from houvast.sla.periods import Period
from houvast.sla.target import Outcome
from houvast.sla.terms import Span

Verdicts = Mapping[str, bool | None]
"""Promise → whether it was kept; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Watermelon:
    """
    Service levels and experience over one period.

    outside  service levels
    inside   targets of experience
    """

    outside: Verdicts
    inside: Verdicts

    @property
    def is_one(self) -> bool | None:
        """
        Whether it is green outside and red inside.

        True where every service level that is known was reached, and a target of experience was missed; False where a
        level was missed, or all of experience was reached; None where too little is known to say so.
        """
        if not self.outside or not self.inside:
            return None
        levels, experience = set(self.outside.values()), set(self.inside.values())
        if False in levels or experience == {True}:
            return False
        return True if True in levels and False in experience else None


def watermelons(
    xla: Agreement, experience: Sequence[Indicated], levels: Sequence[tuple[Period, str, bool | None]]
) -> Iterator[tuple[Period, Watermelon]]:
    """
    Yield each period over which experience was judged, with the sign; an aim is neither kept nor missed.

    levels  of `levels_of`: those count whose period lies within that of the experience
    """
    judged = [each for each in experience if xla.indicators[each.target].binding]
    for span, period in {each.period.span: each.period for each in judged}.items():
        inside = {each.target: each.reached for each in judged if each.period.span == span}
        within = [(other, name, reached) for other, name, reached in levels if _lies_within(other.span, span)]
        outside = {_named(name, other, span): reached for other, name, reached in within}
        yield period, Watermelon(outside, inside)


def levels_of(
    sla: Agreement,
    tickets: Iterable[Outcome],
    availability: Iterable[Availability],
    indicators: Iterable[Indicated],
    *,
    as_of: datetime,
) -> list[tuple[Period, str, bool | None]]:
    """
    Return period, name and verdict of every service level that was judged; not known while a period is not over.

    tickets  of `target.by_period`
    """
    found = [(each.period, each.target, each.reached) for each in tickets if each.period is not None]
    found += [
        (
            each.period,
            f"{each.target} {each.service}" if sla.availability[each.target].each else each.target,
            each.reached,
        )
        for each in availability
        if sla.availability[each.target].binding
    ]
    found += [(one.period, one.target, one.reached) for one in indicators if sla.indicators[one.target].binding]
    return [(period, name, reached if period.span.end <= as_of else None) for period, name, reached in found]


def _lies_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _named(name: str, period: Period, span: Span) -> str:
    """Return the name of a level, with its period where that is a part of the whole."""
    return name if period.span == span else f"{name} {period.label}"
