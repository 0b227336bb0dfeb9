"""The way into the pages about oneself: for everybody who is signed in, inside the frame they know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from houvast.portal.accounts import factors
from houvast.portal.accounts.access import is_provider, organisations_visible_to
from houvast.portal.accounts.models import Person
from houvast.portal.customer import frame as customer
from houvast.portal.desk import frame as desk
from houvast.portal.pages.frame import private


def for_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let everybody in who is signed in, as themselves."""

    @private
    @login_required
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert isinstance(request.user, Person)  # noqa: S101  # login_required
        return view(request, request.user, *args, **kwargs)

    return entered


def page(
    request: HttpRequest, person: Person, template: str, context: dict[str, Any], *, now: datetime, status: int = 200
) -> HttpResponse:
    """Answer with a page inside the reader's frame: the desk, their organisation's, or none where they have neither."""
    if factors.is_missing(person):
        return render(request, template, {"layout": "layouts/alone.html", **context}, status=status)
    if is_provider(person):
        around = {"layout": "layouts/desk.html", "body": "hv-body", **context}
        return desk.page(request, person, template, around, now=now, status=status)
    organisation = customer.chosen_organisation(request, list(organisations_visible_to(person)))
    if organisation is None:
        return render(request, template, {"layout": "layouts/alone.html", **context}, status=status)
    visit = customer.Visit(person, organisation, now)
    return customer.page(request, visit, template, {"layout": "layouts/customer.html", **context}, status=status)
