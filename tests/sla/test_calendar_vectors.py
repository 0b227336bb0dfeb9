"""What the test suites of eleven other projects say about business hours (tests/vectors/README.md)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from houvast.sla.calendar import Calendar
from houvast.sla.opening_hours import EmptyCalendar
from houvast.sla.terms import micros
from tests.oracle.hours import MINUTE, SECOND, Hours, NeverOpens, ticks
from tests.sla.contracts import DAYS, Ranges, Sheet, seconds

Case = dict[str, Any]

CASES: list[Case] = json.loads((Path(__file__).parents[1] / "vectors" / "business_time.json").read_text())["cases"]
EMPTY = {"chatwoot-013"}  # no hours at all: the peer falls back to the start; we refuse such a calendar


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)


SCHEDULE = ("timezone", "hours", "holidays", "date_hours", "breaks")


def sheet(case: Case) -> Sheet:
    """Return the calendar of a case; cases with the same schedule share it."""
    return scheduled(json.dumps({name: case[name] for name in SCHEDULE if name in case}))


@cache
def scheduled(written: str) -> Sheet:
    """In the vectors a holiday beats hours of a date, with us they beat it; breaks become hours of a date."""
    case = json.loads(written)
    everyday = {day: [("00:00", "24:00")] for day in DAYS}
    weekly = everyday if case["hours"] == "24x7" else case["hours"]
    closed = frozenset(date.fromisoformat(day) for day in case["holidays"])
    special = {date.fromisoformat(day): windows for day, windows in case.get("date_hours", {}).items()}
    for day, pauses in case.get("breaks", {}).items():
        on = date.fromisoformat(day)
        special[on] = without(special.get(on, weekly.get(DAYS[on.weekday()], [])), pauses)
    return Sheet(
        case["timezone"],
        {DAYS.index(day): pairs(windows) for day, windows in weekly.items()},
        closed,
        {day: pairs(windows) for day, windows in special.items() if day not in closed},
    )


def pairs(windows: list[list[str]]) -> Ranges:
    return tuple((seconds(a), seconds(b)) for a, b in windows)


def without(windows: list[list[str]], pauses: list[list[str]]) -> list[list[str]]:
    """Take breaks out of windows; `HH:MM` and `HH:MM:SS` compare as text."""
    for since, until in pauses:
        left = [[a, min(b, since)] for a, b in windows] + [[max(a, until), b] for a, b in windows]
        windows = sorted(window for window in left if window[0] < window[1])
    return windows


def answer(calendar: Calendar, case: Case) -> Any:
    """Do what a case asks."""
    op = case["op"]
    if op in ("add", "subtract"):
        length = timedelta(microseconds=round(case["seconds"] * 1_000_000))
        return getattr(calendar, op)(at(case["start"]), length)
    if op == "elapsed":
        return calendar.between(at(case["start"]), at(case["end"])).total_seconds()
    if op == "windows":
        return [[span.start, span.end] for span in calendar.windows(at(case["start"]), at(case["end"]))]
    if op == "is_open":
        return calendar.is_open(at(case["at"]))
    return getattr(calendar, op)(at(case["at"]), strict=case["strict"])


def expected(case: Case) -> Any:
    """Return the counted answer: of two edges the earliest for `add`, the latest for `subtract` (DESIGN §3)."""
    oracle = case["oracle"]
    if case["op"] in ("add", "subtract"):
        return at(oracle["earliest" if case["op"] == "add" else "latest"])
    if case["op"] == "windows":
        return [[at(opens), at(closes)] for opens, closes in oracle]
    return at(oracle) if isinstance(oracle, str) else oracle


@pytest.mark.parametrize("case", [case for case in CASES if case["id"] not in EMPTY], ids=lambda case: case["id"])
def test_every_operation_of_every_vector(case):
    assert answer(sheet(case).calendar, case) == expected(case)


@pytest.mark.parametrize("case", [case for case in CASES if case["id"] in EMPTY], ids=lambda case: case["id"])
def test_a_calendar_without_hours_is_refused_instead_of_guessing(case):
    assert case["oracle"] == {"earliest": None, "latest": None}
    with pytest.raises(EmptyCalendar):
        answer(sheet(case).calendar, case)


def test_no_vector_is_left_out():
    assert len(CASES) == 692
    assert {case["id"] for case in CASES if case["oracle"] == {"earliest": None, "latest": None}} == EMPTY


def test_the_walker_itself_agrees_with_the_vectors():
    """The oracle of the other tests is measured too: every vector it can walk in whole minutes or seconds."""
    walked = 0
    for case in CASES:
        instants = [micros(at(case[name])) for name in ("start", "end", "at") if name in case]
        step = next((step for step in (MINUTE, SECOND) if not any(each % step for each in instants)), None)
        if step and case["id"] not in EMPTY and case["op"] in ("add", "subtract", "elapsed", "windows", "is_open"):
            walked += 1
            assert walker_answer(case, step) == walker_expected(case), case["id"]
    assert walked > 400


def walker_answer(case: Case, step: int) -> Any:
    hours = sheet(case).hours
    if case["op"] in ("add", "subtract"):
        length = round(case["seconds"] * SECOND)
        return getattr(hours, case["op"])(ticks(at(case["start"])), length, step)
    if case["op"] == "is_open":
        return hours.is_open(ticks(at(case["at"])))
    start, end = ticks(at(case["start"])), ticks(at(case["end"]))
    if case["op"] == "elapsed":
        return hours.between(start, end, step) / SECOND
    is_open = [False, *hours.open_ticks(start, end, step), False]
    edges = [start + (n - 1) * step for n in range(1, len(is_open)) if is_open[n] != is_open[n - 1]]
    return [list(pair) for pair in zip(edges[::2], edges[1::2], strict=True)]


def walker_expected(case: Case) -> Any:
    found = expected(case)
    if isinstance(found, datetime):
        return ticks(found)
    return [[ticks(a), ticks(b)] for a, b in found] if isinstance(found, list) else found


def test_a_walker_that_finds_nobody_in_gives_up():
    nobody = Hours("UTC", {})
    with pytest.raises(NeverOpens):
        nobody.add(0, MINUTE)
