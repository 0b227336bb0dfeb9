"""
Clocks of a period → targets reached or not, with what they were counted from.

Source of the rules: DESIGN §3, Targets over a period. A clock belongs to the period that holds the
instant of its verdict, in the zone of the agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from houvast.sla.agreement.model import Agreement, Goal, GoalKind, Target
from houvast.sla.clock import Clocks
from houvast.sla.periods import Per, Period, following, period_of
from houvast.sla.terms import NEVER, State, Verdict, instant, micros


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    How one target did, over one period or over all of a log, for one priority or for all.

    met, breached  clocks with a verdict; together the denominator
    pending        clocks without one yet; only told over all of a log
    none, void     clocks without promise, and clocks of cancelled or merged tickets
    figure         percent: the share met, or the part of the promise used (mean, median, percentile); None without any
    reached        None when there are fewer verdicts than the agreement's minimum
    """

    target: str
    period: Period | None
    priority: str | None
    met: int
    breached: int
    pending: int
    none: int
    void: int
    figure: Fraction | None
    reached: bool | None

    @property
    def judged(self) -> int:
        """How many clocks have a verdict: the denominator."""
        return self.met + self.breached


def outcomes(clocks: Clocks, agreement: Agreement) -> list[Outcome]:
    """Return the outcome of every target over all of a log: in all, then for each priority."""
    found = []
    for code, name in enumerate(clocks.targets):
        mine = clocks.target == code
        found.append(_outcome(clocks, mine, agreement.targets[name], None, None))
        for priority in np.unique(clocks.priority[mine]).tolist():
            rows = mine & (clocks.priority == priority)
            found.append(_outcome(clocks, rows, agreement.targets[name], None, clocks.priorities[priority]))
    return found


def by_period(clocks: Clocks, agreement: Agreement) -> list[Outcome]:
    """Return the outcome of every target in every period that holds a verdict, in order of time."""
    return [
        _outcome(clocks, rows, agreement.targets[name], period, None)
        for code, name in enumerate(clocks.targets)
        for period, rows in _split(clocks, clocks.target == code, agreement.targets[name].per, agreement.timezone)
    ]


def _split(clocks: Clocks, mine: NDArray[np.bool_], per: Per, zone: str) -> Iterator[tuple[Period, NDArray[np.bool_]]]:
    at = clocks.verdict_at
    mine = mine & (at != NEVER)
    if not mine.any():
        return
    period, last = period_of(instant(at[mine].min()), per, zone), int(at[mine].max())
    while micros(period.span.start) <= last:
        rows = mine & (at >= micros(period.span.start)) & (at < micros(period.span.end))
        if rows.any():
            yield period, rows
        period = following(period, zone)


def _outcome(
    clocks: Clocks, rows: NDArray[np.bool_], target: Target, period: Period | None, priority: str | None
) -> Outcome:
    verdict = np.bincount(clocks.verdict[rows], minlength=len(Verdict)).tolist()
    void = int((clocks.state[rows] == State.VOID).sum())
    judged = rows & ((clocks.verdict == Verdict.MET) | (clocks.verdict == Verdict.BREACHED))
    met, breached = verdict[Verdict.MET], verdict[Verdict.BREACHED]
    percent = figure(target.goal, met, breached, clocks.elapsed[judged], clocks.promised[judged])
    reached = is_reached(target, met=met, breached=breached, figure=percent)
    pending, none = verdict[Verdict.PENDING], verdict[Verdict.NONE] - void
    return Outcome(target.name, period, priority, met, breached, pending, none, void, percent, reached)


def is_reached(target: Target, *, met: int, breached: int, figure: Fraction | None) -> bool | None:
    """Say whether a target is reached; None while there are fewer verdicts than its minimum."""
    if figure is None or met + breached < max(target.minimum, 1):
        return None
    match target.goal.kind:
        case GoalKind.EACH:
            return breached == 0
        case GoalKind.AT_MOST:
            return breached <= (target.goal.value or 0)
        case GoalKind.SHARE:
            return figure >= Fraction(target.goal.value or 0)
        case _:
            return figure <= 100


def share_met(met: int, breached: int) -> Fraction | None:
    """Return the percentage of verdicts that are met; None without any."""
    return Fraction(met * 100, met + breached) if met + breached else None


def shown(figure: Fraction) -> Decimal:
    """Return a percentage as pages print it: one decimal, rounded down, so that 94.96 never reads as 95.0."""
    return (Decimal(figure.numerator) / Decimal(figure.denominator)).quantize(Decimal("0.1"), ROUND_FLOOR)


def figure(
    goal: Goal, met: int, breached: int, elapsed: NDArray[np.int64], promised: NDArray[np.int64]
) -> Fraction | None:
    """
    Return the figure of a period in percent: the share met, or the mean, median or percentile of the promise used.

    elapsed, promised  microseconds, a row for each clock with a verdict; None is returned without any
    """
    if goal.kind.counts_tickets or not len(elapsed):
        return share_met(met, breached)
    if goal.kind is GoalKind.MEAN:
        return _mean(elapsed, promised)
    order = np.argsort(elapsed / promised, kind="stable")
    used = [Fraction(int(elapsed[row]) * 100, int(promised[row])) for row in order[ranks(goal, len(order))].tolist()]
    return sum(used, Fraction()) / len(used)


def _mean(elapsed: NDArray[np.int64], promised: NDArray[np.int64]) -> Fraction:
    total = Fraction()
    for length in np.unique(promised).tolist():
        total += Fraction(sum(elapsed[promised == length].tolist()) * 100, length)
    return total / len(elapsed)


def ranks(goal: Goal, count: int) -> list[int]:
    """
    Return which of `count` sorted values, from 0, a median or percentile looks at; it is the mean of those.

    The median of an even number looks at the middle two; a percentile takes the nearest rank. count > 0
    """
    if goal.kind is GoalKind.MEDIAN:
        return sorted({(count - 1) // 2, count // 2})
    rank = -(-count * Fraction(goal.value or 100) // 100)
    return [max(int(rank) - 1, 0)]
