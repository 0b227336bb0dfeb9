"""Reads `contacts:`: who can be reached on either side, how, and when."""

from __future__ import annotations

import re

from houvast.sla.agreement import fields, steps
from houvast.sla.agreement.calendars import Calendars
from houvast.sla.agreement.escalation_model import Contact, Side
from houvast.sla.agreement.fields import Fields
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.model import ALWAYS
from houvast.sla.agreement.yaml_tree import Node

CONTACT_KEYS = ("side", "title", "name", "mail", "phone", "hours", "priorities")

_PATH = ("contacts",)
_MAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,190}")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{2,30}")


def read(
    report: Report, node: Node | None, calendars: Calendars, levels: tuple[str, ...], language: str
) -> dict[str, Contact]:
    """
    Return the contacts by name.

    levels    the priorities of the agreement; none where it has none
    language  of titles that say none
    """
    found: dict[str, Contact] = {}
    for key, value in fields.entries(report, node, _PATH):
        name = fields.name(report, key)
        table = Fields(report, value, (*_PATH, name), CONTACT_KEYS)
        found[name] = Contact(
            name=name,
            side=table.choice("side", Side.PROVIDER),
            title=table.text("title", language),
            person=table.word("name"),
            mail=_matching(table, "mail", _MAIL, "not-an-address"),
            phone=_matching(table, "phone", _PHONE, "not-a-number-to-call"),
            hours=_hours(table, calendars),
            priorities=_priorities(table, levels),
        )
    return found


def _matching(table: Fields, key: str, form: re.Pattern[str], code: str) -> str:
    node, written = table.get(key), table.word(key)
    if node is not None and written and not form.fullmatch(written):
        table.report.error(node.place, code, word=written)
    return written


def _hours(table: Fields, calendars: Calendars) -> str:
    node = table.get("hours")
    if node is None:
        return ALWAYS
    name = fields.one_of(table.report, node, calendars.names, "unknown-calendar")
    if name:
        steps.refuse_without_end(table.report, node, name, calendars)
    return name or ALWAYS


def _priorities(table: Fields, levels: tuple[str, ...]) -> tuple[str, ...]:
    written = table.words("priorities")
    for each in written:
        if levels and each.word not in levels:
            table.report.unknown(each.place, "unknown-priority", each.word, levels)
    return tuple(each.word for each in written)
