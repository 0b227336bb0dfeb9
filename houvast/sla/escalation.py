"""
Clocks + ladder → the steps owed, and the instant to look again.

Source of the rules: DESIGN §3, Escalation. A step is owed once for each clock and cycle; never early.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from houvast.sla.agreement.escalation_model import When
from houvast.sla.agreement.model import Step, StepKind
from houvast.sla.clock import Clock
from houvast.sla.terms import MICROSECOND, State, Verdict

InForce = Sequence[tuple[datetime, datetime | None]]
"""From when until when a customer has an agreement in force; None for without end."""


@dataclass(frozen=True, slots=True)
class Planned:
    """
    A step of a clock's ladder with its instant.

    at          the instant at which the clock reaches the step
    late_after  microseconds after the due instant at which the clock is late, see ClockRule
    held_until  when it may be delivered, or when a silence is over; None where that is at once
    """

    step: Step
    at: datetime
    late_after: int = 1
    held_until: datetime | None = None

    @property
    def owed_from(self) -> datetime:
        """The first instant at which the step is owed; a breach is one as soon as the clock is late."""
        owed = self.at + self.late_after * MICROSECOND if self.step.kind is StepKind.BREACH else self.at
        return owed if self.held_until is None else max(owed, self.held_until)


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


def is_owed_at_all(planned: Planned, clock: Clock, *, watched_from: datetime, in_force: InForce) -> bool:
    """
    Say whether anybody may ever have to hear of a step.

    Not when the clock is void; after the stop only of the breach, and of an event that happened before it; not of
    what was over before the ticket came to us; not at a moment at which the customer has no agreement in force.

    watched_from  steps before it are history
    in_force      from when until when the customer has an agreement; None for without end
    """
    if clock.state is State.VOID or planned.at < watched_from:
        return False
    over = clock.state is State.STOPPED and planned.step.when is not When.EVENT
    if over and not (planned.step.kind is StepKind.BREACH and clock.verdict is Verdict.BREACHED):
        return False
    return any(start <= planned.at and (end is None or planned.at < end) for start, end in in_force)


def still_owed(planned: Iterable[Planned], decided: Mapping[str, datetime]) -> list[Planned]:
    """
    Return the steps that nobody has decided on yet.

    decided  when each step of this clock and cycle was last decided, by its key
    A step that was decided before its instant, as the facts have it now, rested on facts that were corrected, or
    on a promise that was replaced: it is owed again when that instant comes. Source: docs/decisions/0008.
    """
    return [plan for plan in planned if plan.step.key not in decided or decided[plan.step.key] < plan.owed_from]


def next_look(planned: Collection[Planned], *, done: Collection[str], now: datetime) -> datetime | None:
    """Return the first instant after now at which a step will be owed; None when none is to come."""
    coming = [plan.owed_from for plan in planned if plan.step.key not in done]
    return min((at for at in coming if at > now), default=None)


def _is_overtaken(plan: Planned, later: Sequence[Planned]) -> bool:
    # A breach and an escalation are always told; a reminder of what has already come helps nobody.
    return plan.step.kind is StepKind.REMINDER and bool(later)


def _in_order(plans: Iterable[Planned]) -> list[Planned]:
    return sorted(plans, key=lambda plan: (plan.at, plan.step.percent))
