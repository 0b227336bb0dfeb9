"""What is worth saying about an agreement that can be read: gaps, contradictions, promises that say something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from houvast.sla.agreement.calendars import is_round_the_clock
from houvast.sla.agreement.escalation_model import When
from houvast.sla.agreement.fields import LANGUAGES
from houvast.sla.agreement.findings import Finding, Severity
from houvast.sla.agreement.findings import remark as _said
from houvast.sla.agreement.holidays import HolidaySource
from houvast.sla.agreement.lint import availability, coverage, escalation, indicators, money, ola
from houvast.sla.agreement.model import (
    ALWAYS,
    Agreement,
    GoalKind,
    Promise,
    Target,
    Text,
    Unit,
)
from houvast.sla.calendar import Calendar
from houvast.sla.opening_hours import MIDNIGHT
from houvast.sla.terms import HOUR, EventKind

_DAYS = re.compile(r"([0-9]+)\s*d\b")
_FIRST_WORD = (EventKind.REPLY, EventKind.ACKNOWLEDGED)

Path = tuple[str, ...]
Found = Iterator[Finding]


def findings(agreement: Agreement, *, today: date | None = None) -> list[Finding]:
    """
    Return warnings and notes in the order of the text.

    today  date in the agreement's zone; without it nothing is said of an agreement that has ended
    """
    found = [finding for rule in _RULES for finding in rule(agreement)]
    if today is not None:
        found += _ended(agreement, today)
    return sorted(found, key=lambda finding: (finding.line, finding.column))


# -- the agreement itself ------------------------------------------------------------------------------


def _ended(agreement: Agreement, today: date) -> Found:
    until = agreement.effective_until
    if until is not None and until < today:
        yield _said(agreement, ("effective", "until"), "agreement-ended", word=until.isoformat())


def _languages(agreement: Agreement) -> Found:
    texts: dict[Path, Text] = {("title",): agreement.title}
    texts |= {("targets", name, "title"): target.title for name, target in agreement.targets.items()}
    texts |= {("glossary", word): text for word, text in agreement.glossary.items()}
    texts |= {("terms", name, "text"): each.text for name, each in agreement.provisions.items()}
    texts |= {("terms", name, "title"): each.title for name, each in agreement.provisions.items()}
    for key, meanings in agreement.priority.meanings.items():
        texts |= {("priority", key, word): text for word, text in meanings.items()}
    for path, text in texts.items():
        for missing in LANGUAGES:
            if text and missing not in text:
                yield _said(agreement, path, "one-language", Severity.NOTE, missing=missing)


def _glossary(agreement: Agreement) -> Found:
    used = {*agreement.calendars, *agreement.priority.levels, *agreement.clocks, *agreement.priority.matrix}
    used |= {urgency for row in agreement.priority.matrix.values() for urgency in row}
    used |= {*agreement.fees, *agreement.credits.by_name} | escalation.words(agreement) | indicators.words(agreement)
    for rule in agreement.clocks.values():
        used |= {*rule.pause}
        used |= {value for said in (rule.only, rule.held_by) for values in said.values() for value in values}
    for target in agreement.availability.values():
        used |= {target.service, *target.exclude}
    used |= _words_of_services_and_tickets(agreement)
    for word in agreement.glossary:
        if word not in used:
            yield _said(agreement, ("glossary", word), "glossary-unused", word=word)


def _words_of_services_and_tickets(agreement: Agreement) -> set[str]:
    """Return the words that describe services, maintenance, and the tickets that targets are about."""
    used = {word for meanings in agreement.priority.meanings.values() for word in meanings}
    for name, service in agreement.services.items():
        used |= {name, *(service.members.names if service.members else ())}
    for kind in agreement.maintenance:
        used |= {kind.name, *kind.causes}
    return used | {word for _attribute, word, _path in coverage.conditions(agreement)}


# -- priorities ----------------------------------------------------------------------------------------


def _priorities(agreement: Agreement) -> Found:
    model = agreement.priority
    if model.levels and not model.default:
        yield _said(agreement, ("priority",), "no-default-priority")
    reached = {level for row in model.matrix.values() for level in row.values()}
    reached |= {rule.priority for rule in model.rules}
    for level in model.levels if model.matrix else ():
        if level not in reached and level != model.default:
            yield _said(agreement, ("priority", "levels"), "level-unreachable", word=level)
    urgencies = list(dict.fromkeys(urgency for row in model.matrix.values() for urgency in row))
    for impact, row in model.matrix.items():
        for urgency in urgencies:
            if urgency not in row:
                path = ("priority", "matrix", impact)
                yield _said(agreement, path, "matrix-gap", impact=impact, urgency=urgency)


# -- calendars -----------------------------------------------------------------------------------------


def _calendars(agreement: Agreement) -> Found:
    promises = [promise for target in agreement.targets.values() for promise in target.within.values()]
    limits = [limit for promise in promises for limit in promise.limits]
    used = {limit.calendar for limit in limits if limit.unit is not Unit.BEST_EFFORT}
    used |= {target.calendar for target in agreement.availability.values()}
    used |= {target.opened_in for target in agreement.targets.values()}
    used |= {deadline.calendar for deadline in money.deadlines(agreement)}
    used |= escalation.calendars(agreement) | indicators.calendars(agreement)
    for kind in agreement.maintenance:
        used |= {kind.window or "", kind.notice.calendar if kind.notice else ""}
    used |= coverage.other_calendars(agreement)
    is_whole = not agreement.left_out
    for name, calendar in agreement.calendars.items():
        path = ("calendars", name)
        if name not in used and path in agreement.places and is_whole:
            yield _said(agreement, path, "calendar-unused", word=name)
        yield from _dates(agreement, calendar, path)


def _dates(agreement: Agreement, calendar: Calendar, path: Path) -> Found:
    for day in calendar.dates:
        at = (*path, "dates", day.isoformat())
        if at in agreement.places and not agreement.term.has_day(day):
            yield _said(agreement, at, "date-outside-term", word=day)
    source = calendar.holidays
    if not isinstance(source, HolidaySource):
        return
    if not source.country:
        yield _said(agreement, (*path, "holidays"), "holidays-without-country")
    for day in source.also_on:
        at = (*path, "dates", day.isoformat())
        if at in agreement.places:
            yield _said(agreement, at, "date-twice", word=day)
        elif not agreement.term.has_day(day) and not _comes_back(day, source.also_on):
            yield _said(agreement, (*path, "holidays", "also"), "date-outside-term", word=day)


def _comes_back(day: date, days: Collection[date]) -> bool:
    """Say whether a day is one of each year."""
    return any((each.month, each.day) == (day.month, day.day) and each != day for each in days)


# -- clocks --------------------------------------------------------------------------------------------


def _clocks(agreement: Agreement) -> Found:
    used = {target.clock for target in agreement.targets.values()}
    for name, rule in agreement.clocks.items():
        path = ("clocks", name)
        if name not in used and not agreement.left_out:
            yield _said(agreement, path, "clock-unused", word=name)
        for kind in (EventKind.STATUS, EventKind.PRIORITY):
            if kind in rule.stop:
                yield _said(agreement, (*path, "stop"), "stops-at-any-change", word=kind.word)
        if (*path, "on_reopen") in agreement.places and not rule.follows_to_the_end:
            yield _said(agreement, (*path, "on_reopen"), "reopen-without-effect")


# -- promises ------------------------------------------------------------------------------------------


def _promises(agreement: Agreement) -> Found:
    added = agreement.escalation.added_targets()
    windows = [name for name, calendar in agreement.calendars.items() if not is_round_the_clock(calendar)]
    for name, target in agreement.targets.items():
        for priority, promise in target.within.items():
            path = ("targets", name, "within", priority)
            if promise.unit is Unit.BEST_EFFORT:
                yield _said(agreement, path, "best-effort-not-counted", Severity.NOTE, word=priority)
            elif name not in added and promise.calendar == ALWAYS and not promise.names_calendar:
                yield from _day_and_night(agreement, path, promise, windows)
            yield from _days(agreement, path, promise)
            yield from _cut_off(agreement, path, promise)
        yield from _levels(agreement, target)


def _day_and_night(agreement: Agreement, path: Path, promise: Promise, windows: list[str]) -> Found:
    """Ask whether clock time is meant: of a day always, of hours only where there are hours that could be meant."""
    match = _DAYS.search(promise.written)
    if match:
        hours = promise.amount // HOUR
        yield _said(agreement, path, "days-by-the-clock", Severity.NOTE, word=promise.written, hours=hours)
    elif windows:
        yield _said(agreement, path, "no-calendar-named", Severity.NOTE, word=promise.written)


def _days(agreement: Agreement, path: Path, promise: Promise) -> Found:
    match = _DAYS.match(promise.written)
    if promise.unit is Unit.TIME and match and not is_round_the_clock(agreement.calendars[promise.calendar]):
        days, hours = match.group(1), promise.amount // HOUR
        suggestion = f"{days}bd on {promise.calendar}"
        written = promise.written
        yield _said(agreement, path, "days-as-hours", word=written, hours=hours, days=days, suggestion=suggestion)


def _cut_off(agreement: Agreement, path: Path, promise: Promise) -> Found:
    if promise.cut_off is None:
        return
    ranges = [each for day in agreement.calendars[promise.calendar].hours.values() for each in day]
    limit = promise.cut_off.hour * 3600 + promise.cut_off.minute * 60 + promise.cut_off.second
    if ranges and limit < min(opens for opens, _closes in ranges):
        code = "cut-off-before-hours"
    elif ranges and limit >= max(closes if closes > opens else MIDNIGHT for opens, closes in ranges):
        code = "cut-off-outside-hours"
    else:
        return
    yield _said(agreement, path, code, word=f"{promise.cut_off:%H:%M}", calendar=promise.calendar)


def _levels(agreement: Agreement, target: Target) -> Found:
    levels = [level for level in agreement.priority.levels if level in target.when.get("priority", (level,))]
    promised = [(level, agreement.promise(target.name, level)) for level in levels]
    path = ("targets", target.name, "within")
    for level, promise in promised:
        if promise is None and not _is_promised_elsewhere(agreement, target, level):
            yield _said(agreement, path, "priority-without-promise", word=level)
    known = [(level, promise) for level, promise in promised if promise is not None]
    for (heavier, longer), (lighter, shorter) in pairwise(known):
        if shorter.is_shorter_than(longer):
            yield _said(agreement, (*path, lighter), "lighter-sooner", lighter=lighter, heavier=heavier)


# -- targets -------------------------------------------------------------------------------------------


def _goals(agreement: Agreement) -> Found:
    for name, target in agreement.targets.items():
        path = ("targets", name, "goal")
        if path not in agreement.places:
            yield _said(agreement, path, "goal-missing")
        elif target.goal.kind is GoalKind.SHARE and target.goal.value == Decimal(100):
            yield _said(agreement, path, "goal-all")


def _is_promised_elsewhere(agreement: Agreement, target: Target, level: str) -> bool:
    """Say whether another target on the same clock is about this priority: with a goal of its own, for example."""
    others = (each for each in agreement.targets.values() if each.clock == target.clock and each is not target)
    return any(agreement.promise(each.name, level) is not None for each in others)


def _exclude_each_other(one: Target, other: Target) -> bool:
    """Say whether no ticket is about both: they ask for different words of one attribute."""
    return any(not set(words) & set(other.when.get(name, words)) for name, words in one.when.items())


def _order(agreement: Agreement) -> Found:
    """A first answer that may come after the solution is no promise."""
    for first in _targets_that_stop_at(agreement, _FIRST_WORD):
        for last in _targets_that_stop_at(agreement, (EventKind.RESOLVED,)):
            if _exclude_each_other(first, last):
                continue
            for priority in first.within:
                one, other = first.within[priority], agreement.promise(last.name, priority)
                if other is not None and other.is_shorter_than(one):
                    path = ("targets", first.name, "within", priority)
                    yield _said(agreement, path, "response-after-resolution", word=priority, target=last.name)


def _targets_that_stop_at(agreement: Agreement, kinds: tuple[EventKind, ...]) -> Iterator[Target]:
    for target in agreement.targets.values():
        rule = agreement.clocks[target.clock]
        if rule.start == (EventKind.OPENED,) and any(kind in rule.stop for kind in kinds):
            yield target


def _ladder(agreement: Agreement) -> Found:
    if not agreement.ladder and not agreement.escalation.before_default():
        yield _said(agreement, ("escalation",), "no-escalation")
    elif not any(step.percent == 100 or step.when is When.AFTER for step in agreement.ladder):
        yield _said(agreement, ("escalation",), "ladder-without-breach")


_RULES: tuple[Callable[[Agreement], Found], ...] = (
    _languages,
    _glossary,
    _priorities,
    _calendars,
    _clocks,
    _promises,
    _goals,
    _order,
    _ladder,
    *availability.RULES,
    *coverage.RULES,
    *money.RULES,
    *escalation.RULES,
    *ola.RULES,
)
