"""
Many events at once, from a file or another system.

Repeatable: what came in before is recognised by source and external id, and adds nothing. All or nothing: one
transaction. The events take the same chain as those that happen here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from houvast.portal.accounts.models import Organisation
from houvast.portal.agreements.queries import in_force_of, versions_of
from houvast.portal.announce import announce
from houvast.portal.tickets import chain, numbers
from houvast.portal.tickets.corrections import follow_openings, refuse_correction
from houvast.portal.tickets.happenings import Imported, WritingBegins
from houvast.portal.tickets.incoming import CannotBecome, Incoming, MergedIntoItself, NothingKnown, incoming
from houvast.portal.tickets.journal import one_line
from houvast.portal.tickets.models import Ticket, TicketEvent
from houvast.portal.tickets.refusals import CannotCorrect
from houvast.sla.events import Events, NothingToCorrect, NotOpened, OpenedTwice
from houvast.sla.terms import EventKind

AT_ONCE = 5000
"""Events recorded at a time."""

Progress = Callable[[int, int], None]
"""Is told how many events are done, of how many."""


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What an import added, and how many events it knew already."""

    tickets: int
    events: int
    known: int


@transaction.atomic
def bring_in(
    organisation: Organisation,
    events: Events | Iterable[Mapping[str, Any]],
    subjects: Mapping[str, str] | None = None,
    *,
    source: str,
    now: datetime,
    watch_from: datetime | None = None,
    progress: Progress | None = None,
) -> BroughtIn:
    """
    Add the events of a log to a customer; return what was new.

    events      rows as `incoming` describes, in any order; or the rules' table, which has no texts and no ids
    subjects    subject by ticket name; without one a ticket is called by its name
    source      where the log comes from: the same log from the same source adds nothing the second time
    watch_from  steps on the ladder before it are history; now, when it is left out
    Raises NotOpened, OpenedTwice, HappensLater, NothingKnown, MergedIntoItself, NothingToCorrect, CannotBecome;
    then nothing was added.
    """
    locked = chain.lock(organisation.pk)
    rows = incoming(events, now=now)
    known = _known_events(organisation, source)
    fresh = [row for row in rows if row.external_id not in known]
    tickets = _tickets_of(organisation, source)
    announce(WritingBegins(_written_to(fresh, tickets)))
    new = _open(locked, _openings(fresh, tickets), subjects or {}, source=source, watch_from=watch_from or now)
    tickets |= new
    corrected = {row.ticket for row in fresh if row.kind is EventKind.CORRECTION}
    _refuse_before_opening([row for row in fresh if row.ticket not in corrected], tickets)
    _refuse_mergers(fresh, tickets)
    _record(locked, fresh, tickets, source=source, now=now, progress=progress)
    follow_openings([tickets[name] for name in corrected], locked)
    touched = {tickets[row.ticket].pk for row in fresh} | {tickets[row.into].pk for row in fresh if row.into}
    if touched:
        announce(Imported(organisation.pk, tuple(sorted(touched)), now))
    return BroughtIn(len(new), len(fresh), len(rows) - len(fresh))


def _known_events(organisation: Organisation, source: str) -> set[str]:
    here = TicketEvent.objects.filter(organisation=organisation, source=source).exclude(external_id="")
    return set(here.values_list("external_id", flat=True))


def _written_to(rows: Sequence[Incoming], tickets: Mapping[str, Ticket]) -> tuple[int, ...]:
    """Return the keys of the tickets that are here already and that these rows say something of."""
    return tuple({tickets[name].pk for row in rows for name in (row.ticket, row.into) if name in tickets})


def _tickets_of(organisation: Organisation, source: str) -> dict[str, Ticket]:
    here = Ticket.objects.filter(organisation=organisation, source=source).exclude(external_id="")
    return {ticket.external_id: ticket for ticket in here}


