"""Each step is decided once: never early, at its true instant however late, and not without an agreement."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from houvast.portal import bulk
from houvast.portal.accounts.access import Ability
from houvast.portal.agreements.actions import store
from houvast.portal.clocks.models import ClockRow
from houvast.portal.notices.models import Notice
from houvast.portal.tickets import actions
from houvast.portal.tickets.journal import writing
from houvast.portal.watch import worker
from houvast.portal.watch.models import Decision, Heartbeat
from houvast.sla.terms import EventKind
from tests.portal.side_by_side import side_by_side
from tests.portal.world import DAY, HOUR, MINUTE, NOW, agreement

SECOND = MINUTE / 60
MICROSECOND = SECOND / 1_000_000


def opened(world, **said):
    said = {"priority": "P1", "by": world.bob, "now": NOW} | said
    return actions.open_ticket(organisation=world.acme, subject="S", text="T", **said)


def steps(**about):
    found = Decision.objects.filter(**about).order_by("due_at")
    return list(found.values_list("target", "step", "due_at", "collapsed"))


def told():
    return sorted(Notice.objects.exclude(decision=None).values_list("subject", "recipient__name"))


def test_every_step_at_its_instant(world):
    """The response promise is an hour: 45, 54 and 60 minutes."""
    opened(world)
    decided_at = []
    for minute in range(62):
        worker.drain(now=NOW + minute * MINUTE)
        decided_at.append(len(steps(target="response")))
    assert [decided_at[minute] for minute in (44, 45, 53, 54, 59, 60, 61)] == [0, 1, 1, 2, 2, 2, 3]
    assert steps(target="response") == [
        ("response", "reminder-75", NOW + 45 * MINUTE, False),
        ("response", "escalation-90", NOW + 54 * MINUTE, False),
        ("response", "breach-100", NOW + 60 * MINUTE, False),
    ]
    assert told() == [("breach", "Manager"), ("escalation", "Manager"), ("reminder", "Agent")]


@pytest.mark.parametrize("early", [MICROSECOND, SECOND, 10 * MINUTE])
def test_never_early(world, early):
    opened(world)
    assert worker.drain(now=NOW + 45 * MINUTE - early) == 0
    worker.drain(now=NOW + 45 * MINUTE)
    assert len(steps()) == 1


def test_stopping_exactly_at_the_due_instant_is_no_breach(world):
    ticket = opened(world)
    worker.drain(now=NOW + HOUR)
    actions.reply(ticket, text="x", by=world.agent, now=NOW + HOUR)
    worker.drain(now=NOW + 2 * HOUR)
    assert not Decision.objects.filter(target="response", kind="breach").exists()


def test_nothing_is_decided_twice(world):
    """Pain 18: no hundreds of mails, however often one looks."""
    opened(world)
    for _ in range(50):
        worker.drain(now=NOW + 2 * HOUR)
    assert len(steps(target="response")) == 3
    assert len(told()) == 2  # the reminder was overtaken


def test_six_hours_late(world):
    """R11: the breach has the same due instant; the reminder whose moment passed is kept and not sent."""
    opened(world)
    late = NOW + 6 * HOUR
    worker.drain(now=late)
    assert steps(target="response") == [
        ("response", "reminder-75", NOW + 45 * MINUTE, True),
        ("response", "escalation-90", NOW + 54 * MINUTE, False),
        ("response", "breach-100", NOW + 60 * MINUTE, False),
    ]
    assert set(Decision.objects.values_list("decided_at", flat=True)) == {late}
    assert "reminder" not in {subject for subject, _ in told()}


def test_a_breach_that_nobody_saw_before_the_ticket_was_solved_is_still_decided(world):
    ticket = opened(world)
    actions.resolve(ticket, by=world.agent, now=NOW + 5 * HOUR)
    worker.drain(now=NOW + 6 * HOUR)
    assert [(target, step, at) for target, step, at, _ in steps()] == [
        ("response", "breach-100", NOW + HOUR),
        ("resolution", "breach-100", NOW + 4 * HOUR),
    ]


def test_a_reminder_that_nobody_saw_before_the_ticket_was_solved_is_not_sent(world):
    ticket = opened(world)
    actions.resolve(ticket, by=world.agent, now=NOW + 50 * MINUTE)
    assert worker.drain(now=NOW + DAY) == 0


@pytest.mark.parametrize(
    "ending",
    [
        lambda t, w, at: actions.cancel(t, reason="x", by=w.bob, now=at),
        lambda t, w, at: actions.merge(t, into=opened(w, priority="P3", now=at), by=w.agent, now=at),
    ],
)
def test_void_clocks_owe_nothing(world, ending):
    """Pain 35: a merged ticket is not escalated."""
    ending(opened(world), world, NOW + 30 * MINUTE)
    assert worker.drain(now=NOW + DAY) == 0


def test_a_paused_clock_owes_nothing_until_it_runs(world):
    ticket = opened(world)
    actions.reply(ticket, text="x", by=world.agent, now=NOW)
    actions.set_status(ticket, status="waiting-customer", by=world.agent, now=NOW + HOUR)
    assert worker.drain(now=NOW + 2 * DAY) == 0
    actions.customer_reply(ticket, text="x", by=world.bob, now=NOW + 2 * DAY)
    assert worker.drain(now=NOW + 2 * DAY + 2 * HOUR - SECOND) == 0
    assert worker.drain(now=NOW + 2 * DAY + 2 * HOUR) == 1


def test_a_step_done_before_a_pause_is_not_done_again_after_it(world):
    ticket = opened(world)
    actions.reply(ticket, text="x", by=world.agent, now=NOW)
    worker.drain(now=NOW + 3 * HOUR + MINUTE)
    actions.set_status(ticket, status="waiting-customer", by=world.agent, now=NOW + 3 * HOUR + MINUTE)
    actions.customer_reply(ticket, text="x", by=world.bob, now=NOW + DAY)
    worker.drain(now=NOW + 2 * DAY)
    assert [step for _, step, _, _ in steps(target="resolution")] == ["reminder-75", "escalation-90", "breach-100"]


def test_reopening_after_the_due_date_does_not_alarm_at_once(world):
    """Pain 17: alarms are for what happens, not for what stands."""
    solved = opened(world)
    actions.resolve(solved, by=world.agent, now=NOW + 50 * MINUTE)
    late = opened(world)
    worker.drain(now=NOW + 5 * HOUR)
    before = steps()
    actions.resolve(late, by=world.agent, now=NOW + 6 * HOUR)
    for ticket in (solved, late):
        actions.reopen(ticket, reason="x", by=world.bob, now=NOW + DAY)
    worker.drain(now=NOW + DAY)
    assert steps() == before
    # The solved one had used 50 minutes of its four hours: 75 % is there 130 minutes after reopening.
    worker.drain(now=NOW + DAY + 130 * MINUTE)
    assert steps(ticket=solved) == [("resolution", "reminder-75", NOW + DAY + 130 * MINUTE, False)]


def test_an_ended_agreement_stops_stepping(world):
    """Pain 13: who has no agreement any more is not mailed about it."""
    opened(world, now=NOW - HOUR)
    store(world.acme, agreement(effective="effective: {from: 2026-01-01, until: 2026-11-22}"), by=None, now=NOW)
    assert worker.drain(now=NOW + DAY) == 0
    assert worker.next_look_at() is None


def test_the_next_agreement_lets_the_old_promise_step_on(world):
    new_years_eve = NOW.replace(month=12, day=31, hour=22, minute=30)  # 23:30 in Amsterdam
    text = agreement(agreement="agreement: acme-2027", effective="effective: {from: 2027-01-01}")
    store(world.acme, text, by=None, now=NOW)
    opened(world, now=new_years_eve)
    worker.drain(now=new_years_eve + 2 * HOUR)
    assert len(steps(target="response")) == 3


def test_each_customer_by_its_own_agreement(world):
    """Pain 28."""
    text = agreement(effective="effective: {from: 2026-01-01, until: 2026-12-31}")
    store(world.acme, text.replace("P1: 1h on always", "P1: 2h on always"), by=None, now=NOW)
    opened(world)
    actions.open_ticket(organisation=world.other, subject="S", text="T", by=world.charlie, now=NOW, priority="P1")
    worker.drain(now=NOW + HOUR + SECOND)
    assert {(d.organisation.slug, d.kind) for d in Decision.objects.select_related("organisation")} == {
        ("other", "reminder"),
        ("other", "escalation"),
        ("other", "breach"),
    }


def test_a_backdated_reply_keeps_the_breach_that_was_recorded(world):
    """The hazard of a backdated event: the figure follows the facts, what was decided stays visible."""
    ticket = opened(world)
    worker.drain(now=NOW + 2 * HOUR)
    before = steps()
    actions.reply(ticket, text="x", by=world.agent, now=NOW + 2 * HOUR, happened_at=NOW + MINUTE)
    assert ClockRow.objects.get(ticket=ticket, target="response").verdict == 1
    worker.drain(now=NOW + 2 * HOUR)
    assert steps() == before
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Decision.objects.all()._raw_delete("default")


def test_a_step_that_reaches_nobody_is_kept_and_shown_as_failed(world):
    world.manager.memberships.all().delete()
    opened(world)
    worker.drain(now=NOW + 2 * HOUR)
    lost = Notice.objects.filter(recipient=None)
    assert {(notice.subject, notice.state) for notice in lost} == {("escalation", "failed"), ("breach", "failed")}


def test_a_round_takes_no_more_than_its_limit(world):
    for _ in range(5):
        opened(world)
    now = NOW + 2 * HOUR
    held = [worker.round(now=now, limit=2).claimed for _ in range(4)]
    assert held == [2, 2, 1, 0]
    assert len(steps(target="response")) == 15


def test_a_ticket_that_is_being_written_to_is_passed_over(committed_world):
    """What is on its way in may change what is owed; the other tickets need not wait for it."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite a writer keeps everybody else waiting")
    busy, other = opened(committed_world), opened(committed_world)
    held = []
    now = NOW + 46 * MINUTE
    with writing(busy, by=committed_world.agent, ability=Ability.WORK_TICKETS, now=now) as journal:
        assert side_by_side(1, lambda _: held.append(worker.round(now=now))) == []
        journal.record(EventKind.REPLY, text="x", happened_at=NOW + 44 * MINUTE)
    worker.drain(now=now)
    assert held == [worker.Round(claimed=1, decided=1)]
    assert steps() == steps(ticket=other) != []


