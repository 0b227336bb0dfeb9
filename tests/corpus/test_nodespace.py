"""nodespace: a hosting provider that pays per half hour."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import measured, money

NODESPACE = corpus("nodespace", timezone="UTC")


@clause("nodespace-01")
@pytest.mark.parametrize(
    ("down", "amount"),
    [
        ("3h34m", "35.00"),  # 3.5 hours: seven half hours at 5 USD
        ("3h46m", "40.00"),  # nearer to four hours
        ("14m", None),  # nearer to nothing
    ],
)
def test_five_percent_per_half_hour_to_the_nearest(down, amount):
    assert credit(NODESPACE, measured(down=down)) == money(amount, "USD")


@clause("nodespace-04")
@pytest.mark.parametrize(
    ("cause", "announced", "minutes"),
    [
        ("planned", "2026-06-11 12:00", 0),  # exactly 72 hours ahead
        ("planned", "2026-06-11 12:01", 120),  # a minute too late: downtime
        ("emergency", None, 0),
        ("customer", None, 0),
    ],
)
def test_announced_emergency_and_customers_maintenance_are_left_out(cause, announced, minutes):
    said = {"announced_at": announced} if announced else {}
    work = outage(NODESPACE, "2026-06-14 12:00", "2026-06-14 14:00", kind="maintenance", cause=cause, **said)
    assert uptime(NODESPACE, "uptime", "2026-06", work).downtime == minutes * 60_000_000
