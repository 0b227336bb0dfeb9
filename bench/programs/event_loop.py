"""
Work: judge tickets one event at a time, with a peer's calendar arithmetic.

The straightforward program of the same rules (DESIGN §3, Clocks; on_reopen resume, on_priority_change
from-start), and nothing shared with the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from time import process_time
from typing import Any

from hours import EPOCH, MICROSECOND, AwareHours

ENDINGS = {"resolved", "workaround", "closed"}
SETTLING = {"resolved", "closed", "cancelled"}
ZERO = timedelta()
Event = tuple[datetime, str, dict[str, str]]


class Always(AwareHours):
    """24 hours, 7 days: no peer is needed for that."""

    def add(self, start: datetime, length: timedelta) -> datetime:
        return start + length

    def between(self, start: datetime, end: datetime) -> timedelta:
        return end - start


@dataclass
class Stretch:
    """Part of a clock's life in which nothing changes; `mode` is counts, paused or off."""

    start: datetime
    end: datetime
    mode: str
    priority: str


@dataclass
class Cycle:
    """A clock from start to stop."""

    start: datetime
    priority: str
    stretches: list[Stretch] = field(default_factory=list)
    stop: datetime | None = None
    cancelled: bool = False


class Deal:
    """An agreement as the job tells it."""

    def __init__(self, job: dict[str, Any], kind: Callable[[dict[str, Any]], Any]) -> None:
        self.rules, self.default = job["rules"], job["default"]
        self.told = job["calendars"]
        calendars = self.told.items()
        self.hours = {name: (Always if name == "always" else kind)(calendar) for name, calendar in calendars}

    def promised(self, promise: dict[str, Any], start: datetime) -> timedelta:
        """Return the open time of a promise to a clock that starts at an instant."""
        if "micros" in promise:
            return promise["micros"] * MICROSECOND
        hours = self.hours[promise["calendar"]]
        return hours.between(start, self._close_after(promise, hours, start))

    def _close_after(self, promise: dict[str, Any], hours: Any, start: datetime) -> datetime:
        """Return the close of the n-th business day after the day of opening."""
        calendar = self.told[promise["calendar"]]
        day = _open_day(calendar, start.astimezone(hours.zone).date())
        for _ in range(promise["days"]):
            day = _open_day(calendar, day + timedelta(days=1))
        closes = max(end for _, end in calendar["hours"][str(day.weekday())])
        wall = datetime.combine(day, datetime.min.time(), tzinfo=hours.zone) + timedelta(seconds=closes)
        return wall.astimezone(UTC)


def _open_day(calendar: dict[str, Any], day: date) -> date:
    while not calendar["hours"].get(str(day.weekday())) or day.isoformat() in calendar["holidays"]:
        day += timedelta(days=1)
    return day


