"""Letting people of the customer follow a ticket, from the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk
from houvast.portal.desk.ticket import ticket_of
from houvast.portal.desk.work import answered
from houvast.portal.pages.followers import FollowerForm, offered
from houvast.portal.tickets import followers


@require_POST
@for_desk
def adding(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Let somebody of the customer follow, and so read this ticket."""
    ticket = ticket_of(person, number)
    form = FollowerForm(request.POST, people=offered(ticket))

    def act(_said: dict[str, Any], now: datetime) -> None:
        followers.add(ticket, form.chosen(), by=person, now=now)

    return answered(request, person, ticket, "follower", form, act, _("They follow the ticket now."))


@require_POST
@for_desk
def removal(request: HttpRequest, person: Person, number: int, follower: int) -> HttpResponse:
    """Stop somebody's following."""
    ticket = ticket_of(person, number)
    who = get_object_or_404(Person.objects.distinct(), pk=follower, memberships__organisation=ticket.organisation)
    form = FollowerForm({"person": str(who.pk)}, people=[who])

    def act(_said: dict[str, Any], now: datetime) -> None:
        followers.end(ticket, who, by=person, now=now)

    return answered(request, person, ticket, "follower", form, act, _("They do not follow the ticket any more."))
