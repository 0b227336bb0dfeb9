"""Which step of the ladder is owed when, and when to look again (DESIGN §3, Escalation)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.sla import clock
from houvast.sla.agreement.model import DEFAULT_LADDER, Step, StepKind
from houvast.sla.escalation import Planned, next_look, steps_owed
from houvast.sla.events import Events
from houvast.sla.terms import NEVER, instant
from tests.sla.contracts import Contract, Row, ams, event, resolution, utc
from tests.sla.strategies import law

MICRO = timedelta(microseconds=1)
START = utc("2027-01-11 09:00")
REMIND, ESCALATE, BREACH = DEFAULT_LADDER


def ladder(*minutes: int) -> list[Planned]:
    """The default steps at so many minutes after START."""
    return [Planned(step, START + timedelta(minutes=n)) for step, n in zip(DEFAULT_LADDER, minutes, strict=False)]


def owed(plan: list[Planned], minutes: float, *done: str) -> list[tuple[str, bool]]:
    now = START + timedelta(minutes=minutes)
    return [(each.step.key, each.collapsed) for each in steps_owed(plan, done=done, now=now)]


@pytest.mark.parametrize(
    ("minutes", "done", "expected"),
    [
        (0, (), []),
        (44, (), []),
        (45, (), [("reminder-75", False)]),
        (45, ("reminder-75",), []),
        (54, ("reminder-75",), [("escalation-90", False)]),
        (54, (), [("reminder-75", True), ("escalation-90", False)]),  # nobody is reminded of what has come
        (60, ("reminder-75", "escalation-90"), []),  # exactly on the due instant the promise can still be kept
        (61, ("reminder-75", "escalation-90"), [("breach-100", False)]),
        (61, (), [("reminder-75", True), ("escalation-90", False), ("breach-100", False)]),
        (10_000, ("breach-100",), [("reminder-75", True), ("escalation-90", False)]),
    ],
)
def test_steps_owed(minutes, done, expected):
    assert owed(ladder(45, 54, 60), minutes, *done) == expected


def test_a_breach_is_owed_one_microsecond_after_the_due_instant():
    plan = ladder(45, 54, 60)
    due = START + timedelta(minutes=60)
    done = ("reminder-75", "escalation-90")
    assert steps_owed(plan, done=done, now=due) == []
    [breach] = steps_owed(plan, done=done, now=due + MICRO)
    assert (breach.step, breach.at) == (BREACH, due)


def test_a_late_look_finds_the_instant_the_step_became_due():
    found = steps_owed(ladder(45, 54, 60), done=(), now=START + timedelta(days=400))
    assert [each.at for each in found] == [START + timedelta(minutes=n) for n in (45, 54, 60)]


@pytest.mark.parametrize(
    ("minutes", "done", "expected"),
    [
        (0, (), timedelta(minutes=45)),
        (45, ("reminder-75",), timedelta(minutes=54)),
        (54, ("reminder-75", "escalation-90"), timedelta(minutes=60) + MICRO),
        (61, ("reminder-75", "escalation-90", "breach-100"), None),
        (0, ("reminder-75",), timedelta(minutes=54)),
    ],
)
def test_when_to_look_again(minutes, done, expected):
    found = next_look(ladder(45, 54, 60), done=done, now=START + timedelta(minutes=minutes))
    assert found == (None if expected is None else START + expected)


def test_nothing_is_owed_to_a_clock_without_promise():
    assert steps_owed([], done=(), now=START) == []
    assert next_look([], done=(), now=START) is None


plans = st.lists(st.tuples(st.integers(1, 150), st.sampled_from(StepKind), st.integers(0, 5000)), max_size=6).map(
    lambda rows: [
        Planned(Step(f"step-{number}", kind, percent, "handler"), START + timedelta(minutes=at))
        for number, (percent, kind, at) in enumerate(rows)
    ]
)


@law(100)
@given(plans, st.integers(-10, 6000), st.sets(st.integers(0, 5)))
def test_every_step_is_owed_or_to_come_or_done(plan, minutes, numbers):
    now = START + timedelta(minutes=minutes)
    done = {f"step-{number}" for number in numbers}
    found = steps_owed(plan, done=done, now=now)
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert all(each.at <= now for each in found)
    owed_keys = {each.step.key for each in found}
    assert owed_keys.isdisjoint(done)
    coming = {each.step.key for each in plan} - done - owed_keys
    look = next_look(plan, done=done, now=now)
    assert (look is None) is (not coming)
    if look:
        assert look > now
        assert steps_owed(plan, done=done | owed_keys, now=look) != []
        assert steps_owed(plan, done=done | owed_keys, now=look - MICRO) == []


@law(100)
@given(plans, st.lists(st.integers(0, 6000), max_size=12))
def test_looking_often_or_seldom_decides_every_step_once(plan, moments):
    """Whenever the worker wakes, and however often, each step is decided once; at the end all are."""
    decided: list[str] = []
    for minutes in [*sorted(moments), 7000]:
        now = START + timedelta(minutes=minutes)
        decided += [each.step.key for each in steps_owed(plan, done=decided, now=now)]
    assert sorted(decided) == sorted(each.step.key for each in plan)


CONTRACT = Contract.of(resolution("4h on office"))


def reached(rows: list[Row], as_of: datetime) -> list[datetime | None]:
    """When the clock reaches 75, 90 and 100 % of its promise."""
    _, at = clock.moments(Events.of(rows), CONTRACT.agreement, as_of=as_of, shares=(75, 90, 100))
    return [None if micro == NEVER else instant(micro) for micro in at[0].tolist()]


OPENED = event(ams("2027-01-11 09:00"), "opened")
WAITS = event(ams("2027-01-11 12:30"), "status", status="waiting-customer")
GOES_ON = event(ams("2027-01-11 14:30"), "status", status="in-progress")


@pytest.mark.parametrize(
    ("rows", "as_of", "expected"),
    [
        ([OPENED], "09:30", ["12:00", "12:36", "13:00"]),
        ([OPENED, WAITS], "12:45", ["12:00", None, None]),  # it stands still: nothing is to come
        ([OPENED, WAITS, GOES_ON], "15:00", ["12:00", "14:36", "15:00"]),
        ([OPENED, event(ams("2027-01-11 12:10"), "resolved")], "17:00", ["12:00", None, None]),
        ([OPENED, event(ams("2027-01-11 12:10"), "cancelled")], "17:00", ["12:00", None, None]),
        ([OPENED, event(ams("2027-01-11 17:00"), "resolved")], "17:30", ["12:00", "12:36", "13:00"]),
        ([OPENED, event(ams("2027-01-11 09:10"), "priority", priority="P1")], "10:00", ["12:00", "12:36", "13:00"]),
    ],
)
def test_moments_of_a_clock(rows, as_of, expected):
    at = [None if each is None else ams(f"2027-01-11 {each}") for each in expected]
    assert reached(rows, ams(f"2027-01-11 {as_of}")) == at


def test_moments_of_nothing():
    found, at = clock.moments(Events.of([]), CONTRACT.agreement, as_of=START, shares=(75, 100))
    assert (len(found), at.shape) == (0, (0, 2))
