"""ut-austin-desk: calls answered, calls lost, people who liked it."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, indicated, read_off

UT = corpus("ut-austin-desk")


@clause("ut-austin-desk-01")
@pytest.mark.parametrize(
    ("waits", "reached"),
    [([10, 20, 60], True), ([10, 20, 60.001], False), ([120, 5, 5, 5], False), ([31], False)],  # the mean decides
)
def test_calls_are_answered_within_thirty_seconds_on_average(waits, reached):
    rows = [read_off(UT, f"2026-06-15 09:0{at}", wait) for at, wait in enumerate(waits)]
    assert indicated(UT, "speed-of-answer", "2026-06", *rows).reached is reached


@clause("ut-austin-desk-02")
@pytest.mark.parametrize(("lost", "reached"), [(70, True), (71, False)])
def test_at_most_seven_of_a_hundred_calls_are_lost(lost, reached):
    rows = [read_off(UT, "2026-06-15 00:00", lost, of=900), read_off(UT, "2026-06-16 00:00", 0, of=100)]
    assert indicated(UT, "abandonment", "2026-06", *rows).reached is reached


@clause("ut-austin-desk-03")
@pytest.mark.parametrize(
    ("answers", "reached"),
    [([7] * 9 + [5] * 8 + [4] * 3, True), ([7] * 16 + [4] * 4, False)],  # 17 of 20 is 85%
)
def test_eighty_five_percent_is_positive(answers, reached):
    rows = [read_off(UT, f"2026-06-15 09:{at:02}", answer) for at, answer in enumerate(answers)]
    assert indicated(UT, "experience", "2026-06", *rows).reached is reached
