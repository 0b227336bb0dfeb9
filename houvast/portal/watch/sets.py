"""What the watch does to many rows at once."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import connection

from houvast.portal.clocks.models import ClockRow


class Claimed(NamedTuple):
    """A clock that this worker holds until its transaction ends."""

    pk: int
    ticket_id: int
    organisation_id: int
    target: str
    cycle: int
    steps: str


def claim(now: datetime, limit: int) -> list[Claimed]:
    """
    Return clocks whose moment has come, the most overdue first, held until the transaction ends.

    On PostgreSQL those that another worker holds are passed over, and those of a ticket that somebody is writing
    to (`clocks.actions.hold`). On SQLite the transaction itself is the lock.
    """
    holding = "FOR NO KEY UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    statement = (
        "SELECT id, ticket_id, organisation_id, target, cycle, steps "  # noqa: S608  # our own table
        f"FROM {ClockRow._meta.db_table} WHERE look_again_at <= %s ORDER BY look_again_at LIMIT %s {holding}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [connection.ops.adapt_datetimefield_value(now), limit])
        return [Claimed(*row) for row in cursor.fetchall()]
