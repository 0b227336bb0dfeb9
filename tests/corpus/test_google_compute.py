"""google-compute: virtual machines whose promise depends on where and how they run."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing
from tests.corpus.claims import asked, award
from tests.corpus.reading import clause, corpus, credit, outage, uptimes
from tests.sla.money import charge, measured, money

COMPUTE = corpus("google-compute")
MINUTE = 60_000_000
INVOICE = (charge("machines", "100", resource="vm/mail in nl"), charge("machines", "700", resource="vm/mail in mx"))


def down(service: str, start: str, end: str, **said):
    return outage(COMPUTE, f"2026-06-10 {start}", f"2026-06-10 {end}", service=service, **said)


def lost(target: str, service: str, *rows, month: str = "2026-06") -> float:
    """The minutes of downtime of one service."""
    return float(uptimes(COMPUTE, target, month, *rows).by_service[service].downtime / MINUTE)


PARTS = {
    "multi-zone": ["shop-a", "shop-b"],
    "multi-zone-in-named-regions": ["shop-c", "shop-d"],
    "memory-optimised": ["vm/cache in nl"],
    "single": ["vm/mail in nl", "vm/mail in mx"],
    "standard-network": ["vm/archive in nl"],
}
"""What must be down for all that a target is about to be down."""


# Of June's 43,200 minutes 0.01% is 4.32, 0.05% is 21.6 and 0.1% is 43.2.
@clause("google-compute-01")
@pytest.mark.parametrize(
    ("service", "parts", "target", "kept"),
    [
        ("vm/shop in nl", ["shop-a", "shop-b"], "multi-zone", 4),
        ("vm/shop in mx", ["shop-c", "shop-d"], "multi-zone-in-named-regions", 21),
        ("vm/cache in nl", ["vm/cache in nl"], "memory-optimised", 21),
        ("vm/mail in nl", ["vm/mail in nl"], "single", 43),
        ("vm/mail in mx", ["vm/mail in mx"], "single", 43),
        ("vm/archive in nl", ["vm/archive in nl"], "standard-network", 43),
    ],
)
def test_the_promise_follows_network_region_and_family(service, parts, target, kept):
    verdicts = []
    for minutes in (kept, kept + 1):
        rows = [down(part, "12:00", f"12:{minutes:02}") for part in parts]
        found = {
            name: uptimes(COMPUTE, name, "2026-06", *rows).by_service.get(service) for name in COMPUTE.availability
        }
        verdicts.append({name: each.reached for name, each in found.items() if each is not None})
    assert verdicts == [{target: True}, {target: False}]


@clause("google-compute-02")
@pytest.mark.parametrize(
    ("rows", "minutes"),
    [
        ([down("shop-a", "12:00", "13:00")], 0),
        ([down("shop-a", "12:00", "13:00"), down("shop-b", "12:30", "14:00")], 30),
        # In the one zone the connection is lost, in the other the disk: all are down all the same.
        ([down("shop-a", "12:00", "13:00", cause="connection"), down("shop-b", "12:00", "13:00", cause="disk")], 60),
        ([down("shop-a", "12:00", "13:00"), down("shop-c", "12:00", "13:00")], 0),  # of another region
    ],
)
def test_several_zones_are_down_when_all_instances_are(rows, minutes):
    assert lost("multi-zone", "vm/shop in nl", *rows) == minutes


@clause("google-compute-02")
def test_with_instances_in_one_zone_nothing_is_judged():
    alone = outage(COMPUTE, "2026-06-01 00:00", "2026-07-01 00:00", service="shop-b", kind="absent")
    judged = uptimes(COMPUTE, "multi-zone", "2026-06", alone, down("shop-a", "12:00", "13:00"))
    assert judged.by_service["vm/shop in nl"].figure is None


@clause("google-compute-03")
@pytest.mark.parametrize("target", PARTS)
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
def test_parts_of_minutes_are_ignored(target, outages, minutes):
    rows = [down(part, *each) for part in PARTS[target] for each in outages]
    judged = uptimes(COMPUTE, target, "2026-06", *rows).by_service.values()
    assert {each.downtime for each in judged} == {minutes * MINUTE}


@clause("google-compute-04")
@pytest.mark.parametrize(
    ("minutes", "reached"),
    [(43, [True, True]), (44, [False, True])],  # one of two: in the mean it would be 22
)
def test_each_instance_of_each_region_is_judged_by_itself(minutes, reached):
    judged = uptimes(COMPUTE, "single", "2026-06", down("vm/mail in nl", "12:00", f"12:{minutes}"))
    assert [judged.by_service[name].reached for name in ("vm/mail in nl", "vm/mail in mx")] == reached


@clause("google-compute-04")
def test_a_credit_is_for_what_missed():
    # 10% of the 100 of the one, nothing of the 700 of the other.
    figures = {"vm/mail in nl": "99.8", "vm/mail in mx": "100"}
    periods = [measured(figure, source="single", resource=name) for name, figure in figures.items()]
    assert credit(COMPUTE, *periods, charges=INVOICE) == money("10", "USD")


@clause("google-compute-04")
@pytest.mark.parametrize("month", ["2026-05", "2026-06"])
def test_months_are_those_of_the_calendar(month):
    row = outage(COMPUTE, "2026-05-31 23:30", "2026-06-01 00:30", service="vm/mail in nl")
    assert lost("single", "vm/mail in nl", row, month=month) == 30


@clause("google-compute-05")
@pytest.mark.parametrize("target", PARTS)
@pytest.mark.parametrize(("cause", "minutes"), [("vpn", 0), ("network-tier", 0), ("hypervisor", 60)])
def test_what_another_agreement_covers_is_left_out(target, cause, minutes):
    rows = [down(part, "12:00", "13:00", cause=cause) for part in PARTS[target]]
    judged = uptimes(COMPUTE, target, "2026-06", *rows).by_service.values()
    assert {each.downtime for each in judged} == {minutes * MINUTE}


@clause("google-compute-06")
@pytest.mark.parametrize(
    ("duties", "standing"), [("fulfilled", Standing.CLAIMED), ("neglected", Standing.NOT_ELIGIBLE)]
)
def test_only_who_fulfils_duties_and_asks_gets_a_credit(duties, standing):
    found = award(COMPUTE, measured("99", source="single", resource="vm/mail in nl"), charges=INVOICE)
    assert asked(COMPUTE, found, "2026-07-10 12:00", duties=duties) is standing
