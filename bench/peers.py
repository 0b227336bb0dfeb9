"""Peers: other libraries, each in a virtual environment of its own in .bench/venvs, asked as a program."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VENVS = ROOT / ".bench" / "venvs"
PROGRAMS = Path(__file__).resolve().parent / "programs"
PATIENCE = 1200
"""Seconds after which a peer is given up."""


class PeerMissing(RuntimeError):
    """A peer could not be installed or could not answer; `peer` and `reason` say which and why."""

    def __init__(self, peer: str, reason: str) -> None:
        super().__init__(f"{peer} is missing from this table: {reason}")
        self.peer, self.reason = peer, reason


@dataclass(frozen=True)
class Peer:
    """
    A library to be compared with.

    name      of its module `programs/with_NAME.py`
    packages  what its environment holds; empty for what the standard library does alone
    """

    name: str
    packages: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What tables call it."""
        return self.packages[0].replace("==", " ") if self.packages else self.name.replace("_", " ")

    def ask(self, work: str, job: dict[str, Any]) -> Any:
        """Return the answer to a job, from a process of its own; raise PeerMissing."""
        command = [str(self.python()), "-X", "utf8", str(PROGRAMS / "run.py"), work, self.name]
        try:
            done = _run(command, json.dumps(job))
        except subprocess.TimeoutExpired:
            raise PeerMissing(self.title, f"no answer within {PATIENCE} s") from None
        if done.returncode:
            raise PeerMissing(self.title, _last_line(done.stderr))
        return json.loads(done.stdout)

    def python(self) -> Path:
        """Return the interpreter of its environment, made when it is not there or was made from other packages."""
        if not self.packages:
            return Path(sys.executable)
        home = VENVS / self.name
        stamp = hashlib.sha256("\n".join([sys.version, *self.packages]).encode()).hexdigest()
        made = home / "made-from"
        if not made.exists() or made.read_text() != stamp:
            self._install(home)
            made.write_text(stamp)
        return home / "bin" / "python"

    def _install(self, home: Path) -> None:
        shutil.rmtree(home, ignore_errors=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for command in ([sys.executable, "-m", "venv", str(home)], [*pip, *self.packages]):
            done = _run(command)
            if done.returncode:
                raise PeerMissing(self.title, _last_line(done.stderr))


def _run(command: list[str], told: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=told, capture_output=True, text=True, timeout=PATIENCE, check=False)


def _last_line(said: str) -> str:
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"


WORKCLOCK = Peer("workclock", ("workclock==0.1.2", "numpy==2.4.6"))
TIMEGRID = Peer("timegrid", ("timegrid==0.1.6", "tzdata==2026.6"))
BUSINESSTIMEDELTA = Peer("businesstimedelta", ("businesstimedelta==1.0.1", "holidays==0.109", "pytz==2026.6"))
BUSINESS_DURATION = Peer("business_duration", ("business-duration==0.68", "pandas==3.1.1", "tzdata==2026.6"))
DAY_BY_DAY = Peer("day_by_day")
"""Our own plain Python, walking calendars day by day."""
