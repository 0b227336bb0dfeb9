"""csu-eastbay: shares per priority, a workaround that counts, and who is told beforehand."""

from __future__ import annotations

import pytest

from houvast.sla.clock import moments
from houvast.sla.escalation import Planned, steps_owed
from houvast.sla.events import Events
from houvast.sla.terms import instant
from tests.corpus.reading import at, clause, clock_of, corpus, due, happened, outcome

CSU = corpus("csu-eastbay")


@clause("csu-eastbay-01")
@pytest.mark.parametrize(
    ("impact", "priorities"),  # which cell is which, is ours
    [
        ("campus", ["critical", "urgent", "high"]),
        ("department", ["urgent", "high", "normal"]),
        ("person", ["high", "normal", "normal"]),
    ],
)
def test_priority_comes_from_impact_and_urgency(impact, priorities):
    for urgency, priority in zip(("now", "soon", "later"), priorities, strict=True):
        line = f"2026-06-15 09:00 opened impact={impact} urgency={urgency}"
        assert clock_of(CSU, "response", line).priority == priority


@clause("csu-eastbay-02")
@pytest.mark.parametrize(
    ("target", "opened", "until"),
    [
        ("critical-response", "2026-06-20 03:00 priority=critical", "2026-06-20 04:00"),
        ("response", "2026-06-15 08:00 priority=urgent", "2026-06-15 16:00"),
        ("response", "2026-06-15 08:00 priority=high", "2026-06-16 15:00"),  # nine hours (ours), and seven
        ("response", "2026-06-15 08:00 priority=normal", "2026-06-18 13:00"),  # three days, and five hours
        ("response", "2026-06-19 16:00 priority=urgent", "2026-06-22 15:00"),  # over the weekend
    ],
)
def test_how_long_a_response_may_take(target, opened, until):
    assert due(CSU, target, opened) == until


def judged(target: str, priority: str, counts: tuple[int, int], closing: str, in_time: str, late: str) -> bool | None:
    """Whether a target is reached when so many tickets were in time, and so many late."""
    ends = [in_time] * counts[0] + [late] * counts[1]
    tickets = {
        f"T{row}": [f"2026-06-15 08:00 opened priority={priority}", f"{end} {closing}"] for row, end in enumerate(ends)
    }
    return outcome(CSU, target, tickets, "2026-06").reached


@clause("csu-eastbay-02")
@pytest.mark.parametrize(
    ("target", "priority", "in_time", "late", "counts", "reached"),
    [
        ("critical-response", "critical", "2026-06-15 09:00", "2026-06-15 09:01", (9, 1), True),  # nine of ten
        ("critical-response", "critical", "2026-06-15 09:00", "2026-06-15 09:01", (8, 1), False),
        ("response", "urgent", "2026-06-15 16:00", "2026-06-15 16:01", (4, 1), True),  # four of five
        ("response", "urgent", "2026-06-15 16:00", "2026-06-15 16:01", (3, 1), False),
        ("response", "high", "2026-06-16 15:00", "2026-06-16 15:01", (4, 1), True),
        ("response", "normal", "2026-06-18 13:00", "2026-06-18 13:01", (3, 1), False),
    ],
)
def test_the_share_of_responses_in_time(target, priority, in_time, late, counts, reached):
    assert judged(target, priority, counts, "reply", in_time, late) is reached


@clause("csu-eastbay-03")
@pytest.mark.parametrize(
    ("target", "priority", "in_time", "late", "counts", "reached"),
    [
        ("critical-resolution", "critical", "2026-06-15 12:00", "2026-06-15 12:01", (9, 1), True),
        ("critical-resolution", "critical", "2026-06-15 12:00", "2026-06-15 12:01", (8, 1), False),
        ("resolution", "urgent", "2026-06-16 15:00", "2026-06-16 15:01", (4, 1), True),
        ("resolution", "urgent", "2026-06-16 15:00", "2026-06-16 15:01", (3, 1), False),
        ("resolution", "high", "2026-06-18 13:00", "2026-06-18 13:01", (4, 1), True),
        ("resolution", "high", "2026-06-18 13:00", "2026-06-18 13:01", (3, 1), False),
        ("resolution", "normal", "2026-06-18 13:00", "2026-08-18 13:01", (0, 4), None),  # as agreed with the client
    ],
)
def test_the_share_of_solutions_in_time(target, priority, in_time, late, counts, reached):
    if reached is None:
        lines = [f"2026-06-15 08:00 opened priority={priority}", f"{late} resolved"]
        assert clock_of(CSU, target, *lines).verdict.name == "NONE"
    else:
        assert judged(target, priority, counts, "resolved", in_time, late) is reached


@clause("csu-eastbay-04")
@pytest.mark.parametrize(
    ("event", "verdict"),
    [("workaround", "MET"), ("resolved", "MET"), ("reply", "BREACHED"), ("acknowledged", "BREACHED")],
)
def test_a_workaround_that_restores_normal_work_counts_as_resolved(event, verdict):
    lines = [f"2026-06-15 12:00 {event}", "2026-06-16 12:00 resolved"]
    clock = clock_of(CSU, "critical-resolution", "2026-06-15 08:00 opened priority=critical", *lines)
    assert clock.verdict.name == verdict


def told(as_of: str) -> list[str]:
    """Who has been told by a moment of a critical incident of Monday eight o'clock, due at noon."""
    events = Events.of(happened(CSU, "2026-06-15 08:00 opened priority=critical", "2026-06-15 08:10 reply"))
    ladder = CSU.ladder
    clocks, reached = moments(events, CSU, as_of=at(CSU, as_of), shares=[step.percent for step in ladder])
    (row,) = (row for row, clock in enumerate(clocks.rows()) if clock.target == "critical-resolution")
    planned = [Planned(step, instant(moment)) for step, moment in zip(ladder, reached[row].tolist(), strict=True)]
    return [owed.step.to for owed in steps_owed(planned, done=(), now=at(CSU, as_of))]


@clause("csu-eastbay-05")
def test_team_lead_and_manager_are_told_when_the_due_time_nears():
    assert told("2026-06-15 10:59") == []
    assert told("2026-06-15 11:00") == ["team-lead", "service-manager"]  # three quarters of four hours, which is ours
