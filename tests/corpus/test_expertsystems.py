"""expertsystems: hosting, with a formula over a month of 730 hours."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import measured, money, month

HOSTING = corpus("expertsystems")


@clause("expertsystems-01")
@pytest.mark.parametrize(
    ("start", "end", "reached"),
    [
        ("2026-06-10 00:00", "2026-06-10 00:43:12", True),  # 0.1% of 43,200 minutes is 43.2
        ("2026-06-10 00:00", "2026-06-10 00:43:13", False),
        ("2026-06-30 23:30", "2026-07-01 00:30", True),  # half an hour on either side
    ],
)
def test_three_nines_of_a_month(start, end, reached):
    assert uptime(HOSTING, "uptime", "2026-06", outage(HOSTING, start, end)).reached is reached


@clause("expertsystems-02")
@pytest.mark.parametrize(
    ("down", "period", "amount"),
    [
        ("4h", month(6), "8.10"),  # 4 ÷ 730 × 50 = 0.27397…, rounded to 0.27; × 30; not 8.22
        ("4h", month(7), "8.10"),  # 730 hours in every month
        ("4h54s", month(6), "8.40"),  # 4.015 ÷ 730 × 50 is 0.275, and 0.28
        ("1h", month(6), "2.10"),  # 0.0684… is 0.07
        ("4m", month(6), None),  # 0.0045… is 0.00
        ("5m", month(6), "0.30"),  # 0.0057… is 0.01
    ],
)
def test_fifty_times_the_hours_over_730(down, period, amount):
    assert credit(HOSTING, measured(down=down, period=period)) == money(amount, "USD")


@clause("expertsystems-03")
@pytest.mark.parametrize(
    ("down", "amount"),
    [
        ("14h30m", "29.70"),  # 0.9931… is 0.99
        ("14h36m", "30"),  # 14.6 ÷ 730 × 50 = 1
        ("20h", "30"),  # 1.37
        ("700h", "30"),
    ],
)
def test_the_full_month_when_the_factor_exceeds_one(down, amount):
    assert credit(HOSTING, measured(down=down)) == money(amount, "USD")
