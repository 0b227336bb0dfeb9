"""Clocks that count only while a party holds the ticket (docs/decisions/0012), told as stories and as contracts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from houvast.sla.events import Events
from houvast.sla.explain import Reason, explain
from houvast.sla.terms import Verdict
from tests.sla.contracts import Clause, Contract, response
from tests.sla.monday import HOURS, MINUTES, at, log, read, told

SECOND_LINE = {"team": ("second-line",)}
SUPPLIER = {"status": ("waiting-supplier",)}


def fix(within="4h on office", **said):
    return Contract.of(Clause.of("resolution", within, **({"stop": "resolved", "held_by": SECOND_LINE} | said)))


def clocks(contract, *written, as_of):
    return contract.clocks(log(*written), at(as_of))


STORY = (
    "09:00 opened team=first-line priority=P2",
    "10:00 assigned team=second-line",
    "11:00 assigned team=first-line",
    "12:00 assigned team=second-line",
    "13:30 resolved",
)


def test_it_begins_when_the_party_first_has_the_ticket_and_counts_all_it_had():
    clock = read(fix(), *STORY, as_of="16:00")
    assert (clock.started_at, clock.elapsed, clock.paused) == (at("10:00"), 2 * HOURS + 30 * MINUTES, HOURS)
    assert (told(clock), clock.cycle) == (("stopped", "met"), 1)


def test_a_ticket_that_the_party_never_has_has_no_clock():
    assert clocks(fix(), "09:00 opened team=first-line", "10:00 resolved", as_of="12:00") == []
    assert clocks(fix(), "09:00 opened", "10:00 assigned", "11:00 resolved", as_of="12:00") == []


def test_while_others_have_it_the_clock_stands_still_and_is_not_due():
    clock = read(fix(), *STORY[:3], as_of="11:30")
    assert (told(clock), clock.due_at, clock.elapsed) == (("paused", "pending"), None, HOURS)
    clock = read(fix(), *STORY[:4], as_of="12:30")
    assert (told(clock), clock.due_at) == (("running", "pending"), at("15:00"))


def test_giving_it_away_does_not_take_a_breach_back():
    clock = read(fix("45m"), *STORY[:3], as_of="11:30")
    assert (told(clock), clock.due_at) == (("paused", "breached"), at("10:45"))


def test_a_ticket_that_is_opened_with_the_team_starts_at_once():
    assert read(fix(), "09:00 opened team=second-line", as_of="10:00").started_at == at("09:00")


def test_any_event_may_say_whose_it_is():
    clock = read(fix(), "09:00 opened", "09:30 escalated team=second-line", "10:00 note team=x", as_of="11:00")
    assert (clock.started_at, clock.elapsed) == (at("09:30"), 30 * MINUTES)


def test_business_days_count_from_the_day_on_which_the_party_got_it():
    contract = fix("2bd on office")
    rows = ("09:00 opened", "2027-01-13 10:00 assigned team=second-line")  # a Wednesday
    assert read(contract, *rows, as_of="2027-01-13 11:00").due_at == at("2027-01-15 18:00")


def test_a_supplier_has_it_while_the_ticket_waits_for_one():
    contract = fix("2h on office", held_by=SUPPLIER)
    rows = ("09:00 opened", "10:00 status=waiting-supplier", "11:00 status=in-progress", "12:00 resolved")
    clock = read(contract, *rows, as_of="14:00")
    assert (clock.started_at, clock.elapsed, told(clock)) == (at("10:00"), HOURS, ("stopped", "met"))


def test_of_several_attributes_all_must_hold():
    contract = fix("2h on office", held_by={**SECOND_LINE, **SUPPLIER})
    rows = ("09:00 opened team=second-line", "10:00 status=waiting-supplier", "10:30 assigned team=first-line")
    clock = read(contract, *rows, as_of="14:00")
    assert (clock.started_at, clock.elapsed) == (at("10:00"), 30 * MINUTES)


def test_a_pause_by_status_stands_beside_it():
    rows = (*STORY[:2], "10:30 status=waiting-customer", "11:00 assigned team=first-line", "11:30 status=in-progress")
    contract = fix(pause="waiting-customer")
    segments = explain(Events.of(log(*rows)), contract.agreement, as_of=at("12:00"))[0].segments
    assert [(each.start, each.reason) for each in segments] == [
        (at("10:00"), Reason.RUNNING),
        (at("10:30"), Reason.PAUSED),
        (at("11:00"), Reason.HELD_ELSEWHERE),
    ]


def test_a_cycle_that_the_party_never_has_is_none_and_takes_no_number():
    contract = Contract.of(
        Clause.of("update", "1h on office", start=("opened", "reply"), stop="reply", held_by=SECOND_LINE)
    )
    rows = (
        "09:00 opened team=first-line",
        "09:30 reply",
        "10:00 assigned team=second-line",
        "10:30 reply",
        "10:45 assigned team=first-line",
        "11:30 reply",
        "12:00 reply",
    )
    found = clocks(contract, *rows, as_of="13:00")
    assert [(each.cycle, each.started_at, each.stopped_at, each.elapsed) for each in found] == [
        (1, at("10:00"), at("10:30"), 30 * MINUTES),
        (2, at("10:30"), at("11:30"), 15 * MINUTES),
    ]


@pytest.mark.parametrize(
    "on_reopen, starts, elapsed",
    [
        ("resume", ["12:00"], [60]),
        ("continue", ["11:00"], [120]),  # the time resolved counts, and the party got the ticket in it
        ("restart", ["12:00"], [60]),
    ],
)
def test_assigned_while_resolved(on_reopen, starts, elapsed):
    rows = ("09:00 opened", "10:00 resolved", "11:00 assigned team=second-line", "12:00 reopened")
    found = clocks(fix(on_reopen=on_reopen), *rows, as_of="13:00")
    assert [each.started_at for each in found] == [at(start) for start in starts]
    assert [each.elapsed for each in found] == [minutes * MINUTES for minutes in elapsed]


# -- contracts of the field ----------------------------------------------------------------------------------------

LINES = {
    "first": Clause.of("first", "2bd on office", start="assigned", stop="resolved", held_by={"team": ("first-line",)}),
    "second": Clause.of("second", "10bd on office", start="assigned", stop="resolved", held_by=SECOND_LINE),
}


def test_support_lines_with_days_of_their_own_from_assignment():
    """A first line within 2 working days, a second within 10, each from when it was assigned the ticket."""
    contract = Contract.of(*LINES.values())
    rows = (
        "09:00 opened",
        "10:00 assigned team=first-line",
        "2027-01-15 12:00 assigned team=second-line",  # Friday: the first line had until Wednesday 18:00
        "2027-01-28 17:00 resolved",
    )
    first, second = clocks(contract, *rows, as_of="2027-02-01 09:00")
    assert (first.verdict, first.due_at) == (Verdict.BREACHED, at("2027-01-13 18:00"))
    assert (second.verdict, second.due_at) == (Verdict.MET, at("2027-01-29 18:00"))


def test_time_that_an_outside_vendor_needs_may_be_left_out():
    """The times of the provider do not count while a vendor has the ticket; a contract with the vendor counts those."""
    mine = Clause.of("resolution", "4h on office", pause="waiting-supplier")
    theirs = Clause.of("vendor", "2h on office", stop="resolved", held_by=SUPPLIER)
    rows = ("09:00 opened", "10:00 status=waiting-supplier", "13:00 status=in-progress", "15:00 resolved")
    found = {each.target: each for each in clocks(Contract.of(mine, theirs), *rows, as_of="18:00")}
    assert (found["resolution"].verdict, found["resolution"].elapsed) == (Verdict.MET, 3 * HOURS)
    assert (found["vendor"].verdict, found["vendor"].due_at) == (Verdict.BREACHED, at("12:00"))


def test_a_tier_that_starts_by_priority():
    """Where the starting tier follows from the priority, the clock of a tier counts while it has the ticket."""
    contract = Contract.of(Clause.of("tier-3", "1h on office", held_by={"team": ("tier-3",), "priority": ("P1",)}))
    rows = ("09:00 opened priority=P2 team=tier-3", "09:30 priority=P1", "10:15 resolved")
    (clock,) = clocks(contract, *rows, as_of="12:00")
    assert (clock.started_at, clock.elapsed) == (at("09:30"), timedelta(minutes=45))


def test_a_clock_without_holder_is_as_it_was():
    whole = Contract.of(response("1h on office"))
    assert clocks(whole, *STORY, as_of="16:00")[0].started_at == at("09:00")
