"""Reads what services, maintenance and availability have in common: calendars, lengths and periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from houvast.sla.agreement import fields, promise
from houvast.sla.agreement.calendars import Calendars
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import Promise, Unit
from houvast.sla.agreement.yaml_tree import Node, Scalar
from houvast.sla.events import ATTRIBUTES
from houvast.sla.periods import Cycle, Per

PERIODS = (
    "week", "month", "quarter", "year", "contract-month", "contract-quarter", "contract-year", "month from 15",
    "rolling 30 days", "rolling 3 months",
)  # fmt: skip
"""Every form of a period, for messages and the reference."""

_FROM_DAY = re.compile(r"month from ([0-9]{1,2})")
_ROLLING = re.compile(r"rolling ([0-9]{1,4}) (days?|months?)")
_CONTRACT = {"contract-month": 1, "contract-quarter": 3, "contract-year": 12}
_SOME_LENGTH = 60_000_000


@dataclass(frozen=True, slots=True)
class Basis:
    """
    What targets refer to: calendars, the first day of the agreement, the language of texts without one.

    plan        which of the provider's plans the agreement is; "" where it says none
    attributes  those of tickets: the usual ones, and what this agreement adds
    """

    calendars: Calendars
    first: date
    language: str
    plan: str = ""
    attributes: tuple[str, ...] = ATTRIBUTES


def table(outer: Fields, key: str, known: tuple[str, ...]) -> Fields:
    """Return the table at a key; an empty one where it is left out."""
    return Fields(outer.report, outer.get(key), outer.at(key), known)


def calendar(table: Fields, key: str, calendars: Calendars) -> str | None:
    """Return the name of a calendar; None where none is named."""
    node = table.get(key)
    if node is None:
        return None
    return fields.one_of(table.report, node, calendars.names, "unknown-calendar")


def per(table: Fields, basis: Basis, *, rolling: bool = True, key: str = "per") -> Per | Cycle:
    """Return a kind of period, of the calendar or of the contract; a month where none is named."""
    node = table.get(key)
    written = fields.word(table.report, node) if node is not None else Per.MONTH
    found = _period(written, basis.first)
    if node is not None and written and (found is None or (isinstance(found, Cycle) and found.rolling and not rolling)):
        known = [each for each in PERIODS if rolling or not each.startswith("rolling")]
        table.report.unknown(node.place, "unknown-period", written, known)
    return found or Per.MONTH


def _period(written: str, first: date) -> Per | Cycle | None:
    """Return the period that some words stand for; None where they stand for none."""
    if written in list(Per):
        return Per(written)
    if written in _CONTRACT:
        return Cycle(months=_CONTRACT[written], anchor=first)
    if (match := _FROM_DAY.fullmatch(written)) and 1 <= int(match.group(1)) <= 31:
        return Cycle(months=1, anchor=date(2001, 1, int(match.group(1))))
    if (match := _ROLLING.fullmatch(written)) and 1 <= int(match.group(1)) <= promise.MOST_DAYS:
        count = int(match.group(1))
        is_days = match.group(2).startswith("day")
        return Cycle(days=count if is_days else 0, months=0 if is_days else count, rolling=True)
    return None


def length_or_none(table: Fields, key: str) -> int | None:
    """Return a length of clock time in microseconds; None where none is written."""
    node = table.get(key)
    return length(table.report, node) if node is not None else None


def length(report: Report, node: Node) -> int:
    """Return a length of clock time, in microseconds."""
    written = fields.word(report, node)
    if not written or not isinstance(node, Scalar):
        return _SOME_LENGTH
    try:
        found = promise.parse(written, ())
    except promise.BadPromise as fault:
        if fault.code != "unknown-calendar":
            report.error(node.at(fault.offset), fault.code, **fault.params)
            return _SOME_LENGTH
        found = None  # of clock time there is no calendar that it could be on
    if found is None or found.unit is not Unit.TIME:
        report.error(node.place, "not-a-length", word=written)
        return _SOME_LENGTH
    return found.amount or _SOME_LENGTH


def length_or_days(report: Report, node: Node, calendars: Calendars) -> Promise | None:
    """Return a length, in time or in business days."""
    written = fields.word(report, node)
    if not written or not isinstance(node, Scalar):
        return None
    try:
        return promise.parse(written, calendars.names)
    except promise.BadPromise as fault:
        report.error(node.at(fault.offset), fault.code, **fault.params)
        return None
