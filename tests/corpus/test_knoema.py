"""knoema: updates by severity."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, indicated, read_off, wall

KNOEMA = corpus("knoema")


@clause("knoema-01")
@pytest.mark.parametrize(("severity", "until"), [("S1", "2026-06-15 10:10"), ("S2", "2026-06-15 11:10")])
def test_hourly_and_every_two_hours(severity, until):
    lines = [f"2026-06-15 09:00 opened priority={severity}", "2026-06-15 09:10 reply"]
    assert wall(KNOEMA, clock_of(KNOEMA, "update", *lines).due_at) == until


def updates(severity, ticket, per_day):
    """So many updates on each day from 15 June; a day on which the incident was open has a reading, if only of none."""
    for day, count in enumerate(per_day, 15):
        yield read_off(KNOEMA, f"2026-06-{day} 00:00", 0, severity=severity, ticket=ticket)
        for hour in range(count):
            yield read_off(KNOEMA, f"2026-06-{day} {9 + hour:02}:00", 1, severity=severity, ticket=ticket)


@clause("knoema-01")
@pytest.mark.parametrize(
    ("target", "severity", "per_day", "reached"),
    [
        ("twice-a-day", "S3", [2, 3, 2], True),
        ("twice-a-day", "S3", [2, 1, 4], False),  # four the next day do not make up for it
        ("daily", "S4", [1, 1], True),
        ("daily", "S4", [1, 0, 2], False),
    ],
)
def test_twice_a_day_and_daily_are_counts_of_the_day(target, severity, per_day, reached):
    rows = [*updates(severity, "A", per_day), *updates(severity, "B", [2, 2])]
    assert indicated(KNOEMA, target, "2026-06", *rows).reached is reached
