"""What was given to `houvast uptime`: files of facts, targets, periods, prices and attributes, read or refused."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from houvast.commands import given
from houvast.commands.given_files import events as read_events
from houvast.commands.refusals import WrongUse, unknown
from houvast.commands.screen import Screen
from houvast.files import outages_in
from houvast.files.outages_in import Read, Table
from houvast.sla.agreement.model import Agreement
from houvast.sla.asked import NoSuchPeriod, named, touched
from houvast.sla.assessment import Tickets
from houvast.sla.availability import Record
from houvast.sla.clock import clocks
from houvast.sla.measured import Facts
from houvast.sla.periods import Period
from houvast.sla.shortfalls import of_tickets
from houvast.sla.target import by_period


@dataclass(frozen=True, slots=True)
class File:
    """A file of facts: how many rows it has, and how many double ones were left out."""

    name: str
    rows: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Given:
    """What is known, and where that was read."""

    record: Record
    files: tuple[File, ...]


def read_record(options: Namespace, agreement: Agreement, screen: Screen) -> Given:
    """Return the facts in the files that were given; raise BadFile, OSError."""
    files: list[File] = []

    def read(name: str, reader: Callable[..., Read[Table]]) -> Table:
        with screen.reading(name, Path(name).stat().st_size) as progress:
            found = reader(Path(name), zone=agreement.timezone, progress=progress)
        files.append(File(name, found.rows, found.duplicates))
        return found.table

    record = Record(
        read(options.outages, outages_in.outages),
        read(options.counters, outages_in.counters) if options.counters else None,
        read(options.probes, outages_in.probes) if options.probes else None,
    )
    return Given(record, tuple(files))


def asked_periods(
    agreement: Agreement, record: Record, target: str | None, labels: list[str] | None, as_of: datetime
) -> tuple[Mapping[str, list[Period]], tuple[tuple[str, str], ...]]:
    """
    Return the periods of each target that was asked for, and which target has no period of which label.

    Raises WrongUse for a target that the agreement does not have, for a label that is no period of any of them, and
    where nothing says which periods are meant.
    """
    known = agreement.availability
    chosen = {given.uptime_target(agreement, target): known[target]} if target is not None else dict(known)
    if not labels:
        found = {name: touched(agreement, each, record, as_of=as_of) for name, each in chosen.items()}
        if chosen and not any(found.values()):
            raise WrongUse("no-periods")
        return found, ()
    periods: dict[str, list[Period]] = {name: [] for name in chosen}
    left_out: list[tuple[str, str]] = []
    for label in dict.fromkeys(labels):
        for name, each in chosen.items():
            try:
                periods[name] += named(label, each.per, agreement.timezone)
            except NoSuchPeriod:
                left_out.append((name, label))
        if chosen and all((name, label) in left_out for name in chosen):
            raise WrongUse("unknown-period", word=label, targets=", ".join(chosen))
    return {name: _once(asked) for name, asked in periods.items()}, tuple(left_out)


def tickets_of(
    options: Namespace, agreement: Agreement, screen: Screen, as_of: datetime
) -> tuple[Tickets | None, tuple[File, ...]]:
    """Return what credits need of the tickets in --events, where that was given: every period, or those asked for."""
    if not options.events:
        return None, ()
    log = read_events(options.events, agreement.timezone, screen, also=agreement.attributes)
    found = clocks(log.events, agreement, as_of=as_of)
    outcomes = by_period(found, agreement)
    labels = {
        (each.target, each.period.span): each.period.label
        for each in outcomes
        if each.period is not None and _is_asked(each.period, options.period, agreement.timezone)
    }
    file = File(options.events, len(log.table), log.duplicates)
    return Tickets(of_tickets(outcomes, found, agreement, as_of=as_of), labels), (file,)


def _is_asked(period: Period, labels: list[str] | None, zone: str) -> bool:
    for label in labels or ():
        try:
            if period in named(label, period.per, zone):
                return True
        except NoSuchPeriod:
            continue
    return not labels


def _once(periods: list[Period]) -> list[Period]:
    return sorted(dict.fromkeys(periods), key=lambda period: period.span.end)


def facts_of(options: Namespace, *agreements: Agreement) -> tuple[Mapping[str, Decimal], Facts]:
    """Return the prices that were given with --fee, for a fee of any of these, and the facts; raise WrongUse."""
    known = [fee.name for agreement in agreements for fee in agreement.fees.values() if not fee.of]
    prices = {}
    for name, written in (given.pair(each, "--fee") for each in options.fee):
        if name not in known:
            raise unknown("unknown-fee", name, list(dict.fromkeys(known)))
        prices[name] = _amount(written, name)
    return prices, Facts((), attributes=dict(given.pair(each, "--attribute") for each in options.attribute))


def _amount(written: str, name: str) -> Decimal:
    try:
        amount = Decimal(written)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0 or amount >= _MOST:
        raise WrongUse("no-amount", name=name, word=written)
    return amount


_MOST = Decimal(10) ** 12
