"""aws-cloudsearch: a search domain, with deadlines in billing cycles."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing
from houvast.sla.terms import Span
from tests.corpus.claims import asked, award, settled
from tests.corpus.reading import at, clause, corpus, credit, outage, uptime
from tests.sla.money import charge, measured, money

SEARCH = corpus("aws-cloudsearch")
CYCLE = Span(at(SEARCH, "2026-06-15 00:00"), at(SEARCH, "2026-07-15 00:00"))
BROUGHT = ("dates and times", "regions", "domains", "request logs")
INVOICE = (charge("domain", "100", CYCLE),)


@clause("aws-cloudsearch-01")
@pytest.mark.parametrize(
    ("cycle", "start", "end", "reached"),
    [
        ("2026-06", "2026-07-10 00:00", "2026-07-10 00:43:12", True),  # 0.1% of 30 × 1,440 minutes is 43.2
        ("2026-06", "2026-07-10 00:00", "2026-07-10 00:43:13", False),
        ("2026-07", "2026-07-20 00:00", "2026-07-20 00:44:38", True),  # of 31 days: 44.64 minutes, 44 min 38.4 s
        ("2026-07", "2026-07-20 00:00", "2026-07-20 00:44:39", False),
        ("2026-07", "2026-07-10 00:00", "2026-07-10 03:00", True),  # the cycle of July begins on the 15th
        ("2026-06", "2026-07-14 23:30", "2026-07-15 00:30", True),  # half an hour on either side
        ("2026-06", "2026-07-14 23:16", "2026-07-15 00:30", False),  # 44 minutes before midnight
    ],
)
def test_three_nines_of_a_billing_cycle(cycle, start, end, reached):
    assert uptime(SEARCH, "uptime", cycle, outage(SEARCH, start, end)).reached is reached


@clause("aws-cloudsearch-02")
@pytest.mark.parametrize(
    ("fee", "amount"),
    [("8", None), ("10", None), ("10.10", "1.01")],  # 10%: 0.80, 1.00 and 1.01
)
def test_a_credit_of_a_dollar_or_less_is_not_given(fee, amount):
    assert credit(SEARCH, measured("99.5", period=CYCLE), charges=(charge("domain", fee, CYCLE),)) == money(
        amount, "USD"
    )


@clause("aws-cloudsearch-02")
def test_small_credits_of_one_month_are_seen_together():
    # Two domains of 8: 0.80 and 0.80 are 1.60 in that month.
    domains = [measured("99.5", period=CYCLE, resource=name) for name in ("one", "two")]
    charges = tuple(charge("domain", "8", CYCLE, resource=name) for name in ("one", "two"))
    assert credit(SEARCH, *domains, charges=charges) == money("1.60", "USD")


@clause("aws-cloudsearch-02")
def test_small_credits_of_two_months_are_not_seen_together():
    later = Span(CYCLE.end, at(SEARCH, "2026-08-15 00:00"))
    charges = tuple(charge("domain", "8", cycle) for cycle in (CYCLE, later))
    assert credit(SEARCH, *(measured("99.5", period=each) for each in (CYCLE, later)), charges=charges) == {}


@clause("aws-cloudsearch-03")
@pytest.mark.parametrize(
    ("moment", "standing"),
    [
        (
            "2026-09-14 23:59",
            Standing.CLAIMED,
        ),  # the first cycle after it ends on 15 August, the second on 15 September
        ("2026-09-15 00:01", Standing.LAPSED),
    ],
)
def test_asked_before_the_second_cycle_after_it_ends(moment, standing):
    assert asked(SEARCH, award(SEARCH, measured("98", period=CYCLE), charges=INVOICE), moment, *BROUGHT) is standing


@clause("aws-cloudsearch-04")
@pytest.mark.parametrize("left_out", BROUGHT)
def test_a_request_must_bring_all_that_is_listed(left_out):
    found = award(SEARCH, measured("98", period=CYCLE), charges=INVOICE)
    brought = [each for each in BROUGHT if each != left_out]
    assert asked(SEARCH, found, "2026-07-20 12:00", *brought) is Standing.INCOMPLETE
    assert asked(SEARCH, found, "2026-07-20 12:00", *BROUGHT) is Standing.CLAIMED


@clause("aws-cloudsearch-05")
@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-07-20 12:00", "2026-09-15 00:00"),  # asked in the cycle up to 15 August: the one after it
        ("2026-08-14 23:59", "2026-09-15 00:00"),
        ("2026-08-15 00:01", "2026-10-15 00:00"),
    ],
)
def test_settled_within_a_cycle_after_the_month_of_the_claim(moment, until):
    paid = settled(SEARCH, measured("98", period=CYCLE), asked=moment, charges=INVOICE)
    assert paid.until == at(SEARCH, until)
