"""
Events + agreement → clocks: what each promise on each ticket reads at a given moment.

Source of the rules: DESIGN §3, Clocks; docs/decisions/0005.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla import cells, counting, facts, segments
from houvast.sla.agreement.model import Agreement, ClockRule, Target
from houvast.sla.calendar import Calendar
from houvast.sla.cells import UNBOUNDED, Horizon
from houvast.sla.columns import Flags, where
from houvast.sla.counting import Counted
from houvast.sla.events import Codes, Events, merged
from houvast.sla.segments import Segments
from houvast.sla.terms import MICROSECOND, NEVER, EventKind, Micros, State, Verdict, instant, instant_or_none, micros

_AT_ONCE = 20_000
"""Tickets judged at a time, so that their columns stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Clock:
    """
    One promise on one ticket, at the moment asked for.

    cycle        1, 2, … where a clock starts more than once
    due_at       None where nothing is promised, the clock is void, or it stands still before its due; of an aim
                 it is when the aim ends, and its verdict is none
    verdict_at   the earlier of stop and due; None while pending and where there is no verdict
    elapsed      counted time; paused: open time spent paused; promised: None where nothing is
    """

    ticket: str
    target: str
    cycle: int
    priority: str
    state: State
    verdict: Verdict
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    verdict_at: datetime | None
    elapsed: timedelta
    paused: timedelta
    promised: timedelta | None


@dataclass(frozen=True, slots=True)
class Clocks:
    """
    Clocks in columns, one row for each; some tickets at a time, in those by target, then ticket, then cycle.

    ticket, target, priority  codes in `tickets`, `targets`, `priorities`
    …_at                      microseconds since 1970 UTC, NEVER where there is none
    elapsed, paused, promised microseconds; promised is NEVER where nothing is promised
    """

    tickets: tuple[str, ...]
    targets: tuple[str, ...]
    priorities: tuple[str, ...]
    ticket: Codes
    target: NDArray[np.int16]
    cycle: NDArray[np.int32]
    priority: NDArray[np.int32]
    state: NDArray[np.int8]
    verdict: NDArray[np.int8]
    started_at: Micros
    due_at: Micros
    stopped_at: Micros
    verdict_at: Micros
    elapsed: Micros
    paused: Micros
    promised: Micros

    def __len__(self) -> int:
        return len(self.ticket)

    def rows(self) -> Iterator[Clock]:
        """Yield each clock as a value."""
        return (self.row(row) for row in range(len(self)))

    def row(self, row: int) -> Clock:
        """Return one clock as a value."""
        return Clock(
            self.tickets[self.ticket[row]],
            self.targets[self.target[row]],
            int(self.cycle[row]),
            self.priorities[self.priority[row]],
            State(int(self.state[row])),
            Verdict(int(self.verdict[row])),
            instant(self.started_at[row]),
            instant_or_none(self.due_at[row]),
            instant_or_none(self.stopped_at[row]),
            instant_or_none(self.verdict_at[row]),
            int(self.elapsed[row]) * MICROSECOND,
            int(self.paused[row]) * MICROSECOND,
            None if self.promised[row] == NEVER else int(self.promised[row]) * MICROSECOND,
        )


def elapsed_later(elapsed: timedelta, state: State, counts: Calendar, *, since: datetime, now: datetime) -> timedelta:
    """
    Return what a clock has counted at a later moment, when nothing has happened to it in between.

    elapsed, state  as the clock read at `since`
    counts          the calendar of its promise
    """
    return elapsed + counts.between(since, now) if state is State.RUNNING else elapsed


def overdue(elapsed: timedelta, promised: timedelta | None, verdict: Verdict) -> timedelta:
    """
    Return by how much a promise is overrun; nothing where it is not.

    What is not counted before the due is not counted after it either. Source: docs/decisions/0005, rule 32.
    """
    return elapsed - promised if promised is not None and verdict is Verdict.BREACHED else timedelta()


def clocks(events: Events, agreement: Agreement, *, as_of: datetime) -> Clocks:
    """Return every clock of every ticket in a log, as facts up to and including `as_of` make it read."""
    return together((part.columns for part in judged(events, agreement, as_of=as_of)), events, agreement)


def clocks_of(part: Judged, events: Events, agreement: Agreement) -> Clocks:
    """Return the clocks of one part of `judged`, in the order of its cycles."""
    return together([part.columns], events, agreement)


def moments(
    events: Events, agreement: Agreement, *, as_of: datetime, shares: Sequence[int]
) -> tuple[Clocks, NDArray[np.int64]]:
    """
    Return the clocks, and for each the instants at which it reaches shares of its promise.

    shares   in percent; 100 is the due instant. The second result has one row for each clock, one column for
             each share; NEVER where a clock stops, or stands still, before.
    """
    columns, found = [], [np.empty((0, len(shares)), dtype=np.int64)]
    for part in judged(events, agreement, as_of=as_of):
        columns.append(part.columns)
        reached = [share_reached(part.counted, percent) for percent in shares]
        found.append(np.array(reached, dtype=np.int64).reshape(len(shares), -1).T)
    return together(columns, events, agreement), np.concatenate(found)


