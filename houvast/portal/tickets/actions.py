"""
What can happen to a ticket, one function each.

All take the person who acts (`by`) and the moment (`now`, UTC), run in one transaction, append to the log and
announce it. They raise NotAllowed, or a refusal of `refusals`, and then nothing has been recorded.
`happened_at` is for what is heard of later than it happened; such an event shows both instants for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from houvast.portal.accounts.access import Ability, demand, may
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.agreements.actions import AgreementStored
from houvast.portal.agreements.queries import in_force, in_force_of, parsed, versions_of
from houvast.portal.announce import announce
from houvast.portal.files.actions import Upload
from houvast.portal.guard.acting import the_house
from houvast.portal.tickets import chain, followers, numbers, refusals, statuses
from houvast.portal.tickets.corrections import move_opening, refuse_correction
from houvast.portal.tickets.happenings import TextsErased
from houvast.portal.tickets.journal import Journal, one_line, writing, written
from houvast.portal.tickets.known_words import refuse_unknown
from houvast.portal.tickets.models import Ticket, TicketEvent, TicketText
from houvast.portal.tickets.phase import AT_WORK, REOPENABLE, Phase
from houvast.portal.tickets.queries import events_of
from houvast.sla.agreement.model import Agreement
from houvast.sla.terms import EventKind, micros


@transaction.atomic
def open_ticket(
    *,
    organisation: Organisation,
    subject: str,
    text: str,
    by: Person,
    now: datetime,
    impact: str = "",
    urgency: str = "",
    priority: str = "",
    type: str = "",
    service: str = "",
    channel: str = "portal",
    team: str = "",
    happened_at: datetime | None = None,
    external_id: str = "",
    reported_for: Person | None = None,
    attachments: Sequence[Upload] = (),
) -> Ticket:
    """
    Report a ticket; the agreement in force when it happened judges it. Every channel comes through here.

    external_id  names what was sent: sent once more, it leads to the ticket that is there
    reported_for a colleague, whose ticket it is; who reports it follows. CannotReportFor for who is none
    """
    _demand_reporting(by, reported_for, organisation)
    version = in_force(organisation, opened_at := happened_at or now)
    refuse_unknown(0, parsed(version) if version else None, impact=impact, urgency=urgency, priority=priority)
    ticket = Ticket(
        organisation=organisation,
        subject=one_line(written(0, subject)),
        opened_at=opened_at,
        watched_from=opened_at,
        agreement=version,
        reported_by=reported_for or by,
        external_id=external_id,
    )
    said: dict[str, Any] = {"impact": impact, "urgency": urgency, "priority": priority, "type": type}
    said |= {"service": service, "channel": channel, "team": team, "attachments": attachments}
    return _opened(ticket, text, by=by, now=now, happened_at=happened_at, said=said)


def _demand_reporting(by: Person, reported_for: Person | None, organisation: Organisation) -> None:
    demand(by, Ability.REPORT_TICKET, organisation)
    if reported_for is not None and not _is_colleague(reported_for, organisation):
        raise refusals.CannotReportFor(0)


def _opened(
    ticket: Ticket, text: str, *, by: Person, now: datetime, happened_at: datetime | None, said: Mapping[str, Any]
) -> Ticket:
    """Give a ticket its number and its first event, unless what was sent has one already."""
    # Who reads their own tickets only may report for a colleague, and does not read that ticket until they follow it.
    with the_house():
        return _opened_by_the_house(ticket, text, by=by, now=now, happened_at=happened_at, said=said)


def _opened_by_the_house(
    ticket: Ticket, text: str, *, by: Person, now: datetime, happened_at: datetime | None, said: Mapping[str, Any]
) -> Ticket:
    locked = chain.lock(ticket.organisation_id)
    if (there := _sent_before(ticket)) is not None:
        return there
    ticket.number = numbers.take(1)
    ticket.save(force_insert=True)
    journal = Journal(ticket, locked, by, now, events_of([]))
    journal.record(EventKind.OPENED, text=written(ticket, text), happened_at=happened_at, **said)
    if ticket.reported_by_id != by.pk and _is_colleague(by, ticket.organisation):
        followers.keep(ticket, by, by=by, now=now)
    return ticket


def _is_colleague(person: Person, organisation: Organisation) -> bool:
    return followers.colleagues_in(organisation).filter(pk=person.pk).exists()


def _sent_before(ticket: Ticket) -> Ticket | None:
    """Return the ticket that came from the same sending; asked while the chain is locked, so there is at most one."""
    same = Ticket.objects.filter(organisation=ticket.organisation, source=ticket.source, external_id=ticket.external_id)
    return same.first() if ticket.external_id else None


def reply(
    ticket: Ticket,
    *,
    text: str,
    by: Person,
    now: datetime,
    happened_at: datetime | None = None,
    attachments: Sequence[Upload] = (),
) -> TicketEvent:
    """Answer the customer in public; raises TicketIsClosed after the end."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        journal.refuse_unless(*AT_WORK)
        return journal.record(
            EventKind.REPLY, text=written(ticket, text), happened_at=happened_at, attachments=attachments
        )


