"""`houvast up`, really started: it prepares, answers, says who can sign in, and leaves nothing running."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from houvast import up

READY = re.compile(r"Houvast is ready: http://127\.0\.0\.1:(\d+)")


@pytest.fixture
def portal(tmp_path) -> Iterator[subprocess.Popen[str]]:
    """A portal started in an empty home, as a user would, without the demo."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOUVAST_", "DJANGO_"))}
    command = [sys.executable, "-m", "houvast.cli", "up", "--no-demo", "--port", str(up.free_port("127.0.0.1", 8731))]
    with subprocess.Popen(
        command,
        env={**kept, "HOUVAST_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        yield process
        if process.poll() is None:
            process.terminate()


def port_when_ready(process: subprocess.Popen[str]) -> int:
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if found := READY.search(line):
            return int(found[1])
    raise AssertionError("".join(said))


def children_of(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return {int(line) for line in listed.stdout.split()}


def answer(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    said = response.status, response.read().decode()
    connection.close()
    return said


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_it_answers_and_stops_with_everything_it_started(portal, how):
    port = port_when_ready(portal)
    children = children_of(portal.pid)
    assert len(children) == 2
    assert answer(port, "/health/")[0] == 200
    assert answer(port, "/sign-in/")[0] == 200
    portal.send_signal(how)
    assert portal.wait(timeout=up.STOP_WITHIN + 2) == 0
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_static_files_are_named_by_their_content_so_that_a_browser_may_keep_them(portal):
    port = port_when_ready(portal)
    style = re.search(r"/static/vendor/tabler\.min\.[0-9a-f]{12}\.css", answer(port, "/sign-in/")[1])
    assert style is not None
    assert answer(port, style[0])[0] == 200


@pytest.mark.parametrize("command", ["migrate", "collectstatic", "load_demo", "watch"])
def test_every_command_it_calls_is_there(command):
    assert command in get_commands()


def test_when_one_part_ends_the_rest_is_stopped_and_the_status_says_so(portal):
    port_when_ready(portal)
    children = children_of(portal.pid)
    os.kill(min(children), signal.SIGKILL)
    assert portal.wait(timeout=up.STOP_WITHIN + 2) == 1
    assert "ended by itself" in portal.stdout.read()
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


@pytest.mark.parametrize(
    "said, wanted", [("", "--no-proxy-headers"), ("0", "--no-proxy-headers"), ("1", "--proxy-headers")]
)
def test_only_a_proxy_that_is_there_is_believed(monkeypatch, said, wanted):
    """Otherwise whoever guesses passwords names another address at every guess."""
    monkeypatch.setenv("HOUVAST_BEHIND_PROXY", said)
    assert wanted in up.commands("127.0.0.1", 8000, reload=False)["web"]


def test_a_taken_port_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = taken.getsockname()[1]
        assert up.free_port("127.0.0.1", first) > first


def test_no_free_port_is_refused_by_name(monkeypatch):
    monkeypatch.setattr(up, "PORTS_TRIED", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(up.NoFreePort):
            up.free_port("127.0.0.1", taken.getsockname()[1])


def test_a_process_that_does_not_listen_is_ended(monkeypatch):
    monkeypatch.setattr(up, "STOP_WITHIN", 0.5)
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    with up.processes({"deaf": [sys.executable, "-c", deaf]}) as running:
        time.sleep(0.5)
        process = running["deaf"]
    assert process.returncode == -signal.SIGKILL


def test_a_part_that_fails_at_once_is_named():
    failing = {"web": [sys.executable, "-c", "raise SystemExit(3)"]}
    port = up.free_port("127.0.0.1", 8761)
    with up.processes(failing) as running, pytest.raises(up.NotReady, match="web ended with status 3"):
        up.wait_until_ready("127.0.0.1", port, running)


def test_no_demo_no_logins(monkeypatch):
    monkeypatch.setattr(up, "demo_logins", list)
    assert "people" not in up.welcome("http://127.0.0.1:8000")


def test_the_logins_of_the_demo_are_printed(monkeypatch):
    monkeypatch.setattr(up, "demo_logins", lambda: [("a@example.nl", "correct-horse", "agent")])
    assert "a@example.nl  correct-horse  agent" in up.welcome("http://127.0.0.1:8000")
