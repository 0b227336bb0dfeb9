"""Due, verdict, cancelled, merged and corrected tickets, as tables (docs/decisions/0005)."""

from __future__ import annotations

import pytest

from houvast.sla.clock import Clock
from houvast.sla.terms import State, Verdict
from tests.sla.contracts import Clause, Contract, Row, event, resolution, response
from tests.sla.monday import HOURS, at, log, read, told

FOUR = Contract.of(resolution("4h on office"), response("1h on office"))
WAITING = Contract.of(Clause.of("next-reply", "2h on office", start="customer_reply", stop="reply"))


# -- 25-32: due, verdict, elapsed -------------------------------------------------------------------------------------


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


# -- 33-35: cancelled, merged, corrected ------------------------------------------------------------------------------


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


# -- 10: which tickets a clock is for ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("channel", "clocks"), [("portal", 1), ("phone", 1), ("mail", 0), (None, 0)])
def test_a_clock_for_some_channels_only(channel, clocks):
    contract = Contract.of(resolution("4h on office", only={"channel": ("portal", "phone")}))
    said = {} if channel is None else {"channel": channel}
    rows = [event(at("09:00"), "opened", **said), event(at("09:30"), "note", channel="portal")]
    assert len(contract.clocks(rows, at("10:00"))) == clocks
