"""Proving again who one is: what matters most is only done by who did so within the last ten minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

LASTS = timedelta(minutes=10)
"""For so long a proof counts: signing in is one, and so is giving password, code or passkey again."""
_PROVED_AT = "proved_at"


def prove(request: HttpRequest, *, now: datetime) -> None:
    """Keep in the session that somebody has just shown who they are."""
    request.session[_PROVED_AT] = now.timestamp()


def is_proved(request: HttpRequest, *, now: datetime) -> bool:
    """Return whether who is signed in has shown who they are lately."""
    proved = request.session.get(_PROVED_AT)
    return isinstance(proved, int | float) and 0 <= now.timestamp() - proved < LASTS.total_seconds()


def proved_lately(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be reached only with a fresh proof; else ask for one, and lead back to the page with the form."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_proved(request, now=timezone.now()):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"{reverse('accounts:again')}?{urlencode({'next': _page(request)})}")

    return asked


def _page(request: HttpRequest) -> str:
    """Return the page that was asked for; for a form the page it stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("referer", "")
    return local(request, urlsplit(came_from)._replace(scheme="", netloc="").geturl()) if came_from else "/"


def local(request: HttpRequest, wanted: str) -> str:
    """Return where to go on: what was wanted, when it is a page of ours; else the first page."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted else "/"
