"""`/desk/tickets/<number>/`: one ticket as the provider's people see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from houvast.portal.accounts.access import Ability, may
from houvast.portal.accounts.models import Person
from houvast.portal.agreements.queries import parsed
from houvast.portal.clocks.models import Standing
from houvast.portal.desk import article_links, forms
from houvast.portal.desk.aside import Aside, aside
from houvast.portal.desk.card import customer_card
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.files.handing_out import download
from houvast.portal.handling.actions import be_at
from houvast.portal.handling.queries import others_at
from houvast.portal.pages.evidence import clock_file
from houvast.portal.pages.followers import FollowerForm, followers_panel
from houvast.portal.pages.ratings import rating_panel
from houvast.portal.pages.ticket import TicketPage, explained_of, scale_of, ticket_page
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import attachment_of, handlers_for, may_reopen, may_reply, visible_to
from houvast.sla.agreement.model import Agreement


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a ticket; those that were sent and refused carry what was wrong."""

    reply: forms.ReplyForm
    note: forms.NoteForm
    status: forms.StatusForm
    priority: forms.PriorityForm
    assignment: forms.AssignmentForm
    resolution: forms.ResolutionForm
    reopening: forms.ReopeningForm
    follower: FollowerForm | None = None


@for_desk
def ticket(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Show one ticket."""
    return shown(request, person, ticket_of(person, number), now=timezone.now())


@for_desk
def clock_csv(_request: HttpRequest, person: Person, number: int, target: str, cycle: int) -> HttpResponse:
    """Give every stretch of one clock as a file."""
    wanted = ticket_of(person, number)
    agreement, explained = explained_of(wanted, timezone.now())
    for each in explained:
        if agreement and (each.clock.target, each.clock.cycle) == (target, cycle):
            return clock_file(wanted, each, agreement)
    raise Http404


@for_desk
def attachment(_request: HttpRequest, person: Person, number: int, file: str) -> HttpResponseBase:
    """Hand out a file that came with the ticket."""
    found = attachment_of(ticket_of(person, number), person, file)
    if found is None:
        raise Http404
    return download(found.file)


def ticket_of(person: Person, number: int) -> Ticket:
    """Return a ticket somebody may read; raise Http404 for any other."""
    return get_object_or_404(
        visible_to(person).select_related("agreement", "reported_by", "standing__handler"), number=number
    )


def agreement_of(ticket: Ticket) -> Agreement | None:
    """Return the agreement that judges a ticket."""
    return parsed(ticket.agreement) if ticket.agreement is not None else None


def shown(
    request: HttpRequest,
    person: Person,
    ticket: Ticket,
    refused: dict[str, object] | None = None,
    *,
    now: datetime,
    handling: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """
    Answer with the page of a ticket; `refused` holds the form that was sent in vain, by its name.

    handling  the same for the forms beside the ticket (`aside`)
    """
    gathered = _gathered(request, person, ticket, now)
    works = may(person, Ability.WORK_TICKETS, ticket.organisation)
    standing = gathered.standing
    sent: dict[str, Any] = dict(refused or {})
    people = handlers_for(ticket.organisation) if works else []
    empty = _forms(standing, gathered.agreement, people)
    side = aside(gathered, person, handling or {}, request.GET.get("text", ""), works=works, now=now)
    if side.written and not refused:
        sent["reply"] = forms.ReplyForm(initial={"text": side.written})
    context = {
        **_beside(side, gathered, person, people, sent),
        "handling": handling or {},
        "ticket": gathered,
        "forms": replace(empty, **sent),
        "open_form": next(iter(refused or {}), ""),
        "works": works,
        "articles": article_links.offered(ticket) if works else [],
        "takes": works and standing.handler_id != person.pk,
        "is_open": gathered.is_open,
        "may_reply": works and may_reply(person, ticket, standing.phase),
        "may_reopen": may_reopen(person, ticket, standing.phase),
    }
    return page(request, person, "desk/ticket.html", context, now=now, status=422 if refused or handling else 200)


def _gathered(request: HttpRequest, person: Person, ticket: Ticket, now: datetime) -> TicketPage:
    return ticket_page(
        ticket,
        person,
        now=now,
        reads_as_customer=False,
        scale=scale_of(request),
        all_of_thread=request.GET.get("thread") == "all",
    )


def _beside(
    side: Aside, gathered: TicketPage, person: Person, people: list[Person], sent: Mapping[str, Any]
) -> dict[str, object]:
    """Return what the panels beside the ticket show."""
    ticket = gathered.ticket
    return {
        "agreement_url": _agreement_url(ticket),
        "rating": rating_panel(ticket, person, gathered.standing.phase, gathered.reading),
        "followers": followers_panel(ticket, person, sent.get("follower")),
        "side": side,
        "people": people,
        "others": [(each.name, each.kind == "writes") for each in side.others],
        "card": customer_card(ticket, person),
        "number": ticket.number,
    }


@for_desk
def presence(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Show who else has this ticket open, as a part of its page; by POST, say that one has it open oneself."""
    found, now = ticket_of(person, number), timezone.now()
    if request.method == "POST" and may(person, Ability.WORK_TICKETS, found.organisation):
        be_at(found, person, is_writing=request.POST.get("writing") == "1", now=now)
    others = [(each.person.name, each.is_writing) for each in others_at(found, person, now=now)]
    return render(request, "desk/presence.html", {"others": others, "number": number})


def _forms(standing: Standing, agreement: Agreement | None, people: list[Person]) -> Forms:
    """Return the forms as they are before anybody writes: with how the ticket stands."""
    return Forms(
        reply=forms.ReplyForm(),
        note=forms.NoteForm(),
        status=forms.StatusForm(initial={"status": standing.status}, agreement=agreement),
        priority=forms.PriorityForm(
            initial={"impact": standing.impact, "urgency": standing.urgency, "priority": standing.priority},
            agreement=agreement,
        ),
        assignment=forms.AssignmentForm(initial={"handler": standing.handler_id, "team": standing.team}, people=people),
        resolution=forms.ResolutionForm(),
        reopening=forms.ReopeningForm(),
    )


def _agreement_url(ticket: Ticket) -> str:
    slug = ticket.organisation.slug
    if ticket.agreement is None:
        return reverse("desk:agreement", args=[slug])
    return reverse("desk:agreement-version", args=[slug, ticket.agreement.version])
