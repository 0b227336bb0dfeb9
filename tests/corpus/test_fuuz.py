"""fuuz: a platform whose promise, definition and credit do not agree."""

from __future__ import annotations

import pytest

from houvast.sla.duty import Deed, fulfilments
from tests.corpus.reading import at, clause, corpus, credit, outage, uptime, warned
from tests.sla.money import measured, money, month

FUUZ = corpus("fuuz")


@clause("fuuz-01")
def test_the_check_says_that_credits_start_below_what_was_promised():
    assert warned(FUUZ) - {"terms-missing"} == {"credit-starts-late"}


@clause("fuuz-01")
@pytest.mark.parametrize(
    ("end", "in_month", "in_year"),
    [
        ("00:04:19", True, True),  # 0.01% of June is 4 min 19.2 s
        ("00:04:20", False, True),
        ("00:52:33", False, True),  # 0.01% of 525,600 minutes is 52 min 33.6 s
        ("00:52:34", False, False),
    ],
)
def test_a_month_and_a_year_are_different_promises(end, in_month, in_year):
    row = outage(FUUZ, "2026-06-10 00:00", f"2026-06-10 {end}")
    assert uptime(FUUZ, "month", "2026-06", row).reached is in_month
    assert uptime(FUUZ, "year", "2026", row).reached is in_year


@clause("fuuz-02")
@pytest.mark.parametrize("number", [2, 6, 7])
@pytest.mark.parametrize(("figure", "amount"), [("99.5", "10"), ("99.9", None)])
def test_a_monthly_fee_is_a_twelfth_of_the_year(number, figure, amount):
    # 1,200 ÷ 12 is 100, and 10% of it 10, whether the month has 28, 30 or 31 days.
    assert credit(FUUZ, measured(figure, source="month", period=month(number))) == money(amount, "USD")


@clause("fuuz-03")
@pytest.mark.parametrize(
    ("sent", "verdict"), [("2026-06-24 12:00", "met"), ("2026-06-24 12:01", "breached"), (None, "breached")]
)
def test_a_problem_report_follows_an_incident(sent, verdict):
    deed = Deed("problem-report", "outage", at(FUUZ, "2026-06-10 12:00"), at(FUUZ, sent) if sent else None)
    (found,) = fulfilments(FUUZ, [deed], as_of=at(FUUZ, "2026-12-31 00:00"))
    assert found.verdict.word == verdict
