"""Reads `priority:`: levels, matrix of impact and urgency, default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from houvast.sla.agreement import amounts, claims, fields
from houvast.sla.agreement.availability_terms import Basis
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ANY_PRIORITY, Text
from houvast.sla.agreement.priority_model import Bands, PriorityModel, PriorityRule
from houvast.sla.agreement.yaml_tree import Node, Scalar, Table

PRIORITY_KEYS = ("levels", "matrix", "default", "rules", "impact", "urgency")
MEANS = "means"
BAND_KEYS = (*claims.EDGE_KEYS, MEANS)
SCALES = ("impact", "urgency")
RULE_PRIORITY = "priority"
DEFINED = ("levels", *SCALES)
"""Kinds of words that a list names, or a table defines: word → what it means."""

Matrix = dict[str, dict[str, str]]


def read(report: Report, node: Node | None, targets: Node | None, basis: Basis) -> PriorityModel:
    """
    Return the priorities of an agreement; rules may ask for some attributes of tickets.

    Without `levels` they are those of the matrix, else those of the target tables, in the order they appear.
    Without `default` a ticket that says nothing has no priority, and so no promise: `lint` warns of it.
    """
    table = Fields(report, node, ("priority",), PRIORITY_KEYS)
    meanings = {key: _meanings(table, key, basis.language) for key in DEFINED}
    listed = list(meanings["levels"])
    matrix_node = table.get("matrix")
    matrix = _matrix(report, matrix_node, meanings) if matrix_node is not None else {}
    rules = _rules(report, table, listed, [name for name in basis.attributes if name != RULE_PRIORITY])
    ruled = [each.priority for each in rules if each.priority]
    levels = tuple(dict.fromkeys(listed or [*_cells(matrix), *ruled] or _columns_of(targets)))
    default = table.get("default")
    word = fields.word(report, default) if default is not None else ""
    if default is not None and word and levels and word not in levels:
        report.unknown(default.place, "unknown-priority", word, levels)
    bands = {scale: found for scale in SCALES if (found := _bands(report, table, scale, matrix))}
    return PriorityModel(matrix, word, levels or ((word,) if word else ()), rules, bands, meanings)


def _meanings(table: Fields, key: str, language: str) -> dict[str, Text]:
    """
    Return the words that a key defines, with what they mean.

    A list defines them without saying that; a table of numbers says it of those that have `means`.
    """
    node = table.get(key)
    if not isinstance(node, Table):
        return {_level(table.report, each): {} for each in table.words(key)}
    path = table.at(key)
    found = {}
    for word, value in fields.entries(table.report, node, path):
        level, place = _level(table.report, word), (*path, word.value)
        means = value.get(MEANS) if _is_band(value) and isinstance(value, Table) else value
        if means is not None:
            found[level] = fields.text(table.report, means, place, language)
    return found


def _is_band(node: Node) -> bool:
    """Say whether a word is given numbers, and not only a text: a word, or one per language."""
    return isinstance(node, Table) and not any(key.value in fields.LANGUAGES for key, _value in node.entries)


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
        when = {name: tuple(each.word for each in words) for name, words in asked.items()}
        found.append(PriorityRule(when, _cell(report, cell, listed) if cell is not None else ""))
    return tuple(found)


def _bands(report: Report, table: Fields, scale: str, matrix: Matrix) -> Bands:
    """Return what numbers of an impact or an urgency stand for; every level is one of the matrix."""
    known = list(matrix) if scale == "impact" else [word for row in matrix.values() for word in row]
    found = []
    node = table.get(scale)
    for key, value in fields.entries(report, node, table.at(scale)) if isinstance(node, Table) else ():
        if not _is_band(value):
            continue
        if key.value not in known:
            report.unknown(key.place, "unknown-level", key.value, tuple(dict.fromkeys(known)))
        band = Fields(report, value, (*table.at(scale), key.value), BAND_KEYS)
        if not any(band.get(edge) for edge in claims.EDGE_KEYS):
            report.error(value.place, "empty-value")
        found.append((key.value, claims.edges(band, amounts.points, "not-a-quantity")))
    return tuple(found)


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
