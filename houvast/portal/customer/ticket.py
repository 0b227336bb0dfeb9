"""`/tickets/<number>/`: what was promised, how it stands, why, and what was said; replying and reopening."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.customer.forms import ReopeningForm, ReplyForm
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.pages.evidence import clock_file
from houvast.portal.pages.ticket import explained_of, scale_of, ticket_page
from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import may_reopen, may_reply, visible_to
from houvast.portal.tickets.refusals import Refused


@for_customer
def ticket(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Show one ticket."""
    return _shown(request, visit, _ticket(visit, number), ReplyForm(), ReopeningForm(), now=timezone.now())


@require_POST
@for_customer
def replies(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Write to the provider; what waited for the customer goes on."""
    now, shown, form = timezone.now(), _ticket(visit, number), ReplyForm(request.POST)
    if form.is_valid():
        try:
            actions.customer_reply(shown, text=form.cleaned_data["text"], by=visit.person, now=now)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("Your reply was sent."))
            return redirect(f"{reverse('customer:ticket', args=[number])}#last")
    return _shown(request, visit, shown, form, ReopeningForm(), now=now, status=422)


@require_POST
@for_customer
def reopening(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Say that it is not solved after all."""
    now, shown, form = timezone.now(), _ticket(visit, number), ReopeningForm(request.POST)
    if form.is_valid():
        try:
            actions.reopen(shown, reason=form.cleaned_data["reason"], by=visit.person, now=now)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("The ticket was reopened."))
            return redirect("customer:ticket", number)
    return _shown(request, visit, shown, ReplyForm(), form, now=now, status=422)


@for_customer
def clock_csv(request: HttpRequest, visit: Visit, number: int, target: str, cycle: int) -> HttpResponse:
    """Give every stretch of one clock as a file."""
    shown = _ticket(visit, number)
    agreement, explained = explained_of(shown, timezone.now())
    for each in explained:
        if agreement and (each.clock.target, each.clock.cycle) == (target, cycle):
            return clock_file(shown, each, agreement)
    raise Http404


def _ticket(visit: Visit, number: int) -> Ticket:
    mine = visible_to(visit.person).select_related("agreement", "reported_by")
    return get_object_or_404(mine, number=number)


def _shown(
    request: HttpRequest,
    visit: Visit,
    ticket: Ticket,
    reply: ReplyForm,
    reopen: ReopeningForm,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    gathered = ticket_page(
        ticket,
        visit.person,
        now=now,
        reads_as_customer=True,
        scale=scale_of(request),
        all_of_thread=request.GET.get("thread") == "all",
    )
    phase = gathered.standing.phase
    context = {
        "ticket": gathered,
        "may_reply": may_reply(visit.person, ticket, phase),
        "may_reopen": may_reopen(visit.person, ticket, phase),
        "reply": reply,
        "reopen": reopen,
    }
    return page(request, visit, "customer/ticket.html", context, status)