def share_reached(counted: Counted, percent: int) -> Micros:
    """Return, a cycle, the instant at which a share of the promise is used up; NEVER where it is not."""
    unbounded = counted.promised >= UNBOUNDED
    promised = np.where(unbounded, UNBOUNDED, counted.promised * percent // 100)
    at = counted.reach(promised, beyond_stop=False)
    void = counted.segments.merged
    return np.where(unbounded | void | ~counted.binding, NEVER, at)


@dataclass(frozen=True, slots=True)
class Judged:
    """The clocks of one target on some tickets, with the segments they were counted from."""

    code: int
    target: Target
    counted: Counted
    columns: dict[str, Any]


def judged(events: Events, agreement: Agreement, *, as_of: datetime) -> Iterator[Judged]:
    """Yield the clocks target by target, some tickets at a time; what `clocks` and the explanation are made of."""
    if not len(events):
        return
    log = merged(events, as_of=micros(as_of))
    horizon = Horizon(agreement.calendars, int(log.at.min()), max(micros(as_of), int(log.at.max())))
    for part in _portions(log, micros(as_of)):
        known = facts.facts(part, agreement.priority)
        drawn: dict[tuple[str, str, str], Segments] = {}
        for code, target in enumerate(agreement.targets.values()):
            rule = agreement.clock_of(target.name)
            which = (target.clock, repr(rule.only), rule.opened_in)
            if which not in drawn:
                opened_in = horizon.windows(rule.opened_in) if rule.opened_in else None
                drawn[which] = segments.segments(known, rule, opened_in)
            parts = drawn[which]
            if not len(parts.ticket):
                continue
            table = cells.cells(target, known.priorities)
            counted = counting.count(parts, table, rule, horizon, micros(as_of))
            yield Judged(code, target, counted, _columns(code, counted, rule, micros(as_of)))


def _portions(log: Events, as_of: int) -> Iterator[Events]:
    """Yield what had happened by a moment, some tickets at a time; tickets opened later are not in it."""
    first = where(log.kind == EventKind.OPENED)
    edges = [*first[::_AT_ONCE].tolist(), len(log)]
    for start, end in pairwise(edges):
        part = (log.rows(slice(start, end)) if len(edges) > 2 else log).until(as_of)
        if len(part):
            yield part


def _columns(code: int, counted: Counted, rule: ClockRule, as_of: int) -> dict[str, Any]:
    parts = counted.segments
    stop, stopped = parts.stopped_at, parts.stopped_at != NEVER
    promises = counted.promised < UNBOUNDED
    due = counted.reach(counted.promised, beyond_stop=True)
    breached = (due != NEVER) & counting.is_late(due, np.where(stopped, stop, as_of), rule)
    void = parts.merged | (parts.cancelled & stopped & ~breached)
    binds = promises & counted.binding & ~void
    breached &= binds
    met = binds & stopped & ~breached
    paused = parts.paused[parts.first[1:] - 1]
    return {
        "ticket": parts.ticket,
        "target": np.full(len(due), code, dtype=np.int16),
        "cycle": parts.number.astype(np.int32),
        "priority": counted.priority.astype(np.int32),
        "state": _first_true((void, State.VOID), (stopped, State.STOPPED), (paused, State.PAUSED)),
        "verdict": _first_true((~binds, Verdict.NONE), (breached, Verdict.BREACHED), (met, Verdict.MET)),
        "started_at": parts.start[parts.first[:-1]],
        "due_at": np.where(void, NEVER, due),
        "stopped_at": stop,
        "verdict_at": np.where(breached, due, np.where(met, stop, NEVER)),
        "elapsed": counted.elapsed(),
        "paused": counted.paused(),
        "promised": np.where(promises, counted.promised, NEVER),
    }


def _first_true(*cases: tuple[Flags, int]) -> NDArray[np.int8]:
    """Return, a row, the code of the first case that holds; 0 where none does."""
    found = np.zeros(len(cases[0][0]), dtype=np.int8)
    for holds, code in reversed(cases):
        found[holds] = code
    return found


_COLUMNS = tuple(field.name for field in fields(Clocks))[3:]


def together(parts: Iterable[dict[str, Any]], events: Events, agreement: Agreement) -> Clocks:
    """Gather portions of `judged` into columns made for all of them: the peak is the result and one portion."""
    columns: dict[str, NDArray[Any]] = {name: np.empty(0, dtype=np.int64) for name in _COLUMNS}
    portions = -(-len(events.tickets) // _AT_ONCE) * len(agreement.targets)
    size = 0
    for part in parts:
        before, size = size, size + len(part["ticket"])
        for name in _COLUMNS:
            if not before:
                # Room that is not used is never touched, and so takes no memory.
                columns[name] = np.empty(size * portions, dtype=part[name].dtype)
            elif size > len(columns[name]):
                columns[name].resize(size + size // 4, refcheck=False)
            columns[name][before:size] = part[name]
    for column in columns.values():
        column.resize(size, refcheck=False)
    priorities = facts.priorities(events, agreement.priority)
    return Clocks(events.tickets, tuple(agreement.targets), priorities, **columns)
