"""
Whose time it was: the counted time of every clock by who held the ticket, and each breach by who held it when due.

The parts of a clock are cut from the segments it was counted from, so they add up to its elapsed time, to the
microsecond. Source: DESIGN §3, OLA and UC; docs/decisions/0012.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from houvast.sla import clock, facts, holders
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.ola_model import Holder
from houvast.sla.clock import Clocks, Judged
from houvast.sla.columns import where
from houvast.sla.counting import Counted
from houvast.sla.events import UNSAID, Codes, Events, Rows, merged
from houvast.sla.facts import OPENED
from houvast.sla.overruns import Overruns, overrun
from houvast.sla.terms import Micros, Verdict, instant, micros

NOBODY = UNSAID
"""Code of the party before anybody has the ticket."""

NO_BREACH = -2
"""Stands where a clock was not breached."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """
    Clocks, and who held their tickets; codes of parties are places in `parties`, or NOBODY.

    clocks       as `clock.clocks` returns them
    breached_by  a clock: who held the ticket until it was due; NO_BREACH where it was not breached
    clock        a part: row of its clock; never falls, and within a clock each party stands once
    party        a part: who held the ticket
    counted      a part: microseconds, more than 0; those of a clock add up to its elapsed time
    overruns     who used more than was agreed with them, on tickets of which a clock was breached
    """

    clocks: Clocks
    parties: tuple[str, ...]
    breached_by: Codes
    clock: Rows
    party: Codes
    counted: Micros
    overruns: Overruns

    def name(self, code: int) -> str:
        """Return the name of a party; "" for nobody."""
        return "" if code == NOBODY else self.parties[code]

    def totals(self, target: str) -> list[Total]:
        """Return what each party had of the clocks of one target, whoever had most first; nobody last."""
        mine = self.clocks.target == self.clocks.targets.index(target)
        part, breach, over = mine[self.clock], mine & (self.breached_by != NO_BREACH), mine[self.overruns.clock]
        late = np.array([self.parties.index(party) for party, *_ in self.overruns.promises], dtype=np.int32)
        whose = late[self.overruns.promise]
        found = []
        for code in np.unique(np.concatenate([self.party[part], self.breached_by[breach], whose[over]])).tolist():
            parts = part & (self.party == code)
            breached = int((breach & (self.breached_by == code)).sum())
            overran = len(np.unique(self.overruns.clock[over & (whose == code)]))
            found.append(Total(self.name(code), int(parts.sum()), int(self.counted[parts].sum()), breached, overran))
        return sorted(found, key=lambda total: (not total.party, -total.counted))


@dataclass(frozen=True, slots=True)
class Total:
    """
    What one party had of the clocks of a target.

    party     "" for nobody
    clocks    how many it had counted time of
    counted   microseconds, of all of them
    breached  how many were breached while it had the ticket
    overran   on how many of those breached, by whoever, it used more than it promised
    """

    party: str
    clocks: int
    counted: int
    breached: int
    overran: int


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with an agreement of their own, and when they hold a ticket."""

    name: str
    holds: Holder


def parties(olas: Sequence[Agreement]) -> list[Party]:
    """
    Return who holds tickets by internal agreements and contracts; of several who do at once, the first counts.

    A party that a status names goes before one that a team names: the ticket still stands with the team that waits.
    """
    found = [Party(ola.parties["provider"], ola.holder) for ola in olas if ola.holder]
    return sorted(found, key=lambda party: "status" not in party.holds)


def attribute(events: Events, agreement: Agreement, *, as_of: datetime, olas: Sequence[Agreement] = ()) -> Attribution:
    """
    Return who held the time of every clock in a log, as facts up to and including `as_of` make it read.

    A ticket is held by the party of `olas` whose holder fits, else by its team, else by nobody.
    """
    held = _holdings(events, agreement, parties(olas), as_of)
    columns, parts, breaches, rows = [], [_NO_PARTS], [np.empty(0, dtype=np.int32)], 0
    for part in clock.judged(events, agreement, as_of=as_of):
        mine = held.of(int(part.counted.segments.ticket[0]), int(part.counted.segments.ticket[-1]))
        cycle, party, counted = _parts(part.counted, mine)
        parts.append((cycle + rows, party, counted))
        breaches.append(_breached_by(part, mine))
        columns.append(part.columns)
        rows += len(part.counted.promised)
    found = clock.together(columns, events, agreement)
    row, party, counted = (np.concatenate(column) for column in zip(*parts, strict=True))
    overruns = overrun(found, events, agreement, olas, as_of=as_of)
    return Attribution(found, held.parties, np.concatenate(breaches), row, party, counted, overruns)


_NO_PARTS = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int64))


