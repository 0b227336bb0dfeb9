"""`/desk/people/` and `/desk/customers/<slug>/people/`: the provider's own people, and those of a customer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from houvast.portal.accounts.access import (
    Ability,
    demand_at_the_provider,
    may_at_the_provider,
    organisations_visible_to,
)
from houvast.portal.accounts.models import Organisation, OrganisationKind, Person
from houvast.portal.desk.frame import for_desk, page
from houvast.portal.pages import people as shown


@for_desk
def people(request: HttpRequest, person: Person, slug: str | None = None) -> HttpResponse:
    """List who belongs to an organisation; the provider's own are for who manages or audits them."""
    if slug is None and not may_at_the_provider(person, Ability.MANAGE_PEOPLE):
        demand_at_the_provider(person, Ability.SEE_AUDIT)
    return shown.listed(request, _place(request, person, slug))


@for_desk
def invite(request: HttpRequest, person: Person, slug: str | None = None) -> HttpResponse:
    """Ask somebody in."""
    return shown.invite(request, _managed(request, person, slug))


@for_desk
def one(request: HttpRequest, person: Person, membership: int, slug: str | None = None) -> HttpResponse:
    """Change what somebody is and reads."""
    return shown.change(request, _managed(request, person, slug), membership)


@require_POST
@for_desk
def end(request: HttpRequest, person: Person, membership: int, slug: str | None = None) -> HttpResponse:
    """Let somebody leave."""
    return shown.end(request, _managed(request, person, slug), membership)


@require_POST
@for_desk
def again(request: HttpRequest, person: Person, invitation: int, slug: str | None = None) -> HttpResponse:
    """Send an invitation once more."""
    return shown.again(request, _managed(request, person, slug), invitation)


@require_POST
@for_desk
def withdraw(request: HttpRequest, person: Person, invitation: int, slug: str | None = None) -> HttpResponse:
    """Take an invitation back."""
    return shown.withdraw(request, _managed(request, person, slug), invitation)


def _managed(request: HttpRequest, person: Person, slug: str | None) -> shown.Place:
    return shown.managing(_place(request, person, slug))


def _place(request: HttpRequest, person: Person, slug: str | None) -> shown.Place:
    now = timezone.now()

    def show(template: str, context: dict[str, Any], status: int) -> HttpResponse:
        operates = may_at_the_provider(person, Ability.OPERATE)
        url = reverse("desk:people-sign-in") if slug is None else reverse("desk:customer-sign-in", args=[slug])
        frame = {"layout": "layouts/desk.html", "body": "hv-body", "sign_in_url": url if operates else ""}
        around = frame | context
        return page(request, person, template, around, now=now, status=status)

    if slug is None:
        return shown.Place(provider(), person, now, "desk:people", (), show)
    customer = get_object_or_404(organisations_visible_to(person), slug=slug)
    return shown.Place(customer, person, now, "desk:customer-people", (slug,), show)


def provider() -> Organisation:
    """Return the organisation whose desk this is."""
    ours = Organisation.objects.filter(kind=OrganisationKind.PROVIDER).first()
    if ours is None:
        raise Http404
    return ours
