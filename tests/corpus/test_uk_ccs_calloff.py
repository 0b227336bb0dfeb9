"""uk-ccs-calloff: credits per point under 98%, a yearly cap, a plan when a level is critical."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from houvast.sla.credit import Given
from tests.corpus.reading import clause, corpus, credit, indicated, read_off, reckoned
from tests.sla.money import at, measured, money

CALLOFF = corpus("uk-ccs-calloff")


@clause("uk-ccs-calloff-01")
@pytest.mark.parametrize(
    ("target", "achieved", "amount"),
    [
        ("billing", "95", "150.00"),  # 3 points at 0.5% of 10,000
        ("support", "97.5", "25.00"),  # half a point
        ("complaints", "98", None),
        ("goods", "95", "600.00"),  # 3 points at 2%
        ("availability", "95", "600.00"),
    ],
)
def test_half_a_percent_or_two_for_each_point(target, achieved, amount):
    assert credit(CALLOFF, measured(achieved, source=target)) == money(amount, "GBP")


@clause("uk-ccs-calloff-02")
def test_ninety_eight_minus_seventy_five_is_twenty_three():
    (award,) = reckoned(CALLOFF, measured("75", source="billing")).awards
    assert (award.derivation.value, award.derivation.parts[0].share) == (23, Fraction("0.115"))
    assert credit(CALLOFF, measured("75", source="billing")) == money("1150.00", "GBP")
    found = indicated(CALLOFF, "billing", "2026-06", read_off(CALLOFF, "2026-06-15 12:00", 150, of=200))
    assert (found.figure, found.reached) == (75, False)


@clause("uk-ccs-calloff-03")
@pytest.mark.parametrize(("achieved", "amount"), [("98", None), ("95", "300.00"), ("75", "2300.00")])
def test_of_a_critical_level_the_shortfall_is_the_percentage(achieved, amount):
    found = reckoned(CALLOFF, measured(achieved, source="critical"))
    assert credit(CALLOFF, measured(achieved, source="critical")) == money(amount, "GBP")
    assert [each.follow_up.word for each in found.followed] == (["rectification plan"] if amount else [])


@clause("uk-ccs-calloff-04")
@pytest.mark.parametrize(
    ("given_at", "given", "amount"),
    [
        (None, 0, "12000.00"),  # 96 points at 2% is 19,200; a tenth of 120,000 is the most
        ("2026-03-01", 11_900, "100.00"),
        ("2025-12-31", 11_900, "12000.00"),  # the contract year before
    ],
)
def test_a_cap_as_a_share_of_the_charges_of_the_first_year(given_at, given, amount):
    earlier = (Given("per-two-points", at(given_at), "GBP", Decimal(given)),) if given_at else ()
    assert credit(CALLOFF, measured("2", source="goods"), earlier=earlier) == money(amount, "GBP")
