"""
What handling adds to the actions of a ticket: mentions, causes, links, splitting, merging and what follows a parent.

All go through `tickets.actions` for what happens to a ticket, and raise what those raise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from houvast.portal import bulk
from houvast.portal.accounts.access import Ability, demand, members_who
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.announce import announce
from houvast.portal.clocks.models import Standing
from houvast.portal.files.actions import Upload
from houvast.portal.handling import queries, refusals
from houvast.portal.handling.happenings import Mentioned
from houvast.portal.handling.models import (
    BreachCause,
    CustomerNote,
    LinkKind,
    Mention,
    Presence,
    StepTaken,
    TicketLink,
)
from houvast.portal.handling.texts import refuse_places
from houvast.portal.tickets import actions, chain
from houvast.portal.tickets.journal import written
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.watch.models import Decision


@transaction.atomic
def note(
    ticket: Ticket,
    *,
    text: str,
    by: Person,
    now: datetime,
    mentioned: Sequence[int] = (),
    attachments: Sequence[Upload] = (),
) -> TicketEvent:
    """Write a note for the provider's people; those it names hear of it, when they work here."""
    event = actions.note(ticket, text=text, attachments=attachments, by=by, now=now)
    here = members_who(Ability.SEE_INTERNAL).filter(person__in=mentioned)
    people = sorted(set(here.values_list("person_id", flat=True)))
    bulk.insert(
        Mention,
        ("organisation_id", "event_id", "person_id"),
        [(ticket.organisation_id, event.pk, each) for each in people],
    )
    if people:
        announce(Mentioned((ticket,), event, now, tuple(people)))
    return event


def reply(ticket: Ticket, *, text: str, by: Person, now: datetime, attachments: Sequence[Upload] = ()) -> TicketEvent:
    """Answer the customer; raises UnknownPlaces where a ready text was not filled."""
    return actions.reply(ticket, text=refuse_places(text, ticket), attachments=attachments, by=by, now=now)


@transaction.atomic
def resolve(ticket: Ticket, *, text: str = "", by: Person, now: datetime) -> TicketEvent:
    """Give the solution; raises CauseMissing while nobody has said why a promise was broken."""
    demand(by, Ability.WORK_TICKETS, ticket.organisation)
    chain.lock(ticket.organisation_id)
    if queries.without_cause(ticket, now=now):
        raise refusals.CauseMissing(ticket.number)
    return actions.resolve(ticket, text=refuse_places(text, ticket), by=by, now=now)


@transaction.atomic
def give_cause(ticket: Ticket, *, cause: str, text: str, by: Person, now: datetime) -> list[BreachCause]:
    """Say why promises were broken, those without a cause or else all. Raises NothingBroken, TextMissing."""
    demand(by, Ability.WORK_TICKETS, ticket.organisation)
    broken = queries.without_cause(ticket, now=now) or queries.broken(ticket, now=now)
    if not broken:
        raise refusals.NothingBroken(ticket.number)
    event = actions.note(ticket, text=text, by=by, now=now)
    return [
        BreachCause.objects.create(
            organisation_id=ticket.organisation_id,
            ticket=ticket,
            target=target,
            cycle=cycle,
            cause=cause,
            event=event,
            recorded_by=by,
            recorded_at=now,
        )
        for target, cycle in broken
    ]


@transaction.atomic
def link(
    ticket: Ticket, other: Ticket, *, kind: str, by: Person, now: datetime, event: TicketEvent | None = None
) -> TicketLink:
    """Link a ticket to another of its customer; raises LinkAcross, LinkToItself, LinkedAlready, LinkInCircle."""
    demand(by, Ability.WORK_TICKETS, ticket.organisation)
    if other.organisation_id != ticket.organisation_id:
        raise refusals.LinkAcross(ticket.number)
    if other.pk == ticket.pk:
        raise refusals.LinkToItself(ticket.number)
    chain.lock(ticket.organisation_id)
    standing = queries.standing_links()
    if standing.filter(ticket=ticket, other=other, kind=kind).exists():
        raise refusals.LinkedAlready(ticket.number)
    if kind == LinkKind.PARENT and ticket.pk in queries.parents_of(other.pk):
        raise refusals.LinkInCircle(ticket.number)
    return TicketLink.objects.create(
        organisation_id=ticket.organisation_id,
        ticket=ticket,
        other=other,
        kind=kind,
        event=event,
        recorded_by=by,
        recorded_at=now,
    )


@transaction.atomic
def unlink(kept: TicketLink, *, by: Person, now: datetime) -> TicketLink:
    """Take a link back; the first stays readable. Raises LinkedAlready when it was taken back."""
    demand(by, Ability.WORK_TICKETS, kept.organisation)
    chain.lock(kept.organisation_id)
    if TicketLink.objects.filter(withdraws=kept).exists():
        raise refusals.LinkedAlready(kept.ticket.number)
    return TicketLink.objects.create(
        organisation_id=kept.organisation_id,
        ticket_id=kept.ticket_id,
        other_id=kept.other_id,
        kind=kept.kind,
        withdraws=kept,
        recorded_by=by,
        recorded_at=now,
    )


@transaction.atomic
def split(event: TicketEvent, *, subject: str, by: Person, now: datetime) -> Ticket:
    """
    Make a new ticket of a message, linked to the one it stood in; it was reported when the message was written.

    Its clocks start then, by the agreement that was in force; the first ticket keeps the message.
    """
    ticket = event.ticket
    demand(by, Ability.WORK_TICKETS, ticket.organisation)
    words = getattr(event, "words", None)
    made = actions.open_ticket(
        organisation=ticket.organisation,
        subject=subject,
        text=written(ticket, words.body if words is not None else ""),
        by=by,
        now=now,
        happened_at=event.happened_at,
        channel=Standing.objects.get(ticket=ticket).channel,
    )
    Ticket.objects.filter(pk=made.pk).update(
        reported_by=event.actor_id if event.kind in queries.OF_THE_CUSTOMER else ticket.reported_by_id
    )
    made.refresh_from_db()
    link(made, ticket, kind=LinkKind.SPLIT, by=by, now=now, event=event)
    return made


@transaction.atomic
def take_step(decision: Decision, *, by: Person, now: datetime) -> StepTaken:
    """Acknowledge an escalation step: an event in the log, which the ladder waits for. Raises TakenAlready."""
    demand(by, Ability.WORK_TICKETS, decision.organisation)
    chain.lock(decision.organisation_id)
    if StepTaken.objects.filter(decision=decision).exists():
        raise refusals.TakenAlready(decision.ticket.number)
    event = actions.acknowledge(decision.ticket, by=by, now=now)
    return StepTaken.objects.create(
        organisation_id=decision.organisation_id, decision=decision, event=event, recorded_by=by, recorded_at=now
    )


def be_at(ticket: Ticket, person: Person, *, is_writing: bool, now: datetime) -> None:
    """Note that somebody has a ticket open; what is older than a day is swept away with it."""
    said = {"organisation_id": ticket.organisation_id, "is_writing": is_writing, "seen_at": now}
    Presence.objects.update_or_create(ticket=ticket, person=person, defaults=said)
    Presence.objects.filter(seen_at__lt=now - queries.GONE_AFTER * 100).delete()


def keep_note_of(customer: Organisation, *, text: str, by: Person, now: datetime) -> CustomerNote:
    """Write what the provider's people should know of a customer; it stands instead of what was written before."""
    demand(by, Ability.WORK_TICKETS, customer)
    return CustomerNote.objects.create(organisation=customer, text=text.strip(), written_by=by, written_at=now)
