"""
What a period is called → the periods of a promise that are meant.

A label may be wider than the period of a promise: 2026-Q2 means three months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from houvast.sla.periods import Cycle, Per, Period, following, period_named, period_of
from houvast.sla.terms import MICROSECOND

_LABEL = re.compile(r"(19[7-9]|20[0-8])\d(-.{2,5})?|2090(-.{2,5})?")
_ROOM = timedelta(days=3)
"""Quarters differ by so much: one that begins in a shorter one still belongs to it."""


class NoSuchPeriod(ValueError):
    """A promise has no such period; `per` is what it is judged by."""

    def __init__(self, label: str, per: Per | Cycle) -> None:
        super().__init__(f"{label} is no period of {per}")
        self.label, self.per = label, per


def named(label: str, per: Per | Cycle, zone: str) -> list[Period]:
    """
    Return the periods of a promise that a label means: its own, or those that begin in a year, quarter, month or week.

    Of a rolling period, the one that ends with it. Raises NoSuchPeriod.
    """
    if not _LABEL.fullmatch(label):
        raise NoSuchPeriod(label, per)
    found = _named(label, per, zone)
    return [found] if found else _within(label, per, zone)


def _named(label: str, per: Per | Cycle, zone: str) -> Period | None:
    try:
        return period_named(label, per, zone)
    except ValueError:
        return None


def _within(label: str, per: Per | Cycle, zone: str) -> list[Period]:
    wide = next((found for kind in Per if (found := _named(label, kind, zone))), None)
    if wide is None:
        raise NoSuchPeriod(label, per)
    if isinstance(per, Cycle) and per.rolling:
        return [period_of(wide.span.end - MICROSECOND, per, zone)]
    begun = [each for each in running(wide.span.start, wide.span.end, per, zone) if each.span.start >= wide.span.start]
    if not begun or begun[0].span.length > wide.span.length + _ROOM:
        raise NoSuchPeriod(label, per)
    return begun


def running(start: datetime, end: datetime, per: Per | Cycle, zone: str) -> Iterator[Period]:
    """Yield the periods from the one that holds an instant until those that begin at or after an end."""
    period = period_of(start, per, zone)
    while period.span.start < end:
        yield period
        period = following(period, zone)
