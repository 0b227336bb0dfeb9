"""
Events → segments: the stretches between two facts in which nothing changes for a clock.

State is a function of facts: what holds in a segment is the latest fact before it, so there is no loop
over events and one ticket takes the same path as a million (docs/decisions/0001, 0005).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.model import ClockRule, OnReopen, PriorityModel
from houvast.sla.events import UNSAID, Codes, Events, Rows
from houvast.sla.terms import NEVER, EventKind, Micros

Flags = NDArray[np.bool_]

ENDING = frozenset({EventKind.RESOLVED, EventKind.WORKAROUND, EventKind.CLOSED})
"""A clock that names one of these as its stop follows the ticket to its end, and back when it reopens."""

# As plain numbers: a member of an enum costs a look-up in Python at every mention.
_CANCELLED = int(EventKind.CANCELLED)
_CLOSED = int(EventKind.CLOSED)
_MERGED = int(EventKind.MERGED)
_OPENED = int(EventKind.OPENED)
_REOPENED = int(EventKind.REOPENED)
_RESOLVED = int(EventKind.RESOLVED)
_STATUS = int(EventKind.STATUS)
_KINDS = len(EventKind)

_SETTLING = (EventKind.RESOLVED, EventKind.CLOSED, EventKind.CANCELLED, EventKind.MERGED)
_BEGINNING = (EventKind.OPENED, EventKind.REOPENED)


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What the tickets of a log are in after each of its rows.

    settled   before the row: resolved, closed, cancelled or merged, and not reopened since
    status    code of the status that pauses look at, UNSAID for none
    priority  code of the priority in `priorities`
    """

    log: Events
    settled: Flags
    status: Codes
    statuses: tuple[str, ...]
    priority: Codes
    priorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segments:
    """
    The life of the clocks of one rule, in consecutive segments; those of one cycle lie together.

    cycle       index of the cycle, a segment; never falls
    start, end  instants; `end` is NEVER on a segment that still lasts
    running     counts, as far as the calendar is open
    paused      stands still because of `status`; neither running nor paused means stopped until reopened
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


_BY_SEGMENT = ("start", "end", "running", "paused", "status", "priority")
_BY_CYCLE = ("ticket", "number", "stopped_at", "cancelled", "merged")


def facts(log: Events, model: PriorityModel) -> Facts:
    """Return what holds at each row of a log, for all clocks alike."""
    settled = _shift(_latest(log.kind, _SETTLING, _BEGINNING), log.kind == _OPENED, False)
    status, statuses = _status(log, settled)
    return Facts(log, settled, status, statuses, _priority(log, model), priorities(log, model))


def priorities(log: Events, model: PriorityModel) -> tuple[str, ...]:
    """Return the words that codes of priorities stand for: the agreement's own first, then what else a log says."""
    words = [*model.levels, model.default, *(word for row in model.matrix.values() for word in row.values())]
    said = log.attributes["priority"].values if "priority" in log.attributes else ()
    return tuple(dict.fromkeys([*words, *said]))


def segments(known: Facts, rule: ClockRule) -> Segments:
    """Return the segments of one clock on every ticket of a log; a ticket it does not concern has none."""
    rows = _rows_that_matter(known, rule)
    kind = known.log.kind[rows]
    fresh = kind == _OPENED
    begins, running = _turns(kind, known.settled[rows], fresh, rule)
    status, priority = known.status[rows], known.priority[rows]
    if rule.on_reopen is OnReopen.CONTINUE:
        # What changes while a clock is stopped takes effect when it goes on, also where the stop is made undone.
        priority = _hold(fresh | running, priority)
        running = _without_stops_undone(running, begins | fresh)
    paused = _flags((known.statuses.index(word) for word in rule.pause if word in known.statuses), len(known.statuses))
    paused = running & paused[status]
    alive = _hold(fresh | begins, begins)
    turns = begins | (running != _shift(running, fresh, False))
    changes = (paused != _shift(paused, fresh, False)) | (priority != _shift(priority, fresh, UNSAID))
    keep = where(alive & (turns | (running & changes)))
    drawn: list[Any] = [known.log.at[rows], kind, known.log.ticket[rows], begins, running, paused, status, priority]
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
    cancelled[cycle[over]] = drawn.kind[over] == _CANCELLED
    lives = where(~over & ~_passing(drawn.at, end, is_last, over))
    cycle, end = cycle[lives], end[lives]
    first = np.append(where(_changes(cycle)), len(cycle))
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
    mergers = log.kind == _MERGED
    return np.isin(ticket, log.ticket[mergers]) if mergers.any() else np.zeros(len(ticket), dtype=bool)


