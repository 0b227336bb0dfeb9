"""hivemq: two plans, and extended hours for what is also escalated by telephone."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, wall

EXTENDED, BASIC = corpus("hivemq"), corpus("hivemq", plan="basic")


@clause("hivemq-01")
@pytest.mark.parametrize(
    ("later", "until"),
    [
        ([], "2026-06-22 13:00"),  # basic hours: Monday from nine
        (["2026-06-20 20:30 escalated channel=phone"], "2026-06-21 08:00"),  # two hours on Saturday, two on Sunday
        (["2026-06-20 20:30 escalated channel=portal"], "2026-06-22 13:00"),
    ],
)
def test_only_a_call_brings_the_extended_hours(later, until):
    clock = clock_of(EXTENDED, "extended", "2026-06-20 20:00 opened impact=P1 channel=portal", *later)
    assert wall(EXTENDED, clock.due_at) == until


@clause("hivemq-02")
@pytest.mark.parametrize(
    ("severity", "basic", "extended"),
    [
        ("P1", "2026-06-16 17:00", "2026-06-15 14:00"),
        ("P2", "2026-06-17 17:00", "2026-06-15 14:00"),
        ("P3", "2026-06-18 17:00", "2026-06-16 17:00"),
        ("P4", "2026-06-22 17:00", "2026-06-17 17:00"),
    ],
)
def test_each_plan_has_its_times(severity, basic, extended):
    opened = f"2026-06-15 10:00 channel=portal impact={severity}"
    assert due(BASIC, "basic", opened) == basic
    assert due(EXTENDED, "extended", opened) == extended
