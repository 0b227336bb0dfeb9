"""A promise on each service of a kind."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.reading import BadAgreement, read
from houvast.sla.availability import Record
from houvast.sla.outages import Outages
from houvast.sla.periods import period_named
from houvast.sla.resources import judge_each
from tests.sla.contracts import utc

TEXT = """\
houvast: 1
agreement: each
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: UTC
services:
  server/alpha: {attributes: {tier: premium}}
  server/beta: {attributes: {tier: standard}}
targets:
  all: {availability: {each: server}, at_least: 99%}
  premium: {availability: {each: server}, at_least: 99.9%, when: {tier: premium}}
  one: {availability: server, at_least: 99%}
"""
AGREEMENT = read(TEXT)


def judged(target, *services):
    """Each of some services is down for the first day of June."""
    rows = [{"service": each, "start": utc("2026-06-01 00:00"), "end": utc("2026-06-02 00:00")} for each in services]
    promised = AGREEMENT.availability[target]
    period = period_named("2026-06", promised.per, "UTC")
    return judge_each(AGREEMENT, promised, period, Record(Outages.of(rows)))


def test_every_service_of_the_kind_has_a_figure_of_its_own():
    found = judged("all", "server/beta", "server/gamma", "servers/delta", "server")
    assert list(found.by_service) == ["server/alpha", "server/beta", "server/gamma"]
    assert [each.reached for each in found.by_service.values()] == [True, False, False]  # 29 of 30 days is 96.67%
    assert found.by_service["server/gamma"].downtime == 86_400 * 1_000_000


@pytest.mark.parametrize(("down", "reached"), [([], True), (["server/beta"], False)])
def test_the_target_is_reached_when_all_reach_it(down, reached):
    assert judged("all", *down).reached is reached


def test_attributes_choose_the_services():
    found = judged("premium", "server/beta")
    assert (list(found.by_service), found.reached) == (["server/alpha"], True)


def test_a_service_of_which_nobody_knows_the_tier_leaves_the_target_open():
    found = judged("premium", "server/gamma")
    assert (found.unplaced, found.reached) == (("server/gamma",), None)
    assert judged("premium", "server/gamma", "server/alpha").reached is False


def test_a_target_on_one_service_is_about_that_one():
    found = judged("one", "server", "server/beta")
    assert list(found.by_service) == ["server"]


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("{each: server}, at_least: 99%", "{each: server, of: x}, at_least: 99%", 10, "unknown-key"),
        ("{each: server}, at_least: 99%", "{}, at_least: 99%", 10, "missing-key"),
        ("server, at_least", "server, when: {tier: premium}, at_least", 12, "unknown-attribute"),
    ],
)
def test_what_cannot_be_meant_is_refused(old, new, line, code):
    with pytest.raises(BadAgreement) as refusal:
        read(TEXT.replace(old, new, 1))
    assert (line, code) in [(each.line, each.code) for each in refusal.value.findings]
