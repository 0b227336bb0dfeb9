"""Invented calendars, agreements and ticket histories, near the nights on which clocks change."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.sla.contracts import ROUND_THE_CLOCK, Clause, Contract, Offer, Ranges, Row, Sheet, event, ranges

DEEP = bool(os.environ.get("HOUVAST_DEEP"))
"""HOUVAST_DEEP=1 looks for new counter-examples, twenty times as many; without it every run is the same."""

WINDOWS = (
    ("Europe/Amsterdam", date(2027, 3, 25)),  # spring: 02:00 → 03:00 on Sunday the 28th
    ("Europe/Amsterdam", date(2027, 10, 28)),  # autumn: 03:00 → 02:00 on Sunday the 31st
    ("America/Santiago", date(2027, 4, 1)),  # 24:00 → 23:00: the hour before midnight happens twice
    ("America/Santiago", date(2027, 9, 2)),  # 00:00 → 01:00: midnight is skipped
    ("Asia/Kolkata", date(2026, 12, 30)),  # half an hour off; over New Year
    ("UTC", date(2027, 2, 26)),
    ("Europe/Amsterdam", date(2026, 12, 23)),  # over Christmas
)

SHAPES = tuple(
    ranges(written)
    for written in (
        "08:00-18:00",
        "09:00-17:00",
        "08:00-12:00 13:00-17:00",
        "09:00-12:00 12:00-13:30",
        "22:00-06:00",
        "22:00-02:00",
        "02:00-06:00",
        "02:15-02:45",
        "01:30-03:00",
        "00:00-24:00",
        "00:00-00:30 23:30-24:00",
        "23:15-00:45",
        "18:00-12:00",
    )
)

PRIORITIES = ("P1", "P2", "P3", "P4")
STATUSES = ("waiting-customer", "waiting-supplier", "in-progress")
LEVELS = ("high", "medium", "low")
HAPPENINGS = (
    "reply customer_reply customer_reply status status status priority priority resolved resolved reopened reopened "
    "closed cancelled workaround acknowledged assigned escalated note auto_reply"
).split()


def law(examples: int) -> settings:
    """Return the settings of a law that is checked on so many examples, twenty times as many in depth."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=examples * (20 if DEEP else 1),
        derandomize=not DEEP,
        database=None,
        deadline=None,
        suppress_health_check=slow,
        phases=(Phase.generate, Phase.shrink),
    )


quarters = st.integers(0, 95).map(lambda number: number * 900)


@st.composite
def day_ranges(draw: st.DrawFn) -> Ranges:
    """One or two ranges of a day, also over midnight; sometimes any quarter of an hour."""
    if draw(st.integers(0, 3)):
        return draw(st.sampled_from(SHAPES))
    start, end = draw(quarters), draw(quarters)
    return ((start, end),) if start != end else ((start, start + 900),)


@st.composite
def sheets(draw: st.DrawFn, zone: str, around: date) -> Sheet:
    """A calendar with holidays and hours of a date in the days after `around`."""
    usual = draw(day_ranges())
    weekly = dict.fromkeys(range(draw(st.integers(1, 7))), usual)
    for day in draw(st.lists(st.integers(0, 6), max_size=3)):
        weekly[day] = draw(st.one_of(day_ranges(), st.just(())))
    if not any(weekly.values()):
        weekly[0] = usual
    days = st.integers(-1, 7).map(lambda number: around + timedelta(days=number))
    holidays = frozenset(draw(st.lists(days, max_size=2)))
    dates = draw(st.dictionaries(days, st.one_of(day_ranges(), st.just(())), max_size=2))
    return Sheet(zone, weekly, holidays, dates)


lengths = st.one_of(
    st.sampled_from((15, 60, 90, 240, 480, 600, 1440)), st.integers(1, 2000)
).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def offers(draw: st.DrawFn, names: Sequence[str]) -> Offer:
    """A promise on one of the calendars: mostly open time, some business days, some best effort."""
    sheet = draw(st.sampled_from(names))
    kind = draw(st.integers(0, 9))
    if kind < 7:
        return Offer(sheet, draw(lengths))
    if kind == 7:
        return Offer()
    cut_off = draw(st.none() | st.sampled_from((time(12), time(16, 30))))
    return Offer(sheet, days=draw(st.integers(1, 2)), same_time=draw(st.booleans()), cut_off=cut_off)


CLOCKS: tuple[dict[str, object], ...] = (
    {"target": "response", "start": ("opened",), "stop": ("reply",)},
    {"target": "resolution", "start": ("opened",), "stop": ("resolved",)},
    {"target": "workaround", "start": ("opened",), "stop": ("workaround", "resolved")},
    {"target": "update", "start": ("reply",), "stop": ("reply",)},
    {"target": "contact", "start": ("opened", "reply", "customer_reply"), "stop": ("reply", "customer_reply")},
    {"target": "next-reply", "start": ("customer_reply",), "stop": ("reply",)},
    {"target": "lead-time", "start": ("opened",), "stop": ("closed",)},
    {"target": "pick-up", "start": ("opened", "escalated"), "stop": ("acknowledged", "assigned")},
)


