"""What can be asked about tickets. `visible_to` is the only way to a customer's rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import Prefetch, Q, QuerySet

from houvast.portal.accounts.access import (
    Ability,
    Someone,
    may,
    members_of_the_provider,
    members_who,
    people_who_may,
    visible_ticket_rows,
)
from houvast.portal.accounts.models import Membership, Organisation, Person
from houvast.portal.tickets.models import Attachment, Ticket, TicketEvent
from houvast.portal.tickets.phase import AT_WORK, REOPENABLE
from houvast.sla.events import ATTRIBUTES, Column, Events
from houvast.sla.terms import EventKind, micros

INTERNAL = (EventKind.NOTE,)
"""Events that only the provider's people read."""
EITHER_SIDE = (EventKind.OPENED, EventKind.STATUS, EventKind.REOPENED, EventKind.CANCELLED)
"""Events that both the customer's and the provider's people record; each other kind belongs to one side."""

FEW = 100
"""Tickets whose log is asked for with one question."""
_FACTS = ("ticket_id", "happened_at", "kind", "id", "into_id", "corrects_id", "becomes", *ATTRIBUTES)


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One event as its reader sees it.

    author      the name to show: who signed in, or who the source says it was; '' for the portal itself
    ours        written by the provider's side, also where who wrote it has left
    corrected   a later correction replaces it; `correction` then is that event
    """

    event: TicketEvent
    kind: EventKind
    happened_at: datetime
    recorded_at: datetime
    author: str
    text: str
    ours: bool
    internal: bool
    correction: TicketEvent | None
    attachments: Sequence[Attachment] = ()

    @property
    def corrected(self) -> bool:
        """Whether a later correction replaces it."""
        return self.correction is not None


def visible_to(person: Someone) -> QuerySet[Ticket]:
    """Return the tickets somebody may read, with their organisations."""
    return visible_ticket_rows(Ticket.objects.select_related("organisation"), person, ticket="")


def may_read(person: Someone, ticket: Ticket) -> bool:
    """Say whether somebody may read a ticket."""
    return visible_to(person).filter(pk=ticket.pk).exists()


def events_of(tickets: Iterable[Ticket | int]) -> Events:
    """
    Return the log of some tickets for the rules, corrections applied, tickets named by their key.

    Tickets that were merged into these come along, for they move the start of the survivor.
    """
    keys = {ticket if isinstance(ticket, int) else ticket.pk for ticket in tickets}
    if len(keys) <= FEW:
        # One question instead of two where nothing was merged into them, which is nearly always.
        found = TicketEvent.objects.filter(Q(ticket__in=keys) | Q(into__in=keys))
        facts = list(found.order_by("ticket_id", "happened_at", "sequence").values_list(*_FACTS))
        if {row[0] for row in facts} <= keys:
            return _columns(facts)
    keys = _with_merged(keys)
    rows = TicketEvent.objects.filter(ticket__in=keys).order_by("ticket_id", "happened_at", "sequence")
    return _columns(list(rows.values_list(*_FACTS)))


def thread(ticket: Ticket, person: Someone) -> list[Entry]:
    """Return what happened to a ticket as somebody may read it, earliest first; internal notes with see-internal."""
    events = _readable(ticket, person).select_related("actor", "words", "handler", "into", "corrects")
    shown = list(
        events.prefetch_related(Prefetch("attachments", Attachment.objects.select_related("file"))).order_by(
            "happened_at", "sequence"
        )
    )
    corrections = {event.corrects_id: event for event in sorted(shown, key=lambda event: event.sequence)}
    insiders = _insiders(shown)
    return [_entry(event, corrections.get(event.pk), insiders) for event in shown]


def attachment_of(ticket: Ticket, person: Someone, key: str) -> Attachment | None:
    """Return a file that came with this ticket, where somebody may read the event; None for any other key."""
    here = Attachment.objects.select_related("file").filter(event__in=_readable(ticket, person))
    return here.filter(file=key).first()


def _readable(ticket: Ticket, person: Someone) -> QuerySet[TicketEvent]:
    """Return the events of a ticket that somebody who may read the ticket may read."""
    if may(person, Ability.SEE_INTERNAL, ticket.organisation):
        return ticket.events.all()
    return ticket.events.exclude(kind__in=INTERNAL).exclude(corrects__kind__in=INTERNAL)


def may_reply(person: Someone, ticket: Ticket, phase: str) -> bool:
    """Say whether somebody may write on a ticket in this phase, so that the other side reads it."""
    return phase in AT_WORK and may(person, Ability.REPLY, ticket.organisation)


def may_reopen(person: Someone, ticket: Ticket, phase: str) -> bool:
    """Say whether somebody may reopen a ticket in this phase."""
    return phase in REOPENABLE and may(person, Ability.REPLY, ticket.organisation)


def handlers_for(organisation: Organisation) -> list[Person]:
    """Return the people who may work on tickets of a customer, by name."""
    return list(people_who_may(Ability.WORK_TICKETS, organisation))


def members_who_work() -> QuerySet[Membership]:
    """Return the roles of the provider's people by which they work on tickets, whichever customer's."""
    return members_who(Ability.WORK_TICKETS)


def _entry(event: TicketEvent, correction: TicketEvent | None, insiders: Collection[int]) -> Entry:
    words = getattr(event, "words", None)
    actor = event.actor.name if event.actor is not None else ""
    kind = EventKind(event.kind)
    return Entry(
        event=event,
        kind=kind,
        happened_at=event.happened_at,
        recorded_at=event.recorded_at,
        author=actor or (words.author if words is not None else ""),
        text=words.body if words is not None else "",
        ours=_of_the_provider(kind) or (kind in EITHER_SIDE and event.actor_id in insiders),
        internal=kind in INTERNAL,
        correction=correction,
        attachments=list(event.attachments.all()),
    )


def _of_the_provider(kind: EventKind) -> bool:
    """Return whether only the provider's people record events of this kind."""
    return kind not in EITHER_SIDE and kind is not EventKind.CUSTOMER_REPLY


