"""Agreements about money for the tests, and periods as they were measured."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import read
from houvast.sla.credit import Award, Charge, Facts, Incident, Measured, Reckoning, reckon
from houvast.sla.terms import DAY, HOUR, MINUTE, Span, instant, micros
from tests.sla.agreement.texts import parts

HEAD = """\
houvast: 1
agreement: money
parties: {provider: A, customer: B}
effective: {from: 2026-01-01, until: 2026-12-31}
timezone: UTC
targets: {uptime: {availability: web, at_least: 99.9%}}
"""
"""What every agreement needs; a test replaces what it writes itself. In UTC, so that a day has 24 hours."""

DAYS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def agreement(text: str) -> Agreement:
    """Return the agreement that some sections make, with the rest of an ordinary head."""
    return read("".join({**parts(HEAD), **parts(text)}.values()))


def at(wall: str) -> datetime:
    """Return a time in UTC: `2026-06-14 12:00`, or a date for its midnight."""
    return datetime.fromisoformat(wall).replace(tzinfo=UTC)


def month(number: int) -> Span:
    """Return a month of 2026 in UTC."""
    start = datetime(2026, number, 1, tzinfo=UTC)
    return Span(start, start + timedelta(days=DAYS[number]))


JUNE = month(6)
"""Thirty days, 43,200 minutes."""


def length(written: str) -> int:
    """Return `3h34m` in microseconds; parts of a minute too: `64.5m`."""
    units = {"d": DAY, "h": HOUR, "m": MINUTE, "s": 1_000_000}
    found = re.findall(r"([0-9.]+)([dhms])", written)
    return int(sum(Fraction(number) * units[unit] for number, unit in found))


def measured(
    figure: str | None = None,
    *,
    source: str = "uptime",
    period: Span = JUNE,
    down: str | None = None,
    incidents: tuple[str, ...] = (),
    **said: object,
) -> Measured:
    """Return a measured period: `99.5` percent, `3h` down, incidents of some lengths one after another."""
    found = Measured(
        source,
        period,
        Fraction(figure) if figure is not None else None,
        downtime=length(down) if down is not None else None,
        incidents=incidents_of(period, incidents),
    )
    return replace(found, **said)


def incidents_of(period: Span, lengths: tuple[str, ...]) -> tuple[Incident, ...]:
    """Return incidents of some lengths: the first begins as the second day does, each next one a day after the last."""
    found, start = [], micros(period.start) + DAY
    for written in lengths:
        took = length(written)
        found.append(Incident(Span(instant(start), instant(start + took)), took))
        start += took + DAY
    return tuple(found)


def reckoned(text: str, *periods: Measured, **said: object) -> Reckoning:
    """Return the reckoning of an agreement over periods; attributes, charges and so on as in Facts."""
    return reckon(agreement(text), Facts(periods, **said))


def awarded(text: str, *periods: Measured, **said: object) -> dict[str, Decimal]:
    """Return what an agreement gives in all, per unit; where anything cannot be decided the test is wrong."""
    found = reckoned(text, *periods, **said)
    assert not found.undecided
    return {unit: total for unit, total in found.totals.items() if total}


def only(text: str, *periods: Measured, **said: object) -> Award:
    """Return the one award that there must be."""
    (found,) = reckoned(text, *periods, **said).awards
    return found


def charge(fee: str, amount: str, span: Span = JUNE, **said: object) -> Charge:
    """Return an invoiced line."""
    return replace(Charge(fee, Decimal(amount), span), **said)


def money(amount: str | None, currency: str = "EUR") -> Mapping[str, Decimal]:
    """Return what a test expects: an amount in a currency, or nothing."""
    return {currency: Decimal(amount)} if amount else {}
