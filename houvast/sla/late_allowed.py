"""
Whether what the links of a chain allow to be late, together, fits in what the SLA allows.

A goal is a share of the tickets, or a number of them over a period; source: docs/decisions/0012.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from houvast.sla.agreement.model import Goal, GoalKind, Per
from houvast.sla.chain import Chain, Doubt

_EVERY_TICKET = Decimal(100)
_TOUCHED = {
    (Per.WEEK, Per.MONTH): 6,
    (Per.WEEK, Per.QUARTER): 15,
    (Per.WEEK, Per.YEAR): 54,
    (Per.MONTH, Per.WEEK): 2,
    (Per.MONTH, Per.QUARTER): 3,
    (Per.MONTH, Per.YEAR): 12,
    (Per.QUARTER, Per.WEEK): 2,
    (Per.QUARTER, Per.YEAR): 4,
    (Per.YEAR, Per.WEEK): 2,
}
"""Periods of the first kind that one of the second can touch; else one."""


def shares(chain: Chain) -> Iterator[Doubt]:
    """A share of late tickets: what the links allow, together, must fit in what the SLA allows."""
    wanted, name = _assured(chain.target.goal), chain.target.name
    if chain.target.goal.kind is GoalKind.AT_MOST or not wanted or not chain.links:
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


def numbers(chain: Chain) -> Iterator[Doubt]:
    """A number of late tickets is kept by numbers only: a share does not say how many tickets it is a share of."""
    goal, name = chain.target.goal, chain.target.name
    if goal.kind is not GoalKind.AT_MOST or not chain.links:
        return
    allowed = _at_most(goal) or Decimal(0)
    late = [(link, _at_most(link.target.goal, _periods(link.target.per, chain.target.per))) for link in chain.links]
    lower = [link for link, most in late if most is None or most > allowed]
    for link in lower:
        ours = f"{_written(link.target.goal)} per {link.target.per.value}"
        theirs = f"{_written(goal)} per {chain.target.per.value}"
        yield link.doubt(link.goal_path, "goal-lower", goal=ours, other=theirs, target=name)
    together = sum((most for _link, most in late if most is not None), Decimal(0))
    if not lower and together > allowed:
        last = chain.links[-1]
        yield last.doubt(last.goal_path, "numbers-together", late=together, target=name, allowed=allowed)


def _periods(of: Per, touching: Per) -> int:
    """Return how many periods of one kind can lie, for a part, in a period of another."""
    return _TOUCHED.get((of, touching), 1)


def _at_most(goal: Goal, periods: int = 1) -> Decimal | None:
    """Return how many tickets may be late when a goal is reached so many times; None where nobody can say."""
    if goal.kind is GoalKind.EACH or (goal.kind is GoalKind.SHARE and goal.value == _EVERY_TICKET):
        return Decimal(0)
    return goal.value * periods if goal.kind is GoalKind.AT_MOST and goal.value is not None else None


def _assured(goal: Goal) -> Decimal:
    """Return the share of tickets, in percent, that is certainly in time when a goal is reached."""
    match goal.kind:
        case GoalKind.EACH:
            return _EVERY_TICKET
        case GoalKind.MEDIAN:
            return _EVERY_TICKET / 2
        case GoalKind.AT_MOST:
            return Decimal(0) if goal.value else _EVERY_TICKET
        case GoalKind.MEAN:
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
