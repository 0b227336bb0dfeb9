"""Reads `escalation:`: who must hear of a clock, and when; one ladder for all, or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houvast.sla.agreement import conditions, fields, happenings, steps
from houvast.sla.agreement.escalation_model import DEFAULT_LADDER, USUAL_ROLES, Ladder, Step
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import Happening
from houvast.sla.agreement.steps import DEEDS as DEEDS
from houvast.sla.agreement.steps import Ground
from houvast.sla.agreement.yaml_tree import Node, Table
from houvast.sla.terms import EventKind

STEP_KEYS = ("at", "do", "to")
"""The keys of the short form; steps.STEP_KEYS has all of them."""
ROLES = USUAL_ROLES
ESCALATION_KEYS = ("steps", "ladders", "acknowledged_by")
LADDER_KEYS = ("targets", "when", "steps")
ACKNOWLEDGED_BY: tuple[Happening, ...] = (EventKind.ACKNOWLEDGED, EventKind.REPLY)
"""What shows that somebody has taken notice, unless the agreement says otherwise."""

_PATH = ("escalation",)


@dataclass(frozen=True, slots=True)
class Ladders:
    """What `escalation:` says: the steps of whatever no other ladder is for, the others, what acknowledges."""

    usual: tuple[Step, ...] = DEFAULT_LADDER
    others: tuple[Ladder, ...] = ()
    acknowledged_by: tuple[Happening, ...] = ACKNOWLEDGED_BY


def read(report: Report, node: Node | None, ground: Ground, targets: Sequence[str]) -> Ladders:
    """
    Return the ladders; the default one where none is written.

    targets  names of the targets on tickets
    """
    if node is None:
        return Ladders()
    if not isinstance(node, Table):
        return Ladders(steps.read(report, node, _PATH, ground))
    table = Fields(report, node, _PATH, ESCALATION_KEYS)
    usual = table.get("steps")
    by = table.get("acknowledged_by")
    return Ladders(
        usual=steps.read(report, usual, table.at("steps"), ground) if usual is not None else DEFAULT_LADDER,
        others=tuple(_ladders(table, ground, targets)),
        acknowledged_by=happenings.named(report, by, table.at("acknowledged_by"), ground.attributes)
        if by is not None
        else ACKNOWLEDGED_BY,
    )


def _ladders(table: Fields, ground: Ground, targets: Sequence[str]) -> list[Ladder]:
    path = table.at("ladders")
    found: list[Ladder] = []
    for key, value in fields.entries(table.report, table.get("ladders"), path):
        name = fields.name(table.report, key)
        inner = Fields(table.report, value, (*path, name), LADDER_KEYS)
        listed = inner.need("steps")
        own = steps.read(table.report, listed, inner.at("steps"), ground, name) if listed is not None else ()
        only = conditions.attributes(table.report, inner.get("when"), inner.at("when"), ground.attributes)
        found.append(Ladder(name, own, _targets(inner, targets), only))
        if not found[-1].targets and not only:
            table.report.error(key.place, "ladder-for-nothing")
    return found


def _targets(table: Fields, known: Sequence[str]) -> tuple[str, ...]:
    written = table.words("targets")
    for each in written:
        if each.word not in known:
            table.report.unknown(each.place, "unknown-target", each.word, known)
    return tuple(each.word for each in written)
