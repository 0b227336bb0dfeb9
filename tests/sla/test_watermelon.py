"""The sign of the watermelon: green outside, red inside; every case small enough to be seen at a glance."""

from __future__ import annotations

import pytest

from houvast.sla.availability import Record
from houvast.sla.events import Events
from houvast.sla.indicator import judge
from houvast.sla.levels import Known, levels, promised
from houvast.sla.outages import Outages
from houvast.sla.periods import period_named
from houvast.sla.readings import Readings
from houvast.sla.watermelon import is_watermelon, watermelons
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
    assert is_watermelon(dict(enumerate(levels)), dict(enumerate(experience))) is sign


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
  nice-to-have: {clock: response, within: best effort, per: month}
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


NO_FACTS = Known()
NOBODY_READ = Readings.of_rows([])


def facts(reply="2026-05-04 10:30"):
    """What is known: a ticket of May, and a service that came in May; delays were never read."""
    events = [("2026-05-04 10:00", "opened"), (reply, "reply")]
    absent = {"service": "web/a", "start": at("2026-05-01"), "end": at("2026-05-04"), "kind": "absent"}
    return Known(
        Events.of([{"ticket": "T1", "at": at(when), "event": event} for when, event in events]),
        Record(Outages.of([absent])),
        NOBODY_READ,
    )


def signs(judged, known, *, as_of=LATER, xla=XLA):
    sla = agreement(SLA)
    found = levels(sla, [each.period.span for each in judged], known, as_of=as_of)
    return list(watermelons(agreement(xla), judged, found, promised=promised(sla)))


def test_levels_of_the_months_of_a_quarter_are_held_beside_it():
    (found,) = signs(experience(agreement(XLA), 7), facts())
    assert found.period.label == "2026-Q2"
    assert found.inside == {"happy": False}  # an aim is neither kept nor missed
    # Best effort promises nothing; a year does not lie within the quarter.
    assert found.outside == {"response 2026-05": True, "uptime web/a": True, "delay": None, "yearly": None}
    assert found.is_one is True


def test_a_late_reply_makes_it_red_outside():
    (found,) = signs(experience(agreement(XLA), 7), facts("2026-05-04 11:30"))
    assert found.outside["response 2026-05"] is False
    assert found.is_one is False


def test_a_level_of_a_period_that_is_not_over_is_not_known():
    (found,) = signs(experience(agreement(XLA), 7), facts(), as_of=at("2026-05-20"))
    assert set(found.outside.values()) == {None}
    assert found.is_one is None


def test_levels_without_their_facts_are_not_known():
    (found,) = signs(experience(agreement(XLA), 7), NO_FACTS)
    assert found.outside == dict.fromkeys(("response", "uptime", "yearly", "delay"))
    assert found.is_one is None


def test_happy_people_are_no_watermelon():
    (found,) = signs(experience(agreement(XLA), 8), facts())
    assert found.is_one is False


def test_periods_of_several_lengths_are_held_apart():
    xla = XLA.replace("at_most: 0, per: quarter, strength: aim", "at_most: 0, per: month")
    judged = experience(agreement(xla), 7, lost="2026-05")
    told = {each.period.label: each for each in signs(judged, facts(), xla=xla)}
    assert told["2026-Q2"].inside == {"happy": False}
    assert told["2026-05"].inside == {"lost": True}
    assert told["2026-05"].outside == {"response": True, "uptime": None, "yearly": None, "delay": None}
    assert told["2026-05"].is_one is False
