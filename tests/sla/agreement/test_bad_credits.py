"""Every fault in what an agreement says about money: what is written, and where it is reported."""

from __future__ import annotations

import pytest

from tests.sla.agreement.texts import assert_faults_where_marked, bare, faults, reading, sentences

TARGETS = "{response: {within: 1h}, uptime: {availability: web, at_least: 99.9%}}"
FEES = "{plan: 10 EUR per month}"


def money(**written: str) -> str:
    return bare(**{"targets": TARGETS, "fees": FEES, **written})


def credit(written: str, **more: str) -> str:
    """An agreement with one credit on `uptime` of the fee `plan`."""
    return money(credits=f"{{c: {{target: uptime, of: plan, {written}}}}}", **more)


FAULTS = [
    # fees
    (money(fees="{plan: ¦10 euro}"), "not-a-fee"),
    (money(fees="{plan: ¦10 EUR}"), "not-a-fee"),
    (money(fees="{plan: ¦'10,50 EUR per month'}"), "not-a-fee"),
    (money(fees="{plan: ¦10 EUR per fortnight}"), "not-a-fee"),
    (money(fees="{plan: ¦-10 EUR per month}"), "not-a-fee"),
    (money(fees="{plan: ¦[10 EUR]}"), "not-a-word"),
    (money(fees="¦[plan]"), "not-a-table"),
    (money(fees="{¦my plan: 10 EUR per month}"), "bad-name"),
    (money(fees="{¦all: 10 EUR per month}"), "all-is-every-fee"),
    (money(fees="{plan: 10 EUR per month, pool: ¦10% of plann}"), "unknown-fee"),
    (money(fees="{a: ¦10% of b, b: ¦10% of a}"), "fee-of-itself"),
    # a credit
    (money(credits="{c: ¦10%}"), "not-a-table"),
    (money(credits="{¦c: {of: plan, credit: 10%}}"), "target-or-measure"),
    (money(credits="{¦c: {target: uptime, measure: x, of: plan, credit: 10%}}"), "target-or-measure"),
    (money(credits="{c: {target: ¦uptme, of: plan, credit: 10%}}"), "unknown-target"),
    (money(credits="{¦c: {target: uptime, of: plan}}"), "missing-key"),
    (money(credits="{¦c: {target: uptime, credit: 10%}}"), "missing-key"),
    (credit("¦credits: 10%, credit: 10%"), "unknown-key"),
    (credit("credit: ¦ten"), "not-an-amount"),
    (credit("credit: ¦10 euro"), "not-an-amount"),
    (credit("credit: ¦1/0"), "not-an-amount"),
    (credit("credit: ¦-5%"), "not-an-amount"),
    (credit("credit: ¦~"), "empty-value"),
    (credit("credit: 10%, times: ¦many"), "not-a-factor"),
    (credit("credit: 10%, when: ¦never"), "unknown-word"),
    (credit("credit: 10%, bonus: ¦maybe"), "unknown-word"),
    (credit("credit: 10%, round: ¦up"), "not-a-rounding"),
    (credit("credit: 10%, round: ¦0 up"), "not-a-rounding"),
    (credit("credit: 10%, round: ¦0.01 sideways"), "not-a-rounding"),
    (credit("credit: 10%, of: ¦plann").replace("of: plan, ", "", 1), "unknown-fee"),
    (credit("credit: 10%, without: ¦all"), "unknown-fee"),
    (credit("credit: 10%, over: ¦last month"), "not-a-stretch"),
    (credit("credit: 10%, over: ¦previous term"), "not-a-stretch"),
    (credit("credit: 10%, over: ¦30d before christmas"), "not-a-stretch"),
    (credit("credit: 10%, resource: ¦mine"), "unknown-word"),
    (credit("credit: 10%, at_least: 99%, at_most: ¦100%"), "one-of-two"),
    (credit("credit: 10%, at_least: ¦high"), "not-a-quantity"),
    (money(credits="{¦c: {measure: x, quantity: overrun, credit: 1 EUR, every: full 1}}"), "measure-without-promise"),
    # quantity and blocks
    (money(credits="{¦c: {target: uptime, credit: 1 EUR, every: full 1}}"), "missing-key"),
    (credit("quantity: ¦uptime, credit: 10%"), "unknown-word"),
    (money(credits="{c: {target: ¦uptime, quantity: overdue, credit: 1 EUR, every: full 1h}}"), "overdue-of-no-ticket"),
    (credit("quantity: downtime, credit: 10%, every: ¦half 1h"), "not-a-block"),
    (credit("quantity: downtime, credit: 10%, every: ¦full 1%"), "not-a-block"),
    (credit("quantity: downtime, credit: 10%, every: ¦full 0m"), "not-a-block"),
    (credit("quantity: shortfall, credit: 10%, every: ¦full 1h"), "not-a-block"),
    (credit("quantity: shortfall, credit: 10%, every: ¦exact period"), "not-a-block"),
    (credit("quantity: downtime, credit: 10%, every: full 1h, beyond: ¦4.5m"), "not-a-length"),
    (credit("quantity: downtime, round_quantity: ¦1 up, credit: 10%, every: full 1h"), "not-a-rounding"),
    (credit("credit: 10%, ¦plus: {every: full 1}"), "missing-key"),
    (money(credits="{¦c: {target: uptime, of: plan, credit: 10%, plus: {credit: 3d}}}"), "mixed-units"),
    (credit("bands: [¦{below: 99%, credit: 10%, plus: {credit: 3d}}]"), "mixed-units"),
    # bands
    (credit("bands: [{below: 99%, credit: 1%}], credit: ¦10%"), "one-of-two"),
    (credit("bands: ¦[]"), "empty-list"),
    (credit("bands: ¦[" + "{below: 9, credit: 10%}, " * 101 + "]"), "too-many-bands"),
    (credit(f"credit: 10%, by: {{plan: ¦[{', '.join(map(str, range(101)))}]}}"), "too-many-by"),
    (credit("bands: [¦{credit: 10%}]"), "band-without-edge"),
    (credit("bands: [¦{below: 99%}]"), "missing-key"),
    (credit("bands: [{below: ¦99%, at_most: 98%, credit: 1%}]"), "one-of-two"),
    (credit("bands: [¦{below: 99%, at_least: 99%, credit: 1%}]"), "nothing-between"),
    (credit("bands: [¦{at_most: 98%, at_least: 99%, credit: 1%}]"), "nothing-between"),
    (credit("bands: [{below: ¦12h, credit: 1%}]"), "not-a-quantity"),
    (credit("quantity: incident, bands: [{above: ¦99%, credit: 1%}]"), "not-a-length"),
    (credit("bands: [{below: 99%, credit: 1%, ¦of: plan}]"), "unknown-key"),
    # by and only
    (credit("credit: 10%, by: ¦plan"), "by-one-attribute"),
    (credit("credit: 10%, by: ¦{a: [x], b: [y]}"), "by-one-attribute"),
    (credit("credit: ¦{x: 10%}, by: {plan: [x, y]}"), "value-missing"),
    (credit("credit: {x: 10%, y: ¦ten}, by: {plan: [x, y]}"), "not-an-amount"),
    (credit("credit: 10%, of: ¦plann, by: {plan: [x, y]}").replace("of: plan, ", "", 1), "unknown-fee"),
    (credit("credit: 10%, only: {plan: ¦[]}"), "empty-list"),
    (credit("credit: 10%, only: {plan: ¦{}}"), "empty-value"),
    (credit("credit: 10%, only: {started: {from: ¦soon}}"), "not-a-date"),
    (credit("credit: 10%, only: {zones: {at_least: ¦two}}"), "not-a-quantity"),
    (credit("credit: 10%, only: {zones: {¦least: 2}}"), "unknown-key"),
    # repeated misses
    (credit("credit: 10%, repeated: {misses: ¦often, times: 2}"), "not-misses"),
    (credit("credit: 10%, repeated: {misses: ¦0 in a row, times: 2}"), "not-misses"),
    (credit("credit: 10%, repeated: {misses: ¦6 of 3, times: 2}"), "not-misses"),
    (credit("credit: 10%, repeated: ¦{misses: 3 of 6}"), "missing-key"),
    (credit("credit: 10%, follow_up: ¦{misses: 3 of 6}"), "right-or-duty"),
    (credit("credit: 10%, follow_up: ¦{misses: 3 of 6, right: a, duty: b}"), "right-or-duty"),
    # limits and combination
    (credit("credit: 10%", limits="¦{per: month}"), "one-bound"),
    (credit("credit: 10%", limits="¦{at_most: 1 EUR, at_least: 1 EUR}"), "one-bound"),
    (credit("credit: 10%", limits="¦{at_most: 50%}"), "missing-key"),
    (credit("credit: 10%", limits="{at_most: ¦half}"), "not-an-amount"),
    (credit("credit: 10%", limits="{at_most: 1 EUR, per: ¦fortnight}"), "unknown-word"),
    (credit("credit: 10%", limits="¦{at_least: 1 EUR, per: 30d}"), "rolling-only-at-most"),
    (credit("credit: 10%", limits="{at_most: 1 EUR, credits: ¦d}"), "unknown-credit"),
    (credit("credit: 10%", limits="{at_most: 1 EUR, each: ¦one}"), "unknown-word"),
    (credit("credit: 10%", combine="¦average"), "unknown-word"),
    (credit("credit: 10%", combine="[{take: ¦average}]"), "unknown-word"),
    (credit("credit: 10%", combine="[¦{credits: c}]"), "missing-key"),
    (credit("credit: 10%", combine="[{take: sum, credits: [c, ¦d]}]"), "unknown-credit"),
    # claim, settlement, billing
    (money(claim="{within: ¦30d}"), "not-a-deadline"),
    (money(claim="{within: ¦15bd on always after period}"), "business-days-never-shut"),
    (money(claim="{within: ¦end of day on always after period}"), "business-days-never-shut"),
    (money(claim="{within: ¦30d after easter}"), "unknown-anchor"),
    (money(claim="{within: 3h on ¦shop after period}"), "unknown-calendar"),
    (money(claim="{within: ¦best effort after period}"), "not-a-deadline"),
    (money(claim="{within: ¦1bd after-report on always after period}"), "not-a-deadline"),
    (money(claim="{within: ¦1bd + 2h on always after period}"), "not-a-deadline"),
    (money(claim="{within: ¦aim 3h on always after period}"), "not-a-deadline"),
    (money(claim="{within: 3 ¦fortnights after period}"), "unknown-unit"),
    (money(claim="{required: ¦perhaps}"), "unknown-word"),
    (money(claim="{evidence: [logs, ¦logs]}"), "named-twice"),
    (money(settlement="{by: ¦cheque}"), "unknown-word"),
    (money(settlement="{day: ¦3d}"), "not-a-share"),
    (money(billing="{day: ¦32}"), "number-out-of-range"),
    (money(billing="{every: ¦fortnight}"), "unknown-word"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), FAULTS, ids=[f"{code}-{k}" for k, (_text, code) in enumerate(FAULTS)])
