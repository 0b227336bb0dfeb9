"""Clocks are a projection: dropped and rebuilt they are the same, and they never need a touch to be true."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.core.management import call_command

from houvast.portal.clocks import queries
from houvast.portal.clocks.actions import rebuild, rebuild_all
from houvast.portal.clocks.models import ClockRow, Standing
from houvast.portal.tickets import actions, refusals
from houvast.portal.tickets.models import Ticket
from houvast.portal.watch import worker
from houvast.sla.terms import Span, State, Verdict
from tests.portal.world import DAY, HOUR, MINUTE, NOW

MONTH = Span(NOW - 22 * DAY, NOW + 8 * DAY)


def opened(world, **said):
    said = {"priority": "P1", "by": world.bob, "now": NOW} | said
    return actions.open_ticket(organisation=world.acme, subject="S", text="T", **said)


def snapshot(model):
    columns = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
    return sorted(model.objects.values_list(*columns), key=repr)


def live_through(world, seed):
    """Let some tickets live, a random day each; what is refused at that moment does not happen."""
    chance = random.Random(seed)
    tickets = [opened(world, now=NOW + MINUTE * chance.randrange(60)) for _ in range(4)]
    doings = [
        lambda t, at: actions.reply(t, text="x", by=world.agent, now=at),
        lambda t, at: actions.customer_reply(t, text="x", by=world.bob, now=at),
        lambda t, at: actions.set_status(t, status="waiting-customer", by=world.agent, now=at),
        lambda t, at: actions.set_status(t, status="in-progress", by=world.agent, now=at),
        lambda t, at: actions.set_priority(t, priority=chance.choice(["P1", "P2", "P3"]), by=world.agent, now=at),
        lambda t, at: actions.assign(t, handler=world.agent, team="web", by=world.agent, now=at),
        lambda t, at: actions.resolve(t, by=world.agent, now=at),
        lambda t, at: actions.reopen(t, reason="x", by=world.bob, now=at),
        lambda t, at: actions.merge(t, into=chance.choice(tickets), by=world.agent, now=at),
        lambda t, at: actions.correct(t.events.last(), reason="x", by=world.manager, now=at),
    ]
    at = NOW + HOUR
    for _ in range(25):
        at += timedelta(seconds=chance.randrange(1, 3600))
        try:
            chance.choice(doings)(chance.choice(tickets), at)
        except refusals.Refused:
            continue
        if chance.random() < 0.3:
            worker.drain(now=at)
    return at


@pytest.mark.parametrize("seed", range(6))
def test_rebuilding_gives_the_same_rows(world, seed):
    at = live_through(world, seed)
    rebuild(Ticket.objects.all(), now=at)
    before = snapshot(ClockRow), snapshot(Standing)
    assert before[0]
    assert rebuild_all(now=at) == 4
    assert (snapshot(ClockRow), snapshot(Standing)) == before


def test_the_command_rebuilds_what_was_lost(world, capsys):
    opened(world)
    ClockRow.objects.all().delete()
    Standing.objects.all().delete()
    call_command("rebuild_clocks")
    assert "1 tickets" in capsys.readouterr().out
    assert ClockRow.objects.count() == 2


def test_a_breach_is_read_at_the_moment_it_happens(world):
    """Pain 21: nobody has to touch the ticket."""
    ticket = opened(world)
    row = ClockRow.objects.get(ticket=ticket, target="response")
    due = NOW + HOUR
    for moment, reads in [(due - MINUTE, Verdict.PENDING), (due, Verdict.PENDING), (due + MINUTE, Verdict.BREACHED)]:
        shown = queries.clocks_of([ticket], now=moment).get(target="response")
        assert shown.verdict_now == reads
        assert queries.reads_now(row, now=moment) == reads
    assert shown.verdict_at_now == due
    assert row.verdict == Verdict.PENDING


def test_each_clock_belongs_to_the_period_of_its_verdict(world):
    last_month, this_month = Span(NOW - 53 * DAY, NOW - 23 * DAY), Span(NOW - 23 * DAY, NOW + 7 * DAY)
    early = opened(world, now=NOW - 24 * DAY)
    actions.reply(early, text="x", by=world.agent, now=NOW - 24 * DAY + MINUTE)
    actions.resolve(early, by=world.agent, now=NOW - 2 * DAY)
    found = queries.levels(world.alice, world.acme, spans=[last_month, this_month], now=NOW)
    assert [(level.target, level.span, level.met, level.breached) for level in found] == [
        ("resolution", last_month, 0, 1),
        ("response", last_month, 1, 0),
    ]


def test_a_figure_leads_to_its_tickets(world):
    kept, late, running, _best_effort = (
        opened(world),
        opened(world),
        opened(world, now=NOW + HOUR),
        opened(world, priority="P3"),
    )
    actions.reply(kept, text="x", by=world.agent, now=NOW + MINUTE)
    now = NOW + HOUR + MINUTE
    (level,) = [
        one for one in queries.levels(world.bob, world.acme, spans=[MONTH], now=now) if one.target == "response"
    ]
    assert (level.met, level.breached, level.pending, level.judged) == (1, 1, 1, 2)
    for verdict, tickets in [
        (Verdict.MET, {kept}),
        (Verdict.BREACHED, {late}),
        (Verdict.PENDING, {running}),
        (None, {kept, late}),
    ]:
        behind = queries.clocks_behind(world.bob, world.acme, target="response", span=MONTH, verdict=verdict, now=now)
        assert {clock.ticket for clock in behind} == tickets


def test_the_queue_has_one_clock_a_ticket_and_the_most_urgent_first(world):
    relaxed, urgent, paused = opened(world, priority="P2"), opened(world), opened(world)
    actions.reply(paused, text="x", by=world.agent, now=NOW)
    actions.set_status(paused, status="waiting-customer", by=world.agent, now=NOW)
    rows = list(queries.queue(world.agent, now=NOW))
    assert [(row.ticket, row.target) for row in rows] == [
        (urgent, "response"),
        (relaxed, "response"),
        (paused, "resolution"),
    ]
    assert rows[-1].state == State.PAUSED


def test_lists_take_a_fixed_number_of_queries(world, django_assert_max_num_queries):
    for _ in range(12):
        opened(world)
    with django_assert_max_num_queries(3):
        assert (
            len(
                [
                    (row.ticket.organisation.name, row.ticket.standing.handler)
                    for row in queries.queue(world.agent, now=NOW)
                ]
            )
            == 12
        )


def test_standing_gathers_the_latest_facts(world):
    ticket = opened(world, priority="", impact="high", urgency="high", service="shop", team="web", type="incident")
    actions.assign(ticket, handler=world.agent, by=world.agent, now=NOW + MINUTE)
    actions.set_priority(ticket, urgency="low", by=world.agent, now=NOW + 2 * MINUTE)
    actions.set_status(ticket, status="waiting-customer", by=world.agent, now=NOW + 3 * MINUTE)
    standing = Standing.objects.get(ticket=ticket)
    assert (standing.impact, standing.urgency, standing.priority) == ("high", "low", "P2")
    assert (standing.service, standing.team, standing.type, standing.handler) == (
        "shop",
        "web",
        "incident",
        world.agent,
    )
    assert (standing.status, standing.waiting_for, standing.phase) == ("waiting-customer", "customer", "open")
    assert standing.last_event_at == NOW + 3 * MINUTE
    actions.resolve(ticket, by=world.agent, now=NOW + 4 * MINUTE)
    standing.refresh_from_db()
    assert (standing.status, standing.waiting_for, standing.phase) == ("", "", "resolved")


def test_facts_that_are_recorded_late_change_the_clock(world):
    """Out of order: what happened, not what was heard first, decides."""
    ticket = opened(world)
    actions.resolve(ticket, by=world.agent, now=NOW + 3 * HOUR)
    actions.reply(ticket, text="x", by=world.agent, now=NOW + 3 * HOUR, happened_at=NOW + MINUTE)
    row = ClockRow.objects.get(ticket=ticket, target="response")
    assert (row.stopped_at, row.verdict) == (NOW + MINUTE, Verdict.MET)
