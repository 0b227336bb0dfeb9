"""Agreements for the tests, said once and told twice: to the rules under test and to the walker that checks them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from houvast.sla import clock
from houvast.sla.agreement import model
from houvast.sla.agreement.priority_model import PriorityRule
from houvast.sla.calendar import Calendar
from houvast.sla.events import Events
from houvast.sla.terms import EventKind, micros
from tests.oracle import cycles
from tests.oracle.hours import Hours
from tests.oracle.reckoning import Reading

Ranges = tuple[tuple[int, int], ...]
Row = dict[str, Any]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MATRIX = {
    "high": {"high": "P1", "medium": "P2", "low": "P3"},
    "medium": {"high": "P2", "medium": "P3", "low": "P4"},
    "low": {"high": "P3", "medium": "P4", "low": "P4"},
}


def ams(wall: str) -> datetime:
    """Return a wall time in Amsterdam, as an instant."""
    return datetime.fromisoformat(wall).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def utc(wall: str) -> datetime:
    """Return a time in UTC."""
    return datetime.fromisoformat(wall).replace(tzinfo=UTC)


def seconds(clock_time: str) -> int:
    """Return `08:30` or `08:30:15` as seconds of the day; `24:00` is its end."""
    hour, minute, *rest = (int(part) for part in clock_time.split(":"))
    return hour * 3600 + minute * 60 + (rest[0] if rest else 0)


def ranges(written: str) -> Ranges:
    """Return `09:00-12:00 13:00-17:00` as seconds of the day; the empty text is closed."""
    pairs = (part.split("-") for part in written.split())
    return tuple((seconds(a), seconds(b)) for a, b in pairs)


@dataclass(frozen=True)
class Named:
    """Holidays that are simply listed."""

    days: frozenset[date]

    def names(self, year: int) -> Mapping[date, Mapping[str, str]]:
        return {day: {"en": f"Holiday {day}", "nl": f"Feestdag {day}"} for day in self.days if day.year == year}


@dataclass(frozen=True, eq=False)
class Sheet:
    """The hours of a calendar, for both readers."""

    zone: str
    weekly: Mapping[int, Ranges]
    holidays: frozenset[date] = frozenset()
    dates: Mapping[date, Ranges] = field(default_factory=dict)
    monthly: Mapping[tuple[int, int], Ranges] = field(default_factory=dict)
    on_holidays: Ranges = ()

    @classmethod
    def of(
        cls,
        hours: str | Mapping[str, str],
        *,
        zone: str = "Europe/Amsterdam",
        holidays: Iterable[str] = (),
        dates: Mapping[str, str] | None = None,
    ) -> Sheet:
        """Return the sheet for `08:00-18:00` (Monday to Friday) or for {"mon": "08:00-12:00 13:00-17:00", …}."""
        by_day = dict.fromkeys(DAYS[:5], hours) if isinstance(hours, str) else hours
        return cls(
            zone,
            {DAYS.index(day): ranges(written) for day, written in by_day.items()},
            frozenset(date.fromisoformat(day) for day in holidays),
            {date.fromisoformat(day): ranges(written) for day, written in (dates or {}).items()},
        )

    @cached_property
    def calendar(self) -> Calendar:
        holidays = Named(self.holidays) if self.holidays else None
        special = {"monthly": self.monthly, "on_holidays": self.on_holidays}
        return Calendar(self.zone, self.weekly, holidays, self.dates, **special)

    @cached_property
    def hours(self) -> Hours:
        return Hours(self.zone, self.weekly, self.holidays, self.dates, self.monthly, self.on_holidays)


ROUND_THE_CLOCK = Sheet("UTC", dict.fromkeys(range(7), ((0, 86400),)))
OFFICE = Sheet.of("08:00-18:00")
NINE_TO_FIVE = Sheet.of("09:00-17:00")


@dataclass(frozen=True)
class Offer:
    """One promise: open time, or business days, or (neither) best effort."""

    sheet: str = "always"
    length: timedelta | None = None
    days: int | None = None
    same_time: bool = False
    cut_off: time | None = None
    plus: timedelta | None = None
    binding: bool = True
    others: tuple[Offer, ...] = ()
    after_report: bool = False

    @classmethod
    def of(cls, written: str) -> Offer:
        """Return what `4h on office`, `2bd same-time on office`, `2bd on office cut-off 16:00` … promise."""
        if written == "best effort":
            return cls()
        found = re.fullmatch(r"(\d+)(us|s|m|h|d|bd)( same-time)?(?: on (\w+))?(?: cut-off (\d\d:\d\d))?", written)
        assert found, written
        number, unit, same_time, sheet, cut_off = found.groups()
        if unit == "bd":
            limit = time.fromisoformat(cut_off) if cut_off else None
            return cls(sheet, days=int(number), same_time=bool(same_time), cut_off=limit)
        names = {"us": "microseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
        return cls(sheet or "always", timedelta(**{names[unit]: int(number)}))

    def for_rules(self) -> model.Promise:
        others = tuple(other.for_rules() for other in self.others)
        if self.days is not None:
            days = f"{self.days}bd"
            how = (self.same_time, self.cut_off, self._plus, self.binding, others, self.after_report)
            return model.Promise(model.Unit.BUSINESS_DAYS, self.days, self.sheet, days, *how)
        if self.length is None:
            return model.Promise(model.Unit.BEST_EFFORT, 0, model.ALWAYS, "best effort")
        amount = self.length // timedelta(microseconds=1)
        how = {"binding": self.binding, "others": others}
        return model.Promise(model.Unit.TIME, amount, self.sheet, f"{self.length}", **how)

    def for_walker(self, sheets: Mapping[str, Sheet]) -> cycles.Promise:
        others = tuple(other.for_walker(sheets) for other in self.others)
        hours = sheets[self.sheet].hours
        if self.days is not None:
            limit = self.cut_off and self.cut_off.hour * 3600 + self.cut_off.minute * 60
            how = (self.same_time, limit, self._plus, self.binding, others, self.after_report)
            return cycles.Promise(hours, None, self.days, *how)
        if self.length is None:
            return cycles.BEST_EFFORT
        amount = self.length // timedelta(microseconds=1)
        return cycles.Promise(hours, amount, binding=self.binding, others=others)

    @property
    def _plus(self) -> int | None:
        return None if self.plus is None else self.plus // timedelta(microseconds=1)


@dataclass(frozen=True)
class Clause:
    """One target with its clock; events by their words."""

    target: str
    within: Mapping[str, Offer]
    start: tuple[cycles.Happening, ...] = ("opened",)
    stop: tuple[cycles.Happening, ...] = ("resolved",)
    pause: tuple[str, ...] = ()
    on_reopen: str = "resume"
    on_priority_change: str = "from-start"
    met_at_due: bool = True
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    held_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    goal: model.Goal = field(default_factory=lambda: model.Goal(model.GoalKind.SHARE, Decimal(95)))
    per: model.Per = model.Per.MONTH
    minimum: int = 1
    start_by_all: bool = False
    runs_on: bool = False

    @classmethod
    def of(cls, target: str, within: str | Mapping[str, str], **said: Any) -> Clause:
        """Return a clause; the promise is one for every priority, or a table."""
        table = {"*": within} if isinstance(within, str) else within
        said = {name: _tuple(value) if name in ("start", "stop", "pause") else value for name, value in said.items()}
        return cls(target, {priority: Offer.of(written) for priority, written in table.items()}, **said)


def response(within: str | Mapping[str, str], **said: Any) -> Clause:
    """opened → reply."""
    return Clause.of("response", within, **({"start": "opened", "stop": "reply"} | said))


def resolution(within: str | Mapping[str, str], **said: Any) -> Clause:
    """opened → resolved, paused while waiting for the customer."""
    return Clause.of("resolution", within, **({"stop": "resolved", "pause": "waiting-customer"} | said))


@dataclass(frozen=True, eq=False)
class Contract:
    """An agreement for both readers: `agreement` for the rules under test, `deal` for the walker."""

    clauses: tuple[Clause, ...]
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    matrix: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MATRIX)
    default: str = "P3"
    ranks: tuple[tuple[Mapping[str, tuple[str, ...]], str], ...] = ()
    timezone: str = "Europe/Amsterdam"
    ladder: tuple[model.Step, ...] = model.DEFAULT_LADDER

    @classmethod
    def of(cls, *clauses: Clause, sheets: Mapping[str, Sheet] | None = None, **said: Any) -> Contract:
        """Return the contract of some clauses on the office calendar and round the clock."""
        return cls(clauses, {"office": OFFICE, "always": ROUND_THE_CLOCK} | dict(sheets or {}), **said)

    @cached_property
    def agreement(self) -> model.Agreement:
        calendars = {name: sheet.calendar for name, sheet in self.sheets.items()}
        return model.Agreement(
            name="test-2027",
            kind=model.Kind.SLA,
            title={"en": "Test", "nl": "Proef"},
            parties={"provider": "Noorderlicht ICT", "customer": "Acme B.V."},
            effective_from=date(2000, 1, 1),
            effective_until=None,
            timezone=self.timezone,
            language="en",
            calendars=calendars | {"always": Calendar.always()},
            priority=model.PriorityModel(
                self.matrix,
                self.default,
                ("P1", "P2", "P3", "P4"),
                tuple(PriorityRule(when, priority) for when, priority in self.ranks),
            ),
            clocks={clause.target: _clock_rule(clause) for clause in self.clauses},
            targets={clause.target: _target(clause) for clause in self.clauses},
            availability={},
            ladder=self.ladder,
            text="",
            sha256="",
            places={},
        )

    @cached_property
    def deal(self) -> cycles.Deal:
        sheets = {"always": ROUND_THE_CLOCK} | dict(self.sheets)
        return cycles.Deal(
            tuple(
                cycles.Rule(
                    clause.target,
                    clause.start,
                    clause.stop,
                    {priority: offer.for_walker(sheets) for priority, offer in clause.within.items()},
                    clause.pause,
                    clause.on_reopen,
                    clause.on_priority_change,
                    clause.met_at_due,
                    clause.only,
                    clause.start_by_all,
                    clause.runs_on,
                    clause.held_by,
                )
                for clause in self.clauses
            ),
            self.matrix,
            self.default,
            self.ranks,
        )

    def clocks(self, rows: Sequence[Row] | Events, as_of: datetime) -> list[clock.Clock]:
        """Return what the rules make of a log, by ticket, target and cycle."""
        events = rows if isinstance(rows, Events) else Events.of(rows)
        found = clock.clocks(events, self.agreement, as_of=as_of).rows()
        return sorted(found, key=lambda each: (each.ticket, each.target, each.cycle))

    def clock(self, rows: Sequence[Row], as_of: datetime, target: str = "resolution", cycle: int = 1) -> clock.Clock:
        """Return one clock of a log about one ticket."""
        found = [each for each in self.clocks(rows, as_of) if (each.target, each.cycle) == (target, cycle)]
        assert len(found) == 1, found
        return found[0]


def _clock_rule(clause: Clause) -> model.ClockRule:
    return model.ClockRule(
        clause.target,
        tuple(_happening(each) for each in clause.start),
        tuple(_happening(each) for each in clause.stop),
        clause.pause,
        model.OnReopen(clause.on_reopen),
        model.OnPriorityChange(clause.on_priority_change),
        clause.met_at_due,
        clause.only,
        start_by_all=clause.start_by_all,
        runs_on=clause.runs_on,
        held_by=clause.held_by,
    )


def _happening(written: cycles.Happening) -> model.Happening:
    if isinstance(written, str):
        return EventKind.of(written)
    event, about, words = written
    return model.Moment(EventKind.of(event), ((about, words),))


def _target(clause: Clause) -> model.Target:
    within = {priority: offer.for_rules() for priority, offer in clause.within.items()}
    return model.Target(clause.target, clause.target, within, clause.goal, clause.per, {}, clause.minimum)


def _tuple(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def event(at: datetime, what: str, ticket: str = "T1", **said: Any) -> Row:
    """Return one row of a log."""
    return {"ticket": ticket, "at": at, "event": what} | said


def readings(found: Iterable[clock.Clock]) -> list[Reading]:
    """Return clocks the way the walker reads them, by ticket, target and cycle."""
    read = [
        Reading(
            each.ticket,
            each.target,
            each.cycle,
            each.priority,
            each.state.word,
            each.verdict.word,
            micros(each.started_at),
            each.due_at and micros(each.due_at),
            each.stopped_at and micros(each.stopped_at),
            each.verdict_at and micros(each.verdict_at),
            each.elapsed // timedelta(microseconds=1),
            each.paused // timedelta(microseconds=1),
            None if each.promised is None else each.promised // timedelta(microseconds=1),
        )
        for each in found
    ]
    return sorted(read, key=lambda reading: (reading.ticket, reading.target, reading.cycle))
