"""
Whether promises between teams and by suppliers can add up to the promise made to a customer.

The worst case is computed, not estimated: for every hour of a year each link of the chain takes all that it promises,
on its own calendar, one after the other. Source: DESIGN §3, OLA and UC; docs/decisions/0012.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np

from houvast.sla.agreement.findings import Severity, remark
from houvast.sla.agreement.model import Agreement, Goal, GoalKind, Target
from houvast.sla.cells import Horizon, cells
from houvast.sla.chain import Chain, Doubt, Link
from houvast.sla.columns import where
from houvast.sla.terms import HOUR, Micros, instant, micros

_YEAR = 365 * 24
_EVERY_TICKET = Decimal(100)


def can_add_up(sla: Agreement, olas: Sequence[Agreement]) -> list[Doubt]:
    """
    Return why keeping `olas` may not be enough to keep `sla`, each doubt at its line in the text it is about.

    olas  internal agreements and underpinning contracts, in the order in which a ticket passes them
    Without doubts: whenever a ticket opens, if each link keeps its promise, so does the whole.
    """
    found = [doubt for ola in olas for doubt in _about(sla, ola)]
    for target in sla.targets.values() if olas else ():
        whole = Chain.of(sla, target, olas)
        if not whole.steps:
            note = remark(sla, ("targets", target.name), "nobody-supports", Severity.NOTE, target=target.name)
            found.append(Doubt(sla, note))
        found += [doubt for rule in _RULES for doubt in rule(whole.that_counts())]
    order = {id(agreement): place for place, agreement in enumerate((sla, *olas))}
    return sorted(found, key=lambda each: (order[id(each.agreement)], each.finding.line, each.finding.column))


def _about(sla: Agreement, ola: Agreement) -> Iterator[Doubt]:
    """Doubts about an agreement as a whole: what it supports, and for how long."""
    if ola.supports is None:
        return
    if ola.supports.agreement != sla.name:
        yield Doubt(
            ola, remark(ola, ("supports", "agreement"), "supports-another", word=ola.supports.agreement, sla=sla.name)
        )
        return
    for place, name in enumerate(ola.supports.targets):
        if name not in sla.targets:
            key = name if ("supports", "targets", name) in ola.places else str(place)
            path = ("supports", "targets", key)
            yield Doubt(ola, remark(ola, path, "supports-no-target", word=name, sla=sla.name))
    first, last = sla.effective_from, sla.effective_until
    ends = ola.effective_until is not None and (last is None or ola.effective_until < last)
    if ola.effective_from > first or ends:
        yield Doubt(ola, remark(ola, ("effective",), "term-shorter", sla=sla.name, first=first, last=last or "…"))


# -- promises ------------------------------------------------------------------------------------------


def _missing(chain: Chain) -> Iterator[Doubt]:
    for link in chain.links:
        for priority in chain.priorities:
            promise = chain.promise(priority)
            if link.promise(priority) is None and promise is not None:
                cell, written = link.cell_path(priority), promise.written
                yield link.doubt(cell, "promise-missing", priority=priority, target=chain.target.name, promise=written)


def _left_out(chain: Chain) -> Iterator[Doubt]:
    """Tickets that the target is about and no link of a step."""
    for links in chain.steps:
        narrower = [_narrower(link.target, chain.target) for link in links]
        if all(narrower) and not _together(links, chain.target):
            for link, words in zip(links, narrower, strict=True):
                yield link.doubt(
                    ("targets", link.target.name, "when"), "when-narrower", word=words[0], target=chain.target.name
                )


def _narrower(link: Target, target: Target) -> list[str]:
    """Return by what a link leaves out tickets that the target is about."""
    found = [key for key, words in link.when.items() if not _among(target.when.get(key), words)]
    return found + ["opened_in"] * (link.opened_in not in ("", target.opened_in))


def _together(links: Sequence[Link], target: Target) -> bool:
    """Say whether links, each narrower by the same single attribute, share out all words of it that the target has."""
    keys = {key for link in links for key in _narrower(link.target, target)}
    words = [word for link in links for key in keys for word in link.target.when.get(key, ())]
    return len(keys) == 1 and all(_among(target.when.get(key), words) for key in keys)


def _among(words: Sequence[str] | None, others: Sequence[str]) -> bool:
    return words is not None and set(words) <= set(others)


def _late(chain: Chain) -> Iterator[Doubt]:
    """For each priority the hour of a year at which the chain ends furthest beyond the due of the SLA."""
    for priority in chain.priorities:
        steps, promise = chain.bound(priority), chain.promise(priority)
        opened = _when_open(_hours(chain.sla, [links[0].agreement for links in steps]), chain)
        if not steps or promise is None or not len(opened):
            continue
        due = _due(chain.sla, chain.target, priority, opened)
        ends = [opened]
        for links in steps:
            ends.append(np.max([_due(link.agreement, link.target, priority, ends[-1]) for link in links], axis=0))
        late = ends[-1] - due
        worst = int(late.argmax())
        if late[worst] <= 0:
            continue
        longest = max(range(len(steps)), key=lambda at: int(ends[at + 1][worst] - ends[at][worst]))
        link = steps[longest][0]
        yield link.doubt(
            link.cell_path(priority),
            "cannot-add-up",
            priority=priority,
            target=chain.target.name,
            promise=promise.written,
            opened=_wall(chain.sla, int(opened[worst])),
            chain=_wall(chain.sla, int(ends[-1][worst])),
            due=_wall(chain.sla, int(due[worst])),
            share=_percent(int((late > 0).sum()), len(late)),
        )


def _hours(sla: Agreement, others: Sequence[Agreement]) -> Micros:
    """Return every hour of the first year in which all these agreements are in force."""
    first = max(each.term.start for each in (sla, *others))
    hours: Micros = micros(first) + np.arange(_YEAR, dtype=np.int64) * HOUR
    return hours


def _when_open(hours: Micros, chain: Chain) -> Micros:
    """Return the hours at which a ticket can open that the target is about."""
    if not chain.target.opened_in:
        return hours
    windows = chain.sla.calendars[chain.target.opened_in].covering(int(hours[0]), int(hours[-1]))
    inside: Micros = hours[windows.is_open(hours)]
    return inside


def _due(agreement: Agreement, target: Target, priority: str, start: Micros) -> Micros:
    """Return when a promise is due for each start, when nothing happens in between."""
    table = cells(target, (priority,))
    cell = np.repeat(table.of_priority, len(start))
    horizon = Horizon(agreement.calendars, int(start.min()), int(start.max()))
    name = table.calendars[int(table.calendar[cell[0]])]
    allowed = table.allowed(cell, start, horizon)
    position = horizon.windows(name).position(start) + allowed.length
    due: Micros = np.where(allowed.at_opening, horizon.last_instant(name, position), horizon.instant(name, position))
    return due


# -- windows and pauses --------------------------------------------------------------------------------


def _windows(chain: Chain) -> Iterator[Doubt]:
    """Hours in which the promise to the customer counts while a link is closed, once for each pair of calendars."""
    for link in chain.links:
        seen: set[tuple[str, str]] = set()
        for priority in chain.priorities:
            ours, theirs = link.promise(priority), chain.promise(priority)
            if ours is None or theirs is None or (ours.calendar, theirs.calendar) in seen:
                continue
            seen.add((ours.calendar, theirs.calendar))
            gap = _gap(chain.sla, theirs.calendar, link.agreement, ours.calendar)
            if gap is not None:
                yield link.doubt(
                    link.cell_path(priority),
                    "window-narrower",
                    Severity.NOTE,
                    target=chain.target.name,
                    priority=priority,
                    calendar=ours.calendar,
                    hours=-(-gap[1] // HOUR),
                    opened=_wall(chain.sla, gap[0]),
                )


def _gap(sla: Agreement, wide: str, ola: Agreement, narrow: str) -> tuple[int, int] | None:
    """Return from when, and how long in a year, one calendar is open while another is closed; None for never."""
    hours, calendar = _hours(sla, [ola]), ola.calendars[narrow]
    spans = sla.calendars[wide].windows(instant(int(hours[0])), instant(int(hours[-1]) + HOUR))
    opens = np.array([micros(span.start) for span in spans], dtype=np.int64)
    closes = np.array([micros(span.end) for span in spans], dtype=np.int64)
    alone = closes - opens - calendar.between_many(opens, closes)
    rows = where(alone > 0)
    if not len(rows):
        return None
    first = instant(int(opens[rows[0]]))
    return micros(calendar.next_close(first) if calendar.is_open(first) else first), int(alone.sum())


def _pauses(chain: Chain) -> Iterator[Doubt]:
    pauses = {*chain.sla.clock_of(chain.target.name).pause}
    # While the ticket waits for another link, it is that link's time that counts in the chain.
    pauses |= {status for link in chain.links for status in link.rule.held_by.get("status", ())}
    for link in chain.links:
        for status in link.rule.pause:
            if status not in pauses:
                path = ("clocks", link.rule.name, "pause")
                yield link.doubt(path, "pauses-more", word=status, target=chain.target.name)


def _counts_on(chain: Chain) -> Iterator[Doubt]:
    """A team that goes on counting while the ticket waits for another link is charged with that link's time."""
    for link in (link for link in chain.links if link.rule.held_by and "status" not in link.rule.held_by):
        for other in chain.links:
            for status in other.rule.held_by.get("status", ()):
                if status not in link.rule.pause and other.agreement is not link.agreement:
                    party = other.agreement.parties["provider"]
                    yield link.doubt(("clocks", link.rule.name), "counts-on", word=status, party=party)


