"""What a clock reads later, by how much it is overdue, and when it reaches a share of its promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from houvast.sla import clock
from houvast.sla.events import Events
from houvast.sla.terms import NEVER, State, Verdict, instant
from tests.sla.contracts import OFFICE, Contract, Offer, Row, event, response, utc

START = utc("2027-01-11 09:00")
LATER = START + timedelta(hours=30)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("state", "hours"),
    [
        # Monday 17:00 in Amsterdam until Tuesday 23:00: an hour of Monday and ten of Tuesday.
        (State.RUNNING, 3 + 11),
        (State.PAUSED, 3),
        (State.STOPPED, 3),
        (State.VOID, 3),
    ],
)
def test_a_clock_that_runs_counts_open_time_until_later(state, hours):
    since = utc("2027-01-11 16:00")
    found = clock.elapsed_later(3 * HOUR, state, OFFICE.calendar, since=since, now=since + 30 * HOUR)
    assert found == hours * HOUR


@pytest.mark.parametrize(
    ("promised", "verdict", "hours"),
    [(4, Verdict.BREACHED, 2), (4, Verdict.MET, 0), (4, Verdict.PENDING, 0), (None, Verdict.NONE, 0)],
)
def test_only_a_broken_promise_is_overdue(promised, verdict, hours):
    length = None if promised is None else promised * HOUR
    assert clock.overdue(6 * HOUR, length, verdict) == hours * HOUR


def shares(within: Offer | str, *percents: int, rows: list[Row] | None = None) -> list[list[object]]:
    """Return how long after START each clock reaches each share; None for never."""
    offer = Offer.of(within) if isinstance(within, str) else within
    contract = Contract.of(replace(response("1h"), within={"*": offer}))
    events = Events.of(rows or [event(START, "opened")])
    _, at = clock.moments(events, contract.agreement, as_of=LATER, shares=percents)
    return [[None if each == NEVER else instant(each) - START for each in row] for row in at.tolist()]


def test_shares_of_a_promise_are_whole_microseconds():
    micro = timedelta(microseconds=1)
    assert shares("3us", 50, 90, 100) == [[micro, 2 * micro, 3 * micro]]
    assert shares("4h", 75, 100) == [[3 * HOUR, 4 * HOUR]]


def test_what_binds_nobody_reaches_nothing():
    assert shares("best effort", 75, 100) == [[None, None]]
    assert shares(Offer("always", 4 * HOUR, binding=False), 75, 100) == [[None, None]]


def test_a_merged_ticket_reaches_nothing_and_the_others_do():
    rows = [
        event(START, "opened"),
        event(START, "opened", "T2"),
        event(START + HOUR, "merged", "T2", into="T1"),
    ]
    assert shares("4h", 100, rows=rows) == [[4 * HOUR], [None]]
