"""
For whom the database is asked: the house, nobody, or a person.

The watch, imports, commands and what follows from an event are the house and reach every row. A request of the web is
nobody until it is known who is signed in; then it is that person. Only PostgreSQL listens; SQLite has no rules on rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Acting:
    """Who asks: a person by key, or nobody; `house` reaches every row."""

    person: int | None = None
    house: bool = False


HOUSE = Acting(house=True)
NOBODY = Acting()

_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)
_usually = HOUSE


def now() -> Acting:
    """Return for whom the database is asked at this moment."""
    return _acting.get() or _usually


def usually() -> Acting:
    """Return for whom it is asked in this process when nothing else was said."""
    return _usually


def begin_as_nobody() -> None:
    """Let this process serve the web: what does not say for whom it asks sees no row of a customer."""
    global _usually  # noqa: PLW0603  # said once, when the process starts
    _usually = NOBODY


@contextmanager
def acting_as(who: Acting) -> Iterator[None]:
    """Ask for somebody while this lasts; costs one round trip when the next query is made."""
    before = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(before)


@contextmanager
def the_house() -> Iterator[None]:
    """
    Reach every row while this lasts: for what the portal does by itself, whoever set it off.

    Around the queries that need it and nothing more; each use says why. Who may see a row is not asked in here.
    """
    with acting_as(HOUSE):
        yield
