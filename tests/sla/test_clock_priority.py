"""Priorities, changes of priority and promises, as tables (docs/decisions/0005)."""

from __future__ import annotations

import pytest

from tests.sla.contracts import Contract, resolution
from tests.sla.monday import HOURS, MINUTES, at, read, told

# -- 15: priority -----------------------------------------------------------------------------------------------------

TABLE = {"P1": "1h on office", "P2": "2h on office", "P3": "4h on office", "P4": "best effort"}


@pytest.mark.parametrize(
    ("rows", "priority"),
    [
        (["10:00 opened"], "P3"),  # the default
        (["10:00 opened impact=high urgency=high"], "P1"),
        (["10:00 opened impact=high"], "P3"),  # half a coordinate is none
        (["10:00 opened impact=high urgency=high priority=P4"], "P4"),  # explicit wins
        (["10:00 opened impact=high urgency=medium", "10:10 priority urgency=high"], "P1"),
        (["10:00 opened priority=P4", "10:10 note impact=high urgency=medium"], "P2"),  # any event may say so
        (["10:00 opened impact=high urgency=high", "10:10 priority=P4"], "P4"),
        (["10:00 opened impact=high urgency=high priority=P4", "10:10 priority impact=low"], "P3"),
        (["10:00 opened impact=huge urgency=high"], "P3"),  # not in the matrix
    ],
)
def test_priority(rows, priority):
    assert read(Contract.of(resolution(TABLE)), *rows, as_of="10:20").priority == priority


# -- 16-19, 28: a change of priority ----------------------------------------------------------------------------------


def changing(how: str) -> Contract:
    return Contract.of(
        resolution({"P2": "2h on office", "P3": "8h on office", "P4": "best effort"}, on_priority_change=how)
    )


@pytest.mark.parametrize(
    ("how", "due", "elapsed", "promised"),
    [
        ("from-start", "11:00", 2 * HOURS, 2 * HOURS),  # 2 h since opening
        ("from-change", "12:00", 1 * HOURS, 2 * HOURS),  # 2 h since 10:00
        ("carry-over", "11:45", 2 * HOURS, 2 * HOURS + 45 * MINUTES),  # 1 of 8 h used: 7/8 of 2 h are left
    ],
)
def test_a_change_of_priority(how, due, elapsed, promised):
    found = read(changing(how), "09:00 opened", "10:00 priority=P2", as_of="11:00")
    assert (found.priority, found.due_at, found.elapsed, found.promised) == ("P2", at(due), elapsed, promised)
    assert found.started_at == at("09:00")


def test_from_start_a_new_promise_may_already_be_broken():
    found = read(changing("from-start"), "09:00 opened", "12:00 priority=P2", as_of="12:00")
    assert (told(found), found.due_at, found.verdict_at) == (("running", "breached"), at("11:00"), at("11:00"))


@pytest.mark.parametrize("how", ["from-start", "from-change", "carry-over"])
def test_a_change_after_the_due_instant_does_not_mend_a_breach(how):
    rows = ("09:00 opened priority=P2", "11:00:01 priority=P3")
    found = read(changing(how), *rows, as_of="12:00")
    assert (told(found), found.due_at, found.priority) == (("running", "breached"), at("11:00"), "P2")
    assert (found.elapsed, found.promised) == (3 * HOURS, 2 * HOURS)


def test_stopped_at_the_due_instant_is_not_late_when_it_is_reopened_under_another_priority():
    rows = ("09:00 opened priority=P2", "11:00 resolved", "12:00 priority=P3", "13:00 reopened")
    found = read(changing("from-start"), *rows, as_of="14:00")
    assert (told(found), found.due_at, found.elapsed) == (("running", "pending"), at("2027-01-12 09:00"), 3 * HOURS)


def test_continuing_past_the_due_instant_is_late_under_the_promise_that_ran_out():
    contract = Contract.of(
        resolution({"P2": "2h on office", "P3": "8h on office"}, on_reopen="continue"),
    )
    rows = ("09:00 opened priority=P2", "10:00 resolved", "12:00 priority=P3", "13:00 reopened")
    found = read(contract, *rows, as_of="14:00")
    assert (told(found), found.due_at, found.priority) == (("running", "breached"), at("11:00"), "P2")


def test_best_effort_uses_no_share_of_a_promise():
    rows = ("09:00 opened", "10:00 priority=P4", "12:00 priority=P2")  # 1 of 8 h used, then none
    found = read(changing("carry-over"), *rows, as_of="12:30")
    assert (found.due_at, found.elapsed, found.promised) == (at("13:45"), 3.5 * HOURS, 4.75 * HOURS)


