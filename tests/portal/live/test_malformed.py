"""NT21, second half: what is malformed ends with a generic error, and the next one is served as before."""

import asyncio
import socket

from houvast.portal.live.stream import stream

GENERIC = {b"Bad request", b"Not found", b"Method not allowed"}


QUERIES = [
    *("ticket=-1", "ticket=abc", "ticket=1&ticket=2", "ticket=" + "9" * 200, "ticket=%00", "ticket=%D9%A1", "ticket="),
    *("seen=1e9", "seen=" + "9" * 30, "customer=%27%3B--", "customer=" + "a" * 600, "customer=%ff%fe"),
    *("organisation_id=1", "desk=1&user=1", "&" * 300, "{}"),
]
COOKIES = ["", "x", "a" * 5000, "'; DROP TABLE", "=;=;=", "\x01\x02", "é"]
METHODS = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]


def test_nt21_an_address_that_makes_no_sense(world, server, session):
    key = session(world.agent)
    for query in QUERIES:
        status, said = ask(server, f"GET /live/?{query} HTTP/1.1", cookie=key)
        assert status in {400, 404}, query
        assert said in GENERIC, query


def test_nt21_a_cookie_that_is_no_session(server):
    for cookie in COOKIES:
        answer = ask(server, "GET /live/?desk=1 HTTP/1.1", cookie=cookie)
        assert answer in {(404, b"Not found"), (400, b"Invalid HTTP request received.")}, cookie


def test_nt23_a_stream_is_asked_for_by_get_only(world, server, session):
    key = session(world.agent)
    for method in METHODS:
        assert ask(server, f"{method} /live/?desk=1 HTTP/1.1", cookie=key) == (405, b"Method not allowed"), method


def test_nt20_another_host_is_refused(world, server, session):
    key = session(world.agent)
    for host in ("evil.example", "", "127.0.0.1.evil.example", "a" * 300):
        assert ask(server, "GET /live/?desk=1 HTTP/1.1", cookie=key, host=host)[0] == 400, host


def test_nt21_a_websocket_is_closed_without_a_word(world):
    said = []

    async def talk():
        async def receive():
            return {"type": "websocket.connect"}

        async def send(message):
            said.append(message)

        await stream({"type": "websocket", "path": "/live/", "headers": []}, receive, send)

    asyncio.run(talk())
    assert said == [{"type": "websocket.close", "code": 1008}]


def test_nt21_frames_of_a_websocket_end_as_pages_do(world, server, session):
    asked = "GET /live/?desk=1 HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
    status, said = ask(server, asked, cookie="none")
    assert status in {400, 403, 404}
    assert b"Traceback" not in said
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        raw.sendall(b"\x81\xfe\xff\xff\x00{{{" * 50 + b"\r\n\r\n")
        assert b"Traceback" not in raw.recv(4096)
    assert ask(server, "GET /health/ HTTP/1.1")[0] in {200, 503}


def test_an_error_of_ours_tells_nothing(world, server, session, monkeypatch):
    def broken(*_about):
        raise ZeroDivisionError("canary")

    monkeypatch.setattr("houvast.portal.live.readers.topic_of", broken)
    assert ask(server, "GET /live/?desk=1 HTTP/1.1", cookie=session(world.agent)) == (500, b"Server error")


def ask(server, first, *, cookie="", host="127.0.0.1"):
    """Return status and body of a request written by hand."""
    lines = [first, f"Host: {host}", f"Cookie: houvast={cookie}", "Connection: close"]
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        raw.sendall("\r\n".join([*lines, "", ""]).encode())
        said = b""
        while part := raw.recv(65536):
            said += part
    head, _, body = said.partition(b"\r\n\r\n")
    return int(head.split()[1]), body
