"""Reads which days are meant: `2026-12-24`, each year's `12-24`, or a stretch `2026-12-21..2027-01-02`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from houvast.sla.agreement import fields
from houvast.sla.agreement.fields import FIRST_DAY, LAST_DAY
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.yaml_tree import Scalar

YEARLY = re.compile(r"([0-9]{2})-([0-9]{2})")
STRETCH = ".."
_LONGEST_STRETCH = 400
_LEAP_YEAR = 2024


def named(report: Report, node: Scalar, first: date, last: date | None) -> list[date]:
    """
    Return the days that a word names, in order.

    first, last  of the agreement: a day of each year is that of these years, and of one before and after
    """
    written = node.word
    if STRETCH in written:
        return _stretch(report, node, *written.split(STRETCH, 1))
    if match := YEARLY.fullmatch(written):
        return _each_year(report, node, int(match.group(1)), int(match.group(2)), first, last)
    return [fields.day(report, node)]


def is_general(node: Scalar) -> bool:
    """Say whether it names more than one day; a single date goes before it."""
    return STRETCH in node.value or YEARLY.fullmatch(node.word) is not None


def _stretch(report: Report, node: Scalar, since: str, until: str) -> list[date]:
    start, end = (fields.day(report, replace(node, value=part.strip())) for part in (since, until))
    if FIRST_DAY in (start, end):
        return []
    if not timedelta(0) < end - start < timedelta(days=_LONGEST_STRETCH):
        report.error(node.place, "no-stretch-of-days", word=node.value, most=_LONGEST_STRETCH)
        return []
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def _each_year(report: Report, node: Scalar, month: int, day: int, first: date, last: date | None) -> list[date]:
    if not _exists(_LEAP_YEAR, month, day):
        report.error(node.place, "no-such-day-of-the-year", word=node.value)
        return []
    years = range(max(first.year - 1, FIRST_DAY.year), min((last or LAST_DAY).year + 1, LAST_DAY.year) + 1)
    return [date(year, month, day) for year in years if _exists(year, month, day)]


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
