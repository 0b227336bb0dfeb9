"""`/`: are my agreements being kept, what waits for me, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from houvast.portal import wording
from houvast.portal.accounts.access import Ability
from houvast.portal.accounts.models import Membership, OrganisationKind, Role
from houvast.portal.agreements.queries import in_force_of, parsed, versions_of
from houvast.portal.clocks import queries
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.notices.models import Notice, Subject
from houvast.portal.notices.queries import notices_of
from houvast.portal.pages import levels
from houvast.portal.pages.levels import LevelCard
from houvast.portal.pages.lists import PAGE_SIZE, agreements_of
from houvast.portal.pages.rows import TicketRow, by_due, ticket_rows
from houvast.portal.pages.ticket import reading_of
from houvast.portal.pages.windows import open_now
from houvast.portal.tickets.models import Ticket
from houvast.portal.wording import Moment, Reading
from houvast.sla.agreement.model import Agreement, Per
from houvast.sla.periods import Period, period_of, preceding

LISTED = 8
"""Open tickets on the home page; the rest are one click away."""
NEWS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A period one can look at: its address and name."""

    url: str
    word: str


@for_customer
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Answer whether the agreements are kept, and say what comes next."""
    now = timezone.now()
    version = in_force_of(versions_of(visit.organisation), now) if visit.may(Ability.SEE_AGREEMENT) else None
    agreement = parsed(version) if version else None
    reading = reading_of(visit.person, now, agreement.timezone if agreement else "")
    period = _period(request, agreement, now)
    current = period is None or period.span.start <= now < period.span.end
    cards = _cards(visit, agreement, period, now) if agreement and period else []
    rows = _most_urgent(visit, now)
    all_waiting = queries.tickets_waiting_for_customer(visit.person, visit.organisation)
    waiting = _waiting(list(all_waiting[:PAGE_SIZE]), visit)
    return page(
        request,
        visit,
        "customer/home.html",
        {
            "moment": wording.sentence_case(str(reading.long(now))),
            "version": version,
            "agreement_title": wording.text_in(agreement.title, agreement.name) if agreement else "",
            "cards": cards,
            "answer": levels.answer(cards, current=current) if cards else "",
            "below": levels.below(cards),
            "urgent": _urgent(visit, rows, now),
            "waiting_words": _waiting_words(len(waiting) if len(waiting) < PAGE_SIZE else all_waiting.count()),
            "period": wording.sentence_case(levels.period_name(period)) if period else "",
            "current": current,
            "earlier": _step(preceding(period, agreement.timezone)) if agreement and period else None,
            "later": _later(period, agreement, now) if agreement and period and not current else None,
            "rows": rows[:LISTED],
            "waiting": waiting,
            "windows": open_now(agreement, reading) if agreement else (),
            "news": [_news(notice, reading) for notice in notices_of(visit.person)[:NEWS]],
            "people": _service_managers(),
        },
    )


def _period(request: HttpRequest, agreement: Agreement | None, now: datetime) -> Period | None:
    """Return the month asked for, not after the present one; the present one where none is asked for."""
    if agreement is None:
        return None
    present = period_of(now, Per.MONTH, agreement.timezone)
    wanted = request.GET.get("period", "")
    period = present
    for _step_back in range(levels.SHOWN[Per.MONTH] * 3):
        if period.label == wanted:
            return period
        period = preceding(period, agreement.timezone)
    return present


def _cards(visit: Visit, agreement: Agreement, period: Period, now: datetime) -> list[LevelCard]:
    at = min(levels.last_instant(period), now)
    return levels.cards_of(visit.person, visit.organisation, agreement, at=at, now=now, link=level_url)


def level_url(target: str, period: str, verdict: str) -> str:
    """Return the address of the tickets behind a figure."""
    query = urlencode({"period": period, **({"verdict": verdict} if verdict else {})})
    return f"{reverse('customer:level', args=[target])}?{query}"


def _step(period: Period) -> Step:
    return Step(f"?period={period.label}", levels.period_name(period))


def _later(period: Period, agreement: Agreement, now: datetime) -> Step:
    following = period_of(period.span.end, Per.MONTH, agreement.timezone)
    current = following.span.start <= now < following.span.end
    return Step("?" if current else f"?period={following.label}", levels.period_name(following))


def _most_urgent(visit: Visit, now: datetime) -> list[TicketRow]:
    """Return the open tickets, the most urgent first."""
    mine = queries.open_tickets_of(visit.person).filter(organisation=visit.organisation)
    tickets = by_due(mine.select_related("organisation", "standing__handler"))[:PAGE_SIZE]
    return ticket_rows(list(tickets), visit.person, now=now, link=ticket_url, reads_as_customer=True)


def ticket_url(ticket: Ticket) -> str:
    """Return the customer's address of a ticket."""
    return reverse("customer:ticket", args=[ticket.number])


@dataclass(frozen=True, slots=True)
class Urgent:
    """Tickets past or near their due moment, in words, and where to see them."""

    words: str
    url: str


def _urgent(visit: Visit, rows: Sequence[TicketRow], now: datetime) -> list[Urgent]:
    """Return what to say of tickets that are late, and of those in their last quarter among the most urgent."""
    late = queries.late_tickets(visit.person, visit.organisation, now=now).count()
    near = [row for row in rows if row.nears_due]
    is_late = ngettext("%(count)s ticket is past its due moment.", "%(count)s tickets are past it.", late)
    is_near = ngettext("%(count)s ticket nears its due moment.", "%(count)s tickets near it.", len(near))
    return [*_said(is_late, late, rows[:1]), *_said(is_near, len(near), near)]


def _said(words: str, count: int, rows: Sequence[TicketRow]) -> list[Urgent]:
    """Return the sentence with a way to the ticket, or to the list where there are several; nothing of nothing."""
    if not count:
        return []
    url = rows[0].url if count == 1 and rows else reverse("customer:tickets")
    return [Urgent(wording.sentence_case(words % {"count": wording.count_word(count)}), url)]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket that waits for the reader; `stands_still` says whether a clock does too."""

    number: int
    subject: str
    service: str
    url: str
    stands_still: bool


def _waiting(tickets: Sequence[Ticket], visit: Visit) -> list[Waiting]:
    agreements = agreements_of(tickets)
    return [
        Waiting(
            ticket.number,
            ticket.subject,
            wording.called(ticket.standing.service, agreements.get(ticket.agreement_id or 0)),
            ticket_url(ticket),
            ticket.stands_still,  # type: ignore[attr-defined]
        )
        for ticket in tickets
    ]


def _waiting_words(count: int) -> str:
    words = ngettext("%(count)s ticket waits for you.", "%(count)s tickets wait for you.", count)
    return wording.sentence_case(words % {"count": wording.count_word(count)})


@dataclass(frozen=True, slots=True)
class News:
    """One thing the reader was told, and the ticket it is about."""

    subject: str
    ticket: str
    url: str
    at: Moment


def _news(notice: Notice, reading: Reading) -> News:
    subject = str(Subject(notice.subject).label)
    return News(
        subject,
        str(notice.ticket or notice.about),
        ticket_url(notice.ticket) if notice.ticket else notice.address,
        reading.moment(notice.created_at),
    )


def _service_managers() -> list[str]:
    """Return the names of the provider's service level managers: whom a customer turns to."""
    held = Membership.objects.filter(
        organisation__kind=OrganisationKind.PROVIDER, role=Role.SERVICE_MANAGER, person__is_active=True
    )
    return list(held.order_by("person__name").values_list("person__name", flat=True)[:3])
