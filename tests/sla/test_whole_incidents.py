"""
Outages that pass the end of a period: one incident, whole, in the period in which it begins.

The months are those of 2026 in UTC; 30 June is a Tuesday. An hour gives ten euro, a part of one too.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.sla.assessment import assess
from houvast.sla.availability import Record
from houvast.sla.credit import Facts
from houvast.sla.labels import named
from houvast.sla.outages import Outages
from houvast.sla.shortfalls import of_availability
from tests.sla.money import agreement, at, length
from tests.sla.test_shortfalls import contract, judged, row

LATER = at("2026-09-15")
HOURLY = "quantity: incident, credit: 10 EUR, every: started 1h"
OFFICE = "calendars: {office: {hours: {mon-fri: '08:00-18:00'}}}\n"
FROM_THREE_DAYS = "quantity: incident, bands: [{at_least: 3d, credit: 35 EUR}]"
PLANNED = ", exclude: [planned-maintenance]"
OVER_THE_END = row("2026-06-30 23:00", "2026-07-01 02:00")
TWENTY_MINUTES = row("2026-06-30 23:50", "2026-07-01 00:10")


def maintenance(start, end):
    return row(start, end, "maintenance", announced_at=at("2026-06-01"))


def assessed(text, rows, *labels, as_of=LATER):
    deal = agreement(text)
    (target,) = deal.availability.values()
    asked = {target.name: [each for label in labels for each in named(label, target.per, deal.timezone)]}
    return assess(deal, Record(Outages.of(rows)), asked, Facts(()), as_of=as_of).reckoning


def in_months(text, rows, *months, as_of=LATER):
    """Return what each month gives when that month alone is asked for."""
    found = [assessed(text, rows, f"2026-{month:02}", as_of=as_of) for month in months]
    assert not any(each.undecided for each in found)
    return [int(each.totals.get("EUR", Decimal(0))) for each in found]


@pytest.mark.parametrize(
    ("credit", "promised", "rows", "june", "july"),
    [
        (HOURLY, "", [OVER_THE_END], 30, 0),
        # In July it would give 20, and another in July gives what it gives.
        (HOURLY, "", [OVER_THE_END, row("2026-07-10 10:00", "2026-07-10 10:30")], 30, 10),
        # 29 June 12:00 to 2 July 18:00 is three days and six hours: a day and a half in June, the rest in July.
        (FROM_THREE_DAYS, "", [row("2026-06-29 12:00", "2026-07-02 18:00")], 35, 0),
        # Ends with the month: wholly of June.
        (HOURLY, "", [row("2026-06-30 22:00", "2026-07-01")], 20, 0),
        (HOURLY, "", [row("2026-07-01", "2026-07-01 02:00")], 0, 20),
        # Two rows that touch at midnight are one outage; two that do not are two.
        (HOURLY, "", [row("2026-06-30 22:30", "2026-07-01"), row("2026-07-01", "2026-07-01 00:30")], 20, 0),
        (HOURLY, "", [row("2026-06-30 22:30", "2026-06-30 23:59"), row("2026-07-01", "2026-07-01 00:30")], 20, 10),
        # At half: an hour and a half.
        (HOURLY, ", downtime: {degraded: 50%}", [row("2026-06-30 23:00", "2026-07-01 02:00", "degraded")], 20, 0),
        # Maintenance does not count: of three hours two are left, whichever side of midnight it was on.
        (HOURLY, PLANNED, [OVER_THE_END, maintenance("2026-06-30 23:00", "2026-07-01 00:00")], 20, 0),
        (HOURLY, PLANNED, [OVER_THE_END, maintenance("2026-07-01 00:00", "2026-07-01 01:00")], 20, 0),
        # Office hours: the last of Tuesday and the first of Wednesday; then that of Wednesday alone.
        (HOURLY, ", on: office", [row("2026-06-30 17:00", "2026-07-01 09:00")], 20, 0),
        (HOURLY, ", on: office", [row("2026-06-30 20:00", "2026-07-01 09:00")], 10, 0),
        # Twenty minutes, ten on each side of midnight, are longer than fifteen.
        (HOURLY, ", downtime: {at_least: 15m}", [TWENTY_MINUTES], 10, 0),
        (HOURLY, ", downtime: {at_least: 15m, length_of: counted}", [TWENTY_MINUTES], 10, 0),
        (HOURLY, ", downtime: {at_least: 30m}", [TWENTY_MINUTES], 0, 0),
        # Only what is more than one hour of three: two.
        (HOURLY, ", downtime: {longer_than: 1h, counts: excess}", [OVER_THE_END], 20, 0),
        (HOURLY, ", coverage: 90%", [OVER_THE_END], 30, 0),
    ],
)  # fmt: skip
def test_it_is_given_for_once_as_a_whole_in_the_period_in_which_it_begins(credit, promised, rows, june, july):
    text = contract(credit, promised, OFFICE)
    assert in_months(text, rows, 6, 7) == [june, july]
    together = assessed(text, rows, "2026-06", "2026-07")
    assert together.totals.get("EUR", 0) == june + july


def test_over_three_periods():
    # 31 May 20:00 to 1 July 04:00: four hours, thirty days and four hours are 728.
    rows = [row("2026-05-31 20:00", "2026-07-01 04:00")]
    assert in_months(contract(HOURLY), rows, 5, 6, 7) == [7280, 0, 0]
    (award,) = assessed(contract(HOURLY), rows, "2026-05").awards
    assert (award.incident.span.start, award.incident.span.end) == (at("2026-05-31 20:00"), at("2026-07-01 04:00"))
    assert award.derivation.value == length("728h")


def test_what_began_before_the_agreement_begins_with_it():
    rows = [row("2025-12-31 22:00", "2026-01-01 03:00")]
    assert in_months(contract(HOURLY), rows, 1, 2) == [30, 0]


def test_what_began_before_the_service_begins_with_it():
    rows = [row("2026-05-20", "2026-07-10 05:00")]
    text = contract(HOURLY, rest="services: {web: {from: 2026-07-10}}\n")
    assert in_months(text, rows, 5, 6, 7) == [0, 0, 50]


@pytest.mark.parametrize(
    ("end", "as_of", "amount"),
    [
        (None, "2026-07-01 12:00", None),  # it goes on
        ("2026-07-01 02:00", "2026-07-01 02:00", None),  # at this moment nobody can know
        ("2026-07-01 02:00", "2026-07-01 02:01", 30),  # July is not over, but the outage is
        ("2026-07-01 02:00", "2026-07-01 01:00", None),
    ],
)
@pytest.mark.parametrize("promised", ["", ", coverage: 90%"])
def test_it_is_unknown_as_long_as_it_may_go_on(end, as_of, amount, promised):
    before = row("2026-06-10 10:00", "2026-06-10 10:30")
    found = assessed(contract(HOURLY, promised), [before, row("2026-06-30 23:00", end)], "2026-06", as_of=at(as_of))
    if amount is None:
        assert {each.missing for each in found.undecided} == {"incident"}
        assert found.totals == {"EUR": Decimal(10)}  # the other of June stands
    else:
        assert not found.undecided
        assert found.totals == {"EUR": Decimal(10 + amount)}


def test_it_is_unknown_when_nobody_judged_the_period_after():
    deal = agreement(contract(HOURLY))
    both, alone = (
        of_availability(judged(deal, [OVER_THE_END], labels), deal, as_of=LATER).usual
        for labels in (("2026-06", "2026-07"), ("2026-06",))
    )
    assert [each.length for each in both[0].incidents] == [length("3h")]
    assert both[1].incidents == ()
    assert [each.length for each in alone[0].incidents] == [None]


def test_it_is_unknown_when_too_little_is_known_of_the_period_after():
    unknown = row("2026-07-10", "2026-07-20", "unknown")
    found = assessed(contract(HOURLY, ", coverage: 90%"), [OVER_THE_END, unknown], "2026-06")
    assert [(each.missing, each.name) for each in found.undecided] == [("incident", "uptime")]
    assert found.awards == ()


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-07-01 02:00", "2026-07-01 03:00"), ("2026-06-30 22:30", "2026-06-30 23:00"), ("2026-07-01 02:00", None)],
)
def test_what_is_unknown_beside_it_may_have_been_a_part_of_it(start, end):
    found = assessed(contract(HOURLY), [OVER_THE_END, row(start, end, "unknown")], "2026-06")
    assert found.awards == ()
    assert found.undecided


def test_what_is_unknown_until_now_may_be_an_incident_of_the_month_in_which_it_began():
    found = assessed(contract(HOURLY), [row("2026-06-30 23:00", None, "unknown")], "2026-06", as_of=at("2026-07-02"))
    assert found.awards == ()
    assert {each.missing for each in found.undecided} == {"incident"}


def test_of_rolling_periods_each_has_what_begins_in_it():
    rows = [row("2026-06-29 23:00", "2026-06-30 02:00")]
    text = contract(HOURLY, ", per: rolling 7 days")
    assert assessed(text, rows, "2026-06-30").totals == {"EUR": Decimal(30)}
    assert [each.missing for each in assessed(text, rows, "2026-06-29").undecided] == ["incident"]
    assert assessed(text, rows, "2026-07-06").awards == ()  # 30 June to 6 July


def test_services_of_a_kind_have_incidents_of_their_own():
    text = contract(HOURLY).replace("availability: web", "availability: {each: server}")
    rows = [row("2026-06-30 23:00", end) | {"service": f"server/{name}"} for name, end in
            (("a", "2026-07-01 02:00"), ("b", "2026-07-01 05:00"))]  # fmt: skip
    found = assessed(text, rows, "2026-06")
    assert [(each.resource, each.amount) for each in found.awards] == [("server/a", 30), ("server/b", 60)]


def test_a_cap_is_that_of_the_month_in_which_it_begins():
    text = contract(HOURLY, rest="limits: {at_most: 40 EUR, per: month}\n")
    rows = [row("2026-06-10 10:00", "2026-06-10 12:00"), OVER_THE_END, row("2026-07-02 10:00", "2026-07-02 15:00")]
    assert in_months(text, rows, 6, 7) == [40, 40]


hours = st.tuples(st.integers(0, 24 * 120), st.sampled_from([1, 3, 30, 800]))


@given(st.lists(hours, max_size=6))
@settings(max_examples=40, deadline=None)
def test_all_incidents_together_are_all_downtime(spells):
    start = at("2026-03-01")
    rows = [
        {"service": "web", "start": start + timedelta(hours=begin), "end": start + timedelta(hours=begin + took)}
        for begin, took in spells
    ]
    deal = agreement(contract(HOURLY))
    found = judged(deal, rows, [f"2026-{month:02}" for month in range(1, 13)])
    shortfalls = of_availability(found, deal, as_of=at("2027-06-01")).usual
    incidents = [incident for each in shortfalls for incident in each.incidents]
    assert sum(each.length for each in incidents) == sum(each.downtime for each in found)
    for each in shortfalls:
        assert all(each.period.start <= incident.span.start < each.period.end for incident in each.incidents)
