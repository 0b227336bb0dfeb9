"""hetzner-cloud: cloud servers, each promised by itself."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, outage, uptime

CLOUD = corpus("hetzner-cloud")
MINUTE = 60_000_000


def down(service: str, end: str, **said):
    return outage(CLOUD, "2026-06-10 12:00", f"2026-06-10 {end}", service=service, **said)


@clause("hetzner-cloud-01")
@pytest.mark.parametrize(
    ("service", "end", "first", "second"),
    [
        ("server-1", "12:43:12", True, True),  # 0.1% of 43,200 minutes is 43 min 12 s
        ("server-1", "12:43:13", False, True),
        ("server-2", "12:43:13", True, False),
    ],
)
def test_each_server_has_three_nines_of_its_own(service, end, first, second):
    row = down(service, end)
    assert uptime(CLOUD, "server-1", "2026-06", row).reached is first
    assert uptime(CLOUD, "server-2", "2026-06", row).reached is second


@clause("hetzner-cloud-01")
def test_a_month_is_that_of_the_calendar_in_germany():
    # Midnight in Berlin is 22:00 UTC: an hour of this is in June, and an hour in July.
    row = outage(CLOUD, "2026-06-30 21:00+00:00", "2026-06-30 23:00+00:00", service="server-1")
    assert [uptime(CLOUD, "server-1", each, row).downtime for each in ("2026-06", "2026-07")] == [60 * MINUTE] * 2


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
    assert uptime(CLOUD, "server-1", "2026-06", *rows).downtime == minutes * MINUTE


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
    assert uptime(CLOUD, "server-1", "2026-06", down("host-1", "13:00", **said)).downtime == minutes * MINUTE


@clause("hetzner-cloud-03")
def test_maintenance_is_not_counted():
    row = down("host-1", "13:00", kind="maintenance", cause="maintenance")
    assert uptime(CLOUD, "server-1", "2026-06", row).downtime == 0
