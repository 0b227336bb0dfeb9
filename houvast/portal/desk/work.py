"""What agents do to a ticket: one address for each thing that can happen, by POST. Read the form, act, answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.models import Person
from houvast.portal.desk import forms
from houvast.portal.desk.article_links import with_link
from houvast.portal.desk.frame import for_desk
from houvast.portal.desk.onward import onward
from houvast.portal.desk.ticket import agreement_of, shown, ticket_of
from houvast.portal.handling import actions as handling_actions
from houvast.portal.handling.mentions import named_in
from houvast.portal.handling.queries import children_of
from houvast.portal.tickets import actions, statuses
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import handlers_for
from houvast.portal.tickets.refusals import NothingToChange, Refused

Act = Callable[[dict[str, Any], datetime], object]
"""Takes what a form said, and the moment at which it was sent."""


@require_POST
@for_desk
def replies(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Answer the customer, and wait for them or resolve with it when asked."""
    ticket = ticket_of(person, number)

    def act(said: dict[str, Any], now: datetime) -> None:
        said = {**said, "text": with_link(said["text"], request.POST.get("article", ""), ticket)}
        _answer(ticket, said, by=person, now=now)
        for child in children_of(ticket) if "children" in request.POST else ():
            try:
                _answer(child, {**said, "attachments": ()}, by=person, now=now)
            except Refused as refusal:
                told = {"number": child.number, "subject": child.subject, "why": wording.explain(refusal)}
                messages.warning(request, _("#%(number)d %(subject)s: %(why)s") % told)

    return answered(
        request, person, ticket, "reply", forms.ReplyForm(request.POST, request.FILES), act, _("Your reply was sent.")
    )


@require_POST
@for_desk
def notes(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Write what only the provider's people read."""
    ticket = ticket_of(person, number)

    def act(said: dict[str, Any], now: datetime) -> object:
        named = named_in(said["text"], request.POST.getlist("mentioned"))
        files = said["attachments"]
        return handling_actions.note(ticket, text=said["text"], attachments=files, by=person, now=now, mentioned=named)

    return answered(
        request, person, ticket, "note", forms.NoteForm(request.POST, request.FILES), act, _("The note was kept.")
    )


@require_POST
@for_desk
def status(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Enter a status."""
    ticket = ticket_of(person, number)
    form = forms.StatusForm(request.POST, agreement=agreement_of(ticket))

    def act(said: dict[str, Any], now: datetime) -> object:
        return actions.set_status(ticket, status=said["status"], reason=said["reason"], by=person, now=now)

    return answered(request, person, ticket, "status", form, act, _("The status was changed."))


@require_POST
@for_desk
def priority(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Change impact, urgency or priority."""
    ticket = ticket_of(person, number)
    form = forms.PriorityForm(request.POST, agreement=agreement_of(ticket))

    def act(said: dict[str, Any], now: datetime) -> object:
        return actions.set_priority(ticket, by=person, now=now, **said)

    return answered(request, person, ticket, "priority", form, act, _("The priority was changed."))


@require_POST
@for_desk
def assignment(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Give the ticket to somebody; `mine` gives it to who asks."""
    ticket = ticket_of(person, number)
    people = handlers_for(ticket.organisation)
    given = {"handler": str(person.pk)} if "mine" in request.POST else request.POST
    form = forms.AssignmentForm(given, people=people)

    def act(said: dict[str, Any], now: datetime) -> object:
        return actions.assign(ticket, handler=form.handler_chosen(), team=said["team"], by=person, now=now)

    told = _("#%(number)d is yours now.") % {"number": number} if "mine" in request.POST else _("It was assigned.")
    return answered(request, person, ticket, "assignment", form, act, told)


@require_POST
@for_desk
def resolution(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Give the solution."""
    ticket = ticket_of(person, number)

    def act(said: dict[str, Any], now: datetime) -> object:
        return handling_actions.resolve(ticket, text=said["text"], by=person, now=now)

    form = forms.ResolutionForm(request.POST)
    return answered(request, person, ticket, "resolution", form, act, _("The ticket was resolved."))


@require_POST
@for_desk
def reopening(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Say that it is not solved after all."""
    ticket = ticket_of(person, number)

    def act(said: dict[str, Any], now: datetime) -> object:
        return actions.reopen(ticket, reason=said["reason"], by=person, now=now)

    form = forms.ReopeningForm(request.POST)
    return answered(request, person, ticket, "reopening", form, act, _("The ticket was reopened."))


@transaction.atomic
def _answer(ticket: Ticket, said: dict[str, Any], *, by: Person, now: datetime) -> None:
    """Send a reply, and do with it what was asked: all of it or nothing."""
    handling_actions.reply(ticket, text=said["text"], attachments=said["attachments"], by=by, now=now)
    if said["then"] == forms.WAIT:
        _wait_for_customer(ticket, by=by, now=now)
    elif said["then"] == forms.RESOLVE:
        handling_actions.resolve(ticket, by=by, now=now)


def _wait_for_customer(ticket: Ticket, *, by: Person, now: datetime) -> None:
    """Enter the status in which a ticket waits for the customer, unless it is in it already."""
    status = statuses.waiting_for_customer(agreement_of(ticket))
    with suppress(NothingToChange):
        actions.set_status(ticket, status=status, reason=_("The question is in the reply."), by=by, now=now)


def answered(
    request: HttpRequest,
    person: Person,
    ticket: Ticket,
    name: str,
    form: django_forms.Form,
    act: Act,
    told: str,
) -> HttpResponse:
    """Act on a valid form and go on; or show the ticket again with what was wrong."""
    now = timezone.now()
    if form.is_valid():
        try:
            act(form.cleaned_data, now)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, told)
            return redirect(onward(request, reverse("desk:ticket", args=[ticket.number])))
    return shown(request, person, ticket, {name: form}, now=now)
