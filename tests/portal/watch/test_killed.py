"""R01: a worker killed at any step leaves nothing lost and nothing doubled; the next one does the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest
from django.db import connection

from houvast.portal.notices.models import Notice
from houvast.portal.tickets import actions
from houvast.portal.watch import worker
from houvast.portal.watch.models import Decision, Heartbeat
from tests.portal.world import HOUR, NOW

SCRIPT = """
import os, signal
from datetime import datetime, timedelta, UTC
import django
django.setup()
from houvast.portal import bulk
from houvast.portal.notices.models import Notice
from houvast.portal.watch import sets, worker
from houvast.portal.watch.models import Decision

def die(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)

def after(real, model=None):
    def step(*args, **more):
        done = real(*args, **more)
        if model is None or args[0] is model:
            die()
        return done
    return step

place = {place!r}
if place == "after the claim":
    sets.claim = after(sets.claim)
if place == "after the decisions":
    bulk.insert = after(bulk.insert, Decision)
if place == "after the next looks":
    bulk.update = after(bulk.update)
if place == "after the outbox":
    bulk.insert = after(bulk.insert, Notice)
if place == "after the commit":
    worker.round = after(worker.round)
worker.round(now=datetime(2026, 11, 23, 11, 0, tzinfo=UTC))
"""


def environment() -> dict[str, str]:
    """Return the environment of a process on the database of this test."""
    held = connection.settings_dict
    address = f"sqlite:///{held['NAME']}"
    if connection.vendor == "postgresql":
        address = f"postgresql://{held['USER']}@/{held['NAME']}?host={held['HOST']}&port={held['PORT']}"
    return {**os.environ, "HOUVAST_DATABASE": address, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.mark.parametrize(
    "place",
    ["after the claim", "after the decisions", "after the next looks", "after the outbox", "after the commit"],
)
def test_killed_at_every_step(committed_world, place):
    world = committed_world
    for _ in range(5):
        actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW, priority="P1")
    connection.close()
    script = textwrap.dedent(SCRIPT).format(place=place)
    ended = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert Decision.objects.count() == (15 if place == "after the commit" else 0)
    drain_once_the_dead_have_let_go(15)
    assert Decision.objects.count() == 15
    assert Notice.objects.exclude(decision=None).count() == 10


def drain_once_the_dead_have_let_go(owed: int) -> None:
    """PostgreSQL takes a moment to notice that a client was killed; until then its rows are passed over."""
    for _ in range(100):
        worker.drain(now=NOW + 2 * HOUR)
        if Decision.objects.count() >= owed:
            return
        time.sleep(0.1)


def test_the_command_watches_until_it_is_told_to_stop(committed_world):
    world = committed_world
    actions.open_ticket(organisation=world.acme, subject="S", text="T", by=world.bob, now=NOW, priority="P1")
    connection.close()
    command = [sys.executable, "-m", "django", "watch"]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 60
        while not Heartbeat.objects.exists() and time.monotonic() < deadline:
            time.sleep(0.2)
        assert Heartbeat.objects.exists()
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0, errors
