"""Every page in the reader's language and zone, with their rows; and what one may not see does not exist."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.db import ProgrammingError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation

from houvast.portal.accounts.access import NotAllowed
from houvast.portal.accounts.audit import address_of, note
from houvast.portal.accounts.models import Deed, Person
from houvast.portal.accounts.sessions import see
from houvast.portal.guard.acting import NOBODY, Acting, acting_as

log = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]

REFUSED_BY_THE_DATABASE = "42501"
"""PostgreSQL's code for a row that row-level security refuses."""


def rows_of_who_asks(get_response: Handler) -> Handler:
    """
    Ask the database for who is signed in, and for nobody where nobody is: it lets through their rows only.

    An answer that streams is written after this returns, so what writes it asks for the same person.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        who = Acting(person.pk) if isinstance(person, Person) else NOBODY
        with acting_as(who):
            response: Any = get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            written: Any = response.streaming_content
            response.streaming_content = _a_written(written, who) if response.is_async else _written(written, who)
        return response  # type: ignore[no-any-return]  # the stubs have no streaming answer among the answers

    return middleware


def _written(parts: Iterator[bytes], who: Acting) -> Iterator[bytes]:
    while True:
        with acting_as(who):
            part = next(parts, None)
        if part is None:
            return
        yield part


async def _a_written(parts: AsyncIterator[bytes], who: Acting) -> AsyncIterator[bytes]:
    while True:
        with acting_as(who):
            part = await anext(parts, None)
        if part is None:
            return
        yield part


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
        """Turn a refusal, by our rule or the database, into a page that is not there; a line stays."""
        if isinstance(exception, NotAllowed):
            if isinstance(request.user, Person):
                asked, ip, now = str(exception.ability), address_of(request), timezone.now()
                note(Deed.REFUSED, now=now, by=request.user, ip=ip, ability=asked, path=request.path[:200])
            raise Http404 from exception
        if isinstance(exception, ProgrammingError) and (
            getattr(exception.__cause__, "sqlstate", "") == REFUSED_BY_THE_DATABASE
        ):
            # Our own check let it pass: somebody must look.
            log.error("the database refused a row: %s", exception)
            raise Http404 from exception
