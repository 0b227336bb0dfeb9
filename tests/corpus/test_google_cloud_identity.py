"""google-cloud-identity: minutes with too many errors, and credits in days of service."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from houvast.sla.agreement.claim_model import Settled
from houvast.sla.claim import Standing
from tests.corpus.claims import asked, award, settled
from tests.corpus.reading import clause, corpus, credit, slot, uptime
from tests.sla.money import charge, measured, money, month

IDENTITY = corpus("google-cloud-identity")
MINUTE = 60_000_000
INVOICE = (charge("domain", "60"),)


@clause("google-cloud-identity-01")
@pytest.mark.parametrize(
    ("errors", "minutes"),
    [
        ([5], 0),  # 5% is not above five percent
        ([6], 1),
        ([100], 1),  # however bad, a minute
        ([6, 0, 7, 5], 2),
        ([6, None, 7], 2),  # nobody asked anything
    ],
)
def test_a_minute_is_down_above_five_percent_errors(errors, minutes):
    slots = [
        slot(IDENTITY, f"2026-06-10 12:{number:02}", 0 if bad is None else 100, bad or 0, minutes=1)
        for number, bad in enumerate(errors)
    ]
    assert uptime(IDENTITY, "uptime", "2026-06", slots=slots).downtime == minutes * MINUTE


@clause("google-cloud-identity-01")
@pytest.mark.parametrize(("down", "reached"), [(43, True), (44, False)])  # 0.1% of 43,200 minutes is 43.2
def test_three_nines_of_a_calendar_month(down, reached):
    slots = [slot(IDENTITY, f"2026-06-10 12:{number:02}", 100, 50, minutes=1) for number in range(down)]
    assert uptime(IDENTITY, "uptime", "2026-06", slots=slots).reached is reached
    assert uptime(IDENTITY, "uptime", "2026-07", slots=slots).downtime == 0


@clause("google-cloud-identity-02")
@pytest.mark.parametrize(
    ("figure", "days"),
    [("99.9", None), ("99.89", "3"), ("99", "3"), ("98.99", "7"), ("95", "7"), ("94.99", "15")],
)
def test_three_seven_or_fifteen_days(figure, days):
    assert credit(IDENTITY, measured(figure)) == money(days, "days")


@clause("google-cloud-identity-02")
@pytest.mark.parametrize(
    ("figure", "last_day"),
    [("99.5", date(2027, 1, 3)), ("98", date(2027, 1, 7)), ("94", date(2027, 1, 15))],
)
def test_days_are_added_to_the_end_of_the_term(figure, last_day):
    paid = settled(IDENTITY, measured(figure), charges=INVOICE, attributes={"billing": "yearly"})
    assert (paid.by, paid.last_day) == (Settled.TERM, last_day)


@clause("google-cloud-identity-03")
@pytest.mark.parametrize(("figure", "amount"), [("99.5", 6), ("98", 14), ("94", 30)])  # 60 ÷ 30 is 2 a day
def test_who_is_billed_monthly_gets_what_the_days_are_worth(figure, amount):
    paid = settled(IDENTITY, measured(figure), charges=INVOICE, attributes={"billing": "monthly"})
    assert (paid.by, paid.unit, paid.amount, paid.last_day) == (Settled.MONEY, "EUR", Decimal(amount), None)


@clause("google-cloud-identity-04")
@pytest.mark.parametrize(
    ("periods", "days"),
    [
        ([measured("98", resource="a.nl"), measured("94", resource="b.nl")], "15"),  # 7 + 15 in one month
        ([measured("98", resource="a.nl"), measured("98", resource="b.nl")], "14"),
        ([measured("94"), measured("98", period=month(7))], "22"),  # two months
    ],
)
def test_at_most_fifteen_days_in_a_month(periods, days):
    assert credit(IDENTITY, *periods) == money(days, "days")


@clause("google-cloud-identity-05")
@pytest.mark.parametrize(
    ("moment", "standing"),
    [("2026-07-31 00:00", Standing.CLAIMED), ("2026-07-31 00:01", Standing.LAPSED)],  # 30 June 24:00 + 30 days
)
def test_asked_within_thirty_days_or_never(moment, standing):
    assert asked(IDENTITY, award(IDENTITY, measured("98")), moment) is standing