@st.composite
def clauses(draw: st.DrawFn, names: Sequence[str], which: int) -> Clause:
    """One target: any clock, any table, any way to reopen and to change priority."""
    keys = draw(st.sampled_from((("*",), ("P1", "P2", "P3"), ("P1", "P2", "P3", "P4"), ("P1", "*"))))
    return Clause(
        **CLOCKS[which],  # type: ignore[arg-type]
        within={key: draw(offers(names)) for key in keys},
        pause=draw(st.sampled_from(((), ("waiting-customer",), ("waiting-customer", "waiting-supplier")))),
        on_reopen=draw(st.sampled_from(("resume", "restart", "continue"))),
        on_priority_change=draw(st.sampled_from(("from-start", "from-change", "carry-over"))),
        met_at_due=draw(st.integers(0, 4)) > 0,
        only=draw(st.sampled_from(({}, {}, {}, {"channel": ("portal", "phone")}))),
    )


@st.composite
def contracts(draw: st.DrawFn, zone: str, around: date, targets: int = 3) -> Contract:
    """An agreement with two calendars, one of them sometimes in another zone, and a few different clocks."""
    other = draw(st.sampled_from((zone, zone, "UTC", "Asia/Kolkata")))
    books = {"first": draw(sheets(zone, around)), "second": draw(sheets(other, around)), "always": ROUND_THE_CLOCK}
    which = draw(st.lists(st.integers(0, len(CLOCKS) - 1), min_size=1, max_size=targets, unique=True))
    terms = tuple(draw(clauses(("first", "second", "always"), number)) for number in which)
    return Contract(terms, books, timezone=zone)


@st.composite
def histories(draw: st.DrawFn, ticket: str, start: datetime, minutes: int, unit: timedelta) -> list[Row]:
    """The life of one ticket: opened, then up to nine events within so many units, often on the quarter of an hour."""
    offset = st.one_of(st.integers(0, minutes // 15).map(lambda quarter: quarter * 15), st.integers(0, minutes))
    opened, *later = sorted(draw(st.lists(offset, min_size=draw(st.integers(1, 8)), max_size=12)))
    said = draw(said_at_opening)
    rows = [event(start + opened * unit, "opened", ticket, **said)]
    for at in later:
        what = draw(st.sampled_from(HAPPENINGS))
        rows.append(event(start + at * unit, what, ticket, **draw(_said_by(what))))
    return rows


def _one(name: str, words: Sequence[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.sampled_from(words).map(lambda word: {name: word})


grades = st.fixed_dictionaries({}, optional={name: st.sampled_from(LEVELS) for name in ("impact", "urgency")})
priorities = st.one_of(_one("priority", PRIORITIES), _one("priority", PRIORITIES), grades)
said_at_opening = st.builds(
    lambda *parts: {name: word for part in parts for name, word in part.items()},
    priorities,
    st.one_of(st.just({}), st.just({}), _one("status", STATUSES)),
    st.one_of(st.just({}), _one("channel", ("portal", "phone", "mail"))),
)


def _said_by(what: str) -> st.SearchStrategy[dict[str, str]]:
    if what == "status":
        return _one("status", STATUSES)
    if what == "priority":
        return priorities
    return st.one_of(st.just({}), st.just({}), st.just({}), priorities)


@dataclass(frozen=True)
class World:
    """An agreement, a log of a few tickets, and the moment of looking."""

    contract: Contract
    rows: list[Row]
    as_of: datetime


@st.composite
def worlds(
    draw: st.DrawFn, tickets: int = 4, minutes: int = 4 * 1440, unit: timedelta = timedelta(minutes=1), twists: bool = True
) -> World:
    """A few tickets under one agreement; with `twists`, mergers and corrections too."""
    zone, day = draw(st.sampled_from(WINDOWS))
    contract = draw(contracts(zone, day))
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=draw(st.integers(0, 60)))
    names = [f"T{number}" for number in range(1, tickets + 1)]
    rows = [row for name in names for row in draw(histories(name, start, minutes, unit))]
    if twists:
        rows = draw(twisted(rows, names, start, minutes, unit))
    end = start + minutes * unit
    as_of = draw(st.sampled_from((end, end, end + minutes // 4 * unit, *(row["at"] for row in rows))))
    return World(contract, rows, as_of)


@st.composite
def twisted(
    draw: st.DrawFn, rows: list[Row], names: list[str], start: datetime, minutes: int, unit: timedelta
) -> list[Row]:
    """The log with now and then a merger, and now and then a correction of something that was not the opening."""
    rows = [row | {"id": f"E{number}"} for number, row in enumerate(rows)]
    opened = {row["ticket"]: row["at"] for row in rows if row["event"] == "opened"}
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
        loser, survivor = draw(st.permutations(names))[:2]
        at = max(opened[loser], start + draw(st.integers(0, minutes)) * unit)
        rows.append(event(at, "merged", loser, into=survivor))
    later = [row for row in rows if row["event"] != "opened" and "id" in row]
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2))) if later else 0):
        wrong = draw(st.sampled_from(later))
        at = max(opened[wrong["ticket"]], start + draw(st.integers(0, minutes)) * unit)
        becomes = draw(st.sampled_from(("", "withdrawn", "reply", "resolved")))
        rows.append(event(at, "correction", wrong["ticket"], corrects=wrong["id"], becomes=becomes))
    return rows
