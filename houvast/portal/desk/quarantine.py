"""`/desk/quarantine/`: mails that were not let in by themselves, why, and letting them in or refusing them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.files.handing_out import download
from houvast.portal.mailbox import actions, queries
from houvast.portal.pages.lists import page_of
from houvast.portal.pages.ticket import reading_of
from houvast.portal.tickets.refusals import Refused


@for_desk
def quarantine(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what waits for somebody to look at it, latest first."""
    now = timezone.now()
    reading, works = reading_of(person, now), queries.decidable(person).exists()
    listed = page_of(request, queries.quarantined(person))
    rows = [
        {"mail": mail, "why": wording.why_not_let_in(mail.why), "at": reading.moment(mail.received_at)}
        for mail in listed
    ]
    return page(request, person, "desk/quarantine.html", {"rows": rows, "page": listed, "works": works}, now=now)


@for_desk
def raw(_request: HttpRequest, person: Person, mail: int) -> HttpResponseBase:
    """Hand out a mail as it was received."""
    found = get_object_or_404(queries.quarantined(person), pk=mail)
    if found.raw is None:
        raise Http404
    return download(found.raw)


@require_POST
@for_desk
def release(request: HttpRequest, person: Person, mail: int) -> HttpResponse:
    """Let a mail in."""
    found = get_object_or_404(queries.decidable(person), pk=mail)
    try:
        let_in = actions.release(found, by=person, now=timezone.now())
    except actions.Doubtful as doubt:
        messages.error(request, wording.why_not_let_in(doubt.why))
    except Refused as refusal:
        messages.error(request, wording.explain(refusal))
    else:
        number = let_in.ticket.number if let_in.ticket else 0
        messages.success(request, _("It was let in, on ticket #%(number)d.") % {"number": number})
    return redirect("desk:quarantine")


@require_POST
@for_desk
def refusal(request: HttpRequest, person: Person, mail: int) -> HttpResponse:
    """Leave a mail outside."""
    actions.refuse(get_object_or_404(queries.decidable(person), pk=mail), by=person, now=timezone.now())
    messages.success(request, _("The mail was refused. It is kept as evidence."))
    return redirect("desk:quarantine")