def _insiders(events: Sequence[TicketEvent]) -> set[int]:
    """
    Return the keys of the actors who are of the provider: by a role they hold, or by what they did here.

    A role ends when somebody leaves, and what they wrote remains; so the absence of a role says nothing.
    """
    actors = {event.actor_id for event in events if event.actor_id is not None}
    did = {event.actor_id for event in events if event.actor_id and _of_the_provider(EventKind(event.kind))}
    return did | set(members_of_the_provider().filter(person__in=actors).values_list("person_id", flat=True))


def _with_merged(keys: set[int]) -> set[int]:
    """Return the tickets and all that were merged into them, chains followed."""
    fresh = keys
    while fresh:
        merges = TicketEvent.objects.filter(into__in=fresh).order_by().values_list("ticket_id", flat=True)
        fresh = set(merges) - keys
        keys = keys | fresh
    return keys


def _columns(rows: list[tuple[Any, ...]]) -> Events:
    """Return the rules' table of database rows ordered by ticket, instant and sequence."""
    names, codes = _codes([row[0] for row in rows])
    by_name = dict(zip(_FACTS, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(_FACTS, ())
    corrected = any(by_name["corrects_id"])
    return Events.columns(
        names,
        codes,
        np.array([micros(at) for at in by_name["happened_at"]], dtype=np.int64),
        np.array(by_name["kind"], dtype=np.int8),
        {name: Column.of(by_name[name]) for name in ATTRIBUTES},
        identity=Column.of(list(_words(by_name["id"]))) if corrected else None,
        corrects=Column.of(list(_words(by_name["corrects_id"]))) if corrected else None,
        becomes=Column.of(by_name["becomes"]) if corrected else None,
        into=Column.of(list(_words(by_name["into_id"]))) if any(by_name["into_id"]) else None,
    )


def _codes(keys: list[int]) -> tuple[tuple[str, ...], np.ndarray]:
    unique, codes = np.unique(np.array(keys, dtype=np.int64), return_inverse=True)
    return tuple(str(key) for key in unique.tolist()), codes.astype(np.int32)


def _words(values: Sequence[int | None]) -> Iterator[str]:
    return (str(value) if value else "" for value in values)
