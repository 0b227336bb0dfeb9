"""Reads `escalation:`: at which share of a promise who must hear of it."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.sla.agreement import fields
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import DEFAULT_LADDER, Step, StepKind
from houvast.sla.agreement.yaml_tree import Node, Series

STEP_KEYS = ("at", "do", "to")
ROLES = ("handler", "team-lead", "service-manager", "customer-owner")
DEEDS: Mapping[str, StepKind] = {
    "remind": StepKind.REMINDER,
    "escalate": StepKind.ESCALATION,
    "breach": StepKind.BREACH,
}

_MOST_PERCENT = 1000
_MOST_STEPS = 50


def read(report: Report, node: Node | None) -> tuple[Step, ...]:
    """Return the steps, the earliest first; the default ladder where none is written."""
    if node is None:
        return DEFAULT_LADDER
    if not isinstance(node, Series):
        fields.refuse_kind(report, node, "not-a-list", ("escalation",))
        return ()
    if len(node.items) > _MOST_STEPS:
        report.error(node.place, "too-many-steps", most=_MOST_STEPS)
        return ()
    steps: dict[str, Step] = {}
    for index, item in enumerate(node.items):
        step = _step(Fields(report, item, ("escalation", str(index)), STEP_KEYS), steps)
        if step.key in steps:
            report.error(item.place, "step-twice", word=f"{step.percent}%")
        steps[step.key] = step
    return tuple(sorted(steps.values(), key=lambda step: step.percent))


def _step(table: Fields, earlier: Mapping[str, Step]) -> Step:
    report = table.report
    at, do, to = (table.need(key) for key in STEP_KEYS)
    percent = fields.percent(report, at, most=_MOST_PERCENT) if at is not None else 100
    if at is not None and percent != int(percent):
        report.error(at.place, "whole-percent", word=str(percent))
    deed = fields.one_of(report, do, tuple(DEEDS), "unknown-deed") if do is not None else None
    kind = DEEDS[deed] if deed else StepKind.REMINDER
    if at is not None and kind is StepKind.BREACH and percent != 100 and deed:
        report.error(at.place, "breach-is-at-100")
    role = (fields.one_of(report, to, ROLES, "unknown-role") if to is not None else None) or ROLES[0]
    return Step(_key(kind, int(percent), role, earlier), kind, int(percent), role)


def _key(kind: StepKind, percent: int, role: str, earlier: Mapping[str, Step]) -> str:
    """Return the key of a step: its kind and share, and its role where that share has another step of the kind."""
    key = f"{kind}-{percent}"
    return f"{key}-{role}" if key in earlier and earlier[key].to != role else key
