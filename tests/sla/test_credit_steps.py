"""Which awards a step of the reckoning touches, which of equals it takes, and what it says of where it stands."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from houvast.sla import quantities
from houvast.sla.agreement.shape_model import Quantity
from tests.sla.money import at, awarded, measured, money, month, only, reckoned

FEES = "fees: {plan: 100 EUR per month, extra: 10 EUR per month}\n"
JUNE = month(6)


def two(first: str, second: str, rest: str = "") -> str:
    return FEES + f"credits:\n  a: {{target: uptime, {first}}}\n  b: {{target: uptime, {second}}}\n{rest}\n"


def test_a_raise_says_where_it_is_agreed():
    text = FEES + "credits: {c: {target: uptime, of: plan, credit: 10%, repeated: {misses: 2 in a row, times: 2}}}"
    (change,) = only(text, measured("99", history=(True,))).changes
    assert (change.kind, change.path) == ("raised", ("credits", "c", "repeated"))


def test_what_is_combined_away_says_where_that_is_agreed():
    text = two("of: plan, credit: 10%", "of: plan, credit: 20%", "combine: maximum")
    less, most = reckoned(text, measured("99")).awards
    assert [(change.kind, change.after, change.path) for change in less.changes] == [("combined", 0, ("combine",))]
    assert most.changes == ()


@pytest.mark.parametrize(("take", "kept"), [("maximum", "a"), ("first", "a")])
def test_of_two_alike_the_first_is_kept(take, kept):
    text = two("of: plan, credit: 10%", "of: plan, credit: 10%", f"combine: {take}")
    assert [each.credit for each in reckoned(text, measured("99")).awards if each.amount] == [kept]


def test_the_first_is_that_of_the_agreement_and_not_of_time():
    """A credit for the period arises at its end, one for an incident when that ends."""
    text = two(
        "of: plan, credit: 10%", "of: plan, quantity: incident, credit: 20%, every: started 1h", "combine: first"
    )
    period = measured("99", down="10m", incidents=("10m",))
    assert [(each.credit, each.amount) for each in reckoned(text, period).awards] == [("b", 0), ("a", 10)]


def test_a_limit_of_a_credit_leaves_the_others_alone():
    text = two("of: plan, credit: 30%, limits: {at_most: 5 EUR}", "of: plan, credit: 20%")
    assert [(each.credit, each.amount) for each in reckoned(text, measured("99")).awards] == [("a", 5), ("b", 20)]


def test_a_limit_that_is_not_known_leaves_the_credits_alone_that_it_does_not_hold():
    """Half of what was paid in the thirty days before a claim that nobody made."""
    unknown = "limits: {at_most: 50%, of: plan, over: 30d before claim}"
    text = two(f"of: plan, credit: 30%, {unknown}", "of: plan, credit: 20%")
    found = reckoned(text, measured("99"))
    assert [(each.credit, each.amount) for each in found.awards] == [("b", 20)]
    assert [(each.credit, each.missing) for each in found.undecided] == [("a", "claim")]


def test_incidents_are_in_order_of_time_whatever_their_credit():
    text = two(
        "of: plan, credit: 10%",
        "of: plan, quantity: incident, credit: 1%, every: started 1h",
        "limits: {at_most: 11 EUR}",
    )
    found = reckoned(text, measured("99", down="20m", incidents=("10m", "10m"))).awards
    assert [(each.credit, each.amount) for each in found] == [("b", 1), ("b", 1), ("a", 9)]
    assert sum(each.amount for each in found) == Decimal(11)
    assert awarded(text, measured("99", down="20m", incidents=("10m", "10m"))) == money("11")


def test_two_periods_of_one_source_bring_two_awards():
    text = FEES + "credits: {c: {target: uptime, of: plan, credit: 10%}}"
    found = reckoned(text, measured("99"), measured("99", period=month(7))).awards
    assert [each.period for each in found] == [JUNE, month(7)]


BANDS = "of: plan, bands: [{below: 99.9%, at_least: 99%, credit: 10%}, {below: 99%, credit: 20%}]"


@pytest.mark.parametrize(
    ("figure", "band", "low", "high"), [("99.5", "0", 99, Fraction("99.9")), ("98", "1", None, 99)]
)
def test_a_derivation_says_of_which_quantity_and_by_which_band(figure, band, low, high):
    found = only(FEES + f"credits: {{c: {{target: uptime, {BANDS}}}}}", measured(figure)).derivation
    assert (found.quantity, found.value, found.band) == (
        Quantity.FIGURE,
        Fraction(figure),
        ("credits", "c", "bands", band),
    )
    edges = [None if edge is None else edge.value for edge in (found.within.low, found.within.high)]
    assert edges == [low, high]


def test_an_award_for_an_incident_says_which():
    text = FEES + "credits: {c: {target: uptime, of: plan, quantity: incident, credit: 20%, every: started 1h}}"
    period = measured("99", incidents=("10m",))
    assert only(text, period).incident == period.incidents[0]
    assert only(FEES + "credits: {c: {target: uptime, of: plan, credit: 20%}}", period).incident is None


DUTY = "credits: {c: {target: uptime, follow_up: {misses: 1 in a row, duty: plan, within: 14d after claim}}}"


def test_a_duty_says_of_what_it_is_and_when_it_must_be_done():
    (found,) = reckoned(DUTY, measured("99", resource="first"), claimed_at=at("2026-07-10")).followed
    assert (found.credit, found.source, found.resource, found.period) == ("c", "uptime", "first", JUNE)
    assert found.until == at("2026-07-24")


def test_a_duty_after_a_claim_that_nobody_made_is_not_known():
    found = reckoned(DUTY, measured("99"))
    assert found.followed == ()
    assert [(each.credit, each.source, each.missing) for each in found.undecided] == [("c", "uptime", "claim")]


CAPS = "by: {size: [small, large]}, limits: {small: {at_most: 5 EUR}, large: {at_most: 15 EUR}}"


def test_the_limit_of_one_plan_does_not_hold_another():
    text = FEES + f"credits: {{c: {{target: uptime, of: plan, credit: 30%, {CAPS}}}}}"
    sizes = {"a": "small", "b": "large"}
    periods = [measured("99", resource=name, attributes={"size": size}) for name, size in sizes.items()]
    found = reckoned(text, *periods)
    assert {each.resource: each.amount for each in found.awards} == {"a": 5, "b": 15}


def test_a_limit_of_one_plan_that_is_not_known_sets_apart_that_plan_alone():
    unknown = "{at_most: 50%, of: plan, over: 30d before claim}"
    text = (
        FEES + f"credits: {{c: {{target: uptime, of: plan, credit: 30%, {CAPS.replace('{at_most: 5 EUR}', unknown)}}}}}"
    )
    periods = [
        measured("99", resource=name, attributes={"size": size}) for name, size in (("a", "small"), ("b", "large"))
    ]
    found = reckoned(text, *periods)
    assert {each.resource: each.amount for each in found.awards} == {"b": 15}
    assert [(each.resource, each.missing) for each in found.undecided] == [("a", "claim")]


def test_a_mistake_of_ours_is_not_taken_for_something_unknown(monkeypatch):
    def wrong(*_said: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(quantities, "amounts", wrong)
    with pytest.raises(ZeroDivisionError):
        reckoned(FEES + "credits: {c: {target: uptime, of: plan, credit: 30%}}", measured("99"))
