"""Probes and counters beside a walker that looks at every minute of a few hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from houvast.sla import availability
from houvast.sla.figures import Availability
from houvast.sla.periods import Per, Period
from houvast.sla.terms import MINUTE, Span
from tests.sla.contracts import ams
from tests.sla.strategies import law
from tests.sla.uptimes import Row, adds_up, promised, record

BEGIN = ams("2026-10-25 00:00")
"""The night on which the clock goes back."""
HOURS = 6
STATES = ("up", "up", "up", "down", "down", "unknown", "maintenance")
FIRST_MINUTE, LAST_MINUTE = -30, HOURS * 60 + 30


@dataclass(frozen=True)
class Rule:
    """What an agreement says of probes: so many failures, from the first or the last of them, for so many minutes."""

    down_after: int
    confirmed: bool
    holds: int | None
    excludes: bool
    unknown: str

    def words(self) -> str:
        held = f", holds: {self.holds}m" if self.holds else ""
        since = "confirmed" if self.confirmed else "first"
        exclude = "exclude: [planned-maintenance], " if self.excludes else ""
        return f"{exclude}unknown: {self.unknown}, probes: {{down_after: {self.down_after}, since: {since}{held}}}"


def rule_of(dice: Random) -> Rule:
    unknown = dice.choice(("left-out", "left-out", "up", "down"))
    return Rule(dice.randint(1, 3), dice.random() < 0.5, dice.choice((None, 5, 20)), dice.random() < 0.5, unknown)


def judged(text: str, *, slots: list[Row] | None = None, probes: list[Row] | None = None) -> Availability:
    deal = promised(text)
    period = Period(Per.MONTH, BEGIN.date(), "", Span(BEGIN, BEGIN + timedelta(hours=HOURS)))
    found = availability.judge(deal, deal.availability["up"], period, record(slots=slots, probes=probes))
    adds_up(found)
    return found


def at(minute: int) -> dict[str, object]:
    return {"service": "web", "at": BEGIN + timedelta(minutes=minute)}


# -- probes ---------------------------------------------------------------------------------------------


def seen(probes: list[tuple[int, str]], rule: Rule) -> list[str]:
    """Say what each probe means: up, down, unknown or planned."""
    failed = ("down",) if rule.excludes else ("down", "maintenance")
    meant = []
    for place, (_, state) in enumerate(probes):
        before = 0
        while place - before >= 0 and probes[place - before][1] in failed:
            before += 1
        after = 0
        while place + after < len(probes) and probes[place + after][1] in failed:
            after += 1
        if before:
            in_a_row = before + after - 1
            is_down = in_a_row >= rule.down_after and (not rule.confirmed or before >= rule.down_after)
            meant.append("down" if is_down else "up")
        else:
            meant.append({"maintenance": "planned"}.get(state, state))
    return meant


def minutes_of(probes: list[tuple[int, str]], rule: Rule) -> dict[str, int]:
    """Count the minutes of the period that are up, down, unknown and planned."""
    meant = seen(probes, rule)
    counted = dict.fromkeys(("up", "down", "unknown", "planned"), 0)
    for minute in range(HOURS * 60):
        last = max((place for place, (when, _) in enumerate(probes) if when <= minute), default=None)
        speaks = last is not None and last + 1 < len(probes)
        if rule.holds is not None and last is not None:
            speaks = minute < probes[last][0] + rule.holds
        counted[meant[last] if speaks and last is not None else "unknown"] += 1
    return counted


@law(60)
@given(st.integers(0, 2**32))
def test_probes_speak_for_the_minutes_after_them(seed):
    dice = Random(seed)
    rule = rule_of(dice)
    many = sorted(dice.sample(range(FIRST_MINUTE, LAST_MINUTE), dice.randint(0, 40)))
    probes = [(minute, dice.choice(STATES)) for minute in many]
    found = judged(
        f"measured: probes, {rule.words()}", probes=[at(minute) | {"state": state} for minute, state in probes]
    )
    counted = minutes_of(probes, rule)
    assert found.included == (counted["up"] + counted["down"]) * MINUTE
    assert (found.planned, found.unknown) == (counted["planned"] * MINUTE, counted["unknown"] * MINUTE)
    unknown_is_down = counted["unknown"] if rule.unknown == "down" else 0
    assert found.downtime == (counted["down"] + unknown_is_down) * MINUTE


@law(60)
@given(st.integers(0, 2**32))
def test_a_share_of_probes_counts_those_of_the_period(seed):
    dice = Random(seed)
    rule = rule_of(dice)
    many = sorted(dice.sample(range(FIRST_MINUTE, LAST_MINUTE), dice.randint(0, 40)))
    probes = [(minute, dice.choice(STATES)) for minute in many]
    rows = [at(minute) | {"state": state} for minute, state in probes]
    figure = rule.words().replace("probes: {", "probes: {figure: samples, ")
    found = judged(f"measured: probes, {figure}", probes=rows)
    said = zip(probes, seen(probes, rule), strict=True)
    inside = [meant for (minute, _), meant in said if 0 <= minute < HOURS * 60 and meant in ("up", "down")]
    if rule.holds is None and probes and probes[-1][0] < HOURS * 60:
        # The last one speaks for no time at all; what it found counts where it is known how the service stood.
        return
    assert found.events == (inside.count("up"), len(inside))
    if inside:
        assert found.figure == Fraction(100 * inside.count("up"), len(inside))
    else:
        assert found.figure is None


# -- counters -------------------------------------------------------------------------------------------


@law(60)
@given(st.integers(0, 2**32))
def test_a_slot_is_down_by_its_error_rate(seed):
    dice = Random(seed)
    limit, empty = dice.choice((None, None, 0, 10, 50)), dice.choice(("up", "down", "left-out"))
    slots = [
        (5 * place, dice.choice((0, 1, 2, 4, 10, 20)), dice.choice((0, 0, 1, 2, 30))) for place in range(HOURS * 12)
    ]
    kept = [slot for slot in slots if dice.random() < 0.9]
    above = f"down_above: {limit}%, " if limit is not None else ""
    rows = [at(minute) | {"length": 5 * MINUTE, "requests": r, "errors": e} for minute, r, e in kept]
    found = judged(f"measured: counters, counters: {{{above}empty: {empty}}}", slots=rows)
    down, left_out = Fraction(0), 0
    for _, requests, errors in kept:
        rate = Fraction(min(errors, requests), requests) if requests else Fraction(empty == "down")
        if requests and limit is not None:
            rate = Fraction(Fraction(errors * 100, requests) > limit)
        left_out += not requests and empty == "left-out"
        down += rate * 5 * MINUTE
    assert found.downtime == down
    assert found.excluded == left_out * 5 * MINUTE
    assert found.unknown == (len(slots) - len(kept)) * 5 * MINUTE


@law(30)
@given(st.integers(0, 2**32))
def test_a_total_is_all_errors_over_all_requests(seed):
    dice = Random(seed)
    slots = [(5 * place, dice.randint(0, 9), dice.randint(0, 12)) for place in range(-6, HOURS * 12 + 6)]
    rows = [at(minute) | {"length": 5 * MINUTE, "requests": r, "errors": e} for minute, r, e in slots]
    found = judged("measured: counters, counters: {figure: total}", slots=rows)
    inside = [(requests, min(errors, requests)) for minute, requests, errors in slots if 0 <= minute < HOURS * 60]
    requests, errors = (sum(column) for column in zip(*inside, strict=True))
    assert found.events == (requests - errors, requests)
    assert found.figure == 100 - Fraction(100 * errors, requests)
