"""Reads `claim:`, `settlement:`, `billing:`, and what they share with credits: conditions and deadlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from houvast.sla.agreement import amounts, fields, promise
from houvast.sla.agreement.calendars import Calendars
from houvast.sla.agreement.claim_model import ClaimRule, Deadline, Settled, Settlement, TimeUnit
from houvast.sla.agreement.fee_model import Anchor, Billing
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ALWAYS, Promise, Unit
from houvast.sla.agreement.shape_model import Condition, Edge, Eligible, Range
from houvast.sla.agreement.yaml_tree import Node, Scalar, Table

CLAIM_KEYS = ("required", "within", "reported", "evidence", "only")
SETTLEMENT_KEYS = ("by", "within", "expires", "day", "only")
BILLING_KEYS = ("every", "day")
EDGE_KEYS = ("above", "at_least", "below", "at_most")
"""The keys of a range, which `edges` reads."""
CONDITION_KEYS = (*EDGE_KEYS, "from", "until")

Read = TypeVar("Read")

_AFTER = re.compile(r"(\S.*) after (\S+)")
_COUNTED = re.compile(r"([0-9]{1,4}) ?(d|months?|cycles?)")
_COUNTED_UNITS = {
    "d": TimeUnit.DAYS,
    "month": TimeUnit.MONTHS,
    "months": TimeUnit.MONTHS,
    "cycle": TimeUnit.CYCLES,
    "cycles": TimeUnit.CYCLES,
}
_PROMISED_UNITS = {Unit.TIME: TimeUnit.TIME, Unit.BUSINESS_DAYS: TimeUnit.BUSINESS_DAYS}
_NOW = Deadline(TimeUnit.DAYS, 0, ALWAYS, Anchor.PERIOD, "")


class YesNo(StrEnum):
    """A switch."""

    YES = "yes"
    NO = "no"


class Every(StrEnum):
    """Length of a billing cycle."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS: Mapping[Every, int] = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


def claim(report: Report, node: Node | None, path: Path, calendars: Calendars) -> ClaimRule:
    """Return how a credit is obtained; by itself where nothing is written."""
    if node is None:
        return ClaimRule()
    table = Fields(report, node, path, CLAIM_KEYS)
    return ClaimRule(
        required=table.choice("required", YesNo.YES) is YesNo.YES,
        within=deadline(report, table.get("within"), calendars),
        reported=deadline(report, table.get("reported"), calendars),
        evidence=table.listed("evidence"),
        only=eligible(report, table.get("only"), table.at("only")),
    )


def settlements(report: Report, node: Node | None, calendars: Calendars) -> tuple[Settlement, ...]:
    """Return the ways of settling, of which the first that applies is taken; on the next invoice by default."""
    path = ("settlement",)
    if node is None:
        return (Settlement(),)
    found = [node] if isinstance(node, Table) else fields.items(report, node, path)
    return tuple(_settlement(report, each, (*path, str(index)), calendars) for index, each in enumerate(found))


def _settlement(report: Report, node: Node, path: Path, calendars: Calendars) -> Settlement:
    table = Fields(report, node, path, SETTLEMENT_KEYS)
    return Settlement(
        by=table.choice("by", Settled.INVOICE),
        within=deadline(report, table.get("within"), calendars),
        expires=deadline(report, table.get("expires"), calendars),
        day=parsed(report, table.get("day"), amounts.share, "not-a-share"),
        only=eligible(report, table.get("only"), table.at("only")),
    )


def billing(report: Report, node: Node | None) -> Billing:
    """Return the billing cycle: the calendar month where nothing is written."""
    if node is None:
        return Billing()
    table = Fields(report, node, ("billing",), BILLING_KEYS)
    return Billing(_MONTHS[table.choice("every", Every.MONTH)], table.whole("day", 1, low=1, high=31))


# -- deadlines ----------------------------------------------------------------------------------------


