"""`/desk/counts/`: the numbers of the menu alone, for pages that are open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from houvast.portal.accounts.models import Person
from houvast.portal.desk.frame import for_desk, menu


@for_desk
def counts(request: HttpRequest, person: Person) -> HttpResponse:
    """Return the number beside each entry of the menu."""
    return render(request, "desk/counts.html", {"groups": menu(request, person)})
