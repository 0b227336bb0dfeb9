"""What starts, ends, reopens and pauses a clock, as tables: one row, one clause (docs/decisions/0005)."""

from __future__ import annotations

import pytest

from houvast.sla.terms import State, Verdict
from tests.sla.contracts import Clause, Contract, resolution, response
from tests.sla.monday import HOURS, at, log, read, told

FOUR = Contract.of(resolution("4h on office"), response("1h on office"))


# -- 1, 2: facts up to and including the moment of looking, in order --------------------------------------------------


def test_facts_up_to_and_including_the_moment_of_looking_count():
    assert told(read(FOUR, "10:00 opened", "12:00 resolved", as_of="12:00")) == ("stopped", "met")
    assert told(read(FOUR, "10:00 opened", "12:00 resolved", as_of="11:59:59.999999")) == ("running", "pending")
    assert FOUR.clocks(log("10:00 opened"), at("09:59")) == []


def test_of_two_facts_at_one_instant_the_later_in_sequence_holds():
    paused = read(FOUR, "10:00 opened", "11:00 status=open", "11:00 status=waiting-customer", as_of="12:00")
    running = read(FOUR, "10:00 opened", "11:00 status=waiting-customer", "11:00 status=open", as_of="12:00")
    assert (paused.state, running.state) == (State.PAUSED, State.RUNNING)


def test_rows_may_come_in_any_order():
    rows = log("10:00 opened", "11:00 status=waiting-customer", "12:00 status=open", "15:00 resolved")
    assert FOUR.clocks(rows[::-1], at("17:00")) == FOUR.clocks(rows, at("17:00"))


# -- 3, 4: what ends a clock ------------------------------------------------------------------------------------------

LEAD = Contract.of(Clause.of("lead-time", "4h on office", stop="closed"))
AROUND = Contract.of(Clause.of("resolution", "4h on office", stop=("resolved", "workaround")))


@pytest.mark.parametrize(
    ("contract", "target", "what", "stops"),
    [
        (FOUR, "resolution", "resolved", True),
        (FOUR, "resolution", "closed", True),
        (FOUR, "resolution", "cancelled", True),
        (FOUR, "resolution", "workaround", False),
        (FOUR, "resolution", "reply", False),
        (AROUND, "resolution", "workaround", True),
        (AROUND, "resolution", "resolved", True),
        (LEAD, "lead-time", "resolved", False),
        (LEAD, "lead-time", "closed", True),
        (FOUR, "response", "reply", True),
        (FOUR, "response", "resolved", True),
        (FOUR, "response", "closed", True),
        (FOUR, "response", "cancelled", True),
        (FOUR, "response", "note", False),
        (FOUR, "response", "auto_reply", False),
        (FOUR, "response", "customer_reply", False),
        (FOUR, "response", "assigned", False),
    ],
)
def test_what_stops_a_clock(contract, target, what, stops):
    found = read(contract, "10:00 opened", f"10:30 {what}", as_of="10:45", target=target)
    assert (found.stopped_at == at("10:30")) is stops


def test_reopening_undoes_the_end_of_a_ticket_but_not_a_reply():
    rows = ("10:00 opened", "10:30 reply", "11:00 resolved", "12:00 reopened")
    assert told(read(FOUR, *rows, as_of="13:00")) == ("running", "pending")
    answered = read(FOUR, *rows, as_of="13:00", target="response")
    assert (told(answered), answered.stopped_at) == (("stopped", "met"), at("10:30"))


def test_a_response_that_ended_with_the_ticket_stays_ended():
    found = read(FOUR, "10:00 opened", "10:30 resolved", "11:00 reopened", as_of="16:00", target="response")
    assert (told(found), found.stopped_at) == (("stopped", "met"), at("10:30"))


