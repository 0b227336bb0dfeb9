"""`/`: are my agreements being kept, what waits for me, what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houvast.portal import wording
from houvast.portal.accounts.access import Ability
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.agreements.queries import in_force_of, parsed, versions_of
from houvast.portal.clocks import queries
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.customer.invoices import open_invoices
from houvast.portal.customer.waiting import waiting_of, waiting_words
from houvast.portal.notices.models import Notice, Subject
from houvast.portal.notices.queries import notices_of
from houvast.portal.pages import levels
from houvast.portal.pages.levels import LevelCard
from houvast.portal.pages.lists import PAGE_SIZE
from houvast.portal.pages.reachable import contacts_page
from houvast.portal.pages.rows import TicketRow, by_due, ticket_rows
from houvast.portal.pages.status import status_page
from houvast.portal.pages.ticket import reading_of
from houvast.portal.pages.uptime import uptime_cards
from houvast.portal.pages.windows import open_now
from houvast.portal.tickets.models import Ticket
from houvast.portal.uptime.models import DisruptionFact
from houvast.portal.uptime.queries import facts_of
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
    now, versions = visit.now, versions_of(visit.organisation)
    in_force = in_force_of(versions, now)
    version = in_force if visit.may(Ability.SEE_AGREEMENT) else None
    agreement = parsed(version) if version else None
    reading = reading_of(visit.person, now, agreement.timezone if agreement else "")
    facts = facts_of(visit.person, visit.organisation)
    known = {each.pk: parsed(each) for each in versions}
    rows = _most_urgent(visit, known, now)
    context = {
        "moment": wording.sentence_case(str(reading.long(now))),
        "version": version,
        "agreement_title": wording.text_in(agreement.title, agreement.name) if agreement else "",
        **_levels(request, visit, agreement, facts, now),
        "urgent": _urgent(visit, rows, now),
        "open_words": _open_words(len(rows)),
        "invoices": open_invoices(visit),
        "rows": rows[:LISTED],
        **_waiting(visit, versions, known, now),
        "status": status_page(facts, visit.organisation, reading, with_notes=False),
        "contacts": contacts_page(parsed(in_force) if in_force else None, reading, with_ladders=False).first,
        "windows": open_now(agreement, reading) if agreement else (),
        "news": [_news(notice, reading) for notice in notices_of(visit.person)[:NEWS]],
    }
    counted = len(rows) if len(rows) < PAGE_SIZE else None
    return page(request, visit, "customer/home.html", context, open_tickets=counted)


def _levels(
    request: HttpRequest, visit: Visit, agreement: Agreement | None, facts: Sequence[DisruptionFact], now: datetime
) -> dict[str, object]:
    """Return the cards of the period asked for, the answer they come to, and the ways to other periods."""
    period = _period(request, agreement, now)
    if agreement is None or period is None:
        return {"cards": [], "answer": "", "below": "", "current": True}
    current = period.span.start <= now < period.span.end
    cards = _cards(visit, agreement, facts, period, now)
    return {
        "cards": cards,
        "answer": levels.answer(cards, current=current) if cards else "",
        "below": levels.below(cards),
        "period": wording.sentence_case(levels.period_name(period)),
        "current": current,
        "earlier": _step(preceding(period, agreement.timezone)),
        "later": None if current else _later(period, agreement, now),
    }


def _waiting(
    visit: Visit, versions: Sequence[AgreementVersion], known: Mapping[int, Agreement], now: datetime
) -> dict[str, object]:
    waiting = waiting_of(visit, versions, known, now=now)
    return {"waiting": waiting, "waiting_words": waiting_words(len(waiting))}


def _open_words(count: int) -> str:
    """Return how many tickets are open, in a sentence, for who is told of no levels."""
    if not count:
        return _("No ticket is open.")
    words = ngettext("%(count)s ticket is open.", "%(count)s tickets are open.", count)
    return wording.sentence_case(words % {"count": wording.count_word(count)})


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


def _cards(
    visit: Visit, agreement: Agreement, facts: Sequence[DisruptionFact], period: Period, now: datetime
) -> list[LevelCard]:
    at = min(levels.last_instant(period), now)
    return [
        *levels.cards_of(visit.person, visit.organisation, agreement, at=at, now=now, link=level_url),
        *uptime_cards(facts, agreement, at=at, now=now),
    ]


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


def _most_urgent(visit: Visit, known: Mapping[int, Agreement], now: datetime) -> list[TicketRow]:
    """Return the open tickets, the most urgent first."""
    mine = queries.open_tickets_of(visit.person).filter(organisation=visit.organisation)
    tickets = by_due(mine.select_related("organisation", "standing__handler"))[:PAGE_SIZE]
    return ticket_rows(list(tickets), visit.person, now=now, link=ticket_url, reads_as_customer=True, known=known)


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
