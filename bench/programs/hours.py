"""A calendar as a job describes it, and instants as datetimes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = 86_400

Pattern = tuple[time, time, list[int]]


class AwareHours:
    """Base of the peers that take aware datetimes and timedeltas. `calendar` is what a job says."""

    def __init__(self, calendar: dict[str, Any]) -> None:
        self.zone = ZoneInfo(calendar["zone"])
        self.patterns = patterns(calendar)
        self.holidays = [date.fromisoformat(day) for day in calendar["holidays"]]
        self.build()

    def build(self) -> None:
        """Make the peer's own calendar, once."""

    def instant(self, micros: int) -> Any:
        return EPOCH + micros * MICROSECOND

    def length(self, micros: int) -> Any:
        return micros * MICROSECOND

    def micros(self, instant: Any) -> int:
        return (instant - EPOCH) // MICROSECOND

    def micros_long(self, length: Any) -> int:
        return length // MICROSECOND


def patterns(calendar: dict[str, Any]) -> list[Pattern]:
    """Return each range of a week once, with the weekdays it is open on; 24:00 is 00:00 of the next day."""
    found: dict[tuple[int, int], list[int]] = {}
    for weekday, ranges in calendar["hours"].items():
        for start, end in ranges:
            found.setdefault((start, end), []).append(int(weekday))
    return [(wall(start), wall(end), sorted(days)) for (start, end), days in found.items()]


def wall(seconds: int) -> time:
    """Return seconds of the day as a wall time."""
    seconds %= DAY
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
