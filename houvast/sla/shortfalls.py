"""
Judged periods → what credits are reckoned from, and the credits of them.

Source of the rules: DESIGN §3, Credits and Availability. A period brings credits when it is over. Where something of it
is unknown, an amount stands only when it is the same with all that is unknown down as with all of it up; else it is
undecided, as the verdict would be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from houvast.sla import whole_incidents
from houvast.sla.agreement.model import Agreement
from houvast.sla.clock import Clock, Clocks, overdue
from houvast.sla.columns import where
from houvast.sla.credit import Award, Followed, Reckoning, Undecided, reckon
from houvast.sla.figures import Availability
from houvast.sla.measured import Facts, Incident, Measured
from houvast.sla.periods import Period, following
from houvast.sla.target import Outcome
from houvast.sla.terms import MICROSECOND, Span, Verdict, micros
from houvast.sla.whole_incidents import Incidents

History = tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class Shortfalls:
    """
    Measured periods, three times in the same order.

    usual        as measured
    worst, best  with all that is unknown down, or up; the same as `usual` where nothing is unknown
    """

    usual: tuple[Measured, ...] = ()
    worst: tuple[Measured, ...] = ()
    best: tuple[Measured, ...] = ()

    def __add__(self, other: Shortfalls) -> Shortfalls:
        """Return the periods of both."""
        return Shortfalls(self.usual + other.usual, self.worst + other.worst, self.best + other.best)


# -- availability ---------------------------------------------------------------------------------------


def of_availability(judged: Sequence[Availability], agreement: Agreement, *, as_of: datetime) -> Shortfalls:
    """
    Return the periods that are over and in which something was promised, each with whether those before it were missed.

    judged  availability of any targets and periods; periods that are not judged are not known to be missed or not,
            and an outage is not known to its end where it reaches into one of them. A target on each service of a
            kind has a resource for each; an aim brings nothing
    """
    found = Shortfalls()
    for target in agreement.availability.values():
        services = sorted({each.service for each in judged if each.target == target.name and target.binding})
        for service in services:
            mine = [each for each in judged if (each.target, each.service) == (target.name, service)]
            found += _of_service(sorted(mine, key=lambda each: each.period.span.end), agreement, as_of)
    return found


def _of_service(mine: Sequence[Availability], agreement: Agreement, as_of: datetime) -> Shortfalls:
    """Return the periods of one service under one target, in order of time."""
    found = Shortfalls()
    looked_back = zip(*(histories(told, agreement.timezone) for told in _told(mine)), strict=True)
    whole, at_most = (
        whole_incidents.by_period(mine, agreement, as_of=as_of, at_worst=at_worst) for at_worst in (False, True)
    )
    for each, (usual, worst, best), begun, longest in zip(mine, looked_back, whole, at_most, strict=True):
        if each.window and each.period.span.end <= as_of:
            bare = _looking_back(_shortfall(each, usual, agreement), worst, best)
            found += Shortfalls(_with(begun, bare.usual), _with(longest, bare.worst), _with(begun, bare.best))
    return found


def _with(incidents: Incidents, measured: Iterable[Measured]) -> tuple[Measured, ...]:
    return tuple(replace(each, incidents=incidents) for each in measured)


def _told(mine: Sequence[Availability]) -> Iterator[list[tuple[Period, bool | None]]]:
    """Yield which periods were reached, as far as is known; then with all that is unknown down, then with it up."""
    yield [(each.period, each.reached) for each in mine]
    for bound in ("lowest", "highest"):
        bounds = [_is_at_least(each, getattr(each, bound)) for each in mine]
        yield [
            (each.period, at if each.reached is None else each.reached) for each, at in zip(mine, bounds, strict=True)
        ]


def _looking_back(found: Shortfalls, worst: History, best: History) -> Shortfalls:
    """Return a period with the periods before it at their worst and at their best: misses in a row may be unknown."""
    return Shortfalls(
        found.usual,
        tuple(replace(each, history=worst) for each in found.worst),
        tuple(replace(each, history=best) for each in found.best),
    )


def _shortfall(found: Availability, history: History, agreement: Agreement) -> Shortfalls:
    """Return one period as measured, at its worst and at its best; without its outages."""
    rule = agreement.availability[found.target]
    base = Measured(
        source=found.target,
        period=found.period.span,
        reached=found.reached,
        planned=found.base,
        resource=found.service if rule.each else "",
        attributes=attributes_of(found.service, agreement) if rule.each else {},
        history=history,
    )
    if found.figure is None or (rule.coverage is not None and found.reached is None):
        return Shortfalls((base,), (base,), (base,))
    usual = replace(base, figure=found.figure, downtime=found.downtime)
    if rule.coverage is not None or found.lowest == found.highest:
        return Shortfalls((usual,), (usual,), (usual,))
    step = Fraction(rule.downtime_in.unit) if rule.downtime_in else Fraction(0)
    window = found.base + found.unknown
    best = replace(usual, figure=found.highest, planned=window, reached=_is_at_least(found, found.highest))
    worst = replace(
        best,
        figure=found.lowest,
        # The downtime is rounded already, so that together with what is unknown it may come to a step more.
        downtime=found.downtime + found.unknown + step,
        reached=_is_at_least(found, found.lowest),
    )
    return Shortfalls((usual,), (worst,), (best,))


def attributes_of(service: str, agreement: Agreement) -> Mapping[str, str]:
    """Return what an agreement says of a service; nothing of one that it does not describe."""
    described = agreement.services.get(service)
    return described.attributes if described is not None else {}


def _is_at_least(found: Availability, figure: Fraction | None) -> bool | None:
    return None if figure is None else figure >= found.at_least


# -- tickets --------------------------------------------------------------------------------------------


def of_tickets(outcomes: Sequence[Outcome], clocks: Clocks, agreement: Agreement, *, as_of: datetime) -> Shortfalls:
    """
    Return the periods that are over, each with whether those before it were missed.

    outcomes  of `target.by_period`, of these clocks; a period without a verdict on any ticket is not among them
    """
    periods: list[Measured] = []
    for target in agreement.targets:
        mine = [(each.period, each) for each in outcomes if each.target == target and each.period is not None]
        told = [(period, each.reached) for period, each in mine]
        for (period, each), history in zip(mine, histories(told, agreement.timezone), strict=True):
            if period.span.end <= as_of:
                periods.append(_missed_tickets(each, period.span, history, clocks))
    found = tuple(periods)
    return Shortfalls(found, found, found)


def _missed_tickets(outcome: Outcome, period: Span, history: History, clocks: Clocks) -> Measured:
    return Measured(
        source=outcome.target,
        period=period,
        figure=None if outcome.reached is None else outcome.figure,
        reached=outcome.reached,
        incidents=_late_tickets(outcome, period, clocks),
        count=outcome.breached,
        history=history,
    )


def _late_tickets(outcome: Outcome, period: Span, clocks: Clocks) -> tuple[Incident, ...]:
    """Return the clocks that were late, with their counted time and how much was over the promise."""
    late = (clocks.target == clocks.targets.index(outcome.target)) & (clocks.verdict == Verdict.BREACHED)
    late &= (clocks.verdict_at >= micros(period.start)) & (clocks.verdict_at < micros(period.end))
    return tuple(_late(clocks.row(row)) for row in where(late))


def _late(clock: Clock) -> Incident:
    """Return one late clock; without a length while it still runs."""
    if clock.stopped_at is None:
        return Incident(Span(clock.started_at, clock.started_at), None, clock.ticket)
    over = overdue(clock.elapsed, clock.promised, clock.verdict)
    span = Span(clock.started_at, clock.stopped_at)
    return Incident(span, clock.elapsed // MICROSECOND, clock.ticket, over // MICROSECOND)


# -- misses in a row ------------------------------------------------------------------------------------


def histories(judged: Iterable[tuple[Period, bool | None]], zone: str) -> Iterator[History]:
    """Yield, for each of some periods in order of time and whether it was reached, whether those before it were not."""
    history: list[bool | None] = []
    last: Period | None = None
    for period, reached in judged:
        history += [None] * _skipped(last, period, zone)
        yield tuple(history)
        history.append(None if reached is None else not reached)
        last = period


def _skipped(last: Period | None, period: Period, zone: str) -> int:
    """Return how many periods lie between two of them."""
    count = 0
    while last is not None and (last := following(last, zone)).span.end < period.span.end:
        count += 1
    return count


# -- credits --------------------------------------------------------------------------------------------


def credits_of(shortfalls: Shortfalls, agreement: Agreement, facts: Facts) -> Reckoning:
    """
    Return the credits of periods.

    facts  what else is known: charges, attributes, what was given before; `measured` of it is not looked at
    """
    usual, *bounds = (
        reckon(agreement, replace(facts, measured=each))
        for each in (shortfalls.usual, shortfalls.worst, shortfalls.best)
    )
    stands = _Stands(tuple({key: each.value for key, each in _by_key(bound)} for bound in bounds))
    doubtful = [
        _doubted(each)
        for reckoning in (usual, *bounds)
        for key, each in _by_key(reckoning)
        if not stands.at(key, each.value)
    ]
    awards = tuple(each for key, each in _by_key(usual) if stands.at(key, each.value))
    everywhere = [each for each in usual.followed if all(each in bound.followed for bound in bounds)]
    doubtful += [
        _doubted(each) for reckoning in (usual, *bounds) for each in reckoning.followed if each not in everywhere
    ]
    undecided = (each for reckoning in (usual, *bounds) for each in reckoning.undecided)
    return Reckoning(awards, tuple(dict.fromkeys((*undecided, *doubtful))), tuple(everywhere))


def _doubted(each: Award | Followed) -> Undecided:
    return Undecided(each.credit, each.source, each.resource, each.period, "figure", "")


@dataclass(frozen=True, slots=True)
class _Stands:
    """What is given at the worst and at the best."""

    bounds: tuple[dict[Hashable, Fraction], ...]

    def at(self, key: Hashable, value: Fraction) -> bool:
        """Say whether the same is given both ways; what is not given is nothing."""
        return all(each.get(key, 0) == value for each in self.bounds)


def _by_key(reckoning: Reckoning) -> Iterator[tuple[Hashable, Award]]:
    """Yield the credits with what makes them the same one in another reckoning; two alike are told apart by order."""
    alike: Counter[Hashable] = Counter()
    for each in reckoning.awards:
        incident = each.incident.name if each.incident else ""
        key = (each.credit, each.source, each.resource, each.moments, incident)
        yield (*key, alike[key]), each
        alike[key] += 1