def test_a_fault_is_found_where_it_stands(text, code):
    assert_faults_where_marked(text, code)


@pytest.mark.parametrize(
    ("text", "en", "nl"),
    [
        (
            credit("credit: ten"),
            "ten is not an amount. Write for example 10%, 1/30, 35 EUR, 3d or nothing.",
            "ten is geen bedrag. Schrijf bijvoorbeeld 10%, 1/30, 35 EUR, 3d of nothing.",
        ),
        (
            credit("credit: 10%").replace("of: plan", "of: plann"),
            "The fee plann does not exist. Did you mean plan?",
            "Het tarief plann bestaat niet. Bedoelt u plan?",
        ),
        (
            credit("credit: 10%, by: plan"),
            "by names one attribute and its values: by: {plan: [basic, premium]}.",
            "by noemt één kenmerk en de waarden ervan: by: {plan: [basic, premium]}.",
        ),
        (
            credit("quantity: downtime, credit: 10%, every: half 1h"),
            "half 1h is not a block. Write exact, full, started or nearest and a size: started 30m, full 0.1%.",
            "half 1h is geen blok. Schrijf exact, full, started of nearest en een maat: started 30m, full 0.1%.",
        ),
    ],
)
def test_a_fault_is_said_in_two_languages(text, en, nl):
    assert sentences(text) == [en]
    assert sentences(text, "nl") == [nl]


def test_a_fault_in_a_credit_that_differs_per_plan_is_said_once():
    text = credit("credit: {a: 1%, b: 2%}, times: many, by: {plan: [a, b]}")
    assert [each.split()[1] for each in faults(text)] == ["not-a-factor"]


def test_an_agreement_without_money_has_none():
    agreement = reading(bare())
    assert (agreement.fees, agreement.credits.by_name, agreement.credits.claim.required) == ({}, {}, False)
