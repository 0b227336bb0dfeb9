"""combell: three packages; when recovery begins, how often one hears of it, and minutes of support."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, indicated, read_off

PLANS = {plan: corpus("combell", plan=plan) for plan in ("basic", "plus", "premium")}


@clause("combell-01")
@pytest.mark.parametrize(
    ("plan", "priority", "until"),
    [
        ("basic", "critical", "2026-06-22 17:00"),  # from Friday: the next business day is Monday
        ("plus", "critical", "2026-06-19 20:00"),
        ("premium", "critical", "2026-06-19 18:00"),
        ("basic", "other", "2026-06-26 17:00"),
        ("plus", "other", "2026-06-24 17:00"),
        ("premium", "other", "2026-06-23 17:00"),
    ],
)
def test_when_recovery_begins(plan, priority, until):
    assert due(PLANS[plan], f"recovery-{plan}", f"2026-06-19 16:00 priority={priority}") == until


@clause("combell-01")
@pytest.mark.parametrize(("begun", "verdict"), [("20:00", "MET"), ("20:01", "BREACHED")])
def test_the_beginning_of_recovery_counts_not_an_answer(begun, verdict):
    lines = ["2026-06-19 16:00 opened priority=critical", "2026-06-19 16:10 reply"]
    clock = clock_of(PLANS["plus"], "recovery-plus", *lines, f"2026-06-19 {begun} status status=recovering")
    assert clock.verdict.name == verdict


@clause("combell-01")
def test_a_belgian_holiday_is_no_business_day():
    # Tuesday 21 July is the national day of Belgium.
    assert due(PLANS["basic"], "recovery-basic", "2026-07-20 10:00 priority=critical") == "2026-07-22 17:00"


@clause("combell-02")
@pytest.mark.parametrize(
    ("plan", "priority", "until"),  # how long is ours
    [
        ("basic", "critical", "2026-06-22 17:00"),
        ("basic", "other", "2026-06-26 17:00"),
        ("plus", "critical", "2026-06-19 18:30"),
        ("premium", "critical", "2026-06-19 17:30"),
        ("plus", "other", "2026-06-24 17:00"),
        ("premium", "other", "2026-06-23 17:00"),
    ],
)
def test_the_next_message_has_a_promise_of_its_own(plan, priority, until):
    lines = [f"2026-06-19 16:00 opened priority={priority}", "2026-06-19 16:30 reply"]
    assert due(PLANS[plan], f"update-{plan}", f"2026-06-19 16:00 priority={priority}", lines[1]) == until
    late = clock_of(PLANS[plan], f"update-{plan}", *lines, "2026-06-30 09:00 reply")
    assert late.verdict.name == "BREACHED"


@clause("combell-01", "combell-02", "combell-03")
@pytest.mark.parametrize("plan", list(PLANS))
def test_a_package_has_its_own_promises_and_no_other(plan):
    assert list(PLANS[plan].targets) == [f"recovery-{plan}", f"update-{plan}"]
    assert list(PLANS[plan].indicators) == [f"support-{plan}"]


@clause("combell-03")
@pytest.mark.parametrize(
    ("plan", "calls", "used", "within"),
    [
        ("basic", {"2026-06-15 10:00": 30}, 30, True),
        ("basic", {"2026-06-15 10:00": 31}, 31, False),
        ("basic", {"2026-06-15 20:00": 31}, 0, True),  # outside the window of this package
        ("plus", {"2026-06-15 21:59": 20, "2026-06-20 22:00": 20}, 60, True),  # after ten a minute counts for two
        ("plus", {"2026-06-15 22:00": 30, "2026-06-16 10:00": 1}, 61, False),
        ("plus", {"2026-06-20 08:00": 10}, 20, True),  # Saturday, before nine
        ("plus", {"2026-06-15 23:00": 31}, 0, True),
        ("premium", {"2026-06-15 10:00": 120}, 120, True),
        ("premium", {"2026-06-15 08:59": 60}, 120, True),
        ("premium", {"2026-06-15 09:00": 100, "2026-06-21 09:00": 21}, 121, False),  # Sunday
    ],
)
def test_minutes_of_support_in_the_window_of_the_package_double_at_night(plan, calls, used, within):
    agreement = PLANS[plan]
    rows = [read_off(agreement, moment, minutes) for moment, minutes in calls.items()]
    found = indicated(agreement, f"support-{plan}", "2026-06", *rows)
    assert (found.figure, found.reached) == (used, within)
