"""servosphere: three components, weekdays of the month, credits that need not be asked for."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing, right
from houvast.sla.terms import MINUTE
from tests.corpus.claims import award, settled
from tests.corpus.reading import at, clause, clock_of, corpus, credit, has_clock, outage, probe, uptime, wall
from tests.sla.money import measured, money

SERVO = corpus("servosphere")


@clause("servosphere-01")
@pytest.mark.parametrize(
    ("service", "seconds"),  # of the 2,592,000 seconds of June
    [("network", 259), ("power", 2592), ("cooling", 2592)],
)
def test_each_component_has_a_percentage(service, seconds):
    def reached(length: int) -> bool | None:
        end = f"2026-06-15 {12 + length // 3600}:{length // 60 % 60:02}:{length % 60:02}"
        return uptime(SERVO, service, "2026-06", outage(SERVO, "2026-06-15 12:00", end)).reached

    assert (reached(seconds), reached(seconds + 1)) == (True, False)


@clause("servosphere-02")
@pytest.mark.parametrize(
    ("cause", "start", "end", "minutes"),
    [
        ("system", "2026-06-02 02:00", "2026-06-02 06:00", 0),  # the first Tuesday
        ("system", "2026-06-02 02:00", "2026-06-02 06:30", 30),
        ("system", "2026-06-09 03:00", "2026-06-09 05:00", 120),  # the second is for another type
        ("network", "2026-06-09 03:00", "2026-06-09 05:00", 0),
        ("network", "2026-06-09 02:30", "2026-06-09 05:00", 30),
        ("hardware", "2026-06-21 04:00", "2026-06-21 06:00", 0),  # the third Sunday
        ("hardware", "2026-06-14 04:00", "2026-06-14 06:00", 120),
    ],
)
def test_each_type_has_its_weekday_of_the_month(cause, start, end, minutes):
    work = outage(SERVO, start, end, kind="maintenance", cause=cause, announced_at="2026-05-01 12:00")
    assert uptime(SERVO, "network", "2026-06", work).downtime == minutes * MINUTE


def missed(*names: str):
    return [measured(source=each, reached=each not in names) for each in ("network", "power", "cooling")]


@clause("servosphere-03")
@pytest.mark.parametrize(
    ("names", "amount"),
    [(("power",), "30.00"), (("network", "power"), "90.00"), (("network", "power", "cooling"), "100.00"), ((), None)],
)
def test_several_misses_add_up_to_the_maximum(names, amount):
    assert credit(SERVO, *missed(*names)) == money(amount, "USD")


@clause("servosphere-03")
def test_they_are_given_without_a_claim_within_five_business_days():
    found = right(award(SERVO, *missed("power")), None, SERVO, {}, as_of=at(SERVO, "2026-07-01 12:00"))
    assert found.standing is Standing.AUTOMATIC
    payment = settled(SERVO, *missed("power"))
    assert wall(SERVO, payment.until) == "2026-07-07 17:00"  # 1, 2, 3, 6 and 7 July


@clause("servosphere-04")
@pytest.mark.parametrize(("announced", "minutes"), [("2026-06-14 12:00", 0), ("2026-06-14 12:01", 60)])
def test_emergency_work_is_announced_a_day_ahead(announced, minutes):
    said = {"kind": "maintenance", "cause": "emergency", "announced_at": announced}
    work = outage(SERVO, "2026-06-15 12:00", "2026-06-15 13:00", **said)
    assert uptime(SERVO, "network", "2026-06", work).downtime == minutes * MINUTE


@clause("servosphere-05")
@pytest.mark.parametrize(("replaced", "verdict"), [("2026-06-14 07:00", "MET"), ("2026-06-14 07:01", "BREACHED")])
def test_hardware_is_replaced_within_four_hours(replaced, verdict):
    lines = ["2026-06-14 03:00 opened type=hardware", f"{replaced} resolved"]
    assert clock_of(SERVO, "replacement", *lines).verdict.name == verdict
    assert not has_clock(SERVO, "replacement", "2026-06-14 03:00 opened type=question")


@clause("servosphere-06")
def test_downtime_runs_from_detection_until_restored():
    down = outage(SERVO, "2026-06-15 12:00", "2026-06-15 13:00", detected_at="2026-06-15 12:20")
    assert uptime(SERVO, "network", "2026-06", down).downtime == 40 * MINUTE


@clause("servosphere-06")
@pytest.mark.parametrize(("places", "minutes"), [(("probe-a",), 0), (("probe-a", "probe-c"), 10)])
def test_several_places_must_see_it(places, minutes):
    probes = [
        probe(SERVO, moment, "down" if is_down and name in places else "up", service=name)
        for name in ("probe-a", "probe-b", "probe-c")
        for moment, is_down in (("2026-06-01 00:00", False), ("2026-06-15 12:00", True), ("2026-06-15 12:10", False))
    ]
    assert uptime(SERVO, "watched", "2026-06", probes=probes).downtime == minutes * MINUTE
