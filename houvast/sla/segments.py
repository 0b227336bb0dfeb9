"""
Events → segments: the stretches between two facts in which nothing changes for a clock.

State is a function of facts: what holds in a segment is the latest fact before it, so there is no loop
over events and one ticket takes the same path as a million (docs/decisions/0001, 0005).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla import happening, holders
from houvast.sla.agreement.model import ClockRule, OnReopen
from houvast.sla.columns import Flags, changes, flags, hold, lengths, shift, where
from houvast.sla.events import UNSAID, Codes, Events, Rows
from houvast.sla.facts import (
    BEGINNING,
    CANCELLED,
    CLOSED,
    KINDS,
    MERGED,
    OPENED,
    REOPENED,
    RESOLVED,
    SETTLING,
    STATUS,
    Facts,
    latest,
)
from houvast.sla.terms import NEVER, Micros
from houvast.sla.windows import Windows


@dataclass(frozen=True, slots=True)
class Segments:
    """
    The life of the clocks of one rule, in consecutive segments; those of one cycle lie together.

    cycle       index of the cycle, a segment; never falls
    start, end  instants; `end` is NEVER on a segment that still lasts
    running     counts, as far as the calendar is open
    paused      stands still; neither running nor paused means stopped until reopened
    elsewhere   paused because others hold the ticket; otherwise because of `status`
    priority    code of the priority in force
    first       index of each cycle's first segment, and one more at the end
    ticket      a cycle: its ticket's code
    number      a cycle: 1, 2, … within the ticket
    stopped_at  a cycle: when it stopped for good, NEVER while it has not
    cancelled   a cycle: it stopped because the ticket was cancelled
    merged      a cycle: its ticket was merged into another
    """

    cycle: Rows
    start: Micros
    end: Micros
    running: Flags
    paused: Flags
    elsewhere: Flags
    status: Codes
    priority: Codes
    first: Rows
    ticket: Codes
    number: Rows
    stopped_at: Micros
    cancelled: Flags
    merged: Flags

    def of_cycles(self, which: Flags) -> Segments:
        """Return the segments of some cycles, renumbered."""
        mine, lengths = which[self.cycle], np.diff(self.first)[which]
        by_segment = {name: getattr(self, name)[mine] for name in _BY_SEGMENT}
        by_cycle = {name: getattr(self, name)[which] for name in _BY_CYCLE}
        cycle = np.repeat(np.arange(len(lengths)), lengths)
        return Segments(cycle=cycle, first=np.append(0, np.cumsum(lengths)), **by_segment, **by_cycle)


_BY_SEGMENT = ("start", "end", "running", "paused", "elsewhere", "status", "priority")
_BY_CYCLE = ("ticket", "number", "stopped_at", "cancelled", "merged")


def segments(known: Facts, rule: ClockRule, opened_in: Windows | None = None) -> Segments:
    """
    Return the segments of one clock on every ticket of a log; a ticket it does not concern has none.

    opened_in  the windows of the calendar that must be open when a ticket opens, where the clock asks for one
    """
    holds = holders.held(known, rule.held_by) if rule.held_by else None
    rows = _rows_that_matter(known, rule, opened_in, holds)
    kind = known.log.kind[rows]
    fresh = kind == OPENED
    begins, running = _turns(known, rows, fresh, rule)
    status, priority = known.status[rows], known.priority[rows]
    if rule.on_reopen is OnReopen.CONTINUE:
        # What changes while a clock is stopped takes effect when it goes on, also where the stop is made undone.
        priority = hold(fresh | running, priority)
        running = _without_stops_undone(running, begins | fresh)
    if holds is not None:
        begins, running = holders.from_first_held(begins, running, holds[rows], fresh)
    elsewhere = running & ~holds[rows] if holds is not None else np.zeros(len(rows), dtype=bool)
    waits = flags((known.statuses.index(word) for word in rule.pause if word in known.statuses), len(known.statuses))
    paused = elsewhere | (running & waits[status])
    alive = hold(fresh | begins, begins)
    turns = begins | (running != shift(running, fresh, False))
    changes = (paused != shift(paused, fresh, False)) | (priority != shift(priority, fresh, UNSAID))
    changes |= elsewhere != shift(elsewhere, fresh, False)
    keep = where(alive & (turns | (running & changes)))
    at, ticket = known.log.at[rows], known.log.ticket[rows]
    drawn: list[Any] = [at, kind, ticket, begins, running, paused, elsewhere, status, priority]
    return _cycles(_Drawn(*(column[keep] for column in drawn)), known.log)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The rows at which segments begin."""

    at: Micros
    kind: NDArray[np.int8]
    ticket: Codes
    begins: Flags
    running: Flags
    paused: Flags
    elsewhere: Flags
    status: Codes
    priority: Codes


