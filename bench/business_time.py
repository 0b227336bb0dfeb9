"""Row 1: add promised time, count time; 8 h and 400 h; beside peers, and right where clocks change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bench import peers
from bench.clock_changes import CASES
from bench.peers import Peer, PeerMissing
from bench.programs.timing import at_once, one_by_one
from bench.promises import agreement, described
from bench.tables import Figure, Table
from houvast.sla.calendar import Calendar
from houvast.sla.terms import HOUR, MICROSECOND, SECOND, Micros, instant, micros

SEED = 20261101
SINCE = micros(instant(0).replace(year=2026))
INSTANTS = 20_000
TWO_YEARS = 730 * 86_400
DISTANCES = (8, 400)
TIMES_WORKCLOCK = 20
FLAT = 1.5
"""How much dearer 400 h may be than 8 h, and still be called flat; what is left is noise."""

PEERS = (peers.WORKCLOCK, peers.TIMEGRID, peers.BUSINESSTIMEDELTA, peers.BUSINESS_DURATION)
NAMES = {"add": "add promised time", "between": "count time"}
NOT_COMPARED = "biz and working_hours were not compared: they are Ruby gems, neither on PyPI nor in Debian"


@dataclass(frozen=True)
class Question:
    """An operation on many pairs: instants, and lengths to add or instants to count until; microseconds."""

    operation: str
    hours: int
    first: Micros
    second: Micros

    @property
    def title(self) -> str:
        return f"{NAMES[self.operation]}, {self.hours} h"

    def job(self) -> dict[str, Any]:
        return {"operation": self.operation, "first": self.first.tolist(), "second": self.second.tolist()}


@dataclass(frozen=True)
class Answered:
    """µs of CPU a call, one by one and in a batch, and the answers in microseconds."""

    one: float
    batch: float
    answers: list[int]


def row(*, quick: bool) -> Table:
    """Return the table of row 1."""
    office = agreement("resolution").calendars["office"]
    questions = asked(office, INSTANTS)
    seconds = 0.2 if quick else 1.5
    ours = [answered(office, question, seconds) for question in questions]
    table = Table("1", f"add promised time, count time (µs of CPU a call, {INSTANTS:,} instants)")
    job = _job(office, questions, seconds)
    right = sum(case.ours() == case.answer for case in CASES)
    for peer in PEERS:
        try:
            _compare(table, peer, peer.ask("business_time", job), list(zip(questions, ours, strict=True)), right)
        except PeerMissing as missing:
            table.remarks.append(str(missing))
    table.figures += _flat(questions, ours)
    table.figures.sort(key=lambda figure: not figure.must)
    table.remarks.append(NOT_COMPARED)
    return table


def asked(office: Calendar, count: int) -> list[Question]:
    """Return the questions: instants anywhere in two years, open or closed, with two clock changes in each."""
    chance = np.random.default_rng(SEED)
    start: Micros = SINCE + chance.integers(0, TWO_YEARS, count) * SECOND
    found = []
    for hours in DISTANCES:
        length = np.full(count, hours * HOUR, dtype=np.int64)
        found.append(Question("add", hours, start, length))
        found.append(Question("between", hours, start, office.add_many(start, length)))
    return sorted(found, key=lambda question: question.operation)


def answered(office: Calendar, question: Question, seconds: float) -> Answered:
    """Return how our calendar does."""
    many = office.add_many if question.operation == "add" else office.between_many
    batch, answers = at_once(many, question.first, question.second, len(question.first))
    second = [length * MICROSECOND for length in question.second.tolist()]
    if question.operation == "between":
        second = [instant(at) for at in question.second.tolist()]
    pairs = list(zip(map(instant, question.first.tolist()), second, strict=True))
    one, _ = one_by_one(getattr(office, question.operation), pairs, seconds)
    return Answered(one, batch, answers.tolist())


def _job(office: Calendar, questions: list[Question], seconds: float) -> dict[str, Any]:
    return {
        "calendar": described(office),
        "questions": [question.job() for question in questions],
        "cases": [case.job() for case in CASES],
        "seconds": seconds,
    }


def _compare(
    table: Table, peer: Peer, answer: dict[str, Any], ours: list[tuple[Question, Answered]], right: int
) -> None:
    same = total = 0
    for (question, mine), theirs in zip(ours, answer["timings"], strict=True):
        for way, timing in theirs.items():
            if timing:
                table.figures.append(_figure(peer, question, mine, way, timing["micros"]))
                same += sum(a == b for a, b in zip(mine.answers, timing["answers"], strict=False))
                total += len(timing["answers"])
    table.remarks.append(f"{peer.title} gives the answer that ours gives to {same:,} of {total:,} questions")
    _judge(table, peer, answer["cases"], right)


def _figure(peer: Peer, question: Question, mine: Answered, way: str, theirs: float) -> Figure:
    if way == "one":
        return Figure(f"{question.title}, one call", "µs", mine.one, peer.title, theirs)
    must, reached = "", None
    if peer is peers.WORKCLOCK:
        must, reached = f"≥ {TIMES_WORKCLOCK} ×", theirs / mine.batch >= TIMES_WORKCLOCK
    return Figure(f"{question.title}, in batches", "µs", mine.batch, f"{peer.title}, batch", theirs, must, reached)


def _judge(table: Table, peer: Peer, answers: list[Any], right: int) -> None:
    """Add how many clock changes a peer gets right, and which it gets wrong."""
    tried = [(case, answer) for case, answer in zip(CASES, answers, strict=True) if answer is not None]
    wrong = [case.what for case, answer in tried if answer != case.answer]
    must, good = f"{len(CASES)} of {len(CASES)}", right == len(CASES)
    theirs = len(tried) - len(wrong)
    asked = f" of {len(tried)} it can do" if len(tried) < len(CASES) else ""
    figure = Figure("right where clocks change", "", right, f"{peer.title}{asked}", theirs, must, good, compared=False)
    table.figures.append(figure)
    if wrong:
        table.remarks.append(f"{peer.title} answers otherwise than DESIGN §3 says: {'; '.join(wrong)}")


def _flat(questions: list[Question], ours: list[Answered]) -> list[Figure]:
    """Return what 400 h cost against 8 h."""
    cost = {(question.operation, question.hours): mine.batch for question, mine in zip(questions, ours, strict=True)}
    near, far = DISTANCES
    growth = {name: cost[name, far] / cost[name, near] for name in NAMES}
    titles = {name: f"{NAMES[name]}: {far} h against {near} h" for name in growth}
    must = f"flat (≤ {FLAT} ×)"
    return [Figure(titles[name], "×", grown, must=must, reached=grown <= FLAT) for name, grown in growth.items()]
