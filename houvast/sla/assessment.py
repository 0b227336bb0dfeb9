"""
Availability as it was asked for: which periods, how each was judged, and the credits that follow.

For an agreement with credits every period is judged from the first that the facts touch; where an outage is given for
as a whole, up to now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from houvast.sla.agreement.availability_model import AvailabilityTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import Quantity
from houvast.sla.asked import leading_up_to
from houvast.sla.availability import Record, parts_of
from houvast.sla.credited import Credited, Labels, reckoned, unmeasured
from houvast.sla.figures import Availability
from houvast.sla.held_time import Counted
from houvast.sla.measured import Facts
from houvast.sla.outages import OutageKind, rows_of
from houvast.sla.periods import Period
from houvast.sla.resources import Judged, judge_each
from houvast.sla.shortfalls import Shortfalls, of_availability
from houvast.sla.terms import NEVER

Periods = Mapping[str, Sequence[Period]]
"""Target → periods, in order of time."""


@dataclass(frozen=True, slots=True)
class Tickets:
    """What credits need of targets on tickets: all their periods, and what those are called that are asked for."""

    shortfalls: Shortfalls
    labels: Labels


@dataclass(frozen=True, slots=True)
class Assessment(Credited):
    """
    What was asked for, and the credits for it.

    judged    in order of target, then of time; a target on each service of a kind has one for each
    unplaced  services of which the agreement does not say what a target asks for
    """

    judged: tuple[Availability, ...] = ()
    unplaced: tuple[str, ...] = ()


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
    known = {*agreement.availability, *(agreement.targets if tickets else ())}
    found = Assessment(
        judged=judged,
        unplaced=tuple(sorted({name for each in work.judged.values() for name in each.unplaced})),
        labels=labels,
        unmeasured=unmeasured(agreement, known),
        attributes=facts.attributes,
    )
    if not labels or not agreement.credits.by_name:
        return found
    until = max(span.end for _, span in labels)
    # An outage may go on in later periods, and is given for as a whole.
    work.look_back(max(until, as_of) if _looks_at_incidents(agreement) else until)
    every = tuple(each for judged in work.judged.values() for each in judged.by_service.values())
    shortfalls = of_availability(every, agreement, as_of=as_of)
    shortfalls = shortfalls + tickets.shortfalls if tickets else shortfalls
    reckoning = reckoned(shortfalls, agreement, facts, labels=labels, lacking=found.unmeasured)
    since = min((each.period.span.start for each in every), default=None)
    return replace(found, reckoning=reckoning, since=since)


def _looks_at_incidents(agreement: Agreement) -> bool:
    gifts = (gift for credit in agreement.credits.by_name.values() for gift in credit.gifts.values())
    return any(gift.quantity is Quantity.INCIDENT for gift in gifts)


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
            before = leading_up_to(self.agreement, target, self.record, until=until, as_of=self.as_of)
            for period in before:
                self.judge(target, period)


# -- what does not show ---------------------------------------------------------------------------------


def outside_hours(found: Availability, agreement: Agreement, record: Record) -> int:
    """Return how many rows of outages lie in a period, but wholly outside its service window."""
    if not len(found.stretches):
        return 0
    edges, seen = found.stretches.edges, np.cumsum(np.append(0, found.stretches.counted != Counted.OUTSIDE))
    count = 0
    for name in parts_of(agreement.services, found.service):
        rows = rows_of(record.outages, name)
        ends, kind = record.outages.end[rows], record.outages.kind[rows]
        start = np.maximum(record.outages.start[rows], edges[0])
        end = np.minimum(np.where(ends == NEVER, edges[-1], ends), edges[-1])
        mine = np.isin(kind, (OutageKind.OUTAGE, OutageKind.DEGRADED)) & (start < end)
        first = np.searchsorted(edges, start[mine], side="right") - 1
        last = np.searchsorted(edges, end[mine], side="left")
        count += int((seen[last] == seen[first]).sum())
    return count
