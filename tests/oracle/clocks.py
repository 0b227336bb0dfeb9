"""Clocks, the obvious way: follow each ticket tick by tick, then read every cycle. The oracle of the tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tests.oracle.cycles import Deal, Follower, Rule
from tests.oracle.hours import MINUTE
from tests.oracle.log import Fact, histories
from tests.oracle.reckoning import Judge, Reading


def walk(rows: Iterable[Mapping[str, Any]], deal: Deal, as_of: int, step: int = MINUTE) -> list[Reading]:
    """Return every clock of a log as it reads at `as_of`. Every instant must be a whole number of steps."""
    readings: list[Reading] = []
    for ticket, facts in histories(rows, as_of).items():
        for rule in deal.rules:
            if all(facts[0].said.get(name) in words for name, words in rule.only.items()):
                readings += _readings(ticket, rule, deal, facts, as_of, step)
    return readings


def _readings(ticket: str, rule: Rule, deal: Deal, facts: list[Fact], as_of: int, step: int) -> list[Reading]:
    follower = Follower(rule, deal, step)
    follower.follow(facts, as_of)
    merged = facts[-1].at if facts[-1].event == "merged" else None
    judge = Judge(ticket, rule, as_of, follower.waits, merged, step)
    return [judge.read(cycle, number) for number, cycle in enumerate(follower.lived(), 1)]
