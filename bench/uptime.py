"""Row 10: a year of 100 components with 100,000 outages, each judged for each of its twelve months."""

from __future__ import annotations

from fractions import Fraction
from time import process_time
from typing import Any

import numpy as np

from bench import peers
from bench.tables import Figure, Table
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import read
from houvast.sla.availability import Record, judge
from houvast.sla.events import Column
from houvast.sla.figures import Availability
from houvast.sla.outages import OutageKind, Outages
from houvast.sla.periods import Per, Period, period_named
from houvast.sla.terms import DAY, MINUTE, SECOND, micros

COMPONENTS, OUTAGES = 100, 100_000
QUICK_OUTAGES = 5_000
YEAR, ZONE = 2026, "Europe/Amsterdam"
SEED = 8
SECONDS = 1.0
TIMES = 3

NAMES = tuple(f"component-{number:03}" for number in range(COMPONENTS))
CAUSES = ("power", "third-party", "software")
KINDS = (OutageKind.OUTAGE, OutageKind.OUTAGE, OutageKind.OUTAGE, OutageKind.DEGRADED)
HEAD = f"""
houvast: 1
agreement: uptime
parties: {{provider: Noorderlicht ICT, customer: Acme B.V.}}
effective: {{from: 2026-01-01}}
timezone: {ZONE}
"""
PROMISE = "at_least: 99.9%, downtime: {longer_than: 5m, degraded: 50%}, exclude: [third-party]"
EACH = "targets:\n" + "".join(f"  {name}: {{availability: {name}, {PROMISE}}}\n" for name in NAMES)
TOGETHER = f"""
services:
  all: {{down_when: {{any-of: [{", ".join(NAMES)}]}}}}
targets:
  all: {{availability: all, {PROMISE}}}
"""
INPUT = (
    "seeded; outages of one component lie apart and last 10 minutes in the mean; "
    "a quarter degraded service at half weight, a third of a cause that does not count, a minimum of five minutes"
)


def row(*, quick: bool) -> Table:
    """Return the table of row 10."""
    size = QUICK_OUTAGES if quick else OUTAGES
    known, months, times = record(size), periods(), 1 if quick else TIMES
    each, seconds = timed(read(HEAD + EACH, name="bench"), known, months, times)
    _, together = timed(read(HEAD + TOGETHER, name="bench"), known, months, times)
    table = Table("10", f"a year of {COMPONENTS} components with {size:,} outages, judged by the month (CPU)")
    answer: dict[str, Any] = peers.DAY_BY_DAY.ask("uptime", told(known, months) | {"times": times})
    must, reached = f"≤ {SECONDS} s", seconds <= SECONDS
    judged = f"{len(each):,} judgements, one of each component and month"
    table.figures = [
        Figure(
            judged,
            "s",
            seconds,
            "plain Python, outage by outage",
            answer["seconds"],
            must=must,
            reached=None if quick else reached,
        ),
        Figure("12 judgements, of a service that is down when any of them is", "s", together),
    ]
    table.remarks = [INPUT, f"{same(each, answer['down']):,} of {len(each):,} downtimes equal to those of the loop"]
    return table


def record(size: int) -> Record:
    """Return a year of outages; those of one component are apart."""
    chance, begin = np.random.default_rng(SEED), micros(periods()[0].span.start)
    of_each = size // COMPONENTS
    service = np.repeat(np.arange(COMPONENTS, dtype=np.int32), of_each)
    room = 365 * DAY // of_each
    slot = np.tile(np.arange(of_each, dtype=np.int64), COMPONENTS) * room
    start = begin + slot + chance.integers(0, room // 2, len(slot))
    length = np.minimum((chance.exponential(10 * MINUTE, len(slot))).astype(np.int64) // SECOND * SECOND, room // 2)
    kind = np.array(KINDS, dtype=np.int8)[chance.integers(0, len(KINDS), len(slot))]
    cause = Column(chance.integers(0, len(CAUSES), len(slot)).astype(np.int32), CAUSES)
    return Record(Outages.columns(Column(service, NAMES), start, start + length, kind, cause=cause))


def periods() -> list[Period]:
    """Return the months of the year."""
    return [period_named(f"{YEAR}-{month:02}", Per.MONTH, ZONE) for month in range(1, 13)]


def timed(deal: Agreement, known: Record, months: list[Period], times: int) -> tuple[list[Availability], float]:
    """Return what was judged, and the CPU seconds it took: the shortest of some runs."""
    spent = []
    for _ in range(times):
        began = process_time()
        found = [judge(deal, target, month, known) for target in deal.availability.values() for month in months]
        spent.append(process_time() - began)
    return found, min(spent)


def told(known: Record, months: list[Period]) -> dict[str, Any]:
    """Return the record and the promise, as the loop takes them (programs/uptime.py)."""
    rows = known.outages
    words = [rows.cause.word(row) for row in range(len(rows))]
    kinds = [OutageKind(kind).word for kind in rows.kind.tolist()]
    columns = (rows.service.tolist(), rows.start.tolist(), rows.end.tolist(), kinds, words)
    return {
        "components": COMPONENTS,
        "outages": list(zip(*columns, strict=True)),
        "periods": [(micros(month.span.start), micros(month.span.end)) for month in months],
        "longer_than": 5 * MINUTE,
        "weights": {"outage": 100, "degraded": 50},
        "exclude": ["third-party"],
    }


def same(ours: list[Availability], theirs: list[int]) -> int:
    """Return how many downtimes are alike; theirs are in hundredths of a microsecond."""
    return sum(one.downtime == Fraction(other, 100) for one, other in zip(ours, theirs, strict=True))
