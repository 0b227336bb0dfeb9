"""What can be asked about ratings: of one ticket, of a period, and which solutions still wait for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from houvast.portal.accounts.access import Ability, Someone, may, visible_ticket_rows
from houvast.portal.accounts.models import Organisation
from houvast.portal.ratings.models import Rating
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.phase import Phase
from houvast.portal.tickets.queries import visible_to
from houvast.sla.terms import EventKind, Span

SATISFIED_FROM = 4
"""The lowest score that says somebody is satisfied."""
ASKED_FOR = timedelta(days=30)
"""How long after a solution a rating is asked for; given it may be later too."""
SOLVED = (Phase.RESOLVED, Phase.CLOSED)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """
    What was thought of the solutions of a customer in a period: of each solution the last rating.

    mean       of the scores, None without answers
    satisfied  how many gave a satisfied score
    lost       time lost as reported, together; told is how many said so
    """

    answers: int
    mean: Decimal | None
    satisfied: int
    lost: timedelta
    told: int


def is_reporter(person: Someone, ticket: Ticket) -> bool:
    """Say whether a ticket is somebody's own."""
    return person.pk is not None and ticket.reported_by_id == person.pk


def may_rate(person: Someone, ticket: Ticket, phase: str) -> bool:
    """Say whether somebody may rate the solution of a ticket in this phase: its reporter, once it is solved."""
    return phase in SOLVED and is_reporter(person, ticket) and may(person, Ability.REPLY, ticket.organisation)


def solution_of(ticket: Ticket) -> TicketEvent | None:
    """Return the event that gave the present solution; None while there is none."""
    telling = (EventKind.RESOLVED, EventKind.REOPENED, EventKind.CANCELLED, EventKind.MERGED)
    last = ticket.events.filter(kind__in=telling).exclude(corrections__becomes="withdrawn")
    event = last.order_by("happened_at", "sequence").last()
    return event if event is not None and event.kind == EventKind.RESOLVED else None


def ratings_of(ticket: Ticket) -> QuerySet[Rating]:
    """Return the ratings of a ticket that the caller may read, earliest first, replaced ones too."""
    return Rating.objects.filter(ticket=ticket).select_related("person", "remark").order_by("given_at", "pk")


def remark_of(rating: Rating) -> str:
    """Return what was written with a rating; '' for nothing, or when it was erased."""
    remark = getattr(rating, "remark", None)
    return remark.body if remark is not None else ""


def satisfaction(person: Someone, organisation: Organisation, *, span: Span) -> Satisfaction:
    """Return what was thought of a customer's solutions, by the ratings given in a period that somebody may read."""
    given = Rating.objects.filter(
        organisation=organisation, given_at__gte=span.start, given_at__lt=span.end, replaced_by=None
    )
    found = visible_ticket_rows(given, person).aggregate(
        answers=Count("pk"),
        mean=Avg("score"),
        satisfied=Count("pk", filter=Q(score__gte=SATISFIED_FROM)),
        lost=Sum("lost_minutes"),
        told=Count("lost_minutes"),
    )
    mean = None if found["mean"] is None else Decimal(str(found["mean"])).quantize(Decimal("0.01"))
    lost = timedelta(minutes=found["lost"] or 0)
    return Satisfaction(found["answers"], mean, found["satisfied"], lost, found["told"])


def tickets_to_rate(person: Someone, organisation: Organisation, *, now: datetime) -> QuerySet[Ticket]:
    """Return somebody's own tickets whose solution is not rated yet, the latest solution first."""
    solutions = TicketEvent.objects.filter(ticket=OuterRef("pk"), kind=EventKind.RESOLVED)
    last = solutions.order_by("-happened_at", "-sequence")
    rated = Rating.objects.filter(resolution=OuterRef("solution"))
    return (
        visible_to(person)
        .filter(organisation=organisation, reported_by=person.pk, standing__phase__in=SOLVED)
        .annotate(solution=Subquery(last.values("pk")[:1]), solved_at=Subquery(last.values("happened_at")[:1]))
        .filter(solved_at__gte=now - ASKED_FOR)
        .exclude(Exists(rated))
        .order_by("-solved_at")
    )
