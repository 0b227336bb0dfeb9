"""nodespace: a hosting provider that pays per half hour."""

from __future__ import annotations

from decimal import Decimal

import pytest

from houvast.sla.claim import Standing
from houvast.sla.credit import Given
from tests.corpus.claims import asked, award, settled
from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import at, charge, measured, money

NODESPACE = corpus("nodespace", timezone="UTC")


@clause("nodespace-01")
@pytest.mark.parametrize(
    ("down", "amount"),
    [
        ("3h34m", "35.00"),  # 3.5 hours: seven half hours at 5 USD
        ("3h46m", "40.00"),  # nearer to four hours
        ("14m", None),  # nearer to nothing
        ("15m", "5.00"),  # ours: in the middle, up
    ],
)
def test_five_percent_per_half_hour_to_the_nearest(down, amount):
    assert credit(NODESPACE, measured(incidents=(down,))) == money(amount, "USD")


@clause("nodespace-02")
@pytest.mark.parametrize(
    ("outages", "amount"),
    [
        (("9h30m",), "95"),
        (("10h",), "100"),
        (("12h",), "100"),
        (("6h", "6h"), "100"),  # 60 and 60 within thirty days
        (("6h", "3h"), "90"),
    ],
)
def test_ten_hours_in_thirty_days_is_the_most(outages, amount):
    assert credit(NODESPACE, measured(incidents=outages)) == money(amount, "USD")


@clause("nodespace-02")
@pytest.mark.parametrize(
    ("earlier", "amount"),
    [
        ("2026-05-03 11:00", "30"),  # 29 days and 23 hours before 2 June 10:00: 70 has been used
        ("2026-05-03 09:00", "100"),  # 30 days and an hour
    ],
)
def test_thirty_days_go_back_from_the_outage(earlier, amount):
    given = (Given("downtime", at(earlier), "USD", Decimal(70)),)
    assert credit(NODESPACE, measured(incidents=("10h",)), earlier=given) == money(amount, "USD")


@clause("nodespace-03")
@pytest.mark.parametrize(
    ("moment", "brought", "standing"),
    [
        ("2026-06-09 01:00", ["billing ticket"], Standing.CLAIMED),  # the outage ends on 2 June at 01:00
        ("2026-06-09 01:01", ["billing ticket"], Standing.LAPSED),
        ("2026-06-09 01:00", [], Standing.INCOMPLETE),
    ],
)
def test_a_billing_ticket_within_seven_days(moment, brought, standing):
    assert asked(NODESPACE, award(NODESPACE, measured(incidents=("1h",))), moment, *brought) is standing


@clause("nodespace-03")
def test_the_credit_comes_within_thirty_days_after_the_claim():
    paid = settled(NODESPACE, measured(incidents=("1h",)), asked="2026-06-05 12:00")
    assert paid.until == at("2026-07-05 12:00")


@clause("nodespace-04")
@pytest.mark.parametrize(
    ("cause", "announced", "minutes"),
    [
        ("planned", "2026-06-11 12:00", 0),  # exactly 72 hours ahead
        ("planned", "2026-06-11 12:01", 120),  # a minute too late: downtime
        ("emergency", None, 0),
        ("customer", None, 0),
    ],
)
def test_announced_emergency_and_customers_maintenance_are_left_out(cause, announced, minutes):
    said = {"announced_at": announced} if announced else {}
    work = outage(NODESPACE, "2026-06-14 12:00", "2026-06-14 14:00", kind="maintenance", cause=cause, **said)
    assert uptime(NODESPACE, "uptime", "2026-06", work).downtime == minutes * 60_000_000


@clause("nodespace-05")
@pytest.mark.parametrize(
    ("charges", "amount"),
    [
        ([("server", "100"), ("licences", "20")], "5"),  # 5% of 100, not of 120
        ([("server", "100"), ("licences", "2000")], "5"),
        ([("server", "300"), ("licences", "20")], "15"),
    ],
)
def test_licences_are_left_out_of_the_base(charges, amount):
    invoice = tuple(charge(*each) for each in charges)
    assert credit(NODESPACE, measured(incidents=("30m",)), charges=invoice) == money(amount, "USD")