def holdings(
    events: Events, agreement: Agreement, *, as_of: datetime, olas: Sequence[Agreement] = ()
) -> dict[str, list[tuple[datetime, str]]]:
    """Return from when who holds each ticket, "" for nobody; each until the next."""
    held = _holdings(events, agreement, parties(olas), as_of)
    found: dict[str, list[tuple[datetime, str]]] = {}
    for ticket, at, party in zip(held.ticket.tolist(), held.at.tolist(), held.party.tolist(), strict=True):
        name = "" if party == NOBODY else held.parties[party]
        found.setdefault(events.tickets[ticket], []).append((instant(at), name))
    return found


# -- who holds what ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Holdings:
    """From when somebody holds each ticket, sorted by ticket, then instant; each lasts until the next."""

    parties: tuple[str, ...]
    ticket: Codes
    at: Micros
    party: Codes

    def of(self, first: int, last: int) -> _Holdings:
        """Return the holdings of the tickets from one code to another."""
        low, high = np.searchsorted(self.ticket, [first, last + 1])
        return _Holdings(self.parties, self.ticket[low:high], self.at[low:high], self.party[low:high])

    def before(self, ticket: Codes, at: Micros, *, or_at: bool) -> Rows:
        """Return the last holding of each ticket that began before an instant, or at it when asked."""
        low, after = self.ticket.searchsorted(ticket, side="left"), self.ticket.searchsorted(ticket, side="right")
        # Halve what is left of each ticket's holdings, for all tickets at once; the first began with the ticket.
        while (open_still := after - low > 1).any():
            middle = (low + after) // 2
            began = self.at[middle] <= at if or_at else self.at[middle] < at
            low, after = np.where(open_still & began, middle, low), np.where(open_still & ~began, middle, after)
        return low


def _holdings(events: Events, agreement: Agreement, who: Sequence[Party], as_of: datetime) -> _Holdings:
    log = merged(events, as_of=micros(as_of)).until(micros(as_of))
    if not len(log):
        return _Holdings((), log.ticket, log.at, log.ticket)
    known = facts.facts(log, agreement.priority)
    team, teams = holders.latest_said(known, "team")
    names = tuple(dict.fromkeys([*(party.name for party in who), *teams]))
    code = np.array([*(names.index(word) for word in teams), NOBODY], dtype=np.int32)[team]
    for party in reversed(who):
        code[holders.held(known, party.holds)] = names.index(party.name)
    keep = log.kind == OPENED
    keep[1:] |= code[1:] != code[:-1]
    return _Holdings(names, log.ticket[keep], log.at[keep], code[keep])


# -- parts of clocks -----------------------------------------------------------------------------------


def _parts(counted: Counted, held: _Holdings) -> tuple[Rows, Codes, Micros]:
    """Return the counted time of each cycle by party: cycle, party, microseconds."""
    segments = counted.segments
    rows = where(counted.counted > 0)
    if not len(rows):
        return _NO_PARTS
    ticket, start, end = segments.ticket[segments.cycle[rows]], segments.start[rows], segments.end[rows]
    first, last = held.before(ticket, start, or_at=True), held.before(ticket, end, or_at=False)
    number = last - first + 1
    piece = np.repeat(np.arange(len(rows)), number)
    holding = np.arange(len(piece)) - np.repeat(number.cumsum() - number, number) + first[piece]
    since = np.maximum(start[piece], held.at[holding])
    until = end[piece].copy()
    goes_on = where(holding < last[piece])
    until[goes_on] = held.at[holding[goes_on] + 1]
    lengths = _open_time(counted, rows[piece], since, until)
    return _summed(segments.cycle[rows[piece]], held.party[holding], lengths, len(held.parties) + 1)


def _open_time(counted: Counted, row: Rows, since: Micros, until: Micros) -> Micros:
    """Return how much counts between two instants of segments, on the calendar that counts there."""
    lengths = np.empty(len(row), dtype=np.int64)
    calendar = counted.calendar[row]
    for code, name in enumerate(counted.names):
        mine = where(calendar == code)
        if len(mine):
            windows = counted.horizon.windows(name)
            lengths[mine] = windows.position(until[mine]) - windows.position(since[mine])
    return lengths


def _summed(cycle: Rows, party: Codes, length: Micros, size: int) -> tuple[Rows, Codes, Micros]:
    """Add up what counts, each party of a cycle once; what is nothing is left out."""
    counts = where(length > 0)
    key = cycle[counts] * size + party[counts] - NOBODY
    order = key.argsort(kind="stable")
    keys, first = np.unique(key[order], return_index=True)
    sums: Micros = np.add.reduceat(length[counts][order], first) if len(first) else np.empty(0, dtype=np.int64)
    return keys // size, (keys % size + NOBODY).astype(np.int32), sums


def _breached_by(part: Judged, held: _Holdings) -> Codes:
    due = part.columns["due_at"]
    found = np.full(len(due), NO_BREACH, dtype=np.int32)
    rows = where(part.columns["verdict"] == Verdict.BREACHED)
    # Whoever receives a ticket at the very instant it is due did not use up the time.
    found[rows] = held.party[held.before(part.columns["ticket"][rows], due[rows], or_at=False)]
    return found
