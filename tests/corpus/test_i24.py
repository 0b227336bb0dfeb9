"""i24: three plans of hosting, each with hours and promises of its own."""

from __future__ import annotations

import pytest

from tests.corpus.reading import at, clause, clock_of, corpus, due, outage, uptime

PLANS = {plan: corpus("i24", plan=plan) for plan in ("standard", "bronze", "silver")}
BRONZE = PLANS["bronze"]


@clause("i24-01")
@pytest.mark.parametrize(
    ("plan", "open_at", "closed_at"),
    [
        ("standard", ["2026-06-15 09:00", "2026-06-15 16:59"], ["2026-06-15 08:59", "2026-06-15 17:00"]),  # Monday
        ("standard", [], ["2026-06-20 12:00"]),
        ("bronze", ["2026-06-15 06:00", "2026-06-15 17:59"], ["2026-06-15 05:59", "2026-06-15 18:00"]),
        ("bronze", [], ["2026-06-20 12:00", "2026-04-27 12:00"]),  # Saturday; King's Day, a Monday
        ("silver", ["2026-06-15 06:00", "2026-06-15 23:59"], ["2026-06-15 05:59", "2026-06-16 00:00"]),
        ("silver", ["2026-06-20 12:00", "2026-06-21 23:59"], ["2026-04-27 12:00"]),
    ],
)
def test_the_hours_of_each_plan(plan, open_at, closed_at):
    hours = PLANS[plan].calendars[f"{plan}-hours"]
    assert [moment for moment in open_at if not hours.is_open(at(BRONZE, moment))] == []
    assert [moment for moment in closed_at if hours.is_open(at(BRONZE, moment))] == []


@clause("i24-02")
@pytest.mark.parametrize(
    ("plan", "opened", "until"),
    [
        ("bronze", "2026-06-15 08:00", "2026-06-16 08:00"),  # ten hours on Monday, two on Tuesday
        ("bronze", "2026-06-19 17:00", "2026-06-22 17:00"),  # over the weekend
        ("silver", "2026-06-19 20:00", "2026-06-20 10:00"),  # four hours on Friday, four on Saturday
        ("silver", "2026-04-26 20:00", "2026-04-28 10:00"),  # Sunday, then King's Day
    ],
)
def test_twelve_hours_of_bronze_and_eight_of_silver(plan, opened, until):
    assert due(PLANS[plan], f"{plan}-response", opened) == until


@clause("i24-02")
@pytest.mark.parametrize(
    ("plan", "reply", "verdict"),
    [
        ("bronze", "2026-06-16 07:59", "MET"),
        ("bronze", "2026-06-16 08:00", "BREACHED"),  # under twelve hours, not in twelve hours
        ("silver", "2026-06-15 15:59", "MET"),
        ("silver", "2026-06-15 16:00", "BREACHED"),
        ("standard", "2026-08-15 09:00", "NONE"),  # best effort is never late
    ],
)
def test_under_its_hours_and_best_effort_never_late(plan, reply, verdict):
    clock = clock_of(PLANS[plan], f"{plan}-response", "2026-06-15 08:00 opened", f"{reply} reply")
    assert clock.verdict.name == verdict


@clause("i24-03")
@pytest.mark.parametrize(
    ("plan", "end", "reached"),
    [
        ("bronze", "07:12", True),  # 1% of 43,200 minutes
        ("bronze", "07:13", False),
        ("silver", "03:36", True),  # 0.5%
        ("silver", "03:37", False),
    ],
)
def test_availability_of_each_plan(plan, end, reached):
    down = outage(PLANS[plan], "2026-06-10 00:00", f"2026-06-10 {end}")
    assert uptime(PLANS[plan], f"{plan}-uptime", "2026-06", down).reached is reached


@clause("i24-03")
def test_best_effort_is_measured_and_never_missed():
    down = outage(PLANS["standard"], "2026-06-10 00:00", "2026-06-25 00:00")
    found = uptime(PLANS["standard"], "standard-uptime", "2026-06", down)
    assert (found.figure, found.reached) == (50, None)


@clause("i24-02", "i24-03")
@pytest.mark.parametrize("plan", list(PLANS))
def test_a_plan_has_its_own_promises_and_no_other(plan):
    assert list(PLANS[plan].targets) == [f"{plan}-response"]
    assert list(PLANS[plan].availability) == [f"{plan}-uptime"]
