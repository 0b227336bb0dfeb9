"""One promised length of time: open time of a calendar, business days, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

ALWAYS = "always"
"""The calendar of promises that name none: 24 hours, 7 days."""


class Unit(StrEnum):
    """How a promise counts."""

    TIME = "time"
    BUSINESS_DAYS = "business-days"
    BEST_EFFORT = "best-effort"


@dataclass(frozen=True, slots=True)
class Promise:
    """
    One cell of a target table.

    amount    microseconds of open time (TIME; 0: at once, when the calendar is open), number of days
              (BUSINESS_DAYS), 0 (BEST_EFFORT)
    calendar  name of the calendar that counts; ALWAYS where none is named
    written   the cell as it stands in the agreement
    plus      BUSINESS_DAYS: microseconds of open time after that day opens; None where its close is meant
    binding   False for an aim: measured and shown, but never met or breached
    others    further limits; the earliest of all holds
    after_report  BUSINESS_DAYS: counted from the day of the report, also a closed one
    """

    unit: Unit
    amount: int
    calendar: str
    written: str
    same_time: bool = False
    cut_off: time | None = None
    plus: int | None = None
    binding: bool = True
    others: tuple[Promise, ...] = ()
    after_report: bool = False

    @property
    def counted_on(self) -> str:
        """
        The calendar on which a clock counts: that of all its limits, or day and night where they have several.

        As business days are (docs/decisions/0005, rule 23), limits are then turned into open time when counting
        starts, so that a pause moves them by the time it lasted.
        """
        return self.calendar if all(other.calendar == self.calendar for other in self.others) else ALWAYS

    @property
    def names_calendar(self) -> bool:
        """Whether it says on which calendar it counts; else it is day and night that nobody wrote down."""
        return " on " in f" {self.written} "

    @property
    def may_be_empty(self) -> bool:
        """Say whether it can come down to no open time at all: what counts is then only whether it is late."""
        at_once = self.unit is Unit.TIME and not self.amount
        on_another_day = self.after_report and self.same_time
        return at_once or self.plus == 0 or on_another_day or any(each.may_be_empty for each in self.others)

    @property
    def limits(self) -> tuple[Promise, ...]:
        """All its limits, one by one."""
        return (self, *self.others)

    def is_shorter_than(self, other: Promise) -> bool:
        """Say whether it is shorter than another that counts the same way; False where that cannot be told."""
        alike = self.unit is other.unit is not Unit.BEST_EFFORT and self.calendar == other.calendar
        return alike and self.amount < other.amount
