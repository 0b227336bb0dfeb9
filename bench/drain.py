"""Row 5: drain due clocks on PostgreSQL with two workers: a decision and an outbox row each, exactly once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import psycopg

from bench.cluster import Cluster, cluster
from bench.peers import ROOT
from bench.tables import Figure, Table
from tests.house.postgres import PostgresMissing

WORKERS = 2
DUE, NOT_DUE = 100_000, 1_000_000
QUICK_DUE, QUICK_NOT_DUE = 5_000, 20_000
EACH_SECOND, CLAIM_MILLISECONDS = 10_000, 10.0
SAME = 1.5
"""How much dearer a turn without work may be with a million open clocks than with none, and still be the same."""

FEW = 5
"""Fewer claims than this say nothing about their times."""

RAW_SQL = "raw SQL, same tables"
DECISIONS = """SELECT d.ticket_id, d.target, d.cycle, d.step, d.due_at, n.recipient_id
               FROM watch_decision d JOIN notices_notice n ON n.decision_id = d.id"""


class WorkerFailed(RuntimeError):
    """A process of this row gave up; the words are its own."""


def row(*, quick: bool) -> Table:
    """Return the table of row 5."""
    due, not_due = (QUICK_DUE, QUICK_NOT_DUE) if quick else (DUE, NOT_DUE)
    title = f"drain {due:,} due clocks among {not_due:,} that are not, PostgreSQL, {WORKERS} workers"
    table = Table("5", title)
    try:
        with cluster() as server, tempfile.TemporaryDirectory(prefix="houvast-bench-") as home:
            _measure(table, Place(server, home), due, not_due)
    except PostgresMissing:
        table.remarks.append("nothing was measured: PostgreSQL 15 or newer is missing (apt-get install postgresql)")
        table.figures.append(Figure("decisions a second", "/s", None, must=f"≥ {EACH_SECOND:,} /s", reached=False))
    return table


class Place:
    """Where the portal of this row lives: a server, and a folder for its files."""

    def __init__(self, server: Cluster, home: str) -> None:
        self.server, self.home = server, home

    def environment(self, database: str) -> dict[str, str]:
        """Return the environment of a process that works on one of the databases."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "houvast.portal.config.settings",
            "HOUVAST_HOME": self.home,
            "HOUVAST_DATABASE": self.server.address_of(database),
        }

    def run(self, *arguments: str) -> None:
        """Run a Python module on the portal's database; raise WorkerFailed."""
        command = [sys.executable, "-m", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment("portal"), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise WorkerFailed(done.stderr)

    def sql(self, statement: str, database: str = "portal") -> list[Any]:
        """Return the rows of a statement."""
        with psycopg.connect(self.server.address_of(database), autocommit=True) as connection:
            found = connection.execute(statement)
            return found.fetchall() if found.description else []


def _measure(table: Table, place: Place, due: int, not_due: int) -> None:
    place.sql("CREATE DATABASE portal", "postgres")
    place.run("django", "migrate", "--verbosity", "0")
    empty = idle(place)
    place.run("bench.drain_load", str(due), str(not_due))
    full = idle(place)
    place.sql("CREATE DATABASE raw TEMPLATE portal", "postgres")
    ours, theirs = drained(place, "portal", "portal"), drained(place, "raw", "raw")
    table.figures += _speed(ours, theirs)
    table.figures += _claims([claim for worker in ours.workers for claim in worker["claims"]])
    table.figures += _once(place, due)
    growth = full / empty
    table.figures += [
        Figure("turn without work, no open clocks", "ms", empty),
        Figure(f"turn without work, {not_due + due:,} open clocks", "ms", full),
        Figure("  the one against the other", "×", growth, must=f"independent (≤ {SAME} ×)", reached=growth <= SAME),
        Figure("turn without work, just after the drain", "ms", idle(place)),
    ]
    table.remarks += _remarks(ours, theirs)


@dataclass(frozen=True)
class Drained:
    """What each worker said, and how many seconds it took until the last was done; CPU seconds of the server."""

    workers: list[dict[str, Any]]
    seconds: float
    server: float

    @property
    def decided(self) -> int:
        return sum(worker["decided"] for worker in self.workers)

    @property
    def each_second(self) -> float:
        return self.decided / self.seconds

    def cost(self) -> str:
        """Return in words what a decision cost, whoever else was using the machine."""
        python = sum(worker["cpu"] for worker in self.workers) / self.decided * 1e6
        server = self.server / self.decided * 1e6
        shares = " + ".join(f"{worker['decided']:,}" for worker in self.workers)
        return (
            f"{shares} in {self.seconds:.2f} s; CPU a decision: Python {python:.0f} µs, PostgreSQL {server:.0f} µs, "
            f"so at most {WORKERS * 1e6 / (python + server):,.0f}/s on {WORKERS} cores"
        )


def drained(place: Place, database: str, mode: str) -> Drained:
    """Let two workers drain a database."""
    with workers(place, database, mode, WORKERS) as processes:
        began, cpu = perf_counter(), place.server.cpu()
        answers = list(asked(processes))
        return Drained(answers, perf_counter() - began, place.server.cpu() - cpu)


def idle(place: Place) -> float:
    """Return the milliseconds of a turn of the watch in which nothing is owed; the quickest tenth takes less."""
    with workers(place, "portal", "idle", 1) as processes:
        (answer,) = asked(processes)
        return quantiles(answer["turns"], n=10)[0] * 1000


@contextmanager
def workers(place: Place, database: str, mode: str, count: int) -> Iterator[list[subprocess.Popen[str]]]:
    """Start workers and wait until each is ready; end those that are left over."""
    command = [sys.executable, "-m", "bench.drain_worker", mode]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    started = [
        subprocess.Popen(command, cwd=ROOT, env=place.environment(database), **pipes)  # type: ignore[call-overload]
        for _ in range(count)
    ]
    try:
        for process in started:
            if process.stdout.readline().strip() != "ready":
                raise WorkerFailed(process.stderr.read())
        yield started
    finally:
        for process in started:
            process.kill()
            process.communicate()


def asked(processes: list[subprocess.Popen[str]]) -> Iterator[dict[str, Any]]:
    """Let all workers go at once, and yield their answers."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        if not line:
            raise WorkerFailed(process.stderr.read())
        yield json.loads(line)


def _speed(ours: Drained, raw: Drained) -> list[Figure]:
    must, reached = f"≥ {EACH_SECOND:,} /s", ours.each_second >= EACH_SECOND
    speeds = (ours.each_second, RAW_SQL, raw.each_second)
    return [Figure("decisions a second", "/s", *speeds, must, reached, more_is_better=True)]


def _claims(claims: list[float]) -> list[Figure]:
    if len(claims) < FEW:
        return []
    high = quantiles(claims, n=20)[-1] * 1000
    must = f"≤ {CLAIM_MILLISECONDS} ms"
    return [
        Figure("claim of 500, median", "ms", median(claims) * 1000),
        Figure("claim of 500, p95", "ms", high, must=must, reached=high <= CLAIM_MILLISECONDS),
    ]


def _once(place: Place, due: int) -> list[Figure]:
    """Return how many clocks were decided or told more than once, how many were not, and how many unlike the peer's."""
    ((decided, clocks),) = place.sql(
        "SELECT count(*), count(DISTINCT (ticket_id, target, cycle, step)) FROM watch_decision"
    )
    ((notices, told),) = place.sql("SELECT count(*), count(DISTINCT decision_id) FROM notices_notice")
    unlike = len(set(place.sql(DECISIONS)) ^ set(place.sql(DECISIONS, "raw")))
    twice, missing = decided - clocks + notices - told, 2 * due - clocks - told
    return [
        Figure("decided or told twice", "", twice, must="0", reached=twice == 0),
        Figure("not decided or not told", "", missing, must="0", reached=missing == 0),
        Figure("decided otherwise than raw SQL", "", unlike, must="0", reached=unlike == 0),
    ]


def _remarks(ours: Drained, theirs: Drained) -> list[str]:
    rounds = [each for worker in ours.workers for each in worker["rounds"]]
    return [
        f"ours: {ours.cost()}; a round of 500 takes {median(rounds) * 1000:.0f} ms (median)",
        f"raw SQL: {theirs.cost()}; one statement does all four deeds of a round in the server, "
        "on a copy of the same database",
        "durable: both wait for the disk at each commit; two workers and the server share the cores",
    ]
