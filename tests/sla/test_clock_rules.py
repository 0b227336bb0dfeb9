"""The rules of the clock as tables: one row, one clause (docs/decisions/0005). Times without date are on a Monday."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from houvast.sla.clock import Clock
from houvast.sla.terms import State, Verdict
from tests.sla.contracts import Clause, Contract, Row, ams, event, resolution, response

DAY = "2027-01-11 "  # a Monday
HOURS = timedelta(hours=1)
MINUTES = timedelta(minutes=1)


def at(written: str) -> datetime:
    """`10:00` on that Monday, or a whole date and time; in Amsterdam."""
    return ams(written if "-" in written else DAY + written)


def log(*written: str, ticket: str = "T1") -> list[Row]:
    """Rows such as `10:00 status=waiting-customer` or `10:00 resolved priority=P1`."""
    return [_row(line.split(), number, ticket) for number, line in enumerate(written)]


def _row(words: list[str], number: int, ticket: str) -> Row:
    """`status=open` is short for `status status=open`; a date may come before the time."""
    until = 2 if "-" in words[0] else 1
    what = words[until].split("=")[0]
    said = dict(word.split("=") for word in words[until:] if "=" in word)
    return event(at(" ".join(words[:until])), what, ticket, seq=number, **said)


def read(contract: Contract, *written: str, as_of: str, target: str = "resolution", cycle: int = 1) -> Clock:
    return contract.clock(log(*written), at(as_of), target, cycle)


def told(clock: Clock) -> tuple[str, str]:
    return clock.state.word, clock.verdict.word


FOUR = Contract.of(resolution("4h on office"), response("1h on office"))


# -- 1, 2: facts up to and including the moment of looking; order by instant, then by sequence --------------------


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


# -- 3: what ends a clock ----------------------------------------------------------------------------------------

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


# -- 4: cycles and reopening -------------------------------------------------------------------------------------

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


# -- 5: pauses -----------------------------------------------------------------------------------------------------


def test_time_with_the_customer_does_not_count():
    rows = ("10:00 opened", "11:00 status=waiting-customer", "13:00 status=open")
    found = read(FOUR, *rows, as_of="14:00")
    assert (found.due_at, found.elapsed, found.paused) == (at("16:00"), 2 * HOURS, 2 * HOURS)


def test_a_paused_clock_has_no_due_instant():
    found = read(FOUR, "10:00 opened", "11:00 status=waiting-customer", as_of="17:00")
    assert (told(found), found.due_at, found.elapsed) == (("paused", "pending"), None, 1 * HOURS)


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


# -- 6: priority ---------------------------------------------------------------------------------------------------

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


# -- 7: a change of priority ---------------------------------------------------------------------------------------


def changing(how: str) -> Contract:
    return Contract.of(resolution({"P2": "2h on office", "P3": "8h on office", "P4": "best effort"}, on_priority_change=how))


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
    found = read(contract, "17:00 opened", "20:00 priority=P1", as_of="21:00")  # one hour until closing, then by the clock
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


# -- 8: promises ---------------------------------------------------------------------------------------------------


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


# -- 9, 10: due, verdict, elapsed ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("resolved", "met_at_due", "verdict"),
    [
        ("12:59:59.999999", True, "met"),
        ("13:00", True, "met"),
        ("13:00:00.000001", True, "breached"),
        ("12:59:59.999999", False, "met"),
        ("13:00", False, "breached"),
    ],
)
def test_stopping_around_the_due_instant(resolved, met_at_due, verdict):
    contract = Contract.of(resolution("4h on office", met_at_due=met_at_due))
    found = read(contract, "09:00 opened", f"{resolved} resolved", as_of="17:00")
    assert (found.verdict.word, found.due_at) == (verdict, at("13:00"))
    assert found.verdict_at == min(at("13:00"), at(resolved))


@pytest.mark.parametrize(
    ("as_of", "verdict"), [("12:59", "pending"), ("13:00", "pending"), ("13:00:00.000001", "breached")]
)
def test_looking_around_the_due_instant(as_of, verdict):
    assert read(FOUR, "09:00 opened", as_of=as_of).verdict.word == verdict


def test_time_that_runs_out_at_closing_is_due_at_closing():
    assert read(FOUR, "14:00 opened", as_of="2027-01-12 07:00").due_at == at("18:00")
    assert told(read(FOUR, "14:00 opened", "2027-01-12 07:00 resolved", as_of="2027-01-12 09:00"))[1] == "breached"


def test_a_stopped_clock_shows_when_it_would_have_been_due():
    found = read(FOUR, "10:00 opened", "11:00 status=waiting-customer", "12:00 resolved", as_of="17:00")
    assert (found.due_at, found.verdict_at) == (at("15:00"), at("12:00"))


def test_overdue_time_stops_growing_at_the_stop():
    rows = ("09:00 opened", "15:00 resolved")
    assert read(FOUR, *rows, as_of="14:00").elapsed == 5 * HOURS
    assert read(FOUR, *rows, as_of="16:00").elapsed == read(FOUR, *rows, as_of="2027-02-16 16:00").elapsed == 6 * HOURS


# -- 11: cancelled, merged, corrected --------------------------------------------------------------------------------


def test_cancelling_voids_what_was_not_decided():
    found = read(FOUR, "10:00 opened", "11:00 cancelled", as_of="17:00")
    assert (told(found), found.stopped_at, found.verdict_at) == (("void", "none"), at("11:00"), None)


@pytest.mark.parametrize(
    ("rows", "verdict", "stopped"),
    [
        (("10:00 opened", "11:00 resolved", "12:00 cancelled"), "met", "11:00"),
        (("10:00 opened", "14:00:01 cancelled"), "breached", "14:00:01"),
        (("10:00 opened", "15:00 resolved", "16:00 cancelled"), "breached", "15:00"),
    ],
)
def test_cancelling_leaves_what_was_decided(rows, verdict, stopped):
    found = read(FOUR, *rows, as_of="17:00")
    assert (told(found), found.stopped_at) == (("stopped", verdict), at(stopped))


def test_cancelling_at_the_due_instant_is_in_time():
    assert told(read(FOUR, "10:00 opened", "14:00 cancelled", as_of="17:00")) == ("void", "none")


def test_a_merged_ticket_is_void_and_its_survivor_started_when_it_did():
    rows = [
        *log("09:00 opened", "09:30 reply", "12:00 merged into=T2"),
        *log("11:00 opened priority=P1", ticket="T2"),
    ]
    before = {(each.ticket, each.target): each for each in FOUR.clocks(rows, at("11:59"))}
    after = {(each.ticket, each.target): each for each in FOUR.clocks(rows, at("12:30"))}
    assert before["T2", "resolution"].started_at == at("11:00")
    assert (after["T2", "resolution"].started_at, after["T2", "resolution"].due_at) == (at("09:00"), at("13:00"))
    assert after["T2", "resolution"].priority == "P1"
    assert (told(after["T1", "resolution"]), after["T1", "resolution"].stopped_at) == (("void", "none"), at("12:00"))
    assert (told(after["T1", "response"]), after["T1", "response"].stopped_at) == (("void", "none"), at("09:30"))


def test_nothing_happens_to_a_ticket_after_it_was_merged():
    rows = [
        *log("09:00 opened", "10:00 merged into=T2", "11:00 reopened", "12:00 customer_reply"),
        *log("09:30 opened", ticket="T2"),
    ]
    assert [each.ticket for each in WAITING.clocks(rows, at("14:00"))] == []
    assert told(FOUR.clocks(rows, at("14:00"))[0]) == ("void", "none")


def test_a_correction_takes_the_place_of_what_it_corrects():
    rows = log("09:00 opened", "14:00 resolved id=E1", "12:30 correction corrects=E1")
    assert (found := read_rows(rows)).stopped_at == at("12:30")
    assert found.verdict is Verdict.MET


def test_a_correction_may_say_that_it_was_something_else_or_nothing():
    withdrawn = log("09:00 opened", "12:00 resolved id=E1", "12:00 correction corrects=E1 becomes=withdrawn")
    reply = log("09:00 opened", "12:00 resolved id=E1", "12:00 correction corrects=E1 becomes=reply")
    assert read_rows(withdrawn).state is State.RUNNING
    assert read_rows(reply).state is State.RUNNING
    assert FOUR.clock(reply, at("17:00"), "response").stopped_at == at("12:00")


def test_a_correction_may_be_corrected():
    rows = log(
        "09:00 opened", "14:00 resolved id=E1", "12:00 correction id=E2 corrects=E1", "15:00 correction corrects=E2"
    )
    assert read_rows(rows).stopped_at == at("15:00")


def read_rows(rows: list[Row]) -> Clock:
    return FOUR.clock(rows, at("17:00"))


# -- 12: which tickets a clock is for --------------------------------------------------------------------------------


@pytest.mark.parametrize(("channel", "clocks"), [("portal", 1), ("phone", 1), ("mail", 0), (None, 0)])
def test_a_clock_for_some_channels_only(channel, clocks):
    contract = Contract.of(resolution("4h on office", only={"channel": ("portal", "phone")}))
    said = {} if channel is None else {"channel": channel}
    rows = [event(at("09:00"), "opened", **said), event(at("09:30"), "note", channel="portal")]
    assert len(contract.clocks(rows, at("10:00"))) == clocks
