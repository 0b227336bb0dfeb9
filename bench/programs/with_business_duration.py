"""Peer: business-duration (pandas): counts only, in naive wall time of the zone, one range for all working days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from business_duration import businessDuration
from hours import AwareHours


class Hours(AwareHours):
    """Naive wall times in, seconds out."""

    def build(self) -> None:
        ((self.opens, self.closes, days),) = self.patterns
        self.closed = [day for day in range(7) if day not in days]
        self.days_off = set(self.holidays) or None

    def instant(self, micros: int) -> datetime:
        return super().instant(micros).astimezone(self.zone).replace(tzinfo=None)

    def micros(self, instant: datetime) -> int:
        return super().micros(instant.replace(tzinfo=self.zone).astimezone(UTC))

    def between(self, start: datetime, end: datetime) -> timedelta:
        counted = businessDuration(start, end, self.opens, self.closes, self.closed, self.days_off, "sec")
        return timedelta(seconds=float(counted))
