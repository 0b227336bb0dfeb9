"""google-compute: virtual machines whose promise depends on where and how they run."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing
from tests.corpus.claims import asked, award
from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import charge, measured, money

COMPUTE = corpus("google-compute")
MINUTE = 60_000_000
ZONES = {"network": "premium", "spread": "zones", "region": "other", "family": "other"}
SINGLE = {**ZONES, "spread": "single"}
INVOICE = (charge("machines", "100"),)


def down(service: str, start: str, end: str, **said):
    return outage(COMPUTE, f"2026-06-10 {start}", f"2026-06-10 {end}", service=service, **said)


@clause("google-compute-01")
@pytest.mark.parametrize(
    ("resource", "kept", "missed"),
    [
        (ZONES, "99.99", "99.989"),
        ({**ZONES, "family": "memory-optimised"}, "99.99", "99.989"),  # in several zones the family changes nothing
        ({**ZONES, "region": "named"}, "99.95", "99.949"),
        ({**SINGLE, "family": "memory-optimised"}, "99.95", "99.949"),
        (SINGLE, "99.9", "99.899"),
        ({**SINGLE, "region": "named"}, "99.9", "99.899"),
        ({**ZONES, "network": "standard"}, "99.9", "99.899"),
        ({**SINGLE, "network": "standard", "family": "memory-optimised"}, "99.9", "99.899"),
    ],
)
def test_the_promise_follows_network_region_and_family(resource, kept, missed):
    amounts = [
        credit(COMPUTE, measured(figure, source="resource", attributes=resource), charges=INVOICE)
        for figure in (kept, missed)
    ]
    assert amounts == [{}, money("10", "USD")]


@clause("google-compute-02")
@pytest.mark.parametrize(
    ("rows", "minutes"),
    [
        ([down("zone-a", "12:00", "13:00")], 0),
        ([down("zone-a", "12:00", "13:00"), down("zone-b", "12:30", "14:00")], 30),
        # In the one zone the connection is lost, in the other the disk: all are down all the same.
        ([down("zone-a", "12:00", "13:00", cause="connection"), down("zone-b", "12:00", "13:00", cause="disk")], 60),
    ],
)
def test_several_zones_are_down_when_all_instances_are(rows, minutes):
    assert uptime(COMPUTE, "multi-zone", "2026-06", *rows).downtime == minutes * MINUTE


@clause("google-compute-03")
@pytest.mark.parametrize(
    ("outages", "minutes"),
    [
        ([("12:00:00", "12:00:59")], 0),
        ([("12:00:00", "12:01:00")], 1),
        ([("12:00:00", "12:02:59")], 2),  # the part of a minute is left out
        ([("12:00:00", "12:00:40"), ("12:01:00", "12:01:40")], 0),  # together more than a minute, apart not
        ([("12:00:00", "12:01:30"), ("12:05:00", "12:06:30")], 2),
    ],
)
def test_parts_of_minutes_are_ignored(outages, minutes):
    rows = [down("instance", *each) for each in outages]
    assert uptime(COMPUTE, "single", "2026-06", *rows).downtime == minutes * MINUTE


@clause("google-compute-04")
def test_each_project_and_region_is_judged_by_itself():
    # 10% of 100 for the one that missed; together, (99.8 + 100) ÷ 2, none would have.
    charges = tuple(
        charge("machines", amount, resource=name) for name, amount in (("a in nl", "100"), ("b in nl", "700"))
    )
    projects = [
        measured(figure, source="resource", resource=name, attributes=SINGLE)
        for name, figure in (("a in nl", "99.8"), ("b in nl", "100"))
    ]
    assert credit(COMPUTE, *projects, charges=charges) == money("10", "USD")
    assert credit(COMPUTE, projects[1], charges=charges) == {}


@clause("google-compute-04")
@pytest.mark.parametrize(("target", "minutes"), [("single", 30), ("memory-optimised", 0)])
def test_an_instance_that_is_down_is_down_alone_in_its_calendar_month(target, minutes):
    row = outage(COMPUTE, "2026-05-31 23:30", "2026-06-01 00:30", service="instance")
    assert uptime(COMPUTE, target, "2026-06", row).downtime == minutes * MINUTE


@clause("google-compute-05")
@pytest.mark.parametrize(("cause", "minutes"), [("vpn", 0), ("network-tier", 0), ("hypervisor", 60)])
def test_what_another_agreement_covers_is_left_out(cause, minutes):
    row = down("instance", "12:00", "13:00", cause=cause)
    assert uptime(COMPUTE, "single", "2026-06", row).downtime == minutes * MINUTE


@clause("google-compute-06")
@pytest.mark.parametrize(
    ("duties", "standing"), [("fulfilled", Standing.CLAIMED), ("neglected", Standing.NOT_ELIGIBLE)]
)
def test_only_who_fulfils_duties_and_asks_gets_a_credit(duties, standing):
    found = award(COMPUTE, measured("99", source="resource", attributes=SINGLE), charges=INVOICE)
    assert asked(COMPUTE, found, "2026-07-10 12:00", duties=duties) is standing
