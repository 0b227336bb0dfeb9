"""Reads `priority:`: levels, matrix of impact and urgency, default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from houvast.sla.agreement import amounts, claims, fields
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ANY_PRIORITY
from houvast.sla.agreement.priority_model import Bands, PriorityModel, PriorityRule
from houvast.sla.agreement.yaml_tree import Node, Table

PRIORITY_KEYS = ("levels", "matrix", "default", "rules", "impact", "urgency")
BAND_KEYS = ("above", "at_least", "below", "at_most")
SCALES = ("impact", "urgency")
RULE_PRIORITY = "priority"

Matrix = dict[str, dict[str, str]]


def read(report: Report, node: Node | None, targets: Node | None, attributes: Sequence[str]) -> PriorityModel:
    """
    Return the priorities of an agreement; rules may ask for some attributes of tickets.

    Without `levels` they are those of the matrix, else those of the target tables, in the order they appear.
    Without `default` a ticket that says nothing has no priority, and so no promise: `lint` warns of it.
    """
    table = Fields(report, node, ("priority",), PRIORITY_KEYS)
    listed = [_level(report, each) for each in table.words("levels")]
    matrix_node = table.get("matrix")
    matrix = _matrix(report, matrix_node, listed) if matrix_node is not None else {}
    rules = _rules(report, table, listed, [name for name in attributes if name != RULE_PRIORITY])
    ruled = [each.priority for each in rules if each.priority]
    levels = tuple(dict.fromkeys(listed or [*_cells(matrix), *ruled] or _columns_of(targets)))
    default = table.get("default")
    word = fields.word(report, default) if default is not None else ""
    if default is not None and word and levels and word not in levels:
        report.unknown(default.place, "unknown-priority", word, levels)
    bands = {scale: _bands(report, table, scale, matrix) for scale in SCALES if table.get(scale) is not None}
    return PriorityModel(matrix, word, levels or ((word,) if word else ()), rules, bands)


def _rules(report: Report, table: Fields, listed: list[str], known: Sequence[str]) -> tuple[PriorityRule, ...]:
    node = table.get("rules")
    found = []
    for index, item in enumerate(fields.items(report, node, table.at("rules")) if node is not None else []):
        path = (*table.at("rules"), str(index))
        rule = Fields(report, item, path, (*known, RULE_PRIORITY))
        cell = rule.need(RULE_PRIORITY)
        asked = {name: rule.words(name) for name in known if rule.get(name) is not None}
        if not asked:
            report.error(item.place, "rule-asks-nothing")
        when = {name: tuple(each.value.strip() for each in words) for name, words in asked.items()}
        found.append(PriorityRule(when, _cell(report, cell, listed) if cell is not None else ""))
    return tuple(found)


def _bands(report: Report, table: Fields, scale: str, matrix: Matrix) -> Bands:
    """Return what numbers of an impact or an urgency stand for; every level is one of the matrix."""
    known = list(matrix) if scale == "impact" else [word for row in matrix.values() for word in row]
    found = []
    for key, value in fields.entries(report, table.get(scale), table.at(scale)):
        if key.value not in known:
            report.unknown(key.place, "unknown-level", key.value, tuple(dict.fromkeys(known)))
        band = Fields(report, value, (*table.at(scale), key.value), BAND_KEYS)
        if not band.nodes:
            report.error(value.place, "empty-value")
        found.append((key.value, claims.edges(band, amounts.points, "not-a-quantity")))
    return tuple(found)


def _matrix(report: Report, node: Node, listed: list[str]) -> Matrix:
    matrix: Matrix = {}
    for impact, row in fields.entries(report, node, ("priority", "matrix")):
        path = ("priority", "matrix", impact.value)
        cells = fields.entries(report, row, path)
        matrix[impact.value] = {urgency.value: _cell(report, cell, listed) for urgency, cell in cells}
        if isinstance(row, Table) and not row.entries:
            report.error(row.place, "empty-value")
    if isinstance(node, Table) and not node.entries:
        report.error(node.place, "empty-value")
    return matrix


def _cell(report: Report, node: Node, listed: list[str]) -> str:
    level = _level(report, node)
    if level and listed and level not in listed:
        report.unknown(node.place, "unknown-priority", level, listed)
    return level


def _level(report: Report, node: Node) -> str:
    level = fields.word(report, node)
    if level == ANY_PRIORITY:
        report.error(node.place, "any-is-no-priority")
    return level


def _cells(matrix: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [level for row in matrix.values() for level in row.values() if level]


def _columns_of(targets: Node | None) -> list[str]:
    return [key.value for table in _tables(targets) for key, _cell in table.entries if key.value != ANY_PRIORITY]


def _tables(targets: Node | None) -> Iterable[Table]:
    """Yield the tables of promises under `targets:`."""
    for _name, target in targets.entries if isinstance(targets, Table) else ():
        within = target.get("within") if isinstance(target, Table) else None
        if isinstance(within, Table):
            yield within
