"""The sign of the watermelon: green outside, red inside; every case small enough to be seen at a glance."""

from __future__ import annotations

import pytest

from houvast.sla.availability import Record
from houvast.sla.clock import clocks
from houvast.sla.events import Events
from houvast.sla.indicator import judge
from houvast.sla.outages import Outages
from houvast.sla.periods import period_named
from houvast.sla.readings import Readings
from houvast.sla.resources import judge_each
from houvast.sla.target import by_period
from houvast.sla.watermelon import Watermelon, levels_of, watermelons
from tests.sla.money import agreement, at

YES, NO, UNKNOWN = True, False, None
LATER = at("2026-12-01")


@pytest.mark.parametrize(
    ("levels", "experience", "sign"),
    [
        ([YES, YES], [NO], True),
        ([YES, YES], [YES, NO], True),
        ([YES, UNKNOWN], [NO], True),  # every level that is known was reached
        ([YES], [NO, UNKNOWN], True),
        ([YES], [YES], False),
        ([YES, NO], [NO], False),  # red outside too
        ([NO], [UNKNOWN], False),
        ([UNKNOWN], [YES], False),  # whatever the levels: nobody is unhappy
        ([YES], [UNKNOWN], None),
        ([YES], [YES, UNKNOWN], None),
        ([UNKNOWN], [NO], None),
        ([], [NO], None),
        ([YES], [], None),
        ([], [], None),
    ],
)
def test_the_sign(levels, experience, sign):
    found = Watermelon(dict(enumerate(levels)), dict(enumerate(experience)))
    assert found.is_one is sign


XLA = """\
kind: xla
targets:
  happy: {indicator: csat, at_least: 8, per: quarter}
  lost: {indicator: lost-minutes, figure: sum, at_most: 0, per: quarter, strength: aim}
"""
SLA = """\
clocks: {response: {start: opened, stop: reply}}
targets:
  response: {clock: response, within: 1h, goal: 90%, per: month}
  uptime: {availability: {each: web}, at_least: 99%, per: quarter}
  effort: {availability: web/a, at_least: best effort, per: quarter}
  yearly: {availability: web/a, at_least: 99%, per: year}
  delay: {indicator: delay, at_most: 40, per: quarter}
"""


def experience(xla, value, **labels):
    rows = Readings.of_rows([{"indicator": "csat", "at": at("2026-05-05"), "value": value}])
    return [
        judge(xla, target, period_named(labels.get(name, "2026-Q2"), target.per, "UTC"), rows, as_of=LATER)
        for name, target in xla.indicators.items()
    ]


def levels(sla, *, as_of=LATER, reply="2026-05-04 10:30"):
    events = Events.of(
        [
            {"ticket": "T1", "at": at("2026-05-04 10:00"), "event": "opened"},
            {"ticket": "T1", "at": at(reply), "event": "reply"},
        ]
    )
    record = Record(
        Outages.of([{"service": "web/a", "start": at("2026-05-04"), "end": at("2026-05-05"), "kind": "absent"}])
    )
    available = [
        each
        for target in sla.availability.values()
        for each in judge_each(
            sla,
            target,
            period_named("2026" if target.name == "yearly" else "2026-Q2", target.per, "UTC"),
            record,
            as_of=as_of,
        ).by_service.values()
    ]
    delay = sla.indicators["delay"]
    read = judge(sla, delay, period_named("2026-Q2", delay.per, "UTC"), Readings.of_rows([]), as_of=as_of)
    outcomes = by_period(clocks(events, sla, as_of=as_of), sla)
    return levels_of(sla, outcomes, available, [read], as_of=as_of)


def test_levels_of_the_months_of_a_quarter_are_held_beside_it():
    xla, sla = agreement(XLA), agreement(SLA)
    ((period, found),) = watermelons(xla, experience(xla, 7), levels(sla))
    assert period.label == "2026-Q2"
    assert found.inside == {"happy": False}  # an aim is neither kept nor missed
    # An effort promises nothing, and a year is not over the quarter.
    assert found.outside == {"response 2026-05": True, "uptime web/a": True, "delay": None}
    assert found.is_one is True


def test_a_late_reply_makes_it_red_outside():
    xla, sla = agreement(XLA), agreement(SLA)
    ((_, found),) = watermelons(xla, experience(xla, 7), levels(sla, reply="2026-05-04 11:30"))
    assert found.outside["response 2026-05"] is False
    assert found.is_one is False


def test_a_level_of_a_period_that_is_not_over_is_not_known():
    xla, sla = agreement(XLA), agreement(SLA)
    ((_, found),) = watermelons(xla, experience(xla, 7), levels(sla, as_of=at("2026-05-20")))
    assert set(found.outside.values()) == {None}
    assert found.is_one is None


def test_happy_people_are_no_watermelon():
    xla, sla = agreement(XLA), agreement(SLA)
    ((_, found),) = watermelons(xla, experience(xla, 8), levels(sla))
    assert found.is_one is False


def test_periods_of_several_lengths_are_held_apart():
    xla = agreement(XLA.replace("at_most: 0, per: quarter, strength: aim", "at_most: 0, per: month"))
    judged = experience(xla, 7, lost="2026-05")
    told = {period.label: found for period, found in watermelons(xla, judged, levels(agreement(SLA)))}
    assert told["2026-Q2"].inside == {"happy": False}
    assert told["2026-05"].inside == {"lost": True}
    assert told["2026-05"].outside == {"response": True}
