"""Reads `priority:`: levels, matrix of impact and urgency, default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from houvast.sla.agreement import fields
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ANY_PRIORITY, PriorityModel, Text
from houvast.sla.agreement.yaml_tree import Node, Scalar, Table

PRIORITY_KEYS = ("levels", "impact", "urgency", "matrix", "default")

DEFINED = ("levels", "impact", "urgency")
"""Kinds of words that a list names, or a table defines: word → what it means."""

Matrix = dict[str, dict[str, str]]


def read(report: Report, node: Node | None, targets: Node | None, language: str) -> PriorityModel:
    """
    Return the priorities of an agreement.

    Without `levels` they are those of the matrix, else those of the target tables, in the order they appear.
    Without `default` a ticket that says nothing has no priority, and so no promise: `lint` warns of it.
    """
    table = Fields(report, node, ("priority",), PRIORITY_KEYS)
    meanings = {key: _meanings(table, key, language) for key in DEFINED}
    listed = list(meanings["levels"])
    matrix_node = table.get("matrix")
    matrix = _matrix(report, matrix_node, meanings) if matrix_node is not None else {}
    levels = tuple(dict.fromkeys(listed or _cells(matrix) or _columns_of(targets)))
    default = table.get("default")
    word = fields.word(report, default) if default is not None else ""
    if default is not None and word and levels and word not in levels:
        report.unknown(default.place, "unknown-priority", word, levels)
    return PriorityModel(matrix, word, levels or ((word,) if word else ()), meanings)


def _meanings(table: Fields, key: str, language: str) -> dict[str, Text]:
    """Return the words that a key defines, with what they mean; a list defines them without saying that."""
    node = table.get(key)
    if not isinstance(node, Table):
        return {_level(table.report, each): {} for each in table.words(key)}
    path = table.at(key)
    found = {}
    for word, value in fields.entries(table.report, node, path):
        found[_level(table.report, word)] = fields.text(table.report, value, (*path, word.value), language)
    return found


def _matrix(report: Report, node: Node, meanings: Mapping[str, Mapping[str, Text]]) -> Matrix:
    matrix: Matrix = {}
    listed = list(meanings["levels"])
    for impact, row in fields.entries(report, node, ("priority", "matrix")):
        path = ("priority", "matrix", impact.value)
        _check_defined(report, impact, "unknown-impact", meanings["impact"])
        cells: dict[str, str] = {}
        for urgency, cell in fields.entries(report, row, path):
            _check_defined(report, urgency, "unknown-urgency", meanings["urgency"])
            cells[urgency.value] = _cell(report, cell, listed)
        matrix[impact.value] = cells
        if isinstance(row, Table) and not row.entries:
            report.error(row.place, "empty-value")
    if isinstance(node, Table) and not node.entries:
        report.error(node.place, "empty-value")
    return matrix


def _check_defined(report: Report, word: Scalar, code: str, defined: Mapping[str, Text]) -> None:
    """Refuse an impact or urgency that goes by another name where it is defined."""
    if defined and word.value not in defined:
        report.unknown(word.place, code, word.value, defined)


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
