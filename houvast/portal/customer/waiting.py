"""What waits for who reads: tickets that ask for a reply, versions to accept, solutions to rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from houvast.portal import wording
from houvast.portal.agreements.acceptance import waiting_for
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.clocks import queries
from houvast.portal.customer.frame import Visit
from houvast.portal.pages.document import dates
from houvast.portal.pages.lists import PAGE_SIZE
from houvast.portal.ratings.queries import tickets_to_rate
from houvast.portal.tickets.models import Ticket
from houvast.sla.agreement.model import Agreement

MOST_RATINGS = 3
"""Ratings that are asked for on the home page: more would be nagging."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what it is, what follows from it, and the button that leads to it."""

    title: str
    sub: str
    url: str
    button: str
    icon: str
    tone: str
    number: str = ""


def waiting_of(
    visit: Visit, versions: Sequence[AgreementVersion], known: Mapping[int, Agreement], *, now: datetime
) -> list[Waiting]:
    """Return what waits for somebody: replies first, for a clock may stand still; then acceptances, then ratings."""
    replies = queries.tickets_waiting_for_customer(visit.person, visit.organisation)[:PAGE_SIZE]
    to_rate = tickets_to_rate(visit.person, visit.organisation, now=now)[:MOST_RATINGS]
    return [
        *(_reply(ticket, known.get(ticket.agreement_id or 0)) for ticket in replies),
        *(_acceptance(version) for version in waiting_for(visit.person, visit.organisation, versions, now=now)),
        *(_rating(ticket) for ticket in to_rate),
    ]


def waiting_words(count: int) -> str:
    """Return how many things wait, in a sentence."""
    words = ngettext("%(count)s thing waits for you.", "%(count)s things wait for you.", count)
    return wording.sentence_case(words % {"count": wording.count_word(count)})


def _reply(ticket: Ticket, agreement: Agreement | None) -> Waiting:
    stands_still = ticket.stands_still  # type: ignore[attr-defined]
    why = _("the clock stands still until you reply") if stands_still else _("waits for your reply")
    service = wording.called(ticket.standing.service, agreement)
    return Waiting(
        title=ticket.subject,
        sub=" · ".join(word for word in (f"#{ticket.number}", service, why) if word),
        url=f"{_ticket_url(ticket)}#reply-text",
        button=pgettext("button", "Reply"),
        icon="message-question",
        tone="pause",
        number=f"#{ticket.number}",
    )


def _acceptance(version: AgreementVersion) -> Waiting:
    return Waiting(
        title=_("Accept version %(number)d of the agreement") % {"number": version.version},
        sub=dates(version),
        url=reverse("customer:acceptance", args=[version.version]),
        button=_("Look"),
        icon="file-certificate",
        tone="met",
    )


def _rating(ticket: Ticket) -> Waiting:
    return Waiting(
        title=_("How was this solved: %(subject)s?") % {"subject": ticket.subject},
        sub=_("#%(number)d, one question") % {"number": ticket.number},
        url=f"{_ticket_url(ticket)}#rating",
        button=_("Rate"),
        icon="star",
        tone="",
        number=f"#{ticket.number}",
    )


def _ticket_url(ticket: Ticket) -> str:
    return reverse("customer:ticket", args=[ticket.number])
