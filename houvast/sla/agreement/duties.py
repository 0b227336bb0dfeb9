"""Reads `duties:`: what must be done by when, besides tickets (docs/reference/duties.md)."""

from __future__ import annotations

from enum import StrEnum

from houvast.sla.agreement import availability_terms as terms
from houvast.sla.agreement import claims, fields
from houvast.sla.agreement.availability_terms import Basis
from houvast.sla.agreement.claim_model import Deadline
from houvast.sla.agreement.duty_model import Duty, Party
from houvast.sla.agreement.fee_model import Anchor
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.promise_model import Promise, Unit
from houvast.sla.agreement.yaml_tree import Node
from houvast.sla.periods import Cycle, Per

DUTY_KEYS = ("every", "after", "before", "within", "at_least", "legal", "to", "owner", "title")


class Occasion(StrEnum):
    """What a duty hangs on."""

    EVERY = "every"
    AFTER = "after"
    BEFORE = "before"


_GOES_WITH = {
    "within": (Occasion.EVERY, Occasion.AFTER),
    "at_least": (Occasion.BEFORE,),
    "legal": (Occasion.AFTER, Occasion.BEFORE),
}
"""The keys that say how long, and the occasions that they are for."""


def read(report: Report, node: Node | None, basis: Basis) -> dict[str, Duty]:
    """Return the duties, by name."""
    found = {}
    for key, value in fields.entries(report, node, ("duties",)):
        name = fields.name(report, key)
        found[name] = _duty(Fields(report, value, ("duties", name), DUTY_KEYS), name, basis)
    return found


def _duty(table: Fields, name: str, basis: Basis) -> Duty:
    occasion = _occasion(table)
    is_before, is_every = occasion is Occasion.BEFORE, occasion is Occasion.EVERY
    key = "at_least" if is_before else "within"
    table.need(key)
    return Duty(
        name=name,
        every=_every(table, basis) if is_every else None,
        deadline=_deadline(table, basis) if is_every else None,
        event="" if is_every else table.word(occasion),
        before=is_before,
        length=None if is_every else _length(table, key, basis),
        legal=_length(table, "legal", basis),
        to=table.listed("to"),
        owner=table.choice("owner", Party.PROVIDER),
        title=table.text("title", basis.language),
    )


def _occasion(table: Fields) -> Occasion:
    named = [each for each in Occasion if table.get(each) is not None]
    if len(named) != 1:
        table.report.error(table.place, "one-occasion")
    for key, occasions in _GOES_WITH.items():
        node = table.get(key)
        if node is not None and named and not {*named} & {*occasions}:
            table.report.error(node.place, "duty-key", word=key)
    return named[0] if named else Occasion.AFTER


def _every(table: Fields, basis: Basis) -> Per | Cycle:
    return terms.per(table, basis, rolling=False, key=Occasion.EVERY)


def _deadline(table: Fields, basis: Basis) -> Deadline | None:
    node = table.get("within")
    found = claims.deadline(table.report, node, basis.calendars)
    if node is not None and found is not None and found.anchor not in (Anchor.PERIOD, Anchor.PERIOD_START):
        known = (Anchor.PERIOD, Anchor.PERIOD_START)
        table.report.unknown(node.place, "unknown-anchor", found.anchor, known)
    return found


def _length(table: Fields, key: str, basis: Basis) -> Promise | None:
    node = table.get(key)
    found = terms.length_or_days(table.report, node, basis.calendars) if node is not None else None
    if node is None or found is None:
        return found
    if found.unit is Unit.BEST_EFFORT or found.others or not found.binding:
        table.report.error(node.place, "not-a-length", word=found.written)
    return found
