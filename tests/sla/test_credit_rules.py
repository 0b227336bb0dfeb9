"""The rules of credits one by one: quantities, fee bases, rounding, repeated misses, combination, limits, unknowns."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from houvast.sla.credit import Given, Undecided
from houvast.sla.terms import HOUR, Span
from tests.sla.money import (
    JUNE,
    agreement,
    at,
    awarded,
    charge,
    length,
    measured,
    money,
    month,
    only,
    reckoned,
)

PLAN = "fees: {plan: 100 EUR per month}\n"


def credit(written: str, rest: str = "") -> str:
    return f"{PLAN}credits:\n  uptime: {{target: uptime, of: plan, {written}}}\n{rest}"


# -- quantities ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "period", "value"),
    [
        ("bands: [{below: 100%, credit: 1%}]", measured("99.5"), Fraction("99.5")),
        ("quantity: unavailability, credit: 1%, every: exact 1%", measured("99.5"), Fraction("0.5")),
        ("quantity: shortfall, credit: 1%, every: exact 1%", measured("99.5"), Fraction("0.4")),
        ("at_least: 98%, quantity: shortfall, credit: 1%, every: exact 1%", measured("97"), 1),
        ("at_least: 80%, quantity: relative-shortfall, credit: 1%, every: exact 1%", measured("60"), 25),
        ("at_most: 40, quantity: overrun, credit: 1%, every: exact 1", measured("50"), 10),
        ("at_most: 40, quantity: relative-overrun, credit: 1%, every: exact 1%", measured("50"), 25),
        ("quantity: downtime, credit: 1%, every: exact 1h", measured(down="3h"), 3 * HOUR),
        ("quantity: downtime, round_quantity: 1h up, credit: 1%, every: exact 1h", measured(down="2h1m"), 3 * HOUR),
        # 0.1% of 100 planned hours is 6 minutes.
        ("quantity: excess, credit: 1%, every: exact 1m", measured(down="10m", planned=100 * HOUR), length("4m")),
        ("quantity: count, credit: 1%, every: full 1", measured(count=4), 4),
        ("credit: 1%", measured("99.5"), 1),
        ("quantity: streak, credit: 1%, every: full 1", measured("99.5", history=(True, False, True, True)), 3),
        ("quantity: streak, credit: 1%, every: full 1", measured("99.5", history=(True, None)), 1),
    ],
)
def test_what_a_credit_grows_with(written, period, value):
    assert only(credit(written), period).derivation.value == value


@pytest.mark.parametrize(
    "written",
    [
        "quantity: shortfall, credit: 1%, every: exact 1%",
        "quantity: unavailability, credit: 1%, every: exact 1%",
        "credit: 1%",
        "bands: [{below: 99.9%, credit: 1%}]",
    ],
)
def test_a_perfect_month_gives_nothing(written):
    assert awarded(credit(written), measured("100")) == {}


@pytest.mark.parametrize(
    ("written", "figure", "amount"),
    [
        ("bands: [{at_most: 99.9%, credit: 10%}]", "99.9", "10"),
        ("when: missed, bands: [{at_most: 99.9%, credit: 10%}]", "99.9", None),  # the promise itself was kept
        ("when: missed, bands: [{at_most: 99.9%, credit: 10%}]", "99.8", "10"),
        ("credit: 10%", "99.9", None),
        ("credit: 10%", "99.89", "10"),
        ("at_most: 40, credit: 10%", "40", None),
        ("at_most: 40, credit: 10%", "41", "10"),
    ],
)
def test_when_a_credit_is_given(written, figure, amount):
    assert awarded(credit(written), measured(figure)) == money(amount)


def test_a_late_share_of_tickets_is_measured_against_the_goal():
    text = """
