"""Invented promises on availability and what happened, near clock changes; told to the rules and to the walker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from houvast.sla import availability
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import read
from houvast.sla.availability import Record
from houvast.sla.figures import Availability
from houvast.sla.outages import Outages
from houvast.sla.periods import Per, Period
from houvast.sla.terms import Span
from tests.oracle.hours import Hours, moment, opening
from tests.oracle.percentages import Promise
from tests.oracle.uptime import Deal, Made
from tests.oracle.works import Fact, Work
from tests.sla.contracts import DAYS
from tests.sla.strategies import SHAPES, WINDOWS
from tests.sla.uptime_rules import STEP, rules

TICKS_A_DAY = 96
DAYS_JUDGED = 2
HEAD = """\
houvast: 1
agreement: invented
parties: {{provider: A, customer: B}}
effective: {{from: {since}, until: {until}}}
timezone: {zone}
calendars:
  window: {window}
  night: {night}
"""
CAUSES = ("", "power", "third-party", "patch", "urgent", "planned")


@dataclass(frozen=True)
class World:
    """An agreement in words and as the walker takes it, what happened, and a period; instants in ticks."""

    text: str
    deal: Deal
    promise: Promise
    facts: tuple[Fact, ...]
    start: int
    end: int
    now: int | None

    def judged(self, rows: Sequence[Mapping[str, Any]] | None = None) -> Availability:
        """Return what the rules say, of the facts or of other rows."""
        deal, span = agreement_of(self.text), Span(moment(self.start), moment(self.end))
        period = Period(Per.MONTH, span.start.date(), "", span)
        record = Record(Outages.of(self.rows if rows is None else rows))
        as_of = moment(self.now) if self.now is not None else None
        return availability.judge(deal, deal.availability["up"], period, record, as_of=as_of)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [row_of(fact) for fact in self.facts]


@lru_cache(maxsize=4)
def agreement_of(text: str) -> Agreement:
    """Return what a text says; a world is judged more than once."""
    return read(text, name="invented")


def row_of(fact: Fact) -> dict[str, Any]:
    """Return a fact as a row of the table of outages."""
    instants = {
        "start": fact.start, "end": fact.end, "announced_at": fact.announced, "detected_at": fact.detected,
        "reported_at": fact.reported,
    }  # fmt: skip
    row: dict[str, Any] = {name: moment(at) for name, at in instants.items() if at is not None}
    row |= {"service": fact.service, "kind": fact.kind, "cause": fact.cause or None, "share": fact.share}
    return row | {"evidence": "log 7" if fact.evidence else None}


# -- services -------------------------------------------------------------------------------------------

MADE: tuple[dict[str, Made], ...] = (
    {},
    {},
    {"web": Made("any-of", ("a", "b"))},
    {"web": Made("all-of", ("a", "b"))},
    {"web": Made("all-of", ("a", "b", "c"), in_service=2)},
    {"web": Made("at_least", ("a", "b", "c"), so_many=2)},
    {"web": Made("any-of", ("a", "inner")), "inner": Made("all-of", ("b", "c"))},
    {"web": Made("all-of", ("inner", "c")), "inner": Made("at_least", ("a", "b"), so_many=2)},
)


def written_service(made: Made, days: tuple[date | None, date | None]) -> str:
    names = ", ".join(made.names)
    rule = f"at_least: {made.so_many}, of: [{names}]" if made.how == "at_least" else f"{made.how}: [{names}]"
    said = [f"down_when: {{{rule}}}, in_service: {made.in_service}"] if made.names else []
    said += [f"{key}: {day}" for key, day in zip(("from", "until"), days, strict=True) if day is not None]
    return f"{{{', '.join(said)}}}"


# -- maintenance ----------------------------------------------------------------------------------------

LENGTHS = (30, 60, 90, 240)


@dataclass(frozen=True)
class Written:
    """A class of maintenance in words, and as the walker takes it but for its calendars."""

    name: str
    notice: str = ""
    causes: tuple[str, ...] = ()
    window: bool = False
    whole: bool = False
    longest: int | None = None
    time: int | None = None
    times: int | None = None
    per: str = "month"

    def text(self) -> str:
        said = [f"notice: {self.notice}"] if self.notice else []
        said += [f"causes: [{', '.join(self.causes)}]"] if self.causes else []
        said += ["window: night"] if self.window else []
        said += ["outside: all"] if self.whole else []
        said += [f"longest: {self.longest}m"] if self.longest else []
        said += [f"time: {self.time}m"] if self.time else []
        said += [f"times: {self.times}"] if self.times else []
        said += [f"per: {self.per}"] if self.time or self.times else []
        return f"{self.name}: {{{', '.join(said)}}}"

    def work(self, night: Hours) -> Work:
        hours = night if self.notice.endswith("night") else Hours.always()
        number = int("0" + "".join(letter for letter in self.notice if letter.isdigit()))
        time, days = (0, number) if "bd" in self.notice else (number * 4 * STEP, 0)
        notice = None if self.notice == "none" else (time, days, hours)
        longest, total = (each and each * STEP // 15 for each in (self.longest, self.time))
        window = night if self.window else None
        return Work(self.name, notice, self.causes, window, self.whole, longest, total, self.times, self.per)


def works(dice: Random) -> list[Written]:
    """Up to two classes of maintenance with all kinds of conditions, and perhaps one that asks for none."""
    some = [
        Written(
            name,
            dice.choice(("", "24h", "3h on night", "1bd on night")),
            dice.choice(((), (), ("patch",))),
            dice.random() < 0.3,
            dice.random() < 0.5,
            dice.choice((None, None, *LENGTHS)),
            dice.choice((None, None, *LENGTHS)),
            dice.choice((None, None, 1, 2)),
            dice.choice(("week", "month", "quarter", "year")),
        )
        for name in dice.sample(("planned", "patching"), dice.randint(0, 2))
    ]
    return [*some, Written("emergency", "none", ("urgent",))] if dice.random() < 0.3 else some


# -- calendars ------------------------------------------------------------------------------------------

Ranges = tuple[tuple[int, int], ...]


def written_hours(ranges: Ranges, days: Sequence[int]) -> str:
    clock = ", ".join(f'"{_wall(start)}-{_wall(end)}"' for start, end in ranges)
    return f"{{hours: {{{', '.join(f'{DAYS[day]}: [{clock}]' for day in days)}}}}}"


def _wall(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"


# -- facts ----------------------------------------------------------------------------------------------

KINDS = (*["outage"] * 6, *["degraded"] * 3, *["maintenance"] * 4, "unknown", "unknown", "absent")
SHARES = (None, None, 1.0, 0.5, 0.125, 0.0)


def facts_of(dice: Random, names: Sequence[str], start: int, many: int) -> tuple[Fact, ...]:
    """What happened, from somewhat before a period until somewhat after it."""
    return tuple(_fact(dice, dice.choice(names), start) for _ in range(many))


def _fact(dice: Random, name: str, start: int) -> Fact:
    begins = start + STEP * dice.randint(-8, DAYS_JUDGED * TICKS_A_DAY + 4)
    length = dice.choice((0, 1, 1, 2, 3, 4, 6, 10, 24, 100, None))
    before, later, also = (dice.choice((None, *some)) for some in (BEFORE, LATER, LATER))
    return Fact(
        name,
        begins,
        None if length is None else begins + length * STEP,
        dice.choice(KINDS),
        dice.choice(CAUSES),
        None if before is None else begins - before * STEP,
        None if later is None else begins + later * STEP,
        None if also is None else begins + also * STEP,
        dice.choice(SHARES),
        dice.random() < 0.5,
    )


BEFORE = (-1, 0, 1, 12, 95, 96, 97, 200)
LATER = (-1, 0, 1, 2, 30)

# -- worlds ---------------------------------------------------------------------------------------------

EXCLUDES = (
    (), ("planned-maintenance",), ("planned-maintenance", "third-party"), ("power", "third-party"),
    ("planned", "power"), ("planned-maintenance", "patch", "power"),
)  # fmt: skip


worlds = st.integers(0, 2**32).map(lambda seed: world_of(Random(seed)))
"""Worlds by number: dice are much cheaper than drawing every choice."""
busy_worlds = st.integers(0, 2**32).map(lambda seed: world_of(Random(seed), many=14))
"""Worlds in which a good deal happens."""


def world_of(dice: Random, many: int | None = None) -> World:
    """Return a promise, what happened around two days, and when one looks."""
    zone, around = dice.choice(WINDOWS)
    first = around + timedelta(days=dice.randint(0, 4))
    start, end = (_midnight(zone, first + timedelta(days=n)) for n in (0, DAYS_JUDGED))
    window, night = dice.choice((*ALL_DAY, *SHAPES)), dice.choice(SHAPES)
    days = dice.choice((range(7), range(5), (5, 6), (6,)))
    hours = Hours(zone, dict.fromkeys(days, window)) if window else Hours.always()
    nights = Hours(zone, dict.fromkeys(range(7), night))
    made = dice.choice(MADE)
    services, told = _in_service(made, zone, first, dice.choice(LIVES))
    kinds = works(dice)
    since, until = (first + timedelta(days=each) for each in dice.choice(TERMS))
    named = tuple(cause for cause in dice.choice(EXCLUDES) if cause != "planned" or "planned" in _names(kinds))
    said, deal, promise = rules(dice, named)
    deal = replace(
        deal,
        zone=zone,
        hours=hours,
        services=services,
        classes=tuple(kind.work(nights) for kind in kinds),
        term=(_midnight(zone, since), _midnight(zone, until + timedelta(days=1))),
    )
    text = HEAD.format(
        since=since, until=until, zone=zone, night=written_hours(night, range(7)),
        window=written_hours(window, days) if window else "24/7",
    )  # fmt: skip
    text += f"services: {{{told}}}\n" if told else ""
    text += f"maintenance: {{{', '.join(kind.text() for kind in kinds)}}}\n" if kinds else ""
    text += f"targets:\n  up: {{availability: web, on: window, {said}}}\n"
    names = sorted({"web", *(name for each in made.values() for name in each.names)})
    tick = dice.choice((None, None, None, 250, dice.randint(1, DAYS_JUDGED * TICKS_A_DAY)))
    now = None if tick is None else start + tick * STEP
    return World(
        text,
        deal,
        promise,
        facts_of(dice, names, start, dice.randint(0, 16) if many is None else many),
        start,
        end,
        now,
    )


ALL_DAY = (None,) * len(SHAPES)
TERMS = (*[(-400, 400)] * 6, (1, 400), (-400, 0))
LIVES = (
    None,
    None,
    None,
    None,
    None,
    None,
    ("a", 1, None),
    ("b", None, 0),
    ("web", 1, 5),
    ("b", 0, 0),
    ("c", None, -1),
)


def _in_service(
    made: Mapping[str, Made], zone: str, first: date, life: tuple[str, int | None, int | None] | None
) -> tuple[dict[str, Made], str]:
    """Return the services, one of which may begin or end near the period, and how that is written."""
    services, days = dict(made), {}
    if life is not None:
        name, *edges = life
        since, until = (None if edge is None else first + timedelta(days=edge) for edge in edges)
        days[name] = (since, until)
        services[name] = replace(
            services.get(name, Made()),
            since=None if since is None else _midnight(zone, since),
            until=None if until is None else _midnight(zone, until + timedelta(days=1)),
        )
    return services, ", ".join(
        f"{name}: {written_service(each, days.get(name, (None, None)))}" for name, each in services.items()
    )


def _names(kinds: Sequence[Written]) -> set[str]:
    return {kind.name for kind in kinds}


def _midnight(zone: str, day: date) -> int:
    return opening(zone, datetime(day.year, day.month, day.day))
