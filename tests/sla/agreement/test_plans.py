"""Targets of one plan: read when the agreement is of that plan, left out when it is not."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.reading import BadAgreement, read

PLANS = """\
houvast: 1
agreement: plans
parties: {{provider: A, customer: B}}
effective: {{from: 2026-01-01}}
timezone: UTC
{plan}
targets:
  slow: {{clock: response, within: 8h, when: {{plan: bronze}}}}
  fast: {{clock: response, within: 1h, when: {{plan: [silver, gold]}}}}
  low: {{availability: web, at_least: 99%, when: {{plan: bronze}}}}
  high: {{availability: web, at_least: 99.9%, when: {{plan: [silver, gold]}}}}
  all: {{availability: portal, at_least: 98%}}
fees: {{plan: 10 EUR per month}}
credits:
  low: {{target: low, credit: 5%, of: plan}}
  high: {{target: high, credit: 10%, of: plan}}
"""


@pytest.mark.parametrize(
    ("plan", "tickets", "availability"),
    [("bronze", ["slow"], ["low", "all"]), ("gold", ["fast"], ["high", "all"]), ("other", [], ["all"])],
)
def test_targets_of_other_plans_are_left_out(plan, tickets, availability):
    agreement = read(PLANS.format(plan=f"plan: {plan}"))
    assert (list(agreement.targets), list(agreement.availability)) == (tickets, availability)


def test_a_credit_may_look_at_a_target_of_another_plan():
    assert set(read(PLANS.format(plan="plan: gold")).credits.by_name) == {"low", "high"}


def test_an_agreement_without_plan_cannot_ask_for_one():
    with pytest.raises(BadAgreement) as refusal:
        read(PLANS.format(plan=""))
    assert {(each.line, each.code) for each in refusal.value.findings} == {
        (line, "plan-missing") for line in (8, 9, 10, 11)
    }


def test_availability_asks_for_no_ticket():
    text = PLANS.format(plan="plan: gold").replace("98%}", "98%, when: {channel: phone}}")
    with pytest.raises(BadAgreement) as refusal:
        read(text)
    assert [(each.line, each.code) for each in refusal.value.findings] == [(12, "unknown-attribute")]
