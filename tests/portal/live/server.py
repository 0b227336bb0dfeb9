"""The portal as it is really served, in a thread of this process, so that it shares the database of the test."""

from __future__ import annotations

import asyncio
import http.client
import mimetypes
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connections

from houvast.portal.guard import acting
from houvast.portal.live.stream import stop


class Server:
    """A uvicorn on a free port of this machine."""

    def __init__(self) -> None:
        from houvast.portal.config.asgi import application

        # Serving made this process nobody; the test in it goes on as the house, pages are whose they are by middleware.
        acting._usually = acting.HOUSE

        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        application = _with_static_files(application)
        config = uvicorn.Config(application, lifespan="off", log_level="error", timeout_graceful_shutdown=2)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def end(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)

    def _run(self) -> None:
        async def serve() -> None:
            await asyncio.gather(self._server.serve([self.socket]), self._stopped())

        asyncio.run(serve())
        connections.close_all()

    async def _stopped(self) -> None:
        while not self._server.should_exit:
            await asyncio.sleep(0.05)
        await stop()


def _with_static_files(application: Any) -> Any:
    """Hand out static files at once: as streams they are closed only when nobody remembers them any more."""

    async def served(scope: Any, receive: Any, send: Any) -> None:
        if not scope["path"].startswith("/static/"):
            await application(scope, receive, send)
            return
        path = Path(finders.find(scope["path"].removeprefix("/static/")))
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind.encode())]})
        await send({"type": "http.response.body", "body": path.read_bytes()})

    return served


@contextmanager
def serving() -> Iterator[Server]:
    """Serve the portal for as long as the block lasts."""
    server = Server()
    server.start()
    try:
        yield server
    finally:
        server.end()


class Listener:
    """Somebody's stream; what it says is gathered as it comes."""

    def __init__(self, server: Server, session: str, query: str) -> None:
        self.said: list[tuple[str, str, float]] = []
        self.ended = threading.Event()
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
        self._connection.request("GET", f"/live/?{query}", headers={"Cookie": cookie})
        self.answer = self._connection.getresponse()
        self.status = self.answer.status
        if self.status == 200:
            threading.Thread(target=self._read, daemon=True).start()
            self.wait("hello")

    def _read(self) -> None:
        event = ""
        with suppress(OSError, http.client.HTTPException, ValueError, AttributeError):
            while line := self.answer.readline():
                name, _, value = line.decode().strip().partition(": ")
                if name == "event":
                    event = value
                elif name in {"data", "data:"} and event:
                    self.said.append((event, value, time.monotonic()))
        self.ended.set()

    def told(self) -> list[tuple[str, str]]:
        """Return what it said so far, but for the greeting."""
        return [(event, text) for event, text, _ in self.said if event != "hello"]

    def wait(self, event: str, within: float = 5.0, *, of: str = "") -> str:
        """Return the text of the first message of a kind, or of that kind with this text; fail when none comes."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            for kind, text, _ in list(self.said):
                if kind == event and of in ("", text):
                    return text
            time.sleep(0.01)
        raise AssertionError(f"no '{event}' came: {self.said}")

    def close(self) -> None:
        with suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._connection.close()
