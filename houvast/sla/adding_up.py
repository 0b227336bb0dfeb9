"""
Whether promises between teams and by suppliers can add up to the promise made to a customer.

The worst case is computed, not estimated: for every hour of a year each link of the chain takes all that it promises,
on its own calendar, one after the other. Source: DESIGN §3, OLA and UC; docs/decisions/0012.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np

from houvast.sla.agreement.findings import Finding, Severity, remark
from houvast.sla.agreement.model import ANY_PRIORITY, Agreement, ClockRule, Goal, GoalKind, Promise, Target, Unit
from houvast.sla.cells import Horizon, cells
from houvast.sla.columns import where
from houvast.sla.terms import HOUR, Micros, instant, micros

_YEAR = 365 * 24
_EVERY_TICKET = Decimal(100)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding, and the agreement in whose text it stands."""

    agreement: Agreement
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Link:
    """One target of an internal agreement or contract that supports a target of the SLA."""

    agreement: Agreement
    target: Target

    @property
    def rule(self) -> ClockRule:
        return self.agreement.clock_of(self.target.name)

    def promise(self, priority: str) -> Promise | None:
        """Return what it binds itself to for a priority; None for best effort, an aim, or nothing."""
        return _binding(self.agreement.promise(self.target.name, priority))

    def doubt(self, path: tuple[str, ...], code: str, severity: Severity = Severity.WARNING, **params: object) -> Doubt:
        return Doubt(self.agreement, remark(self.agreement, path, code, severity, **params))

    @property
    def goal_path(self) -> tuple[str, ...]:
        return ("targets", self.target.name, "goal")

    def cell(self, priority: str) -> tuple[str, ...]:
        """Return the path of what is written for a priority."""
        key = priority if priority in self.target.within else ANY_PRIORITY
        return ("targets", self.target.name, "within", key)


def can_add_up(sla: Agreement, olas: Sequence[Agreement]) -> list[Doubt]:
    """
    Return why keeping `olas` may not be enough to keep `sla`, each doubt at its line in the text it is about.

    olas  internal agreements and underpinning contracts, in the order in which a ticket passes them
    Nothing found means: whenever a ticket opens, if each link keeps its promise, so does the whole.
    """
    supporting = [ola for ola in olas if ola.supports is not None and ola.supports.agreement == sla.name]
    found = [doubt for ola in olas for doubt in _about(sla, ola)]
    for target in sla.targets.values():
        chain = _chain(sla, target, supporting)
        if olas and not _links(target, supporting):
            path = ("targets", target.name)
            note = remark(sla, path, "nobody-supports", Severity.NOTE, target=target.name)
            found.append(Doubt(sla, note))
        for doubts in (_missing, _late, _windows, _pauses, _goals):
            found += doubts(sla, target, chain)
    order = {id(agreement): place for place, agreement in enumerate((sla, *olas))}
    return sorted(found, key=lambda each: (order[id(each.agreement)], each.finding.line, each.finding.column))


def _about(sla: Agreement, ola: Agreement) -> Iterator[Doubt]:
    """Doubts about an agreement as a whole: what it supports, and for how long."""
    if ola.supports is None:
        return
    if ola.supports.agreement != sla.name:
        path = ("supports", "agreement")
        yield Doubt(ola, remark(ola, path, "supports-another", word=ola.supports.agreement, sla=sla.name))
        return
    for name in ola.supports.targets:
        if name not in sla.targets:
            path = ("supports", "targets", name)
            yield Doubt(ola, remark(ola, path, "supports-no-target", word=name, sla=sla.name))
    first, last = sla.effective_from, sla.effective_until
    ends = ola.effective_until is not None and (last is None or ola.effective_until < last)
    if ola.effective_from > first or ends:
        term = remark(ola, ("effective",), "term-shorter", sla=sla.name, first=first, last=last or "…")
        yield Doubt(ola, term)


# -- the chain -----------------------------------------------------------------------------------------


def _links(target: Target, supporting: Sequence[Agreement]) -> list[list[_Link]]:
    """Return, an agreement, its targets that support one of the SLA; they run beside each other."""
    names = [(ola, ola.supports.targets.get(target.name, ())) for ola in supporting if ola.supports is not None]
    return [[_Link(ola, ola.targets[name]) for name in found] for ola, found in names if found]


