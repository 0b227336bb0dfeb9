"""
The large customer: a real incident log of 24,918 incidents, moved in time so that its last weeks are now.

The log, its authors and its licence: examples/data/README.md. It is moved by whole weeks, as wall time, so that a
Monday morning stays one; nothing else of it is changed. What would lie after now has not happened yet.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import polars as pl

from houvast.convert import convert
from houvast.files import instants
from houvast.portal.accounts.models import Organisation
from houvast.portal.demo.example_files import example
from houvast.portal.tickets.intake import bring_in
from houvast.sla.terms import DAY, EventKind, micros

LOG = "data/servicenow_incidents.csv.gz"
SOURCE = "servicenow"
ZONE = "Europe/Amsterdam"
"""The log does not say in which zone its times are; here they are taken to be the customer's."""

WEEK = 7 * DAY

Progress = Callable[[int, int], None]


def incidents(*, now: datetime, progress: Progress) -> pl.DataFrame:
    """Return the log of the examples as `events` does; progress counts its bytes."""
    return events(example(LOG), now=now, progress=progress)


def record(customer: Organisation, log: pl.DataFrame, *, now: datetime, progress: Progress) -> None:
    """Bring the log in for a customer, clocks included; progress counts its events."""
    with _without_collector():
        bring_in(customer, log.iter_rows(named=True), subjects(log), source=SOURCE, now=now, progress=progress)


def events(path: Path, *, now: datetime, progress: Progress | None = None) -> pl.DataFrame:
    """Return the log as EVENTS, its last opening in the week before now; `at` in microseconds."""
    log = convert("servicenow", path, zone=None, progress=progress)
    wall = log["at"].str.to_datetime(time_unit="us").to_physical()
    last_opening = wall.filter(log["event"] == EventKind.OPENED.word).max()
    assert isinstance(last_opening, int)  # noqa: S101  # an empty log was refused when it was read
    moved = instants.localised((wall + _weeks_until(now, last_opening) * WEEK).to_numpy(), ZONE)
    return log.with_columns(at=pl.Series(moved)).filter(pl.col("at") <= micros(now))


def subjects(log: pl.DataFrame) -> dict[str, str]:
    """Return a subject for each incident: the log has no titles, only what it is about."""
    opened = log.filter(pl.col("event") == EventKind.OPENED.word)
    about = pl.concat_str("service", "subcategory", separator=", ", ignore_nulls=True)
    named = pl.when(about != "").then(about).otherwise("ticket")
    return dict(opened.select("ticket", named.alias("subject")).iter_rows())


def _weeks_until(now: datetime, wall: int) -> int:
    """Return by how many whole weeks wall time can move without passing now; a clock change may spare one."""
    weeks = (micros(now) - wall) // WEEK + 1
    while instants.localised(pl.Series([wall + weeks * WEEK]).to_numpy(), ZONE)[0] > micros(now):
        weeks -= 1
    return weeks


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare the search for circular garbage, of which a million rows have none: a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
