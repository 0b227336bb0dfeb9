"""Pages on the way to something that cannot be taken back easily: merging, splitting, correcting; and the time line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, demand, may
from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.desk.handling import other_ticket, worked
from houvast.portal.desk.handling_forms import CorrectionForm, MergeForm, SplitForm
from houvast.portal.desk.ticket import agreement_of, ticket_of
from houvast.portal.handling import actions as handling_actions
from houvast.portal.handling import queries
from houvast.portal.pages import thread
from houvast.portal.pages.lists import page_of
from houvast.portal.pages.ticket import file_url, reading_of
from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.queries import thread as thread_of
from houvast.portal.tickets.refusals import MergeIntoItself, OtherOrganisation, Refused
from houvast.portal.wording import Moment
from houvast.sla.terms import EventKind

KEPT_AS_RECORDED = (EventKind.CORRECTION, EventKind.MERGED)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the time line: when it happened, when we heard of it, who says so, and what replaced it."""

    key: int
    happened: Moment
    recorded: Moment
    late: bool
    who: str
    what: str
    corrected: bool
    may_correct: bool
    source: str


@for_desk
def facts(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Show every event of a ticket, in the order in which it happened."""
    ticket, now = ticket_of(person, number), timezone.now()
    entries, reading = thread_of(ticket, person), reading_of(person, now)
    listed = page_of(request, entries)
    corrects = may(person, Ability.CORRECT, ticket.organisation)
    shown = thread.items(
        list(listed), (), agreement_of(ticket), reading, file_url=partial(file_url, "desk", number), all_of_it=True
    )
    rows = [
        Fact(
            key=entry.event.pk,
            happened=reading.fully(entry.happened_at),
            recorded=reading.fully(entry.recorded_at),
            late=(entry.recorded_at - entry.happened_at).total_seconds() >= 1,
            who=item.author,
            what=item.text if item.is_message else item.sentence,
            corrected=entry.corrected,
            may_correct=corrects and entry.kind not in KEPT_AS_RECORDED,
            source=entry.event.source,
        )
        for entry, item in zip(listed, shown, strict=True)
    ]
    return page(request, person, "desk/facts.html", {"ticket": ticket, "rows": rows, "page": listed}, now=now)


@for_desk
def correction(request: HttpRequest, person: Person, number: int, event: int) -> HttpResponse:
    """Replace an event by a corrected one, for who answers for the figures."""
    ticket, now = ticket_of(person, number), timezone.now()
    demand(person, Ability.CORRECT, ticket.organisation)
    wrong = _event(ticket, event)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        initial={"happened_at": timezone.localtime(wrong.happened_at)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(
                wrong,
                by=person,
                now=now,
                reason=form.cleaned_data["reason"],
                happened_at=form.moment(wrong.happened_at),
                becomes=form.becomes(),
            )
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("The fact was corrected; the earlier one stays readable."))
            return redirect("desk:facts", number)
    return _asked(request, person, "desk/correction.html", ticket, form, wrong, now)


@for_desk
def splitting(request: HttpRequest, person: Person, number: int, event: int) -> HttpResponse:
    """Make a new ticket of a message."""
    ticket, now = worked(person, number), timezone.now()
    message = _event(ticket, event)
    form = SplitForm(request.POST if request.method == "POST" else None, initial={"subject": ticket.subject})
    if request.method == "POST" and form.is_valid():
        try:
            made = handling_actions.split(message, subject=form.cleaned_data["subject"], by=person, now=now)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("Ticket #%(number)d was made of this message.") % {"number": made.number})
            return redirect("desk:ticket", made.number)
    return _asked(request, person, "desk/split.html", ticket, form, message, now)


@for_desk
def merging(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Show what a merge comes to, and do it when it is confirmed."""
    ticket, now = worked(person, number), timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    form = MergeForm(asked if "into" in asked or request.method == "POST" else None)
    into = None
    if form.is_bound and form.is_valid():
        try:
            into = _survivor(person, ticket, form.cleaned_data["into"])
            if request.method == "POST":
                actions.merge(ticket, into=into, by=person, now=now, reason=form.cleaned_data["reason"])
                messages.success(request, _("#%(number)d goes on in this ticket.") % {"number": ticket.number})
                return redirect("desk:ticket", into.number)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
            into = None
    reading = reading_of(person, now)
    context = {
        "ticket": ticket,
        "form": form,
        "into": into,
        "starts": reading.fully(min(ticket.opened_at, into.opened_at)) if into else None,
        "earlier": into is not None and ticket.opened_at < into.opened_at,
    }
    status = 422 if request.method == "POST" else 200
    return page(request, person, "desk/merge.html", context, now=now, status=status)


def _survivor(person: Person, ticket: Ticket, number: int) -> Ticket:
    """Return the ticket to merge into; raise NoSuchTicket, OtherOrganisation, MergeIntoItself."""
    into = other_ticket(person, number)
    if into.organisation_id != ticket.organisation_id:
        raise OtherOrganisation(ticket.number)
    if into.pk == ticket.pk:
        raise MergeIntoItself(ticket.number)
    return into


def _event(ticket: Ticket, key: int) -> TicketEvent:
    """Return an event of this ticket and of no other."""
    found = queries.event_of(ticket, min(key, 2**62))
    if found is None:
        raise Http404
    found.ticket = ticket
    return found


def _asked(
    request: HttpRequest, person: Person, template: str, ticket: Ticket, form: object, event: TicketEvent, now: datetime
) -> HttpResponse:
    reading, words = reading_of(person, now), getattr(event, "words", None)
    context = {
        "ticket": ticket,
        "form": form,
        "event": event,
        "text": words.body if words is not None else "",
        "happened": reading.fully(event.happened_at),
        "recorded": reading.fully(event.recorded_at),
    }
    return page(request, person, template, context, now=now, status=422 if request.method == "POST" else 200)
