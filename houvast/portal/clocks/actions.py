"""
Computing clocks anew from the log. One ticket and all tickets take the same path.

Nothing here is a fact: dropping all rows and rebuilding them gives the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import connection, transaction
from django.db.models import Q

from houvast.portal import bulk
from houvast.portal.accounts.models import Organisation
from houvast.portal.agreements.actions import AgreementStored
from houvast.portal.agreements.models import AgreementVersion
from houvast.portal.agreements.queries import parsed, stretches_in_force, versions_of
from houvast.portal.announce import announce
from houvast.portal.clocks import rows
from houvast.portal.clocks.models import ClockRow, Standing
from houvast.portal.tickets import chain
from houvast.portal.tickets.happenings import Happening, Imported, WritingBegins
from houvast.portal.tickets.models import Ticket
from houvast.portal.tickets.queries import events_of
from houvast.sla.escalation import InForce


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The clocks of tickets with these keys were computed anew."""

    ticket_ids: tuple[int, ...]
    now: datetime


AT_ONCE = 2000
"""Tickets computed and stored at a time."""

Progress = Callable[[int, int], None]
"""Is told how many tickets are done, of how many."""


def hold(begins: WritingBegins) -> None:
    """
    Keep the clocks of tickets from the watch until the transaction ends: they are about to be computed anew.

    A worker passes over rows that are locked, so it decides nothing on what a writer is about to overtake.
    On SQLite the transaction itself keeps everybody else out.
    """
    if connection.features.has_select_for_update:
        clocks = ClockRow.objects.filter(ticket__in=begins.ticket_ids, look_again_at__isnull=False)
        list(clocks.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def follow(happening: Happening) -> None:
    """Compute anew the clocks of the tickets something happened to."""
    rebuild(happening.tickets, now=happening.now)


def follow_import(imported: Imported) -> None:
    """Compute anew the clocks of the tickets an import touched."""
    _rebuild_keys(imported.ticket_ids, now=imported.now)


def follow_agreement(stored: AgreementStored) -> None:
    """Compute anew what a new agreement may change: tickets with open clocks, and those that had none yet."""
    tickets = Ticket.objects.filter(Q(clocks__is_open=True) | Q(clocks=None), organisation=stored.version.customer)
    _rebuild_keys(sorted(set(tickets.values_list("pk", flat=True))), now=stored.now)


def rebuild(tickets: Iterable[Ticket], *, now: datetime) -> None:
    """Compute the clocks and the standing of some tickets anew, as of this moment."""
    _rebuild_keys([ticket.pk for ticket in tickets], now=now)


def rebuild_all(*, now: datetime, progress: Progress | None = None) -> int:
    """
    Drop every clock and standing and compute them from the log; return how many tickets there were.

    One organisation after the other, each in a transaction of its own that lets nobody write to it meanwhile.
    """
    done, total = 0, Ticket.objects.count()
    for organisation in Organisation.objects.order_by("pk"):
        for count in _rebuild_organisation(organisation, now=now):
            done += count
            if progress:
                progress(done, total)
    return done


def rebuild_missing(*, now: datetime, progress: Progress | None = None) -> int:
    """Compute everything anew where a migration dropped what was computed; return how many tickets there were."""
    if Standing.objects.exists() or not Ticket.objects.exists():
        return 0
    return rebuild_all(now=now, progress=progress)


def _rebuild_organisation(organisation: Organisation, *, now: datetime) -> Iterator[int]:
    """Yield how many tickets were done each time."""
    with transaction.atomic():
        chain.lock(organisation.pk)
        ClockRow.objects.filter(organisation=organisation).delete()
        Standing.objects.filter(organisation=organisation).delete()
        keys = Ticket.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True)
        yield from _rebuilding(list(keys), now=now)


def _rebuild_keys(keys: Sequence[int], *, now: datetime) -> None:
    for _ in _rebuilding(keys, now=now):
        continue


def _rebuilding(keys: Sequence[int], *, now: datetime) -> Iterator[int]:
    """Compute tickets anew, some at a time; yield how many each time."""
    in_force = _reader_of_stretches()
    for start in range(0, len(keys), AT_ONCE):
        chunk = Ticket.objects.filter(pk__in=keys[start : start + AT_ONCE])
        for tickets in _by_agreement(chunk):
            _rebuild_together(tickets, in_force(tickets[0].organisation_id), now=now)
            yield len(tickets)


def _by_agreement(tickets: Iterable[Ticket]) -> Iterator[list[Ticket]]:
    """Yield the tickets of one customer under one agreement version together."""
    groups: dict[tuple[int, int | None], list[Ticket]] = {}
    for ticket in tickets:
        groups.setdefault((ticket.organisation_id, ticket.agreement_id), []).append(ticket)
    yield from groups.values()


def _reader_of_stretches() -> Callable[[int], InForce]:
    """Return what tells when a customer has an agreement in force; asked once a customer."""

    @cache
    def stretches(organisation_id: int) -> InForce:
        return stretches_in_force(versions_of(Organisation(pk=organisation_id)))

    return stretches


@transaction.atomic
def _rebuild_together(tickets: list[Ticket], in_force: InForce, *, now: datetime) -> None:
    log = events_of(tickets)
    version: AgreementVersion | None = tickets[0].agreement
    agreement = parsed(version) if version is not None else None
    keys = [ticket.pk for ticket in tickets]
    ClockRow.objects.filter(ticket__in=keys).delete()
    Standing.objects.filter(ticket__in=keys).delete()
    bulk.insert(Standing, rows.STANDING_COLUMNS, rows.standings(tickets, log, agreement, now=now))
    if agreement is not None:
        found = rows.clock_rows(tickets, log, agreement, in_force, now=now)
        bulk.insert(ClockRow, rows.CLOCK_COLUMNS, list(found))
    announce(Rebuilt(tuple(keys), now))
