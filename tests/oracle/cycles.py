"""
What a clock does: follow a ticket from fact to fact, and note at every tick whether the clock counts.

The numbers of rules are those of docs/decisions/0005.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.oracle.hours import Hours
from tests.oracle.log import Fact

COUNTS, PAUSED, OFF, OFF_PAUSED = "counts", "paused", "off", "off, and would be paused"
ENDINGS = {"resolved", "workaround", "closed"}


@dataclass(frozen=True)
class Promise:
    """
    `length` of open time; or `days` business days; or neither: best effort. Of it and `others` the earliest.

    A length of nothing is at once: when somebody is in.
    """

    hours: Hours
    length: int | None = None
    days: int | None = None
    same_time: bool = False
    cut_off: int | None = None
    plus: int | None = None
    binding: bool = True
    others: tuple[Promise, ...] = ()
    after_report: bool = False

    @property
    def counting(self) -> Hours:
        """The hours in which a clock counts: its own, or day and night where other limits have other hours."""
        return self.hours if all(other.hours is self.hours for other in self.others) else Hours.always()

    def amount(self, start: int, step: int) -> int | None:
        """Microseconds of open time that are promised to a clock that starts counting at `start` (rules 20-24)."""
        if self.days is None and self.length is None:
            return None
        return min(each.alone(start, step, self.counting)[0] for each in (self, *self.others))

    def ends_at_opening(self, start: int, step: int) -> bool:
        """Whether it ends at an opening (rule 25): all its limits that end first do."""
        if self.days is None and self.length is None:
            return False
        limits = [each.alone(start, step, self.counting) for each in (self, *self.others)]
        return all(at_opening for amount, at_opening in limits if amount == min(limits)[0])

    def alone(self, start: int, step: int, counting: Hours) -> tuple[int, bool]:
        """The amount of this limit without the others, counted in some hours; and whether it ends at an opening."""
        if self.days is not None:
            how = (self.days, self.same_time, self.cut_off, self.plus, step, self.after_report)
            end = self.hours.business_day_end(start, *how)
        elif counting is self.hours:
            return self.length or 0, not self.length
        else:
            end = self.hours.add(start, self.length or 0, step)
            end = end if self.length else self.hours.open_instant(end)
        amount = counting.between(start, end, step)
        return amount, not amount or (self.days is not None and counting.opens_at(end))


BEST_EFFORT = Promise(Hours.always())


Happening = str | tuple[str, str, tuple[str, ...]]
"""An event; or an event, what it must say something about, and the words that count."""


def is_this(happening: Happening, fact: Fact) -> bool:
    """Whether a fact is what a clock names."""
    if isinstance(happening, str):
        return fact.event == happening
    event, about, words = happening
    return fact.event == event and fact.said.get(about) in words


@dataclass(frozen=True)
class Rule:
    """One target and its clock, in words."""

    target: str
    start: tuple[Happening, ...]
    stop: tuple[Happening, ...]
    within: Mapping[str, Promise]
    pause: tuple[str, ...] = ()
    on_reopen: str = "resume"
    on_priority_change: str = "from-start"
    met_at_due: bool = True
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    start_by_all: bool = False
    runs_on: bool = False
    held_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ending(self) -> bool:
        """Whether this clock ends with the ticket (rule 3)."""
        return not self.runs_on and any(each in ENDINGS for each in self.stop)

    def stops_at(self, fact: Fact) -> bool:
        """Whether a fact stops the clock (rules 3, 4)."""
        always = {"closed", "cancelled"} if self.ending else {"resolved", "closed", "cancelled"}
        always = {"cancelled"} if self.runs_on else always
        return fact.event in always or any(is_this(each, fact) for each in self.stop)

    def cell(self, priority: str) -> str | None:
        """The cell of the table that holds for a priority, None where the agreement says nothing."""
        return priority if priority in self.within else "*" if "*" in self.within else None

    def promise(self, priority: str) -> Promise:
        """The promise for a priority; best effort where the agreement says nothing."""
        return self.within.get(priority, self.within.get("*", BEST_EFFORT))


@dataclass(frozen=True)
class Deal:
    """What an agreement says, as far as clocks care."""

    rules: tuple[Rule, ...]
    matrix: Mapping[str, Mapping[str, str]]
    default: str
    ranks: tuple[tuple[Mapping[str, tuple[str, ...]], str], ...] = ()


@dataclass
class Cycle:
    """One cycle of a clock: what it did at every tick since it started, and which priority held from when."""

    start: int
    priorities: list[tuple[int, str]]
    modes: list[str] = field(default_factory=list)
    stop: tuple[int, str] | None = None
    held_since: int | None = None
    held_while_stopped: int | None = None

    def from_held(self, step: int) -> Cycle:
        """The same cycle as it is for a party that holds it for the first time some way into it."""
        assert self.held_since is not None
        before = [priority for at, priority in self.priorities if at <= self.held_since][-1]
        later = [(at, priority) for at, priority in self.priorities if at > self.held_since]
        modes = self.modes[(self.held_since - self.start) // step :]
        return Cycle(self.held_since, [(self.held_since, before), *later], modes, self.stop)

    def priority_is(self, priority: str, now: int) -> None:
        """Note the priority in force from `now` on; of several at one instant the last holds (rule 18)."""
        if self.priorities[-1][0] == now:
            self.priorities.pop()
        self.priorities.append((now, priority))


class Follower:
    """Follows one ticket for one rule, from fact to fact and from tick to tick."""

    def __init__(self, rule: Rule, deal: Deal, step: int) -> None:
        self.rule, self.deal, self.step = rule, deal, step
        self.status = ""
        self.known: dict[str, str] = {}
        self.priority = deal.default
        self.phase = "new"
        self.cycles: list[Cycle] = []
        self.awaited = set(rule.start)
        self.cancelled = False

    def follow(self, facts: list[Fact], as_of: int) -> None:
        """Live through the facts, and through the ticks between them, up to `as_of`."""
        for fact, after in zip(facts, [*facts[1:], None], strict=True):
            self.happens(fact)
            until = after.at if after else as_of
            for _ in range(fact.at, until, self.step):
                self.tick()

    @property
    def active(self) -> Cycle | None:
        """The cycle that has not been stopped, if there is one."""
        return self.cycles[-1] if self.cycles and not self.cycles[-1].stop else None

    @property
    def held(self) -> bool:
        """Whether the party whose time this is holds the ticket: the latest that was said of it says so."""
        now = self.known | {"status": self.status, "priority": self.priority}
        return all(now.get(name) in words for name, words in self.rule.held_by.items())

    @property
    def waits(self) -> bool:
        """Whether a clock stands still: the ticket waits, or others hold it."""
        return self.status in self.rule.pause or not self.held

    def lived(self) -> list[Cycle]:
        """The cycles that were held at all, each from when it first was."""
        return [cycle.from_held(self.step) for cycle in self.cycles if cycle.held_since is not None]

    def tick(self) -> None:
        """Note what the last cycle does during this tick."""
        if self.cycles:
            waiting = self.waits
            stopped = self.cycles[-1].stop is not None
            mode = (OFF_PAUSED if waiting else OFF) if stopped else (PAUSED if waiting else COUNTS)
            self.cycles[-1].modes.append(mode)

    def happens(self, fact: Fact) -> None:
        """Let a fact change the ticket, then the clock; a clock that it stops does not see what it says."""
        self._say(fact)
        self._change_status(fact)
        if fact.event == "reopened":
            self._reopen(fact.at)
        starts = self._starts_at(fact)
        if self.active and self.rule.stops_at(fact):
            self.active.stop = (fact.at, fact.event)
        if fact.event == "merged":
            self.phase = "merged"
            return
        if self.cycles and self.cycles[-1].stop and self.held and self.cycles[-1].held_while_stopped is None:
            self.cycles[-1].held_while_stopped = fact.at
        if self._may_begin() and starts and not self.active:
            self.cycles.append(Cycle(fact.at, [(fact.at, self.priority)]))
        if self.active:
            self.active.priority_is(self.priority, fact.at)
            if self.held and self.active.held_since is None:
                self.active.held_since = fact.at

    def _may_begin(self) -> bool:
        """Whether a cycle may begin: on an open ticket (rule 6); of a clock that runs on, unless it was cancelled."""
        return self.phase == "open" or (self.rule.runs_on and self.phase == "ended" and not self.cancelled)

    def _starts_at(self, fact: Fact) -> bool:
        """Whether a fact is a start; where all starts are asked for, the one that was still to come."""
        if not self.rule.start_by_all:
            return any(is_this(each, fact) for each in self.rule.start)
        waited = bool(self.awaited)
        self.awaited -= {each for each in self.awaited if is_this(each, fact)}
        return waited and not self.awaited

    def _say(self, fact: Fact) -> None:
        """Explicit priority wins, else the first rule, else the matrix, else the default (rule 15)."""
        self.known |= {name: word for name, word in fact.said.items() if word}
        asked = {"impact", "urgency", *(name for when, _ in self.deal.ranks for name in when)}
        if "priority" in fact.said:
            self.priority = fact.said["priority"]
        elif fact.event == "opened" or asked & set(fact.said):
            self.priority = self._graded()

    def _graded(self) -> str:
        for when, priority in self.deal.ranks:
            if all(self.known.get(name) in words for name, words in when.items()):
                return priority
        impact, urgency = self.known.get("impact", ""), self.known.get("urgency", "")
        return self.deal.matrix.get(impact, {}).get(urgency, self.deal.default)

    def _change_status(self, fact: Fact) -> None:
        """The latest status, until the ticket ends or is reopened; one set after its end is ignored (rules 12-14)."""
        if fact.event == "opened":
            self.phase, self.status = "open", fact.said.get("status", "")
        elif fact.event in ("resolved", "closed", "cancelled"):
            self.phase, self.status = "ended", ""
            self.cancelled = self.cancelled or fact.event == "cancelled"
        elif fact.event == "reopened":
            self.phase, self.status, self.cancelled = "open", "", False
        elif fact.event == "status" and self.phase == "open":
            self.status = fact.said.get("status", self.status)

    def _reopen(self, now: int) -> None:
        """Undo the stop of an ending clock, or a cancellation of any (rules 3, 4), as on_reopen says (rule 7)."""
        if not self.cycles or not self.cycles[-1].stop:
            return
        stopped = self.cycles[-1]
        if not self.rule.ending and stopped.stop[1] != "cancelled":  # type: ignore[index]
            return
        if self.rule.on_reopen == "restart":
            self.cycles.append(Cycle(now, [(now, self.priority)]))
            return
        stopped.stop = None
        if self.rule.on_reopen == "continue" and stopped.held_since is None:
            stopped.held_since = stopped.held_while_stopped
        stopped.held_while_stopped = None
        if self.rule.on_reopen == "continue":
            as_if = {OFF: COUNTS, OFF_PAUSED: PAUSED}
            stopped.modes = [as_if.get(mode, mode) for mode in stopped.modes]
