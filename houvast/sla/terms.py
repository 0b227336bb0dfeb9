"""The field's words as values: instants, event kinds, states and verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Micros = NDArray[np.int64]
"""Instants (microseconds since 1970 UTC) or lengths (microseconds), one per row."""

NEVER = int(np.iinfo(np.int64).min)
"""Stands in a column of instants or lengths where there is none."""

MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NaiveInstant(ValueError):
    """An instant without a zone was given where the rules need one; `moment` is what was given."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"{moment.isoformat()} has no zone: give an instant in UTC or with an offset")
        self.moment = moment


def micros(moment: datetime) -> int:
    """Return an aware datetime as whole microseconds since 1970 UTC; raise NaiveInstant without zone."""
    if moment.tzinfo is None:
        raise NaiveInstant(moment)
    return (moment - _EPOCH) // MICROSECOND


def instant(at: int) -> datetime:
    """Return microseconds since 1970 as an aware datetime in UTC."""
    return _EPOCH + timedelta(microseconds=int(at))


def instant_or_none(at: int) -> datetime | None:
    """Return the instant, or None where the column says NEVER."""
    return None if at == NEVER else instant(at)


class UnknownEvent(ValueError):
    """A log names an event that no rule knows; `word` is what it said."""

    def __init__(self, word: str) -> None:
        super().__init__(f"'{word}' is not an event; known are {', '.join(kind.word for kind in EventKind)}")
        self.word = word


class EventKind(IntEnum):
    """What can happen to a ticket (DESIGN §3, ticket events)."""

    OPENED = 0
    REPLY = 1
    CUSTOMER_REPLY = 2
    ACKNOWLEDGED = 3
    ASSIGNED = 4
    ESCALATED = 5
    STATUS = 6
    PRIORITY = 7
    WORKAROUND = 8
    RESOLVED = 9
    REOPENED = 10
    CLOSED = 11
    CANCELLED = 12
    MERGED = 13
    CORRECTION = 14
    NOTE = 15
    AUTO_REPLY = 16

    @property
    def word(self) -> str:
        """The word that logs and agreements use, e.g. `customer_reply`."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> EventKind:
        """Return the kind for a word of a log; raise UnknownEvent for any other."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise UnknownEvent(word) from None


class State(IntEnum):
    """What a clock does at the moment of looking."""

    RUNNING = 0
    PAUSED = 1
    STOPPED = 2
    VOID = 3

    @property
    def word(self) -> str:
        """The word in files and JSON, e.g. `running`."""
        return self.name.lower()


class Verdict(IntEnum):
    """Whether the promise was kept; NONE is for best effort and void clocks."""

    PENDING = 0
    MET = 1
    BREACHED = 2
    NONE = 3

    @property
    def word(self) -> str:
        """The word in files and JSON, e.g. `breached`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open stretch of time [start, end); both instants aware, in UTC."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long the stretch lasts."""
        return self.end - self.start

    def __and__(self, other: Span) -> Span:
        """Return what two spans share; an empty span where they share nothing."""
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.end, other.end)))
