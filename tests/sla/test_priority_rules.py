"""Priorities by rules, by numbers of users, by the matrix: which goes first, and from when."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.reading import BadAgreement, read
from tests.corpus.reading import clock_of

TEXT = """\
houvast: 1
agreement: priorities
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
priority:
  levels: [P1, P2, P3, P4]
  rules:
    - {type: change, priority: P4}
    - {type: incident, service: [mail, telephony], priority: P1}
    - {type: leak, impact: many, priority: P1}
  impact: {many: {above: 50%}, some: {at_least: 10%, at_most: 50%}, few: {below: 10%}}
  matrix:
    many: {high: P1, low: P2}
    some: {high: P2, low: P3}
    few: {high: P3, low: P4}
  default: P3
targets: {response: {within: {P1: 1h, P2: 2h, P3: 3h, P4: 4h}}}
"""


def priority(*lines):
    return clock_of(read(TEXT), "response", *lines).priority


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", "P3"),
        ("type=change", "P4"),
        ("type=change service=mail", "P4"),
        ("type=incident service=mail", "P1"),
        ("type=incident service=printing", "P3"),
        ("type=leak impact=80%", "P1"),  # a number stands for its level
        ("type=leak impact=many", "P1"),
        ("type=leak impact=20%", "P3"),
        ("type=change priority=P1", "P1"),  # a person said so
        ("type=change impact=many urgency=high", "P4"),  # a rule goes before the matrix
        ("impact=many urgency=low", "P2"),
        ("impact=51% urgency=high", "P1"),
        ("impact=50% urgency=high", "P2"),
        ("impact=10 urgency=high", "P2"),
        ("impact=9.9% urgency=high", "P3"),
        ("impact=huge urgency=high", "P3"),  # no such level: the default
    ],
)
def test_the_priority_of_a_ticket(said, found):
    assert priority(f"2026-06-15 09:00 opened {said}") == found


def test_a_rule_looks_at_what_was_said_last():
    opened = "2026-06-15 09:00 opened type=incident impact=few urgency=low"
    assert priority(opened, "2026-06-15 09:10 note service=telephony") == "P1"
    assert priority(opened, "2026-06-15 09:10 note impact=80%") == "P2"
    assert priority(opened, "2026-06-15 09:10 priority priority=P3", "2026-06-15 09:20 note text=x") == "P3"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("{type: change, priority: P4}", "{priority: P4}", "rule-asks-nothing", 9),
        ("{type: change, priority: P4}", "{type: change}", "missing-key", 9),
        ("{type: change, priority: P4}", "{type: change, priority: P9}", "unknown-priority", 9),
        ("{type: change, priority: P4}", "{colour: red, priority: P4}", "unknown-key", 9),
        ("few: {below: 10%}", "none: {below: 10%}", "unknown-level", 12),
        ("few: {below: 10%}", "few: {}", "empty-value", 12),
        ("few: {below: 10%}", "few: {below: ten}", "not-a-quantity", 12),
        ("few: {below: 10%}", "few: {below: 10%, at_least: 20%}", "nothing-between", 12),
    ],
)
def test_what_cannot_be_meant_is_refused(old, new, code, line):
    with pytest.raises(BadAgreement) as refusal:
        read(TEXT.replace(old, new))
    assert (line, code) in [(each.line, each.code) for each in refusal.value.findings]
