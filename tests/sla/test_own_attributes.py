"""Attributes that an agreement adds: targets, clocks, moments and rules may ask for them, files bring them."""

from __future__ import annotations

import pytest

from houvast.files import events_in
from houvast.sla.agreement.reading import BadAgreement, read
from tests.corpus.reading import clock_of, has_clock

TEXT = """\
houvast: 1
agreement: own
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
attributes: [region, tier]
priority: {levels: [P1, P2], rules: [{region: BE, priority: P1}], default: P2}
clocks:
  second: {start: {assigned: {tier: second}}, stop: resolved, only: {region: [NL, BE]}}
targets:
  abroad: {clock: response, within: 8h, when: {region: [BE, DE]}}
  second: {within: {P1: 4h, P2: 8h}}
"""
AGREEMENT = read(TEXT)


@pytest.mark.parametrize(("region", "about"), [("BE", True), ("NL", False)])
def test_a_target_may_ask_for_it(region, about):
    assert has_clock(AGREEMENT, "abroad", f"2026-06-15 09:00 opened region={region}") is about


@pytest.mark.parametrize(
    ("region", "tier", "runs"), [("NL", "second", True), ("NL", "first", False), ("DE", "second", False)]
)
def test_a_clock_may_ask_for_it(region, tier, runs):
    lines = [f"2026-06-15 09:00 opened region={region}", f"2026-06-15 10:00 assigned tier={tier}"]
    assert has_clock(AGREEMENT, "second", *lines) is runs


@pytest.mark.parametrize(("region", "priority"), [("BE", "P1"), ("NL", "P2")])
def test_a_rule_may_ask_for_it(region, priority):
    lines = [f"2026-06-15 09:00 opened region={region}", "2026-06-15 10:00 assigned tier=second"]
    assert clock_of(AGREEMENT, "second", *lines).priority == priority


def test_a_file_brings_it_as_a_further_column(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("ticket,at,event,region,note\nA,2026-06-15T09:00Z,opened,BE,hello\n")
    events = events_in.read(path, zone="UTC", also=AGREEMENT.attributes).events
    assert list(events.attributes) == ["region"]
    assert events.attributes["region"].word(0) == "BE"


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("[region, tier]", "[region]", 9, "unknown-attribute"),
        ("[region, tier]", "[region, tier, team]", 6, "attribute-reserved"),
        ("[region, tier]", "[region, tier, 'a b']", 6, "bad-name"),
    ],
)
def test_what_nobody_declared_is_refused(old, new, line, code):
    with pytest.raises(BadAgreement) as refusal:
        read(TEXT.replace(old, new))
    assert (line, code) in [(each.line, each.code) for each in refusal.value.findings]
