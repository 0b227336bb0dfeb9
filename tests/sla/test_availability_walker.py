"""The rules of availability beside a walker that looks at every quarter of an hour (tests/oracle/uptime.py)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import given

from houvast.sla.figures import Availability
from tests.oracle.percentages import figures
from tests.oracle.uptime import Made, Walked, Walker
from tests.sla.outage_worlds import STEP, World, busy_worlds, worlds
from tests.sla.strategies import UNDER_MUTATION, law
from tests.sla.uptimes import adds_up

WORLDS = 120


def walked(world: World) -> Walked:
    return Walker(world.deal, world.facts, world.start, world.end, world.now, STEP).walked()


def told(found: Availability) -> dict[str, object]:
    """What the rules say, in the words of the walker."""
    lengths = {
        "outside": found.outside, "absent": found.absent, "to-come": found.to_come, "known": found.included,
        "excluded": found.planned + found.excluded, "unknown": found.unknown,
    }  # fmt: skip
    names = ("downtime", "figure", "lowest", "highest", "with_all", "coverage", "reached")
    return lengths | {name: getattr(found, name) for name in names}


def expected(world: World) -> dict[str, object]:
    ticks = walked(world)
    said = figures(ticks, world.promise)
    length = {name: ticks.lengths.get(name, 0) for name in ("up", "down", "planned", "excluded")}
    lengths = {name: ticks.lengths.get(name, 0) for name in ("outside", "absent", "to-come", "unknown")}
    lengths |= {"known": length["up"] + length["down"], "excluded": length["planned"] + length["excluded"]}
    names = ("figure", "lowest", "highest", "with_all", "coverage", "reached")
    return lengths | {"downtime": said.downtime} | {name: getattr(said, name) for name in names}


def test_a_period_comes_to_what_the_walker_finds():
    seen: Counter[str] = Counter()

    @law(WORLDS)
    @given(worlds)
    def law_of_the_walker(world: World) -> None:
        found = world.judged()
        adds_up(found)
        assert told(found) == expected(world)
        seen.update(name for name, value in told(found).items() if value)

    law_of_the_walker()
    seldom = [name for name in ("outside", "absent", "to-come", "excluded", "unknown", "downtime") if seen[name] < 5]
    assert UNDER_MUTATION or seldom == []


def test_minimum_rounding_and_slots_come_to_what_the_walker_finds():
    seen: Counter[str] = Counter()

    @law(WORLDS)
    @given(busy_worlds.filter(in_whole_steps))
    def law_of_whole_steps(world: World) -> None:
        found = world.judged()
        adds_up(found)
        assert told(found) == expected(world)
        assert of_incidents(found) == of_stretches(found)
        if found.downtime:
            seen[world.deal.services.get("web", Made()).how or "by itself"] += 1
            seen.update(name for name in STEPS if getattr(world.deal, name))

    law_of_whole_steps()
    seldom = [name for name in ("by itself", "any-of", "all-of", *STEPS) if seen[name] < 5]
    assert UNDER_MUTATION or seldom == []


STEPS = ("rounded", "slots")


def in_whole_steps(world: World) -> bool:
    deal = world.deal
    return deal.minimum is not None and (deal.rounded is not None or deal.slots is not None)


def of_incidents(found: Availability) -> Fraction:
    return sum((each.downtime for each in found.incidents.listed()), Fraction(0))


def of_stretches(found: Availability) -> Fraction:
    weights = [
        (int(length), each.weight)
        for length, each in zip(found.stretches.lengths, found.stretches.listed(), strict=True)
    ]
    return sum((length * weight for length, weight in weights), Fraction(0))
