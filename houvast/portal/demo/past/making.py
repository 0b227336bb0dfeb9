"""
Inventing the past of a customer: rows as the intake takes them, the same for the same moment of loading.

Every ticket is over before now. How long things took is drawn as a part of what was promised, so that the
levels come out near their goals whatever the agreement says, with a bad month here and there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from houvast.portal.demo.past.matters import Matter, Past
from houvast.portal.tickets.statuses import IN_PROGRESS
from houvast.sla.agreement.model import Agreement, Promise, Unit
from houvast.sla.calendar import Calendar
from houvast.sla.terms import MICROSECOND

MONTH = timedelta(days=365) / 12
SHORT_DAY, LONG_DAY = timedelta(hours=7), timedelta(hours=10)
"""Open time that a promised business day surely has, and surely has not more of."""
BEST_EFFORT = timedelta(hours=20)
STANDS_STILL, COMES_BACK, IS_CLOSED, ASKS_BETWEEN = 15, 4, 90, 50
"""Percent of tickets that wait for the customer, come back, are closed; and of updates that somebody asked for."""
LONGEST_THREAD = 8

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Invented:
    """Tickets as the intake takes them: rows of events, and subjects by ticket."""

    rows: list[Row] = field(default_factory=list)
    subjects: dict[str, str] = field(default_factory=dict)


def invent(past: Past, agreement: Agreement, *, slug: str, now: datetime) -> Invented:
    """Return a year of tickets that are over; those that would still run at now are left out."""
    chance = Random(slug)  # noqa: S311  # a demo, not a secret
    made = Invented()
    for opened_at, late in _openings(past, agreement, chance, now):
        name = f"{slug}-{len(made.subjects) + 1:03}"
        ticket = _Ticket(name, past, agreement, chance, late)
        rows = list(ticket.live(opened_at))
        if max(row["at"] for row in rows) < now:
            made.rows.extend(rows)
            made.subjects[name] = ticket.subject
    return made


def _openings(past: Past, agreement: Agreement, chance: Random, now: datetime) -> list[tuple[datetime, int]]:
    """Return when tickets were opened, within opening hours, with the percentage of that month that went wrong."""
    found = []
    for month, (count, late) in enumerate(zip(past.months, past.late, strict=True)):
        begin = now - MONTH * (len(past.months) - month)
        moments = sorted(begin + MONTH * chance.random() for _ in range(count))
        hours = agreement.calendars[past.hours]
        found += [(_whole_minute(hours.add(at, _minutes(chance, 1, 90))), late) for at in moments]
    return found


class _Ticket:
    """One ticket of the past, while its life is being invented."""

    def __init__(self, name: str, past: Past, agreement: Agreement, chance: Random, late: int) -> None:
        self.name, self.past, self.agreement, self.chance, self.late = name, past, agreement, chance, late
        self.matter: Matter = chance.choice(past.matters)
        self.said = chance.choice(self.matter.weights)
        self.writer, self.helper = chance.choice(past.writers), chance.choice(past.helpers)
        place = chance.choice(self.matter.places)
        self.subject = self.matter.subject.format(place=place)
        self.report = self.matter.report.format(place=place)
        model = agreement.priority
        self.priority = self.said.get("priority") or model.of(self.said.get("impact"), self.said.get("urgency"))

    def live(self, opened_at: datetime) -> Iterator[Row]:
        """Yield what happened to it, from opening to end."""
        yield self._opened(opened_at)
        answered_at = self._after(opened_at, self.past.response)
        yield self._row(answered_at, "reply", by=self.helper, text=self.matter.answer)
        begun_at, waited = answered_at, timedelta()
        if self._happens(STANDS_STILL):
            yield from self._waits(answered_at)
            waited = self._pause
            begun_at = self._after(self._later(answered_at, waited), self.past.next_reply or self.past.response)
            yield self._row(begun_at, "reply", by=self.helper, text=self.matter.update)
        resolved_at = self._after(opened_at, self.past.resolution, plus=waited)
        resolved_at = max(resolved_at, begun_at + timedelta(minutes=5))
        yield from self._updates(begun_at, resolved_at)
        yield from self._end(resolved_at)

    def _opened(self, at: datetime) -> Row:
        channel = self.chance.choice(("portal", "portal", "phone", "mail"))
        about = {"type": self.matter.type, "service": self.matter.service, "channel": channel}
        return self._row(at, "opened", by=self.writer, text=self.report, **about, **self.said)

    def _waits(self, at: datetime) -> Iterator[Row]:
        """Yield a pause: something is asked, and answered later."""
        back_at = self._later(at, self._pause)
        yield self._row(at, "status", by=self.helper, status=self.past.pause)
        yield self._row(back_at, "customer_reply", by=self.writer, text=self.chance.choice(self.past.thanks))
        yield self._row(back_at, "status", by=self.helper, status=IN_PROGRESS)

    def _updates(self, since: datetime, until: datetime) -> Iterator[Row]:
        """Yield the updates between the first answer and the end, each mostly within its promise."""
        for _ in range(LONGEST_THREAD):
            step = self.past.update or self.past.response
            at = self._after(since, step)
            if at >= until:
                return
            if self.past.next_reply and self._happens(ASKS_BETWEEN):
                yield self._question(since, at)
            yield self._row(at, "reply", by=self.helper, text=self.matter.update)
            since = at

    def _question(self, since: datetime, until: datetime) -> Row:
        """Return a message of the customer between two replies, mostly close enough to the second one."""
        asked_at = _whole_minute(
            self._calendar(self.past.next_reply).subtract(until, self._taken(self.past.next_reply))
        )
        return self._row(
            max(asked_at, since), "customer_reply", by=self.writer, text=self.chance.choice(self.past.thanks)
        )

    def _end(self, at: datetime) -> Iterator[Row]:
        """Yield the solution, sometimes twice, and the closing."""
        yield self._row(at, "resolved", by=self.helper, text=self.matter.solution)
        if self._happens(COMES_BACK):
            again_at = self._later(at, _minutes(self.chance, 60, 600))
            yield self._row(again_at, "reopened", by=self.writer, text=self.past.thanks[1])
            at = self._later(again_at, _minutes(self.chance, 20, 100))
            yield self._row(at, "reply", by=self.helper, text=self.matter.update)
            at = self._later(at, _minutes(self.chance, 5, 30))
            yield self._row(at, "resolved", by=self.helper, text=self.matter.solution)
        if self._happens(IS_CLOSED):
            yield self._row(self._later(at, _minutes(self.chance, 600, 1500)), "closed", by=self.helper)

    def _taken(self, target: str) -> timedelta:
        """Return how long something took: mostly less than was promised for it, now and then more."""
        if self._happens(self.late):
            return self._at_most(target) * self.chance.uniform(1.05, 1.5)
        return self._at_least(target) * self.chance.triangular(0.05, 0.95, 0.4)

    def _happens(self, percent: int) -> bool:
        return self.chance.random() * 100 < percent

    def _after(self, at: datetime, target: str, *, plus: timedelta = timedelta()) -> datetime:
        """Return when what a target promises something about was done."""
        return _whole_minute(self._calendar(target).add(at, self._taken(target) + plus))

    def _later(self, at: datetime, length: timedelta) -> datetime:
        return _whole_minute(self._calendar(self.past.resolution).add(at, length))

    @property
    def _pause(self) -> timedelta:
        """How long it waits for the customer: less than the next update takes."""
        return self._at_least(self.past.update or self.past.response) * 0.4

    def _at_least(self, target: str) -> timedelta:
        """Return open time that surely fits in the promise."""
        promise = self._promise(target)
        if promise is None or promise.unit is Unit.BEST_EFFORT:
            return BEST_EFFORT
        return promise.amount * (SHORT_DAY if promise.unit is Unit.BUSINESS_DAYS else MICROSECOND)

    def _at_most(self, target: str) -> timedelta:
        """Return open time beyond which the promise surely is broken."""
        promise = self._promise(target)
        if promise is not None and promise.unit is Unit.BUSINESS_DAYS:
            return (promise.amount + 1) * LONG_DAY
        return self._at_least(target)

    def _calendar(self, target: str) -> Calendar:
        promise = self._promise(target)
        name = promise.calendar if promise is not None and promise.unit is not Unit.BEST_EFFORT else self.past.hours
        return self.agreement.calendars[name]

    def _promise(self, target: str) -> Promise | None:
        return self.agreement.promise(target, self.priority)

    def _row(self, at: datetime, event: str, **said: Any) -> Row:
        return {"ticket": self.name, "at": at, "event": event, **said}


def _minutes(chance: Random, low: int, high: int) -> timedelta:
    return timedelta(minutes=chance.randint(low, high))


def _whole_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
