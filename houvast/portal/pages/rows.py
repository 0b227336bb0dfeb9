"""Rows of ticket lists: a ticket with its most urgent clock, in plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houvast.portal import wording
from houvast.portal.accounts.access import Someone
from houvast.portal.clocks import queries
from houvast.portal.clocks.models import ClockRow
from houvast.portal.pages import cards
from houvast.portal.pages.cards import Face, Left, Pill, Priority
from houvast.portal.pages.lists import agreements_of
from houvast.portal.pages.thread import initials
from houvast.portal.pages.ticket import phase_pill, reading_of
from houvast.portal.pages.ticks import MINUTES, ticks
from houvast.portal.ribbon import Mini
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.phase import Phase
from houvast.portal.wording import Moment
from houvast.sla.agreement.model import Agreement
from houvast.sla.terms import Verdict

Link = Callable[[Ticket], str]


@dataclass(frozen=True, slots=True)
class TicketRow:
    """
    One ticket of a list.

    clock    title of its most urgent open clock; '' when it has none, and then `said` tells how it ended
    promise  that clock's promise in brief, used its share in percent
    ticks    how it goes on from now, for the script of the page
    """

    number: int
    url: str
    subject: str
    service: str
    customer: str
    priority: Priority | None
    phase: Pill
    is_open: bool
    clock: str
    promise: str
    used: str
    mini: Mini | None
    left: Left
    opened: Moment
    handler: str
    handler_initials: str
    said: str
    nears_due: bool
    ticks: str


def by_due(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Return tickets in the order in which their open clocks are due; those without a due moment come last."""
    clocks = ClockRow.objects.filter(ticket=OuterRef("pk"), is_open=True, due_at__isnull=False)
    first = Subquery(clocks.order_by("due_at").values("due_at")[:1])
    return tickets.annotate(first_due=first).order_by(F("first_due").asc(nulls_last=True), "-number")


def ticket_rows(
    tickets: Sequence[Ticket],
    person: Someone,
    *,
    now: datetime,
    link: Link,
    reads_as_customer: bool,
    known: Mapping[int, Agreement] | None = None,
) -> list[TicketRow]:
    """
    Return the rows of tickets that carry their standing; three queries, however many tickets.

    known  the agreements that judge them, by key, where the caller has them
    """
    urgent = _most_urgent(queries.clocks_of(tickets, now=now).filter(is_open=True))
    missed = _missed(tickets)
    agreements = agreements_of(tickets) if known is None else known
    return [
        row_of(
            ticket,
            urgent.get(ticket.pk),
            agreements.get(ticket.agreement_id or 0),
            person,
            now=now,
            link=link,
            missed=missed.get(ticket.pk, 0),
            reads_as_customer=reads_as_customer,
        )
        for ticket in tickets
    ]


def row_of(
    ticket: Ticket,
    clock: ClockRow | None,
    agreement: Agreement | None,
    person: Someone,
    *,
    now: datetime,
    link: Link,
    missed: int = 0,
    reads_as_customer: bool = False,
) -> TicketRow:
    """Return one row; `missed` counts the promises that were broken on the ticket."""
    reading = reading_of(person, now, agreement.timezone if agreement else "")
    standing = ticket.standing
    waiting = "you" if reads_as_customer and standing.waiting_for == "customer" else standing.waiting_for
    face = _face(clock, agreement, now)
    handler = standing.handler.name if standing.handler else ""
    return TicketRow(
        number=ticket.number,
        url=link(ticket),
        subject=ticket.subject,
        service=wording.called(standing.service, agreement),
        customer=ticket.organisation.name,
        priority=cards.priority(standing.priority, agreement),
        phase=phase_pill(standing.phase),
        is_open=standing.phase == Phase.OPEN,
        clock=face.title if face else "",
        promise=cards.promise_in_brief(face, agreement) if face and agreement else "",
        used=cards.percent_used(face) if face else "",
        mini=cards.small_ribbon(face) if face else None,
        left=cards.time_left(face, reading, waiting) if face else Left(wording.DASH),
        opened=reading.moment(ticket.opened_at),
        handler=handler,
        handler_initials=initials(handler) if handler else "",
        said=_ended(standing.phase, missed) if face is None else "",
        nears_due=face is not None and face.tone == "risk",
        ticks=_ticks(face, agreement, now),
    )


def _face(clock: ClockRow | None, agreement: Agreement | None, now: datetime) -> Face | None:
    if clock is None or agreement is None:
        return None
    return cards.face_of_row(clock, queries.reads_now(clock, now=now), agreement, now=now)


def _ticks(face: Face | None, agreement: Agreement | None, now: datetime) -> str:
    if face is None or agreement is None:
        return ""
    word = _("%(length)s over") % {"length": "%s"} if face.verdict is Verdict.BREACHED else "%s"
    return ticks(face, agreement, now=now, again=MINUTES, word=word)


def _most_urgent(clocks: Iterable[ClockRow]) -> dict[int, ClockRow]:
    """Return, by ticket, the clock that is due first; those that stand still and best effort come last."""
    found: dict[int, ClockRow] = {}
    for clock in clocks:
        best = found.get(clock.ticket_id)
        if best is None or _urgency(clock) < _urgency(best):
            found[clock.ticket_id] = clock
    return found


def _urgency(clock: ClockRow) -> tuple[bool, float, bool]:
    return clock.due_at is None, clock.due_at.timestamp() if clock.due_at else 0.0, clock.promised_us is None


def _missed(tickets: Sequence[Ticket]) -> dict[int, int]:
    """Return how many promises were broken, by ticket; tickets without are left out."""
    broken = ClockRow.objects.filter(ticket__in=tickets, verdict=Verdict.BREACHED).order_by()
    return {row["ticket"]: row["broken"] for row in broken.values("ticket").annotate(broken=Count("pk"))}


def _ended(phase: str, missed: int) -> str:
    if missed:
        return ngettext("%(count)d promise missed", "%(count)d promises missed", missed) % {"count": missed}
    if phase in {Phase.CANCELLED, Phase.MERGED}:
        return ""
    return _("all promises kept") if phase != Phase.OPEN else _("no clock runs")
