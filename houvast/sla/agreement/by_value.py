"""Reads `by:`: a credit that differs per value of an attribute, such as the plan, is read once for each."""

from __future__ import annotations

from houvast.sla.agreement import fields
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.yaml_tree import Node, Series, Table

ANY_OTHER = "*"
"""Among the values of `by`: every value that is not named."""

_MOST_VALUES = 100
"""The whole credit is read once for each, so that a long list costs much more than it is long."""


def attribute(table: Fields) -> tuple[str, tuple[str, ...]]:
    """Return the attribute that `by` names, with its values; "" and none where the credit is the same for all."""
    node = table.get("by")
    if node is None:
        return "", ()
    if not isinstance(node, Table) or len(node.entries) != 1:
        table.report.error(node.place, "by-one-attribute")
        return "", ()
    key, values = node.entries[0]
    found = fields.some_words(table.report, values, (*table.at("by"), key.value))
    if len(found) > _MOST_VALUES:
        table.report.error(values.place, "too-many-by", most=_MOST_VALUES)
        return "", ()
    return key.value, tuple(each.word for each in found)


def chosen(report: Report, node: Node, value: str, values: tuple[str, ...]) -> Node:
    """Return a node in which every table of the values of `by` is replaced by what it says for one value."""
    if isinstance(node, Series):
        return Series(node.place, [chosen(report, each, value, values) for each in node.items])
    if not isinstance(node, Table):
        return node
    if node.entries and all(key.value in values for key, _value in node.entries):
        return _entry(report, node, value)
    kept = [(key, each if key.value == "by" else chosen(report, each, value, values)) for key, each in node.entries]
    return Table(node.place, kept)


def _entry(report: Report, node: Table, value: str) -> Node:
    found = node.get(value) or node.get(ANY_OTHER)
    if found is None:
        report.error(node.place, "value-missing", word=value)
        return node.entries[0][1]
    return found
