"""
What a period comes to → figure, bounds, verdict.

Source of the rules: DESIGN §3, Availability; docs/decisions/0009. Figures are fractions; rounding happens only where
the agreement says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from houvast.sla.agreement.availability_model import AvailabilityTarget, Base, How, Unknown
from houvast.sla.held_time import NO_INCIDENTS, NO_STRETCHES, Counted, Excluded, Incidents, Stretches, excluded_by
from houvast.sla.periods import Period


@dataclass(frozen=True, slots=True)
class Availability:
    """
    The availability of a service in a period. Lengths are microseconds, figures percent.

    total             the calendar: outside + absent + to_come + included + planned + excluded + unknown
    outside, absent   not in the service window; not in service, or outside the term
    to_come           after `as_of`
    included          known, and not excluded: up or down
    planned           maintenance that kept to its conditions
    excluded          excluded by cause
    excluded_by       the two before, by class and by cause
    downtime          weighed, and rounded where that was agreed
    base              what downtime is divided by
    figure            rounded where that was agreed; None where nothing is known
    lowest, highest   the figure if all that is unknown or to come were down, or up
    with_all          the figure if nothing were excluded
    coverage          the share of the window, up to as_of, whose state is known
    reached           None where too little is known, or the period is not over and can still go either way
    allowed, excess   the downtime that the promise leaves, and what there was beyond it
    events            good events and all events, where the figure is their share
    parts             what the figure is the mean of, with the weight of each; then there are no stretches of its own
    """

    target: str
    service: str
    period: Period
    at_least: Fraction
    total: Fraction
    outside: Fraction
    absent: Fraction
    to_come: Fraction
    included: Fraction
    planned: Fraction
    excluded: Fraction
    unknown: Fraction
    excluded_by: tuple[Excluded, ...]
    downtime: Fraction
    base: Fraction
    figure: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    with_all: Fraction | None
    coverage: Fraction | None
    reached: bool | None
    allowed: Fraction
    excess: Fraction
    incidents: Incidents
    stretches: Stretches
    events: tuple[int, int] | None = None
    parts: tuple[tuple[int, Availability], ...] = ()

    @property
    def window(self) -> Fraction:
        """The service window up to as_of: what is neither outside, absent nor to come."""
        return self.included + self.planned + self.excluded + self.unknown


@dataclass(frozen=True, slots=True)
class Measured:
    """
    What a period comes to, in microseconds.

    lengths     by Counted; together they are the calendar. Whole numbers, for fractions are dear
    downtime    weighed
    with_all    the same if nothing were excluded
    events      good events and all events, where the figure is their share; `all_events` if nothing were excluded
    """

    lengths: tuple[int, ...]
    downtime: Fraction
    with_all: Fraction
    events: tuple[int, int] | None = None
    all_events: tuple[int, int] | None = None

    @property
    def included(self) -> int:
        """What is known and not excluded."""
        return self.of(Counted.UP) + self.of(Counted.DOWN)

    @property
    def left_out(self) -> int:
        """What is excluded, by class of maintenance or by cause."""
        return self.of(Counted.PLANNED) + self.of(Counted.EXCLUDED)

    @property
    def window(self) -> int:
        """The service window so far."""
        return self.included + self.left_out + self.of(Counted.UNKNOWN)

    def of(self, counted: Counted) -> int:
        """Return how much counted as one thing."""
        return self.lengths[counted]

    @property
    def total(self) -> int:
        """The calendar."""
        return sum(self.lengths)


def availability(
    target: AvailabilityTarget, period: Period, found: Measured, stretches: Stretches, incidents: Incidents
) -> Availability:
    """Return the figures of what was measured, and the verdict on them."""
    usual = _Division(target, found)
    figure, coverage = usual.figure(), _share(found.window - found.of(Counted.UNKNOWN), found.window)
    lowest, highest = _bounds(target, found, figure)
    base, downtime = Fraction(usual.base), usual.downtime
    allowed = base * (100 - Fraction(target.at_least)) / 100
    return Availability(
        target=target.name,
        service=target.service,
        period=period,
        at_least=Fraction(target.at_least),
        total=Fraction(found.total),
        outside=Fraction(found.of(Counted.OUTSIDE)),
        absent=Fraction(found.of(Counted.ABSENT)),
        to_come=Fraction(found.of(Counted.TO_COME)),
        included=Fraction(found.included),
        planned=Fraction(found.of(Counted.PLANNED)),
        excluded=Fraction(found.of(Counted.EXCLUDED)),
        unknown=Fraction(found.of(Counted.UNKNOWN)),
        excluded_by=excluded_by(stretches),
        downtime=downtime,
        base=base,
        figure=figure,
        lowest=lowest,
        highest=highest,
        with_all=_Division(target, found, with_all=True).figure(),
        coverage=coverage,
        reached=verdict(target, figure, lowest, highest, coverage, over=not found.of(Counted.TO_COME)),
        allowed=allowed,
        excess=max(downtime - allowed, Fraction(0)),
        incidents=incidents,
        stretches=stretches,
        events=found.events,
    )


@dataclass(frozen=True, slots=True)
class _Division:
    """
    Downtime over base, by the rules of a target.

    unknown   what time without a known state counts as; None for what the target says
    to_come   what the rest of the period counts as; None leaves it out
    with_all  as if nothing were excluded
    """

    target: AvailabilityTarget
    found: Measured
    unknown: Unknown | None = None
    to_come: Unknown | None = None
    with_all: bool = False

    @property
    def downtime(self) -> Fraction:
        found, steps = self.found, self.target.downtime_in
        downtime = found.with_all if self.with_all else found.downtime
        if self._unknown is Unknown.DOWN:
            downtime += found.of(Counted.UNKNOWN)
        if self.to_come is Unknown.DOWN:
            downtime += found.of(Counted.TO_COME)
        if self.events is not None:
            good, of = self.events
            downtime = self.base * Fraction(of - good, of) if of else Fraction(0)
        return downtime if steps is None else rounded(downtime / steps.unit, 0, steps.how) * steps.unit

    @property
    def base(self) -> int:
        found, rule = self.found, self.target.denominator
        if rule.base is Base.FIXED:
            return rule.length - (found.of(Counted.UNKNOWN) if self._unknown is Unknown.LEFT_OUT else 0)
        base = found.included
        if self.with_all or rule.base is Base.WINDOW:
            base += found.left_out
        if self._unknown is not Unknown.LEFT_OUT:
            base += found.of(Counted.UNKNOWN)
        return base if self.to_come is None else base + found.of(Counted.TO_COME)

    @property
    def events(self) -> tuple[int, int] | None:
        return self.found.all_events if self.with_all else self.found.events

    def figure(self) -> Fraction | None:
        """Return the figure in percent, None where nothing is known."""
        base = self.base
        counts = self.events is None or self.events[1] > 0
        if base <= 0 or not counts or not self._is_known:
            return None
        return _decimals(max(100 - 100 * self.downtime / base, Fraction(0)), self.target)

    @property
    def _unknown(self) -> Unknown:
        return self.unknown or self.target.unknown

    @property
    def _is_known(self) -> bool:
        # Of nothing no figure is made, also where it would be divided by a fixed length.
        looked_at = self.found.window + (self.found.of(Counted.TO_COME) if self.to_come is not None else 0)
        return looked_at > (self.found.of(Counted.UNKNOWN) if self._unknown is Unknown.LEFT_OUT else 0)


def _bounds(
    target: AvailabilityTarget, found: Measured, figure: Fraction | None
) -> tuple[Fraction | None, Fraction | None]:
    """Return the figure at its worst and at its best, whatever the unknown and the rest of the period were."""
    if figure is not None and not found.of(Counted.UNKNOWN) and not found.of(Counted.TO_COME):
        return figure, figure
    if found.events is not None and (found.of(Counted.UNKNOWN) or found.of(Counted.TO_COME)):
        return Fraction(0), Fraction(100)
    fixed = target.unknown is not Unknown.LEFT_OUT
    worst, best = (
        _Division(
            target, found, target.unknown if fixed else rest, rest if found.of(Counted.TO_COME) else None
        ).figure()
        for rest in (Unknown.DOWN, Unknown.UP)
    )
    return worst, best


def verdict(
    target: AvailabilityTarget,
    figure: Fraction | None,
    lowest: Fraction | None,
    highest: Fraction | None,
    coverage: Fraction | None,
    *,
    over: bool,
) -> bool | None:
    """Say whether the promise was kept; None where too little is known."""
    at_least = Fraction(target.at_least)
    if not target.binding:
        return None
    if over and target.coverage is not None and (coverage is None or coverage < Fraction(target.coverage)):
        return None
    if over and (target.coverage is not None or target.unknown is not Unknown.LEFT_OUT):
        return None if figure is None else figure >= at_least
    if lowest is not None and lowest >= at_least:
        return True
    return False if highest is not None and highest < at_least else None


def rounded(value: Fraction, places: int, how: How) -> Fraction:
    """Return a fraction with so many decimals."""
    scaled = value * 10**places
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    half = Fraction(1, 2)
    more = {
        How.DOWN: False,
        How.UP: rest > 0,
        How.HALF_UP: rest >= half,
        How.HALF_EVEN: rest > half or (rest == half and whole % 2 == 1),
    }[how]
    return Fraction(whole + more, 10**places)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(100 * part, whole) if whole else None


# -- the mean of several ----------------------------------------------------------------------------------

_LENGTHS = (
    "total", "outside", "absent", "to_come", "included", "planned", "excluded", "unknown", "downtime", "base",
    "allowed", "excess",
)  # fmt: skip
_FIGURES = ("figure", "lowest", "highest", "with_all")


def mean_of(target: AvailabilityTarget, parts: Sequence[tuple[int, Availability]]) -> Availability:
    """Return the weighted mean of the figures of members; lengths are weighted means too, so that they still add up."""
    lengths: dict[str, Any] = {name: _mean(parts, name) for name in _LENGTHS}
    figures: dict[str, Any] = {name: _decimals(_mean(parts, name), target) for name in _FIGURES}
    coverage, weights = _mean(parts, "coverage"), sum(weight for weight, _ in parts)
    shares = [(Fraction(weight, weights), part) for weight, part in parts]
    return replace(
        parts[0][1],
        **lengths,
        **figures,
        service=target.service,
        coverage=coverage,
        reached=verdict(
            target, figures["figure"], figures["lowest"], figures["highest"], coverage, over=not lengths["to_come"]
        ),
        excluded_by=tuple(
            replace(each, length=each.length * share) for share, part in shares for each in part.excluded_by
        ),
        incidents=NO_INCIDENTS,
        stretches=NO_STRETCHES,
        events=None,
        parts=tuple(parts),
    )


def _mean(parts: Sequence[tuple[int, Availability]], name: str) -> Fraction | None:
    """Return the weighted mean of what the parts have under a name; None where one of them has none."""
    values = [(weight, getattr(part, name)) for weight, part in parts]
    if any(value is None for _, value in values):
        return None
    return Fraction(sum(weight * value for weight, value in values), sum(weight for weight, _ in parts))


def _decimals(figure: Fraction | None, target: AvailabilityTarget) -> Fraction | None:
    if figure is None or target.decimals is None:
        return figure
    return rounded(figure, target.decimals.places, target.decimals.how)
