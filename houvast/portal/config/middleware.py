"""What is sent to us is text, in UTF-8 and without control characters: no page behind this has to think of it."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

Handler = Callable[[HttpRequest], HttpResponse]

_CONTROLS = {code: None for code in range(0x100) if unicodedata.category(chr(code)) == "Cc"}


def plain_text_only(get_response: Handler) -> Handler:
    """Refuse a body in another encoding than UTF-8; leave control characters out of what an address asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        _refuse_unless_utf8((request.content_params or {}).get("charset", "utf-8"))
        request.GET = _without_controls(request.GET)  # type: ignore[assignment]  # immutable just the same
        return get_response(request)

    return middleware


def _refuse_unless_utf8(charset: str) -> None:
    # Python knows codecs that are no encodings of text (zlib, rot13) and would answer with an error of ours.
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        name = ""
    if name != "utf-8":
        raise BadRequest("send UTF-8")


def _without_controls(asked: QueryDict) -> QueryDict:
    """Return the same parameters; PostgreSQL takes no NUL, and nobody searches for the others."""
    pairs = [(name, value.translate(_CONTROLS)) for name, values in asked.lists() for value in values]
    return QueryDict(urlencode(pairs))
