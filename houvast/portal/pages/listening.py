"""To which changes an open page listens: the address of its stream."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest

from houvast.portal.accounts.models import Organisation
from houvast.portal.live.queries import last_event
from houvast.portal.live.stream import PATH


def stream_of(request: HttpRequest, customer: Organisation | None) -> str:
    """
    Return the address at which a page hears of changes to what it shows; '' where it cannot.

    customer  whose page it is; None at the desk. A page of a ticket, told by its address, hears of that ticket

    A page that answers a form is left alone, and so is one that is served by what cannot hold a stream (WSGI).
    """
    if request.method != "GET" or not isinstance(request, ASGIRequest):
        return ""
    ticket = ticket_of(request)
    if customer is None:
        named: dict[str, object] = {"desk": "1", **({"ticket": ticket} if ticket else {}), "seen": last_event()}
    else:
        named = {"ticket": ticket} if ticket else {"customer": customer.slug}
        named["seen"] = customer.chain_length
    return f"{PATH}?{urlencode(named)}"


def ticket_of(request: HttpRequest) -> str:
    """Return the number of the ticket that a page shows; '' where it shows none."""
    match = request.resolver_match
    return str(match.kwargs.get("number", "")) if match is not None else ""
