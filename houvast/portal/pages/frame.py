"""What stands around every page: who reads, in which role, the menu, and the choices of the reader's own menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.views.decorators.cache import cache_control

from houvast.portal.accounts.access import memberships_of
from houvast.portal.accounts.models import ColourScheme, Organisation, OrganisationKind, Person, Role
from houvast.portal.pages.lists import Choice
from houvast.portal.pages.thread import initials

private = cache_control(private=True, no_store=True)
"""For views whose answers are for who signed in: neither a proxy nor the browser of a shared machine keeps them."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu; `here` marks the page one is on."""

    url: str
    word: str
    icon: str
    here: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: for the menu at their initials."""

    initials: str
    role: str
    schemes: Sequence[Choice]


def reader_of(person: Person, organisation: Organisation | None) -> Reader:
    """Return the reader's part of the frame; the role is the one in this organisation, or with the provider."""
    held = memberships_of(person)
    roles = [
        str(Role(each.role).label)
        for each in held
        if each.organisation.kind == OrganisationKind.PROVIDER or each.organisation == organisation
    ]
    schemes = [Choice(value, str(label), value == person.colour_scheme) for value, label in ColourScheme.choices]
    return Reader(initials(person.name), ", ".join(dict.fromkeys(roles)), schemes)


def provider_name() -> str:
    """Return what the provider is called."""
    provider = Organisation.objects.filter(kind=OrganisationKind.PROVIDER).first()
    return provider.name if provider else "Houvast"


def is_below(request: HttpRequest, name: str) -> bool:
    """Say whether the page asked for is the named one, or below it."""
    return request.path.startswith(reverse(name))
