"""`/status/`: how each service stands now, what is announced, and what was the matter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from houvast.portal.accounts.access import Ability
from houvast.portal.agreements.queries import in_force_of, parsed, versions_of
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.pages.status import status_page
from houvast.portal.pages.ticket import reading_of
from houvast.portal.pages.uptime import uptime_cards
from houvast.portal.uptime.queries import facts_of


@for_customer
def status(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the services; the figures of availability for who reads the agreement."""
    now = visit.now
    version = in_force_of(versions_of(visit.organisation), now) if visit.may(Ability.SEE_AGREEMENT) else None
    agreement = parsed(version) if version else None
    reading = reading_of(visit.person, now, agreement.timezone if agreement else "")
    facts = facts_of(visit.person, visit.organisation)
    context = {
        "status": status_page(facts, visit.organisation, reading),
        "cards": uptime_cards(facts, agreement, at=now, now=now) if agreement else [],
    }
    return page(request, visit, "customer/status.html", context)
