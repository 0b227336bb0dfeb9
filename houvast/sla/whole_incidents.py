"""
Outages over judged periods: each of them whole, in the period in which it begins.

An outage over a month end is one incident, as long as what counts of it in all periods together. Where it is not known
to its end it has no length, and never a shorter one. Source of the rules: docs/reference/credits.md, Quantities.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from houvast.sla.agreement.availability_model import AvailabilityTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.figures import Availability
from houvast.sla.held_time import Counted
from houvast.sla.measured import Incident
from houvast.sla.periods import Cycle
from houvast.sla.terms import MICROSECOND, Span

Incidents = tuple[Incident, ...] | None
"""Those that begin in a period; None where they are not known."""


def by_period(
    judged: Sequence[Availability], agreement: Agreement, *, as_of: datetime, at_worst: bool = False
) -> list[Incidents]:
    """
    Return, for each judged period, the outages that begin in it.

    judged    periods of one service under one target, in order of time; an outage that reaches into a period that is
              not among them is not known to its end. Rolling periods overlap, so each of them is looked at alone
    at_worst  as if all that is unknown were down; outages and what is unknown that touch are one
    """
    if not judged:
        return []
    rule = agreement.availability[judged[0].target]
    if len(judged) > 1 and isinstance(rule.per, Cycle) and rule.per.rolling:
        return [found for each in judged for found in by_period([each], agreement, as_of=as_of, at_worst=at_worst)]
    row = _Row(judged, rule, agreement.term.start, as_of)
    found: list[list[Incident]] = [[] for _each in judged]
    for incident in row.incidents(at_worst=at_worst):
        place = row.place(incident)
        if place is not None:
            found[place].append(row.settled(incident, place))
    return [None if row.is_unclear(each) else tuple(begun) for each, begun in zip(judged, found, strict=True)]


@dataclass(frozen=True, slots=True)
class _Row:
    """Judged periods in order of time; `since`: what began before that, begins then."""

    judged: Sequence[Availability]
    rule: AvailabilityTarget
    since: datetime
    as_of: datetime

    def incidents(self, *, at_worst: bool) -> list[Incident]:
        """Return the outages of all periods, in order of time, with what counts of them in all."""
        pieces = [piece for each in self.judged for piece in _outages(each)]
        if at_worst:
            pieces += [piece for each in self.judged for piece in self._unknown(each)]
        return _joined(pieces)

    def place(self, incident: Incident) -> int | None:
        """Return in which period an outage begins; None where nobody judged that one."""
        begin = max(incident.span.start, self.since)
        place = bisect_right(self.judged, begin, key=lambda each: each.period.span.start) - 1
        if place < 0 or begin >= self.judged[place].period.span.end:
            return None
        # Where nothing was promised yet, it begins with the first period in which something was.
        return next((later for later in range(place, len(self.judged)) if self.judged[later].window), None)

    def settled(self, incident: Incident, place: int) -> Incident:
        """Return an outage without a length where it is not known to its end."""
        return incident if self._is_known(incident, place) else replace(incident, length=None)

    def _is_known(self, incident: Incident, place: int) -> bool:
        # What ends at this very moment may go on.
        if incident.span.end >= self.as_of:
            return False
        reached = self.judged[place].period.span.start
        for each in self.judged[place:]:
            if reached >= incident.span.end:
                break
            if each.period.span.start != reached or self.is_unclear(each):
                return False
            reached = each.period.span.end
        return reached >= incident.span.end

    def is_unclear(self, each: Availability) -> bool:
        """Say whether less is known of a period than was agreed, or no outage of its own can be told."""
        if each.parts:
            return True
        if not each.window:
            return False
        agreed = Fraction(self.rule.coverage or 0)
        return each.figure is None or each.coverage is None or each.coverage < agreed

    def _unknown(self, each: Availability) -> list[Incident]:
        """Return what is unknown of a period; nothing where it was agreed how much has to be known."""
        if self.rule.coverage is not None or each.lowest == each.highest:
            return []
        spans = [stretch.span for stretch in each.stretches.listed() if stretch.counted is Counted.UNKNOWN]
        return [Incident(span, span.length // MICROSECOND) for span in spans]


def _outages(each: Availability) -> list[Incident]:
    return [Incident(outage.span, outage.downtime, outage.cause) for outage in each.incidents.listed()]


def _joined(pieces: Iterable[Incident]) -> list[Incident]:
    """Return pieces in order of time; those that touch are one and the same."""
    joined: list[Incident] = []
    for each in sorted(pieces, key=lambda each: each.span.start):
        if joined and each.span.start <= joined[-1].span.end:
            each = _as_one(joined.pop(), each)
        joined.append(each)
    return joined


def _as_one(first: Incident, second: Incident) -> Incident:
    span = Span(first.span.start, max(first.span.end, second.span.end))
    return Incident(span, (first.length or 0) + (second.length or 0), first.name or second.name)
