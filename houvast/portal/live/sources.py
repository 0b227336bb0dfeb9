"""Where hints come from: LISTEN on a connection of its own on PostgreSQL, a look at the table on SQLite."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from typing import Any

import psycopg
from django.db import DatabaseError, connection
from django.db.models import Max

from houvast.portal.live.actions import CHANNEL
from houvast.portal.live.hints import Hint, read
from houvast.portal.live.models import Change

log = logging.getLogger(__name__)

LOOK_EVERY = 0.25
"""Seconds between two looks at the table on SQLite."""
AGAIN_AFTER = (0.5, 1.0, 2.0, 5.0)
"""Seconds before the first, second, … attempt to reach the database again."""
GATHERED = 0.03
"""Seconds in which what comes together is gathered, so that readers are asked for once."""

MAY_HAVE_MISSED: None = None
"""Yielded when hints may have been lost: after a connection broke, or when they came faster than they were read."""


async def hints(thread: Executor, ready: Callable[[], None]) -> AsyncIterator[list[Hint] | None]:
    """
    Yield hints as they come, some at a time, for ever; MAY_HAVE_MISSED after an interruption.

    thread  runs what asks the database on SQLite: one thread, so that it keeps its connection
    ready   is called when from here on nothing is missed
    """
    source = _told if connection.vendor == "postgresql" else _looked
    attempt = 0
    while True:
        try:
            async for found in source(thread, ready):
                attempt = 0
                yield found
        except (DatabaseError, psycopg.Error, OSError) as error:
            log.warning("live updates are interrupted: %s", type(error).__name__)
        await asyncio.sleep(AGAIN_AFTER[min(attempt, len(AGAIN_AFTER) - 1)])
        attempt += 1
        yield MAY_HAVE_MISSED


async def _told(_thread: Executor, ready: Callable[[], None]) -> AsyncIterator[list[Hint]]:
    async with await psycopg.AsyncConnection.connect(**_address(), autocommit=True) as listening:
        await listening.execute(f"LISTEN {CHANNEL}")
        ready()
        while True:
            found = [read(told.payload) async for told in listening.notifies(timeout=15, stop_after=1)]
            found += [read(told.payload) async for told in listening.notifies(timeout=GATHERED if found else 0)]
            if found:
                yield found
            else:
                await listening.execute("SELECT 1")  # a connection that is dead says so


def _address() -> dict[str, Any]:
    """Return how to reach the database, with what only Django's own connections need left out."""
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    return parameters


async def _looked(thread: Executor, ready: Callable[[], None]) -> AsyncIterator[list[Hint] | None]:
    loop = asyncio.get_running_loop()
    seen = await loop.run_in_executor(thread, _latest)
    ready()
    while True:
        await asyncio.sleep(LOOK_EVERY)
        found = await loop.run_in_executor(thread, _after, seen)
        if found and found[0][0] != seen + 1:
            yield MAY_HAVE_MISSED
        if found:
            seen = found[-1][0]
            yield [read(text) for _, text in found]


def _latest() -> int:
    return Change.objects.aggregate(last=Max("pk"))["last"] or 0


def _after(seen: int) -> list[tuple[int, str]]:
    return list(Change.objects.filter(pk__gt=seen).order_by("pk").values_list("pk", "hint"))
