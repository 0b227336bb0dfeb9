"""`/colleagues/`: who of the organisation comes in here, for its administrator."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from houvast.portal.customer.frame import Visit, for_customer, page
from houvast.portal.pages import people


@for_customer
def colleagues(request: HttpRequest, visit: Visit) -> HttpResponse:
    """List the colleagues and who was invited."""
    return people.listed(request, _place(request, visit))


@for_customer
def invite(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask a colleague in."""
    return people.invite(request, _place(request, visit))


@for_customer
def colleague(request: HttpRequest, visit: Visit, membership: int) -> HttpResponse:
    """Change what a colleague is and reads."""
    return people.change(request, _place(request, visit), membership)


@require_POST
@for_customer
def end(request: HttpRequest, visit: Visit, membership: int) -> HttpResponse:
    """Let a colleague leave."""
    return people.end(request, _place(request, visit), membership)


@require_POST
@for_customer
def again(request: HttpRequest, visit: Visit, invitation: int) -> HttpResponse:
    """Send an invitation once more."""
    return people.again(request, _place(request, visit), invitation)


@require_POST
@for_customer
def withdraw(request: HttpRequest, visit: Visit, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    return people.withdraw(request, _place(request, visit), invitation)


def _place(request: HttpRequest, visit: Visit) -> people.Place:
    def show(template: str, context: dict[str, Any], status: int) -> HttpResponse:
        around = {"layout": "layouts/customer.html", **context}
        return page(request, visit, template, around, status=status)

    return people.managing(people.Place(visit.organisation, visit.person, visit.now, "customer:colleagues", (), show))
