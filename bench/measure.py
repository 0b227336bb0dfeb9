"""Row 2: measure 1,000,000 tickets, 10,000,000 events on one core, beside loops over events."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from bench import log_generator, peers
from bench.peers import ROOT, Peer, PeerMissing
from bench.promises import agreement, told
from bench.tables import Figure, Table
from houvast.sla.agreement.model import Agreement
from houvast.sla.clock import Clocks, clocks
from houvast.sla.events import Events
from houvast.sla.terms import NEVER, State, Verdict, micros

SIZES = (250_000, 500_000, 1_000_000)
QUICK_SIZES = (5_000, 10_000, 20_000)
TARGETS = ("response", "resolution")
SECONDS, MEGABYTES, LINEAR = 2.0, 250, 1.25
"""What 1 M tickets may take; how much dearer a ticket may be there than at a quarter of that."""

SAMPLES: Mapping[Peer, int] = {peers.WORKCLOCK: 20_000, peers.DAY_BY_DAY: 5_000, peers.BUSINESSTIMEDELTA: 500}
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS"), "1")
INPUT = (
    "the log: seeded; two calendars, four priorities, pauses, reopenings, priority changes, cancellations, "
    "tickets still open; promises in open time and in business days"
)
NOT_COMPARED = (
    "Frappe's loops were not compared: they are part of an application on MariaDB, not a package that can be "
    "installed beside others; day by day is a loop of that kind, ours and without a database"
)


def row(*, quick: bool) -> Table:
    """Return the table of row 2."""
    sizes = QUICK_SIZES if quick else SIZES
    title = "measure a log of tickets, ten events each: response and resolution (CPU on one core)"
    table = Table("2", title, remarks=[INPUT])
    runs = {size: measured(size) for size in sizes}
    table.figures += _ours(runs, quick)
    _beside_peers(table, sizes[-1], runs[sizes[-1]]["seconds"], quick)
    shown = ", ".join(f"{size:,}: {run['seconds']:.3f} s CPU, {run['wall']:.3f} s wall" for size, run in runs.items())
    table.remarks += [f"tickets: {shown}", _verdicts(runs[sizes[-1]]), NOT_COMPARED]
    return table


def measured(tickets: int, *, on_priority_change: str = "from-start") -> dict[str, Any]:
    """Return seconds, peak memory and verdicts of one run of the engine, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="houvast-bench-") as folder:
        _kept(log_generator.log(tickets), Path(folder))
        command = [sys.executable, "-m", "bench.measure_once", folder, on_priority_change]
        environment = os.environ | ONE_CORE
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _kept(events: Events, folder: Path) -> None:
    """Write a log's columns into a folder, for measure_once to read without a copy."""
    columns = {"ticket": events.ticket, "at": events.at, "kind": events.kind}
    columns |= {name: column.codes for name, column in events.attributes.items()}
    for name, column in columns.items():
        np.save(folder / f"{name}.npy", column)


def _ours(runs: dict[int, dict[str, Any]], quick: bool) -> list[Figure]:
    first, *_, last = runs
    seconds, memory = runs[last]["seconds"], runs[last]["megabytes"]
    growth = (seconds / last) / (runs[first]["seconds"] / first)
    # Small runs say little about the big one: the fixed cost of compiling calendars weighs in.
    asks = not quick
    return [
        Figure(f"{last:,} tickets", "s", seconds, must=f"≤ {SECONDS} s", reached=seconds <= SECONDS),
        Figure("  peak extra memory", "MB", memory, must=f"≤ {MEGABYTES} MB", reached=memory <= MEGABYTES),
        Figure(
            f"  cost of a ticket against {first:,}",
            "×",
            growth,
            must=f"linear (≤ {LINEAR} ×)" if asks else "",
            reached=growth <= LINEAR if asks else None,
        ),
    ]


def _beside_peers(table: Table, tickets: int, seconds: float, quick: bool) -> None:
    deal = agreement(*TARGETS)
    for peer, size in SAMPLES.items():
        sample = size // 20 if quick else size
        try:
            answer = asked(peer, log_generator.log(sample), deal)
        except PeerMissing as missing:
            table.remarks.append(str(missing))
            continue
        scaled = answer["seconds"] / sample * tickets
        table.figures.append(Figure(f"{tickets:,} tickets", "s", seconds, f"loop on {peer.title}", scaled))
        same, total = alike(clocks(log_generator.log(sample), deal, as_of=log_generator.AS_OF), answer["readings"])
        table.remarks.append(
            f"loop on {peer.title}: timed on {sample:,} tickets and scaled; {same:,} of its {total:,} clocks "
            "equal ours (due, verdict, stop, elapsed, paused, promised)"
        )


def asked(peer: Peer, events: Events, deal: Agreement, *, times: int = 3) -> dict[str, Any]:
    """Return a peer's readings of a log, and the CPU seconds they took."""
    tickets = [(story.ticket, story.events) for story in log_generator.stories(events)]
    job = told(deal) | {"tickets": tickets, "as_of": micros(log_generator.AS_OF), "times": times}
    answer: dict[str, Any] = peer.ask("event_loop", job)
    return answer


def alike(ours: Clocks, theirs: list[list[Any]]) -> tuple[int, int]:
    """Return how many clocks read the same to both, of how many that either has."""
    mine = {tuple(reading[:3]): reading for reading in readings(ours)}
    others = {tuple(reading[:3]): reading for reading in theirs}
    same = sum(mine.get(clock) == reading for clock, reading in others.items())
    return same, len(mine.keys() | others.keys())


def readings(found: Clocks) -> list[list[Any]]:
    """Return clocks the way the loop over events tells them."""
    instants = (found.started_at, found.due_at, found.stopped_at, found.verdict_at)
    lengths = (found.elapsed, found.paused, found.promised)
    columns = [[None if value == NEVER else value for value in column.tolist()] for column in (*instants, *lengths)]
    codes = zip(found.ticket, found.target, found.cycle, found.priority, found.state, found.verdict, strict=True)
    named = (
        [found.tickets[t], found.targets[g], int(c), found.priorities[p], State(s).word, Verdict(v).word]
        for t, g, c, p, s, v in codes
    )
    return [[*name, *values] for name, values in zip(named, zip(*columns, strict=True), strict=True)]


def _verdicts(run: dict[str, Any]) -> str:
    counts = ", ".join(f"{word} {count:,}" for word, count in run["verdicts"].items())
    return f"{run['clocks']:,} clocks: {counts}; {run['memory_from']}"
