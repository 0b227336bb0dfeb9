"""
The sign of the watermelon: green outside, red inside.

A report on service levels may be green while the people it is about are unhappy: then what was promised is not what
they need, or not what is measured. So experience is held beside the levels of the same period. The picture is a usual
one among service managers; source of the rule: DESIGN §3, XLA.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from houvast.sla.agreement.model import Agreement
from houvast.sla.indicated import Indicated
from houvast.sla.levels import Level, lies_within
from houvast.sla.periods import Period

Verdicts = Mapping[str, bool | None]
"""Promise → whether it was kept; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Watermelon:
    """
    Service levels and experience over one period.

    outside  service levels
    inside   targets of experience
    """

    period: Period
    outside: Verdicts
    inside: Verdicts

    @property
    def is_one(self) -> bool | None:
        """Whether it is green outside and red inside."""
        return is_watermelon(self.outside, self.inside)


def is_watermelon(outside: Verdicts, inside: Verdicts) -> bool | None:
    """
    Say whether service levels are green while experience is red.

    True where every service level that is known was reached, and a target of experience was missed; False where a level
    was missed, or all of experience was reached; None where too little is known to say so.
    """
    if not outside or not inside:
        return None
    levels, experience = set(outside.values()), set(inside.values())
    if False in levels or experience == {True}:
        return False
    return True if True in levels and False in experience else None


def watermelons(
    xla: Agreement, experience: Sequence[Indicated], levels: Sequence[Level], *, promised: Sequence[str]
) -> Iterator[Watermelon]:
    """
    Yield the sign of each period over which experience was judged; an aim is neither kept nor missed.

    levels    those count whose period lies within that of the experience
    promised  names of all service levels: of one without a period there, nothing is known
    """
    judged = [each for each in experience if xla.indicators[each.target].binding]
    for span, period in {each.period.span: each.period for each in judged}.items():
        inside = {each.target: each.reached for each in judged if each.period.span == span}
        within = [each for each in levels if lies_within(each.period.span, span)]
        outside = {_named(each, period): each.reached for each in within}
        told = {each.target for each in within}
        yield Watermelon(period, {**outside, **{name: None for name in promised if name not in told}}, inside)


def _named(level: Level, period: Period) -> str:
    """Return the name of a level: with its service where it has one of each, with its period where that is shorter."""
    parts = (level.target, level.service, "" if level.period.span == period.span else level.period.label)
    return " ".join(part for part in parts if part)
