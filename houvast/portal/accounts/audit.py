"""The audit trail: each decision about access that matters is one line, which nobody changes afterwards."""

from __future__ import annotations

from datetime import datetime
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest

from houvast.portal.accounts.models import AccessDecision, Deed, Organisation, Person


def note(
    deed: Deed,
    *,
    now: datetime,
    by: Person | None = None,
    about: Person | None = None,
    organisation: Organisation | None = None,
    ip: str | None = None,
    **said: Any,
) -> None:
    """
    Add a line: who did what, about whom, from which address.

    said  what was changed, in codes and names of ours; never a secret, and nothing that somebody typed in vain
    """
    AccessDecision.objects.create(
        happened_at=now, deed=deed, by=by, about=about, organisation=organisation, ip=ip, said=said
    )


def address_of(request: HttpRequest) -> str | None:
    """Return the network address somebody comes from, as the server saw it; no header of theirs says another."""
    try:
        return str(ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None


def failures_lately(person: Person, deed: Deed, *, since: datetime) -> int:
    """Return how often something failed for somebody since an instant."""
    return AccessDecision.objects.filter(about=person, deed=deed, happened_at__gte=since).count()
