"""Which periods of a target on availability the facts are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import numpy as np

from houvast.sla import walltime
from houvast.sla.agreement.availability_model import AvailabilityTarget, Source
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.service_model import Composition, Service
from houvast.sla.availability import Record, parts_of
from houvast.sla.labels import running
from houvast.sla.outages import rows_of
from houvast.sla.periods import Cycle, Period, period_of, preceding
from houvast.sla.resources import services_of
from houvast.sla.terms import MICROSECOND, NEVER, Micros, Span, instant, micros


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
    return list(running(reach.start, reach.end, target.per, zone))


def looked_at(agreement: Agreement, target: AvailabilityTarget, record: Record) -> set[str]:
    """Return every service whose facts say something about a target."""
    return {name for service in services_of(agreement, target, record) for name in told_by(agreement.services, service)}


def told_by(services: Mapping[str, Service], name: str) -> set[str]:
    """Return a service with its parts; of a mean only the members, as nothing is judged of itself."""
    service = services.get(name)
    if service is None or service.members is None or service.members.composition is not Composition.MEAN_OF:
        return set(parts_of(services, name))
    return {part for member in service.members.names for part in told_by(services, member)}


def leading_up_to(
    agreement: Agreement, target: AvailabilityTarget, record: Record, *, until: datetime, as_of: datetime
) -> list[Period]:
    """Return every period from the first that facts touch to the last that begins before an instant."""
    reach = _reach(agreement, target, record, micros(min(as_of, until - MICROSECOND)))
    if reach is None or _is_rolling(target):  # rolling ones overlap, so none of them comes before another
        return []
    return list(running(reach.start, until, target.per, agreement.timezone))


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
    for name in sorted(looked_at(agreement, target, record)):
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
