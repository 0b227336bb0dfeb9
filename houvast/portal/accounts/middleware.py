"""Every page in the reader's language and zone; and what one may not see does not exist."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.accounts.audit import address_of, note
from houvast.portal.accounts.models import Deed, Person
from houvast.portal.accounts.sessions import see

Handler = Callable[[HttpRequest], HttpResponse]


def readers_language_and_zone(get_response: Handler) -> Handler:
    """Speak the language and show the times of who is signed in; others get what their browser asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        if not isinstance(person, Person):
            return get_response(request)
        request.LANGUAGE_CODE = person.language
        with translation.override(person.language), timezone.override(ZoneInfo(person.timezone)):
            response = get_response(request)
        response.headers["Content-Language"] = person.language
        return response

    return middleware


def sessions_are_seen(get_response: Handler) -> Handler:
    """Keep when and from where each session was last used, so that its owner can tell which are theirs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Person):
            see(request, request.user, now=timezone.now())
        return get_response(request)

    return middleware


class RefusalsAreNotFound:
    """Answers NotAllowed as a page that is not there: even that something exists is not told."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual; what is refused comes by `process_exception`."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Turn a refusal of access into a page that does not exist; of who is signed in, a line remains."""
        if isinstance(exception, NotAllowed):
            if isinstance(request.user, Person):
                asked, ip, now = str(exception.ability), address_of(request), timezone.now()
                note(Deed.REFUSED, now=now, by=request.user, ip=ip, ability=asked, path=request.path[:200])
            raise Http404 from exception
