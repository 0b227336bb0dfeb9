"""`houvast up`: the portal with everything it needs, in one terminal, until Ctrl-C."""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from houvast.portal.config import environment

HOST = "127.0.0.1"
PORT = 8000
PORTS_TRIED = 50
READY_WITHIN = 60.0
"""Seconds that the web process gets before it must answer."""
STOP_WITHIN = 5.0
"""Seconds between asking the processes to stop and ending them."""
GLANCE = 0.1
"""Seconds between two looks at the processes."""

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, a supervisor, a terminal that is closed."""

SETTINGS = "houvast.portal.config.settings"
APPLICATION = "houvast.portal.config.asgi:application"


class NoFreePort(RuntimeError):
    """None of the ports from `first` on is free on `host`."""

    def __init__(self, host: str, first: int) -> None:
        super().__init__(f"no free port on {host} from {first} to {first + PORTS_TRIED - 1}")
        self.host, self.first = host, first


class NotReady(RuntimeError):
    """The portal did not come up; `why` says which part failed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the portal did not start: {why}")
        self.why = why


class Stopped(BaseException):
    """Somebody asked to stop, by Ctrl-C or a signal."""


def up(*, host: str = HOST, port: int = PORT, demo: bool = True, reload: bool = False) -> int:
    """
    Prepare the database, start web and watch, and stay until asked to stop; return the exit status.

    port    the first to try; the next free one is taken
    demo    load the demo when nobody can sign in yet
    reload  for who works on the code: start the pages again on every change, serve files from where they lie
    """
    try:
        with stopping_on_signals():
            return serve(host, free_port(host, port), demo=demo, reload=reload)
    except Stopped:
        print("\nStopped.")
        return 0
    except (NoFreePort, NotReady) as refusal:
        print(f"houvast up: {refusal}", file=sys.stderr)
        return 1


def serve(host: str, port: int, *, demo: bool, reload: bool) -> int:
    """Run the portal at an address until a process ends by itself, which is a failure."""
    address = f"http://{host}:{port}"
    set_environment(address, reload=reload)
    prepare(demo=demo, reload=reload)
    with processes(commands(host, port, reload=reload)) as running:
        wait_until_ready(host, port, running)
        print(welcome(address), flush=True)
        ended = wait_for_end(running)
    print(f"houvast up: {ended} ended by itself; the rest was stopped.", file=sys.stderr)
    return 1


def set_environment(address: str, *, reload: bool) -> None:
    """Say to this process and those it starts where the portal is, unless the operator already did."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.environ.setdefault("HOUVAST_BASE_URL", address)
    if reload:
        os.environ["HOUVAST_DEBUG"] = "1"


def prepare(*, demo: bool, reload: bool) -> None:
    """Bring the database up to date, load the demo if nobody can sign in, collect the static files."""
    import django
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    django.setup()
    print("Bringing the database up to date …", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("rebuild_clocks", missing=True)
    call_command("rebuild_search", missing=True)
    if demo and not get_user_model()._default_manager.exists():
        print("Loading the demo …", flush=True)
        call_command("load_demo")
    if not reload:
        collect_static()


def collect_static() -> None:
    """Lay the static files, compressed and named by content, where the web process serves them from."""
    from django.conf import settings

    stamp, wanted = Path(settings.STATIC_ROOT) / ".collected", static_digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    subprocess.run(command, check=True, env={**os.environ, "HOUVAST_COLLECTING": "1"})
    stamp.write_text(wanted, encoding="ascii")


def static_digest() -> str:
    """Return a hash over the names, sizes and times of all static files."""
    from django.contrib.staticfiles.finders import get_finders

    total = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            changed = storage.get_modified_time(name).timestamp()
            total.update(f"{name} {storage.size(name)} {changed}\n".encode())
    return total.hexdigest()


def commands(host: str, port: int, *, reload: bool) -> Mapping[str, Sequence[str]]:
    """Return what to start, by name: the pages, and the worker that watches the clocks."""
    django = [sys.executable, "-m", "django"]
    web = [sys.executable, "-m", "uvicorn", APPLICATION, "--host", host, "--port", str(port)]
    web += ["--lifespan", "off", "--log-level", "warning", "--timeout-graceful-shutdown", "3"]
    # Who is asked to believe X-Forwarded-For without a proxy in front is told any address by anybody.
    web += ["--proxy-headers" if environment.flag("HOUVAST_BEHIND_PROXY") else "--no-proxy-headers"]
    if reload:
        web = [*django, "runserver", f"{host}:{port}"]
    return {"web": web, "watch": [*django, "watch"]}


@contextmanager
def processes(wanted: Mapping[str, Sequence[str]]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Start the processes; when the block is left, for whatever reason, none of them is left running."""
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in wanted.items():
            # A session of their own: Ctrl-C reaches this process only, which then stops them in order.
            running[name] = subprocess.Popen(command, start_new_session=True)
        yield running
    finally:
        stop(running.values())


