"""Peer of our own: walks a calendar day by day in plain Python, the way help desks do it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hours import AwareHours

ONE_DAY = timedelta(days=1)
MIDNIGHT = time(0)


class Hours(AwareHours):
    """Aware datetimes in and out."""

    def windows(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return the open stretches that begin on a date, in UTC."""
        if day in self.holidays:
            return []
        found = []
        for opens, closes, days in self.patterns:
            if day.weekday() in days:
                until = day if closes > opens else day + ONE_DAY
                found.append((self._utc(day, opens, 0), self._utc(until, closes, 1)))
        return sorted(found)

    def _utc(self, day: date, wall: time, fold: int) -> datetime:
        return datetime.combine(day, wall, tzinfo=self.zone).replace(fold=fold).astimezone(UTC)

    def add(self, start: datetime, length: timedelta) -> datetime:
        day = start.astimezone(self.zone).date() - ONE_DAY
        while True:
            for opens, closes in self.windows(day):
                since = max(opens, start)
                if closes > since:
                    if closes - since >= length:
                        return since + length
                    length -= closes - since
            day += ONE_DAY

    def between(self, start: datetime, end: datetime) -> timedelta:
        day, last = start.astimezone(self.zone).date() - ONE_DAY, end.astimezone(self.zone).date()
        counted = timedelta()
        while day <= last:
            for opens, closes in self.windows(day):
                counted += max(min(closes, end) - max(opens, start), timedelta())
            day += ONE_DAY
        return counted
