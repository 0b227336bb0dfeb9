"""Which periods are judged when they are asked for, and what credits look back on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from houvast.sla.agreement.availability_model import AvailabilityTarget
from houvast.sla.asked import touched
from houvast.sla.assessment import assess, outside_hours
from houvast.sla.availability import Record
from houvast.sla.credit import Facts
from houvast.sla.fees import priced
from houvast.sla.labels import NoSuchPeriod, named
from houvast.sla.outages import Outages
from houvast.sla.periods import Per
from tests.sla.money import agreement, at
from tests.sla.test_shortfalls import MISSED, contract, row

ZONE = "Europe/Amsterdam"
LATER = at("2026-09-15")


def judged_per(per: str) -> AvailabilityTarget:
    return agreement(contract(promised=f", per: {per}")).availability["uptime"]


@pytest.mark.parametrize(
    ("per", "label", "labels"),
    [
        ("month", "2026-05", ["2026-05"]),
        ("month", "2026-Q2", ["2026-04", "2026-05", "2026-06"]),
        ("month", "2026", [f"2026-{month:02}" for month in range(1, 13)]),
        ("quarter", "2026-Q2", ["2026-Q2"]),
        ("quarter", "2026", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
        ("year", "2026", ["2026"]),
        # weeks that begin in February 2026: Mondays the 2nd to the 23rd
        ("week", "2026-02", ["2026-W06", "2026-W07", "2026-W08", "2026-W09"]),
        ("month from 15", "2026-Q2", ["2026-04", "2026-05", "2026-06"]),
        ("month from 15", "2026-05", ["2026-05"]),
        ("rolling 30 days", "2026-05-20", ["2026-05-20"]),
        ("rolling 30 days", "2026-05", ["2026-05-31"]),
    ],
)
def test_a_label_means_periods_of_the_target(per, label, labels):
    assert [each.label for each in named(label, judged_per(per).per, ZONE)] == labels


@pytest.mark.parametrize(
    ("per", "label"),
    [
        ("year", "2026-01"),
        ("quarter", "2026-05"),
        ("month", "2026-13"),
        ("month", "2026-Q5"),
        ("month", "May"),
        ("month", ""),
        ("month", "9999"),
        ("month", "2026-05-31"),
    ],
)
def test_a_label_that_is_no_period(per, label):
    with pytest.raises(NoSuchPeriod) as refusal:
        named(label, judged_per(per).per, ZONE)
    assert refusal.value.label == label


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ([], []),
        ([MISSED[5]], ["2026-05"]),
        ([MISSED[3], MISSED[5]], ["2026-03", "2026-04", "2026-05"]),  # nothing in April is a fact too
        ([row("2026-05-10", "2026-06-01")], ["2026-05"]),  # June is not touched
        ([row("2026-08-10", None)], ["2026-08", "2026-09"]),  # it goes on
        ([row("2026-10-10", None)], []),  # has not happened yet
        ([row("2025-11-10", "2026-02-01")], ["2026-01"]),  # the agreement begins in January
        ([row("2026-05-10", "2026-05-11") | {"service": "mail"}], []),
    ],
)
def test_without_label_the_periods_that_facts_touch(rows, labels):
    deal = agreement(contract())
    found = touched(deal, deal.availability["uptime"], Record(Outages.of(rows)), as_of=LATER)
    assert [each.label for each in found] == labels


def test_facts_about_a_member_touch_the_service():
    deal = agreement(contract(rest="services: {web: {down_when: {any-of: [a, b]}}}\n"))
    record = Record(Outages.of([MISSED[5] | {"service": "b"}]))
    assert [each.label for each in touched(deal, deal.availability["uptime"], record, as_of=LATER)] == ["2026-05"]


def test_of_a_rolling_period_the_last_that_is_over():
    deal = agreement(contract(promised=", per: rolling 30 days"))
    found = touched(deal, deal.availability["uptime"], Record(Outages.of([MISSED[5]])), as_of=LATER)
    assert [each.label for each in found] == ["2026-09-14"]


def assessed(text, months, *labels, facts=Facts(())):  # noqa: B008
    deal = agreement(text)
    record = Record(Outages.of([MISSED[month] for month in months]))
    asked = {"uptime": [period for label in labels for period in named(label, Per.MONTH, "UTC")]}
    return assess(deal, record, asked, facts, as_of=LATER)


def test_credits_look_back_on_misses_and_caps_but_only_what_was_asked_is_shown():
    text = contract(
        "credit: 10%, repeated: [{misses: 3 in a row, times: 2}]", rest="limits: {at_most: 35 EUR, per: year}\n"
    )
    found = assessed(text, (4, 5, 6), "2026-06")
    assert [each.period.label for each in found.judged] == ["2026-06"]
    # 10 for April, 10 for May; 20 for June, of which 15 is left under the cap
    assert [award.amount for award in found.reckoning.awards] == [15]
    assert found.since == at("2026-04-01")


def test_a_month_without_facts_was_kept_and_ends_a_row():
    text = contract("quantity: streak, credit: 10%, every: full 1")
    assert [award.amount for award in assessed(text, (3, 4, 6), "2026-06").reckoning.awards] == [10]
    assert assessed(text, (3, 4), "2026-06").reckoning.awards == ()


def test_what_happens_later_changes_nothing():
    text = contract("credit: 10%")
    assert assessed(text, (5, 6, 7), "2026-06").reckoning == assessed(text, (5, 6), "2026-06").reckoning


def test_without_credits_nothing_is_looked_back_on():
    deal = "targets: {uptime: {availability: web, at_least: 99.9%}}\n"
    found = assessed(deal, (4, 5, 6), "2026-06")
    assert (found.since, found.reckoning.awards) == (None, ())


def test_a_price_that_the_agreement_leaves_open_can_be_given():
    deal = agreement(contract().replace("100 EUR", "EUR"))
    found = priced(deal, {"plan": Decimal(250)})
    assert (found.fees["plan"].amount, deal.fees["plan"].amount) == (250, None)
    assert found.fees["plan"].currency == "EUR"


@pytest.mark.parametrize(
    ("start", "end", "kind", "count"),
    [
        ("2026-06-06 10:00", "2026-06-06 12:00", "outage", 1),  # a Saturday
        ("2026-06-05 18:00", "2026-06-08 08:00", "degraded", 1),  # exactly the weekend
        ("2026-06-05 17:59", "2026-06-08 08:00", "outage", 0),
        ("2026-06-05 18:00", "2026-06-08 08:01", "outage", 0),
        ("2026-06-06 10:00", "2026-06-06 12:00", "maintenance", 0),
        ("2026-05-30 10:00", "2026-05-31 12:00", "outage", 0),  # another month
        ("2026-05-30 10:00", "2026-06-01 07:00", "outage", 1),  # of which the hours in June are early on a Monday
    ],
)
def test_outages_outside_the_window_are_counted(start, end, kind, count):
    deal = agreement(contract(promised=", on: day", rest="calendars: {day: {hours: {mon-fri: '08:00-18:00'}}}\n"))
    record = Record(Outages.of([row(start, end, kind)]))
    found = assess(deal, record, {"uptime": named("2026-06", Per.MONTH, "UTC")}, Facts(()), as_of=LATER)
    assert outside_hours(found.judged[0], deal, record) == count
