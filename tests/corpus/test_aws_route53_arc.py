"""aws-route53-arc: a control plane that is promised always."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import charge, measured, money

RECOVERY = corpus("aws-route53-arc")


@clause("aws-route53-arc-01")
@pytest.mark.parametrize(
    ("rows", "reached"),
    [
        ([], True),
        ([("2026-06-10 12:00:00", "2026-06-10 12:00:01")], False),  # a single second
        ([("2026-07-01 00:00:00", "2026-07-01 03:00:00")], True),  # another billing cycle
    ],
)
def test_any_downtime_in_a_billing_cycle_is_a_miss(rows, reached):
    outages = [outage(RECOVERY, *row) for row in rows]
    assert uptime(RECOVERY, "cluster", "2026-06", *outages).reached is reached


@clause("aws-route53-arc-02")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("100", None),
        ("99.999", "180"),  # 720 hours × 2.50 = 1,800
        ("99.99", "180"),
        ("99.989", "540"),
        ("99.95", "540"),
        ("99.949", "1800"),
    ],
)
def test_10_30_or_100_percent_of_the_hourly_charges(figure, amount):
    assert credit(RECOVERY, measured(figure, source="cluster")) == money(amount, "USD")


@clause("aws-route53-arc-02")
def test_each_affected_cluster_has_charges_of_its_own():
    # 10% of 1,000 for the one, nothing for the other although it costs more.
    charges = (charge("cluster", "1000", resource="one"), charge("cluster", "1800", resource="two"))
    clusters = [
        measured("99.99", source="cluster", resource="one"),
        measured("100", source="cluster", resource="two"),
    ]
    assert credit(RECOVERY, *clusters, charges=charges) == money("100", "USD")
