"""What was given to `houvast uptime`: files of facts, targets and periods, read or refused."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from houvast.commands import given
from houvast.commands.facts_given import File, periods_of, read_facts
from houvast.commands.given_files import events as read_events
from houvast.commands.screen import Screen
from houvast.files import outages_in
from houvast.files.rows_in import Read, Table
from houvast.sla.agreement.model import Agreement
from houvast.sla.asked import touched
from houvast.sla.assessment import Tickets
from houvast.sla.availability import Record
from houvast.sla.clock import clocks
from houvast.sla.labels import NoSuchPeriod, named
from houvast.sla.periods import Period
from houvast.sla.shortfalls import of_tickets
from houvast.sla.target import by_period


@dataclass(frozen=True, slots=True)
class Given:
    """What is known, and where that was read."""

    record: Record
    files: tuple[File, ...]


def read_record(options: Namespace, agreement: Agreement, screen: Screen) -> Given:
    """Return the facts in the files that were given; raise BadFile, OSError."""
    files: list[File] = []

    def read(name: str, reader: Callable[..., Read[Table]]) -> Table:
        found, file = read_facts(name, partial(reader, zone=agreement.timezone), screen)
        files.append(file)
        return found

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
    return periods_of(
        {name: each.per for name, each in chosen.items()},
        lambda name: touched(agreement, known[name], record, as_of=as_of),
        labels,
        agreement.timezone,
    )


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
