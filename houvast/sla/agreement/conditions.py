"""Reads `when:`: which plans, and which tickets, a target is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from houvast.sla.agreement import fields
from houvast.sla.agreement.availability_terms import Basis
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.yaml_tree import Node

OPENED_IN = "opened_in"
PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Condition:
    """
    What must hold for a target to exist.

    attributes  those that the opening of a ticket must have, each with the words that count
    opened_in   calendar that must be open when a ticket opens; "" for at any time
    plans       of which the agreement must be one; none for every plan
    """

    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opened_in: str = ""
    plans: tuple[str, ...] = ()

    def holds_for(self, plan: str) -> bool:
        """Say whether it asks for this plan, or for none."""
        return not self.plans or plan in self.plans


def attributes(report: Report, node: Node | None, path: Path, known: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return some of the known attributes of a ticket, each with the words that count."""
    found: dict[str, tuple[str, ...]] = {}
    for key, value in fields.entries(report, node, path):
        if key.value not in known:
            report.unknown(key.place, "unknown-attribute", key.value, known)
        values = fields.some_words(report, value, (*path, key.value))
        found[key.value] = tuple(each.word for each in values)
    return found


def when(table: Fields, basis: Basis, may_ask: Collection[str] = (), *, anything: bool = False) -> Condition:
    """
    Return the condition at the key `when`; one that always holds where it is left out.

    may_ask   attributes of tickets; without any it may only ask for the plan
    anything  it may ask for any attribute, which are those of services
    """
    report, path = table.report, table.at("when")
    known = (*may_ask, PLAN, OPENED_IN) if may_ask else (PLAN,)
    found: dict[str, tuple[str, ...]] = {}
    opened_in = ""
    for key, value in fields.entries(report, table.get("when"), path):
        if key.value == OPENED_IN and may_ask:
            opened_in = fields.one_of(report, value, basis.calendars.names, "unknown-calendar") or ""
            continue
        if key.value not in known and not anything:
            report.unknown(key.place, "unknown-attribute", key.value, known)
        if key.value == PLAN and not basis.plan:
            report.error(key.place, "plan-missing")
        words = fields.some_words(report, value, (*path, key.value))
        found[key.value] = tuple(each.word for each in words)
    plans = found.pop(PLAN, ())
    return Condition(found, opened_in, plans)
