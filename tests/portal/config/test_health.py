"""`/health/` says whether anybody watches."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from houvast.portal.tickets import actions
from houvast.portal.watch import worker


@pytest.mark.parametrize("ago, status, watch", [(1, 200, "ok"), (31, 503, "silent"), (None, 503, "silent")])
def test_a_silent_watch_is_not_well(client, world, ago, status, watch):
    if ago is not None:
        worker.beat(now=timezone.now() - timedelta(seconds=ago))
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["watch"]) == (status, watch)


def test_a_late_watch_is_not_well(client, world):
    now = timezone.now()
    actions.open_ticket(
        organisation=world.acme, subject="S", text="T", by=world.bob, now=now - timedelta(hours=2), priority="P1"
    )
    worker.beat(now=now)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["lateness_seconds"] > 3600
    worker.drain(now=now)
    assert client.get("/health/").status_code == 200


def test_it_names_nobody(client, world):
    actions.open_ticket(organisation=world.acme, subject="canary", text="T", by=world.bob, now=timezone.now())
    assert "canary" not in client.get("/health/").content.decode()
    assert client.get("/health/").json()["notices"] == {"waiting": 2, "failed": 0, "unknown": 0}


def test_it_asks_the_clock_of_the_database_as_the_watch_does(client, world, monkeypatch):
    """A web server whose own clock is an hour off must not call the watch silent."""
    beaten = timezone.now() + timedelta(hours=1)
    worker.beat(now=beaten)
    monkeypatch.setattr(worker, "database_now", lambda: beaten + timedelta(seconds=31))
    assert client.get("/health/").json()["watch"] == "silent"
    monkeypatch.setattr(worker, "database_now", lambda: beaten + timedelta(seconds=29))
    assert client.get("/health/").json()["watch"] == "ok"
