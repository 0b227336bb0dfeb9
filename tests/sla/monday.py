"""Short hands for telling the story of one ticket on Monday 11 January 2027, in Amsterdam."""

from __future__ import annotations

from datetime import datetime, timedelta

from houvast.sla.clock import Clock
from tests.sla.contracts import Contract, Row, ams, event

DAY = "2027-01-11 "  # a Monday
HOURS = timedelta(hours=1)
MINUTES = timedelta(minutes=1)


def at(written: str) -> datetime:
    """`10:00` on that Monday, or a whole date and time; in Amsterdam."""
    return ams(written if "-" in written else DAY + written)


def log(*written: str, ticket: str = "T1") -> list[Row]:
    """Rows such as `10:00 status=waiting-customer` or `10:00 resolved priority=P1`."""
    return [_row(line.split(), number, ticket) for number, line in enumerate(written)]


def _row(words: list[str], number: int, ticket: str) -> Row:
    """`status=open` is short for `status status=open`; a date may come before the time."""
    until = 2 if "-" in words[0] else 1
    what = words[until].split("=")[0]
    said = dict(word.split("=") for word in words[until:] if "=" in word)
    return event(at(" ".join(words[:until])), what, ticket, seq=number, **said)


def read(contract: Contract, *written: str, as_of: str, target: str = "resolution", cycle: int = 1) -> Clock:
    """Return one clock of a story, as it reads at a moment."""
    return contract.clock(log(*written), at(as_of), target, cycle)


def told(clock: Clock) -> tuple[str, str]:
    """Return a clock's state and verdict."""
    return clock.state.word, clock.verdict.word
