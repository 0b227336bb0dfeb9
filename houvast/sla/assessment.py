"""
Availability as it was asked for: which periods, how each was judged, and the credits that follow.

Credits look back: on misses in a row, and on what earlier months took of a cap. So for an agreement with credits every
period is judged from the first that the facts touch; shown is what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

import numpy as np

from houvast.sla import walltime
from houvast.sla.agreement.availability_model import AvailabilityTarget, Source
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import Quantity
from houvast.sla.availability import Record, parts_of
from houvast.sla.award import Award
from houvast.sla.credit import Reckoning, Undecided
from houvast.sla.figures import Availability
from houvast.sla.measured import Facts
from houvast.sla.outages import rows_of
from houvast.sla.periods import Cycle, Per, Period, following, period_named, period_of, preceding
from houvast.sla.resources import Judged, judge_each, services_of
from houvast.sla.shortfalls import Shortfalls, credits_of, of_availability
from houvast.sla.terms import MICROSECOND, NEVER, Micros, Span, instant, micros

_LABEL = re.compile(r"(19[7-9]|20[0-8])\d(-.{2,5})?|2090(-.{2,5})?")
_ROOM = timedelta(days=3)
"""Quarters differ by so much: one that begins in a shorter one still belongs to it."""

Periods = Mapping[str, Sequence[Period]]
"""Target → periods, in order of time."""


class NoSuchPeriod(ValueError):
    """A target has no such period; `per` is what it is judged by."""

    def __init__(self, label: str, per: Per | Cycle) -> None:
        super().__init__(f"{label} is no period of {per}")
        self.label, self.per = label, per


Labels = Mapping[tuple[str, Span], str]
"""Target and period → what the period is called."""


@dataclass(frozen=True, slots=True)
class Tickets:
    """What credits need of targets on tickets: all their periods, and what those are called that are asked for."""

    shortfalls: Shortfalls
    labels: Labels


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    What was asked for.

    judged      in order of target, then of time; a target on each service of a kind has one for each
    unplaced    services of which the agreement does not say what a target asks for
    reckoning   the credits for these periods
    labels      of the periods that are asked for
    unmeasured  credit → what it looks at and nobody measured here
    since       the first instant that was looked back on; None where nothing had to be
    attributes  of the contract, as they were given
    """

    judged: tuple[Availability, ...] = ()
    unplaced: tuple[str, ...] = ()
    reckoning: Reckoning = field(default_factory=lambda: Reckoning((), (), ()))
    labels: Labels = field(default_factory=dict)
    unmeasured: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: datetime | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def assess(
    agreement: Agreement,
    record: Record,
    periods: Periods,
    facts: Facts,
    *,
    as_of: datetime,
    tickets: Tickets | None = None,
) -> Assessment:
    """Return the availability of periods, and the credits for them; of `facts`, `measured` is not looked at."""
    work = _Work(agreement, record, as_of)
    for target, asked in periods.items():
        for period in asked:
            work.judge(agreement.availability[target], period)
    judged = tuple(each for found in work.judged.values() for each in found.by_service.values())
    labels = {(each.target, each.period.span): each.period.label for each in work.judged.values()}
    labels |= tickets.labels if tickets else {}
    found = Assessment(
        judged,
        tuple(sorted({name for each in work.judged.values() for name in each.unplaced})),
        labels=labels,
        unmeasured=_unmeasured(agreement, tickets),
        attributes=facts.attributes,
    )
    if not labels or not agreement.credits.by_name:
        return found
    work.look_back(max(span.end for _, span in labels))
    every = tuple(each for judged in work.judged.values() for each in judged.by_service.values())
    shortfalls = of_availability(every, agreement, as_of=as_of)
    reckoning = credits_of(shortfalls + tickets.shortfalls if tickets else shortfalls, agreement, facts)
    since = min((each.period.span.start for each in every), default=None)
    return replace(found, reckoning=_only(reckoning, found), since=since)


def _unmeasured(agreement: Agreement, tickets: Tickets | None) -> dict[str, tuple[str, ...]]:
    known = {*agreement.availability, *(agreement.targets if tickets else ())}
    lacking = {
        name: tuple(source for source in credit.sources if source not in known)
        for name, credit in agreement.credits.by_name.items()
    }
    return {name: sources for name, sources in lacking.items() if sources}


def _only(reckoning: Reckoning, found: Assessment) -> Reckoning:
    """Return what belongs to the periods that were asked for; what would change with more measured is undecided."""
    awards = [each for each in reckoning.awards if (each.source, each.period) in found.labels]
    doubtful = [each for each in awards if _counts_more(each) and each.credit in found.unmeasured]
    undecided = [each for each in reckoning.undecided if (each.source, each.period) in found.labels]
    undecided += [
        Undecided(
            each.credit, each.source, each.resource, each.period, "source", ", ".join(found.unmeasured[each.credit])
        )
        for each in doubtful
    ]
    return Reckoning(
        tuple(each for each in awards if each not in doubtful),
        tuple(undecided),
        tuple(each for each in reckoning.followed if (each.source, each.period) in found.labels),
    )


def _counts_more(award: Award) -> bool:
    """Say whether the amount grows with the number of targets that are missed."""
    return award.gift.quantity is Quantity.MISSES and not award.gift.is_flat


