"""What agents do to a ticket beside answering it: one address for each thing that can happen, by POST."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal import wording
from houvast.portal.accounts.access import Ability, demand
from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk
from houvast.portal.desk.handling_forms import CauseForm, LinkForm, TextForm
from houvast.portal.desk.onward import onward
from houvast.portal.desk.ticket import shown, ticket_of
from houvast.portal.handling import actions as handling_actions
from houvast.portal.handling import macros, queries
from houvast.portal.handling.models import LinkKind, TicketLink
from houvast.portal.handling.refusals import NoSuchTicket
from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import visible_to
from houvast.portal.tickets.refusals import Refused
from houvast.portal.watch.models import Decision

HIGHEST = 2**62


@require_POST
@for_desk
def acknowledgement(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Say that somebody has seen it."""
    ticket = worked(person, number)
    if "sure" not in request.POST:
        return _refused(request, person, ticket, "acknowledgement", _("Nothing was asked for."))
    return _done(
        request, person, ticket, lambda now: actions.acknowledge(ticket, by=person, now=now), _("Acknowledged.")
    )


@require_POST
@for_desk
def workaround(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Give a way to work until it is solved."""
    ticket, form = worked(person, number), TextForm(request.POST, prefix="workaround")
    return _sent(
        request,
        person,
        ticket,
        "workaround",
        form,
        lambda now: actions.workaround(ticket, text=form.cleaned_data["text"], by=person, now=now),
        _("The workaround was given."),
    )


@require_POST
@for_desk
def closing(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """End a ticket."""
    ticket, form = worked(person, number), TextForm(request.POST, prefix="closing")
    return _sent(
        request,
        person,
        ticket,
        "closing",
        form,
        lambda now: actions.close(ticket, text=form.cleaned_data["text"], by=person, now=now),
        _("The ticket was closed."),
    )


@require_POST
@for_desk
def cancellation(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Withdraw a ticket."""
    ticket, form = worked(person, number), TextForm(request.POST, prefix="cancellation")
    return _sent(
        request,
        person,
        ticket,
        "cancellation",
        form,
        lambda now: actions.cancel(ticket, reason=form.cleaned_data["text"], by=person, now=now),
        _("The ticket was cancelled."),
    )


@require_POST
@for_desk
def causes(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Say why a promise was broken."""
    ticket, form = worked(person, number), CauseForm(request.POST)
    return _sent(
        request,
        person,
        ticket,
        "cause",
        form,
        lambda now: handling_actions.give_cause(ticket, by=person, now=now, **form.cleaned_data),
        _("The cause was kept."),
    )


@require_POST
@for_desk
def links(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Link this ticket to another of the same customer."""
    ticket, form = worked(person, number), LinkForm(request.POST)

    def act(now: datetime) -> object:
        other = other_ticket(person, form.cleaned_data["other"])
        return handling_actions.link(ticket, other, kind=form.cleaned_data["kind"], by=person, now=now)

    return _sent(request, person, ticket, "link", form, act, _("The tickets were linked."))


@require_POST
@for_desk
def unlinking(request: HttpRequest, person: Person, number: int, link: int) -> HttpResponse:
    """Take a link of this ticket back."""
    ticket = worked(person, number)
    kept = get_object_or_404(_links(ticket), pk=min(link, HIGHEST))
    return _done(
        request,
        person,
        ticket,
        lambda now: handling_actions.unlink(kept, by=person, now=now),
        _("The link was taken back; it stays in the history."),
    )


@require_POST
@for_desk
def running(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Run the macro chosen, and say what it did."""
    ticket, chosen = worked(person, number), request.POST.get("macro", "")
    macro = next((each for each in queries.ready_texts(person)[1] if str(each.pk) == chosen), None)
    if macro is None:
        return _refused(request, person, ticket, "macro", _("Choose a macro."))
    now = timezone.now()
    try:
        did = macros.run(macro, ticket, by=person, now=now)
    except Refused as refusal:
        said = {"name": macro.name, "why": wording.explain(refusal)}
        return _refused(request, person, ticket, "macro", _("“%(name)s” did nothing: %(why)s") % said)
    told = wording.listed([done_word(each) for each in did])
    messages.success(request, _("“%(name)s”: %(what)s.") % {"name": macro.name, "what": told})
    return redirect(onward(request, reverse("desk:ticket", args=[number])))


@require_POST
@for_desk
def taking(request: HttpRequest, person: Person, number: int, step: int) -> HttpResponse:
    """Acknowledge an escalation step of this ticket."""
    ticket = worked(person, number)
    decision = get_object_or_404(Decision.objects.filter(ticket=ticket), pk=min(step, HIGHEST))
    decision.ticket = ticket
    return _done(
        request,
        person,
        ticket,
        lambda now: handling_actions.take_step(decision, by=person, now=now),
        _("The escalation was acknowledged."),
    )


def done_word(did: macros.Did) -> str:
    """Return what one action of a macro came to, in words."""
    word = {
        "assign": _("assigned"),
        "priority": _("priority set"),
        "reply": _("reply sent"),
        "status": _("status set"),
        "resolve": _("resolved"),
    }[did.what]
    return _("%(what)s (it was so already)") % {"what": word} if did.was_so else word


def other_ticket(person: Person, number: int) -> Ticket:
    """Return another ticket somebody may read; raise NoSuchTicket for any other number."""
    found = visible_to(person).select_related("agreement", "reported_by").filter(number=number).first()
    if found is None:
        raise NoSuchTicket(number)
    return found


def _links(ticket: Ticket) -> QuerySet[TicketLink]:
    """Return the links of a ticket that can be taken back: that it was split off stays so."""
    return queries.standing_links().filter(Q(ticket=ticket) | Q(other=ticket)).exclude(kind=LinkKind.SPLIT)


def worked(person: Person, number: int) -> Ticket:
    """Return a ticket that somebody works on; what one only reads is not there to be acted on."""
    ticket = ticket_of(person, number)
    demand(person, Ability.WORK_TICKETS, ticket.organisation)
    return ticket


Act = Callable[[datetime], object]


def _sent(
    request: HttpRequest, person: Person, ticket: Ticket, name: str, form: django_forms.Form, act: Act, told: str
) -> HttpResponse:
    """Act on a valid form and go on; or show the ticket again with what was wrong."""
    now = timezone.now()
    if form.is_valid():
        try:
            act(now)
        except Refused as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            messages.success(request, told)
            return redirect(onward(request, reverse("desk:ticket", args=[ticket.number])))
    return shown(request, person, ticket, now=now, handling={name: form})


def _done(request: HttpRequest, person: Person, ticket: Ticket, act: Act, told: str) -> HttpResponse:
    try:
        act(timezone.now())
    except Refused as refusal:
        return _refused(request, person, ticket, "", wording.explain(refusal))
    messages.success(request, told)
    return redirect(onward(request, reverse("desk:ticket", args=[ticket.number])))


def _refused(request: HttpRequest, person: Person, ticket: Ticket, name: str, why: str) -> HttpResponse:
    form = django_forms.Form({})
    form.full_clean()
    form.add_error(None, why)
    return shown(request, person, ticket, now=timezone.now(), handling={name or "refused": form})