def customer_reply(
    ticket: Ticket,
    *,
    text: str,
    by: Person,
    now: datetime,
    happened_at: datetime | None = None,
    attachments: Sequence[Upload] = (),
) -> TicketEvent:
    """Write as the customer; what waited for the customer goes on."""
    with writing(ticket, by=by, ability=Ability.REPLY, now=now) as journal:
        journal.refuse_unless(*AT_WORK)
        event = journal.record(
            EventKind.CUSTOMER_REPLY, text=written(ticket, text), happened_at=happened_at, attachments=attachments
        )
        waiting = statuses.waiting_for(journal.status) == statuses.CUSTOMER
        if waiting:
            journal.record(EventKind.STATUS, status=statuses.IN_PROGRESS, happened_at=happened_at)
        return event


def note(ticket: Ticket, *, text: str, by: Person, now: datetime, attachments: Sequence[Upload] = ()) -> TicketEvent:
    """Write something that only the provider's people read, its files too; possible in every phase."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        return journal.record(EventKind.NOTE, text=written(ticket, text), attachments=attachments)


def acknowledge(ticket: Ticket, *, by: Person, now: datetime) -> TicketEvent:
    """Say that somebody has seen it."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        journal.refuse_unless(*AT_WORK)
        return journal.record(EventKind.ACKNOWLEDGED)


def set_status(ticket: Ticket, *, status: str, by: Person, now: datetime, reason: str = "") -> TicketEvent:
    """Enter a status, so that the clocks that pause on it stand still; raises UnknownWord, NothingToChange."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        journal.refuse_unless(Phase.OPEN)
        known = statuses.known_to(_agreement_of(ticket))
        if status not in known:
            raise refusals.UnknownWord(ticket.number, "status", status, known)
        if status == journal.status:
            raise refusals.NothingToChange(ticket.number)
        return journal.record(EventKind.STATUS, status=status, text=reason)


def set_priority(
    ticket: Ticket,
    *,
    by: Person,
    now: datetime,
    impact: str = "",
    urgency: str = "",
    priority: str = "",
    reason: str = "",
) -> TicketEvent:
    """Change impact, urgency or priority; what is left empty stays. Raises UnknownWord, NothingToChange."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        journal.refuse_unless(Phase.OPEN)
        said: dict[str, Any] = {"impact": impact, "urgency": urgency, "priority": priority}
        refuse_unknown(ticket.number, _agreement_of(ticket), **said)
        if not any(word and word != journal.said(name) for name, word in said.items()):
            raise refusals.NothingToChange(ticket.number)
        return journal.record(EventKind.PRIORITY, text=reason, **said)


def assign(
    ticket: Ticket, *, by: Person, now: datetime, handler: Person | None = None, team: str = "", reason: str = ""
) -> TicketEvent:
    """Give the ticket to a person, a team or both; raises CannotHandle, NothingToChange."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        journal.refuse_unless(*AT_WORK)
        if handler is None and not team:
            raise refusals.NothingToChange(ticket.number)
        if handler is not None and not may(handler, Ability.WORK_TICKETS, ticket.organisation):
            raise refusals.CannotHandle(ticket.number)
        return journal.record(
            EventKind.ASSIGNED, handler_id=None if handler is None else handler.pk, team=team, text=reason
        )


def release(ticket: Ticket, *, by: Person, now: datetime, reason: str = "") -> TicketEvent:
    """Let go of a ticket: from here on nobody handles it; its team stays."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        journal.refuse_unless(*AT_WORK)
        return journal.record(EventKind.ASSIGNED, text=reason)


def workaround(ticket: Ticket, *, text: str, by: Person, now: datetime) -> TicketEvent:
    """Give a way to work until it is solved."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        journal.refuse_unless(Phase.OPEN)
        return journal.record(EventKind.WORKAROUND, text=written(ticket, text))


def resolve(
    ticket: Ticket, *, by: Person, now: datetime, text: str = "", happened_at: datetime | None = None
) -> TicketEvent:
    """Give the solution; raises TicketIsResolved, TicketIsClosed."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        journal.refuse_unless(Phase.OPEN)
        return journal.record(EventKind.RESOLVED, text=text, happened_at=happened_at)


def reopen(ticket: Ticket, *, by: Person, now: datetime, reason: str) -> TicketEvent:
    """Say that it is not solved after all; both sides may. Raises NothingToReopen, TicketIsMerged."""
    with writing(ticket, by=by, ability=Ability.REPLY, now=now) as journal:
        if journal.phase is Phase.OPEN:
            raise refusals.NothingToReopen(ticket.number)
        journal.refuse_unless(*REOPENABLE)
        return journal.record(EventKind.REOPENED, text=written(ticket, reason))


