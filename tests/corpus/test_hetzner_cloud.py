"""hetzner-cloud: cloud servers, each promised by itself."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, outage, uptimes

CLOUD = corpus("hetzner-cloud")
MINUTE = 60_000_000


def down(service: str, end: str, **said):
    return outage(CLOUD, "2026-06-10 12:00", f"2026-06-10 {end}", service=service, **said)


def lost(*rows, month: str = "2026-06") -> float:
    """The minutes of downtime of the first server."""
    return float(uptimes(CLOUD, "servers", month, *rows).by_service["server/1"].downtime / MINUTE)


@clause("hetzner-cloud-01")
@pytest.mark.parametrize(
    ("service", "end", "reached"),
    [
        ("host-1", "12:43:12", {"server/1": True, "server/2": True}),  # 0.1% of 43,200 minutes is 43 min 12 s
        ("host-1", "12:43:13", {"server/1": False, "server/2": True}),
        ("host-2", "12:43:13", {"server/1": True, "server/2": False}),
        ("server/3", "12:43:13", {"server/1": True, "server/2": True, "server/3": False}),
    ],
)
def test_each_server_has_three_nines_of_its_own(service, end, reached):
    judged = uptimes(CLOUD, "servers", "2026-06", down(service, end))
    assert {name: each.reached for name, each in judged.by_service.items()} == reached


@clause("hetzner-cloud-01")
def test_a_month_is_that_of_the_calendar_in_germany():
    # Midnight in Berlin is 22:00 UTC: an hour of this is in June, and an hour in July.
    row = outage(CLOUD, "2026-06-30 21:00+00:00", "2026-06-30 23:00+00:00", service="host-1")
    assert [lost(row, month=each) for each in ("2026-06", "2026-07")] == [60, 60]


@clause("hetzner-cloud-02")
@pytest.mark.parametrize(
    ("rows", "minutes"),
    [
        ([down("host-1", "12:10")], 10),
        ([down("hypervisor-1", "12:10")], 10),
        ([down("activity-1", "12:10")], 10),
        ([down("host-1", "12:10"), down("activity-1", "12:15")], 15),  # the host first, then the instance
        ([down("host-2", "12:10")], 0),
    ],
)
def test_host_hypervisor_and_activity_must_all_be_there(rows, minutes):
    assert lost(*rows) == minutes


@clause("hetzner-cloud-03")
@pytest.mark.parametrize(
    ("cause", "minutes"),
    [
        ("customer-configuration", 0),
        ("customer-rescale", 0),
        ("live-migration", 0),
        ("attack", 0),
        ("third-party-network", 0),
        ("disk", 60),
        (None, 60),
    ],
)
def test_causes_that_are_not_counted(cause, minutes):
    said = {"cause": cause} if cause else {}
    assert lost(down("host-1", "13:00", **said)) == minutes


@clause("hetzner-cloud-03")
def test_maintenance_is_not_counted():
    row = down("host-1", "13:00", kind="maintenance", cause="maintenance")
    assert lost(row) == 0