fees: {plan: 100 EUR per month}
targets: {response: {within: 1h, goal: 95%}}
credits: {late: {target: response, quantity: shortfall, credit: 2%, every: full 1%, of: plan}}
"""
    assert awarded(text, measured("92.5", source="response", reached=False)) == money("4")  # two whole points of 2.5


# -- bands, blocks ------------------------------------------------------------------------------------


def test_the_order_of_bands_does_not_matter():
    one = "bands: [{below: 99.9%, credit: 10%}, {below: 99%, credit: 25%}, {below: 95%, credit: 100%}]"
    other = "bands: [{below: 95%, credit: 100%}, {below: 99.9%, credit: 10%}, {below: 99%, credit: 25%}]"
    for figure in ("99.9", "99.5", "99", "98", "95", "94"):
        assert awarded(credit(one), measured(figure)) == awarded(credit(other), measured(figure))


def test_the_narrower_band_counts():
    text = credit("bands: [{below: 99.9%, credit: 10%}, {at_least: 90%, below: 95%, credit: 50%}]")
    found = {figure: awarded(text, measured(figure)) for figure in ("97", "92", "85")}
    assert found == {"97": money("10"), "92": money("50"), "85": money("10")}


@pytest.mark.parametrize(
    ("block", "minutes", "percent"),
    [
        ("started 30m", "0m", None),
        ("started 30m", "30m", "1"),
        ("started 30m", "31m", "2"),
        ("full 30m", "29m", None),
        ("full 30m", "60m", "2"),
        ("nearest 30m", "44m", "1"),
        ("nearest 30m", "45m", "2"),
        ("exact 30m", "45m", "1.50"),
        ("30m", "45m", "1.50"),
    ],
)
def test_blocks(block, minutes, percent):
    assert awarded(credit(f"quantity: downtime, credit: 1%, every: {block}"), measured(down=minutes)) == money(percent)


def test_planned_time_as_a_block():
    text = credit("quantity: downtime, credit: 100%, every: exact planned")
    assert awarded(text, measured(down="10h", planned=200 * HOUR)) == money("5")  # 10 of 200 hours


def test_parts_are_added():
    found = only(credit("credit: 10%, plus: {credit: 1%, every: full 1, plus: {credit: 2%}}"), measured("99"))
    assert [part.amount for part in found.derivation.parts] == [10, 1, 2]
    assert found.value == 13


# -- rounding -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rounding", "amount"),
    [
        ("0.01 half-up", "0.13"),  # 0.125
        ("0.01 half-even", "0.12"),
        ("0.01 down", "0.12"),
        ("0.01 up", "0.13"),
        ("0.05 up", "0.15"),
        ("1 half-up", None),
        ("none", "0.125"),
    ],
)
def test_rounding_of_the_amount(rounding, amount):
    assert awarded(credit(f"credit: 0.125%, round: {rounding}"), measured("99")) == money(amount)


def test_a_cap_is_rounded_down_and_a_floor_up():
    text = "fees: {plan: 33.33 EUR per month}\ncredits: {uptime: {target: uptime, of: plan, credit: 90%, limits: %s}}"
    assert awarded(text.replace("%s", "{at_most: 50%}"), measured("99")) == money("16.66")  # 16.665
    text = text.replace("90%", "1%")
    assert awarded(text.replace("%s", "{at_least: 50%}"), measured("99")) == money("16.67")


# -- fees ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fee", "period", "amount"),
    [
        ("120 EUR per year", JUNE, "10"),
        ("10 EUR per month", Span(month(4).start, month(6).end), "30"),
        ("30 EUR per quarter", JUNE, "10"),
        ("1 EUR per day", month(2), "28"),
        ("7 EUR per week", JUNE, "30"),
        ("1 EUR per hour", JUNE, "720"),
        ("500 EUR once", JUNE, "500"),
        ("31 EUR per month", Span(at("2026-06-15"), at("2026-07-15")), "31"),  # a cycle is a month
        ("30 EUR per month", Span(at("2026-06-01"), at("2026-06-16")), "15"),  # half of June
        ("31 EUR per month", Span(at("2026-06-01"), at("2026-07-11")), "41"),  # June, and 10 of 31 days: 31 + 10
    ],
)
def test_a_fee_over_a_stretch_of_time(fee, period, amount):
    text = f"fees: {{fee: {fee}}}\ncredits: {{uptime: {{target: uptime, credit: 100%, of: fee}}}}"
    assert awarded(text, measured("99", period=period)) == money(amount)


@pytest.mark.parametrize(
    ("over", "amount"),
    [
        ("period", "6"),
        ("previous period", "5"),
        ("month", "6"),
        ("previous month", "5"),
        ("quarter", "15"),
        ("previous quarter", "6"),
        ("year", "78"),
        ("cycle", "6"),
        ("30d before period", "4.84"),  # 2 to 31 May: 30 of 31 days of 5
        ("30d before claim", "6.18"),  # 8 June to 8 July: 23 of 30 days of 6 is 4.60, 7 of 31 days of 7 is 1.58
    ],
)
def test_over_which_stretch_a_fee_is_taken(over, amount):
    """Month 1 cost 1, month 2 cost 2, and so on."""
    invoices = tuple(charge("fee", str(number), month(number)) for number in range(1, 13))
    text = f"fees: {{fee: EUR per month}}\ncredits: {{uptime: {{target: uptime, credit: 100%, of: fee, over: {over}}}}}"
    assert awarded(text, measured("99"), charges=invoices, claimed_at=at("2026-07-08")) == money(amount)


def test_an_invoice_goes_before_a_price():
    text = credit("credit: 10%")
    assert awarded(text, measured("99"), charges=(charge("plan", "50"),)) == money("5")
    assert awarded(text, measured("99"), charges=(charge("plan", "50", month(5)),)) == money("10")


@pytest.mark.parametrize(("resource", "amount"), [("affected", "1"), ("all", "4")])
def test_whose_fees(resource, amount):
    invoices = (charge("plan", "10", resource="a"), charge("plan", "30", resource="b"))
    text = credit(f"credit: 10%, resource: {resource}")
    assert awarded(text, measured("99", resource="a"), charges=invoices) == money(amount)


def test_all_is_every_fee_but_parts_and_sums_to_refer_to():
    text = """