def close(ticket: Ticket, *, by: Person, now: datetime, text: str = "") -> TicketEvent:
    """End a ticket."""
    with writing(ticket, by=by, ability=Ability.WORK_TICKETS, now=now) as journal:
        journal.refuse_unless(*AT_WORK)
        return journal.record(EventKind.CLOSED, text=text)


def cancel(ticket: Ticket, *, by: Person, now: datetime, reason: str) -> TicketEvent:
    """Withdraw a ticket: clocks that were not decided yet are void. Both sides may."""
    with writing(ticket, by=by, ability=Ability.REPLY, now=now) as journal:
        journal.refuse_unless(*AT_WORK)
        return journal.record(EventKind.CANCELLED, text=written(ticket, reason))


def merge(ticket: Ticket, *, into: Ticket, by: Person, now: datetime, reason: str = "") -> TicketEvent:
    """
    Merge a ticket into another, which takes the earliest start; this one's clocks are void.

    Raises OtherOrganisation, MergeIntoItself, TicketIsMerged (for either: so there are no circles).
    """
    if into.organisation_id != ticket.organisation_id:
        raise refusals.OtherOrganisation(ticket.number)
    if into.pk == ticket.pk:
        raise refusals.MergeIntoItself(ticket.number)
    work = Ability.WORK_TICKETS
    with writing(ticket, by=by, ability=work, now=now) as journal, writing(into, by=by, ability=work, now=now) as other:
        journal.refuse_unless(*AT_WORK, *REOPENABLE)
        other.refuse_unless(*AT_WORK, *REOPENABLE)
        return journal.record(EventKind.MERGED, into_id=other.ticket.pk, text=reason, also=(other.ticket,))


def correct(
    event: TicketEvent,
    *,
    by: Person,
    now: datetime,
    reason: str,
    happened_at: datetime | None = None,
    becomes: str = "",
    **said: str,
) -> TicketEvent:
    """
    Replace an event by a corrected one; the earlier stays readable, with reason and author of the correction.

    happened_at  when it really happened; left out, as it was
    becomes      the word of another kind, `withdrawn` when it never happened, '' for the same kind
    said         attributes (status, priority, …) as they should have been
    Raises CannotCorrect, UnknownEvent, TextMissing, NotYetHappened, BeforeOpening.
    For who answers for the figures: a correction may turn a broken promise into a kept one (docs/decisions/0027).
    """
    ticket, facts = event.ticket, dict[str, Any](said)
    with writing(ticket, by=by, ability=Ability.CORRECT, now=now) as journal:
        refuse_correction(event, becomes)
        if event.kind == EventKind.OPENED and happened_at is not None:
            _move_opening(journal, happened_at)
        return journal.record(
            EventKind.CORRECTION,
            text=written(ticket, reason),
            happened_at=happened_at or _held_to_have_happened(event),
            also=(event.into,) if event.into is not None else (),
            corrects_id=event.pk,
            becomes=becomes,
            **facts,
        )


def adopt(stored: AgreementStored) -> None:
    """Let a new agreement judge the tickets opened under it before it was stored; those that have one keep it."""
    customer = stored.version.customer
    versions = versions_of(customer)
    for ticket in Ticket.objects.filter(organisation=customer, agreement=None).only("opened_at"):
        found = in_force_of(versions, ticket.opened_at)
        if found is not None:
            Ticket.objects.filter(pk=ticket.pk).update(agreement=found)


@transaction.atomic
def erase_text(event: TicketEvent, *, by: Person) -> None:
    """Erase the words of an event for good; the chain still verifies. For who operates the portal."""
    demand(by, Ability.OPERATE, event.ticket.organisation)
    TicketText.objects.filter(event=event).delete()
    announce(TextsErased((event.ticket_id,)))


def _held_to_have_happened(event: TicketEvent) -> datetime:
    """Return when an event happened by its latest correction, or as it was first recorded."""
    latest = event.corrections.order_by("sequence").last()
    return event.happened_at if latest is None else latest.happened_at


def _move_opening(journal: Journal, opened_at: datetime) -> None:
    """Move the opening; raise CannotCorrect past what happened next."""
    ticket = journal.ticket
    later = journal.log.of_ticket(str(ticket.pk)).at[1:]
    if len(later) and micros(opened_at) > int(later[0]):
        raise refusals.CannotCorrect(ticket.number)
    move_opening(ticket, journal.organisation, opened_at)


def _agreement_of(ticket: Ticket) -> Agreement | None:
    return parsed(ticket.agreement) if ticket.agreement is not None else None
