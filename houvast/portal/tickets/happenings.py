"""What tickets announce. `flow` says who acts on which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.sla.terms import EventKind


@dataclass(frozen=True, slots=True)
class Happening:
    """
    Something was recorded about a ticket.

    tickets  whose clocks it may touch: the ticket itself, and the survivor of a merge
    """

    tickets: tuple[Ticket, ...]
    event: TicketEvent
    now: datetime

    @property
    def ticket(self) -> Ticket:
        """The ticket it happened to."""
        return self.tickets[0]


class Opened(Happening):
    """A ticket was reported."""


class Replied(Happening):
    """The provider answered in public."""


class CustomerReplied(Happening):
    """The customer wrote."""


class Noted(Happening):
    """Something was written or said that the customer does not read, or that moves no clock."""


class StatusSet(Happening):
    """A status was entered."""


class PrioritySet(Happening):
    """Impact, urgency or priority changed."""


class Assigned(Happening):
    """A person or team took it, or was given it."""


class Resolved(Happening):
    """A solution or workaround was given."""


class Reopened(Happening):
    """It was not solved after all."""


class Ended(Happening):
    """Closed, cancelled or merged."""


class Corrected(Happening):
    """An earlier event was replaced."""


@dataclass(frozen=True, slots=True)
class WritingBegins:
    """Somebody is about to record something about tickets with these keys, in this transaction."""

    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """Many events came in at once: of tickets with these keys, of one organisation."""

    organisation_id: int
    ticket_ids: tuple[int, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class TextsErased:
    """Words were erased for good: of tickets with these keys."""

    ticket_ids: tuple[int, ...]


HAPPENING_OF: dict[EventKind, type[Happening]] = {
    EventKind.OPENED: Opened,
    EventKind.REPLY: Replied,
    EventKind.CUSTOMER_REPLY: CustomerReplied,
    EventKind.ACKNOWLEDGED: Noted,
    EventKind.ASSIGNED: Assigned,
    EventKind.ESCALATED: Noted,
    EventKind.STATUS: StatusSet,
    EventKind.PRIORITY: PrioritySet,
    EventKind.WORKAROUND: Resolved,
    EventKind.RESOLVED: Resolved,
    EventKind.REOPENED: Reopened,
    EventKind.CLOSED: Ended,
    EventKind.CANCELLED: Ended,
    EventKind.MERGED: Ended,
    EventKind.CORRECTION: Corrected,
    EventKind.NOTE: Noted,
    EventKind.AUTO_REPLY: Noted,
}
