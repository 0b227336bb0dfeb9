"""Rating a solution; following a ticket, and letting colleagues follow it. One address for each thing, by POST."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, NotAllowed
from houvast.portal.accounts.models import Person
from houvast.portal.customer.frame import Visit, for_customer
from houvast.portal.customer.ticket import shown, ticket_of
from houvast.portal.pages.followers import FollowerForm, offered
from houvast.portal.pages.ratings import RatingForm
from houvast.portal.ratings import actions as ratings
from houvast.portal.ratings.queries import is_reporter
from houvast.portal.tickets import followers
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import visible_to
from houvast.portal.tickets.refusals import Refused


@require_POST
@for_customer
def rating(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Say what one thinks of the solution."""
    now, ticket, form = visit.now, ticket_of(visit, number), RatingForm(request.POST)
    if not is_reporter(visit.person, ticket):
        raise NotAllowed(visit.person, Ability.REPLY)
    if form.is_valid():
        said = form.cleaned_data
        try:
            ratings.rate(ticket, score=said["score"], lost=form.lost(), remark=said["remark"], by=visit.person, now=now)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("Thank you: your rating was kept."))
            return redirect("customer:ticket", number)
    return shown(request, visit, ticket, {"rating": form}, now=now)


@require_POST
@for_customer
def following(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Follow a ticket oneself."""
    ticket = ticket_of(visit, number)
    return _done(
        request,
        visit,
        ticket,
        lambda now: followers.follow(ticket, by=visit.person, now=now),
        _("You follow this ticket: you are told of every answer."),
    )


@require_POST
@for_customer
def adding(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Let a colleague follow."""
    now, ticket = visit.now, ticket_of(visit, number)
    if not followers.may_add(visit.person, ticket):
        raise NotAllowed(visit.person, Ability.REPLY)
    form = FollowerForm(request.POST, people=offered(ticket))
    if form.is_valid():
        try:
            followers.add(ticket, form.chosen(), by=visit.person, now=now)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("%(name)s follows this ticket now.") % {"name": form.chosen().name})
            return redirect("customer:ticket", number)
    return shown(request, visit, ticket, {"follower": form}, now=now)


@require_POST
@for_customer
def removal(request: HttpRequest, visit: Visit, number: int, follower: int) -> HttpResponse:
    """Stop following, or stop a colleague's."""
    ticket = ticket_of(visit, number)
    who = get_object_or_404(Person.objects.distinct(), pk=follower, memberships__organisation=ticket.organisation)
    return _done(
        request,
        visit,
        ticket,
        lambda now: followers.end(ticket, who, by=visit.person, now=now),
        _("%(name)s does not follow this ticket any more.") % {"name": who.name},
    )


def _done(
    request: HttpRequest, visit: Visit, ticket: Ticket, act: Callable[[datetime], object], told: str
) -> HttpResponse:
    """Act and go back to the ticket, or to the list for who does not read it any more; or say why not."""
    now = visit.now
    try:
        act(now)
    except Refused as refusal:
        messages.error(request, wording.explain(refusal))
        return shown(request, visit, ticket, {"": None}, now=now)
    messages.success(request, told)
    reads = visible_to(visit.person).filter(pk=ticket.pk).exists()
    return redirect("customer:ticket", ticket.number) if reads else redirect("customer:tickets")
