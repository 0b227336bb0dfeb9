"""`/desk/undelivered/`: messages that failed, may not have arrived, or are held up; and sending them again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.desk.queue import ticket_url
from houvast.portal.notices import actions, errands, queries
from houvast.portal.pages.lists import page_of
from houvast.portal.pages.ticket import reading_of


@for_desk
def undelivered(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what could not be delivered, latest first."""
    now = timezone.now()
    reading = reading_of(person, now)
    listed = page_of(request, queries.undelivered(person).order_by("-created_at"))
    sendable = set(
        queries.sendable_again(person).filter(pk__in=[notice.pk for notice in listed]).values_list("pk", flat=True)
    )
    rows = [
        {
            "notice": notice,
            "why": errands.said(notice.error),
            "at": reading.moment(notice.created_at),
            "url": ticket_url(notice.ticket) if notice.ticket else notice.address,
            "what": notice.ticket.subject if notice.ticket else notice.about,
            "number": notice.ticket.number if notice.ticket else None,
            "sendable": notice.pk in sendable,
        }
        for notice in listed
    ]
    waiting, said = queries.held_up()
    context = {"rows": rows, "page": listed, "sends": bool(sendable), "waiting": waiting, "said": said}
    return page(request, person, "desk/undelivered.html", context, now=now)


@require_POST
@for_desk
def sending(request: HttpRequest, person: Person, key: UUID | None = None) -> HttpResponse:
    """Send one message again, or all that can be."""
    lost = queries.sendable_again(person)
    sent = actions.send_again(lost.filter(pk=key) if key else lost, now=timezone.now())
    if sent:
        told = ngettext("%(number)d message is sent again.", "%(number)d messages are sent again.", sent)
        messages.success(request, told % {"number": sent})
    else:
        messages.info(request, _("There was nothing to send again."))
    return redirect("desk:undelivered")