def _chain(sla: Agreement, target: Target, supporting: Sequence[Agreement]) -> list[list[_Link]]:
    """Return the links that follow each other, without those that are at work while the SLA's own clock is paused."""
    paused = set(sla.clock_of(target.name).pause)
    found = [[link for link in links if not _while_paused(link.rule, paused)] for links in _links(target, supporting)]
    return [links for links in found if links]


def _while_paused(rule: ClockRule, paused: set[str]) -> bool:
    return bool(rule.held_by) and set(rule.held_by.get("status", ("",))) <= paused


def _priorities(sla: Agreement, target: Target) -> list[str]:
    """Return the priorities for which a target of the SLA binds."""
    names = sla.priority.levels or tuple(target.within)
    return [name for name in names if _binding(sla.promise(target.name, name)) is not None]


def _binding(promise: Promise | None) -> Promise | None:
    return promise if promise is not None and promise.binding and promise.unit is not Unit.BEST_EFFORT else None


# -- promises ------------------------------------------------------------------------------------------


def _missing(sla: Agreement, target: Target, chain: list[list[_Link]]) -> Iterator[Doubt]:
    for link in (link for links in chain for link in links):
        for priority in _priorities(sla, target):
            promise = sla.promise(target.name, priority)
            if link.promise(priority) is None and promise is not None:
                cell, written = link.cell(priority), promise.written
                yield link.doubt(cell, "promise-missing", priority=priority, target=target.name, promise=written)


def _late(sla: Agreement, target: Target, chain: list[list[_Link]]) -> Iterator[Doubt]:
    """For each priority the hour of a year at which the chain ends furthest beyond the due of the SLA."""
    for priority in _priorities(sla, target):
        bound = [[link for link in links if link.promise(priority)] for links in chain]
        bound = [links for links in bound if links]
        if not bound:
            continue
        opened = _when_open(_hours(sla, [links[0].agreement for links in bound]), sla, target)
        if not len(opened):
            continue
        due = _due(sla, target, priority, opened)
        ends = [opened]
        for links in bound:
            ends.append(np.max([_due(link.agreement, link.target, priority, ends[-1]) for link in links], axis=0))
        late = ends[-1] - due
        worst = int(late.argmax())
        if late[worst] > 0:
            longest = max(range(len(bound)), key=lambda at: int(ends[at + 1][worst] - ends[at][worst]))
            link, promise = bound[longest][0], sla.promise(target.name, priority)
            yield link.doubt(
                link.cell(priority),
                "cannot-add-up",
                priority=priority,
                target=target.name,
                promise=promise.written if promise else "",
                opened=_wall(sla, int(opened[worst])),
                chain=_wall(sla, int(ends[-1][worst])),
                due=_wall(sla, int(due[worst])),
                share=_percent(Decimal(int((late > 0).sum()) * 100) / len(late)),
            )


def _hours(sla: Agreement, others: Sequence[Agreement]) -> Micros:
    """Return every hour of the first year in which all these agreements are in force."""
    first = max(each.term.start for each in (sla, *others))
    hours: Micros = micros(first) + np.arange(_YEAR, dtype=np.int64) * HOUR
    return hours


def _when_open(hours: Micros, sla: Agreement, target: Target) -> Micros:
    """Return the hours at which a ticket can open that the target is about."""
    if not target.opened_in:
        return hours
    windows = sla.calendars[target.opened_in].covering(int(hours[0]), int(hours[-1]))
    inside: Micros = hours[windows.is_open(hours)]
    return inside


def _due(agreement: Agreement, target: Target, priority: str, start: Micros) -> Micros:
    """Return when a promise is due for each start, when nothing happens in between."""
    table = cells(target, (priority,))
    cell = np.repeat(table.of_priority, len(start))
    horizon = Horizon(agreement.calendars, int(start.min()), int(start.max()))
    name = table.calendars[int(table.calendar[cell[0]])]
    length = table.length(cell, start, horizon)
    return horizon.instant(name, horizon.windows(name).position(start) + length)


# -- windows and pauses --------------------------------------------------------------------------------


