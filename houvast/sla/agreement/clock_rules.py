"""Reads `clocks:`: by which events a clock starts and stops, and what makes it stand still."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from houvast.sla.agreement import fields, ola
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ClockRule, OnPriorityChange, OnReopen
from houvast.sla.agreement.ola_model import Holder
from houvast.sla.agreement.yaml_tree import Node, Scalar
from houvast.sla.events import ATTRIBUTES
from houvast.sla.terms import EventKind

CLOCK_KEYS = ("start", "stop", "pause", "on_reopen", "on_priority_change", "at_due", "only", "while")

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

STARTS = (
    EventKind.OPENED,
    EventKind.REPLY,
    EventKind.CUSTOMER_REPLY,
    EventKind.ACKNOWLEDGED,
    EventKind.ASSIGNED,
    EventKind.ESCALATED,
    EventKind.STATUS,
    EventKind.PRIORITY,
    EventKind.WORKAROUND,
    EventKind.REOPENED,
)
"""Events that can start a clock: on a resolved, closed or cancelled ticket none begins."""

STOPS = (
    EventKind.REPLY,
    EventKind.CUSTOMER_REPLY,
    EventKind.ACKNOWLEDGED,
    EventKind.ASSIGNED,
    EventKind.ESCALATED,
    EventKind.STATUS,
    EventKind.PRIORITY,
    EventKind.WORKAROUND,
    EventKind.RESOLVED,
    EventKind.CLOSED,
)
"""Events that can stop a clock: cancelling and merging always do, so that they are not named."""


class AtDue(StrEnum):
    """What stopping exactly at the due instant is."""

    MET = "met"
    BREACHED = "breached"


def read(report: Report, node: Node | None, holder: Holder) -> dict[str, ClockRule]:
    """Return the clocks that the agreement defines, by name; each counts while `holder` holds, or as it says."""
    rules: dict[str, ClockRule] = {}
    for key, value in fields.entries(report, node, ("clocks",)):
        name = fields.name(report, key)
        rules[name] = _rule(report, value, name, holder)
    return rules


def _rule(report: Report, node: Node, name: str, holder: Holder) -> ClockRule:
    table = Fields(report, node, ("clocks", name), CLOCK_KEYS)
    usual = WELL_KNOWN.get(name)
    only = table.get("only")
    return ClockRule(
        name=name,
        start=_events(table, "start", STARTS, usual.start if usual else None),
        stop=_events(table, "stop", STOPS, usual.stop if usual else None),
        pause=tuple(each.value.strip() for each in table.words("pause")),
        on_reopen=table.choice("on_reopen", OnReopen.RESUME),
        on_priority_change=table.choice("on_priority_change", OnPriorityChange.FROM_START),
        met_at_due=table.choice("at_due", AtDue.MET) is AtDue.MET,
        only=_only(report, only, table.at("only")),
        held_by=ola.while_held(table, holder),
    )


def _events(
    table: Fields, key: str, allowed: tuple[EventKind, ...], usual: tuple[EventKind, ...] | None
) -> tuple[EventKind, ...]:
    if key not in table.nodes and usual is not None:
        return usual
    node = table.need(key)
    written = fields.some_words(table.report, node, table.at(key)) if node is not None else ()
    found = [_event(table.report, each, allowed, key) for each in written]
    return tuple(dict.fromkeys(kind for kind in found if kind is not None))


def _event(report: Report, node: Scalar, allowed: tuple[EventKind, ...], key: str) -> EventKind | None:
    written = node.value.strip()
    kind = next((each for each in EventKind if each.word == written), None)
    if kind in allowed:
        return kind
    known = [each.word for each in allowed]
    if kind is not None:
        report.error(node.place, f"event-cannot-{key}", word=written, events=", ".join(known))
    else:
        report.unknown(node.place, "unknown-event", written, known)
    return None


def _only(report: Report, node: Node | None, path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in fields.entries(report, node, path):
        if key.value not in ATTRIBUTES:
            report.unknown(key.place, "unknown-attribute", key.value, ATTRIBUTES)
        values = fields.some_words(report, value, (*path, key.value))
        found[key.value] = tuple(each.value.strip() for each in values)
    return found
