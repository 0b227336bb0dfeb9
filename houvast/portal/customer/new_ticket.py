"""`/tickets/new/`: report a ticket, and see before sending which promise will apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, demand
from houvast.portal.agreements.queries import in_force_of, parsed, versions_of
from houvast.portal.agreements.services import services_of
from houvast.portal.customer.forms import NewTicketForm
from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.customer.search import suggested
from houvast.portal.pages import cards
from houvast.portal.pages.because import because
from houvast.portal.pages.cards import Priority
from houvast.portal.pages.ticket import reading_of
from houvast.portal.tickets import actions
from houvast.portal.tickets.followers import colleagues_in
from houvast.portal.tickets.refusals import Refused
from houvast.portal.wording import Moment
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.words.whole import clause_of
from houvast.sla.clock import clocks
from houvast.sla.events import Events
from houvast.sla.terms import State

COLLEAGUES_OFFERED = 500


@dataclass(frozen=True, slots=True)
class Expected:
    """What one target would promise: due, or best effort; and why then."""

    title: str
    clause: str
    because: str
    due: Moment | None


@dataclass(frozen=True, slots=True)
class Promised:
    """The priority that the answers give, and what each target would then promise if sent now."""

    priority: Priority | None
    expected: Sequence[Expected]


@for_customer
def new_ticket(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the form, or report the ticket; the button "show what applies" only shows."""
    demand(visit.person, Ability.REPORT_TICKET, visit.organisation)
    now = visit.now
    agreement, offered = _agreement(visit, now), _offered(visit)
    if request.method != "POST":
        return _shown(request, visit, NewTicketForm(agreement=agreement, **offered), agreement, now)
    form = NewTicketForm(request.POST, files=request.FILES, agreement=agreement, **offered)
    if "show" in request.POST:
        unsent = NewTicketForm(initial=request.POST.dict(), agreement=agreement, **offered)
        return _shown(request, visit, unsent, agreement, now)
    if form.is_valid():
        try:
            ticket = actions.open_ticket(
                organisation=visit.organisation, by=visit.person, now=now, channel="portal", **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, _("Your ticket was received; its number is #%(number)d.") % vars(ticket))
            return redirect(ticket)
    return _shown(request, visit, form, agreement, now, status=422)


@for_customer
def promise(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Answer with the fragment that says which promise the given answers lead to."""
    now = visit.now
    agreement = _agreement(visit, now)
    form = NewTicketForm(initial=request.GET.dict(), agreement=agreement, services=services_of(visit.organisation))
    context = {"promised": _promised(form, visit, agreement, now), "agreement_url": _agreement_url(visit)}
    return render(request, "customer/promise.html", context)


def _shown(
    request: HttpRequest,
    visit: Visit,
    form: NewTicketForm,
    agreement: Agreement | None,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "agreement_url": _agreement_url(visit),
        "agreement": agreement,
        "promised": _promised(form, visit, agreement, now),
        "suggested": suggested(visit, str(form["subject"].value() or "")),
    }
    return page(request, visit, "customer/new_ticket.html", context, status)


def _agreement(visit: Visit, now: datetime) -> Agreement | None:
    version = in_force_of(versions_of(visit.organisation), now)
    return parsed(version) if version else None


def _offered(visit: Visit) -> dict[str, Any]:
    """Return what the form offers: the services of the organisation, and the colleagues one may report for."""
    people = colleagues_in(visit.organisation).exclude(pk=visit.person.pk)[:COLLEAGUES_OFFERED]
    return {"services": services_of(visit.organisation), "colleagues": list(people)}


def _agreement_url(visit: Visit) -> str:
    """Return where the agreement is read; nowhere for who may not read it."""
    return reverse("customer:agreement") if visit.may(Ability.SEE_AGREEMENT) else ""


def _promised(form: NewTicketForm, visit: Visit, agreement: Agreement | None, now: datetime) -> Promised | None:
    """Return what would be promised, by the engine that will judge it; None while it cannot be said."""
    said = form.said()
    if agreement is None or len(said) < len(form.asked()):
        return None
    reading = reading_of(visit.person, now, agreement.timezone)
    opened = Events.of([{"ticket": "new", "at": now, "event": "opened", "channel": "portal", **said, **form.about()}])
    expected, priority = [], ""
    for clock in clocks(opened, agreement, as_of=now).rows():
        priority = clock.priority
        promise = agreement.promise(clock.target, clock.priority)
        if promise is None or clock.state is State.VOID:
            continue
        expected.append(
            Expected(
                wording.target_title(agreement, clock.target),
                clause_of(agreement, clock.target),
                wording.sentence_case(because(promise, clock.due_at, agreement, reading)),
                reading.moment(clock.due_at) if clock.due_at else None,
            )
        )
    return Promised(cards.priority(priority, agreement), expected)
