"""`/tickets/<number>/`: what was promised, how it stands, why, and what was said; replying and reopening."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.customer.forms import ReopeningForm, ReplyForm
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.files.handing_out import download
from houvast.portal.pages.evidence import clock_file
from houvast.portal.pages.followers import followers_panel
from houvast.portal.pages.ratings import rating_panel
from houvast.portal.pages.ticket import explained_of, scale_of, ticket_page
from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import attachment_of, may_reopen, may_reply, visible_to
from houvast.portal.tickets.refusals import Refused


@for_customer
def ticket(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Show one ticket."""
    return shown(request, visit, ticket_of(visit, number), now=visit.now)


@require_POST
@for_customer
def replies(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Write to the provider; what waited for the customer goes on."""
    now, wanted, form = visit.now, ticket_of(visit, number), ReplyForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.customer_reply(wanted, by=visit.person, now=now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("Your reply was sent."))
            return redirect(f"{reverse('customer:ticket', args=[number])}#last")
    return shown(request, visit, wanted, {"reply": form}, now=now)


@require_POST
@for_customer
def reopening(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Say that it is not solved after all."""
    now, wanted, form = visit.now, ticket_of(visit, number), ReopeningForm(request.POST)
    if form.is_valid():
        try:
            actions.reopen(wanted, reason=form.cleaned_data["reason"], by=visit.person, now=now)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("The ticket was reopened."))
            return redirect("customer:ticket", number)
    return shown(request, visit, wanted, {"reopen": form}, now=now)


@for_customer
def clock_csv(request: HttpRequest, visit: Visit, number: int, target: str, cycle: int) -> HttpResponse:
    """Give every stretch of one clock as a file."""
    wanted = ticket_of(visit, number)
    agreement, explained = explained_of(wanted, visit.now)
    for each in explained:
        if agreement and (each.clock.target, each.clock.cycle) == (target, cycle):
            return clock_file(wanted, each, agreement)
    raise Http404


@for_customer
def attachment(_request: HttpRequest, visit: Visit, number: int, file: str) -> HttpResponseBase:
    """Hand out a file that came with the ticket."""
    found = attachment_of(ticket_of(visit, number), visit.person, file)
    if found is None:
        raise Http404
    return download(found.file)


def ticket_of(visit: Visit, number: int) -> Ticket:
    """Return a ticket somebody may read; raise Http404 for any other."""
    mine = visible_to(visit.person).select_related("agreement", "reported_by")
    return get_object_or_404(mine, number=number)


def shown(
    request: HttpRequest, visit: Visit, ticket: Ticket, refused: Mapping[str, Any] | None = None, *, now: datetime
) -> HttpResponse:
    """Answer with the page of a ticket; `refused` holds the form that was sent in vain, by its name."""
    gathered = ticket_page(
        ticket,
        visit.person,
        now=now,
        reads_as_customer=True,
        scale=scale_of(request),
        all_of_thread=request.GET.get("thread") == "all",
    )
    phase, sent = gathered.standing.phase, refused or {}
    context = {
        "ticket": gathered,
        "may_reply": may_reply(visit.person, ticket, phase),
        "may_reopen": may_reopen(visit.person, ticket, phase),
        "reply": sent.get("reply") or ReplyForm(),
        "reopen": sent.get("reopen") or ReopeningForm(),
        "rating": rating_panel(ticket, visit.person, phase, gathered.reading, sent.get("rating")),
        "rating_url": reverse("customer:rating", args=[ticket.number]),
        "followers": followers_panel(ticket, visit.person, sent.get("follower")),
    }
    return page(request, visit, "customer/ticket.html", context, 422 if refused else 200)
