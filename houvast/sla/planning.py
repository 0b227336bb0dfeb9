"""
Clocks + ladders → the steps of each clock with their instants.

What a length is counted in: without a calendar, as the promise counts, so `before`, `after` and `elapsed` stand still
with the clock; on a calendar of its own, as that calendar. Source of the rules: DESIGN §3, Escalation;
docs/decisions/0011.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import numpy as np

from houvast.sla import cells, counting, facts
from houvast.sla.agreement.escalation_model import Ladder, Length, Step, When
from houvast.sla.agreement.model import ANY_PRIORITY, Agreement, ClockRule, Promise, StepKind, Target, Unit
from houvast.sla.cells import UNBOUNDED
from houvast.sla.circumstances import Circumstances, Since
from houvast.sla.clock import Clock, Judged, clocks_of, judged, share_reached
from houvast.sla.columns import Flags
from houvast.sla.escalation import Planned
from houvast.sla.events import Events
from houvast.sla.terms import MICROSECOND, NEVER, Micros, instant, micros

_MOST_EVENTS = 100
"""So often a step at an event is planned for one clock; a loop that says the same for ever ends here."""


def plans(events: Events, agreement: Agreement, *, as_of: datetime) -> Iterator[tuple[Clock, list[Planned]]]:
    """
    Yield every clock of a log with the steps of its ladder whose instants are known, as facts up to `as_of` make it.

    Of the ladders that may be for a clock the first whose condition its ticket meets now holds. A step is at the
    instant it is reached, but not before what asks for it held.
    """
    asked = Circumstances(events, agreement, as_of)
    for part in judged(events, agreement, as_of=as_of):
        planning = _Planning(part, agreement, asked)
        yield from zip(clocks_of(part, events, agreement).rows(), planning.steps(), strict=True)


@dataclass(frozen=True, slots=True)
class _Reached:
    """
    A step, and for each cycle when it is reached and how long it is held; NEVER where it is not.

    shares  percent of the promise that is used then; None where the step itself says it
    """

    step: Step
    at: Micros
    held: Micros
    shares: Micros | None = None


@dataclass(frozen=True)
class _Planning:
    """The ladders of the clocks of one target."""

    part: Judged
    agreement: Agreement
    asked: Circumstances

    def steps(self) -> list[list[Planned]]:
        """Return, a cycle, its steps."""
        found: list[list[Planned]] = [[] for _ in range(len(self.part.counted.promised))]
        late_after = self.rule.late_after
        for reached in self._reached():
            for row in np.flatnonzero(reached.at != NEVER).tolist():
                step = reached.step
                if reached.shares is not None:
                    step = replace(step, percent=int(reached.shares[row]))
                held = None if reached.held[row] == NEVER else instant(reached.held[row])
                found[row].append(Planned(step, instant(reached.at[row]), late_after, held))
        return found

    @cached_property
    def rule(self) -> ClockRule:
        """The clock of the target."""
        return self.agreement.clock_of(self.part.target.name)

    def _reached(self) -> Iterator[_Reached]:
        """Yield the steps of the ladder that holds for each cycle."""
        ladders = self.agreement.ladders_of(self.part.target.name)
        if len(ladders) == 1 and all(_is_plain(step) for step in ladders[0].steps):
            nowhere = self._nowhere()
            for step in ladders[0].steps:
                yield _Reached(step, share_reached(self.part.counted, step.percent), nowhere)
            return
        taken = np.zeros(len(self.part.counted.promised), dtype=bool)
        for ladder in ladders:
            holds = self._since(ladder)
            mine = Since(holds.holds & ~taken, holds.at)
            taken |= mine.holds
            if mine.holds.any():
                for step in ladder.steps:
                    yield from self._step(step, mine)

    def _since(self, ladder: Ladder) -> Since:
        return self.asked.since(ladder.only, ladder.since).of(self.part.counted.segments.ticket)

    def _step(self, step: Step, ladder: Since) -> Iterator[_Reached]:
        since = ladder & self.asked.since(step.only).of(self.part.counted.segments.ticket)
        if step.when is When.SHARE:
            instants = [share_reached(self.part.counted, step.percent)]
        else:
            instants = self._events(step, since) if step.when is When.EVENT else [self._counted(step)]
        for at in instants:
            yield from self._chain(step, _not_before(at, since), ladder)

    def _chain(self, step: Step, at: Micros, ladder: Since) -> Iterator[_Reached]:
        """Yield a step, and those that follow when nobody acknowledges it."""
        reached = _Reached(step, at, self._held(step, at), None if step.when is When.SHARE else self._shares(at))
        yield reached
        if step.otherwise is None:
            return
        told = np.where(reached.held == NEVER, at, reached.held)
        silent = self._silence(step.otherwise, told, at_once=False)
        since = ladder & self.asked.since(step.otherwise.only).of(self.part.counted.segments.ticket)
        yield from self._chain(step.otherwise, np.where(since.holds, silent, NEVER), ladder)

    # -- when a step is reached ----------------------------------------------------------------

    def _counted(self, step: Step) -> Micros:
        match step.when:
            case When.ELAPSED:
                at = self._elapsed(step)
            case When.UNACKNOWLEDGED:
                begins_by_notice = not set(self.agreement.escalation.acknowledged_by).isdisjoint(self.rule.start)
                at = self._silence(step, self._started, at_once=not begins_by_notice)
            case _:
                at = self._around_due(step)
        return np.where(self.part.counted.segments.merged, NEVER, at)

    def _around_due(self, step: Step) -> Micros:
        """Return when so much of the promise is left, or overrun; from the due instant on a calendar of its own."""
        counted, at = self.part.counted, self._nowhere()
        sign = -1 if step.when is When.BEFORE else 1
        promises = (counted.promised < UNBOUNDED) & counted.binding
        for length, mine in self._by_length(step):
            if not length.calendar:
                wanted = np.where(promises, np.maximum(counted.promised + sign * length.amount, 0), UNBOUNDED)
                reached = counted.reach(np.maximum(wanted, 1), beyond_stop=False)
                at[mine] = np.where(wanted == 0, self._started, reached)[mine]
                continue
            due = np.where(promises, counted.reach(counted.promised, beyond_stop=False), NEVER)
            rows = np.flatnonzero(mine & (due != NEVER))
            calendar = self.agreement.calendars[length.calendar]
            moved = calendar.add if step.when is When.AFTER else calendar.subtract
            at[rows] = [micros(moved(instant(each), length.amount * MICROSECOND)) for each in due[rows].tolist()]
        return np.where(at == NEVER, NEVER, np.maximum(at, self._started))

    def _elapsed(self, step: Step) -> Micros:
        """Return when the clock has counted so much: as if that were promised."""
        counted, at = self.part.counted, self._nowhere()
        for length, mine in self._by_length(step):
            if not length.calendar:
                reached = counted.reach(np.full(len(at), length.amount, dtype=np.int64), beyond_stop=False)
            else:
                reached = self._promised(length)
            at[mine] = reached[mine]
        return at

    def _promised(self, length: Length) -> Micros:
        """Return when a promise of this length on this clock would be due."""
        promise = Promise(Unit.TIME, length.amount, length.calendar, length.written)
        target: Target = replace(self.part.target, within={ANY_PRIORITY: promise})
        counted, rule = self.part.counted, self.rule
        table = cells.cells(target, self._priorities)
        again = counting.count(counted.segments, table, rule, counted.horizon, micros(self.asked.as_of))
        return again.reach(again.promised, beyond_stop=False)

    def _silence(self, step: Step, base: Micros, *, at_once: bool) -> Micros:
        """Return when nobody has acknowledged for so long since an instant; NEVER where somebody has."""
        at = self._nowhere()
        for length, mine in self._by_length(step):
            for name, on_it in self._calendars(length):
                rows = np.flatnonzero(mine & on_it & (base != NEVER))
                amount = np.full(len(rows), length.amount, dtype=np.int64)
                at[rows] = self.agreement.calendars[name].add_many(base[rows], amount)
        ticket = self.part.counted.segments.ticket
        noticed = self.asked.next(self.agreement.escalation.acknowledged_by, ticket, base, at_once=at_once)
        return np.where((noticed != NEVER) & (noticed <= at), NEVER, at)

    def _events(self, step: Step, since: Since) -> list[Micros]:
        """Return when some events happen while the clock lives, the first of each clock first."""
        ticket, stop = self.part.counted.segments.ticket, self.part.counted.segments.stopped_at
        found: list[Micros] = []
        at = self.asked.next(step.events, ticket, np.where(since.holds, self._started, NEVER), at_once=True)
        while len(found) < _MOST_EVENTS:
            at = np.where((stop != NEVER) & (at > stop), NEVER, at)
            if (at == NEVER).all():
                break
            found.append(at)
            at = self.asked.next(step.events, ticket, at)
        return found

    # -- what they are counted in --------------------------------------------------------------

    def _by_length(self, step: Step) -> Iterator[tuple[Length, Flags]]:
        """Yield each length of a step with the cycles whose priority it is for."""
        words = np.array(self._priorities, dtype=object)[self.part.counted.priority]
        named = [word for word in step.lengths if word != ANY_PRIORITY]
        for word, length in step.lengths.items():
            yield length, (words == word) if word != ANY_PRIORITY else ~np.isin(words, named)

    def _calendars(self, length: Length) -> Iterator[tuple[str, Flags]]:
        """Yield the calendar of a length, or that of the promise of each cycle."""
        counted = self.part.counted
        if length.calendar:
            yield length.calendar, np.ones(len(counted.promised), dtype=bool)
            return
        last = counted.calendar[counted.segments.first[1:] - 1]
        for code, name in enumerate(counted.names):
            yield name, last == code

    def _held(self, step: Step, at: Micros) -> Micros:
        """Return until when a step waits: for a silence to be over, and for its calendar to open; NEVER for neither."""
        silence = step.when in (When.UNACKNOWLEDGED, When.ELSE)
        held = np.where(silence & (at != NEVER), at + 1, NEVER)
        if not step.held_in:
            return held
        calendar = self.agreement.calendars[step.held_in]
        late = self.rule.late_after if step.kind is StepKind.BREACH else 0
        for row in np.flatnonzero(at != NEVER).tolist():
            owed = instant(max(int(at[row]) + late, int(held[row])))
            if not calendar.is_open(owed):
                held[row] = micros(calendar.next_open(owed))
        return held

    def _shares(self, at: Micros) -> Micros:
        """Return how much of the promise is used at an instant, in percent; 0 where nothing is promised."""
        counted = self.part.counted
        parts, last = counted.segments, counted.segments.first[1:] - 1
        until = np.minimum(parts.end, at[parts.cycle])
        goes_on = parts.running[last] & (parts.stopped_at == NEVER)
        until[last] = np.where(goes_on, at, until[last])
        used = np.zeros(len(until), dtype=np.int64)
        for code, name in enumerate(counted.names):
            mine = np.flatnonzero(parts.running & (counted.calendar == code) & (until > parts.start))
            used[mine] = self.agreement.calendars[name].between_many(parts.start[mine], until[mine])
        total = np.add.reduceat(used, parts.first[:-1])
        promises = counted.promised < UNBOUNDED
        # Of a promise of no open time all is used from the start.
        used_up = np.where(counted.promised == 0, 100, total * 100 // np.maximum(counted.promised, 1))
        return np.where(promises, used_up, 0)

    @cached_property
    def _started(self) -> Micros:
        parts = self.part.counted.segments
        return parts.start[parts.first[:-1]]

    @cached_property
    def _priorities(self) -> tuple[str, ...]:
        return facts.priorities(self.asked.events, self.agreement.priority)

    def _nowhere(self) -> Micros:
        return np.full(len(self.part.counted.promised), NEVER, dtype=np.int64)


def _not_before(at: Micros, since: Since) -> Micros:
    """Return instants, none before that since which they are asked for; NEVER where they are not."""
    return np.where(since.holds & (at != NEVER), np.maximum(at, since.at), NEVER)


def _is_plain(step: Step) -> bool:
    """Say whether a step is at a share and nothing more, as nearly all are."""
    return step.when is When.SHARE and not (step.only or step.held_in or step.otherwise)