@pytest.mark.parametrize(("how", "due"), [("from-start", "17:00"), ("from-change", "2027-01-12 09:00")])
def test_a_change_at_the_due_instant_is_in_time(how, due):
    found = read(changing(how), "09:00 opened priority=P2", "11:00 priority=P3", as_of="12:00")
    assert (told(found), found.due_at) == (("running", "pending"), at(due))


def test_pauses_survive_a_change_from_start():
    rows = ("09:00 opened", "09:30 status=waiting-customer", "10:30 status=open", "11:00 priority=P2")
    found = read(changing("from-start"), *rows, as_of="11:30")
    assert (found.due_at, found.elapsed, found.paused) == (at("12:00"), 90 * MINUTES, 1 * HOURS)


def test_carrying_over_counts_each_stretch_in_its_own_calendar():
    contract = Contract.of(
        resolution({"P3": "4h on office", "P1": "4h on always"}, on_priority_change="carry-over"),
    )
    # One hour until closing, then one by the clock.
    found = read(contract, "17:00 opened", "20:00 priority=P1", as_of="21:00")
    assert (found.elapsed, found.promised, found.due_at) == (2 * HOURS, 4 * HOURS, at("23:00"))


def test_a_change_while_resolved_takes_effect_at_reopening():
    rows = ("09:00 opened", "10:00 resolved", "10:30 priority=P2", "11:00 reopened")
    assert read(changing("from-start"), *rows, as_of="10:45").priority == "P3"
    found = read(changing("from-change"), *rows, as_of="11:30")
    assert (found.priority, found.due_at, found.elapsed) == ("P2", at("13:00"), 30 * MINUTES)


def test_a_change_after_the_final_stop_has_no_effect():
    found = read(changing("from-start"), "09:00 opened", "14:00 resolved", "15:00 priority=P2", as_of="16:00")
    assert (found.priority, told(found), found.due_at) == ("P3", ("stopped", "met"), at("17:00"))


def test_the_event_that_stops_a_clock_says_nothing_to_it():
    found = read(changing("from-start"), "09:00 opened", "14:00 resolved priority=P2", as_of="16:00")
    assert (found.priority, told(found)) == ("P3", ("stopped", "met"))


def test_back_to_the_old_priority_at_once_is_no_change():
    rows = ("09:00 opened", "10:00 priority=P2", "10:00 priority=P3")
    assert read(changing("from-change"), *rows, as_of="11:00").due_at == at("17:00")


def test_one_promise_for_every_priority_never_changes():
    contract = Contract.of(resolution("4h on office", on_priority_change="from-change"))
    found = read(contract, "09:00 opened priority=P1", "10:00 priority=P2", as_of="11:00")
    assert (found.priority, found.due_at, found.elapsed) == ("P2", at("13:00"), 2 * HOURS)


# -- 20-24: promises --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "opened", "due"),
    [
        ("4h on office", "16:00", "2027-01-12 10:00"),
        ("4h", "16:00", "20:00"),  # no calendar: by the clock
        ("2d", "16:00", "2027-01-13 16:00"),  # 48 hours by the clock
        ("2bd on office", "16:00", "2027-01-13 18:00"),
        ("2bd on office", "2027-01-09 11:00", "2027-01-13 18:00"),  # a Saturday
        ("1bd on office", "2027-01-11 19:00", "2027-01-12 18:00"),
        ("2bd same-time on office", "10:20", "2027-01-13 10:20"),
        ("2bd on office cut-off 16:00", "16:01", "2027-01-14 18:00"),
        ("2bd on office cut-off 16:00", "16:00", "2027-01-13 18:00"),
    ],
)
def test_promises(promise, opened, due):
    found = read(Contract.of(resolution(promise)), f"{opened} opened", as_of=opened)
    assert found.due_at == at(due)


def test_a_pause_pushes_business_days_by_open_time():
    contract = Contract.of(resolution("1bd on office"))
    rows = ("10:00 opened", "11:00 status=waiting-customer", "13:00 status=open")
    found = read(contract, *rows, as_of="14:00")
    assert (found.due_at, found.promised) == (at("2027-01-13 10:00"), 18 * HOURS)


@pytest.mark.parametrize("table", [{"P1": "1h on office"}, {"P3": "best effort"}])
def test_best_effort_and_a_missing_priority_promise_nothing(table):
    found = read(Contract.of(resolution(table)), "10:00 opened", "2027-01-12 10:00 resolved", as_of="2027-01-13 10:00")
    assert (found.due_at, found.promised, found.verdict_at) == (None, None, None)
    assert (told(found), found.elapsed) == (("stopped", "none"), 24 * HOURS)
