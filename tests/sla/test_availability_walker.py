"""The rules of availability beside a walker that looks at every quarter of an hour (tests/oracle/uptime.py)."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from houvast.sla.figures import Availability
from tests.oracle.percentages import figures
from tests.oracle.uptime import Walked, Walker
from tests.sla.outage_worlds import STEP, World, worlds
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
