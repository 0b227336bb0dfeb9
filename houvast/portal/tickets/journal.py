"""How one event gets into the log of a ticket: locked, dated, chained, announced."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from houvast.portal.accounts.access import Ability, demand
from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.announce import announce
from houvast.portal.files.actions import Upload, keep, refuse_unfit
from houvast.portal.tickets import chain, latest, refusals
from houvast.portal.tickets.happenings import HAPPENING_OF, WritingBegins
from houvast.portal.tickets.models import Attachment, Ticket, TicketEvent
from houvast.portal.tickets.phase import Phase
from houvast.portal.tickets.queries import events_of
from houvast.sla.events import Events
from houvast.sla.terms import EventKind

LONGEST_TEXT = 100_000
LONGEST_SUBJECT = 300

_SHUT: dict[Phase, type[refusals.Refused]] = {
    Phase.RESOLVED: refusals.TicketIsResolved,
    Phase.CLOSED: refusals.TicketIsClosed,
    Phase.CANCELLED: refusals.TicketIsClosed,
    Phase.MERGED: refusals.TicketIsMerged,
}


@dataclass(frozen=True, slots=True)
class Journal:
    """
    A ticket whose log is being written by one person at one moment.

    organisation  locked, with the end of its chain
    log           what had happened before
    """

    ticket: Ticket
    organisation: Organisation
    by: Person
    now: datetime
    log: Events

    @property
    def phase(self) -> Phase:
        """The phase before writing."""
        return latest.phases(self.log).get(self.ticket.pk, Phase.OPEN)

    @property
    def status(self) -> str:
        """The status before writing, as pauses see it; '' for none."""
        found, _ = latest.statuses_and_priorities(self.log, latest.NO_PRIORITIES)
        return found.get(self.ticket.pk, "")

    def said(self, attribute: str) -> str:
        """Return what was last said of an attribute, '' when nothing was."""
        return latest.words(self.log, attribute).get(self.ticket.pk, "")

    def refuse_unless(self, *phases: Phase) -> None:
        """Raise TicketIsResolved, TicketIsClosed or TicketIsMerged unless the ticket is in one of these phases."""
        if self.phase not in phases:
            raise _SHUT[self.phase](self.ticket.number)

    def record(
        self,
        kind: EventKind,
        *,
        text: str = "",
        happened_at: datetime | None = None,
        also: tuple[Ticket, ...] = (),
        attachments: Sequence[Upload] = (),
        **facts: Any,
    ) -> TicketEvent:
        """
        Append an event and announce it.

        happened_at  when it happened, where that is not now: a mail counts from when it was sent
        also         other tickets whose clocks it touches
        attachments  files that came with it; raises FileRefused when one cannot be kept
        """
        fact = chain.Fact(
            self.ticket.pk,
            kind,
            self.dated(happened_at),
            self.now,
            self.by.pk,
            body=written(self.ticket, text) if text.strip() else "",
            **facts,
        )
        (key,) = chain.append(self.organisation, [fact])
        event = TicketEvent.objects.select_related("words").get(pk=key)
        self._attach(event, attachments)
        announce(HAPPENING_OF[kind]((self.ticket, *also), event, self.now))
        return event

    def _attach(self, event: TicketEvent, attachments: Sequence[Upload]) -> None:
        refuse_unfit(attachments)
        for sent in attachments:
            kept = keep(
                self.organisation,
                name=sent.name,
                content=sent.content,
                media_type=sent.media_type,
                by=self.by,
                now=self.now,
            )
            Attachment.objects.create(organisation=self.organisation, event=event, file=kept)

    def dated(self, happened_at: datetime | None) -> datetime:
        """Return the instant to record; raise NotYetHappened after now, BeforeOpening before the ticket was opened."""
        happened = happened_at or self.now
        if happened > self.now:
            raise refusals.NotYetHappened(self.ticket.number, happened)
        if happened < self.ticket.opened_at:
            raise refusals.BeforeOpening(self.ticket.number, happened)
        return happened


@contextmanager
def writing(ticket: Ticket, *, by: Person, ability: Ability, now: datetime) -> Iterator[Journal]:
    """
    Give the journal of a ticket, for one writer at a time; nothing is kept when the block raises.

    Raises NotAllowed without the ability. What holds the others back is the lock on the organisation's chain.
    """
    demand(by, ability, ticket.organisation)
    with transaction.atomic():
        organisation = chain.lock(ticket.organisation_id)
        announce(WritingBegins((ticket.pk,)))
        current = Ticket.objects.get(pk=ticket.pk)
        current.organisation = organisation
        yield Journal(current, organisation, by, now, events_of([current]))


def written(ticket: Ticket | int, text: str) -> str:
    """Return what was written, without blanks around it; raise TextMissing or TextTooLong."""
    number = ticket if isinstance(ticket, int) else ticket.number
    if not legible(text):
        raise refusals.TextMissing(number)
    if len(text) > LONGEST_TEXT:
        raise refusals.TextTooLong(number, LONGEST_TEXT)
    return text.strip()


def legible(text: str) -> bool:
    """Return whether there is anything to read: more than blanks, control and zero-width characters."""
    return any(not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf"} for char in text)


def one_line(text: str) -> str:
    """Return a subject as it is kept: on one line, and no longer than fits."""
    return " ".join(text.split())[:LONGEST_SUBJECT]