def _cycles(drawn: _Drawn, log: Events) -> Segments:
    count = len(drawn.at)
    end = np.full(count, NEVER, dtype=np.int64)
    follows = drawn.ticket[1:] == drawn.ticket[:-1]
    end[:-1][follows] = drawn.at[1:][follows]
    is_last = np.ones(count, dtype=bool)
    is_last[:-1] = drawn.begins[1:]
    cycle = np.cumsum(drawn.begins) - 1
    ticket = drawn.ticket[drawn.begins]
    # The stretch after the final stop is no part of the clock's life.
    over = is_last & ~drawn.running
    cancelled = np.zeros(len(ticket), dtype=bool)
    cancelled[cycle[over]] = drawn.kind[over] == CANCELLED
    lives = where(~over & ~_passing(drawn.at, end, is_last, over))
    cycle, end = cycle[lives], end[lives]
    first = np.append(where(changes(cycle)), len(cycle))
    # As above: what changes while a clock is stopped takes effect when it goes on.
    priority = drawn.priority.copy()
    stopped = where(~drawn.running)
    priority[stopped] = priority[stopped - 1]
    paused = drawn.paused[lives]
    return Segments(
        cycle,
        drawn.at[lives],
        end,
        drawn.running[lives] & ~paused,
        paused,
        drawn.elsewhere[lives],
        drawn.status[lives],
        priority[lives],
        first,
        ticket,
        _number_within(ticket),
        end[first[1:] - 1],
        cancelled,
        _merged(ticket, log),
    )


def _merged(ticket: Codes, log: Events) -> Flags:
    mergers = log.kind == MERGED
    return np.isin(ticket, log.ticket[mergers]) if mergers.any() else np.zeros(len(ticket), dtype=bool)


def _passing(start: Micros, end: Micros, is_last: Flags, over: Flags) -> Flags:
    """Say which segments begin and end at one instant; the last of a cycle stays, so that every cycle has one."""
    followed = ~is_last
    followed[:-1] &= ~over[1:]
    passing: Flags = followed & (start == end)
    return passing


def _number_within(ticket: Codes) -> Rows:
    fresh = where(changes(ticket))
    return np.arange(1, len(ticket) + 1) - np.repeat(fresh, lengths(fresh, len(ticket)))


def _rows_that_matter(known: Facts, rule: ClockRule, opened_in: Windows | None, holds: Flags | None) -> Rows:
    log = known.log
    kinds = {*happening.kinds(rule), *SETTLING, *BEGINNING, *([STATUS] if rule.pause else [])}
    matters = flags(kinds, KINDS)[log.kind]
    matters |= known.priority != shift(known.priority, log.kind == OPENED, UNSAID)
    if holds is not None:
        matters |= holds != shift(holds, log.kind == OPENED, False)
    for name, words in rule.only.items():
        matters &= _valid(log, name, words)
    if opened_in is not None:
        opened = log.kind == OPENED
        matters &= hold(opened, opened & opened_in.is_open(log.at))
    return where(matters)


def _valid(log: Events, attribute: str, words: Collection[str]) -> Flags:
    """Say, a row, whether its ticket was reported in a way that makes the clock run."""
    valid: Flags = hold(log.kind == OPENED, happening.says(log, attribute, words))
    return valid


def _turns(known: Facts, rows: Rows, fresh: Flags, rule: ClockRule) -> tuple[Flags, Flags]:
    """Return, a row, whether a cycle begins there, and whether the clock runs after it."""
    kind, ending = known.log.kind[rows], rule.follows_to_the_end
    reopened = kind == REOPENED
    starts, stops = happening.starts(rule, known.log, rows), happening.stops(rule, known.log, rows)
    turn = starts & stops
    # What runs on after the end of its ticket may begin after it, too.
    starts &= ~_is_over(known, rows, rule) | reopened
    stops |= flags(_implied(rule), KINDS)[kind]
    if ending:
        return _turns_to_the_end(kind, starts, stops, turn, fresh, rule)
    suspended = latest(kind, (CANCELLED,), BEGINNING)
    stops &= ~shift(suspended, fresh, False)
    live = hold(fresh | starts | stops, starts)
    begins = starts & (turn | ~shift(live, fresh, False))
    if rule.on_reopen is OnReopen.RESTART:
        begins |= reopened & live & shift(suspended, fresh, False)
    return begins, live & ~suspended


def _is_over(known: Facts, rows: Rows, rule: ClockRule) -> Flags:
    """Say at which rows no clock of a rule begins: before the row the ticket had ended, or was cancelled."""
    kind = known.log.kind[rows]
    if rule.runs_on:
        return shift(latest(kind, (CANCELLED, MERGED), BEGINNING), kind == OPENED, False)
    return known.settled[rows]


def _implied(rule: ClockRule) -> tuple[int, ...]:
    """Return the events that stop a clock whatever it names."""
    if rule.runs_on:
        return (MERGED,)
    return (CLOSED, MERGED) if rule.follows_to_the_end else (RESOLVED, CLOSED, MERGED)


def _turns_to_the_end(
    kind: NDArray[np.int8], starts: Flags, stops: Flags, turn: Flags, fresh: Flags, rule: ClockRule
) -> tuple[Flags, Flags]:
    """Return the turns of a clock that follows its ticket to the end, and back when it reopens."""
    stops = stops | (kind == CANCELLED)
    began = shift(hold(fresh | starts, starts), fresh, False)
    resumes = (kind == REOPENED) & began
    live = hold(fresh | starts | stops | resumes, starts | resumes)
    was_live = shift(live, fresh, False)
    if rule.on_reopen is OnReopen.RESTART:
        starts = starts | (resumes & ~was_live)
    return starts & (turn | ~was_live), live


def _without_stops_undone(running: Flags, fresh: Flags) -> Flags:
    """Return `running` as if the stops that a reopening undid had not been."""
    turns = where(fresh | changes(running))
    undone = np.zeros(len(turns), dtype=bool)
    undone[:-1] = ~running[turns[:-1]] & ~fresh[turns[1:]]
    return running | undone.repeat(lengths(turns, len(running)))
