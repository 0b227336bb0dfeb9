"""How services stand, what is announced, what was; and the same facts as the rules of availability take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from houvast.portal.accounts.access import Ability, Someone, visible_rows
from houvast.portal.accounts.models import Organisation
from houvast.portal.agreements.models import Service
from houvast.portal.uptime.models import Disruption, DisruptionFact, Kind
from houvast.sla.agreement.availability_model import AvailabilityTarget
from houvast.sla.agreement.model import Agreement
from houvast.sla.availability import Record, judge
from houvast.sla.figures import Availability
from houvast.sla.outages import Outages
from houvast.sla.periods import Period

MOST = 300
"""Disruptions that one page looks at."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words that were told, and when."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class State:
    """
    A disruption as it stands by its last fact.

    notes  what was told with each fact, the last first
    """

    key: int
    kind: Kind
    service: Service
    starts_at: datetime
    ends_at: datetime | None
    announced_at: datetime | None
    cause: str
    cancelled: bool
    notes: Sequence[Note]

    def is_now(self, now: datetime) -> bool:
        """Say whether it is the matter at a moment."""
        return not self.cancelled and self.starts_at <= now and (self.ends_at is None or self.ends_at > now)

    def is_ahead(self, now: datetime) -> bool:
        """Say whether it is yet to come."""
        return not self.cancelled and self.starts_at > now


def disruptions_visible_to(person: Someone) -> QuerySet[Disruption]:
    """Return the disruptions of the customers that somebody belongs to or serves."""
    return visible_rows(Disruption.objects.select_related("service", "organisation"), person, Ability.SEE_TICKETS)


def facts_of(person: Someone, organisation: Organisation) -> list[DisruptionFact]:
    """Return the last fact of each disruption of a customer that somebody may read, latest first."""
    rows = visible_rows(_last_facts(organisation), person, Ability.SEE_TICKETS)
    return list(rows.select_related("disruption__service").order_by("-starts_at", "-pk"))


def states_of(facts: Sequence[DisruptionFact], *, since: datetime, with_notes: bool = True) -> list[State]:
    """
    Return the disruptions that had not ended by then, as they stand by their last facts, latest first.

    with_notes  what was told with each fact too, which costs a query
    """
    shown = [fact for fact in facts if fact.ends_at is None or fact.ends_at >= since][:MOST]
    return _told(shown, _notes_of(shown) if with_notes else {})


def state_of(disruption: Disruption) -> State:
    """Return how one disruption that the caller may read stands."""
    last = DisruptionFact.objects.filter(disruption=disruption).select_related("disruption__service").order_by("number")
    shown = list(last.reverse()[:1])
    return _told(shown, _notes_of(shown))[0]


def availability(
    facts: Sequence[DisruptionFact],
    agreement: Agreement,
    target: AvailabilityTarget,
    periods: Sequence[Period],
    *,
    now: datetime,
) -> list[Availability]:
    """Return what the agreement makes of the last facts of a customer in some periods."""
    record = Record(Outages.of([_row(fact) for fact in facts if not fact.cancelled]))
    return [judge(agreement, target, period, record, as_of=now) for period in periods]


def _row(fact: DisruptionFact) -> dict[str, object]:
    return {
        "service": fact.disruption.service.code,
        "start": fact.starts_at,
        "end": fact.ends_at,
        "kind": fact.disruption.kind,
        "cause": fact.cause or None,
        "announced_at": fact.announced_at,
    }


def _last_facts(organisation: Organisation) -> QuerySet[DisruptionFact]:
    later = DisruptionFact.objects.filter(disruption=OuterRef("disruption"), number__gt=OuterRef("number"))
    return DisruptionFact.objects.filter(~Exists(later), organisation=organisation)


def _notes_of(facts: Sequence[DisruptionFact]) -> dict[int, list[Note]]:
    """Return what was told of disruptions, by their keys, latest first; no query where there are none."""
    notes: dict[int, list[Note]] = {}
    if not facts:
        return notes
    every = DisruptionFact.objects.filter(disruption__in=[fact.disruption_id for fact in facts], note__isnull=False)
    for fact in every.select_related("note").order_by("-number"):
        notes.setdefault(fact.disruption_id, []).append(Note(fact.recorded_at, fact.note.body))
    return notes


def _told(facts: Sequence[DisruptionFact], notes: Mapping[int, Sequence[Note]]) -> list[State]:
    return [
        State(
            fact.disruption_id,
            Kind(fact.disruption.kind),
            fact.disruption.service,
            fact.starts_at,
            fact.ends_at,
            fact.announced_at,
            fact.cause,
            fact.cancelled,
            notes.get(fact.disruption_id, ()),
        )
        for fact in facts
    ]
