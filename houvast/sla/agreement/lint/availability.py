"""What is worth saying about availability: periods, what a percentage leaves, maintenance and services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from houvast.sla.agreement.availability_model import AvailabilityTarget, Base
from houvast.sla.agreement.findings import Finding, Severity, nearest, remark
from houvast.sla.agreement.lint.money import length
from houvast.sla.agreement.model import Agreement, GoalKind
from houvast.sla.agreement.service_model import PLANNED_MAINTENANCE
from houvast.sla.periods import following, period_of
from houvast.sla.terms import HOUR, MICROSECOND, SECOND, Span

Found = Iterator[Finding]

_LOOKED_AHEAD = timedelta(days=4 * 366)
"""Periods of four years show every length that a month, quarter or year has."""


# -- the period and what a percentage leaves of it ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lengths:
    """The shortest and the longest of some lengths, in microseconds."""

    least: int
    most: int


def _periods(agreement: Agreement) -> Found:
    """A percentage without a period promises nothing yet: a month was not what everybody meant."""
    on_tickets = [name for name, target in agreement.targets.items() if target.goal.kind is not GoalKind.EACH]
    uptimes = [name for name, target in agreement.availability.items() if target.at_least]
    for name in (*uptimes, *agreement.indicators, *on_tickets):
        path = ("targets", name, "per")
        if path not in agreement.places:
            yield remark(agreement, path, "period-not-written", Severity.NOTE, word=name)


def _allowances(agreement: Agreement) -> Found:
    """Hold the downtime that the text says a percentage leaves against what it leaves of every period."""
    for name, target in agreement.availability.items():
        if target.allows is None:
            continue
        planned = _planned(agreement, target)
        share = 1 - Fraction(target.at_least) / 100
        least, most = (round(edge * share) for edge in (planned.least, planned.most))
        if max(abs(target.allows - edge) for edge in (least, most)) >= SECOND:
            leaves = _said(_Lengths(least, most))
            path = ("targets", name, "allows")
            yield remark(agreement, path, "allowance-differs", word=length(target.allows), range=leaves)


def _planned(agreement: Agreement, target: AvailabilityTarget) -> _Lengths:
    """Return what the percentage is taken of: the fixed length, else the service window of each period."""
    if target.denominator.base is Base.FIXED:
        return _Lengths(target.denominator.length, target.denominator.length)
    return _opened(agreement, target)


def _opened(agreement: Agreement, target: AvailabilityTarget) -> _Lengths:
    calendar = agreement.calendars[target.calendar]
    opened = [calendar.between(each.start, each.end) // MICROSECOND for each in _around(agreement, target)]
    return _Lengths(min(opened), max(opened))


def _denominators(agreement: Agreement) -> Found:
    """A fixed length belongs to the period: 730 hours are a month, 8760 are a year."""
    for name, target in agreement.availability.items():
        fixed = target.denominator.length
        if target.denominator.base is not Base.FIXED:
            continue
        spans = [(each.end - each.start) // MICROSECOND for each in _around(agreement, target)]
        if not _opened(agreement, target).least - HOUR <= fixed <= max(spans) + HOUR:
            path, lasts = ("targets", name, "denominator"), _said(_Lengths(min(spans), max(spans)))
            yield remark(agreement, path, "denominator-of-other-period", word=length(fixed), range=lasts)


def _around(agreement: Agreement, target: AvailabilityTarget) -> list[Span]:
    """Return whole periods of the first years of the agreement, the one in which it begins included."""
    period = period_of(agreement.term.start, target.per, agreement.timezone)
    end = agreement.term.start + _LOOKED_AHEAD
    end = min(end, agreement.term.end or end)
    found = [period.span]
    while (period := following(period, agreement.timezone)).span.end <= end:
        found.append(period.span)
    return found


def _said(lengths: _Lengths) -> str:
    least, most = (round(Fraction(edge, SECOND)) * SECOND for edge in (lengths.least, lengths.most))
    return length(least) if least == most else f"{length(least)} – {length(most)}"


# -- maintenance --------------------------------------------------------------------------------------


def _maintenance(agreement: Agreement) -> Found:
    excluded = {cause for target in agreement.availability.values() for cause in target.exclude}
    is_told = agreement.left_out or any(each.during for each in agreement.indicators.values())
    names = {kind.name for kind in agreement.maintenance}
    for kind in agreement.maintenance:
        if not {kind.name, PLANNED_MAINTENANCE} & excluded and not is_told:
            yield remark(agreement, ("maintenance", kind.name), "maintenance-not-excluded", word=kind.name)
    known = [*names, PLANNED_MAINTENANCE]
    causes = {cause for kind in agreement.maintenance for cause in kind.causes}
    for name, target in agreement.availability.items():
        for index, cause in enumerate(target.exclude):
            meant = nearest(cause, known)
            if meant is not None and cause not in {*known, *causes}:
                path = ("targets", name, "exclude", str(index))
                yield remark(agreement, path, "cause-is-no-class", word=cause, suggestion=meant)


# -- services -----------------------------------------------------------------------------------------


def _services(agreement: Agreement) -> Found:
    used = _used_services(agreement)
    for name, service in agreement.services.items():
        path = ("services", name)
        if not {name, name.partition("/")[0]} & used and not agreement.left_out:
            yield remark(agreement, path, "service-unused", word=name)
        last = agreement.effective_until
        if service.since is not None and last is not None and service.since > last:
            yield remark(agreement, (*path, "from"), "service-never-in-service", word=name)
        if service.until is not None and service.until < agreement.effective_from:
            yield remark(agreement, (*path, "until"), "service-never-in-service", word=name)


def _used_services(agreement: Agreement) -> set[str]:
    """Return what is measured, is part of what is, or is named by tickets and credits."""
    used = {target.service for target in agreement.availability.values()}
    used |= {word for target in agreement.targets.values() for word in target.when.get("service", ())}
    used |= {word for rule in agreement.clocks.values() for word in rule.only.get("service", ())}
    used |= {source for credit in agreement.credits.by_name.values() for source in credit.sources}
    used |= {each.during for each in agreement.indicators.values()}
    for service in agreement.services.values():
        used |= set(service.members.names) if service.members else set()
    return used


RULES: tuple[Callable[[Agreement], Found], ...] = (_periods, _allowances, _denominators, _maintenance, _services)
"""The rules about availability, each a function from an agreement to findings."""