def test_reopening_undoes_a_cancellation_of_every_clock():
    rows = ("10:00 opened", "10:30 cancelled", "11:00 reopened")
    assert told(read(FOUR, *rows, as_of="10:45", target="response")) == ("void", "none")
    assert read(FOUR, *rows, as_of="11:15", target="response").due_at == at("11:30")
    assert read(FOUR, *rows, as_of="11:15").due_at == at("14:30")


# -- 5-9: cycles and reopening ----------------------------------------------------------------------------------------

UPDATE = Contract.of(Clause.of("update", "2h on office", start="reply", stop="reply"))
WAITING = Contract.of(Clause.of("next-reply", "2h on office", start="customer_reply", stop="reply"))


def test_every_reply_ends_one_update_cycle_and_begins_the_next():
    rows = log("09:00 opened", "10:00 reply", "11:00 reply", "14:30 reply", "15:00 resolved", "15:30 reply")
    found = UPDATE.clocks(rows, at("17:00"))
    assert [(each.cycle, each.started_at, each.stopped_at, each.verdict.word) for each in found] == [
        (1, at("10:00"), at("11:00"), "met"),
        (2, at("11:00"), at("14:30"), "breached"),
        (3, at("14:30"), at("15:00"), "met"),  # nothing happened in it: it ended before it was due
    ]


def test_after_reopening_the_next_reply_begins_a_new_update_cycle():
    rows = log("09:00 opened", "10:00 reply", "11:00 resolved", "12:00 reopened", "13:00 reply")
    assert [each.started_at for each in UPDATE.clocks(rows, at("14:00"))] == [at("10:00"), at("13:00")]


def test_a_second_message_of_the_customer_does_not_restart_the_wait():
    rows = log("09:00 opened", "10:00 customer_reply", "11:30 customer_reply", "11:45 reply", "12:00 customer_reply")
    found = WAITING.clocks(rows, at("12:30"))
    assert [(each.started_at, each.stopped_at, each.due_at) for each in found] == [
        (at("10:00"), at("11:45"), at("12:00")),
        (at("12:00"), None, at("14:00")),
    ]


@pytest.mark.parametrize(
    ("on_reopen", "due", "elapsed"),
    [("resume", "17:00", 3 * HOURS), ("continue", "14:00", 6 * HOURS)],
)
def test_time_spent_resolved(on_reopen, due, elapsed):
    contract = Contract.of(resolution("4h on office", on_reopen=on_reopen))
    found = read(contract, "10:00 opened", "11:00 resolved", "14:00 reopened", as_of="16:00")
    assert (found.cycle, found.due_at, found.elapsed) == (1, at(due), elapsed)
    assert told(found) == ("running", "breached" if on_reopen == "continue" else "pending")


def test_continuing_counts_a_pause_that_was_set_after_a_workaround():
    """Had the stop not been, it had been paused: the ticket was never resolved."""
    contract = Contract.of(resolution("4h on office", stop=("resolved", "workaround"), on_reopen="continue"))
    rows = ("09:00 opened", "10:00 workaround", "11:00 status=waiting-customer", "13:00 reopened")
    found = read(contract, *rows, as_of="14:00")
    assert (found.elapsed, found.paused, found.due_at) == (3 * HOURS, 2 * HOURS, at("15:00"))


@pytest.mark.parametrize("end", ["resolved", "closed", "cancelled"])
def test_continuing_counts_the_time_after_a_pause_that_ended_with_the_ticket(end):
    contract = Contract.of(resolution("4h on office", on_reopen="continue"))
    rows = ("09:00 opened", "10:00 status=waiting-customer", f"11:00 {end}", "12:00 reopened")
    found = read(contract, *rows, as_of="12:30")
    assert (found.elapsed, found.paused, found.due_at) == (2.5 * HOURS, 1 * HOURS, at("14:00"))


def test_restarting_leaves_the_first_cycle_with_its_verdict():
    contract = Contract.of(resolution("4h on office", on_reopen="restart"))
    rows = log("10:00 opened", "11:00 resolved", "14:00 reopened", "17:00 resolved")
    first, second = contract.clocks(rows, at("17:30"))
    assert (first.stopped_at, told(first)) == (at("11:00"), ("stopped", "met"))
    assert (second.started_at, second.elapsed, told(second)) == (at("14:00"), 3 * HOURS, ("stopped", "met"))


