"""What must hold of every ladder, checked on invented agreements and logs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from houvast.sla import clock
from houvast.sla.agreement.escalation_model import Escalation, Length, Step, StepKind, When
from houvast.sla.agreement.model import ANY_PRIORITY, Agreement
from houvast.sla.events import Events
from houvast.sla.planning import plans
from houvast.sla.terms import MINUTE, NEVER, EventKind, State, instant
from tests.sla.strategies import World, law, worlds
from tests.sla.test_laws import shortened

LENGTH = 100
"""Minutes; half of the promise of `shortened`."""


def step(when: When, minutes: int, calendar: str = "", **more) -> Step:
    length = Length(minutes * MINUTE, calendar, f"{minutes}m")
    return Step(f"{when}-{minutes}-{calendar}", StepKind.REMINDER, 0, "handler", when, {ANY_PRIORITY: length}, **more)


def share(percent: int) -> Step:
    return Step(f"at-{percent}", StepKind.REMINDER, percent, "handler")


def asked(world: World, *steps: Step) -> Agreement:
    """An agreement of one promise of 200 minutes, with a ladder of these steps."""
    noticed = Escalation(acknowledged_by=(EventKind.ACKNOWLEDGED, EventKind.REPLY))
    return replace(shortened(world.contract, 100).agreement, ladder=steps, escalation=noticed)


def reached(agreement: Agreement, world: World, as_of: datetime | None = None):
    """By clock: when each step is reached, by its key."""
    return {
        (each.ticket, each.target, each.cycle): (each, {plan.step.key: plan.at for plan in found})
        for each, found in plans(Events.of(world.rows), agreement, as_of=as_of or world.as_of)
    }


@law(40)
@given(worlds())
def test_steps_at_shares_are_where_they_always_were(world):
    agreement = world.contract.agreement
    shares = [each.percent for each in agreement.ladder]
    found, at = clock.moments(Events.of(world.rows), agreement, as_of=world.as_of, shares=shares)
    expected = [
        (each, [(key.key, instant(micro)) for key, micro in zip(agreement.ladder, row, strict=True) if micro != NEVER])
        for each, row in zip(found.rows(), at.tolist(), strict=True)
    ]
    planned = plans(Events.of(world.rows), agreement, as_of=world.as_of)
    assert [(each, [(plan.step.key, plan.at) for plan in steps]) for each, steps in planned] == expected


@law(60)
@given(worlds())
def test_half_left_half_used_and_half_over_are_shares(world):
    """Of 200 minutes: 100 before and 100 elapsed are half, 100 after one and a half; 300 before is at once."""
    agreement = asked(
        world,
        *(share(50), share(150)),
        *(step(When.BEFORE, LENGTH), step(When.ELAPSED, LENGTH), step(When.AFTER, LENGTH), step(When.BEFORE, 300)),
    )
    for each, at in reached(agreement, world).values():
        assert at.get("before-100-") == at.get("elapsed-100-") == at.get("at-50")
        assert at.get("after-100-") == at.get("at-150")
        if each.state is not State.VOID:
            assert at["before-300-"] == each.started_at


@law(40)
@given(worlds(), st.sampled_from(["first", "second", "always"]))
def test_elapsed_on_a_calendar_is_a_promise_on_it(world, calendar):
    agreement = asked(world, step(When.ELAPSED, LENGTH, calendar))
    promised = replace(
        agreement,
        ladder=(share(100),),
        targets={
            name: replace(target, within={ANY_PRIORITY: replace(target.within[ANY_PRIORITY], **promise)})
            for promise in [{"amount": LENGTH * MINUTE, "calendar": calendar}]
            for name, target in agreement.targets.items()
        },
    )
    expected = reached(promised, world)
    for key, (_each, at) in reached(agreement, world).items():
        assert at.get(f"elapsed-100-{calendar}") == expected[key][1].get("at-100")


STEPS = (
    *(share(50), share(100), step(When.BEFORE, 30), step(When.AFTER, 45), step(When.ELAPSED, 20, "always")),
    *(step(When.BEFORE, 30, "second"), step(When.AFTER, 60, "always"), step(When.UNACKNOWLEDGED, 15)),
    replace(share(75), otherwise=step(When.ELSE, 15, otherwise=step(When.ELSE, 30, "always"))),
    Step("on", StepKind.REMINDER, 0, "handler", When.EVENT, events=(EventKind.ASSIGNED,)),
    step(When.ELAPSED, 60, held_in="second"),
)


@law(60)
@given(worlds(twists=False), st.integers(1, 6))
def test_a_late_look_finds_the_same_instants_and_none_is_early(world, days):
    world = replace(world, rows=[row for row in world.rows if row["at"] <= world.as_of])
    agreement = asked(world, *STEPS)
    now, later = reached(agreement, world), reached(agreement, world, world.as_of + timedelta(days=days))
    for key, (each, at) in now.items():
        assert later[key][1] == at
        assert all(instant >= each.started_at for instant in at.values())
        if each.due_at and each.state is State.RUNNING:
            assert at["before-30-"] <= each.due_at <= at["after-45-"]
            assert at["before-30-second"] <= each.due_at < at["after-60-always"]


@law(60)
@given(worlds())
def test_what_is_held_is_told_when_its_calendar_is_open(world):
    agreement = asked(world, *STEPS)
    calendar = agreement.calendars["second"]
    for _each, found in plans(Events.of(world.rows), agreement, as_of=world.as_of):
        for plan in found:
            assert plan.owed_from >= plan.at
            if plan.step.held_in:
                assert calendar.is_open(plan.owed_from)
                assert calendar.between(plan.at, plan.owed_from) == timedelta()
