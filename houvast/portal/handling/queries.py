"""What was recorded while handling: links, causes, who is at a ticket, what waits for acknowledgement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from houvast.portal.accounts.access import Someone, visible_ticket_rows
from houvast.portal.accounts.models import Person
from houvast.portal.clocks.models import ClockRow
from houvast.portal.clocks.queries import reads
from houvast.portal.handling.models import (
    BreachCause,
    CannedReply,
    CustomerNote,
    LinkKind,
    Macro,
    Presence,
    StepTaken,
    TicketLink,
)
from houvast.portal.handling.views_kept import teams_of
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.phase import Phase
from houvast.portal.watch.models import Decision
from houvast.sla.terms import EventKind, Verdict

GONE_AFTER = timedelta(seconds=45)
"""A page says every 15 seconds that it is still open."""
OF_THE_CUSTOMER = (EventKind.OPENED, EventKind.CUSTOMER_REPLY, EventKind.REOPENED)
"""Messages that a customer wrote."""
SHOWN = 50


def standing_links() -> QuerySet[TicketLink]:
    """Return the links that were not taken back."""
    taken_back = TicketLink.objects.filter(withdraws=OuterRef("pk"))
    return TicketLink.objects.filter(~Exists(taken_back), withdraws=None)


def links_of(ticket: Ticket) -> list[TicketLink]:
    """Return the links of a ticket, from and to it, with both tickets and how they stand."""
    mine = standing_links().filter(Q(ticket=ticket) | Q(other=ticket))
    related = ("ticket__standing", "other__standing", "ticket__organisation", "other__organisation")
    return list(mine.select_related(*related).order_by("kind", "pk")[:SHOWN])


def children_of(ticket: Ticket) -> list[Ticket]:
    """Return the open tickets that are part of a major incident."""
    links = standing_links().filter(other=ticket, kind=LinkKind.PARENT)
    found = Ticket.objects.filter(pk__in=links.values("ticket"), standing__phase=Phase.OPEN)
    return list(found.select_related("organisation", "agreement", "reported_by").order_by("number")[:SHOWN])


def parents_of(key: int) -> set[int]:
    """Return the keys of all that a ticket is part of, and of what those are part of."""
    found: set[int] = set()
    fresh = {key}
    while fresh:
        links = standing_links().filter(ticket__in=fresh, kind=LinkKind.PARENT)
        fresh = set(links.values_list("other_id", flat=True)) - found
        found |= fresh
    return found


def broken(ticket: Ticket, *, now: datetime) -> list[tuple[str, int]]:
    """Return the clocks of a ticket whose promise is broken: target and cycle."""
    clocks = ClockRow.objects.filter(reads(Verdict.BREACHED, now), ticket=ticket)
    return list(clocks.order_by("target", "cycle").values_list("target", "cycle"))


def without_cause(ticket: Ticket, *, now: datetime) -> list[tuple[str, int]]:
    """Return the broken clocks of which nobody has said why."""
    late = broken(ticket, now=now)
    if not late:
        return []
    told = set(BreachCause.objects.filter(ticket=ticket).values_list("target", "cycle"))
    return [clock for clock in late if clock not in told]


def steps_waiting(person: Someone) -> QuerySet[Decision]:
    """Return the escalation steps on open tickets that nobody has acknowledged since, oldest first."""
    taken = StepTaken.objects.filter(decision=OuterRef("pk"))
    noticed = TicketEvent.objects.filter(
        ticket=OuterRef("ticket"), kind=EventKind.ACKNOWLEDGED, happened_at__gte=OuterRef("decided_at")
    )
    steps = Decision.objects.filter(
        ~Exists(taken), ~Exists(noticed), kind="escalation", collapsed=False, ticket__standing__phase=Phase.OPEN
    )
    rows = visible_ticket_rows(steps, person)
    return rows.select_related("ticket__organisation", "ticket__agreement", "ticket__standing__handler").order_by(
        "decided_at", "pk"
    )


class Beside(NamedTuple):
    """One thing beside a ticket: its kind (`text`, `macro`, `here`, `writes`, `cause`, `note`), key and words."""

    kind: str
    key: int
    name: str
    clock: str = ""


def beside(ticket: Ticket, person: Person, *, now: datetime) -> list[Beside]:
    """
    Return what stands beside a ticket, in one query: ready texts and macros of somebody's teams, who else is there,
    why promises were broken (`clock` is target and cycle; the latest counts), and the note on the customer.
    """
    teams = teams_of(person)
    mine = Q() if "" in teams else Q(team="") | Q(team__in=teams)
    here = Presence.objects.filter(ticket=ticket, seen_at__gt=now - GONE_AFTER).exclude(person=person)
    notes = CustomerNote.objects.filter(organisation=ticket.organisation_id)
    none = Value("", output_field=TextField())
    parts = (
        _rows(CannedReply.objects.filter(mine), Value("text"), F("name"), none),
        _rows(Macro.objects.filter(mine), Value("macro"), F("name"), none),
        _rows(here.filter(is_writing=True), Value("writes"), F("person__name"), none),
        _rows(here.filter(is_writing=False), Value("here"), F("person__name"), none),
        _rows(
            BreachCause.objects.filter(ticket=ticket),
            Value("cause"),
            F("cause"),
            Concat(F("target"), Value(" "), Cast("cycle", TextField()), output_field=TextField()),
        ),
        _rows(
            notes.filter(pk__in=notes.order_by().values("organisation").annotate(last=Max("pk")).values("last")),
            Value("note"),
            F("text"),
            none,
        ),
    )
    return sorted(
        (Beside(*row) for row in parts[0].union(*parts[1:], all=True)), key=lambda each: (each.name.lower(), each.key)
    )


def _rows(rows: QuerySet[Any], kind: Value, name: F, clock: Any) -> QuerySet[Any]:
    said: QuerySet[Any] = rows.order_by().annotate(
        a_kind=Cast(kind, TextField()), a_name=Cast(name, TextField()), a_clock=Cast(clock, TextField())
    )
    return said.values_list("a_kind", "pk", "a_name", "a_clock")


def others_at(ticket: Ticket, person: Person, *, now: datetime) -> list[Presence]:
    """Return who else has a ticket open, those that write first."""
    here = Presence.objects.filter(ticket=ticket, seen_at__gt=now - GONE_AFTER).exclude(person=person)
    return list(here.select_related("person").order_by(F("is_writing").desc(), "person__name")[:SHOWN])


def ready_texts(person: Person) -> tuple[list[CannedReply], list[Macro]]:
    """Return the canned replies and macros of somebody's teams and for everybody; who is in every team has all."""
    teams = teams_of(person)
    rows = CannedReply.objects.all(), Macro.objects.all()
    if "" in teams:
        return list(rows[0]), list(rows[1])
    mine = Q(team="") | Q(team__in=teams)
    return list(rows[0].filter(mine)), list(rows[1].filter(mine))


def event_of(ticket: Ticket, key: int) -> TicketEvent | None:
    """Return an event of this ticket; None for any other's."""
    kinds: Sequence[int] = [kind.value for kind in EventKind]
    return ticket.events.select_related("words", "actor").filter(pk=key, kind__in=kinds).first()