def _passing(start: Micros, end: Micros, is_last: Flags, over: Flags) -> Flags:
    """Say which segments begin and end at one instant; the last of a cycle stays, so that every cycle has one."""
    followed = ~is_last
    followed[:-1] &= ~over[1:]
    passing: Flags = followed & (start == end)
    return passing


def _number_within(ticket: Codes) -> Rows:
    fresh = where(_changes(ticket))
    return np.arange(1, len(ticket) + 1) - np.repeat(fresh, _lengths(fresh, len(ticket)))


def _rows_that_matter(known: Facts, rule: ClockRule) -> Rows:
    log = known.log
    kinds = {*rule.start, *rule.stop, *_SETTLING, *_BEGINNING, *([_STATUS] if rule.pause else [])}
    matters = _flags(kinds, _KINDS)[log.kind]
    matters |= known.priority != _shift(known.priority, log.kind == _OPENED, UNSAID)
    for name, words in rule.only.items():
        matters &= _valid(log, name, words)
    return where(matters)


def _valid(log: Events, attribute: str, words: Collection[str]) -> Flags:
    """Say, a row, whether its ticket was reported in a way that makes the clock run."""
    opened = log.kind == _OPENED
    column = log.attributes.get(attribute)
    if column is None:
        return np.zeros(len(log), dtype=bool)
    good = _flags((column.code(word) for word in words if word in column.values), len(column.values))
    valid: Flags = _hold(opened, good[column.codes])
    return valid


def _turns(kind: NDArray[np.int8], settled: Flags, fresh: Flags, rule: ClockRule) -> tuple[Flags, Flags]:
    """Return, a row, whether a cycle begins there, and whether the clock runs after it."""
    ending = not ENDING.isdisjoint(rule.stop)
    reopened = kind == _REOPENED
    starts = _flags(rule.start, _KINDS)[kind] & (~settled | reopened)
    implied = (_CLOSED, _MERGED) if ending else (_RESOLVED, _CLOSED, _MERGED)
    stops = _flags({*rule.stop, *implied}, _KINDS)[kind]
    turn = _flags(set(rule.start) & set(rule.stop), _KINDS)[kind]
    if ending:
        return _turns_to_the_end(kind, starts, stops, turn, fresh, rule)
    suspended = _latest(kind, (_CANCELLED,), _BEGINNING)
    stops &= ~_shift(suspended, fresh, False)
    live = _hold(fresh | starts | stops, starts)
    begins = starts & (turn | ~_shift(live, fresh, False))
    if rule.on_reopen is OnReopen.RESTART:
        begins |= reopened & live & _shift(suspended, fresh, False)
    return begins, live & ~suspended


def _turns_to_the_end(
    kind: NDArray[np.int8], starts: Flags, stops: Flags, turn: Flags, fresh: Flags, rule: ClockRule
) -> tuple[Flags, Flags]:
    """Return the turns of a clock that follows its ticket to the end, and back when it reopens."""
    stops = stops | (kind == _CANCELLED)
    began = _shift(_hold(fresh | starts, starts), fresh, False)
    resumes = (kind == _REOPENED) & began
    live = _hold(fresh | starts | stops | resumes, starts | resumes)
    was_live = _shift(live, fresh, False)
    if rule.on_reopen is OnReopen.RESTART:
        starts = starts | (resumes & ~was_live)
    return starts & (turn | ~was_live), live