def test_queries_of_a_round_do_not_grow_with_its_clocks(world, django_assert_max_num_queries):
    for _ in range(20):
        opened(world)
    with django_assert_max_num_queries(14):
        worker.round(now=NOW + 2 * HOUR)
    assert Decision.objects.count() == 60


def test_a_clock_with_nothing_to_come_is_never_looked_at(world):
    """Idle cost does not depend on the number of open clocks."""
    opened(world, priority="P3")
    assert ClockRow.objects.filter(is_open=True).count() == 2
    assert worker.next_look_at() is None


def test_lateness_and_a_sign_of_life(world):
    opened(world)
    assert worker.lateness_us(now=NOW) == 0
    worker.beat(now=NOW + HOUR)
    beat = Heartbeat.objects.get()
    assert (beat.beat_at, beat.lateness_us) == (NOW + HOUR, 15 * 60 * 1_000_000)
    worker.drain(now=NOW + HOUR)
    worker.beat(now=NOW + HOUR)
    assert Heartbeat.objects.get().lateness_us == 0


@pytest.mark.parametrize("place", ["update", "insert"])
def test_a_round_that_breaks_leaves_nothing_half_done(world, monkeypatch, place):
    opened(world)
    real = getattr(bulk, place)

    def breaks(model, *args, **more):
        if model is Notice or place == "update":
            raise DatabaseError("disk full")
        return real(model, *args, **more)

    monkeypatch.setattr(bulk, place, breaks)
    with pytest.raises(DatabaseError):
        worker.round(now=NOW + 2 * HOUR)
    monkeypatch.undo()
    assert steps() == []
    assert told() == []
    worker.drain(now=NOW + 2 * HOUR)
    assert len(steps(target="response")) == 3


