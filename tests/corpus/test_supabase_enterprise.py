"""supabase-enterprise: a database platform, with response times by priority and plan."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing
from houvast.sla.terms import Span
from tests.corpus.claims import asked, award, settled
from tests.corpus.reading import at, clause, corpus, credit, due, has_clock, outage, uptime
from tests.sla.money import at as utc
from tests.sla.money import charge, measured, money, month

SUPABASE = corpus("supabase-enterprise")
MINUTE = 60_000_000


def work(cause: str, announced: str | None, end: str = "2026-06-14 13:00"):
    said = {"announced_at": announced} if announced else {}
    return outage(SUPABASE, "2026-06-14 12:00", end, kind="maintenance", cause=cause, **said)


@clause("supabase-enterprise-01")
@pytest.mark.parametrize(("end", "reached"), [("00:43:12", True), ("00:43:13", False)])
@pytest.mark.parametrize("maintenance", [[], [work("planned", "2026-06-01 00:00", "2026-06-15 12:00")]])
def test_three_nines_of_the_total_time_of_the_month(end, reached, maintenance):
    # 0.1% of 43,200 minutes is 43.2; a day of maintenance makes the total no less.
    row = outage(SUPABASE, "2026-06-10 00:00", f"2026-06-10 {end}")
    assert uptime(SUPABASE, "uptime", "2026-06", row, *maintenance).reached is reached


@clause("supabase-enterprise-02")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("99.9", None),
        ("99.89", "3"),
        ("99", "3"),
        ("98.9", "4.50"),
        ("98", "4.50"),
        ("97.9", "6"),
        ("96", "6"),
        ("95.9", "9"),
    ],
)
def test_10_15_20_or_30_percent_of_the_fees_of_that_month_whenever_billed(figure, amount):
    # Billed for a year: 365 for 365 days, of which June has 30.
    year = charge("services", "365", Span(utc("2026-01-01"), utc("2027-01-01")))
    assert credit(SUPABASE, measured(figure), charges=(year,)) == money(amount, "USD")


@clause("supabase-enterprise-02")
def test_fees_of_another_month_and_of_other_services_count_not():
    charges = (
        charge("services", "30", resource="one"),
        charge("services", "500", resource="two"),
        charge("services", "70", month(7), resource="one"),
    )
    assert credit(SUPABASE, measured("99.5", resource="one"), charges=charges) == money("3", "USD")


@clause("supabase-enterprise-03")
@pytest.mark.parametrize(
    ("moment", "brought", "reported", "standing"),
    [
        ("2026-07-31 00:00", ("account", "dates and times"), "2026-06-10 12:00", Standing.CLAIMED),
        ("2026-07-31 00:01", ("account", "dates and times"), "2026-06-10 12:00", Standing.LAPSED),
        ("2026-07-10 00:00", ("account",), "2026-06-10 12:00", Standing.INCOMPLETE),
        ("2026-07-10 00:00", ("account", "dates and times"), None, Standing.NOT_REPORTED),
    ],
)
def test_asked_within_thirty_days_after_the_month_with_what_was_reported(moment, brought, reported, standing):
    found = award(SUPABASE, measured("98"), charges=(charge("services", "30"),))
    assert asked(SUPABASE, found, moment, *brought, reported=reported) is standing


@clause("supabase-enterprise-03")
def test_given_within_thirty_days_after_it_was_asked():
    paid = settled(SUPABASE, measured("98"), asked="2026-07-10 12:00", charges=(charge("services", "30"),))
    assert paid.until == at(SUPABASE, "2026-08-09 12:00")


@clause("supabase-enterprise-04")
@pytest.mark.parametrize(
    ("cause", "announced", "minutes"),
    [
        ("planned", "2026-06-13 12:00", 0),  # exactly 24 hours ahead
        ("planned", "2026-06-13 12:01", 60),
        ("planned", None, 60),
        ("emergency", None, 0),
    ],
)
def test_announced_and_emergency_maintenance_are_left_out(cause, announced, minutes):
    assert uptime(SUPABASE, "uptime", "2026-06", work(cause, announced)).downtime == minutes * MINUTE


@clause("supabase-enterprise-05")
@pytest.mark.parametrize(
    ("cause", "minutes"),
    [("hack", 0), ("virus", 0), ("customer", 0), ("force-majeure", 0), ("disk", 60)],
)
def test_causes_that_do_not_count(cause, minutes):
    row = outage(SUPABASE, "2026-06-10 00:00", "2026-06-10 01:00", cause=cause)
    assert uptime(SUPABASE, "uptime", "2026-06", row).downtime == minutes * MINUTE


# In Amsterdam it is two hours later: 15 June 2026 is a Monday, and 06:00 there is 04:00 UTC.
@clause("supabase-enterprise-06")
@pytest.mark.parametrize(
    ("priority", "opened", "team", "enterprise", "platinum"),
    [
        # Saturday night: an hour is an hour, whatever the plan.
        ("urgent", "2026-06-20 23:30", "2026-06-21 00:30", "2026-06-21 00:30", "2026-06-21 00:30"),
        # Friday an hour before closing at 16:00 UTC: three hours, or one, are left for Monday from 04:00.
        ("high", "2026-06-19 15:00", "2026-06-22 07:00", "2026-06-22 05:00", "2026-06-22 05:00"),
        # Monday 10:00: until Tuesday closes at 16:00; or twelve hours: six on Monday, six from Tuesday 04:00.
        ("normal", "2026-06-15 10:00", "2026-06-16 16:00", "2026-06-16 16:00", "2026-06-16 10:00"),
        # Friday: the second business day is Tuesday, the first is Monday.
        ("low", "2026-06-19 10:00", "2026-06-23 16:00", "2026-06-23 16:00", "2026-06-22 16:00"),
    ],
)
def test_a_response_by_priority_and_plan(priority, opened, team, enterprise, platinum):
    for plan, until in (("team", team), ("enterprise", enterprise), ("platinum", platinum)):
        agreement = corpus("supabase-enterprise", plan=plan)
        assert due(agreement, f"response-{plan}", f"{opened} priority={priority}") == until


@clause("supabase-enterprise-06")
@pytest.mark.parametrize("plan", ["team", "enterprise", "platinum"])
def test_a_plan_promises_its_own_response_alone(plan):
    agreement = corpus("supabase-enterprise", plan=plan)
    line = "2026-06-15 10:00 opened priority=high"
    plans = ["team", "enterprise", "platinum"]
    assert [each for each in plans if has_clock(agreement, f"response-{each}", line)] == [plan]


@clause("supabase-enterprise-07")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 03:00", "2026-06-15 06:00"),  # before opening, 06:00 in Amsterdam in summer: 04:00 UTC
        ("2026-06-15 16:30", "2026-06-16 06:00"),  # after closing, 18:00 there: from 04:00 UTC on Tuesday
        ("2026-01-12 04:00", "2026-01-12 07:00"),  # in winter 06:00 there is 05:00 UTC
    ],
)
def test_business_hours_are_those_of_the_customer(opened, until):
    assert due(SUPABASE, "response-enterprise", f"{opened} priority=high") == until