def _without_stops_undone(running: Flags, fresh: Flags) -> Flags:
    """Return `running` as if the stops that a reopening undid had not been."""
    turns = where(fresh | _changes(running))
    undone = np.zeros(len(turns), dtype=bool)
    undone[:-1] = ~running[turns[:-1]] & ~fresh[turns[1:]]
    return running | undone.repeat(_lengths(turns, len(running)))


def _status(log: Events, settled: Flags) -> tuple[Codes, tuple[str, ...]]:
    column = log.attributes.get("status")
    if column is None:
        return np.full(len(log), UNSAID, dtype=np.int8), ()
    says = (log.kind == _STATUS) & ~settled & (column.codes != UNSAID)
    clears = _flags({_RESOLVED, *_BEGINNING}, _KINDS)[log.kind]
    codes = np.where((log.kind == _STATUS) | (log.kind == _OPENED), column.codes, UNSAID)
    return _hold(says | clears, codes), column.values


def _priority(log: Events, model: PriorityModel) -> Codes:
    said = log.attributes.get("priority")
    names = priorities(log, model)
    opened = log.kind == _OPENED
    codes = _by_matrix(log, model, names)
    says = opened.copy()
    for name in ("impact", "urgency"):
        if name in log.attributes:
            says |= log.attributes[name].codes != UNSAID
    if said is not None:
        translated = np.array([*(names.index(word) for word in said.values), UNSAID], dtype=np.int16)
        explicit = said.codes != UNSAID
        codes = np.where(explicit, translated[said.codes], codes)
        says |= explicit
    return _hold(says, codes)


def _by_matrix(log: Events, model: PriorityModel, names: tuple[str, ...]) -> Codes:
    """Return, a row, the priority that the latest impact and urgency give."""
    default = np.array(names.index(model.default), dtype=np.int16)
    if not model.matrix or "impact" not in log.attributes or "urgency" not in log.attributes:
        return np.broadcast_to(default, len(log))
    opened = log.kind == _OPENED
    impact, urgency = (log.attributes[name] for name in ("impact", "urgency"))
    table = np.array(
        [[names.index(model.of(i, u)) for u in (*urgency.values, None)] for i in (*impact.values, None)], dtype=np.int16
    )
    known = [_hold(opened | (column.codes != UNSAID), column.codes) for column in (impact, urgency)]
    found: Codes = table[known[0], known[1]]
    return found


def _latest(kind: NDArray[np.int8], on: Collection[int], off: Collection[int]) -> Flags:
    """Return, a row, whether the latest of some events (that row included) is one of `on`."""
    return _hold(_flags({*on, *off}, _KINDS)[kind], _flags(on, _KINDS)[kind])


def _flags(which: Iterable[int], size: int) -> Flags:
    """Return a look-up table by code, true for some; the last place is for UNSAID."""
    return _table(frozenset(which), size)


@lru_cache(maxsize=1024)
def _table(which: frozenset[int], size: int) -> Flags:
    table = np.zeros(size + 1, dtype=bool)
    table[list(which)] = True
    return table


def where(flags: Flags) -> Rows:
    """Return the rows that are true; a good deal cheaper than NumPy's own on the few rows of one ticket."""
    return flags.nonzero()[0]


def _hold(fact: Flags, value: NDArray[Any]) -> NDArray[Any]:
    """Return, a row, the value at the latest fact; the first row must be one."""
    at = where(fact)
    return value[at].repeat(_lengths(at, len(fact)))


def _lengths(starts: Rows, end: int) -> Rows:
    """Return how many rows lie between each start and the next, the last up to the end."""
    lengths = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=lengths[:-1])
    lengths[-1:] = end - starts[-1:]
    return lengths


def _changes(codes: NDArray[Any]) -> Flags:
    """Say which rows differ from the row before; the first does."""
    changed = np.ones(len(codes), dtype=bool)
    np.not_equal(codes[1:], codes[:-1], out=changed[1:])
    return changed


def _shift(value: NDArray[Any], fresh: Flags, before: Any) -> NDArray[Any]:
    """Return what each row's predecessor had; `before` on the first row of a ticket."""
    shifted = np.empty_like(value)
    shifted[1:] = value[:-1]
    shifted[fresh] = before
    return shifted
