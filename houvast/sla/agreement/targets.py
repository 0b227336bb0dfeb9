"""Reads `targets:`: promises per priority, goals over a period, availability."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from houvast.sla.agreement import availability, conditions, fields, indicators, promise
from houvast.sla.agreement.availability_terms import Basis
from houvast.sla.agreement.calendars import Calendars
from houvast.sla.agreement.clock_rules import WELL_KNOWN
from houvast.sla.agreement.conditions import Condition
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.indicator_model import IndicatorTarget
from houvast.sla.agreement.model import (
    ALWAYS,
    ANY_PRIORITY,
    AvailabilityTarget,
    ClockRule,
    Goal,
    GoalKind,
    Per,
    PriorityModel,
    Promise,
    Target,
    Unit,
)
from houvast.sla.agreement.yaml_tree import Node, Scalar, Series, Table

TARGET_KEYS = ("clock", "within", "goal", "per", "minimum", "title", "when")

GOALS = ("each", "95%", "at most 3", "mean", "median", "p90")
"""Every form of a goal, for messages and the reference."""

_PERCENTILE = re.compile(r"p([0-9]{1,2}(?:\.[0-9]{1,3})?)")
_AT_MOST = re.compile(r"at most ([0-9]{1,6})")
_MOST_MINIMUM = 1_000_000
_BEST_EFFORT = Promise(Unit.BEST_EFFORT, 0, ALWAYS, promise.BEST_EFFORT)


@dataclass(frozen=True, slots=True)
class Ground:
    """What targets refer to: calendars, clocks and priorities, and the language of texts without one."""

    calendars: Calendars
    clocks: Mapping[str, ClockRule]
    priority: PriorityModel
    language: str
    basis: Basis


@dataclass(slots=True)
class Targets:
    """
    What `targets:` promises.

    clocks  the well-known ones that it uses without defining them
    names   of all targets, also of those of other plans, which are left out
    """

    on_tickets: dict[str, Target]
    availability: dict[str, AvailabilityTarget]
    indicators: dict[str, IndicatorTarget]
    clocks: dict[str, ClockRule]
    names: list[str]


def read(report: Report, node: Node | None, ground: Ground) -> Targets:
    """Return the targets; an agreement without any is an error."""
    found = Targets({}, {}, {}, {}, [])
    if isinstance(node, Table) and not node.entries:
        report.error(node.place, "no-targets")
    for key, value in fields.entries(report, node, ("targets",)):
        name = fields.name(report, key)
        found.names.append(name)
        if indicators.is_indicator(value):
            indicator, condition = indicators.target(report, value, name, ground.basis)
            if condition.holds_for(ground.basis.plan):
                found.indicators[name] = indicator
        elif isinstance(value, Table) and value.get("availability") is not None:
            uptime, condition = availability.target(report, value, name, ground.basis)
            if condition.holds_for(ground.basis.plan):
                found.availability[name] = uptime
        else:
            target, condition = _target(report, value, name, ground, found.clocks)
            if condition.holds_for(ground.basis.plan):
                found.on_tickets[name] = target
    indicators.check_means(report, found.indicators)
    return found


def _target(
    report: Report, node: Node, name: str, ground: Ground, used: dict[str, ClockRule]
) -> tuple[Target, Condition]:
    table = Fields(report, node, ("targets", name), TARGET_KEYS)
    promised = table.need("within")
    condition = conditions.when(table, ground.basis, ground.basis.attributes)
    target = Target(
        name=name,
        clock=_clock(table, name, ground, used),
        within=within(report, promised, table.at("within"), ground) if promised is not None else {},
        goal=_goal(report, table.get("goal")),
        per=table.choice("per", Per.MONTH),
        title=table.text("title", ground.language),
        minimum=table.whole("minimum", 1, low=1, high=_MOST_MINIMUM),
        when=condition.attributes,
        opened_in=condition.opened_in,
    )
    if promised is not None and not target.goal.kind.counts_tickets:
        _refuse_empty(report, promised, target)
    return target, condition


def _refuse_empty(report: Report, promised: Node, target: Target) -> None:
    """Refuse to take the mean of shares of promises, or the share of one, where a promise may be no time at all."""
    for each in target.within.values():
        if each.may_be_empty:
            report.error(promised.place, "share-of-nothing", word=each.written)


def _clock(table: Fields, name: str, ground: Ground, used: dict[str, ClockRule]) -> str:
    """Return the clock of a target: the one it names, else the one that has its own name."""
    clock = table.word("clock", default=name)
    if clock in ground.clocks:
        return clock
    if clock in WELL_KNOWN:
        used[clock] = WELL_KNOWN[clock]
        return clock
    known = [*ground.clocks, *(each for each in WELL_KNOWN if each not in ground.clocks)]
    node = table.get("clock")
    if node is None:
        table.report.error(table.place, "missing-key", word="clock", where=fields.worded(table.path))
    elif clock:
        table.report.unknown(node.place, "unknown-clock", clock, known)
    return clock


def within(report: Report, node: Node, path: Path, ground: Ground) -> dict[str, Promise]:
    """Return one promise for every priority, or a promise for each."""
    if isinstance(node, Scalar | Series):
        return {ANY_PRIORITY: _promise(report, node, ground)}
    if not node.entries:
        report.error(node.place, "empty-value")
    found: dict[str, Promise] = {}
    levels = ground.priority.levels
    for key, value in fields.entries(report, node, path):
        if key.value != ANY_PRIORITY and levels and key.value not in levels:
            report.unknown(key.place, "unknown-priority", key.value, levels)
        found[key.value] = _promise(report, value, ground)
    return found


def _promise(report: Report, node: Node, ground: Ground) -> Promise:
    """Return the promise of a cell: one limit, or a list of which the earliest holds."""
    if isinstance(node, Series):
        return _earliest(report, node, ground)
    return _limit(report, node, ground)


def _earliest(report: Report, node: Series, ground: Ground) -> Promise:
    if not node.items:
        report.error(node.place, "empty-value")
        return _BEST_EFFORT
    first, *others = [_limit(report, item, ground) for item in node.items]
    for item, other in zip(node.items[1:], others, strict=True):
        if _is_no_limit(first) or _is_no_limit(other):
            report.error(item.place, "best-effort-alone")
    written = ", ".join(each.written for each in (first, *others))
    return replace(first, written=written, others=tuple(others))


def _is_no_limit(promise: Promise) -> bool:
    """Say whether best effort was written; what stands in for a cell with a fault is reported already."""
    return promise.unit is Unit.BEST_EFFORT and promise is not _BEST_EFFORT


def _limit(report: Report, node: Node, ground: Ground) -> Promise:
    written = fields.word(report, node)
    if not written or not isinstance(node, Scalar):
        return _BEST_EFFORT
    try:
        found = promise.parse(written, ground.calendars.names, at_once=True)
    except promise.BadPromise as fault:
        report.error(node.at(fault.offset), fault.code, **fault.params)
        return _BEST_EFFORT
    calendar = ground.calendars.compiled.get(found.calendar)
    if found.unit is not Unit.BEST_EFFORT and calendar is not None and calendar.last_day is not None:
        report.error(node.place, "never-due", word=written, calendar=found.calendar, day=calendar.last_day)
    if found.unit is Unit.BUSINESS_DAYS and found.calendar in ground.calendars.never_shut:
        report.error(node.place, "business-days-never-shut", word=found.calendar)
    return found


def _goal(report: Report, node: Node | None) -> Goal:
    """Return the goal; every ticket on time where none is written."""
    if node is None:
        return Goal(GoalKind.EACH)
    written = fields.word(report, node)
    if written in (GoalKind.EACH, GoalKind.MEAN, GoalKind.MEDIAN):
        return Goal(GoalKind(written))
    if match := _PERCENTILE.fullmatch(written):
        rank = Decimal(match.group(1))
        if rank > 0:
            return Goal(GoalKind.PERCENTILE, rank)
    if match := _AT_MOST.fullmatch(written):
        return Goal(GoalKind.AT_MOST, Decimal(match.group(1)))
    if written.endswith("%"):
        return Goal(GoalKind.SHARE, fields.percent(report, node))
    if written:
        report.unknown(node.place, "unknown-goal", written, GOALS)
    return Goal(GoalKind.EACH)