fees: {one: 10 EUR per month, two: 20 EUR per month, part: 50% of one, setup: 900 EUR once}
credits: {uptime: {target: uptime, credit: 10%, of: all}}
"""
    found = only(text, measured("99"))
    assert [fee.fee for fee in found.derivation.basis.fees] == ["one", "two"]
    assert found.amount == 3


# -- repeated misses, bonus ---------------------------------------------------------------------------

STREAK = credit(
    """credit: 5%,
    repeated: [{misses: 3 in a row, times: 3}, {misses: 2 of 4, times: 1.5}],
    follow_up: [{misses: 3 of 6, right: terminate, within: 2 months after period}, {misses: 1 in a row, duty: plan}]"""
)


@pytest.mark.parametrize(
    ("history", "amount", "words"),
    [
        ((), "5", ["plan"]),
        ((True,), "7.50", ["plan"]),  # two of the last four
        ((True, False, False), "7.50", ["plan"]),
        ((True, False, False, False), "5", ["plan"]),
        ((True, True), "15", ["terminate", "plan"]),
        ((True, None, True), "7.50", ["terminate", "plan"]),  # what is not known is no miss, and ends a row
        ((True, False, False, False, True), "7.50", ["terminate", "plan"]),
    ],
)
def test_repeated_misses(history, amount, words):
    found = reckoned(STREAK, measured("99", history=history))
    assert found.totals == {"EUR": Decimal(amount)}
    assert [each.follow_up.word for each in found.followed] == words


def test_a_right_has_an_end_and_a_kept_promise_brings_nothing():
    found = reckoned(STREAK, measured("99", history=(True, True)))
    assert [each.until for each in found.followed] == [at("2026-09-01"), None]
    assert reckoned(STREAK, measured("99.9", history=(True, True))).followed == ()


def test_follow_ups_need_no_credit():  # uk-ccs-calloff: a miss creates a duty
    text = "credits: {plan: {target: uptime, follow_up: {misses: 1 in a row, duty: plan, within: 14d after period}}}"
    found = reckoned(text, measured("99"))
    assert (found.awards, [each.until for each in found.followed]) == ((), [at("2026-07-15")])


BONUS = """
fees: {plan: 1000 EUR per month}
credits:
  malus: {measure: response, credit: 10%, of: plan}
  bonus: {target: uptime, bonus: yes, of: plan, bands: [{at_least: 99.99%, credit: 6%}], limits: {at_most: 50 EUR}}
