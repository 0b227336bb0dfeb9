"""
What users of other products suffer, each as a named test: the clocks must not do this to anyone.

Each stands for a complaint that other products keep getting. Those that also need pages, mail or the worker are
tested again in tests/portal: 17 and 18 (steps are recorded once), 21 (the worker finds the exact instant),
28 (each customer its own agreement), 30 (tickets from the portal).
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from houvast.sla import clock, target
from houvast.sla.agreement.model import DEFAULT_LADDER
from houvast.sla.escalation import Planned, next_look, steps_owed
from houvast.sla.events import Events
from houvast.sla.explain import Reason, explain
from houvast.sla.terms import NEVER, State, Verdict, instant
from tests.sla.contracts import DAYS, OFFICE, Clause, Contract, Row, Sheet, ams, event, resolution, response, utc

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

BASIC = Contract.of(response("1h on office"), resolution("8h on office"))


def waiting(since: str, until: str | None = None) -> list[Row]:
    """The ticket waits for the customer between two wall times in Amsterdam."""
    rows = [event(ams(since), "status", status="waiting-customer")]
    return rows if until is None else [*rows, event(ams(until), "status", status="in-progress")]


def planned(
    contract: Contract, rows: list[Row], as_of: datetime, name: str = "resolution", cycle: int = 1
) -> list[Planned]:
    """The ladder of one clock, with the instants its shares of the promise are used up."""
    shares = [step.percent for step in DEFAULT_LADDER]
    found, at = clock.moments(Events.of(rows), contract.agreement, as_of=as_of, shares=shares)
    mine = next(row for row, each in enumerate(found.rows()) if (each.target, each.cycle) == (name, cycle))
    return [Planned(step, instant(n)) for step, n in zip(DEFAULT_LADDER, at[mine].tolist(), strict=True) if n != NEVER]


def test_pain_01_waiting_time_survives_priority_change():
    contract = Contract.of(resolution({"P2": "4h on office", "P3": "8h on office"}))
    rows = [event(ams("2027-01-11 09:00"), "opened"), *waiting("2027-01-11 10:00", "2027-01-11 15:00")]
    rows.append(event(ams("2027-01-11 16:00"), "priority", priority="P2"))
    found = contract.clock(rows, ams("2027-01-11 16:30"))
    assert (found.paused, found.elapsed) == (5 * HOUR, 150 * MINUTE)
    assert found.due_at == ams("2027-01-11 18:00")


def test_pain_02_waiting_for_the_customer_stops_the_clock_that_says_so():
    rows = [event(ams("2027-01-11 09:00"), "opened"), *waiting("2027-01-11 09:30")]
    assert BASIC.clock(rows, ams("2027-01-20 09:00")).state is State.PAUSED
    assert BASIC.clock(rows, ams("2027-01-20 09:00"), "response").verdict is Verdict.BREACHED
    why = explain(Events.of(rows), BASIC.agreement, as_of=ams("2027-01-20 09:00"))
    waits = [part for each in why for part in each.segments if part.reason is Reason.PAUSED]
    assert [(part.detail, part.length) for part in waits] == [
        ("waiting-customer", ams("2027-01-20 09:00") - ams("2027-01-11 09:30"))
    ]


def test_pain_03_a_weekend_of_waiting_is_not_credited_as_business_time():
    """Paused from Friday 17:00 to Monday 09:00: two business hours, not 64."""
    rows = [event(ams("2027-01-15 16:00"), "opened"), *waiting("2027-01-15 17:00", "2027-01-18 09:00")]
    found = BASIC.clock(rows, ams("2027-01-18 09:00"))
    assert found.paused == 2 * HOUR
    assert found.due_at == ams("2027-01-18 16:00")


def test_pain_04_after_a_pause_the_deadline_lies_inside_the_service_window():
    for hour in range(24):
        until = ams("2027-01-12 00:00") + hour * HOUR
        rows = [event(ams("2027-01-11 09:00"), "opened"), *waiting("2027-01-11 16:45")]
        rows.append(event(until, "status", status="in-progress"))
        due = BASIC.clock(rows, until + MINUTE).due_at
        assert OFFICE.calendar.is_open(due - timedelta(microseconds=1)), until


def test_pain_05_from_paused_to_resolved_in_one_step_still_takes_the_pause_out():
    """On hold from February to August, then resolved without another status: minutes, not 42 days."""
    rows = [event(ams("2027-02-01 09:00"), "opened"), *waiting("2027-02-01 09:45")]
    rows.append(event(ams("2027-08-02 10:00"), "resolved"))
    found = BASIC.clock(rows, ams("2027-08-03 10:00"))
    assert (found.elapsed, found.verdict) == (45 * MINUTE, Verdict.MET)
    assert found.paused == OFFICE.calendar.between(ams("2027-02-01 09:45"), ams("2027-08-02 10:00"))


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "UTC"])
def test_pain_06_an_agent_in_another_zone_sees_the_same_clock(zone, monkeypatch):
    rows = [event(ams("2027-01-11 09:00"), "opened"), event(ams("2027-01-11 09:30"), "reply")]
    as_of = ams("2027-01-11 11:00")
    here = BASIC.clocks(rows, as_of)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        there = [row | {"at": row["at"].astimezone(ZoneInfo(zone))} for row in rows]
        assert BASIC.clocks(there, as_of.astimezone(ZoneInfo(zone))) == here
        assert all(each.started_at.tzinfo is UTC for each in here)
    finally:
        os.environ.pop("TZ")
        time.tzset()
    assert [each.verdict.word for each in here] == ["pending", "met"]


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2027-03-26 17:00", "2027-03-29 15:00"),  # the clocks go forward in between
        ("2027-10-29 17:00", "2027-11-01 15:00"),  # and back
        ("2027-07-09 17:00", "2027-07-12 15:00"),
    ],
)
def test_pain_07_office_hours_do_not_shift_when_the_clocks_change(opened, due):
    assert BASIC.clock([event(ams(opened), "opened")], ams(opened)).due_at == ams(due)


def test_pain_09_lunch_breaks_and_split_shifts():
    split = Sheet.of({"mon": "08:00-12:00 13:00-17:00", "tue": "06:00-10:00 14:00-18:00 20:00-22:00"})
    contract = Contract.of(resolution("8h on split"), sheets={"split": split})
    found = contract.clock([event(ams("2027-01-11 11:30"), "opened")], ams("2027-01-11 12:45"))
    assert (found.elapsed, found.due_at) == (30 * MINUTE, ams("2027-01-12 09:30"))


def test_pain_10_half_a_holiday():
    christmas_eve = Sheet.of("08:00-18:00", holidays=["2026-12-25"], dates={"2026-12-24": "08:00-13:00"})
    contract = Contract.of(resolution("8h on office"), sheets={"office": christmas_eve})
    assert contract.clock([event(ams("2026-12-24 10:00"), "opened")], ams("2026-12-24 10:00")).due_at == ams(
        "2026-12-28 13:00"
    )


@pytest.mark.parametrize(
    ("on_reopen", "cycles", "due"),
    [
        ("resume", 1, "2027-01-13 11:00"),  # a day resolved does not count
        ("continue", 1, "2027-01-12 09:00"),  # the day counts
        ("restart", 2, "2027-01-13 12:00"),  # eight fresh hours from reopening
    ],
)
def test_pain_16_what_reopening_does_is_agreed(on_reopen, cycles, due):
    contract = Contract.of(resolution("8h on office", on_reopen=on_reopen))
    rows = [
        event(ams("2027-01-11 11:00"), "opened"),
        event(ams("2027-01-11 12:00"), "resolved"),
        event(ams("2027-01-12 14:00"), "reopened"),
    ]
    found = contract.clocks(rows, ams("2027-01-12 15:00"))
    assert (len(found), found[-1].due_at) == (cycles, ams(due))
    assert found[0].verdict is (Verdict.MET if on_reopen == "restart" else found[0].verdict)


def test_pain_17_reopening_after_the_due_instant_alarms_nobody_again():
    rows = [
        event(ams("2027-01-11 09:00"), "opened"),
        event(ams("2027-01-12 09:00"), "resolved"),
        event(ams("2027-01-20 09:00"), "reopened"),
    ]
    now = ams("2027-01-20 09:00:01")
    ladder = planned(BASIC, rows, now)
    told = {step.key for step in DEFAULT_LADDER}
    assert [each.at for each in ladder] == [ams("2027-01-11 15:00"), ams("2027-01-11 16:12"), ams("2027-01-11 17:00")]
    assert steps_owed(ladder, done=told, now=now) == []
    assert next_look(ladder, done=told, now=now) is None


def test_pain_17_a_restarted_clock_warns_by_its_own_shares():
    contract = Contract.of(resolution("8h on office", on_reopen="restart"))
    rows = [
        event(ams("2027-01-11 09:00"), "opened"),
        event(ams("2027-01-12 09:00"), "resolved"),
        event(ams("2027-01-20 09:00"), "reopened"),
    ]
    ladder = planned(contract, rows, ams("2027-01-20 09:00:01"), cycle=2)
    assert steps_owed(ladder, done=(), now=ams("2027-01-20 09:00:01")) == []
    assert next_look(ladder, done=(), now=ams("2027-01-20 09:00:01")) == ams("2027-01-20 15:00")


def test_pain_18_each_step_is_owed_once_however_often_anyone_looks():
    rows = [event(ams("2027-01-11 09:00"), "opened")]
    sent: list[str] = []
    for minutes in range(0, 3 * 24 * 60, 12):
        now = ams("2027-01-11 09:00") + minutes * MINUTE
        sent += [each.step.key for each in steps_owed(planned(BASIC, rows, now), done=sent, now=now)]
    assert sent == ["reminder-75", "escalation-90", "breach-100"]


def test_pain_20_thresholds_walk_the_same_calendar_as_the_promise():
    """Opened on Friday at 17:00: nothing at once, nothing in the weekend."""
    rows = [event(ams("2027-01-15 17:00"), "opened")]
    ladder = planned(BASIC, rows, ams("2027-01-15 17:00"))
    assert [each.at for each in ladder] == [ams("2027-01-18 13:00"), ams("2027-01-18 14:12"), ams("2027-01-18 15:00")]
    assert steps_owed(ladder, done=(), now=ams("2027-01-17 12:00")) == []


@pytest.mark.parametrize("later", [timedelta(microseconds=1), MINUTE, 30 * DAY, 4000 * DAY])
def test_pain_21_a_breach_has_the_instant_it_happened_whenever_it_is_noticed(later):
    rows = [event(ams("2027-01-11 09:00"), "opened")]
    found = BASIC.clock(rows, ams("2027-01-11 17:00") + later)
    assert (found.verdict, found.verdict_at) == (Verdict.BREACHED, ams("2027-01-11 17:00"))
    [_, _, breach] = steps_owed(
        planned(BASIC, rows, ams("2027-01-11 17:00") + later), done=(), now=ams("2027-01-11 17:00") + later
    )
    assert breach.at == ams("2027-01-11 17:00")


def test_pain_22_overdue_time_is_frozen_at_the_stop():
    rows = [event(ams("2027-01-11 09:00"), "opened"), event(ams("2027-01-12 09:00"), "resolved")]
    readings = {BASIC.clock(rows, ams("2027-01-12 09:00") + days * DAY) for days in (0, 1, 30, 400)}
    assert {each.elapsed - each.promised for each in readings} == {2 * HOUR}
    assert len(readings) == 1


def test_pain_23_a_thank_you_after_the_solution_starts_nothing():
    contract = Contract.of(
        Clause.of("next-reply", "2h on office", start="customer_reply", stop="reply"),
        Clause.of("update", "4h on office", start="reply", stop="reply"),
    )
    rows = [
        event(ams("2027-01-11 09:00"), "opened"),
        event(ams("2027-01-11 10:00"), "customer_reply"),
        event(ams("2027-01-11 10:30"), "reply"),
        event(ams("2027-01-11 11:00"), "resolved"),
        event(ams("2027-01-11 11:05"), "customer_reply"),
        event(ams("2027-01-11 11:10"), "reply"),
    ]
    found = contract.clocks(rows, ams("2027-02-01 12:00"))
    assert [(each.target, each.cycle, each.state, each.verdict) for each in found] == [
        ("next-reply", 1, State.STOPPED, Verdict.MET),
        ("update", 1, State.STOPPED, Verdict.MET),
    ]


def test_pain_24_target_and_report_count_with_the_same_hours():
    rows = [
        event(ams("2027-01-15 17:00"), "opened"),
        event(ams("2027-01-18 08:30"), "reply"),
        event(ams("2027-01-18 12:00"), "resolved"),
    ]
    found = clock.clocks(Events.of(rows), BASIC.agreement, as_of=ams("2027-01-19 00:00"))
    assert {each.target: (each.elapsed, each.verdict) for each in found.rows()} == {
        "response": (90 * MINUTE, Verdict.BREACHED),
        "resolution": (5 * HOUR, Verdict.MET),
    }
    assert {
        each.target: (each.met, each.breached) for each in target.outcomes(found, BASIC.agreement) if not each.priority
    } == {
        "response": (0, 1),
        "resolution": (1, 0),
    }


@pytest.mark.parametrize(
    ("what", "answered"),
    [
        ("reply", True),
        ("note", False),
        ("auto_reply", False),
        ("customer_reply", False),
        ("assigned", False),
        ("acknowledged", False),
        ("status", False),
        ("priority", False),
        ("resolved", True),
    ],
)
def test_pain_25_what_counts_as_a_response(what, answered):
    rows = [event(ams("2027-01-11 09:00"), "opened"), event(ams("2027-01-11 09:10"), what)]
    assert (BASIC.clock(rows, ams("2027-01-11 09:20"), "response").stopped_at is not None) is answered


def test_pain_26_targets_do_not_override_each_other():
    alone = Contract.of(resolution("8h on office"))
    rows = [
        event(ams("2027-01-11 09:00"), "opened"),
        *waiting("2027-01-11 09:30", "2027-01-11 10:30"),
        event(ams("2027-01-11 15:00"), "reply"),
    ]
    together = BASIC.clocks(rows, ams("2027-01-11 16:00"))
    assert [each for each in together if each.target == "resolution"] == alone.clocks(rows, ams("2027-01-11 16:00"))
    assert [each.due_at for each in together] == [ams("2027-01-11 18:00"), ams("2027-01-11 10:00")]


def test_pain_28_each_customer_has_an_agreement_of_its_own():
    gold = Contract.of(resolution("2h on always"))
    rows = [event(ams("2027-01-16 09:00"), "opened"), event(ams("2027-01-18 09:00"), "resolved")]
    assert gold.clock(rows, ams("2027-01-19 09:00")).verdict is Verdict.BREACHED
    assert BASIC.clock(rows, ams("2027-01-19 09:00")).verdict is Verdict.MET


def test_pain_29_best_effort_is_said_instead_of_a_promise_of_a_year():
    contract = Contract.of(resolution({"P3": "8h on office", "P4": "best effort"}))
    rows = [event(ams("2027-01-11 09:00"), "opened", priority="P4")]
    found = contract.clock(rows, ams("2029-01-11 09:00"))
    assert (found.state, found.verdict, found.due_at, found.promised) == (State.RUNNING, Verdict.NONE, None, None)
    assert planned(contract, rows, ams("2029-01-11 09:00")) == []
    [outcome, _] = target.outcomes(
        clock.clocks(Events.of(rows), contract.agreement, as_of=ams("2029-01-11 09:00")), contract.agreement
    )
    assert (outcome.judged, outcome.none, outcome.figure, outcome.reached) == (0, 1, None, None)


def test_pain_30_the_channel_makes_no_difference_unless_agreed():
    readings = []
    for channel in ("portal", "mail", "phone", "api", None):
        said = {"channel": channel} if channel else {}
        rows = [event(ams("2027-01-11 09:00"), "opened", **said)]
        readings.append(BASIC.clocks(rows, ams("2027-01-11 09:30")))
    assert all(each == readings[0] for each in readings)
    assert len(readings[0]) == 2


@pytest.mark.parametrize("open_on", DAYS)
def test_pain_32_every_weekday_is_the_weekday_it_says(open_on):
    contract = Contract.of(resolution("4h on once"), sheets={"once": Sheet.of({open_on: "10:00-12:00"})})
    for opened in range(7):
        start = utc("2027-06-07 00:00") + opened * DAY
        due = contract.clock([event(start, "opened")], start).due_at
        assert due.astimezone(ZoneInfo("Europe/Amsterdam")).strftime("%a %H:%M").lower() == f"{open_on} 12:00"
        assert 7 * DAY < due - start <= 14 * DAY + 10 * HOUR


def test_pain_35_a_merged_ticket_is_not_escalated_and_the_survivor_keeps_the_earliest_start():
    rows = [
        event(ams("2027-01-11 09:00"), "opened", "early"),
        event(ams("2027-01-11 10:00"), "opened", "late"),
        event(ams("2027-01-11 11:00"), "merged", "early", into="late"),
    ]
    found = {
        each.ticket: each for each in Contract.of(resolution("8h on office")).clocks(rows, ams("2027-01-12 09:00"))
    }
    assert (found["early"].state, found["early"].verdict) == (State.VOID, Verdict.NONE)
    assert (found["late"].started_at, found["late"].verdict_at) == (ams("2027-01-11 09:00"), ams("2027-01-11 17:00"))
    assert planned(BASIC, rows, ams("2027-01-12 09:00")) == []  # of `early`, the first of the two
