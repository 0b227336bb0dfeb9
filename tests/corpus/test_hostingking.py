"""hostingking: hosting, of which downtime counts from the report."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import charge, measured, money, month

PREMIUM, MANAGED = corpus("hostingking"), corpus("hostingking", plan="managed")
MINUTE = 60_000_000


BOTH = pytest.mark.parametrize("agreement", [PREMIUM, MANAGED])


def lost(agreement, row) -> float:
    """The minutes of downtime in June."""
    (target,) = agreement.availability
    return float(uptime(agreement, target, "2026-06", row).downtime / MINUTE)


def down(service: str, start: str, end: str, **said):
    return outage(PREMIUM, f"2026-06-10 {start}", f"2026-06-10 {end}", service=service, **said)


def work(cause: str, announced: str, end: str):
    start, end = "2026-06-10 00:00", f"2026-06-10 {end}"
    return outage(PREMIUM, start, end, kind="maintenance", cause=cause, announced_at=announced)


@clause("hostingking-01")
@pytest.mark.parametrize("service", ["network", "power", "cooling"])
@pytest.mark.parametrize(
    ("end", "premium", "managed"),
    [("12:43:12", True, False), ("12:43:13", False, False), ("12:00:01", True, False), ("12:00:00", True, True)],
)
def test_three_nines_and_always_when_managed(service, end, premium, managed):
    row = down(service, "12:00", end, reported_at="2026-06-10 12:00")
    assert uptime(PREMIUM, "infrastructure", "2026-06", row).reached is premium
    assert uptime(MANAGED, "infrastructure-managed", "2026-06", row).reached is managed


@clause("hostingking-01")
def test_each_plan_has_one_of_the_two():
    assert list(PREMIUM.availability) == ["infrastructure"]
    assert list(MANAGED.availability) == ["infrastructure-managed"]


@clause("hostingking-02")
@BOTH
@pytest.mark.parametrize(
    ("reported", "minutes"),
    [
        ("2026-06-10 12:00", 60),
        ("2026-06-10 12:40", 20),
        ("2026-06-10 13:00", 0),
        ("2026-06-10 11:00", 60),  # reported before it was out: from its start
        (None, 0),  # nobody reported it
    ],
)
def test_time_before_the_report_does_not_count(agreement, reported, minutes):
    said = {"reported_at": reported} if reported else {}
    row = down("network", "12:00", "13:00", **said)
    assert lost(agreement, row) == minutes


@clause("hostingking-03")
@pytest.mark.parametrize(
    ("agreement", "plan", "lost", "amount"),
    [
        # 0.1% of 720 hours is 43.2 minutes; 475.2 less that is 7.2 hours, 1% of the month.
        (PREMIUM, "premium", "475.2m", "10"),
        (PREMIUM, "basic", "475.2m", "1"),
        (PREMIUM, "premium", "43.2m", None),
        (PREMIUM, "premium", "50.4m", "0.17"),  # 7.2 minutes, 1 ÷ 6,000: × 10 × 100 = 0.1666…
        (MANAGED, "managed", "7.2h", "1"),  # nothing is guaranteed away: all of it, once
    ],
)
def test_the_rent_beyond_the_guarantee_ten_times_on_premium(agreement, plan, lost, amount):
    (target,) = agreement.availability
    assert credit(agreement, measured(source=target, down=lost), attributes={"plan": plan}) == money(amount)


@clause("hostingking-04")
@pytest.mark.parametrize(
    ("one", "two", "amount"),
    [
        ("100h", "100h", "50"),  # 99.28 of 720 hours × 10 is more than all: 10 + 40
        ("100h", "0m", "10"),
        ("475.2m", "475.2m", "5"),  # 1% × 10 of 10 and of 40
    ],
)
def test_at_most_the_monthly_rent_of_each_service(one, two, amount):
    charges = (charge("rent", "10", resource="one"), charge("rent", "40", resource="two"))
    periods = [
        measured(source="infrastructure", down=lost, resource=name) for name, lost in (("one", one), ("two", two))
    ]
    assert credit(PREMIUM, *periods, charges=charges, attributes={"plan": "premium"}) == money(amount)


@clause("hostingking-04")
def test_another_month_has_rent_of_its_own():
    periods = [measured(source="infrastructure", down="100h", period=month(number)) for number in (6, 7)]
    assert credit(PREMIUM, *periods, attributes={"plan": "premium"}) == money("200")


@clause("hostingking-05")
@BOTH
@pytest.mark.parametrize(
    ("cause", "announced", "end", "minutes"),
    [
        ("window", "2026-06-09 00:00", "08:00", 0),  # 24 hours ahead, however long
        ("window", "2026-06-09 00:01", "08:00", 480),
        ("migration", "2026-06-03 00:00", "06:00", 0),  # a week ahead, six hours
        ("migration", "2026-06-03 00:00", "06:30", 30),
        ("migration", "2026-06-03 00:01", "06:00", 360),
    ],
)
def test_windows_a_day_ahead_and_migrations_a_week_and_six_hours(agreement, cause, announced, end, minutes):
    assert lost(agreement, work(cause, announced, end)) == minutes
