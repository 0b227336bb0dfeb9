"""`/desk/undelivered/`: messages that failed, or may not have arrived."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.desk.queue import ticket_url
from houvast.portal.notices import queries
from houvast.portal.pages.lists import page_of
from houvast.portal.pages.ticket import reading_of


@for_desk
def undelivered(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what could not be delivered, latest first."""
    now = timezone.now()
    reading = reading_of(person, now)
    listed = page_of(request, queries.undelivered(person).order_by("-created_at"))
    rows = [
        {
            "notice": notice,
            "at": reading.moment(notice.created_at),
            "url": ticket_url(notice.ticket),
        }
        for notice in listed
    ]
    return page(request, person, "desk/undelivered.html", {"rows": rows, "page": listed}, now=now)