def work(job: dict[str, Any], kind: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """Return the readings of all tickets and the CPU seconds they took, the shortest of `times` runs."""
    deal = Deal(job, kind)
    as_of = EPOCH + job["as_of"] * MICROSECOND
    tickets = [
        (name, [(EPOCH + at * MICROSECOND, event, said) for at, event, said in events])
        for name, events in job["tickets"]
    ]
    spent = []
    for _ in range(job["times"]):
        began = process_time()
        readings = [reading for name, events in tickets for reading in judge(deal, name, events, as_of)]
        spent.append(process_time() - began)
    return {"seconds": min(spent), "readings": [_told(reading) for reading in readings]}


def judge(deal: Deal, ticket: str, events: list[Event], as_of: datetime) -> list[list[Any]]:
    """Return the clocks of one ticket, target by target."""
    known = [event for event in events if event[0] <= as_of]
    found = []
    for rule in deal.rules:
        cycles = _lived(rule, deal.default, known, as_of) if known else []
        found += [[ticket, rule["target"], number, *_read(deal, rule, c, as_of)] for number, c in enumerate(cycles, 1)]
    return found


def _lived(rule: dict[str, Any], default: str, events: list[Event], as_of: datetime) -> list[Cycle]:
    """Return the cycles of a clock, cut into stretches."""
    ending = not ENDINGS.isdisjoint(rule["stop"])
    stops = {*rule["stop"], "closed", "cancelled"} | (set() if ending else {"resolved"})
    cycles: list[Cycle] = []
    status, priority, settled = "", default, False
    for (at, event, said), until in zip(events, [*(each[0] for each in events[1:]), as_of], strict=True):
        last = cycles[-1] if cycles else None
        active = last if last and not last.stop else None
        if event == "reopened" and last and last.stop and (ending or last.cancelled):
            last.stop, last.cancelled, active = None, False, last
        if active and event in stops:
            active.stop, active.cancelled, active = at, event == "cancelled", None
        priority = said.get("priority", priority)
        status = _status(status, event, said, settled)
        settled = event in SETTLING or (settled and event != "reopened")
        if not settled and not active and event in rule["start"]:
            cycles.append(Cycle(at, priority))
        if cycles and at < until:
            mode = "off" if cycles[-1].stop else "paused" if status in rule["pause"] else "counts"
            cycles[-1].stretches.append(Stretch(at, until, mode, priority))
    for cycle in cycles:
        cycle.stretches = [each for each in cycle.stretches if not cycle.stop or each.start < cycle.stop]
    return cycles


def _status(status: str, event: str, said: dict[str, str], settled: bool) -> str:
    """Return the status that pauses look at: the latest, until resolved or reopened."""
    if event in ("opened", "reopened") or event in SETTLING:
        return said.get("status", "") if event == "opened" else ""
    return said.get("status", status) if event == "status" and not settled else status


def _read(deal: Deal, rule: dict[str, Any], cycle: Cycle, as_of: datetime) -> list[Any]:
    """Return priority, state, verdict, start, due, stop, verdict's instant, elapsed, paused, promised."""
    priority = _standing(deal, rule, cycle)
    promise = rule["within"][priority]
    hours, promised = deal.hours[promise["calendar"]], deal.promised(promise, cycle.start)
    elapsed = _total(hours, cycle.stretches, "counts")
    is_paused = bool(cycle.stretches) and cycle.stretches[-1].mode == "paused"
    due = _due(hours, promised, cycle, cycle.stretches)
    if due is None and (cycle.stop or not is_paused):
        due = hours.add(cycle.stop or as_of, promised - elapsed)
    breached = due is not None and (cycle.stop or as_of) > due
    paused = _total(hours, cycle.stretches, "paused")
    if cycle.cancelled and not breached:
        return [priority, "void", "none", cycle.start, None, cycle.stop, None, elapsed, paused, promised]
    state = "stopped" if cycle.stop else "paused" if is_paused else "running"
    verdict = "breached" if breached else "met" if cycle.stop else "pending"
    decided = due if breached else cycle.stop
    return [priority, state, verdict, cycle.start, due, cycle.stop, decided, elapsed, paused, promised]


def _standing(deal: Deal, rule: dict[str, Any], cycle: Cycle) -> str:
    """Return the priority whose promise holds: the latest, but for one that ran out before it changed."""
    standing = cycle.stretches[0].priority if cycle.stretches else cycle.priority
    for number, stretch in enumerate(cycle.stretches):
        # A change made while the clock is off takes effect when it is reopened.
        if stretch.mode != "off" and stretch.priority != standing:
            promise = rule["within"][standing]
            promised = deal.promised(promise, cycle.start)
            due = _due(deal.hours[promise["calendar"]], promised, cycle, cycle.stretches[:number])
            if due is not None and due < stretch.start:
                return standing
            standing = stretch.priority
    return standing


def _due(hours: Any, promised: timedelta, cycle: Cycle, stretches: list[Stretch]) -> datetime | None:
    """Return when so much is counted within some stretches, None when it is not."""
    left = promised
    for stretch in stretches:
        if stretch.mode == "counts":
            counted = hours.between(stretch.start, stretch.end)
            if counted >= left:
                return hours.add(stretch.start, left)
            left -= counted
    return None


def _total(hours: Any, stretches: list[Stretch], mode: str) -> timedelta:
    return sum((hours.between(each.start, each.end) for each in stretches if each.mode == mode), ZERO)


def _told(reading: list[Any]) -> list[Any]:
    """Return a reading with instants and lengths in microseconds."""
    return [_micros(value) for value in reading]


def _micros(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value - EPOCH) // MICROSECOND
    return value // MICROSECOND if isinstance(value, timedelta) else value
