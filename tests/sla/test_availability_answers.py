"""Counters per answer, best effort and aims on availability, hours of a whole date."""

from __future__ import annotations

from fractions import Fraction

import pytest

from houvast.sla.outages import Counters
from tests.sla.contracts import ams
from tests.sla.uptimes import judged, outage, promised, record

ANSWERS = "measured: counters, counters: {errors: [500, 503], ignored: [429], figure: %s}"


def answers(*rows, minutes=5):
    """Rows of one kind of answer each: `10:00`, the answer, how many."""
    return [
        {
            "service": "web",
            "at": ams(f"2026-06-15 {at}"),
            "length": minutes * 60_000_000,
            "requests": n,
            "answer": answer,
        }
        for at, answer, n in rows
    ]


ROWS = answers(
    ("10:00", "200", 90),
    ("10:00", "500", 6),
    ("10:00", "503", 4),  # 10 of 100 in the first slot
    ("10:00", "429", 900),  # no requests
    ("10:05", "200", 900),
    ("10:05", "404", 100),  # the caller's own error: 0 of 1000 in the second
)


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ("total", 100 - Fraction(10, 11)),  # 10 errors of 1,100 requests
        ("mean", 95),  # of 90 and 100, where only these two slots are known
    ],
)
def test_answers_are_added_up_by_slot(figure, found):
    agreement = promised(f"{ANSWERS % figure}, unknown: left-out")
    assert judged(agreement, record((), ROWS)).figure == found


def test_without_answers_rows_say_their_errors():
    slots = [{"service": "web", "at": ams("2026-06-15 10:00"), "length": 300_000_000, "requests": 100, "errors": 10}]
    assert judged(promised(ANSWERS % "total"), record((), slots)).figure == 90


def test_the_order_of_answers_changes_nothing():
    one, other = Counters.of(ROWS), Counters.of(reversed(ROWS))
    agreement = promised(ANSWERS % "total")
    assert (one.requests.sum(), other.requests.sum()) == (2000, 2000)
    assert judged(agreement, record((), ROWS)).figure == judged(agreement, record((), ROWS[::-1])).figure


@pytest.mark.parametrize(("at_least", "rest"), [("best effort", ""), ("99.9%", "strength: aim")])
def test_what_binds_nobody_is_measured_and_never_missed(at_least, rest):
    found = judged(promised(rest, at_least=at_least), [outage("2026-06-15 00:00", "2026-06-18 00:00")])
    assert (found.figure, found.reached) == (90, None)  # 3 of 30 days


def test_a_date_may_be_open_all_day():
    calendar = 'calendars: {work: {hours: {mon-fri: "09:00-17:00"}, dates: {2026-06-20: 24/7}}}'
    agreement = promised("on: work, per: week", calendar)
    saturday = [outage("2026-06-20 00:00", "2026-06-21 00:00")]
    assert judged(agreement, saturday, "2026-W25").figure == 62.5  # 24 of 40 + 24 hours
