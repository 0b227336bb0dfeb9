"""Peer: timegrid (Rust). It knows no zones, so it is given wall time of the zone, as its users would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hours import AwareHours
from timegrid import DayOfWeek, TimeGridCalendar

DAYS = [getattr(DayOfWeek, name) for name in "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY".split()]
COMPILED = (datetime(2025, 12, 1), datetime(2029, 1, 1))  # noqa: DTZ001 - wall time


class Hours(AwareHours):
    """Naive wall times in and out."""

    def build(self) -> None:
        self.calendar = TimeGridCalendar.create()
        for start, end, days in self.patterns:
            for day in days:
                self.calendar.add_open_rule(DAYS[day], start, end)
        for day in self.holidays:
            self.calendar.add_holiday(day)
        self.timeline = self.calendar.compile(*COMPILED)

    def instant(self, micros: int) -> datetime:
        return super().instant(micros).astimezone(self.zone).replace(tzinfo=None)

    def micros(self, instant: datetime) -> int:
        return super().micros(instant.replace(tzinfo=self.zone).astimezone(UTC))

    def add(self, start: datetime, length: timedelta) -> Any:
        return self.calendar.add_work_duration(start, length)

    def between(self, start: datetime, end: datetime) -> Any:
        return self.timeline.get_working_duration(start, end)
