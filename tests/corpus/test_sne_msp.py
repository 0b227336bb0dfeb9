"""sne-msp: priority from the share of users hit, estimated solutions."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, told

SNE = corpus("sne-msp")


@clause("sne-msp-01")
@pytest.mark.parametrize(
    ("share", "priorities"),  # which cell is which, is ours
    [
        ("100%", ["urgent", "high", "medium"]),
        ("75%", ["urgent", "high", "medium"]),
        ("74.9%", ["high", "medium", "low"]),
        ("25%", ["high", "medium", "low"]),
        ("24%", ["medium", "low", "low"]),
    ],
)
def test_the_share_of_users_and_the_severity_give_the_priority(share, priorities):
    for severity, priority in zip(("down", "degraded", "hindered"), priorities, strict=True):
        line = f"2026-06-15 09:00 opened impact={share} urgency={severity}"
        assert clock_of(SNE, "response", line).priority == priority


@clause("sne-msp-02")
@pytest.mark.parametrize("priority", ["urgent", "low"])
@pytest.mark.parametrize(("replied", "verdict"), [("2026-06-20 23:15", "MET"), ("2026-06-20 23:16", "BREACHED")])
def test_a_response_within_a_quarter_of_an_hour_for_all(priority, replied, verdict):
    opened = f"2026-06-20 23:00 opened priority={priority}"  # a Saturday night
    assert clock_of(SNE, "response", opened, f"{replied} reply").verdict.name == verdict


@clause("sne-msp-05")
@pytest.mark.parametrize(
    ("priority", "until"),
    [
        ("urgent", "2026-06-16 04:00"),
        ("high", "2026-06-16 08:00"),
        ("medium", "2026-06-16 20:00"),
        ("low", "2026-06-17 20:00"),
    ],
)
def test_solutions_are_estimated_and_never_late(priority, until):
    assert due(SNE, "resolution", f"2026-06-15 20:00 priority={priority}") == until
    late = clock_of(SNE, "resolution", f"2026-06-15 20:00 opened priority={priority}", "2026-07-15 20:00 resolved")
    assert late.verdict.name == "NONE"


OPENED = "2026-06-15 09:00 opened priority="


@clause("sne-msp-03")
@pytest.mark.parametrize(
    ("priority", "before", "moment"),
    [
        ("urgent", "2026-06-15 09:29", "2026-06-15 09:30"),
        ("high", "2026-06-15 09:59", "2026-06-15 10:00"),
        ("medium", "2026-06-15 10:59", "2026-06-15 11:00"),
        ("low", "2026-06-15 11:59", "2026-06-15 12:00"),
    ],
)
def test_escalation_to_the_next_tier_by_priority(priority, before, moment):
    assert ("team:next-tier", moment) in told(SNE, "resolution", OPENED + priority, until=moment)
    assert "team:next-tier" not in dict(told(SNE, "resolution", OPENED + priority, until=before))


@clause("sne-msp-04")
@pytest.mark.parametrize(
    ("priority", "tier"), [("urgent", "tier-3"), ("high", "tier-2"), ("medium", "tier-1"), ("low", "tier-1")]
)
def test_the_tier_that_begins_depends_on_the_priority(priority, tier):
    assert told(SNE, "resolution", OPENED + priority, until="2026-06-15 09:00") == [
        (f"team:{tier}", "2026-06-15 09:00")
    ]
