"""Reads `clocks:`: by which events a clock starts and stops, and what makes it stand still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from houvast.sla.agreement import conditions, fields, happenings, ola
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ClockRule, OnPriorityChange, OnReopen
from houvast.sla.agreement.ola_model import Holder
from houvast.sla.agreement.yaml_tree import Node
from houvast.sla.terms import EventKind

CLOCK_KEYS = (
    "start", "stop", "pause", "on_reopen", "on_priority_change", "at_due", "only", "on_end", "while",
)  # fmt: skip

WELL_KNOWN: Mapping[str, ClockRule] = {
    rule.name: rule
    for rule in (
        ClockRule("response", (EventKind.OPENED,), (EventKind.REPLY,)),
        ClockRule("resolution", (EventKind.OPENED,), (EventKind.RESOLVED,)),
        ClockRule("update", (EventKind.REPLY,), (EventKind.REPLY,)),
        ClockRule("next-reply", (EventKind.CUSTOMER_REPLY,), (EventKind.REPLY,)),
        ClockRule("lead-time", (EventKind.OPENED,), (EventKind.CLOSED,)),
    )
}
"""Clocks that need no definition: a target may name them, and `clocks:` may change them key by key."""


class AtDue(StrEnum):
    """What stopping exactly at the due instant is."""

    MET = "met"
    BREACHED = "breached"


class OnEnd(StrEnum):
    """What the end of its ticket is to a clock that has not been stopped."""

    STOP = "stop"
    RUN_ON = "run-on"


def read(report: Report, node: Node | None, attributes: Sequence[str], holder: Holder) -> dict[str, ClockRule]:
    """
    Return the clocks that the agreement defines, by name.

    attributes  those of tickets that it knows
    holder      during whose hold a clock counts that does not say so itself
    """
    rules: dict[str, ClockRule] = {}
    for key, value in fields.entries(report, node, ("clocks",)):
        name = fields.name(report, key)
        rules[name] = _rule(report, value, name, attributes, holder)
    return rules


def _rule(report: Report, node: Node, name: str, attributes: Sequence[str], holder: Holder) -> ClockRule:
    table = Fields(report, node, ("clocks", name), CLOCK_KEYS)
    usual = WELL_KNOWN.get(name)
    only = table.get("only")
    return ClockRule(
        name=name,
        start=happenings.start(table, usual, attributes),
        stop=happenings.stop(table, usual, attributes),
        pause=table.listed("pause"),
        on_reopen=table.choice("on_reopen", OnReopen.RESUME),
        on_priority_change=table.choice("on_priority_change", OnPriorityChange.FROM_START),
        met_at_due=table.choice("at_due", AtDue.MET) is AtDue.MET,
        only=conditions.attributes(report, only, table.at("only"), attributes),
        runs_on=table.choice("on_end", OnEnd.STOP) is OnEnd.RUN_ON,
        start_by_all=happenings.is_all_of(table.get("start")),
        held_by=ola.while_held(table, attributes, holder),
    )
