"""`/contacts/`: whom do I call now, by which way, and who is next when nobody answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from houvast.portal.accounts.access import Ability
from houvast.portal.agreements.queries import in_force_of, parsed, versions_of
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.pages.reachable import contacts_page
from houvast.portal.pages.ticket import reading_of


@for_customer
def contacts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the contacts of the agreement to everybody of the customer, its ladders to who may read it."""
    now = visit.now
    version = in_force_of(versions_of(visit.organisation), now)
    agreement = parsed(version) if version else None
    reading = reading_of(visit.person, now, agreement.timezone if agreement else "")
    shown = contacts_page(agreement, reading, with_ladders=visit.may(Ability.SEE_AGREEMENT))
    context = {"contacts": shown, "moment": reading.moment(now)}
    return page(request, visit, "customer/contacts.html", context)
