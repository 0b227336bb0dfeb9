"""
One round of the watch: claim clocks whose moment has come, decide the steps they owe, set the next look.

Claim, decisions, outbox and next look are one transaction: killed anywhere, either all of it happened or
nothing did. Any number of workers may run; on PostgreSQL they pass over each other's rows, and over tickets
that somebody is writing to at this moment, on SQLite one works at a time. The constraint on decisions makes
each happen once, whatever else goes wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from houvast.portal import bulk
from houvast.portal.announce import announce
from houvast.portal.clocks.models import ClockRow
from houvast.portal.clocks.rows import planned
from houvast.portal.watch import sets
from houvast.portal.watch.models import Decision, Heartbeat
from houvast.sla.escalation import Owed, next_look, steps_owed
from houvast.sla.terms import MICROSECOND

NAME = "watch"
LIMIT = 500
ONCE = ("ticket_id", "target", "cycle", "step", "due_at")
"""What identifies a decision: it happens once for each."""


class Decided(NamedTuple):
    """A decision as it was just recorded: the columns of Decision."""

    id: int
    organisation_id: int
    ticket_id: int
    target: str
    cycle: int
    step: str
    kind: str
    share: int
    role: str
    due_at: datetime
    decided_at: datetime
    collapsed: bool


@dataclass(frozen=True, slots=True)
class StepsDecided:
    """Steps were decided that somebody must hear of."""

    decisions: tuple[Decided, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did; `claimed` below the limit means that nothing is left for now."""

    claimed: int
    decided: int


def round(*, now: datetime, limit: int = LIMIT) -> Round:  # noqa: A001  # a round of the watch is called that
    """Decide what is owed at this moment, for at most `limit` clocks; the most overdue first."""
    with transaction.atomic():
        claimed = [(clock, planned(clock.steps)) for clock in sets.claim(now, limit)]
        if not claimed:
            return Round(0, 0)
        owed = [(clock, owed) for clock, steps in claimed for owed in steps_owed(steps, done=(), now=now)]
        rows = [_row(clock, step, now) for clock, step in owed]
        decided = [Decided(key, *row) for key, row in bulk.insert(Decision, Decided._fields[1:], rows, unless=ONCE)]
        looks = {clock.pk: next_look(steps, done=(), now=now) for clock, steps in claimed}
        bulk.update(ClockRow, "look_again_at", looks)
        told = tuple(decision for decision in decided if not decision.collapsed)
        if told:
            announce(StepsDecided(told, now))
    return Round(len(claimed), len(decided))


def drain(*, now: datetime, limit: int = LIMIT) -> int:
    """Hold rounds until nothing is owed at this moment any more; return how many steps were decided."""
    decided = 0
    while (held := round(now=now, limit=limit)).claimed:
        decided += held.decided
    return decided


def lateness_us(*, now: datetime) -> int:
    """Return how long the oldest step that is owed has been waiting, in microseconds; 0 when none is."""
    oldest = ClockRow.objects.filter(look_again_at__lt=now).aggregate(at=Min("look_again_at"))["at"]
    return 0 if oldest is None else (now - oldest) // MICROSECOND


def beat(*, now: datetime, name: str = NAME) -> None:
    """Leave a sign of life, with how far behind the watch is."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now, "lateness_us": lateness_us(now=now)})


def next_look_at() -> datetime | None:
    """Return the instant at which the next clock wants to be looked at, None when no step is to come."""
    found: datetime | None = ClockRow.objects.filter(look_again_at__isnull=False).aggregate(at=Min("look_again_at"))[
        "at"
    ]
    return found


def database_now() -> datetime:
    """Return the moment by the clock of the database: workers on several machines share it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            moment: datetime = cursor.fetchone()[0]
            return moment
    return timezone.now()


def _row(clock: sets.Claimed, owed: Owed, now: datetime) -> bulk.Values:
    step = owed.step
    return (
        *(clock.organisation_id, clock.ticket_id, clock.target, clock.cycle),
        *(step.key, step.kind, step.percent, step.to, owed.at, now, owed.collapsed),
    )
