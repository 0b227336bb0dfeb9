"""Clocks of a period → targets reached or not (DESIGN §3, Targets over a period)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.sla import clock, target
from houvast.sla.agreement.model import Goal, GoalKind, Per
from houvast.sla.events import Events
from houvast.sla.terms import Verdict
from tests.sla.contracts import Clause, Contract, Row, ams, event, resolution
from tests.sla.strategies import law, worlds

GOALS = {
    "each": Goal(GoalKind.EACH),
    "mean": Goal(GoalKind.MEAN),
    "median": Goal(GoalKind.MEDIAN),
} | {f"p{rank}": Goal(GoalKind.PERCENTILE, Decimal(rank)) for rank in (50, 90, 95)}
MONDAY = ams("2027-01-11 09:00")


def share(percent: str) -> Goal:
    return Goal(GoalKind.SHARE, Decimal(percent))


def contract(goal: Goal, **said: object) -> Contract:
    clause = Clause.of(
        "resolution", {"P3": "100m on always", "P4": "best effort", "P1": "50m on always"}, goal=goal, **said
    )
    return Contract.of(clause)


def tickets(*minutes: int | None, priority: str = "P3", start: datetime = MONDAY) -> list[Row]:
    """One ticket for each number of minutes until it was resolved; None is not resolved yet."""
    rows = []
    for number, took in enumerate(minutes):
        name = f"{priority}-{number}"
        rows.append(event(start, "opened", name, priority=priority))
        if took is not None:
            rows.append(event(start + timedelta(minutes=took), "resolved", name))
    return rows


def outcome(terms: Contract, rows: list[Row], as_of: datetime) -> target.Outcome:
    """The outcome of the whole log, all priorities together."""
    found = clock.clocks(Events.of(rows), terms.agreement, as_of=as_of)
    return next(each for each in target.outcomes(found, terms.agreement) if each.priority is None)


LATER = MONDAY + timedelta(days=2)
TEN = (10, 20, 30, 40, 50, 60, 70, 80, 90, 110)  # nine of ten within 100 minutes


@pytest.mark.parametrize(
    ("goal", "minutes", "figure", "reached"),
    [
        (share("90"), TEN, 90, True),
        (share("90.1"), TEN, 90, False),
        (share("95"), TEN, 90, False),
        (share("100"), TEN[:9], 100, True),
        (GOALS["each"], TEN, 90, False),
        (GOALS["each"], TEN[:9], 100, True),
        (Goal(GoalKind.AT_MOST, Decimal(1)), TEN, 90, True),
        (Goal(GoalKind.AT_MOST, Decimal(1)), (*TEN, 120), Fraction(900, 11), False),
        (Goal(GoalKind.AT_MOST, Decimal(0)), TEN, 90, False),
        (GOALS["mean"], TEN, 56, True),
        (GOALS["mean"], (10, 190), 100, True),  # exactly the promise is within it
        (GOALS["mean"], (10, 191), Fraction(201, 2), False),
        (GOALS["median"], TEN, 55, True),
        (GOALS["median"], (50, 150, 160), 150, False),
        (GOALS["p50"], TEN, 50, True),
        (GOALS["p90"], TEN, 90, True),
        (GOALS["p95"], TEN, 110, False),
    ],
)
def test_what_a_target_makes_of_its_clocks(goal, minutes, figure, reached):
    found = outcome(contract(goal), tickets(*minutes), LATER)
    assert (found.figure, found.reached) == (figure, reached)


def test_numerator_and_denominator_and_what_is_left_out():
    terms = contract(share("50"))
    rows = [
        *tickets(10, 110, None),
        *tickets(10, 10, priority="P4"),
        event(MONDAY, "opened", "gone", priority="P1"),
        event(MONDAY + timedelta(minutes=1), "cancelled", "gone"),
        event(MONDAY + timedelta(minutes=45), "opened", "fresh"),
    ]
    found = outcome(terms, rows, MONDAY + timedelta(minutes=120))
    assert (found.met, found.breached, found.judged) == (1, 2, 3)  # the open one is past its due
    assert (found.pending, found.none, found.void) == (1, 2, 1)
    assert (found.figure, found.reached) == (Fraction(100, 3), False)


def test_a_rounded_figure_never_looks_better_than_it_is():
    """949 of 1,000 is 94.9; 94.96 shows as 94.9 too: what reads 95.0 has been reached."""
    assert target.shown(Fraction(9496, 100)) == Decimal("94.9")
    assert target.shown(Fraction(95)) == Decimal("95.0")
    assert target.shown(Fraction(200, 3)) == Decimal("66.6")


def test_for_each_priority_and_for_all():
    terms = contract(share("50"))
    rows = [*tickets(10, 110), *tickets(10, 60, 70, priority="P1")]
    found = clock.clocks(Events.of(rows), terms.agreement, as_of=LATER)
    told = {each.priority: (each.met, each.breached, each.reached) for each in target.outcomes(found, terms.agreement)}
    assert told == {None: (2, 3, False), "P1": (1, 2, False), "P3": (1, 1, True)}


def test_used_shares_compare_different_promises():
    """Half of 100 minutes and half of 50 minutes are both half."""
    found = outcome(contract(GOALS["mean"]), [*tickets(50), *tickets(25, priority="P1")], LATER)
    assert found.figure == 50


def test_nothing_judged_is_neither_reached_nor_missed():
    found = outcome(contract(share("95")), tickets(None), MONDAY + timedelta(minutes=1))
    assert (found.judged, found.pending, found.figure, found.reached) == (0, 1, None, None)


@pytest.mark.parametrize(("minimum", "reached"), [(1, True), (3, True), (4, None)])
def test_a_small_sample_is_marked(minimum, reached):
    found = outcome(contract(share("60"), minimum=minimum), tickets(10, 20, 110), LATER)
    assert (found.judged, found.reached) == (3, reached)


def test_a_clock_belongs_to_the_period_of_its_verdict():
    """The earlier of stop and due, in the zone of the agreement; 31 January 23:30 in Amsterdam is 22:30 UTC."""
    terms = contract(share("50"))
    start = ams("2027-01-31 22:40")
    rows = [
        *tickets(50, 200, priority="P1", start=start),  # met at 23:30, breached at 23:30
        *tickets(100, 400, start=start),  # met at 00:20, breached at 00:20
    ]
    found = clock.clocks(Events.of(rows), terms.agreement, as_of=ams("2027-03-15 12:00"))
    told = [(each.period.label, each.met, each.breached) for each in target.by_period(found, terms.agreement)]
    assert told == [("2027-01", 1, 1), ("2027-02", 1, 1)]


def test_periods_without_a_verdict_are_not_told():
    rows = [*tickets(10), *[row | {"ticket": "later"} for row in tickets(10, start=ams("2027-04-12 09:00"))]]
    terms = contract(share("50"))
    found = clock.clocks(Events.of(rows), terms.agreement, as_of=ams("2027-06-01 00:00"))
    assert [each.period.label for each in target.by_period(found, terms.agreement)] == ["2027-01", "2027-04"]


@law(30)
@given(worlds(), st.sampled_from(list(Per)))
def test_every_verdict_is_in_exactly_one_period(world, per):
    clauses = tuple(replace(each, per=per) for each in world.contract.clauses)
    terms = Contract(clauses, world.contract.sheets, timezone=world.contract.timezone)
    found = clock.clocks(Events.of(world.rows), terms.agreement, as_of=world.as_of)
    periods = target.by_period(found, terms.agreement)
    whole = {each.target: each for each in target.outcomes(found, terms.agreement) if each.priority is None}
    for name, total in whole.items():
        mine = [each for each in periods if each.target == name]
        assert sum(each.met for each in mine) == total.met
        assert sum(each.breached for each in mine) == total.breached
        assert len({each.period.label for each in mine}) == len(mine)
        assert all(each.judged for each in mine)
    verdicts = [each.verdict for each in found.rows()]
    assert sum(each.judged for each in periods) == verdicts.count(Verdict.MET) + verdicts.count(Verdict.BREACHED)


def test_resolution_is_judged_by_its_own_goal_only():
    terms = Contract.of(
        resolution("100m on always", goal=share("50")),
        Clause.of("lead-time", "10m on always", stop="closed", goal=share("50")),
    )
    found = clock.clocks(Events.of(tickets(50, 60)), terms.agreement, as_of=LATER)
    assert {each.target: each.reached for each in target.outcomes(found, terms.agreement) if each.priority is None} == {
        "resolution": True,
        "lead-time": False,
    }


# -- which of the sorted values a figure looks at --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goal", "count", "looked_at"),
    [
        ("median", 1, [0]),
        ("median", 2, [0, 1]),
        ("median", 5, [2]),
        ("median", 6, [2, 3]),
        ("p50", 6, [2]),  # the nearest rank, where the median takes the mean of two
        ("p90", 1, [0]),
        ("p90", 9, [8]),
        ("p90", 10, [8]),
        ("p90", 11, [9]),
        ("p95", 20, [18]),
        ("p95", 21, [19]),
    ],
)
def test_the_ranks_of_a_median_and_a_percentile(goal, count, looked_at):
    assert target.ranks(GOALS[goal], count) == looked_at
