"""reclamestek: an answer the next working day, recovery in a day, and support in blocks of fifteen minutes."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, indicated, outage, read_off, uptime

RECLAMESTEK = corpus("reclamestek")


@clause("reclamestek-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 09:00", "2026-06-16 17:00"),
        ("2026-06-19 16:00", "2026-06-22 17:00"),  # from Friday to Monday
        ("2026-06-20 12:00", "2026-06-23 17:00"),  # Saturday counts as Monday
        ("2026-04-24 16:00", "2026-04-28 17:00"),  # over King's Day
    ],
)
def test_a_substantive_answer_within_one_working_day(opened, until):
    assert due(RECLAMESTEK, "response", opened) == until


@clause("reclamestek-01")
@pytest.mark.parametrize(("reply", "verdict"), [("17:00", "MET"), ("17:01", "BREACHED")])
def test_that_a_report_was_received_is_no_answer(reply, verdict):
    lines = ["2026-06-15 09:00 opened", "2026-06-15 09:01 acknowledged", f"2026-06-16 {reply} reply"]
    assert clock_of(RECLAMESTEK, "response", *lines).verdict.name == verdict


@clause("reclamestek-02")
@pytest.mark.parametrize(("resolved", "verdict"), [("16:00", "MET"), ("16:01", "BREACHED")])
def test_recovered_within_a_day(resolved, verdict):
    lines = ["2026-06-19 16:00 opened", f"2026-06-20 {resolved} resolved"]
    assert clock_of(RECLAMESTEK, "recovery", *lines).verdict.name == verdict


@clause("reclamestek-03")
@pytest.mark.parametrize(
    ("calls", "used", "reached"),
    [
        ([15] * 10, 150, True),
        ([1] * 10, 150, True),  # a minute takes a block of fifteen
        ([16] * 5, 150, True),  # two blocks each
        ([1] * 11, 165, False),
        ([150, 1], 165, False),
    ],
)
def test_support_is_used_in_blocks_of_fifteen_minutes(calls, used, reached):
    rows = [read_off(RECLAMESTEK, f"2026-{month:02}-10 10:00", minutes) for month, minutes in enumerate(calls, 1)]
    found = indicated(RECLAMESTEK, "support", "2026", *rows)
    assert (found.figure, found.reached) == (used, reached)


@clause("reclamestek-04")
@pytest.mark.parametrize(("end", "reached"), [("00:43", True), ("00:44", False)])  # of 43,200 minutes 43.2
def test_the_website_has_three_nines(end, reached):
    down = outage(RECLAMESTEK, "2026-06-10 00:00", f"2026-06-10 {end}")
    assert uptime(RECLAMESTEK, "uptime", "2026-06", down).reached is reached
