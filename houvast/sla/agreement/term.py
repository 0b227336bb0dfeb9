"""
The term of an agreement: from its first day up to and including its last, on the calendar of its zone.

Both days count in full. A day begins when its midnight first comes (`walltime.opening`), so an instant lies in a
term exactly when it lies in one of its days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houvast.sla import walltime
from houvast.sla.terms import instant


@dataclass(frozen=True, slots=True)
class Term:
    """
    How long an agreement holds.

    first, last  local dates in `zone`; no last day when it is open-ended
    """

    first: date
    last: date | None
    zone: str

    @property
    def start(self) -> datetime:
        """The first instant at which it holds."""
        return _midnight(self.first, self.zone)

    @property
    def end(self) -> datetime | None:
        """The first instant at which it no longer holds; None when it is open-ended."""
        return None if self.last is None else _midnight(self.last + timedelta(days=1), self.zone)

    def has_day(self, day: date) -> bool:
        """Say whether it holds on a local date."""
        return self.first <= day and (self.last is None or day <= self.last)

    def has_begun(self, at: datetime) -> bool:
        """Say whether it holds at an instant, or held before."""
        return self.start <= at

    def has_ended(self, at: datetime) -> bool:
        """Say whether it held before an instant and no longer does."""
        return self.end is not None and self.end <= at

    def holds(self, at: datetime) -> bool:
        """Say whether it holds at an instant."""
        return self.has_begun(at) and not self.has_ended(at)


def _midnight(day: date, zone: str) -> datetime:
    return instant(walltime.opening(day, 0, zone))