def test_resolving_again_changes_nothing():
    rows = ("10:00 opened", "11:00 resolved", "15:30 resolved", "16:00 closed")
    found = read(FOUR, *rows, as_of="17:00")
    assert (found.stopped_at, found.verdict) == (at("11:00"), Verdict.MET)


# -- 12-14: pauses ----------------------------------------------------------------------------------------------------


def test_time_with_the_customer_does_not_count():
    rows = ("10:00 opened", "11:00 status=waiting-customer", "13:00 status=open")
    found = read(FOUR, *rows, as_of="14:00")
    assert (found.due_at, found.elapsed, found.paused) == (at("16:00"), 2 * HOURS, 2 * HOURS)


def test_a_paused_clock_has_no_due_instant():
    found = read(FOUR, "10:00 opened", "11:00 status=waiting-customer", as_of="17:00")
    assert (told(found), found.due_at, found.elapsed) == (("paused", "pending"), None, 1 * HOURS)


def test_a_clock_that_is_paused_when_its_time_runs_out_is_due_then():
    rows = ("10:00 opened", "14:00 status=waiting-customer")
    found = read(FOUR, *rows, as_of="14:00")
    assert (told(found), found.due_at) == (("paused", "pending"), at("14:00"))
    late = read(FOUR, *rows, as_of="14:00:00.000001")
    assert (told(late), late.due_at) == (("paused", "breached"), at("14:00"))


def test_only_the_statuses_that_a_clock_lists_pause_it():
    rows = ("10:00 opened", "10:15 status=waiting-customer")
    assert read(FOUR, *rows, as_of="10:30").state is State.PAUSED
    assert read(FOUR, *rows, as_of="10:30", target="response").state is State.RUNNING


def test_a_ticket_opened_in_a_paused_status_starts_paused():
    found = read(FOUR, "10:00 opened status=waiting-customer", "12:00 status=open", as_of="13:00")
    assert (found.started_at, found.due_at, found.paused) == (at("10:00"), at("16:00"), 2 * HOURS)


def test_resolving_and_reopening_end_a_pause():
    rows = ("10:00 opened", "11:00 status=waiting-customer", "13:00 resolved", "14:00 reopened")
    found = read(FOUR, *rows, as_of="15:00")
    assert (told(found), found.elapsed, found.paused) == (("running", "pending"), 2 * HOURS, 2 * HOURS)


def test_a_status_set_while_resolved_changes_nothing():
    rows = ("10:00 opened", "11:00 resolved", "12:00 status=waiting-customer", "13:00 reopened")
    assert read(FOUR, *rows, as_of="14:00").state is State.RUNNING
    assert read(LEAD, *rows, as_of="14:00", target="lead-time").elapsed == 4 * HOURS


def test_a_cycle_that_begins_while_waiting_begins_paused():
    contract = Contract.of(Clause.of("update", "2h on office", start="reply", stop="reply", pause="waiting-customer"))
    rows = ("09:00 opened", "09:30 status=waiting-customer", "10:00 reply", "12:00 status=open")
    found = read(contract, *rows, as_of="13:00", target="update")
    assert (found.started_at, found.elapsed, found.paused) == (at("10:00"), 1 * HOURS, 2 * HOURS)


def test_a_pause_after_the_due_instant_does_not_mend_a_breach():
    rows = ("09:00 opened", "14:00 status=waiting-customer", "15:00 resolved")
    found = read(FOUR, *rows, as_of="14:30")
    assert (told(found), found.due_at, found.verdict_at) == (("paused", "breached"), at("13:00"), at("13:00"))
    assert told(read(FOUR, *rows, as_of="16:00")) == ("stopped", "breached")
