"""The customer beside a ticket: who they are, what was agreed, what else they reported, what one should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db.models import Count, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from houvast.portal.accounts.access import organisations_visible_to
from houvast.portal.accounts.models import Language, Person
from houvast.portal.desk.frame import for_desk
from houvast.portal.desk.onward import onward
from houvast.portal.handling import actions
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.phase import Phase
from houvast.portal.tickets.queries import visible_to

RECENT = 5
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """
    A customer beside one of their tickets.

    speaks, zone  of who reported it: in which language one answers, and what time it is there
    """

    name: str
    slug: str
    open_tickets: int
    recent: Sequence[Ticket]
    contact: str
    address: str
    speaks: str
    zone: str


def customer_card(ticket: Ticket, person: Person) -> CustomerCard:
    """Gather the card; one query."""
    customer, contact = ticket.organisation, ticket.reported_by
    theirs = visible_to(person).filter(organisation=customer)
    counted = theirs.filter(standing__phase=Phase.OPEN).order_by().values("organisation").annotate(number=Count("pk"))
    recent = theirs.select_related("standing").annotate(open_now=Subquery(counted.values("number")))
    shown = list(recent.order_by("-opened_at", "-pk")[: RECENT + 1])
    return CustomerCard(
        name=customer.name,
        slug=customer.slug,
        open_tickets=(shown[0].open_now or 0) if shown else 0,
        recent=[each for each in shown if each.pk != ticket.pk][:RECENT],
        contact=contact.name if contact else "",
        address=contact.email if contact else "",
        speaks=str(Language(contact.language).label) if contact else "",
        zone=contact.timezone.rpartition("/")[2].replace("_", " ") if contact else "",
    )


class NoteForm(forms.Form):
    """What one should know of a customer; empty takes it away."""

    text = forms.CharField(required=False, max_length=LONGEST)
    sure = forms.BooleanField()


@require_POST
@for_desk
def note(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Write what the provider's people should know of a customer."""
    customer = get_object_or_404(organisations_visible_to(person), slug=slug)
    form = NoteForm(request.POST)
    usual = reverse("desk:customer", args=[slug])
    if not form.is_valid():
        return HttpResponse(_("Write something first."), status=422)
    actions.keep_note_of(customer, text=form.cleaned_data["text"], by=person, now=timezone.now())
    messages.success(request, _("The note was kept."))
    return redirect(onward(request, usual))
