"""nl-telecom-law: what the law gives for an outage of telephone or internet."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import charge, measured, money

LAW = corpus("nl-telecom-law", timezone="UTC")
SUBSCRIBER, PREPAID = {"customer": "subscriber"}, {"customer": "prepaid"}


@clause("nl-telecom-law-01")
@pytest.mark.parametrize(
    ("length", "amount"),
    [
        ("11h59m", None),
        ("12h", "1.55"),  # 46.50 ÷ 30
        ("23h59m", "1.55"),
        ("24h", "3.10"),
        ("26h", "3.10"),  # the example of the source
        ("47h59m", "3.10"),
        ("48h", "4.65"),  # 3 × 1.55
        ("71h59m", "4.65"),
        ("72h", "6.20"),
    ],
)
def test_a_thirtieth_from_twelve_hours_and_one_more_for_each_day(length, amount):
    assert credit(LAW, measured(source="connection", incidents=(length,)), attributes=SUBSCRIBER) == money(amount)


@clause("nl-telecom-law-02")
@pytest.mark.parametrize(
    ("length", "fee", "amount"),
    [("12h", "15", "1"), ("11h", "15", None), ("24h", "15", "1"), ("48h", "15", "1.50"), ("12h", "33", "1.10")],
)
def test_at_least_one_euro(length, fee, amount):
    found = credit(
        LAW,
        measured(source="connection", incidents=(length,)),
        attributes=SUBSCRIBER,
        charges=(charge("subscription", fee),),
    )
    assert found == money(amount)


@clause("nl-telecom-law-02")
@pytest.mark.parametrize(
    ("length", "amount"), [("11h", None), ("12h", "0.50"), ("24h", "0.50"), ("25h", "1.00"), ("49h", "1.50")]
)
def test_prepaid_half_a_euro_for_each_day(length, amount):
    # A day that has begun counts as one, which is ours.
    assert credit(LAW, measured(source="connection", incidents=(length,)), attributes=PREPAID) == money(amount)


@clause("nl-telecom-law-03", "nl-telecom-law-05")
@pytest.mark.parametrize(
    ("kind", "cause", "hours"),
    [
        ("outage", "cable", 26),
        ("degraded", "cable", 0),  # slow is no total loss
        ("outage", "flood", 0),
        ("outage", "earthquake", 0),
        ("outage", "terror", 0),
        ("outage", "war", 0),
    ],
)
def test_only_a_total_loss_counts_and_no_disaster(kind, cause, hours):
    row = outage(LAW, "2026-06-10 12:00", "2026-06-11 14:00", kind=kind, cause=cause)
    found = uptime(LAW, "connection", "2026-06", row)
    assert found.downtime == hours * 3_600_000_000
    assert len(found.incidents) == (1 if hours else 0)
