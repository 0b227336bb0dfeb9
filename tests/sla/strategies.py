"""Invented calendars, agreements and ticket histories, near the nights on which clocks change."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.oracle.clocks import walk
from tests.oracle.hours import moment, ticks
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
TEAMS = ("first-line", "second-line")
HAPPENINGS = (
    "reply customer_reply customer_reply status status status priority priority resolved resolved reopened reopened "
    "closed cancelled workaround acknowledged assigned assigned assigned escalated note auto_reply"
).split()


UNDER_MUTATION = bool(os.environ.get("HOUVAST_MUTATION"))
"""HOUVAST_MUTATION=1 asks only whether anything fails: with fewer examples, and not for the smallest one."""


def law(examples: int) -> settings:
    """Return the settings of a law that is checked on so many examples, twenty times as many in depth."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=examples * 20 if DEEP else examples // 3 + 1 if UNDER_MUTATION else examples,
        derandomize=not DEEP,
        database=None,
        deadline=None,
        suppress_health_check=slow,
        phases=(Phase.generate,) if UNDER_MUTATION else (Phase.generate, Phase.shrink),
    )


def coded(choices: int) -> st.SearchStrategy[int]:
    """One number that stands for several choices: drawing it once is much cheaper than drawing each."""
    return st.integers(0, choices - 1)


CLOSED = 3 * len(SHAPES)
day_codes = coded(CLOSED + 1 + 96 * 95)


def day_ranges(code: int) -> Ranges:
    """The hours of a day: mostly one of the SHAPES, sometimes closed, sometimes any quarters of an hour."""
    if code < CLOSED:
        return SHAPES[code % len(SHAPES)]
    if code == CLOSED:
        return ()
    start, length = divmod(code - CLOSED - 1, 95)
    return ((start * 900, (start + 1 + length) % 96 * 900),)


