"""deherenvan: packages of help with hours of telephone support in a year."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, indicated, read_off

PLANS = {plan: corpus("deherenvan", plan=f'"+{plan}"') for plan in ("2", "8")}


@clause("deherenvan-01")
@pytest.mark.parametrize("plan", ["2", "8"])
@pytest.mark.parametrize(("reply", "verdict"), [("2026-06-16 10:00", "MET"), ("2026-06-16 10:01", "BREACHED")])
def test_an_answer_within_a_day_in_every_package(plan, reply, verdict):
    clock = clock_of(PLANS[plan], "response", "2026-06-15 10:00 opened", f"{reply} reply")
    assert clock.verdict.name == verdict


@clause("deherenvan-02")
@pytest.mark.parametrize(
    ("plan", "resolved", "verdict"),
    [
        ("2", "2026-06-20 16:00", "MET"),  # from Friday to Saturday
        ("2", "2026-06-20 16:01", "BREACHED"),
        ("8", "2026-06-20 00:00", "MET"),
        ("8", "2026-06-20 00:01", "BREACHED"),
    ],
)
def test_solved_within_24_or_8_hours(plan, resolved, verdict):
    lines = ["2026-06-19 16:00 opened", f"{resolved} resolved"]
    assert clock_of(PLANS[plan], f"resolution-{plan}", *lines).verdict.name == verdict


@clause("deherenvan-03")
@pytest.mark.parametrize(
    ("plan", "calls", "reached"),
    [
        ("2", {"2026-01-15 10:00": 3600, "2026-12-15 10:00": 3600}, True),
        ("2", {"2026-01-15 10:00": 3600, "2026-12-15 10:00": 3601}, False),
        ("2", {"2026-01-15 10:00": 3600, "2027-01-15 10:00": 7200}, True),  # the next year begins anew
        ("8", {"2026-01-15 10:00": 28_800}, True),
        ("8", {"2026-01-15 10:00": 28_800, "2026-06-15 10:00": 1}, False),
    ],
)
def test_two_or_eight_hours_of_telephone_support_in_a_year(plan, calls, reached):
    rows = [read_off(PLANS[plan], moment, seconds) for moment, seconds in calls.items()]
    assert indicated(PLANS[plan], f"telephone-{plan}", "2026", *rows).reached is reached


@clause("deherenvan-02", "deherenvan-03")
@pytest.mark.parametrize("plan", list(PLANS))
def test_a_package_has_its_own_promises_and_no_other(plan):
    assert list(PLANS[plan].targets) == ["response", f"resolution-{plan}"]
    assert list(PLANS[plan].indicators) == [f"telephone-{plan}"]
