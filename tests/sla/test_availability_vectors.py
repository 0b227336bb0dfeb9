"""
Availability as the public test suites of other monitors assert it (tests/vectors/availability.json).

Each case is written as an agreement and a table of facts, and goes through reader and rules. `convention` and `note`
of a case tell what is peculiar about the other project; what is not said there is taken as it stands.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from houvast.sla import availability
from houvast.sla.figures import Availability
from houvast.sla.held_time import Counted
from houvast.sla.periods import Per, Period
from houvast.sla.terms import SECOND, Span
from tests.sla.uptimes import Row, adds_up, promised, record

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "availability.json").read_text(encoding="utf-8"))["cases"]
AGREED = [case for case in VECTORS if case["verdict"] == "agree"]
TIMELINES = [case for case in AGREED if case["kind"] in ("timeline", "group")]
SAMPLES = [case for case in AGREED if case["kind"] == "samples"]
NOTHING_SEEN = "no-up-or-down-sample-is-0"
"""Without a single sample the peer shows 0 %; here nothing is known, so there is no figure."""

COMPOSED = {"worst": "any-of", "best": "all-of"}
MINUTE = timedelta(minutes=1)


def test_every_case_is_held():
    assert (len(TIMELINES), len(SAMPLES)) == (34, 15)
    assert {case["kind"] for case in VECTORS} == {"timeline", "group", "samples"}
    assert {case["verdict"] for case in VECTORS} == {"agree"}


@pytest.mark.parametrize("case", TIMELINES, ids=lambda case: case["id"])
def test_a_timeline(case):
    members = case.get("members") or [case]
    names = [f"m{number}" for number in range(len(members))]
    start, end = (datetime.fromisoformat(at) for at in case["period"])
    rows = [row for name, member in zip(names, members, strict=True) for row in _facts(name, member, start, end)]
    composed = f"services: {{web: {{down_when: {{{COMPOSED[case.get('mode', 'worst')]}: [{', '.join(names)}]}}}}}}"
    calendar, on = _window(case)
    # Planned downtime is up for these monitors: it stays in the denominator, and only its outages do not count.
    deal = promised(
        f"exclude: [planned-maintenance], denominator: window{on}", composed, calendar, zone=case["timezone"]
    )
    target = deal.availability["up"]
    found = availability.judge(deal, target, Period(Per.MONTH, start.date(), "", Span(start, end)), record(rows))
    adds_up(found)
    _held(found, case["expect"], names)


def _facts(name: str, member: dict, start: datetime, end: datetime) -> list[Row]:
    changes = [(datetime.fromisoformat(each["at"]), each["state"]) for each in member["states"]]
    states = [(min([start, *(at for at, _ in changes)]), member.get("initial_state") or "up"), *changes]
    edges = [*(at for at, _ in states[1:]), end]
    kinds = {"down": "outage", "unknown": "unknown"}
    rows: list[Row] = [
        {"service": name, "start": since, "end": max(until, since), "kind": kinds[state]}
        for (since, state), until in zip(states, edges, strict=True)
        if state != "up" and since < until
    ]
    for since, until in member["planned_downtimes"]:
        first, last = datetime.fromisoformat(since), datetime.fromisoformat(until)
        announced = {"announced_at": first - MINUTE}
        rows.append({"service": name, "start": first, "end": last, "kind": "maintenance", **announced})
    return rows


def _window(case: dict) -> tuple[str, str]:
    if case["window"] == "24x7":
        return "", ""
    hours = ", ".join(
        f"{day}: [{', '.join(f'''{chr(34)}{opens}-{closes}{chr(34)}''' for opens, closes in ranges)}]"
        for day, ranges in case["window"].items()
    )
    return f"calendars: {{window: {{hours: {{{hours}}}}}}}", ", on: window"


def _held(found: Availability, expect: dict, names: list[str]) -> None:
    if "availability_percent" in expect:
        wanted = expect["availability_percent"]
        assert (found.figure is None) == (wanted is None)
        if wanted is not None:
            # As many decimals as the peer asserts.
            assert round(float(found.figure or 0), 4) == pytest.approx(wanted, abs=0.00005)
        return
    seconds = expect["seconds"]
    down, planned = (_seconds(found, which) for which in (Counted.DOWN, Counted.PLANNED))
    assert found.outside == seconds["outside_window"] * SECOND
    assert down == seconds["down"]
    assert planned == seconds["planned_down"] + seconds["planned_up"]
    assert _seconds(found, Counted.UP) == seconds["up"]


def _seconds(found: Availability, counted: Counted) -> Fraction:
    return Fraction(int(found.stretches.lengths[found.stretches.counted == counted].sum()), SECOND)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case["id"])
def test_samples(case):
    start = datetime.fromisoformat("2026-06-01T00:00:00+02:00")
    words = {"pending": "down"}  # a pending heartbeat counts as down, says the peer
    probes = [
        {"service": "web", "at": start + number * MINUTE, "state": words.get(state, state)}
        for number, state in enumerate(case["samples"])
    ]
    deal = promised("measured: probes, probes: {figure: samples, holds: 1m}, exclude: [planned-maintenance]")
    target = deal.availability["up"]
    end = start + max(len(probes), 1) * MINUTE
    period = Period(Per.MONTH, start.date(), "", Span(start, end))
    found = availability.judge(deal, target, period, record(probes=probes))
    wanted = None if NOTHING_SEEN in (case.get("convention") or []) else case["expect"]["availability_percent"]
    if wanted is None:
        assert found.figure is None
        assert set(case["samples"]) <= {"maintenance"}
    else:
        assert float(Decimal(str(float(found.figure or 0)))) == pytest.approx(wanted, abs=1e-9)