def test_several_workers_decide_each_step_once(committed_world):
    """R03: exactly one decision for each clock and step, and one notice for each that is told."""
    world = committed_world
    for _ in range(40):
        opened(world)

    def work(_number):
        while worker.round(now=NOW + 2 * HOUR, limit=7).claimed:
            continue

    assert side_by_side(4, work) == []
    worker.drain(now=NOW + 2 * HOUR)
    assert Decision.objects.count() == 120
    assert Notice.objects.filter(subject="breach").count() == 40


def test_a_breach_that_comes_true_after_a_correction_is_told(world):
    """Four hours: broken at 4 h and told; solved at 3 h after all; reopened at 6 h with an hour left; broken at 7 h."""
    ticket = opened(world)
    actions.reply(ticket, text="x", by=world.agent, now=NOW + MINUTE)
    worker.drain(now=NOW + 5 * HOUR)
    solved = actions.resolve(ticket, by=world.agent, now=NOW + 5 * HOUR)
    noon = NOW + 5 * HOUR + MINUTE
    actions.correct(solved, by=world.manager, now=noon, reason="by telephone", happened_at=NOW + 3 * HOUR)
    actions.reopen(ticket, by=world.bob, now=NOW + 6 * HOUR, reason="again")
    worker.drain(now=NOW + 6 * HOUR)
    assert Decision.objects.filter(kind="breach").count() == 1
    worker.drain(now=NOW + 20 * HOUR)
    breaches = Decision.objects.filter(kind="breach").order_by("due_at")
    assert [breach.due_at for breach in breaches] == [NOW + 4 * HOUR, NOW + 7 * HOUR]
    assert Notice.objects.filter(subject="breach").count() == 2


