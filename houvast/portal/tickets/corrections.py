"""What a correction may make of an event, and what follows for the ticket's row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import numpy as np

from houvast.portal.accounts.models import Organisation
from houvast.portal.agreements.queries import in_force_of, versions_of
from houvast.portal.tickets import refusals
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.queries import events_of
from houvast.sla.events import WITHDRAWN
from houvast.sla.terms import EventKind, instant


def refuse_correction(event: TicketEvent, becomes: str) -> None:
    """
    Raise CannotCorrect: an opening stays one, a merger can only be withdrawn, a correction is not corrected.

    becomes  the word of another kind, WITHDRAWN, or '' for the same kind. Raises UnknownEvent for any other.
    """
    opened, merged = EventKind.OPENED, EventKind.MERGED
    allowed = {
        opened: becomes in {"", opened.word},
        merged: becomes == WITHDRAWN,
        EventKind.CORRECTION: False,
    }
    if not allowed.get(EventKind(event.kind), becomes not in {opened.word, merged.word, EventKind.CORRECTION.word}):
        raise refusals.CannotCorrect(event.ticket.number)
    if becomes not in {"", WITHDRAWN}:
        EventKind.of(becomes)


def move_opening(ticket: Ticket, organisation: Organisation, opened_at: datetime) -> None:
    """Let the row of a ticket follow a corrected opening; the agreement in force then judges it."""
    ticket.opened_at, ticket.agreement = opened_at, in_force_of(versions_of(organisation), opened_at)
    Ticket.objects.filter(pk=ticket.pk).update(opened_at=opened_at, agreement=ticket.agreement)


def follow_openings(tickets: Iterable[Ticket], organisation: Organisation) -> None:
    """
    Let the rows of tickets follow what their events, corrections applied, say of their opening.

    Raises NotOpened, OpenedTwice, NothingToCorrect where those events do not make a history.
    """
    by_key = {str(ticket.pk): ticket for ticket in tickets}
    log = events_of(by_key.values())
    for row in np.flatnonzero(log.kind == EventKind.OPENED).tolist():
        ticket, opened_at = by_key.get(log.tickets[int(log.ticket[row])]), instant(int(log.at[row]))
        if ticket is not None and ticket.opened_at != opened_at:
            move_opening(ticket, organisation, opened_at)
