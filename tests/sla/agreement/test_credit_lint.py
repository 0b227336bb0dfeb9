"""Warnings about money: what is written, and what is said of it. Most rows are contradictions of real agreements."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.messages.credits import CREDIT_LINT
from tests.sla.agreement.texts import bare, marked, reading

ALWAYS = {
    "goal-missing", "no-calendar-named", "no-holidays", "period-not-written",
    "terms-missing",
}  # fmt: skip
"""What is said of every agreement of this page."""


def money(credits: str, promise: str = "99.9%", **more: str) -> str:
    targets = f"{{uptime: {{availability: web, at_least: {promise}}}}}"
    return bare(**{"targets": targets, "fees": "{plan: 10 EUR per month}", "credits": credits, **more})


def bands(written: str, promise: str = "99.9%", rest: str = "") -> str:
    return money(f"{{c: {{target: uptime, of: plan{rest}, bands: [{written}]}}}}", promise)


def said(text: str) -> list[str]:
    return [f"{each.line}:{each.column} {each.code}" for each in findings(reading(text)) if each.code not in ALWAYS]


def worded(text: str) -> list[str]:
    return [each.message for each in findings(reading(text)) if each.code not in ALWAYS]


TICKETS = "{late: {clock: response, within: 1h, goal: each, per: month}}"
GOOD = "{below: 99.9%, at_least: 99%, credit: 10%}, {below: 99%, credit: 25%}"

WARNINGS = [
    # github-enterprise: exactly 99.9% earns a credit; exactly 99.0% lies in no band
    (bands("{at_most: 99.9%, above: 99.0%, credit: 10%}, {below: 99.0%, credit: 25%}").replace("bands", "¦bands"),
     ["edge-in-no-band", "credit-though-met"]),
    # xfactor: nothing between 98% and 99%, nor between 90% and 90.01%
    (bands("{at_least: 90.01%, at_most: 98%, credit: 25%}, {at_least: 80%, at_most: 90%, credit: 35%}, "
           "{below: 80%, credit: 50%}", "99%").replace("bands", "¦bands"), ["band-gap", "credit-starts-late"]),
    # fuuz: the promise is 99.99%, credits begin under 99.9%
    (bands("{below: 99.9%, credit: 10%}", "99.99%").replace("bands", "¦bands"), ["credit-starts-late"]),
    # expertsystems: more than 0.01% of downtime, while 0.1% is allowed
    (bands("{above: 0.01%, credit: 10%}", rest=", quantity: unavailability").replace("bands", "¦bands"),
     ["credit-though-met"]),
    (bands("{below: 99.9%, at_least: 95%, credit: 10%}, ¦{below: 97%, at_least: 90%, credit: 25%}"), ["band-overlap"]),
    (bands("{below: 99.9%, credit: 10%}, ¦{below: 99.9%, credit: 25%}"), ["band-overlap"]),
    (bands("{below: 99.9%, credit: 25%}, ¦{below: 99%, credit: 10%}"), ["worse-gives-less"]),
    (bands("{above: 4h, credit: 5%}, ¦{above: 8h, credit: 3%}", rest=", quantity: downtime"), ["worse-gives-less"]),
    (money("{¦c: {target: uptime, of: plan, quantity: downtime, credit: 5%, every: full 1h}}"), ["credit-without-cap"]),
    (money("{¦c: {target: late, of: plan, by: {priority: [P1, P2]}, credit: {P1: 5%, P2: 1%}}}", targets=TICKETS),
     ["credit-by-ticket"]),
    (money("{¦c: {target: late, of: plan, only: {priority: P1}, credit: 5%}}", targets=TICKETS), ["credit-by-ticket"]),
    (money("{¦c: {measure: x, of: plan, quantity: incident, bands: [{above: 1h, credit: 5%}]}}"),
     ["credit-without-cap"]),
    (money("{c: {target: uptime, of: plan, credit: 5%}}", fees="{plan: 1 EUR per month, rent: ¦1 EUR per month}"),
     ["fee-unused"]),
    (money("{¦c: {target: uptime, credit: 3d}}", fees="{}"), ["days-without-worth"]),
    (money("{c: {target: uptime, credit: 3d, of: plan}}", settlement="{by: term}").replace("settlement", "¦settlement"),
     ["settlement-without-end"]),
    (money("{c: {target: uptime, credit: 3%, of: plan}}", claim="{required: yes}").replace("claim", "¦claim"),
     ["claim-without-deadline"]),
    (money("{c: {target: uptime, credit: 3%, of: plan, claim: {required: yes}}}").replace("claim", "¦claim"),
     ["claim-without-deadline"]),
    (money("{¦c: {target: uptime, credit: 3%, of: plan}}", claim="{within: 7d after incident}"),
     ["claim-from-no-incident"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), WARNINGS, ids=[f"{codes[0]}-{k}" for k, (_t, codes) in enumerate(WARNINGS)])
def test_what_is_said_and_where(text, codes):
    text, place = marked(text)
    assert said(text) == [f"{place} {code}" for code in codes]


GOOD_TEXTS = [
    money("{c: {target: late, of: plan, only: [{plan: x}, {priority: P1}], credit: 5%}}", targets=TICKETS),
    bands(GOOD),
    bands("{below: 99.9%, credit: 10%}, {below: 99%, credit: 25%}, {below: 95%, credit: 100%}"),
    bands("{at_least: 12h, credit: 1/30}, {at_least: 24h, credit: 2/30}", rest=", quantity: downtime"),
    bands("{at_most: 5%, above: 0.1%, credit: 1%}, {above: 5%, credit: 100%}", rest=", quantity: unavailability"),
    bands("{at_least: 99.99%, credit: 2%}", rest=", bonus: yes"),  # a bonus is for a promise that was kept
    money("{c: {target: uptime, of: plan, credit: 5%, by: {plan: [a, b]}}}"),
    money("{c: {target: uptime, of: plan, quantity: downtime, credit: 5%, every: full 1h}}", limits="{at_most: 5 EUR}"),
    money("{c: {target: uptime, of: all, credit: 5%}}", fees="{plan: 1 EUR per month, rent: 1 EUR per month}"),
    money("{c: {target: uptime, of: pool, credit: 5%}}", fees="{plan: 1 EUR per month, pool: 5% of plan}"),
    money(
        "{c: {target: uptime, of: plan, credit: 5%}}",
        calendars="{office: {hours: {mon-fri: 09:00-17:00}}}",
        claim="{within: 5bd on office after period}",
    ),
]


@pytest.mark.parametrize("text", GOOD_TEXTS)
def test_nothing_is_said_of_what_is_right(text):
    assert said(text) == []


@pytest.mark.parametrize("code", CREDIT_LINT)
def test_every_warning_has_a_row(code):
    assert any(code in codes for _text, codes in WARNINGS)


def test_warnings_say_the_edges():
    xfactor = bands("{at_least: 90.01%, at_most: 98%, credit: 25%}, {at_least: 80%, at_most: 90%, credit: 35%}", "99%")
    assert worded(xfactor) == [
        "Nothing is said between 90 and 90.01.",
        "The promise is 99, but there is no credit until 98.",
    ]
    late = bands("{above: 1h30m, at_most: 8h, credit: 5%}, {at_least: 9h, credit: 3%}", rest=", quantity: downtime")
    assert worded(late) == [
        "Nothing is said between 8h and 9h.",
        "From 8h to 9h the credit does not grow with the miss.",
    ]
