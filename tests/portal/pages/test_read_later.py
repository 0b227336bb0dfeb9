"""What a stored clock reads later, with nobody touching it: the same as when it is computed then."""

from __future__ import annotations

import csv

import pytest

from houvast.portal.agreements.actions import store
from houvast.portal.agreements.queries import in_force, parsed
from houvast.portal.clocks import queries
from houvast.portal.clocks.actions import rebuild
from houvast.portal.clocks.models import ClockRow
from houvast.portal.customer.home import level_url
from houvast.portal.pages import cards, levels
from houvast.portal.tickets import actions
from houvast.portal.watch import worker
from houvast.portal.watch.models import Decision
from houvast.sla.terms import MICROSECOND, Verdict
from tests.portal import world as acme
from tests.portal.pages.world import at, report
from tests.portal.world import HOUR, MINUTE, NOW


@pytest.fixture
def people(db):
    return acme.build()


def opened(people, **said):
    said = {"priority": "P1", "by": people.bob, "now": NOW} | said
    return actions.open_ticket(organisation=people.acme, subject="S", text="T", **said)


def face(ticket, target, now):
    row = ClockRow.objects.get(ticket=ticket, target=target)
    return cards.face_of_row(row, queries.reads_now(row, now=now), parsed(ticket.agreement), now=now)


def test_what_does_not_count_is_not_overdue_time(people):
    """Four hours promised day and night: five counted, ten paused, three counted: eight in all, four over."""
    ticket = opened(people)
    actions.set_status(ticket, status="waiting-customer", by=people.agent, now=NOW + 5 * HOUR)
    actions.set_status(ticket, status="in-progress", by=people.agent, now=NOW + 15 * HOUR)
    late = face(ticket, "resolution", NOW + 18 * HOUR)
    assert (late.used, late.over) == (8 * HOUR, 4 * HOUR)
    actions.resolve(ticket, by=people.agent, now=NOW + 18 * HOUR)
    assert face(ticket, "resolution", NOW + 30 * HOUR).over == 4 * HOUR


@pytest.mark.parametrize("minutes", [0, 1, 60, 239, 240, 241, 500, 10_000])
@pytest.mark.parametrize("priority", ["P1", "P2", "P3"])
def test_reading_later_is_computing_later(people, priority, minutes):
    ticket, now = opened(people, priority=priority), NOW + minutes * MINUTE
    read = {target: face(ticket, target, now) for target in ("response", "resolution")}
    rebuild([ticket], now=now)
    assert {target: face(ticket, target, now) for target in read} == read


@pytest.mark.parametrize(
    ("at_due", "early", "verdict"),
    [
        ("met", 1, Verdict.PENDING),
        ("met", 0, Verdict.PENDING),
        ("met", -1, Verdict.BREACHED),
        ("breached", 1, Verdict.PENDING),
        ("breached", 0, Verdict.BREACHED),
    ],
)
def test_the_agreement_says_what_the_due_instant_itself_is(people, at_due, early, verdict):
    """The page, the list and the watch agree with it to the microsecond."""
    text = acme.AGREEMENT.replace("stop: reply}\n  resolution", f"stop: reply, at_due: {at_due}}}\n  resolution", 1)
    store(people.acme, text, by=None, now=NOW)
    ticket, now = opened(people), NOW + HOUR - early * MICROSECOND
    row = ClockRow.objects.get(ticket=ticket, target="response")
    assert queries.reads_now(row, now=now) is verdict
    assert queries.clocks_of([ticket], now=now).get(target="response").verdict_now == verdict
    worker.drain(now=now)
    assert Decision.objects.filter(kind="breach").exists() is (verdict is Verdict.BREACHED)


def test_the_file_behind_a_figure_says_what_the_page_says(world, visit):
    """Opened 05:40 with four hours promised, looked at at 10:20: breached at 09:40, 4 h 40 m counted."""
    answer = visit(world.contact).get("/levels/resolution/?verdict=breached&format=csv")
    rows = {row["ticket"]: row for row in csv.DictReader(answer.content.decode("utf-8-sig").splitlines())}
    row = rows[str(world.tickets["breached"].number)]
    assert (row["verdict"], row["verdict_at"], row["stopped_at"]) == ("breached", "2026-12-28T08:40:00+00:00", "")
    assert float(row["elapsed_seconds"]) // 60 == 4 * 60 + 40


def test_a_mean_counts_what_is_still_running_as_the_rules_do(people):
    """One answered after 30 of 60 minutes, one still open after 90: 50 % and 150 %, on average 100 %."""
    text = acme.AGREEMENT.replace("goal: 95%", "goal: mean", 1)
    store(people.acme, text, by=None, now=NOW)
    actions.reply(opened(people), text="x", by=people.agent, now=NOW + 30 * MINUTE)
    opened(people)
    now = NOW + 90 * MINUTE
    agreement = parsed(in_force(people.acme, now))
    found = levels.cards_of(people.alice, people.acme, agreement, at=now, now=now, link=level_url)
    assert next(card.value for card in found if card.target == "response") in {"100", "100.0", "100,0"}


def test_home_counts_every_late_ticket_not_only_those_it_lists(world, visit):
    for number in range(55):
        report(world, f"late-{number}", f"Nog een {number}", "2026-12-28 01:00", impact="high", urgency="high")
    page = visit(world.contact).get("/").content.decode()
    assert "56 tickets zijn over tijd" in page


def test_a_clock_stands_still_only_where_one_is_paused(world, visit):
    """Best effort has no clock that could pause."""
    ticket = world.tickets["best-effort"]
    actions.set_status(ticket, status="waiting-customer", by=world.agent, now=at("2026-12-28 09:00"))
    page = visit(world.contact).get("/").content.decode()
    assert page.count("de klok staat stil tot u antwoordt") == 1
    assert page.count("wacht op uw antwoord") == 1
