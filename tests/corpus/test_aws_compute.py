"""aws-compute: virtual machines in a region together, and each by itself."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import charge, measured, money

COMPUTE = corpus("aws-compute")
OLDER = corpus("aws-compute", plan="older")
MINUTE = 60_000_000
INVOICE = (charge("instances", "50"), charge("reservations", "900"))


def down(service: str, start: str, end: str, agreement=COMPUTE, **said):
    return outage(agreement, f"2026-06-10 {start}", f"2026-06-10 {end}", service=service, **said)


@clause("aws-compute-01")
@pytest.mark.parametrize(
    ("rows", "minutes"),
    [
        ([down("zone-a", "12:00", "13:00")], 0),  # the other zone went on
        ([down("zone-a", "12:00", "13:00"), down("zone-b", "12:50", "13:30")], 10),  # both from 12:50 to 13:00
        ([down("zone-a", "12:00", "13:00"), down("zone-b", "13:00", "13:30")], 0),  # one after the other
    ],
)
def test_a_region_is_down_when_all_zones_are(rows, minutes):
    assert uptime(COMPUTE, "region", "2026-06", *rows).downtime == minutes * MINUTE


@clause("aws-compute-01")
def test_with_instances_in_one_zone_only_the_region_is_not_judged():
    alone = outage(COMPUTE, "2026-06-01 00:00", "2026-07-01 00:00", service="zone-b", kind="absent")
    assert uptime(COMPUTE, "region", "2026-06", alone, down("zone-a", "12:00", "13:00")).figure is None


@clause("aws-compute-01")
@pytest.mark.parametrize(("zones", "amount"), [("1", None), ("2", "5"), ("3", "5")])
def test_the_region_gives_a_credit_from_two_zones_on(zones, amount):
    period = measured("99.5", source="region")
    assert credit(COMPUTE, period, charges=INVOICE, attributes={"zones": zones}) == money(amount, "USD")


@clause("aws-compute-02")
@pytest.mark.parametrize(
    ("end", "instance", "region"),
    [
        ("15:36", True, False),  # 0.5% of 43,200 minutes is 216: from 12:00 to 15:36; the region has 4.32
        ("15:37", False, False),
        ("12:04", True, True),
        ("12:05", True, False),
    ],
)
def test_one_instance_is_promised_less_than_the_region(end, instance, region):
    rows = [down(service, "12:00", end) for service in ("instance", "zone-a", "zone-b")]
    assert uptime(COMPUTE, "instance", "2026-06", *rows).reached is instance
    assert uptime(COMPUTE, "region", "2026-06", *rows).reached is region


@clause("aws-compute-03")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [("99.99", None), ("99.989", "5"), ("99", "5"), ("98.99", "15"), ("95", "15"), ("94.9", "50")],
)
def test_ten_percent_and_more_below(figure, amount):
    found = credit(COMPUTE, measured(figure, source="region"), charges=INVOICE, attributes={"zones": "2"})
    assert found == money(amount, "USD")


@clause("aws-compute-04")
@pytest.mark.parametrize(("figure", "amount"), [("99.5", "5"), ("98", "15")])  # 10% and 30% of 50, not of 950
def test_what_was_paid_once_is_not_in_the_base(figure, amount):
    found = credit(COMPUTE, measured(figure, source="region"), charges=INVOICE, attributes={"zones": "2"})
    assert found == money(amount, "USD")


@clause("aws-compute-05")
@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("12:00", "12:10", 10),
        ("12:00:30", "12:01:30", 2),  # a part of 12:00 and a part of 12:01
        ("12:00:10", "12:00:20", 1),
    ],
)
def test_the_older_version_counts_minutes(start, end, minutes):
    rows = [down(zone, start, end, OLDER) for zone in ("zone-a", "zone-b")]
    found = uptime(OLDER, "region-by-the-minute", "2026-06", *rows)
    assert found.downtime == minutes * MINUTE
    assert found.figure == 100 - found.downtime * 100 / (43_200 * MINUTE)
