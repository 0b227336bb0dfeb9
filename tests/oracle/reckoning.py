"""From what a cycle did at every tick to its due instant and verdict: count, one tick after the other."""

from __future__ import annotations

from dataclasses import dataclass

from tests.oracle.cycles import COUNTS, PAUSED, Cycle, Rule
from tests.oracle.hours import Hours

Stretch = tuple[int, int, str]
"""From, until and the priority in force between them."""


@dataclass
class Count:
    """What counting a stretch gave; `reached` is the instant at which the budget ran out, if it did."""

    elapsed: int = 0
    paused: int = 0
    reached: int | None = None


@dataclass
class Reckoned:
    """A cycle counted up to its end; `reached` is where the promise ran out, None while it has not."""

    priority: str
    hours: Hours
    promised: int | None
    elapsed: int
    paused: int
    reached: int | None
    binding: bool = True
    at_opening: bool = False


@dataclass
class Reading:
    """What a clock reads at the moment of looking; lengths and instants in microseconds."""

    ticket: str
    target: str
    cycle: int
    priority: str
    state: str
    verdict: str
    started_at: int
    due_at: int | None
    stopped_at: int | None
    verdict_at: int | None
    elapsed: int
    paused: int
    promised: int | None


def counted(
    cycle: Cycle, since: int, until: int, hours: Hours, budget: int | None, step: int, at_opening: bool = False
) -> Count:
    """
    Count the open ticks of a cycle between two instants, and note when they come to `budget` (rules 25, 32).

    at_opening  note when they would come to more than `budget`
    """
    count = Count(reached=since if budget == 0 and not at_opening else None)
    open_at = hours.open_ticks(since, until, step)
    modes = cycle.modes[(since - cycle.start) // step : (until - cycle.start) // step]
    for number, (is_open, mode) in enumerate(zip(open_at, modes, strict=True)):
        if not is_open:
            continue
        if mode == PAUSED:
            count.paused += step
        elif mode == COUNTS:
            count.elapsed += step
            over = budget is not None and (count.elapsed > budget if at_opening else count.elapsed >= budget)
            if budget is not None and count.reached is None and over:
                count.reached = since + number * step + budget - (count.elapsed - step)
    return count


def reckoned(rule: Rule, cycle: Cycle, end: int, step: int) -> Reckoned:
    """Count a cycle up to `end` by the rule for priority changes (rules 17-19, 28)."""
    if rule.on_priority_change == "carry-over":
        return _carried_over(rule, cycle, end, step)
    for since, until, priority in _stretches(rule, cycle, end):
        start = cycle.start if rule.on_priority_change == "from-start" else since
        promise = rule.promise(priority)
        promised, opens = promise.amount(start, step), promise.ends_at_opening(start, step)
        count = counted(cycle, start, until, promise.counting, promised, step, opens)
        if _broken(rule, cycle, count.reached, until, step):
            break
    count = counted(cycle, start, end, promise.counting, promised, step, opens)
    read = (count.elapsed, count.paused, count.reached, promise.binding, opens)
    return Reckoned(priority, promise.counting, promised, *read)


def _carried_over(rule: Rule, cycle: Cycle, end: int, step: int) -> Reckoned:
    """Each stretch counts in its own calendar, and keeps the share that the one before left over."""
    elapsed = paused = 0
    left, whole = 1, 1
    opens = False
    for since, until, priority in _stretches(rule, cycle, end):
        promise = rule.promise(priority)
        amount = promise.amount(cycle.start, step)
        budget = None if amount is None else amount * left // whole
        opens = promise.ends_at_opening(cycle.start, step) or (opens and not left)
        before = (elapsed, paused)
        count = counted(cycle, since, until, promise.counting, budget, step, opens)
        if _broken(rule, cycle, count.reached, until, step):
            break
        elapsed, paused = elapsed + count.elapsed, paused + count.paused
        if amount and budget is not None:
            left, whole = budget - count.elapsed, amount
    elapsed, paused = before
    count = counted(cycle, since, end, promise.counting, budget, step, opens)
    promised = None if budget is None else elapsed + budget
    elapsed, paused = elapsed + count.elapsed, paused + count.paused
    return Reckoned(priority, promise.counting, promised, elapsed, paused, count.reached, promise.binding, opens)


def _stretches(rule: Rule, cycle: Cycle, end: int) -> list[Stretch]:
    """Cut a cycle where another cell of the table of promises comes to hold; the latest priority names a stretch."""
    stretches: list[Stretch] = []
    untils = [since for since, _ in cycle.priorities[1:]] + [end]
    for (since, priority), until in zip(cycle.priorities, untils, strict=True):
        if stretches and rule.cell(stretches[-1][2]) == rule.cell(priority):
            since = stretches.pop()[0]
        stretches.append((since, until, priority))
    return stretches


def _broken(rule: Rule, cycle: Cycle, reached: int | None, change: int, step: int) -> bool:
    """Whether a clock was past due at a change of priority, and had not been stopped by the time it was due."""
    if reached is None or not past(rule, reached, change):
        return False
    since_due = cycle.modes[(reached - cycle.start) // step : (change - cycle.start) // step]
    return not rule.met_at_due or any(mode in (COUNTS, PAUSED) for mode in since_due)


def past(rule: Rule, due: int, at: int) -> bool:
    """Whether `due` has passed at an instant; at the due instant itself only where the clock says so (rules 26, 27)."""
    return due < at or (due == at and not rule.met_at_due)


@dataclass
class Judge:
    """Reads one cycle at one moment; `paused` is whether the ticket waits then, `merged` when it was merged."""

    ticket: str
    rule: Rule
    as_of: int
    paused: bool
    merged: int | None
    step: int

    def read(self, cycle: Cycle, number: int) -> Reading:
        """Return what the clock of a cycle reads."""
        end = cycle.stop[0] if cycle.stop else self.as_of if self.merged is None else self.merged
        result = reckoned(self.rule, cycle, end, self.step)
        state = self._state(cycle, result)
        due = self._due(state, end, result)
        stopped = None if state in ("running", "paused") else end
        verdict = self._verdict(state, end, due, result)
        decided = {"met": end, "breached": due}.get(verdict)
        return Reading(
            self.ticket, self.rule.target, number, result.priority, state, verdict, cycle.start, due, stopped,
            decided, result.elapsed, result.paused, result.promised,
        )  # fmt: skip

    def _state(self, cycle: Cycle, result: Reckoned) -> str:
        if self.merged is not None:
            return "void"
        if cycle.stop:
            at, event = cycle.stop
            return "void" if event == "cancelled" and not self._past(result.reached, at) else "stopped"
        return "paused" if self.paused else "running"

    def _due(self, state: str, end: int, result: Reckoned) -> int | None:
        """The earliest instant at which counted time is the promise, had it gone on from the end (rules 25, 29)."""
        if state == "void" or result.promised is None:
            return None
        if result.reached is not None:
            return result.reached
        if state == "paused":
            return None  # it depends on when the pause ends
        due = result.hours.add(end, result.promised - result.elapsed, self.step)
        return result.hours.open_instant(due) if result.at_opening else due

    def _verdict(self, state: str, end: int, due: int | None, result: Reckoned) -> str:
        if state == "void" or result.promised is None or not result.binding:
            return "none"
        if due is None:
            return "pending"
        if past(self.rule, due, end):
            return "breached"
        return "met" if state == "stopped" else "pending"

    def _past(self, due: int | None, at: int) -> bool:
        return due is not None and past(self.rule, due, at)
