"""What the watch does to many rows at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from houvast.portal.clocks.models import ClockRow
from houvast.portal.clocks.rows import StoredStep
from houvast.portal.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Claimed:
    """A clock that this worker holds until its transaction ends."""

    pk: int
    ticket_id: int
    organisation_id: int
    target: str
    cycle: int
    steps: Sequence[StoredStep]


def claim(now: datetime, limit: int) -> list[Claimed]:
    """
    Return clocks whose moment has come, the most overdue first, held until the transaction ends.

    On PostgreSQL those that another worker holds are passed over, and so are clocks of a ticket that somebody
    is writing to: its clocks are about to be computed anew. On SQLite the transaction itself is the lock.
    """
    clocks, tickets = ClockRow._meta.db_table, Ticket._meta.db_table
    holding = "FOR NO KEY UPDATE OF c, t SKIP LOCKED" if connection.vendor == "postgresql" else ""
    statement = (
        "SELECT c.id, c.ticket_id, c.organisation_id, c.target, c.cycle, c.steps "  # noqa: S608  # our own tables
        f"FROM {clocks} c JOIN {tickets} t ON t.id = c.ticket_id "
        f"WHERE c.look_again_at <= %s ORDER BY c.look_again_at LIMIT %s {holding}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [connection.ops.adapt_datetimefield_value(now), limit])
        return [_claimed(*row) for row in cursor.fetchall()]


def _claimed(pk: int, ticket_id: int, organisation_id: int, target: str, cycle: int, steps: str) -> Claimed:
    return Claimed(pk, ticket_id, organisation_id, target, cycle, json.loads(steps))
