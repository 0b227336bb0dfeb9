"""Ladders, contacts and regimes as the watch decides them: once, never early, and visible where no mail can go."""

from __future__ import annotations

import pytest

from houvast.portal.accounts.models import Membership
from houvast.portal.agreements.actions import store
from houvast.portal.clocks.actions import rebuild_all
from houvast.portal.clocks.models import ClockRow
from houvast.portal.notices.models import Notice
from houvast.portal.notices.queries import undelivered
from houvast.portal.tickets import actions
from houvast.portal.watch import worker
from houvast.portal.watch.models import Decision
from tests.portal.world import DAY, HOUR, MINUTE, NOW, agreement, person

MICROSECOND = MINUTE / 60_000_000
CONTACTS = """\
contacts:
  duty: {name: J. de Vries, phone: +31 10 123 4567}
  agent-on-duty: {mail: Agent@noorderlicht.example}
  their-manager: {side: customer, mail: alice@acme.example, hours: office}
  their-stranger: {side: customer, mail: charlie@other.example}
"""


def opened(world, escalation: str, more: str = "", **said):
    """A P1 of Acme (response an hour, resolution four) under an agreement with this escalation."""
    text = f"{agreement()}{CONTACTS}escalation: {escalation}\n{more}"
    store(world.acme, text, by=None, now=NOW)
    said = {"priority": "P1", "by": world.bob, "now": NOW} | said
    return actions.open_ticket(organisation=world.acme, subject="S", text="T", **said)


def decided(target="resolution"):
    found = Decision.objects.filter(target=target).order_by("due_at")
    return [(row.step, row.due_at - NOW, row.share) for row in found]


def told():
    found = Notice.objects.exclude(decision=None).order_by("created_at", "recipient__name")
    return [(row.recipient.name if row.recipient else row.error, row.state) for row in found]


LADDER = (
    "{steps: [{at: 100%, do: breach, to: service-manager}], ladders: {l: {targets: resolution, steps: ["
    "{unacknowledged: 15m, do: remind, to: handler}, {elapsed: 1h, do: escalate, to: their-manager}, "
    "{before: 30m, do: remind, to: handler}, {after: 1h, do: escalate, to: service-manager}]}}}"
)


def test_every_step_at_its_instant(world):
    opened(world, LADDER)
    for minute in range(0, 6 * 60, 5):
        worker.drain(now=NOW + minute * MINUTE)
        worker.drain(now=NOW + minute * MINUTE + MICROSECOND)
    assert decided() == [
        ("l:reminder-unacknowledged-15m", 15 * MINUTE, 6),
        ("l:escalation-elapsed-1h", HOUR, 25),
        ("l:reminder-before-30m", 3 * HOUR + 30 * MINUTE, 87),
        ("l:escalation-after-1h", 5 * HOUR, 125),
    ]
    late = [row.decided_at - row.due_at for row in Decision.objects.filter(target="resolution").order_by("due_at")]
    assert late == [MICROSECOND, 0 * MINUTE, 0 * MINUTE, 0 * MINUTE]
    assert decided("response") == [("breach-100", HOUR, 100)]


@pytest.mark.parametrize("late", [0 * MINUTE, HOUR, 3 * DAY])
def test_late_or_in_time_the_instants_are_the_same_and_each_is_once(world, late):
    opened(world, LADDER)
    for _ in range(3):
        worker.drain(now=NOW + 6 * HOUR + late)
    assert [at for _, at, _ in decided()] == [15 * MINUTE, HOUR, 3 * HOUR + 30 * MINUTE, 5 * HOUR]
    rebuild_all(now=NOW + 6 * HOUR + late)
    assert worker.drain(now=NOW + 7 * HOUR + late) == 0


def test_who_acknowledges_ends_the_silence(world):
    ticket = opened(world, LADDER)
    assert ClockRow.objects.get(target="resolution").look_again_at == NOW + 15 * MINUTE + MICROSECOND
    actions.acknowledge(ticket, by=world.agent, now=NOW + 10 * MINUTE)
    assert worker.drain(now=NOW + 20 * MINUTE) == 0


