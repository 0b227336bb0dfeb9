"""
Nights on which clocks change, with what must come out.

Amsterdam, 28 March 2027: 02:00 becomes 03:00. 31 October 2027: 03:00 becomes 02:00. Source: DESIGN §3, Time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.promises import described
from houvast.sla.calendar import Calendar
from houvast.sla.opening_hours import Range
from houvast.sla.terms import HOUR, MICROSECOND, micros

H = 3600


def _daily(*ranges: Range) -> Calendar:
    return Calendar("Europe/Amsterdam", dict.fromkeys(range(7), ranges))


NIGHTS = _daily((22 * H, 6 * H))
DAWN = _daily((2 * H + H // 2, 10 * H))
LATE = _daily((22 * H, 2 * H + H // 2))
WORKDAYS = Calendar("Europe/Amsterdam", dict.fromkeys(range(5), ((8 * H, 18 * H),)))


@dataclass(frozen=True)
class Case:
    """
    One question about one of those nights; instants and lengths in microseconds.

    second   the promised length to add, or the instant to count until
    answer   the instant, or the length
    """

    what: str
    calendar: Calendar
    operation: str
    first: int
    second: int
    answer: int

    def job(self) -> dict[str, Any]:
        calendar = described(self.calendar)
        return {"calendar": calendar, "operation": self.operation, "first": self.first, "second": self.second}

    def ours(self) -> int:
        """Return what our calendar answers."""
        start = _moment(self.first)
        if self.operation == "add":
            return micros(self.calendar.add(start, self.second * MICROSECOND))
        return self.calendar.between(start, _moment(self.second)) // MICROSECOND


def _moment(at: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)


def _at(written: str) -> int:
    return micros(datetime.fromisoformat(written))


def _between(what: str, calendar: Calendar, start: str, end: str, hours: float) -> Case:
    return Case(what, calendar, "between", _at(start), _at(end), int(hours * HOUR))


def _add(what: str, calendar: Calendar, start: str, hours: int, due: str) -> Case:
    return Case(what, calendar, "add", _at(start), hours * HOUR, _at(due))


SPRING, AUTUMN = "2027-03-27T22:00+01:00", "2027-10-30T22:00+02:00"

CASES = (
    _between("22:00–06:00 in spring is 7 h", NIGHTS, SPRING, "2027-03-28T06:00+02:00", 7),
    _between("22:00–06:00 in autumn is 9 h", NIGHTS, AUTUMN, "2027-10-31T06:00+01:00", 9),
    _add("8 h in the spring night", NIGHTS, SPRING, 8, "2027-03-28T23:00+02:00"),
    _add("8 h in the autumn night", NIGHTS, AUTUMN, 8, "2027-10-31T05:00+01:00"),
    _add("9 h end at the autumn closing", NIGHTS, AUTUMN, 9, "2027-10-31T06:00+01:00"),
    _between("opening 02:30 is skipped", DAWN, "2027-03-28T00:00+01:00", "2027-03-28T10:00+02:00", 7),
    _between("opening 02:30 comes twice", DAWN, "2027-10-31T00:00+02:00", "2027-10-31T10:00+01:00", 8.5),
    _between("closing 02:30 comes twice", LATE, AUTUMN, "2027-10-31T10:00+01:00", 5.5),
    _add("office hours over the weekend", WORKDAYS, "2027-10-29T17:00+02:00", 10, "2027-11-01T17:00+01:00"),
)
