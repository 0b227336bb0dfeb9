"""jabetto: clocks that wait for the severity, mitigation that counts, updates at the pace of the severity."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, has_clock, told, wall

JABETTO = corpus("jabetto")


@clause("jabetto-01")
def test_the_clock_starts_when_the_severity_is_identified_too():
    opened = "2026-06-15 09:00 opened"
    assert not has_clock(JABETTO, "response", opened)
    clock = clock_of(JABETTO, "response", opened, "2026-06-15 09:40 priority priority=S1")
    assert (wall(JABETTO, clock.started_at), wall(JABETTO, clock.due_at)) == ("2026-06-15 09:40", "2026-06-15 10:40")


@clause("jabetto-02")
@pytest.mark.parametrize(
    ("severity", "until"),
    [
        ("S1", "2026-06-19 22:00"),  # twelve hours of the clock
        ("S2", "2026-06-24 10:00"),  # acknowledged Friday 10:00: 7 + 8 + 8 business hours, and 1 on Wednesday
        ("S3", "2026-06-29 10:00"),  # 7 + 5 × 8, and 1 on Monday
    ],
)
def test_solutions_count_from_acknowledgement(severity, until):
    lines = [f"2026-06-19 08:00 opened priority={severity}", "2026-06-19 10:00 acknowledged"]
    assert wall(JABETTO, clock_of(JABETTO, "resolution", *lines).due_at) == until


@clause("jabetto-02")
@pytest.mark.parametrize(("event", "verdict"), [("workaround", "MET"), ("resolved", "MET"), ("reply", "BREACHED")])
def test_mitigation_is_as_good_as_a_solution(event, verdict):
    lines = ["2026-06-19 08:00 opened priority=S1", "2026-06-19 10:00 acknowledged", f"2026-06-19 22:00 {event}"]
    assert clock_of(JABETTO, "resolution", *lines).verdict.name == verdict


@clause("jabetto-03")
@pytest.mark.parametrize(
    ("severity", "first", "second"),
    [
        ("S1", "2026-06-19 18:00", "2026-06-19 19:00"),
        ("S2", "2026-06-22 16:00", "2026-06-22 17:00"),  # 1 hour on Friday, 7 on Monday; after Friday 17:00 all 8
        ("S3", "2026-06-24 16:00", "2026-06-24 17:00"),
    ],
)
def test_an_update_is_due_after_each_update(severity, first, second):
    lines = [f"2026-06-19 08:00 opened priority={severity}", "2026-06-19 16:00 reply", "2026-06-19 17:00 reply"]
    clocks = [clock_of(JABETTO, "update", *lines, cycle=cycle) for cycle in (1, 2)]
    assert [wall(JABETTO, clock.due_at) for clock in clocks] == [first, second]


@clause("jabetto-04")
@pytest.mark.parametrize(("severity", "who"), [("S1", ["on-call"]), ("S2", ["on-call"]), ("S3", [])])
def test_severities_one_and_two_use_the_contact_list(severity, who):
    lines = ["2026-06-19 08:00 opened", f"2026-06-19 08:10 priority priority={severity}"]
    heard = told(JABETTO, "response", *lines, until="2026-06-19 08:10")
    assert heard == [(each, "2026-06-19 08:10") for each in who]
