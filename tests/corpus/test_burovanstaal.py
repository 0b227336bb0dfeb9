"""burovanstaal: respond and begin within three hours, until midnight."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due

BUROVANSTAAL = corpus("burovanstaal")


@clause("burovanstaal-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 20:59", "2026-06-15 23:59"),
        ("2026-06-15 21:00", "2026-06-16 00:00"),  # exactly until midnight
        ("2026-06-15 22:00", "2026-06-16 10:00"),
        ("2026-06-19 23:00", "2026-06-22 11:00"),  # over the weekend
        ("2026-04-26 12:00", "2026-04-28 12:00"),  # Sunday, then King's Day
    ],
)
@pytest.mark.parametrize("target", ["response", "begin"])
def test_three_hours_of_working_days_until_midnight(target, opened, until):
    assert due(BUROVANSTAAL, target, opened) == until


@clause("burovanstaal-01")
@pytest.mark.parametrize(
    ("replied", "begun", "verdicts"),
    [
        ("12:00", "12:00", ("MET", "MET")),
        ("12:01", "12:00", ("BREACHED", "MET")),
        ("09:10", "12:01", ("MET", "BREACHED")),  # an answer alone is not enough
    ],
)
def test_both_the_answer_and_the_work(replied, begun, verdicts):
    lines = [f"2026-06-15 {replied} reply", f"2026-06-15 {begun} status status=in-progress"]
    clocks = [clock_of(BUROVANSTAAL, name, "2026-06-15 09:00 opened", *sorted(lines)) for name in ("response", "begin")]
    assert tuple(each.verdict.name for each in clocks) == verdicts