limits: {at_most: 80 EUR}
"""


@pytest.mark.parametrize(
    ("figure", "reached", "total"),
    [
        ("99.99", True, "-50"),  # 60, at most 50; the general limit is not for it
        ("99.98", False, "80"),
        ("99.99", False, "30"),
    ],
)
def test_a_bonus_has_the_other_sign(figure, reached, total):
    assert awarded(BONUS, measured(figure), measured(source="response", reached=reached)) == money(total)


# -- combination --------------------------------------------------------------------------------------

TWO = """
fees: {plan: 100 EUR per month}
credits:
  first: {measure: a, credit: 10%, of: plan}
  second: {measure: b, credit: 25%, of: plan}
  third: {measure: c, credit: 5%, of: plan}
"""


@pytest.mark.parametrize(
    ("combine", "amount"),
    [
        ("", "40"),
        ("combine: sum", "40"),
        ("combine: maximum", "25"),
        ("combine: first", "10"),
        ("combine: {take: maximum, credits: [first, second]}", "30"),
        ("combine: [{take: maximum, credits: [first, second]}, {take: first, credits: [second, third]}]", "25"),
    ],
)
def test_combination(combine, amount):
    periods = [measured(source=name, reached=False) for name in "abc"]
    assert awarded(TWO + combine, *periods) == money(amount)


def test_months_and_resources_are_combined_apart():
    text = TWO + "combine: maximum"
    periods = [
        measured(source="a", reached=False),
        measured(source="b", reached=False, period=month(7)),
        measured(source="c", reached=False, resource="other"),
    ]
    assert awarded(text, *periods) == money("40")


def test_what_was_combined_away_is_told():
    found = reckoned(TWO + "combine: maximum", *(measured(source=name, reached=False) for name in "abc"))
    told = {
        award.credit: [(change.kind, change.before, change.after) for change in award.changes] for award in found.awards
    }
    assert told == {"first": [("combined", 10, 0)], "second": [], "third": [("combined", 5, 0)]}


@pytest.mark.parametrize(
    ("combine", "unknown", "amount", "undecided"),
    [
        ("combine: sum", "c", 35, ["third"]),
        ("combine: maximum", "c", 0, ["first", "second", "third"]),
        ("combine: first", "c", 10, ["third"]),  # what comes after the first takes nothing of it
        ("combine: first", "a", 0, ["first", "second", "third"]),
        ("combine: {take: maximum, credits: [first, second]}", "c", 25, ["third"]),
    ],
)
def test_what_an_unknown_credit_could_take_the_place_of_is_open_too(combine, unknown, amount, undecided):
    periods = [measured(source=name, reached=None if name == unknown else False) for name in "abc"]
    found = reckoned(TWO + combine, *periods)
    assert sorted({each.credit for each in found.undecided}) == undecided
    assert sum(each.amount for each in found.awards) == amount


def test_what_is_left_open_says_what_is_missing_and_of_what():
    periods = [measured(source="a", reached=False), measured(source="b", reached=None)]
    found = reckoned(TWO + "combine: maximum", *periods)
    (left,) = [each for each in found.undecided if each.credit == "first"]
    (unknown,) = [each for each in found.undecided if each.credit == "second"]
    assert (left.source, left.resource, left.period) == ("a", periods[0].resource, periods[0].period)
    assert (left.missing, left.name) == (unknown.missing, unknown.name) == ("reached", "")


def test_an_unknown_bonus_takes_the_place_of_no_credit():
    bonus = TWO.replace("credit: 25%,", "credit: 25%, bonus: yes,")
    assert bonus != TWO
    found = reckoned(
        bonus + "combine: maximum", measured(source="a", reached=False), measured(source="b", reached=None)
    )
    assert [(each.credit, each.amount) for each in found.awards] == [("first", 10)]


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        ("credit: 10%", 10),  # the same for one miss and for two
        ("bands: [{at_least: 1, credit: 5%}, {at_least: 2, credit: 10%}]", 0),
        ("bands: [{at_least: 1, below: 3, credit: 5%}, {at_least: 3, credit: 10%}]", 5),
        ("every: started 1, credit: 5%", 0),
    ],
)
def test_misses_count_together_only_where_all_are_known(given, amount):
    text = f"""
