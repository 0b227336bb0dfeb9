"""`/desk/duty/`: what a duty manager looks at: what runs out, who must acknowledge, what nobody has, who has what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, customers_where, visible_ticket_rows
from houvast.portal.accounts.models import Person
from houvast.portal.clocks import queries as clocks
from houvast.portal.clocks.models import ClockRow, Standing
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.desk.queue import SOON, ticket_url
from houvast.portal.handling import queries
from houvast.portal.pages.lists import agreements_of
from houvast.portal.pages.rows import TicketRow, row_of
from houvast.portal.pages.ticket import reading_of
from houvast.portal.tickets.phase import Phase
from houvast.portal.wording import Moment
from houvast.sla.agreement.model import Agreement
from houvast.sla.terms import Verdict

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """An escalation that nobody has acknowledged: of which ticket, to whom, since when."""

    key: int
    number: int
    subject: str
    customer: str
    url: str
    share: str
    role: str
    at: Moment
    handler: str


@dataclass(frozen=True, slots=True)
class Load:
    """How many open tickets somebody has, and how many of these wait for others."""

    name: str
    open: int
    waiting: int


@for_desk
def duty(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what a duty manager must know now."""
    now = timezone.now()
    reading = reading_of(person, now)
    urgent = clocks.queue(person, now=now).filter(ticket__standing__phase=Phase.OPEN)
    soon = urgent.filter(clocks.reads(Verdict.PENDING, now), due_at__lte=now + SOON)
    over = urgent.filter(clocks.reads(Verdict.BREACHED, now), due_at__gte=now - timedelta(days=7))
    nobody = urgent.filter(ticket__standing__handler=None)
    lists = [list(rows[:SHOWN]) for rows in (soon, over, nobody)]
    agreements = agreements_of([clock.ticket for rows in lists for clock in rows])
    shown = [_rows(rows, agreements, person, now) for rows in lists]
    steps = [
        Waiting(
            step.pk,
            step.ticket.number,
            step.ticket.subject,
            step.ticket.organisation.name,
            ticket_url(step.ticket),
            f"{step.share}{wording.NO_BREAK}%",
            wording.role(step.role),
            reading.moment(step.decided_at),
            step.ticket.standing.handler.name if step.ticket.standing.handler else "",
        )
        for step in queries.steps_waiting(person)[:SHOWN]
    ]
    context = {
        "soon": shown[0],
        "over": shown[1],
        "nobody": shown[2],
        "steps": steps,
        "loads": _loads(person),
        "works": customers_where(person, Ability.WORK_TICKETS).exists(),
    }
    return page(request, person, "desk/duty.html", context, now=now)


def _rows(
    rows: Sequence[ClockRow], agreements: Mapping[int, Agreement], person: Person, now: datetime
) -> Sequence[TicketRow]:
    return [
        row_of(clock.ticket, clock, agreements.get(clock.ticket.agreement_id or 0), person, now=now, link=ticket_url)
        for clock in rows
    ]


def _loads(person: Person) -> list[Load]:
    """Return who works on what, whoever has most first; one query."""
    standing = visible_ticket_rows(Standing.objects.filter(phase=Phase.OPEN), person).exclude(handler=None)
    counted = (
        standing.order_by()
        .values("handler", "handler__name")
        .annotate(open=Count("pk"), waiting=Count("pk", filter=~Q(waiting_for="")))
    )
    rows = counted.order_by("-open", "handler__name")[: 3 * SHOWN]
    return [Load(row["handler__name"], row["open"], row["waiting"]) for row in rows]