def deadline(report: Report, node: Node | None, calendars: Calendars) -> Deadline | None:
    """Return a deadline such as `30d after period`, `72h on office after incident` or `2 cycles after incident`."""
    if node is None:
        return None
    written = fields.word(report, node)
    match = _AFTER.fullmatch(written)
    if match is None:
        if written:
            report.error(node.place, "not-a-deadline", word=written)
        return None
    length, after = match.groups()
    if after not in list(Anchor):
        report.unknown(node.place, "unknown-anchor", after, [each.value for each in Anchor])
        return None
    if counted := _COUNTED.fullmatch(length):
        return Deadline(_COUNTED_UNITS[counted.group(2)], int(counted.group(1)), ALWAYS, Anchor(after), written)
    return _promised(report, node, length, Anchor(after), calendars)


def _promised(report: Report, node: Node, length: str, anchor: Anchor, calendars: Calendars) -> Deadline | None:
    try:
        found = promise.parse(length, calendars.names)
    except promise.BadPromise as fault:
        place = node.at(fault.offset) if isinstance(node, Scalar) else node.place
        report.error(place, fault.code, **fault.params)
        return None
    if found.unit not in _PROMISED_UNITS or _says_more(found):
        report.error(node.place, "not-a-deadline", word=length)
        return None
    if found.unit is Unit.BUSINESS_DAYS and found.calendar in calendars.never_shut:
        report.error(node.place, "business-days-never-shut", word=found.calendar)
        return None
    return Deadline(_PROMISED_UNITS[found.unit], found.amount, found.calendar, anchor, f"{length} after {anchor}")


def _says_more(found: Promise) -> bool:
    """Say whether a promise says more than a length: a claim has no use for the rest of it."""
    more = found.same_time or found.cut_off or found.after_report or found.plus is not None
    return bool(more or found.others or not found.binding)


# -- conditions ---------------------------------------------------------------------------------------


def eligible(report: Report, node: Node | None, path: Path) -> Eligible:
    """Return conditions on attributes: a table of which all hold, or a list of tables of which one is enough."""
    if node is None:
        return ()
    alternatives = [node] if isinstance(node, Table) else fields.items(report, node, path)
    return tuple(_conditions(report, each, (*path, str(index))) for index, each in enumerate(alternatives))


def _conditions(report: Report, node: Node, path: Path) -> tuple[Condition, ...]:
    found = fields.entries(report, node, path)
    return tuple(_condition(report, key.value, value, (*path, key.value)) for key, value in found)


def _condition(report: Report, attribute: str, node: Node, path: Path) -> Condition:
    if not isinstance(node, Table):
        return Condition(attribute, tuple(each.word for each in fields.some_words(report, node, path)))
    table = Fields(report, node, path, CONDITION_KEYS)
    first, last = table.get("from"), table.get("until")
    numbers = edges(table, amounts.points, "not-a-quantity")
    if not table.nodes:
        report.error(node.place, "empty-value")
    return Condition(
        attribute,
        numbers=numbers if numbers != Range() else None,
        first=fields.day(report, first) if first is not None else None,
        last=fields.day(report, last) if last is not None else None,
    )


def edges(table: Fields, parse: Callable[[str], Fraction | None], code: str) -> Range:
    """Return the range that `above` or `at_least`, and `below` or `at_most`, leave."""
    found = Range(
        low=_edge(table, ("at_least", "above"), parse, code), high=_edge(table, ("at_most", "below"), parse, code)
    )
    low, high = found.low, found.high
    if low and high and (low.value > high.value or (low.value == high.value and not low.included & high.included)):
        table.report.error(table.place, "nothing-between")
    return found


def _edge(table: Fields, keys: tuple[str, str], parse: Callable[[str], Fraction | None], code: str) -> Edge | None:
    included, excluded = (table.get(key) for key in keys)
    if included is not None and excluded is not None:
        table.report.error(excluded.place, "one-of-two", first=keys[0], second=keys[1])
    node = included if included is not None else excluded
    value = parsed(table.report, node, parse, code)
    return Edge(value, included is not None) if value is not None else None


def parsed(report: Report, node: Node | None, parse: Callable[[str], Read | None], code: str) -> Read | None:
    """Return what a word means; report `code` where it means nothing here, and nothing where it is left out."""
    if node is None:
        return None
    written = fields.word(report, node)
    found = parse(written) if written else None
    if written and found is None:
        report.error(node.place, code, word=written)
    return found
