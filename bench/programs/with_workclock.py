"""Peer: workclock (Rust), one call at a time and in its batch form on NumPy columns."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
from hours import AwareHours
from workclock import Holidays, Schedule, WorkDay


class Hours(AwareHours):
    """Aware datetimes in and out."""

    def build(self) -> None:
        rules: list[Any] = [WorkDay(start, end, days) for start, end, days in self.patterns]
        rules += [Holidays(self.holidays)] if self.holidays else []
        self.schedule = Schedule(rules, time_zone=self.zone)

    def add(self, start: datetime, length: timedelta) -> datetime:
        return self.schedule.add(start, length)

    def between(self, start: datetime, end: datetime) -> timedelta:
        return self.schedule.between(start, end)

    def instants(self, micros: list[int]) -> Any:
        return np.array(micros, dtype="datetime64[us]")

    def lengths(self, micros: list[int]) -> Any:
        return np.array(micros, dtype="timedelta64[us]")

    def add_batch(self, start: Any, length: Any) -> list[int]:
        return self.schedule.add_many(start, length).view(np.int64)

    def between_batch(self, start: Any, end: Any) -> list[int]:
        return self.schedule.between_many(start, end).view(np.int64)