def _openings(rows: Sequence[Incoming], tickets: Mapping[str, Ticket]) -> list[Incoming]:
    """Return the openings of tickets that are not here yet; refuse a ticket without one, or with a second."""
    openings: dict[str, Incoming] = {}
    for row in rows:
        if row.kind is EventKind.OPENED and (row.ticket in openings or row.ticket in tickets):
            raise OpenedTwice(row.ticket, row.at)
        if row.kind is EventKind.OPENED:
            openings[row.ticket] = row
    # A correction may lie before the opening that it moves, so all openings are looked for first.
    for row in rows:
        if row.ticket not in openings and row.ticket not in tickets:
            raise NotOpened(row.ticket, row.at)
    return list(openings.values())


def _open(
    organisation: Organisation,
    openings: Sequence[Incoming],
    subjects: Mapping[str, str],
    *,
    source: str,
    watch_from: datetime,
) -> dict[str, Ticket]:
    versions = versions_of(organisation)
    first = numbers.take(len(openings)) if openings else 0
    tickets = [
        Ticket(
            organisation=organisation,
            number=first + place,
            subject=one_line(subjects.get(row.ticket) or row.ticket),
            source=source,
            external_id=row.ticket,
            opened_at=row.at,
            watched_from=watch_from,
            agreement=in_force_of(versions, row.at),
        )
        for place, row in enumerate(openings)
    ]
    return {ticket.external_id: ticket for ticket in Ticket.objects.bulk_create(tickets)}


def _refuse_before_opening(rows: Sequence[Incoming], tickets: Mapping[str, Ticket]) -> None:
    for row in rows:
        if row.at < tickets[row.ticket].opened_at:
            raise NotOpened(row.ticket, row.at)


def _refuse_mergers(rows: Sequence[Incoming], tickets: Mapping[str, Ticket]) -> None:
    for row in rows:
        if row.into and row.into not in tickets:
            raise NothingKnown(row.ticket, row.into)
        if row.kind is EventKind.MERGED and row.into in {"", row.ticket}:
            raise MergedIntoItself(row.ticket)


def _record(
    organisation: Organisation,
    rows: Sequence[Incoming],
    tickets: Mapping[str, Ticket],
    *,
    source: str,
    now: datetime,
    progress: Progress | None,
) -> None:
    """Append the events to the chain; corrections last, one by one, when what they correct has its key."""
    plain = [row for row in rows if row.kind is not EventKind.CORRECTION]
    corrections = [row for row in rows if row.kind is EventKind.CORRECTION]
    done = 0
    for batch in (*_batches(plain), *([row] for row in corrections)):
        chain.append(organisation, [_fact(row, tickets, source, now) for row in batch])
        done += len(batch)
        if progress:
            progress(done, len(rows))


def _batches(rows: Sequence[Incoming]) -> Iterator[Sequence[Incoming]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _fact(row: Incoming, tickets: Mapping[str, Ticket], source: str, now: datetime) -> chain.Fact:
    return chain.Fact(
        tickets[row.ticket].pk,
        row.kind,
        row.at,
        now,
        into_id=tickets[row.into].pk if row.into else None,
        corrects_id=_corrected(row, tickets[row.ticket], source).pk if row.corrects else None,
        becomes=row.becomes,
        source=source,
        external_id=row.external_id,
        body=row.text,
        author=row.by,
        **row.said,
    )


def _corrected(row: Incoming, ticket: Ticket, source: str) -> TicketEvent:
    """Return the event of the same ticket that a correction names: the first of a chain of corrections."""
    here = TicketEvent.objects.select_related("ticket", "corrects__ticket")
    named = here.filter(ticket=ticket, source=source, external_id=row.corrects).first()
    if named is None:
        raise NothingToCorrect(row.corrects)
    first = named.corrects or named
    try:
        refuse_correction(first, row.becomes)
    except CannotCorrect:
        raise CannotBecome(row.ticket, row.corrects, row.becomes) from None
    return first
