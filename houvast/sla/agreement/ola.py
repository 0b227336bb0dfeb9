"""Reads `holder`, `supports` and a clock's `while`: whose time is counted, and which promises it makes possible."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from houvast.sla.agreement import conditions, fields
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.ola_model import Holder, Supports
from houvast.sla.agreement.yaml_tree import Node, Scalar, Table

OLA_KEYS = ("holder", "supports")
SUPPORTS_KEYS = ("agreement", "targets")
ANYBODY = "anybody"
"""`while: anybody`: a clock that counts whoever holds the ticket, in an agreement with a holder."""


def refuse_elsewhere(top: Fields) -> None:
    """Report keys of this module in an agreement that supports no other."""
    for key in OLA_KEYS:
        node = top.get(key)
        if node is not None:
            top.report.error(node.place, "only-below-an-sla", word=key)


def holder(report: Report, node: Node | None, path: Path, attributes: Sequence[str]) -> Holder:
    """Return when a party holds a ticket, by its attributes; an empty table where nothing is written."""
    if node is not None and not (isinstance(node, Table) and node.entries):
        report.error(node.place, "holder-is-a-table")
        return {}
    return conditions.attributes(report, node, path, attributes)


def while_held(table: Fields, attributes: Sequence[str], usual: Holder) -> Holder:
    """Return during whose hold a clock counts: what `while` says, else the holder of the agreement."""
    node = table.get("while")
    if node is None:
        return usual
    if isinstance(node, Scalar) and node.word == ANYBODY:
        return {}
    return holder(table.report, node, table.at("while"), attributes)


def supports(report: Report, node: Node | None, ours: Collection[str]) -> Supports | None:
    """
    Return which agreement this one supports; None where it does not say.

    ours  the targets on tickets of this agreement
    """
    if node is None:
        return None
    table = Fields(report, node, ("supports",), SUPPORTS_KEYS)
    table.need("agreement")
    written = table.get("targets")
    if written is None:
        return Supports(table.word("agreement"), {name: (name,) for name in ours})
    if isinstance(written, Table):
        return Supports(table.word("agreement"), _by_target(report, written, ours))
    named = fields.some_words(report, written, table.at("targets"))
    for each in named:
        if each.word not in ours:
            report.error(each.place, "no-namesake", word=each.value)
    return Supports(table.word("agreement"), {each.word: (each.word,) for each in named})


def _by_target(report: Report, node: Table, ours: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if not node.entries:
        report.error(node.place, "empty-value")
    for key, value in fields.entries(report, node, ("supports", "targets")):
        words = fields.some_words(report, value, ("supports", "targets", key.value))
        for each in words:
            if each.word not in ours:
                report.unknown(each.place, "unknown-target", each.value, list(ours))
        found[key.value] = tuple(each.word for each in words)
    return found
