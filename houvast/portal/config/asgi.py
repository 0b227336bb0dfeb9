"""The portal as an ASGI application: Django, and beside it the stream of live updates."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

from houvast.portal.guard import acting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.portal.config.settings")
acting.begin_as_nobody()

pages = get_asgi_application()

from houvast.portal.live.stream import PATH, Receive, Scope, Send, stream  # noqa: E402 - Django is set up first


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with a page, or with the stream."""
    if scope["type"] == "websocket" or scope.get("path") == PATH:
        await stream(scope, receive, send)
    else:
        await pages(scope, receive, send)