class _Work:
    """Judging under way: each target and period once."""

    def __init__(self, agreement: Agreement, record: Record, as_of: datetime) -> None:
        self.agreement, self.record, self.as_of = agreement, record, as_of
        self.judged: dict[tuple[str, str], Judged] = {}

    def judge(self, target: AvailabilityTarget, period: Period) -> None:
        """Judge a period, unless that was done."""
        if (target.name, period.label) not in self.judged:
            found = judge_each(self.agreement, target, period, self.record, as_of=self.as_of)
            self.judged[target.name, period.label] = found

    def look_back(self, until: datetime) -> None:
        """Judge every target from the first period that facts touch."""
        for target in self.agreement.availability.values():
            now = micros(min(self.as_of, until - MICROSECOND))
            reach = _reach(self.agreement, target, self.record, now)
            if reach is None or _is_rolling(target):  # rolling ones overlap, so none of them comes before another
                continue
            for period in _from(reach.start, until, target.per, self.agreement.timezone):
                self.judge(target, period)


# -- which periods --------------------------------------------------------------------------------------


def named(label: str, per: Per | Cycle, zone: str) -> list[Period]:
    """
    Return the periods of a target that a label means: its own, or those that begin in a year, quarter, month or week.

    Of a rolling period, the one that ends with it. Raises NoSuchPeriod.
    """
    if not _LABEL.fullmatch(label):
        raise NoSuchPeriod(label, per)
    found = _named(label, per, zone)
    return [found] if found else _within(label, per, zone)


def _named(label: str, per: Per | Cycle, zone: str) -> Period | None:
    try:
        return period_named(label, per, zone)
    except ValueError:
        return None


def _within(label: str, per: Per | Cycle, zone: str) -> list[Period]:
    wide = next((found for kind in Per if (found := _named(label, kind, zone))), None)
    if wide is None:
        raise NoSuchPeriod(label, per)
    if isinstance(per, Cycle) and per.rolling:
        return [period_of(wide.span.end - MICROSECOND, per, zone)]
    begun = [each for each in _from(wide.span.start, wide.span.end, per, zone) if each.span.start >= wide.span.start]
    if not begun or begun[0].span.length > wide.span.length + _ROOM:
        raise NoSuchPeriod(label, per)
    return begun


def _from(start: datetime, end: datetime, per: Per | Cycle, zone: str) -> Iterator[Period]:
    """Yield the periods from the one that holds an instant until those that begin at or after an end."""
    period = period_of(start, per, zone)
    while period.span.start < end:
        yield period
        period = following(period, zone)


def touched(agreement: Agreement, target: AvailabilityTarget, record: Record, *, as_of: datetime) -> list[Period]:
    """
    Return every period from the first to the last that the facts about a target touch, within the term.

    Of a rolling period, the last that is over.
    """
    zone, reach = agreement.timezone, _reach(agreement, target, record, micros(as_of))
    if reach is None:
        return []
    if _is_rolling(target):
        return [preceding(period_of(as_of, target.per, zone), zone)]
    return list(_from(reach.start, reach.end, target.per, zone))


def _is_rolling(target: AvailabilityTarget) -> bool:
    return isinstance(target.per, Cycle) and target.per.rolling


def _reach(agreement: Agreement, target: AvailabilityTarget, record: Record, now: int) -> Span | None:
    """Return from when to when facts up to an instant speak of a target, within the term; None where none do."""
    spoken = [span for span in _spoken_of(agreement, target, record, now) if span]
    if not spoken:
        return None
    edges = [walltime.opening(agreement.effective_from, 0, agreement.timezone), now + 1]
    if agreement.effective_until is not None:
        after = agreement.effective_until + timedelta(days=1)
        edges[1] = min(edges[1], walltime.opening(after, 0, agreement.timezone))
    start, end = max(edges[0], min(first for first, _ in spoken)), min(edges[1], max(last for _, last in spoken))
    return Span(instant(start), instant(end)) if start < end else None


def _spoken_of(
    agreement: Agreement, target: AvailabilityTarget, record: Record, now: int
) -> Iterator[tuple[int, int] | None]:
    """Yield from when to when each table speaks of the service and its members."""
    services = services_of(agreement, target, record)
    for name in dict.fromkeys(part for each in services for part in parts_of(agreement.services, each)):
        rows = rows_of(record.outages, name)
        ends = record.outages.end[rows]
        yield _extent(record.outages.start[rows], np.where(ends == NEVER, now + 1, ends), now)
        for source, table in ((Source.COUNTERS, record.counters), (Source.PROBES, record.probes)):
            if table is not None and source in target.sources:
                at = table.at[rows_of(table, name)]
                yield _extent(at, at + 1, now)


def _extent(start: Micros, end: Micros, now: int) -> tuple[int, int] | None:
    begun = start <= now
    return (int(start[begun].min()), int(np.maximum(end, start + 1)[begun].max())) if begun.any() else None


# -- prices ---------------------------------------------------------------------------------------------


def priced(agreement: Agreement, prices: Mapping[str, Decimal]) -> Agreement:
    """Return the agreement with other prices for some of its fees."""
    fees = {name: replace(fee, amount=prices.get(name, fee.amount)) for name, fee in agreement.fees.items()}
    return replace(agreement, fees=fees)
