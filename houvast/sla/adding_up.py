"""
Whether promises between teams and by suppliers can add up to the promise made to a customer.

The worst case is computed, not estimated: for every hour of a year each link of the chain takes all that it promises,
on its own calendar, one after the other. Source: DESIGN §3, OLA and UC; docs/decisions/0012.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np

from houvast.sla import late_allowed
from houvast.sla.agreement.findings import Severity, remark
from houvast.sla.agreement.model import ALWAYS, Agreement, Target
from houvast.sla.cells import Horizon, cells
from houvast.sla.chain import Chain, Doubt, Link
from houvast.sla.columns import where
from houvast.sla.terms import HOUR, Micros, instant, micros

_YEAR = 365 * 24


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
    """Tickets that the target is about, and no link is."""
    narrower = [(link, _narrower(link, chain)) for link in chain.links]
    if all(words for _link, words in narrower) and not _share_out(narrower, chain):
        for link, words in narrower:
            path = ("targets", link.target.name, "when")
            yield link.doubt(path, "when-narrower", word=words[0], target=chain.target.name)


def _narrower(link: Link, chain: Chain) -> list[str]:
    """Return by what a link leaves out tickets that the target is about."""
    found = [key for key, words in link.target.when.items() if not _all_among(words, key, chain)]
    opened_in = chain.target.opened_in or ALWAYS
    if link.target.opened_in and _gap(chain.sla, opened_in, link.agreement, link.target.opened_in) is not None:
        found.append("opened_in")
    return found


def _share_out(narrower: Sequence[tuple[Link, list[str]]], chain: Chain) -> bool:
    """Say whether links that are each narrower by one and the same attribute have all its words among them."""
    words: dict[str, set[str]] = {}
    for link, keys in narrower:
        if len(keys) == 1:
            words.setdefault(keys[0], set()).update(link.target.when.get(keys[0], ()))
    return any(_all_among(tuple(known), key, chain) for key, known in words.items())


def _all_among(words: Sequence[str], key: str, chain: Chain) -> bool:
    """Say whether the tickets of the target have no other word for an attribute than these."""
    levels = chain.sla.priority.levels if key == "priority" else ()
    asked = chain.target.when.get(key, tuple(levels))
    return bool(asked) and set(asked) <= set(words)


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
    late_allowed.shares,
    late_allowed.numbers,
)
