"""Peer: businesstimedelta (plain Python), one call at a time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytz
from businesstimedelta import BusinessTimeDelta, HolidayRule, Rules, WorkDayRule
from hours import AwareHours

FAR_AHEAD = date(2060, 1, 1)
"""It fails in any calculation that passes the last holiday, so one more is put far ahead."""


class Hours(AwareHours):
    """Aware datetimes in and out."""

    def build(self) -> None:
        tz = pytz.timezone(self.zone.key)
        open_ = [WorkDayRule(start, end, days, tz=tz) for start, end, days in self.patterns]
        closed = [HolidayRule({*self.holidays, FAR_AHEAD}, tz=tz)] if self.holidays else []
        self.rules = Rules([*open_, *closed])

    def add(self, start: datetime, length: timedelta) -> datetime:
        return start + BusinessTimeDelta(self.rules, timedelta=length)

    def between(self, start: datetime, end: datetime) -> timedelta:
        return self.rules.difference(start, end).timedelta
