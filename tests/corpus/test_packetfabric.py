"""packetfabric: the credit grows with how far latency is over its target, relative to the target."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, indicated, read_off
from tests.sla.money import measured, money

FABRIC = corpus("packetfabric")


@clause("packetfabric-01")
@pytest.mark.parametrize(
    ("route", "latency", "amount"),
    [
        ("ams-lon", "43.9", None),  # 9.75% over
        ("ams-lon", "44", "10.00"),
        ("ams-lon", "48", "20.00"),
        ("ams-lon", "52", "30.00"),
        ("ams-lon", "59.9", "30.00"),
        ("ams-lon", "60", "40.00"),
        ("ams-lon", "70", "50.00"),
        ("ams-lon", "80", "60.00"),
        ("ams-nyc", "80", None),  # the same latency is what this route promises
        ("ams-nyc", "96", "20.00"),
    ],
)
def test_the_credit_grows_with_the_relative_overrun(route, latency, amount):
    assert credit(FABRIC, measured(latency, source=route)) == money(amount, "USD")


@clause("packetfabric-02")
@pytest.mark.parametrize(("route", "reached"), [("ams-lon", False), ("ams-nyc", True)])
def test_each_route_has_a_target_of_its_own(route, reached):
    rows = [read_off(FABRIC, "2026-06-15 12:00", 60, route=each) for each in ("ams-lon", "ams-nyc")]
    assert indicated(FABRIC, route, "2026-06", *rows).reached is reached