# -- goals ---------------------------------------------------------------------------------------------


def _goals(chain: Chain) -> Iterator[Doubt]:
    """What the links allow to be late, together, must fit in what the SLA allows to be late."""
    wanted, name = _assured(chain.target.goal), chain.target.name
    if not wanted or not chain.links:
        return
    lower = [link for link in chain.links if _assured(link.target.goal) < wanted]
    for link in lower:
        ours, theirs = _written(link.target.goal), _written(chain.target.goal)
        yield link.doubt(link.goal_path, "goal-lower", goal=ours, other=theirs, target=name)
    late = sum((_EVERY_TICKET - _assured(link.target.goal) for link in chain.links), Decimal(0))
    if not lower and late > _EVERY_TICKET - wanted:
        last = chain.links[-1]
        goals = ", ".join(_written(link.target.goal) for link in chain.links)
        allowed, share = (f"{part.normalize():f}%" for part in (_EVERY_TICKET - wanted, late))
        yield last.doubt(last.goal_path, "goals-together", goals=goals, target=name, share=share, allowed=allowed)


def _numbers(chain: Chain) -> Iterator[Doubt]:
    """A number of late tickets is kept by numbers only: a share does not say how many tickets it is a share of."""
    goal, name = chain.target.goal, chain.target.name
    if goal.kind is not GoalKind.AT_MOST or not chain.links:
        return
    allowed, late = _at_most(goal) or Decimal(0), Decimal(0)
    for link in chain.links:
        most = _at_most(link.target.goal)
        if most is None or most > allowed:
            ours, theirs = _written(link.target.goal), _written(goal)
            yield link.doubt(link.goal_path, "goal-lower", goal=ours, other=theirs, target=name)
            return
        late += most
    if late > allowed:
        last = chain.links[-1]
        yield last.doubt(last.goal_path, "numbers-together", late=late, target=name, allowed=allowed)


