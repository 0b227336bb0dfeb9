"""Row 4: one event on one ticket: all its clocks anew, in a batch of one."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

from bench import log_generator, peers
from bench.measure import alike, asked
from bench.peers import PeerMissing
from bench.promises import agreement
from bench.tables import Figure, Table
from houvast.sla.clock import clocks, moments
from houvast.sla.events import Events
from houvast.sla.terms import EventKind, instant

TICKETS = 200
TARGETS = ("response", "resolution", "update")
MILLISECONDS = 1.0
ROUNDS = 10


def row(*, quick: bool) -> Table:
    """Return the table of row 4."""
    events, deal = log_generator.log(TICKETS), agreement(*TARGETS)
    tickets = [events.of_ticket(name) for name in events.tickets]
    rows = [spelled(ticket) for ticket in tickets]
    shares = [step.percent for step in deal.ladder]
    as_of = log_generator.AS_OF
    rounds = 3 if quick else ROUNDS
    whole = each(rows, rounds, lambda found: clocks(Events.of(found), deal, as_of=as_of))
    alone = each(tickets, rounds, lambda found: clocks(found, deal, as_of=as_of))
    ladder = each(tickets, rounds, lambda found: moments(found, deal, as_of=as_of, shares=shares))
    must, reached = f"≤ {MILLISECONDS} ms", whole <= MILLISECONDS
    table = Table("4", "one event on one ticket of ten: response, resolution and update clocks (ms of CPU)")
    table.figures.append(Figure("rows → table → clocks", "ms", whole, must=must, reached=reached))
    table.figures.append(Figure("table → clocks, with the steps of the ladder", "ms", ladder))
    try:
        answer = asked(peers.WORKCLOCK, events, deal)
    except PeerMissing as missing:
        table.remarks.append(str(missing))
    else:
        theirs = answer["seconds"] / TICKETS * 1000
        table.figures.append(Figure("table → clocks", "ms", alone, f"loop on {peers.WORKCLOCK.title}", theirs))
        same, total = alike(clocks(events, deal, as_of=as_of), answer["readings"])
        table.remarks.append(f"{same:,} of the loop's {total:,} clocks equal ours")
    table.remarks.append(f"median over {TICKETS} tickets of the shortest of {rounds} runs each")
    return table


def each(inputs: list[Any], rounds: int, work: Callable[[Any], Any]) -> float:
    """Return the median over the inputs of the CPU milliseconds that a piece of work takes, the shortest of some."""
    return median(min(timed(work, one) for _ in range(rounds)) for one in inputs) * 1000


def timed(work: Callable[[Any], Any], one: Any) -> float:
    began = process_time()
    work(one)
    return process_time() - began


def spelled(ticket: Events) -> list[dict[str, Any]]:
    """Return the rows of a table as they come from a file or a database."""
    columns = zip(ticket.ticket.tolist(), ticket.at.tolist(), ticket.kind.tolist(), strict=True)
    return [
        {"ticket": ticket.tickets[code], "at": instant(at), "event": EventKind(kind).word}
        | log_generator.said(ticket, row)
        for row, (code, at, kind) in enumerate(columns)
    ]
