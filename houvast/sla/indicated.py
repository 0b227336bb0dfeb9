"""How a target on an indicator did, by itself or made of others: value by value, or as a weighted mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from houvast.sla.agreement.indicator_model import IndicatorTarget
from houvast.sla.figures import rounded
from houvast.sla.periods import Period


class Open(StrEnum):
    """Why there is no verdict, although something was promised."""

    NOT_OVER = "not-over"
    NOTHING_READ = "nothing-read"
    TOO_FEW = "too-few"
    TOO_FEW_ANSWERED = "too-few-answered"
    UNANSWERED = "unanswered"
    UNPLACED = "unplaced"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Indicated:
    """
    How a target on an indicator did over a period.

    figure       rounded where that was agreed; None without readings, and where every value of `by` has its own
    above, below numerator and denominator of a share or a ratio; None for any other figure
    readings     how many count; where there are slots, how many readings lie in them
    slots        slots with readings, and all slots; None where there are none
    unanswered   asked, and not answered
    outside      read while the calendar was closed
    left_out     cause, or MAINTENANCE → how many readings
    reached      None where too little is known, where the period is not over, and for an aim
    parts        value of `by`, or target of a mean → its own outcome
    open         why nothing can be said of it; None where a verdict stands, and for an aim of which the figure is known
    """

    target: str
    period: Period
    figure: Fraction | None
    above: Fraction | None
    below: Fraction | None
    readings: int
    slots: tuple[int, int] | None
    unanswered: int
    outside: int
    left_out: Mapping[str, int]
    reached: bool | None
    parts: Mapping[str, Indicated]
    open: Open | None

    @property
    def of_period(self) -> int:
        """How many readings of the period the target is about, whether they count or not."""
        return self.readings + self.unanswered + self.outside + sum(self.left_out.values())


def together(
    target: IndicatorTarget, period: Period, parts: Mapping[str, Indicated], *, is_over: bool, all_placed: bool
) -> Indicated:
    """Return the outcome of a target that each value of an attribute must keep; open while a reading has no place."""
    missed = any(each.reached is False for each in parts.values())
    nothing = Open.NOTHING_READ if is_over else Open.NOT_OVER
    otherwise = Open.UNPLACED if is_over and not all_placed else None if parts else nothing
    why = None if missed else next((each.open for each in parts.values() if each.open), otherwise)
    reached = None if why or not target.binding else not missed
    return _summed(target, period, parts, None, reached, why)


def mean_of(target: IndicatorTarget, period: Period, parts: Mapping[str, Indicated], *, is_over: bool) -> Indicated:
    """Return the weighted mean of the figures of other targets; unknown where one of them is."""
    known = {name: each.figure for name, each in parts.items() if each.figure is not None}
    if len(known) < len(parts) or (is_over and any(each.open for each in parts.values())):
        return _summed(target, period, parts, None, None, Open.PART if is_over else Open.NOT_OVER)
    weighed = sum((known[name] * weight for name, weight in target.mean_of.items()), Fraction())
    figure = in_decimals(weighed / sum(target.mean_of.values()), target)
    why = None if is_over else Open.NOT_OVER
    return _summed(target, period, parts, figure, verdict(target, figure, why), why)


def verdict(target: IndicatorTarget, figure: Fraction | None, why: Open | None) -> bool | None:
    """Say whether the promise was kept; None where there is a reason why not to say, and for an aim."""
    if figure is None or why or not target.binding:
        return None
    return target.promised.holds(figure)


def in_decimals(figure: Fraction, target: IndicatorTarget) -> Fraction:
    """Return a figure, rounded as was agreed."""
    if target.decimals is None:
        return figure
    return rounded(figure, target.decimals.places, target.decimals.how)


def _summed(
    target: IndicatorTarget,
    period: Period,
    parts: Mapping[str, Indicated],
    figure: Fraction | None,
    reached: bool | None,
    why: Open | None,
) -> Indicated:
    causes = dict.fromkeys(cause for each in parts.values() for cause in each.left_out)
    return Indicated(
        target=target.name,
        period=period,
        figure=figure,
        above=None,
        below=None,
        readings=sum(each.readings for each in parts.values()),
        slots=None,
        unanswered=sum(each.unanswered for each in parts.values()),
        outside=sum(each.outside for each in parts.values()),
        left_out={cause: sum(each.left_out.get(cause, 0) for each in parts.values()) for cause in causes},
        reached=reached,
        parts=parts,
        open=why,
    )
