"""Time hazards of whoever keeps a clock running: zone data that changes, clocks that jump, workers that disagree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection

from houvast.portal.agreements import queries
from houvast.portal.agreements.actions import store
from houvast.portal.clocks.actions import rebuild_all
from houvast.portal.clocks.models import ClockRow
from houvast.portal.tickets import actions
from houvast.portal.watch import worker
from houvast.portal.watch.models import Decision
from houvast.sla import walltime
from tests.portal.world import DAY, HOUR, MINUTE, NOW, agreement


def opened(world, **said):
    said = {"priority": "P2", "by": world.bob, "now": NOW} | said
    return actions.open_ticket(organisation=world.acme, subject="S", text="T", **said)


def decided():
    return list(Decision.objects.order_by("due_at").values_list("target", "cycle", "step", "due_at"))


@pytest.fixture
def other_rules(monkeypatch):
    """From here on Amsterdam has the rules of Athens: an hour ahead of what was known."""
    known = walltime.zone

    def change():
        monkeypatch.setattr(walltime, "zone", lambda name: ZoneInfo("Europe/Athens") if "Amst" in name else known(name))
        queries._parsed.cache_clear()

    yield change
    queries._parsed.cache_clear()


def test_hazard_tzdata_update_moves_future_deadlines(world, other_rules):
    """
    Eight office hours from Monday 10:00 in Amsterdam end at 18:00, 17:00 UTC.

    By the new rules it was 11:00, so an hour of Tuesday is needed too, until 09:00 there, 07:00 UTC.
    What was decided before stays as it was decided.
    """
    ticket = opened(world)
    worker.drain(now=NOW + 3 * HOUR)
    before = decided()
    assert before
    assert ClockRow.objects.get(ticket=ticket, target="resolution").due_at == datetime(2026, 11, 23, 17, tzinfo=UTC)
    other_rules()
    rebuild_all(now=NOW + 3 * HOUR)
    assert ClockRow.objects.get(ticket=ticket, target="resolution").due_at == datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert decided() == before


def test_hazard_clock_jump_back_and_forward(world):
    """The response promise is four hours: 75, 90 and 100 percent are 180, 216 and 240 minutes."""
    opened(world)
    expected = {"reminder-75": 180, "escalation-90": 216, "breach-100": 240}
    for minutes in (0, 179, 60, 181, -60, 120, 215, 217, 30, 239, 241, 0, 241):
        now = NOW + minutes * MINUTE
        worker.drain(now=now)
        assert all(decision.decided_at >= decision.due_at for decision in Decision.objects.all())
    found = {step: at for target, _, step, at in decided() if target == "response"}
    assert found == {step: NOW + minutes * MINUTE for step, minutes in expected.items()}
    assert len(decided()) == len(set(decided()))


@pytest.mark.parametrize("minutes", [-5, 5])
def test_hazard_clock_skew_between_workers(world, minutes):
    """A worker whose own clock is off goes by the database's, and so decides what any other would."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite all workers are on one machine, with one clock")
    real = worker.database_now()
    with time_machine.travel(real + timedelta(minutes=minutes)):
        assert abs(worker.database_now() - real) < timedelta(minutes=1)


def test_hazard_holiday_added_later_writes_an_event_of_its_own(world):
    """
    A new version says that Tuesday is closed: it is a fact beside the old one, and old tickets keep theirs.

    Opened Monday 12:00 in Amsterdam: six of the eight hours then, two on Wednesday, until 10:00.
    """
    before = opened(world)
    text = agreement(effective="effective: {from: 2026-11-23, until: 2026-12-31}")
    store(
        world.acme,
        text.replace("hours: {mon-fri", "dates: {2026-11-24: closed}\n    hours: {mon-fri"),
        by=None,
        now=NOW,
    )
    after = opened(world, now=NOW + 2 * HOUR)
    due = {ticket: ClockRow.objects.get(ticket=ticket, target="resolution").due_at for ticket in (before, after)}
    assert due == {before: NOW + 8 * HOUR, after: NOW + 2 * DAY}
    assert [ticket.agreement.version for ticket in (before, after)] == [1, 2]