@st.composite
def sheets(draw: st.DrawFn, zone: str, around: date) -> Sheet:
    """A calendar with holidays and hours of a date in the days after `around`."""
    usual = day_ranges(draw(day_codes)) or SHAPES[0]
    weekly = dict.fromkeys(range(draw(st.integers(1, 7))), usual)
    for code in draw(st.lists(coded(7 * 5 * CLOSED), max_size=3)):
        weekly[code % 7] = day_ranges(min(code // 7, CLOSED))
    if not any(weekly.values()):
        weekly[0] = usual
    holidays = frozenset(around + timedelta(days=n - 1) for n in draw(st.lists(st.integers(0, 8), max_size=2)))
    special = draw(st.lists(coded(9 * 2 * CLOSED), max_size=2))
    dates = {around + timedelta(days=code % 9 - 1): day_ranges(min(code // 9, CLOSED)) for code in special}
    nth = draw(st.dictionaries(st.tuples(st.sampled_from((1, 4, 5, -1)), st.integers(0, 6)), day_codes, max_size=2))
    monthly = {day: day_ranges(code) for day, code in nth.items()}
    return Sheet(zone, weekly, holidays, dates, monthly, day_ranges(draw(day_codes)) if draw(st.booleans()) else ())


LENGTHS = (15, 60, 90, 240, 480, 600, 1440)
PLUS = (None, timedelta(hours=2), timedelta(0), timedelta(minutes=90), timedelta(0))
CUT_OFFS = (None, None, time(12), time(16, 30))
offer_codes = coded(3 * 10 * 2000)


def offer(code: int, names: Sequence[str]) -> Offer:
    """A promise on one of three calendars: mostly open time, some at once, some business days, some best effort."""
    rest, sheet = divmod(code, 3)
    rest, kind = divmod(rest, 10)
    if kind < 4:
        return Offer(names[sheet], timedelta(minutes=LENGTHS[rest % len(LENGTHS)]))
    if kind < 7:
        return Offer(names[sheet], timedelta(minutes=rest + 1 if rest % 10 else 0))
    if kind == 7:
        return Offer()
    days, cut_off = rest % 3, CUT_OFFS[rest // 6 % 4]
    if kind == 8:
        how = {"same_time": rest // 3 % 2 > 0, "after_report": rest // 24 % 2 > 0}
        return Offer(names[sheet], days=1 + days % 2, cut_off=cut_off, **how)
    plus = PLUS[rest // 3 % len(PLUS)]
    other = names[(sheet + rest // 48 % 2) % len(names)]
    others = (Offer(other, timedelta(minutes=LENGTHS[rest % len(LENGTHS)])),) if rest % 2 else ()
    how = {"plus": plus, "binding": rest // 24 % 4 > 0, "others": others}
    how["after_report"] = days > 0 and rest // 96 % 2 > 0
    return Offer(names[sheet], days=days or (0 if plus is None else 1), cut_off=cut_off if days else None, **how)


CLOCKS: tuple[dict[str, object], ...] = (
    {"target": "response", "start": ("opened",), "stop": ("reply",)},
    {"target": "resolution", "start": ("opened",), "stop": ("resolved",)},
    {"target": "workaround", "start": ("opened",), "stop": ("workaround", "resolved")},
    {"target": "update", "start": ("reply",), "stop": ("reply",)},
    {"target": "contact", "start": ("opened", "reply", "customer_reply"), "stop": ("reply", "customer_reply")},
    {"target": "next-reply", "start": ("customer_reply",), "stop": ("reply",)},
    {"target": "lead-time", "start": ("opened",), "stop": ("closed",)},
    {"target": "identified", "start": (("status", "status", ("in-progress",)),), "stop": ("resolved",)},
    {"target": "given back", "start": ("reply",), "stop": (("status", "status", ("waiting-supplier", "in-progress")),)},
    {"target": "told", "start": ("opened",), "stop": (("status", "status", ("in-progress",)),), "runs_on": True},
    {"target": "lasting", "start": ("opened", "reply"), "stop": ("acknowledged",), "runs_on": True},
    {"target": "both", "start": ("reply", "customer_reply"), "stop": ("resolved",), "start_by_all": True},
    {
        "target": "known",
        "start": ("opened", ("priority", "priority", ("P1", "P2"))),
        "stop": ("reply",),
        "start_by_all": True,
    },
    {"target": "pick-up", "start": ("opened", "escalated"), "stop": ("acknowledged", "assigned")},
)


TABLES = (("*",), ("P1", "P2", "P3"), ("P1", "P2", "P3", "P4"), ("P1", "*"))
PAUSES = ((), ("waiting-customer",), ("waiting-customer", "waiting-supplier"))
HELD_BY: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {},
    {},
    {"team": ("second-line",)},
    {"team": ("first-line", "third-line")},
    {"status": ("waiting-supplier",)},
    {"team": ("second-line",), "status": ("waiting-supplier", "in-progress", "waiting-customer")},
    {"priority": ("P1", "P2")},
)
ON_REOPEN = ("resume", "restart", "continue")
ON_PRIORITY_CHANGE = ("from-start", "from-change", "carry-over")


@st.composite
def clauses(draw: st.DrawFn, names: Sequence[str], which: int) -> Clause:
    """One target: any clock, any table, any way to reopen and to change priority."""
    keys = TABLES[draw(coded(len(TABLES)))]
    rest, pause = divmod(draw(coded(3**3 * 5 * 4)), 3)
    rest, reopen = divmod(rest, 3)
    rest, change = divmod(rest, 3)
    at_due, only = divmod(rest, 4)
    return Clause(
        **CLOCKS[which],  # type: ignore[arg-type]
        within={key: offer(draw(offer_codes), names) for key in keys},
        pause=PAUSES[pause],
        on_reopen=ON_REOPEN[reopen],
        on_priority_change=ON_PRIORITY_CHANGE[change],
        met_at_due=at_due > 0,
        only={"channel": ("portal", "phone")} if only == 3 else {},
        held_by=HELD_BY[draw(coded(len(HELD_BY)))],
    )


RANKS = (
    (),
    (),
    (({"channel": ("phone",)}, "P1"),),
    (({"impact": ("low",), "channel": ("phone", "mail")}, "P4"), ({"impact": ("low",)}, "P2")),
)
"""Rules for priorities, which go before the matrix."""


@st.composite
def contracts(draw: st.DrawFn, zone: str, around: date, targets: int = 3) -> Contract:
    """An agreement with two calendars, one of them sometimes in another zone, and a few different clocks."""
    other = (zone, zone, "UTC", "Asia/Kolkata")[draw(coded(4))]
    books = {"first": draw(sheets(zone, around)), "second": draw(sheets(other, around)), "always": ROUND_THE_CLOCK}
    which = draw(st.lists(coded(len(CLOCKS)), min_size=1, max_size=targets, unique=True))
    terms = tuple(draw(clauses(("first", "second", "always"), number)) for number in which)
    return Contract(terms, books, ranks=RANKS[draw(coded(len(RANKS)))], timezone=zone)


UNGRADED = ("", *LEVELS)
CHANNELS = ("", "portal", "phone", "mail")


def grading(code: int) -> tuple[int, Row]:
    """What an event says about priority: explicitly, by impact and urgency (or one of them), or not at all."""
    rest, kind = divmod(code, 3)
    rest, number = divmod(rest, 16)
    if kind < 2:
        return rest, {"priority": PRIORITIES[number % 4]}
    said = {"impact": UNGRADED[number % 4], "urgency": UNGRADED[number // 4]}
    return rest, {name: level for name, level in said.items() if level}


def happening(code: int) -> tuple[str, Row]:
    """An event and what it says; one in four of those that need not say a priority does."""
    rest, what = divmod(code, len(HAPPENINGS))
    if HAPPENINGS[what] in ("assigned", "escalated") and rest % 8:
        return HAPPENINGS[what], {"team": TEAMS[rest % len(TEAMS)]}
    if HAPPENINGS[what] == "status":
        return "status", {"status": STATUSES[rest % len(STATUSES)]}
    rest, said = grading(rest)
    return HAPPENINGS[what], said if HAPPENINGS[what] == "priority" or rest % 4 == 3 else {}


GRID = (1, 15, 60, 60)
"""Coarse enough that facts meet each other, the edges of windows and the instants at which promises run out."""

happening_codes = coded(len(HAPPENINGS) * 48 * 4)


@st.composite
def histories(draw: st.DrawFn, ticket: str, start: datetime, minutes: int, unit: timedelta) -> list[Row]:
    """The life of one ticket: opened, then up to eleven events within so many units, mostly on the hour."""
    instants = draw(st.lists(coded(4 * minutes), min_size=4, max_size=12))
    opened, *later = sorted(code // 4 // GRID[code % 4] * GRID[code % 4] for code in instants)
    rest, said = grading(draw(coded(48 * 4 * 9)))
    channel, waiting = CHANNELS[rest % 4], rest // 4
    said |= {"channel": channel} if channel else {}
    said |= {"status": STATUSES[waiting - 6]} if waiting >= 6 else {}
    said |= {"team": TEAMS[waiting % 2]} if rest % 3 else {}
    rows = [event(start + opened * unit, "opened", ticket, **said)]
    for at in later:
        what, says = happening(draw(happening_codes))
        rows.append(event(start + at * unit, what, ticket, **says))
    return rows


@dataclass(frozen=True)
class World:
    """An agreement, a log of a few tickets, and the moment of looking."""

    contract: Contract
    rows: list[Row]
    as_of: datetime


@st.composite
def worlds(
    draw: st.DrawFn,
    tickets: int = 4,
    minutes: int = 4 * 1440,
    unit: timedelta = timedelta(minutes=1),
    twists: bool = True,
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
    rows += draw(tight(contract, rows, end, unit))
    as_of = draw(st.sampled_from((end, end, end + minutes // 4 * unit, *(row["at"] for row in rows))))
    return World(contract, rows, as_of)


@st.composite
def tight(draw: st.DrawFn, contract: Contract, rows: list[Row], end: datetime, unit: timedelta) -> list[Row]:
    """Now and then one more thing that happens exactly when a promise runs out."""
    if draw(coded(3)):
        return []
    step = unit // timedelta(microseconds=1)
    dues = [(each.ticket, each.due_at) for each in walk(rows, contract.deal, ticks(end), step) if each.due_at]
    # A survivor takes an earlier start, so its promise may run out before it was itself reported.
    opened = {row["ticket"]: ticks(row["at"]) for row in rows if row["event"] == "opened"}
    exact = [(name, moment(due)) for name, due in dues if due % step == 0 and opened[name] <= due < ticks(end)]
    if not exact:
        return []
    ticket, at = exact[draw(coded(len(exact)))]
    what, said = happening(draw(happening_codes))
    return [event(at, what, ticket, **said)]


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
