"""
Clocks + ladder → the steps owed, and the instant to look again.

Source of the rules: DESIGN §3, Escalation. A step is owed once for each clock and cycle; never early.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from houvast.sla.agreement.model import Step, StepKind
from houvast.sla.terms import MICROSECOND


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of a clock's ladder with the instant its share of the promise is used up."""

    step: Step
    at: datetime

    @property
    def owed_from(self) -> datetime:
        """The first instant at which the step is owed; stopping exactly at the due still keeps the promise."""
        return self.at + MICROSECOND if self.step.kind is StepKind.BREACH else self.at


@dataclass(frozen=True, slots=True)
class Owed:
    """
    A step that is due and not yet decided.

    at         the instant it became due, however late anyone looks
    collapsed  a later step is owed too, so this one is recorded and not sent: what it warned of has come
    """

    step: Step
    at: datetime
    collapsed: bool


def steps_owed(planned: Collection[Planned], *, done: Collection[str], now: datetime) -> list[Owed]:
    """
    Return the steps that are due and not yet done, earliest first.

    planned  the clock's ladder; only steps whose instant is known (a paused clock has none to come)
    done     keys of the steps already decided for this clock and cycle
    """
    due = _in_order(plan for plan in planned if plan.step.key not in done and plan.owed_from <= now)
    return [Owed(plan.step, plan.at, _is_overtaken(plan, due[number + 1 :])) for number, plan in enumerate(due)]


def next_look(planned: Collection[Planned], *, done: Collection[str], now: datetime) -> datetime | None:
    """Return the first instant after now at which a step will be owed; None when none is to come."""
    coming = [plan.owed_from for plan in planned if plan.step.key not in done]
    return min((at for at in coming if at > now), default=None)


def _is_overtaken(plan: Planned, later: Sequence[Planned]) -> bool:
    # A breach and an escalation are always told; a reminder of what has already come helps nobody.
    return plan.step.kind is StepKind.REMINDER and bool(later)


def _in_order(plans: Iterable[Planned]) -> list[Planned]:
    return sorted(plans, key=lambda plan: (plan.at, plan.step.percent))
