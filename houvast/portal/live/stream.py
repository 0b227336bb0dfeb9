"""
`/live/`: the stream of hints that an open page listens to, as an ASGI application of its own.

Beside Django and not inside it: behind Django's middleware a stream would hold a thread, and with it a connection to
the database, for as long as the page is open. So what the middleware does for pages is done here, and no more than
that: the host, the session, who it is, what they may listen to. See docs/decisions/0020.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial
from http.cookies import CookieError, SimpleCookie
from types import FrameType
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils import timezone

from houvast.portal.accounts.models import Person
from houvast.portal.live import readers
from houvast.portal.live.broker import LAST, Broker, Event, Stream, TooMany
from houvast.portal.live.readers import Asked, Topic

log = logging.getLogger(__name__)

PATH = "/live/"
PING_EVERY = 15.0
"""Seconds of silence after which a line without meaning keeps proxies from closing the stream."""
COME_AGAIN = 2000
"""Milliseconds after which a browser comes again when the stream ended."""
LONGEST_QUERY = 500

Scope = dict[str, Any]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]

_WORDS = {
    400: b"Bad request",
    404: b"Not found",
    405: b"Method not allowed",
    429: b"Too many open pages",
    500: b"Server error",
}
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
_brokers: dict[asyncio.AbstractEventLoop, Broker] = {}


class Refused(Exception):
    """The stream is not opened; holds the HTTP `status`, and nothing that tells why."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


def broker() -> Broker:
    """Return the broker of the running event loop, made at the first stream."""
    loop = asyncio.get_running_loop()
    if loop not in _brokers:
        _brokers[loop] = Broker()
        _close_when_asked_to_stop(loop, _brokers[loop])
    return _brokers[loop]


async def stop() -> None:
    """Stop the broker of the running event loop, if there is one."""
    found = _brokers.pop(asyncio.get_running_loop(), None)
    if found is not None:
        await found.stop()


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request for the stream, until either side ends it."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    try:
        opened = await _opened(scope)
    except Refused as refusal:
        await _refuse(send, refusal.status)
    except TooMany:
        await _refuse(send, 429)
    except Exception:
        log.exception("live updates: a stream could not be opened")
        await _refuse(send, 500)
    else:
        await _told(opened, receive, send)


async def _opened(scope: Scope) -> Stream:
    """Return the stream that a request asks for, heard from now on; raise Refused, TooMany."""
    headers = {name.lower(): value for name, value in scope["headers"]}
    if scope["method"] != "GET":
        raise Refused(405)
    _check_host(headers.get(b"host", b""))
    asked, session = _asked(scope["query_string"]), _session(headers.get(b"cookie", b""))
    source = broker()
    found = await source.ask(partial(_reader, session, asked))
    if found is None:
        raise Refused(404)
    person, topic = found
    opened = Stream(session, person.pk, topic)
    try:
        await source.join(opened)
        opened.say(Event.HELLO)
        # Asked after joining: what happens from then on comes by itself.
        if asked.seen is None or await source.ask(readers.missed_since, asked.seen, topic):
            opened.say(Event.LOOK)
    except BaseException:
        source.leave(opened)
        raise
    return opened


def _reader(session: str, asked: Asked) -> tuple[Person, Topic] | None:
    person = readers.signed_in([session], now=timezone.now()).get(session)
    topic = readers.topic_of(person, asked) if person is not None else None
    return (person, topic) if person is not None and topic is not None else None


def _check_host(given: bytes) -> None:
    domain, _port = split_domain_port(given.decode("latin-1"))
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        raise Refused(400)


def _asked(query: bytes) -> Asked:
    """Return what the address asks for; raise Refused for anything else."""
    if len(query) > LONGEST_QUERY:
        raise Refused(400)
    try:
        said = parse_qs(query.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError:
        raise Refused(400) from None
    if said.keys() - {"desk", "customer", "ticket", "seen"} or any(len(values) > 1 for values in said.values()):
        raise Refused(400)
    customer = said.get("customer", [""])[0]
    if not customer.replace("-", "").replace("_", "").isalnum() and customer:
        raise Refused(400)
    return Asked("desk" in said, customer, _number(said.get("ticket")), _number(said.get("seen")))


def _number(values: list[str] | None) -> int | None:
    if values is None:
        return None
    if not (values[0].isascii() and values[0].isdecimal() and len(values[0]) < 19):
        raise Refused(400)
    return int(values[0])


def _session(cookies: bytes) -> str:
    """Return the key of the session that the browser sends; raise Refused where it sends none."""
    said: SimpleCookie = SimpleCookie()
    with suppress(CookieError):
        said.load(cookies.decode("latin-1"))
    key = said[settings.SESSION_COOKIE_NAME].value if settings.SESSION_COOKIE_NAME in said else ""
    if not key.isascii() or not key.isalnum() or len(key) > 40:
        raise Refused(404)
    return key


async def _told(opened: Stream, receive: Receive, send: Send) -> None:
    """Send what a stream has to say, and a ping where it has nothing; until one of the sides has enough."""
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await _send(send, f"retry: {COME_AGAIN}\n\n")
        while not gone.done():
            said = asyncio.ensure_future(opened.waiting.get())
            await asyncio.wait({said, gone}, timeout=PING_EVERY, return_when=asyncio.FIRST_COMPLETED)
            if not said.done():
                said.cancel()
                if not gone.done():
                    await _send(send, ": ping\n\n")
                continue
            event, text = said.result()
            await _send(send, f"event: {event}\ndata: {text}\n\n")
            if event in LAST:
                break
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    except OSError:
        pass  # the reader is gone
    finally:
        broker().leave(opened)
        gone.cancel()


async def _send(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _gone(receive: Receive) -> None:
    """Return when the reader is gone."""
    while (await receive())["type"] != "http.disconnect":
        continue


async def _refuse(send: Send, status: int) -> None:
    length = str(len(_WORDS[status])).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    headers += [(b"content-length", length), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": _WORDS[status]})


def _close_when_asked_to_stop(loop: asyncio.AbstractEventLoop, closed: Broker) -> None:
    """Let the streams end as soon as the server is asked to stop; without it they would hold it up to its limit."""
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)
        if callable(before):
            with suppress(ValueError):  # not in the main thread, which alone hears signals
                signal.signal(number, _closing(loop, closed, before))


def _closing(loop: asyncio.AbstractEventLoop, closed: Broker, before: Callable[..., Any]) -> Callable[..., None]:
    def asked(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(closed.close)
        before(number, frame)

    return asked