def test_a_cycle_that_takes_the_number_of_a_decided_one_is_watched(world):
    text = agreement() + "  update:\n    clock: update\n    within: {P1: 1h on always}\n    goal: 90%\n    per: month\n"
    store(world.acme, text, by=None, now=NOW)
    ticket = opened(world)
    first = actions.reply(ticket, text="x", by=world.agent, now=NOW + MINUTE)
    worker.drain(now=NOW + 2 * HOUR)
    actions.reply(ticket, text="y", by=world.agent, now=NOW + 2 * HOUR)
    actions.correct(first, by=world.manager, now=NOW + 2 * HOUR, reason="another ticket", becomes="withdrawn")
    worker.drain(now=NOW + 9 * HOUR)
    breaches = Decision.objects.filter(target="update", kind="breach").order_by("due_at")
    assert [breach.due_at for breach in breaches] == [NOW + HOUR + MINUTE, NOW + 3 * HOUR]


def test_an_instant_that_moves_to_an_earlier_moment_tells_nobody_twice(world):
    """Of four hours three are used and told; of the one hour that holds then, 45 minutes were used long ago."""
    ticket = opened(world, priority="P2")
    worker.drain(now=NOW + 3 * HOUR + MINUTE)
    actions.set_priority(ticket, priority="P1", by=world.agent, now=NOW + 3 * HOUR + MINUTE, reason="worse")
    worker.drain(now=NOW + 4 * HOUR)
    due = [(step, at - NOW) for _, step, at, _ in steps(target="response")]
    assert due == [("escalation-90", 54 * MINUTE), ("breach-100", HOUR), ("reminder-75", 3 * HOUR)]