def _at_most(goal: Goal) -> Decimal | None:
    """Return how many tickets may be late when a goal is reached; None where that depends on how many there are."""
    match goal.kind:
        case GoalKind.EACH:
            return Decimal(0)
        case GoalKind.AT_MOST:
            return goal.value
    return None


def _assured(goal: Goal) -> Decimal:
    """Return the share of tickets, in percent, that is certainly in time when a goal is reached."""
    match goal.kind:
        case GoalKind.EACH:
            return _EVERY_TICKET
        case GoalKind.MEDIAN:
            return _EVERY_TICKET / 2
        case GoalKind.MEAN | GoalKind.AT_MOST:
            return Decimal(0)
    return goal.value or Decimal(0)


def _written(goal: Goal) -> str:
    match goal.kind:
        case GoalKind.SHARE:
            return f"{goal.value}%"
        case GoalKind.PERCENTILE:
            return f"p{goal.value}"
        case GoalKind.AT_MOST:
            return f"at most {goal.value}"
    return goal.kind.value


# -- in words that both languages share ----------------------------------------------------------------


def _percent(part: int, whole: int) -> str:
    """Return a percentage, rounded down, that never looks like nothing where there is something."""
    return f"{part * 100 // whole}%" if part * 100 >= whole else "<1%"


def _wall(agreement: Agreement, at: int) -> str:
    """Return an instant on the wall clock of an agreement; part of a minute is a whole one."""
    local = (instant(at) + timedelta(microseconds=59_999_999)).astimezone(ZoneInfo(agreement.timezone))
    return f"{local:%Y-%m-%d %H:%M}"


_RULES: tuple[Callable[[Chain], Iterator[Doubt]], ...] = (
    _missing,
    _left_out,
    _late,
    _windows,
    _pauses,
    _counts_on,
    _goals,
    _numbers,
)