fees: {{plan: 100 EUR per month}}
credits:
  it: {{measure: [a, b], quantity: misses, of: plan, {given}}}
"""
    found = reckoned(text, measured(source="a", reached=False), measured(source="b", reached=None))
    assert [each.missing for each in found.undecided] == ["reached"]
    assert sum(each.amount for each in found.awards) == amount


# -- limits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "amounts"),
    [
        # Two incidents on 2 and 3 June of 5 and 2 full hours, each hour 10%: 50 and 20.
        ("", ["50", "20"]),
        ("limits: {at_most: 30%, of: plan, per: incident}", ["30", "20"]),
        ("limits: {at_most: 60%, of: plan}", ["50", "10"]),
        ("limits: {at_most: 60 EUR, per: month}", ["50", "10"]),
        ("limits: {at_most: 60 EUR, per: 30d}", ["50", "10"]),
        ("limits: {at_most: 60 EUR, per: 1d}", ["50", "20"]),  # the second ends more than a day later
        ("limits: {at_most: 15d, of: plan}", ["50", "0"]),  # 15 of 30 days
        ("limits: {at_least: 30 EUR, per: incident}", ["50", "30"]),
        ("limits: {at_least: 100 EUR}", ["80", "20"]),
        ("limits: {ignore_below: 21 EUR, per: incident}", ["50", "0"]),
        ("limits: {ignore_below: 20 EUR, per: incident}", ["50", "20"]),
        ("limits: {ignore_up_to: 20 EUR, per: incident}", ["50", "0"]),
        ("limits: {ignore_below: 71 EUR}", ["0", "0"]),
        ("limits: [{at_most: 10 EUR, per: incident}, {at_least: 15 EUR, per: incident}]", ["15", "15"]),  # their order
        ("limits: [{at_least: 15 EUR, per: incident}, {at_most: 10 EUR, per: incident}]", ["10", "10"]),
        ("limits: {at_most: nothing}", ["0", "0"]),
    ],
)
def test_limits(limits, amounts):
    text = PLAN + "credits: {o: {measure: o, quantity: incident, credit: 10%, every: full 1h, of: plan}}\n" + limits
    found = reckoned(text, measured(source="o", incidents=("5h", "2h")))
    assert [award.amount for award in found.awards] == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("per", "given", "amount"),
    [
        ("month", "2026-06-20", "4"),
        ("month", "2026-07-01", "4"),  # the end of June is June's
        ("month", "2026-06-01", "10"),  # and the end of May May's
        ("quarter", "2026-05-01", "4"),
        ("year", "2026-02-01", "4"),
        ("year", "2025-12-31", "10"),
        ("term", "2026-02-01", "4"),
        ("30d", "2026-06-02", "4"),
        ("30d", "2026-06-01", "10"),
        ("period", "2026-06-20", "10"),  # a period is reckoned once
    ],
)
def test_what_was_given_before_takes_room(per, given, amount):
    text = credit("credit: 10%", f"limits: {{at_most: 15 EUR, per: {per}}}")
    earlier = (Given("uptime", at(given), "EUR", Decimal(11)), Given("other", at(given), "days", Decimal(5)))
    assert awarded(text, measured("99"), earlier=earlier) == money(amount)


def test_a_contract_year_begins_when_the_agreement_does():
    text = credit("credit: 10%", "limits: {at_most: 15 EUR, per: contract-year}\neffective: {from: 2024-03-15}\n")
    # The contract year of June runs from 15 March.
    for given, amount in (("2026-03-16", "4"), ("2026-03-15", "10"), ("2026-03-14", "10")):
        earlier = (Given("uptime", at(given), "EUR", Decimal(11)),)
        assert awarded(text, measured("99"), earlier=earlier) == money(amount)


def test_a_limit_for_each_resource():
    text = credit("credit: 10%", "limits: {at_most: 15 EUR, each: resource}")
    periods = [measured("99", resource=name) for name in ("a", "b")]
    assert awarded(text, *periods) == money("20")
    assert awarded(text.replace(", each: resource", ""), *periods) == money("15")


def test_each_step_tells_what_it_was_and_became():
    text = credit("credit: 33.335%, repeated: {misses: 2 in a row, times: 2}", "limits: {at_most: 50%, of: plan}")
    found = only(text, measured("99", history=(True,)))
    steps = [(change.kind, change.before, change.after, change.bound) for change in found.changes]
    assert steps == [
        ("raised", Fraction("33.335"), Fraction("66.67"), 2),
        ("at_most", Fraction("66.67"), 50, 50),
    ]
    assert found.changes[-1].path == ("limits", "0")


# -- what is not known --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "period", "missing", "name"),
    [
        ("bands: [{below: 99.9%, credit: 10%}]", measured(), "figure", ""),
        ("credit: 10%", measured(), "reached", ""),
        ("quantity: downtime, credit: 10%, every: full 1h", measured(), "downtime", ""),
        ("quantity: count, credit: 10%, every: full 1", measured(), "count", ""),
        ("credit: 10%, over: 30d before claim", measured("99"), "claim", ""),
        ("credit: 10%, over: 30d before incident", measured("99"), "incident", ""),
        ("credit: 10%, paid: yes", measured("99"), "fee", "plan"),
        ("credit: 10%, only: {plan: gold}", measured("99"), "attribute", "plan"),
        ("credit: {a: 10%}, by: {plan: [a]}", measured("99"), "attribute", "plan"),
        ("credit: 10%, limits: {at_most: 10%, over: 30d before claim}", measured("99"), "claim", ""),
        ("credit: 1 USD, limits: {at_most: 10 EUR}", measured("99"), "currency", "EUR, USD"),
        ("credit: 1%, plus: {credit: 1 USD}", measured("99"), "currency", "EUR, USD"),
        ("at_most: 0, quantity: relative-overrun, credit: 1%, every: full 1%", measured("99"), "promise", "uptime"),
    ],
)
def test_what_is_not_known_gives_no_amount_and_is_told(written, period, missing, name):
    found = reckoned(credit(written), period)
    assert found.awards == ()
    assert found.undecided == (Undecided("uptime", "uptime", "", JUNE, missing, name),)


def test_a_fee_without_price_and_invoice_is_not_known():
    text = "fees: {use: EUR per month}\ncredits: {uptime: {target: uptime, credit: 10%, of: use}}"
    found = reckoned(text, measured("99"), charges=(charge("use", "10", month(5)),))
    assert [(each.missing, each.name) for each in found.undecided] == [("fee", "use")]


def test_one_known_miss_is_enough_and_the_rest_is_told():
    text = PLAN + "credits: {any: {measure: [a, b], credit: 1/30, of: plan}}"
    found = reckoned(text, measured(source="a", reached=False), measured(source="b"))
    assert found.totals == {"EUR": Decimal("3.33")}
    assert [(each.source, each.missing) for each in found.undecided] == [("b", "reached")]


def test_a_value_that_by_does_not_name_gives_nothing():
    text = credit("credit: {a: 10%}, by: {plan: [a]}")
    assert awarded(text, measured("99"), attributes={"plan": "b"}) == {}


def test_an_agreement_without_credits_gives_nothing():
    assert awarded("title: no money", measured("10")) == {}
    assert agreement("title: no money").credits.by_name == {}
