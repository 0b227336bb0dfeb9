"""iof-trust: four tiers with recovery objectives, notices from discovery, support in plans."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, due, duty_stands, indicated, outage, read_off, uptime

IOF = corpus("iof-trust")


@clause("iof-trust-01")
@pytest.mark.parametrize(
    ("tier", "longest"),  # of 43,200 minutes, in seconds
    [("edge", 259), ("data", 1296), ("control", 2592), ("background", 12_960)],
)
def test_each_tier_has_an_uptime_of_its_own(tier, longest):
    def reached(seconds: int) -> bool | None:
        end = f"2026-06-15 {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        return uptime(IOF, tier, "2026-06", outage(IOF, "2026-06-15 00:00", end)).reached

    assert (reached(longest), reached(longest + 1)) == (True, False)


@clause("iof-trust-01")
@pytest.mark.parametrize(
    ("target", "tier", "minutes", "reached"),
    [
        ("edge-loss", "edge", [0, 1], True),
        ("edge-loss", "edge", [0, 2], False),
        ("edge-recovery", "edge", [5], True),
        ("edge-recovery", "edge", [5.5], False),
        ("background-loss", "background", [60], True),
        ("background-recovery", "background", [10, 241], False),
    ],
)
def test_no_recovery_takes_or_loses_more_than_its_tier_allows(target, tier, minutes, reached):
    rows = [read_off(IOF, f"2026-06-{day} 12:00", value, tier=tier) for day, value in enumerate(minutes, 15)]
    other = read_off(IOF, "2026-06-15 12:00", 9999, tier="data")
    assert indicated(IOF, target, "2026-06", *rows, other).reached is reached


@clause("iof-trust-02")
@pytest.mark.parametrize(
    ("duty", "in_time", "late"),
    [
        ("customers", "2026-06-12 23:30", "2026-06-12 23:31"),
        ("data-breach", "2026-06-15 22:30", "2026-06-15 22:31"),
        ("payment-incident", "2026-06-13 02:30", "2026-06-13 02:31"),
        ("ai-incident", "2026-06-27 22:30", "2026-06-27 22:31"),
    ],
)
def test_notices_run_from_discovery(duty, in_time, late):
    found = "2026-06-12 22:30"  # a Friday night
    deeds = ("a", found, in_time), ("b", found, late), ("c", found, None)
    assert duty_stands(IOF, duty, *deeds) == {"a": "MET", "b": "BREACHED", "c": "BREACHED"}


@clause("iof-trust-03")
@pytest.mark.parametrize(
    ("plan", "target", "opened", "until"),
    [
        ("basic", "basic", "2026-06-12 16:00", "2026-06-15 17:00"),  # Friday: the next business day
        ("business", "business", "2026-06-12 16:00", "2026-06-15 12:00"),
        ("premium", "premium-critical", "2026-06-12 16:30 priority=critical", "2026-06-12 17:30"),
        ("premium", "premium", "2026-06-12 16:30 priority=other", "2026-06-12 20:30"),
    ],
)
def test_each_plan_has_a_response(plan, target, opened, until):
    assert due(corpus("iof-trust", plan=plan), target, opened) == until