def test_who_is_next_when_nobody_acknowledges(world):
    ticket = opened(
        world,
        "{ladders: {l: {targets: resolution, steps: [{elapsed: 30m, do: escalate, to: {team: second}, "
        "else: {within: 15m, to: service-manager, else: {within: 15m, to: customer-owner}}}]}}}",
    )
    person("Second", world.provider, "agent", team="second")
    Membership.objects.filter(person=world.agent).update(team="first")
    worker.drain(now=NOW + 30 * MINUTE)
    worker.drain(now=NOW + 45 * MINUTE + MICROSECOND)
    actions.acknowledge(ticket, by=world.manager, now=NOW + 50 * MINUTE)
    worker.drain(now=NOW + 59 * MINUTE)
    assert [at for _, at, _ in decided()] == [30 * MINUTE, 45 * MINUTE]
    reached = Notice.objects.filter(decision__target="resolution").order_by("created_at")
    assert [row.recipient.name for row in reached] == ["Second", "Manager"]


def test_a_step_waits_for_its_calendar(world):
    """A P1 of Monday 17:00 in Amsterdam: its time is over at nine, when nobody is there until eight the next day."""
    opened(
        world,
        "{steps: [], ladders: {l: {targets: resolution, steps: [{at: 100%, do: breach, to: their-manager}]}}}",
        now=NOW + 7 * HOUR,
    )
    assert worker.drain(now=NOW + 22 * HOUR - MICROSECOND) == 0
    assert worker.drain(now=NOW + 22 * HOUR) == 1
    assert decided() == [("l:breach-100", 11 * HOUR, 100)]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("to: agent-on-duty", [("Agent", "pending")]),
        ("to: their-manager", [("Alice", "pending")]),
        ("to: duty", [("by hand: duty, J. de Vries, +31 10 123 4567", "failed")]),
        ("to: duty, by: phone", [("by phone: duty, J. de Vries, +31 10 123 4567", "failed")]),
        ("to: agent-on-duty, by: [mail, sms]", [("Agent", "pending"), ("by sms: agent-on-duty", "failed")]),
        ("to: service-manager, by: chat", [("by chat: service-manager", "failed")]),
        # a contact whose address is that of somebody else's customer is nobody here
        ("to: their-stranger", [("by hand: their-stranger, charlie@other.example", "failed")]),
        ("to: [handler, {team: second}]", [("Agent", "pending"), ("Agent", "pending")]),
    ],
)
def test_whom_a_step_reaches(world, step, expected):
    opened(world, f"{{ladders: {{l: {{targets: resolution, steps: [{{elapsed: 30m, do: escalate, {step}}}]}}}}}}")
    worker.drain(now=NOW + 30 * MINUTE)
    found = [(name if "by sms" not in name else "by sms: agent-on-duty", state) for name, state in told()]
    assert sorted(found) == sorted(expected)
    assert undelivered(world.manager).count() == sum(state == "failed" for _, state in expected)


def test_a_regime_begins_with_its_event_and_runs_its_deadlines(world):
    regimes = (
        "regimes: {security: {from: {status: aware}, steps: [{at: 50%, do: remind, to: service-manager}], deadlines: "
        "{customer: {done: {status: customer-told}, within: 24h}, law: {done: {status: told}, within: 72h}}}}\n"
    )
    ticket = opened(world, "[]", regimes, priority="P3")
    assert worker.drain(now=NOW + HOUR) == 0
    actions.set_status(ticket, status="aware", by=world.agent, now=NOW + 2 * HOUR)
    worker.drain(now=NOW + 14 * HOUR - MICROSECOND)
    assert decided("security-customer") == []
    worker.drain(now=NOW + 14 * HOUR)
    assert decided("security-customer") == [("security:reminder-50", 14 * HOUR, 50)]
    due = {row.target: row.due_at - NOW for row in ClockRow.objects.filter(target__startswith="security")}
    assert due == {"security-customer": 26 * HOUR, "security-law": 74 * HOUR}
    actions.set_status(ticket, status="customer-told", by=world.agent, now=NOW + 20 * HOUR)
    worker.drain(now=NOW + 3 * DAY)
    assert decided("security-customer") == [("security:reminder-50", 14 * HOUR, 50)]
    assert decided("security-law") == [("security:reminder-50", 38 * HOUR, 50)]


def test_steps_that_are_stored_as_before_are_still_read(world):
    """Rows that an earlier version wrote have no wait."""
    opened(world, "[{at: 50%, do: remind, to: handler}]")
    row = ClockRow.objects.get(target="resolution")
    at = int((NOW + 2 * HOUR).timestamp() * 1_000_000)
    assert row.steps == f'[["reminder-50", {at}, 1, "reminder", 50, "handler"]]'