def _windows(sla: Agreement, target: Target, chain: list[list[_Link]]) -> Iterator[Doubt]:
    """Hours in which the promise to the customer counts while a link is closed, once for each pair of calendars."""
    for link in (link for links in chain for link in links):
        seen: set[tuple[str, str]] = set()
        for priority in _priorities(sla, target):
            ours, theirs = link.promise(priority), sla.promise(target.name, priority)
            if ours is None or theirs is None or (ours.calendar, theirs.calendar) in seen:
                continue
            seen.add((ours.calendar, theirs.calendar))
            gap = _gap(sla, theirs.calendar, link.agreement, ours.calendar)
            if gap is not None:
                yield link.doubt(
                    link.cell(priority),
                    "window-narrower",
                    Severity.NOTE,
                    target=target.name,
                    priority=priority,
                    calendar=ours.calendar,
                    hours=-(-gap[1] // HOUR),
                    opened=_wall(sla, gap[0]),
                )


def _gap(sla: Agreement, wide: str, ola: Agreement, narrow: str) -> tuple[int, int] | None:
    """Return from when, and how long in a year, one calendar is open while another is closed; None for never."""
    hours = _hours(sla, [ola])
    spans = sla.calendars[wide].windows(instant(int(hours[0])), instant(int(hours[-1])))
    opens = np.array([micros(span.start) for span in spans], dtype=np.int64)
    closes = np.array([micros(span.end) for span in spans], dtype=np.int64)
    alone = closes - opens - ola.calendars[narrow].between_many(opens, closes)
    rows = where(alone > 0)
    if not len(rows):
        return None
    first = instant(int(opens[rows[0]]))
    calendar = ola.calendars[narrow]
    return micros(calendar.next_close(first) if calendar.is_open(first) else first), int(alone.sum())


def _pauses(sla: Agreement, target: Target, chain: list[list[_Link]]) -> Iterator[Doubt]:
    pauses = {*sla.clock_of(target.name).pause}
    # While the ticket waits for another link, that link's time counts in the chain.
    pauses |= {status for links in chain for link in links for status in link.rule.held_by.get("status", ())}
    for link in (link for links in chain for link in links):
        for status in link.rule.pause:
            if status not in pauses:
                path = ("clocks", link.rule.name, "pause")
                yield link.doubt(path, "pauses-more", word=status, target=target.name)


# -- goals ---------------------------------------------------------------------------------------------


def _goals(sla: Agreement, target: Target, chain: list[list[_Link]]) -> Iterator[Doubt]:
    """What the links allow to be late, together, must fit in what the SLA allows to be late."""
    wanted = _assured(target.goal)
    links = [link for links in chain for link in links]
    if not wanted:
        return
    lower = [link for link in links if _assured(link.target.goal) < wanted]
    for link in lower:
        ours, theirs = _written(link.target.goal), _written(target.goal)
        yield link.doubt(link.goal_path, "goal-lower", goal=ours, other=theirs, target=target.name)
    late = sum((_EVERY_TICKET - _assured(link.target.goal) for link in links), Decimal(0))
    if not lower and late > _EVERY_TICKET - wanted:
        yield links[-1].doubt(
            links[-1].goal_path,
            "goals-together",
            goals=", ".join(_written(link.target.goal) for link in links),
            share=_percent(late),
            target=target.name,
            allowed=_percent(_EVERY_TICKET - wanted),
        )


def _assured(goal: Goal) -> Decimal:
    """Return the share of tickets, in percent, that is certainly in time when a goal is reached."""
    match goal.kind:
        case GoalKind.EACH:
            return _EVERY_TICKET
        case GoalKind.MEDIAN:
            return _EVERY_TICKET / 2
        case GoalKind.MEAN:
            return Decimal(0)
    return goal.value or Decimal(0)


def _written(goal: Goal) -> str:
    match goal.kind:
        case GoalKind.SHARE:
            return f"{goal.value}%"
        case GoalKind.PERCENTILE:
            return f"p{goal.value}"
    return goal.kind.value


def _percent(share: Decimal) -> str:
    """Return a percentage that never looks like nothing where there is something."""
    return f"{share.quantize(Decimal(1))}%" if share >= 1 or not share else "<1%"


def _wall(agreement: Agreement, at: int) -> str:
    """Return an instant on the wall clock of an agreement, alike in both languages; part of a minute is a whole one."""
    local = (instant(at) + timedelta(seconds=59)).astimezone(ZoneInfo(agreement.timezone))
    return f"{local:%Y-%m-%d %H:%M}"
