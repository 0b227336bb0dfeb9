"""A real PostgreSQL for the tests: its own cluster in a temporary folder, gone with the process that asked for it."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

import psycopg

OLDEST = 15
USER = "houvast"
READY_WITHIN = 30.0
PR_SET_PDEATHSIG = 1

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
"""Nothing here has to survive a power cut."""


class PostgresMissing(RuntimeError):
    """There is no PostgreSQL of version 15 or newer on this machine."""


class PostgresDidNotStart(RuntimeError):
    """The server gave up; `log` is what it said."""

    def __init__(self, log: str) -> None:
        super().__init__(log)
        self.log = log


def programs() -> Path:
    """Return the folder with `initdb` and `postgres`, the newest one; raise PostgresMissing."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += [found.parent for found in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    versions = sorted((version(folder), folder) for folder in folders if (folder / "initdb").exists())
    if not versions or versions[-1][0] < OLDEST:
        raise PostgresMissing
    return versions[-1][1]


def version(folder: Path) -> int:
    """Return the major version of the PostgreSQL in a folder."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int("".join(c if c.isdigit() else " " for c in said).split()[0])


def runs_as() -> tuple[int, int] | None:
    """Return who the server must run as, since it refuses to be root; None when we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise PostgresMissing


def end_with_parent() -> None:
    """Let the kernel stop the server when the tests are killed before they can."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


class Postgres:
    """
    A cluster that listens on a socket in its own folder only; every local user may connect.

    settings  as `postgresql.conf` would have them
    """

    settings: tuple[str, ...] = FAST

    def __init__(self) -> None:
        self.programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="houvast-postgres-"))
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """The address as HOUVAST_DATABASE takes it."""
        return f"postgresql://{USER}@/postgres?host={self.folder}"

    def start(self) -> Self:
        """Make the cluster and return when it accepts connections; raise PostgresDidNotStart."""
        who = runs_as()
        if who:
            os.chown(self.folder, *who)
        options = ("-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self._run("initdb", "-D", self.folder / "data", *options)
        switches = [part for setting in ("listen_addresses=", *self.settings) for part in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder, *switches],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - no thread of ours is running yet
                **self._identity(),
            )
        self._wait()
        return self

    def stop(self) -> None:
        """End the server at once and remove everything it wrote."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _identity(self) -> dict[str, Any]:
        who = runs_as()
        return {} if who is None else {"user": who[0], "group": who[1], "extra_groups": []}

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.programs / program), *map(str, arguments)]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **self._identity())
        if done.returncode:
            raise PostgresDidNotStart(done.stderr)

    def _wait(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + READY_WITHIN
        while True:
            try:
                psycopg.connect(self.address).close()
                return
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise PostgresDidNotStart((self.folder / "log").read_text(errors="replace")) from None
                time.sleep(0.05)