def stop(running: Collection[subprocess.Popen[bytes]]) -> None:
    """Ask all to stop, and end those that have not after STOP_WITHIN seconds."""
    for process in running:
        signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + STOP_WITHIN
    for process in running:
        try:
            process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            signal_group(process, signal.SIGKILL)
            process.wait()


def signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a signal to a process and what it started; one that has already ended needs none."""
    if process.poll() is None:
        os.killpg(process.pid, number)


def wait_until_ready(host: str, port: int, running: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Return when the portal answers; raise NotReady when a process ends or it takes too long."""
    deadline = time.monotonic() + READY_WITHIN
    while not answers(host, port):
        for name, process in running.items():
            if process.poll() is not None:
                raise NotReady(f"{name} ended with status {process.returncode}")
        if time.monotonic() > deadline:
            raise NotReady(f"no answer on {host}:{port} within {READY_WITHIN:.0f} s")
        time.sleep(GLANCE)


def answers(host: str, port: int) -> bool:
    """Say whether the portal answers, and says itself that its watch has begun."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/health/")
        said = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return isinstance(said, dict) and said.get("watch") == "ok"


def wait_for_end(running: Mapping[str, subprocess.Popen[bytes]]) -> str:
    """Return the name of the first process that ends."""
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                return name
        time.sleep(GLANCE)


def welcome(address: str) -> str:
    """Return what the terminal says once the portal answers: the address, and who can sign in to the demo."""
    lines = ["", f"Houvast is ready: {address}"]
    logins = demo_logins()
    if logins:
        width = max(len(email) for email, _, _ in logins)
        lines += ["", "The demo's people:"]
        lines += [f"  {email:<{width}}  {password}  {who}" for email, password, who in logins]
    return "\n".join([*lines, "", "Ctrl-C stops it."])


def demo_logins() -> Sequence[tuple[str, str, str]]:
    """Return e-mail address, password and role of the demo's people that exist in this database."""
    from django.contrib.auth import get_user_model

    from houvast.portal.demo import LOGINS

    people = get_user_model()._default_manager
    return [login for login in LOGINS if people.filter(email=login[0]).exists()]


def free_port(host: str, first: int) -> int:
    """Return the first port from `first` on that nobody listens on; raise NoFreePort."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise NoFreePort(host, first)


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn Ctrl-C and SIGTERM into Stopped while the block runs."""
    before = {number: signal.signal(number, raise_stopped) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def raise_stopped(number: int, frame: FrameType | None) -> NoReturn:
    """Leave whatever runs; the blocks that are left stop what they started. A second signal changes nothing."""
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `houvast up` to a parser."""
    parser.add_argument("--host", default=HOST, help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="first port to try (default %(default)s)")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="leave an empty database empty")


def main() -> int:
    """Start what `bin/dev` starts: the same portal, its pages begun again whenever the code changes."""
    parser = argparse.ArgumentParser(prog="python -m houvast.up")
    add_options(parser)
    parser.add_argument("--reload", action="store_true", help="start again whenever the code changes")
    return up(**vars(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
