"""latitude-sh: four support levels round the clock, and updates at a pace of their own."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, wall

LATITUDE = corpus("latitude-sh")


@clause("latitude-sh-01")
@pytest.mark.parametrize(
    ("level", "until"),
    [
        ("general", "2026-06-15 15:00"),
        ("production-impaired", "2026-06-15 10:00"),
        ("production-down", "2026-06-15 09:30"),
        ("business-critical", "2026-06-15 09:15"),
    ],
)
def test_the_first_reply(level, until):
    assert due(LATITUDE, "response", f"2026-06-15 09:00 priority={level}") == until


@clause("latitude-sh-02")
@pytest.mark.parametrize(
    ("level", "after_first", "after_second"),
    [
        ("production-impaired", "2026-06-15 11:10", "2026-06-15 12:10"),
        ("production-down", "2026-06-15 10:10", "2026-06-15 11:10"),
        ("business-critical", "2026-06-15 09:40", "2026-06-15 10:40"),
    ],
)
def test_the_next_update_and_every_one_after_it(level, after_first, after_second):
    lines = [f"2026-06-15 09:00 opened priority={level}", "2026-06-15 09:10 reply", "2026-06-15 10:10 reply"]
    clocks = [clock_of(LATITUDE, "update", *lines, cycle=cycle) for cycle in (1, 2)]
    assert [wall(LATITUDE, clock.due_at) for clock in clocks] == [after_first, after_second]


@clause("latitude-sh-02")
def test_the_lowest_level_has_no_updates():
    lines = ["2026-06-15 09:00 opened priority=general", "2026-06-15 09:10 reply", "2026-06-25 09:10 reply"]
    clock = clock_of(LATITUDE, "update", *lines)
    assert (clock.due_at, clock.verdict.name) == (None, "NONE")


@clause("latitude-sh-03")
@pytest.mark.parametrize("opened", ["2026-12-25 23:00", "2026-06-14 23:00"])  # Christmas, a Sunday
def test_staff_is_there_round_the_clock(opened):
    assert due(LATITUDE, "response", f"{opened} priority=production-impaired").endswith("00:00")
