"""leaseweb-public-cloud: cloud instances, each judged by itself."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, outage, uptimes
from tests.sla.money import charge, measured, money

CLOUD = corpus("leaseweb-public-cloud")
MINUTE = 60_000_000
RUNNING, STOPPED = {"state": "running"}, {"state": "stopped"}


@clause("leaseweb-public-cloud-01")
@pytest.mark.parametrize(
    ("service", "end", "first", "second"),
    [
        ("instance/1", "12:04:19", True, True),  # 0.01% of 43,200 minutes is 4 min 19.2 s
        ("instance/1", "12:04:20", False, True),
        ("instance/2", "13:00:00", True, False),
        ("portal", "18:00:00", True, True),  # out of scope
        ("api", "18:00:00", True, True),
    ],
)
def test_each_instance_is_judged_by_itself(service, end, first, second):
    row = outage(CLOUD, "2026-06-10 12:00", f"2026-06-10 {end}", service=service)
    judged = uptimes(CLOUD, "instances", "2026-06", row)
    assert {name: each.reached for name, each in judged.by_service.items()} == {
        "instance/1": first,
        "instance/2": second,
    }


@clause("leaseweb-public-cloud-02")
@pytest.mark.parametrize(
    ("cause", "announced", "minutes"),
    [
        ("planned", "2026-06-07 12:00", 0),  # exactly 72 hours ahead
        ("planned", "2026-06-07 12:01", 60),
        ("planned", None, 60),
        ("urgent-patch", None, 0),
        ("urgent-patch", "2026-06-10 11:59", 0),
        ("other", None, 60),
    ],
)
def test_announced_maintenance_and_urgent_patches_do_not_count(cause, announced, minutes):
    said = {"announced_at": announced} if announced else {}
    row = outage(
        CLOUD, "2026-06-10 12:00", "2026-06-10 13:00", service="instance/1", kind="maintenance", cause=cause, **said
    )
    assert uptimes(CLOUD, "instances", "2026-06", row).by_service["instance/1"].downtime == minutes * MINUTE


def given(figure: str, state: dict) -> dict:
    """What one instance gives; it costs 40, the other one 900."""
    charges = (charge("instance", "40", resource="one"), charge("instance", "900", resource="two"))
    return credit(CLOUD, measured(figure, source="instances", resource="one", attributes=state), charges=charges)


@clause("leaseweb-public-cloud-03")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("99.99", None),
        ("99.989", "4"),
        ("99.9", "4"),
        ("99.89", "10"),
        ("99", "10"),
        ("98.9", "20"),
        ("95", "20"),
        ("94.9", "40"),
    ],
)
def test_10_25_50_or_100_percent_of_the_invoice_of_the_instance(figure, amount):
    assert given(figure, RUNNING) == money(amount)


@clause("leaseweb-public-cloud-04")
@pytest.mark.parametrize(("state", "amount"), [(RUNNING, "40"), (STOPPED, None)])
def test_a_stopped_instance_gets_nothing(state, amount):
    assert given("50", state) == money(amount)
