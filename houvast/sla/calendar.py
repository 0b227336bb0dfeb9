"""
Service windows: when promised time counts.

A calendar is weekly hours, holidays and dates of their own in one zone. It is compiled, a year at a time,
into sorted open windows with running totals, so that counting and adding time are two look-ups
whatever the distance (DESIGN §3, Calendars).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from houvast.sla import walltime
from houvast.sla.opening_hours import MIDNIGHT, HolidaySource, NthWeekday, OpeningHours, Range
from houvast.sla.terms import MICROSECOND, Micros, Span, instant, micros
from houvast.sla.windows import Windows, joined

LONGEST_YEARS = 200
"""How far ahead opening hours are compiled before giving up."""
_ONE_DAY = timedelta(days=1)


class NeverOpens(ValueError):
    """There is not so much open time after (or before) the instant asked for."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"the calendar has no more opening hours from {at.isoformat()}")
        self.at = at


@dataclass(frozen=True, slots=True)
class OpenDays:
    """
    The local dates with any opening hours, in order.

    since    instant at which each date begins
    until    instant at which each date ends (its next midnight)
    opens    instant of the first opening on each date
    closes   instant of the last closing on each date
    """

    days: tuple[date, ...]
    since: Micros
    until: Micros
    opens: Micros
    closes: Micros


class Calendar(OpeningHours):
    """Opening hours, compiled a year at a time so that time is added and counted whatever the distance."""

    def __init__(
        self,
        zone: str,
        hours: Mapping[int, tuple[Range, ...]],
        holidays: HolidaySource | None = None,
        dates: Mapping[date, tuple[Range, ...]] | None = None,
        *,
        monthly: Mapping[NthWeekday, tuple[Range, ...]] | None = None,
        on_holidays: tuple[Range, ...] = (),
    ) -> None:
        super().__init__(zone, hours, holidays, dates, monthly=monthly, on_holidays=on_holidays)
        self._years: dict[int, tuple[Micros, Micros]] = {}
        self._windows: dict[tuple[int, int], Windows] = {}
        self._tables: dict[tuple[int, int], OpenDays] = {}

    @classmethod
    def always(cls) -> Calendar:
        """Return the calendar that is open 24 hours, 7 days."""
        return cls("UTC", dict.fromkeys(range(7), ((0, MIDNIGHT),)))

    # -- one instant --------------------------------------------------------------------------

    def add(self, start: datetime, promised: timedelta) -> datetime:
        """Return the earliest instant at which `promised` open time has passed since start; raise NeverOpens."""
        return instant(int(self.add_many(_column(start), _length(promised))[0]))

    def subtract(self, end: datetime, length: timedelta) -> datetime:
        """Return the latest instant from which `length` open time passes until end; raise NeverOpens."""
        if not length:
            return end
        for reach in (1, 5, 25, 125, 625):
            windows = self._between_years(max(end.year - reach, 2), end.year)
            position = windows.position(_column(end)) - _length(length)
            if position[0] >= 0 and windows.total:
                return instant(int(windows.last_instant(position)[0]))
        raise NeverOpens(end)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time between two instants; nothing when they are reversed."""
        return int(self.between_many(_column(start), _column(end))[0]) * MICROSECOND

    def is_open(self, at: datetime) -> bool:
        """Say whether the calendar is open at an instant: from the opening on, at the closing no longer."""
        moment = micros(at)
        windows = self._between_years(at.year, at.year)
        which = int(np.searchsorted(windows.opens, moment, side="right")) - 1
        return which >= 0 and moment < int(windows.closes[which])

    def windows(self, start: datetime, end: datetime) -> list[Span]:
        """Return the open windows between two instants, cut to them; none when the range is empty or reversed."""
        if start >= end:
            return []
        compiled = self._between_years(start.year, end.year)
        low, high = micros(start), micros(end)
        inside = (compiled.closes > low) & (compiled.opens < high)
        pairs = zip(compiled.opens[inside], compiled.closes[inside], strict=True)
        return [Span(instant(max(int(opens), low)), instant(min(int(closes), high))) for opens, closes in pairs]

    def next_open(self, at: datetime, *, strict: bool = True) -> datetime:
        """Return the first opening after an instant; `strict=False` counts one exactly then. Raise NeverOpens."""
        return self._edge(at, "opens", forward=True, strict=strict)

    def prev_open(self, at: datetime, *, strict: bool = True) -> datetime:
        """Return the last opening before an instant; `strict=False` counts one exactly then. Raise NeverOpens."""
        return self._edge(at, "opens", forward=False, strict=strict)

    def next_close(self, at: datetime, *, strict: bool = True) -> datetime:
        """Return the first closing after an instant; `strict=False` counts one exactly then. Raise NeverOpens."""
        return self._edge(at, "closes", forward=True, strict=strict)

    def prev_close(self, at: datetime, *, strict: bool = True) -> datetime:
        """Return the last closing before an instant; `strict=False` counts one exactly then. Raise NeverOpens."""
        return self._edge(at, "closes", forward=False, strict=strict)

    # -- columns ------------------------------------------------------------------------------

    def add_many(self, start: Micros, promised: Micros) -> Micros:
        """Return, for each row, the earliest instant at which the promised open time has passed; raise NeverOpens."""
        if not len(start):
            return start
        windows = self.covering(int(start.min()), int((start + promised).max()))
        position = windows.position(start) + promised
        windows = self.reaching(windows, int(position.max()))
        due: Micros = np.where(promised > 0, windows.instant(position), start)
        return due

    def open_many(self, at: Micros) -> Micros:
        """Return each instant, or the next opening where the calendar is closed then; raise NeverOpens."""
        if not len(at):
            return at
        windows = self.covering(int(at.min()), int(at.max()))
        position = windows.position(at)
        return self.reaching(windows, int(position.max()) + 1).last_instant(position)

    def between_many(self, start: Micros, end: Micros) -> Micros:
        """Return the open microseconds between two columns of instants; 0 where they are reversed."""
        if not len(start):
            return start
        windows = self.covering(int(min(start.min(), end.min())), int(max(start.max(), end.max())))
        counted: Micros = np.maximum(windows.position(end) - windows.position(start), 0)
        return counted

    def covering(self, first: int, last: int) -> Windows:
        """Return the windows of all years from one instant to another (microseconds), with a year to spare."""
        return self._between_years(instant(first).year, instant(last).year)

    def reaching(self, windows: Windows, position: int) -> Windows:
        """
        Return `windows`, lengthened with later years until they hold `position`.

        Raises NeverOpens where LONGEST_YEARS do not: no promise is meant to last that long.
        """
        while windows.total < position:
            years = windows.last_year - windows.first_year + 1
            if years > LONGEST_YEARS:
                raise NeverOpens(instant(int(windows.closes[-1]) if len(windows.closes) else 0))
            windows = self._compiled(windows.first_year, windows.last_year + min(years, LONGEST_YEARS))
        return windows

    # -- business days ------------------------------------------------------------------------

    def business_day_end(
        self,
        opened: datetime,
        days: int,
        *,
        same_time: bool = False,
        cut_off: time | None = None,
        plus: timedelta | None = None,
        after_report: bool = False,
    ) -> datetime:
        """
        Return when a promise of business days is due.

        The close of the n-th business day after the day of opening; a closed day counts as the next open one.
        With n = 0 the close of the day of opening; after that close, of the next open day.
        plus       so much open time after that day opens, instead of its close; of nothing it is that opening
        same_time  the n-th business day at the wall time of opening, brought back into that day's hours; what is
                   opened while closed counts as opened at the next opening, so the promise is never empty
        cut_off    opened later than this wall time counts as opened on the next business day
        after_report  the date of opening is day zero, also when it is closed, and its wall time is not moved; not
                   with n = 0
        Source: DESIGN §3, Promised time.
        """
        after = None if plus is None else plus // MICROSECOND
        due = self.business_days_many(
            _column(opened), days, same_time=same_time, cut_off=cut_off, plus=after, after_report=after_report
        )
        return instant(int(due[0]))

    def business_days_many(
        self,
        opened: Micros,
        days: int,
        *,
        same_time: bool = False,
        cut_off: time | None = None,
        plus: int | None = None,
        after_report: bool = False,
    ) -> Micros:
        """Return business_day_end for a column of instants; `plus` in microseconds."""
        if not len(opened):
            return opened
        if same_time and not after_report:
            opened = self.open_many(opened)
        years = instant(int(opened.min())).year, instant(int(opened.max())).year + 1
        for ahead in (0, 2, 8, 32, 128):
            table = self._open_days(years[0], years[1] + ahead)
            which = np.searchsorted(table.until, opened, side="right")
            # One day to spare, for what is opened after the cut-off.
            if len(table.days) and int(which.max()) + days + 1 < len(table.days):
                break
        else:
            raise NeverOpens(instant(int(opened.max())))
        on_closed_day = opened < table.since[which]
        if not days:
            which = which + (table.closes[which] <= opened)
        if cut_off is not None:
            which = which + self._too_late(table, which, opened, cut_off)
        if after_report:
            which = which - on_closed_day
        if plus is not None:
            return self.add_many(table.opens[which + days], np.full(len(opened), plus, dtype=np.int64))
        if not same_time:
            ends: Micros = table.closes[which + days]
            return ends
        pairs = zip(opened.tolist(), which.tolist(), strict=True)
        due = [self._same_time(at, table.days[k + days]) for at, k in pairs]
        return np.array(due, dtype=np.int64)

    def _too_late(self, table: OpenDays, which: NDArray[np.int64], opened: Micros, cut_off: time) -> NDArray[np.int64]:
        seconds = cut_off.hour * 3600 + cut_off.minute * 60 + cut_off.second
        limits = [walltime.closing(table.days[k], seconds, self.zone) for k in which.tolist()]
        return (opened > np.array(limits, dtype=np.int64)).astype(np.int64)

    def _same_time(self, opened: int, day: date) -> int:
        """Return the wall time of opening on another day, brought back to the last moment that day is open."""
        wall = walltime.local(opened, self.zone)
        wanted = walltime.opening(day, wall.hour * 3600 + wall.minute * 60 + wall.second, self.zone) + wall.microsecond
        parts = self.spans(day)
        reached = [min(wanted, closes) for opens, closes in parts if opens <= wanted]
        return max(reached, default=parts[0][0])

    def _open_days(self, first: int, last: int) -> OpenDays:
        for (low, high), table in self._tables.items():
            if low <= first and last <= high:
                return table
        self._tables[first, last] = self._tabled(first, last)
        return self._tables[first, last]

    def _tabled(self, first: int, last: int) -> OpenDays:
        spans = {day: self.spans(day) for day in _dates(first - 1, last)}
        days = tuple(day for day, open_then in spans.items() if open_then)
        since = [walltime.opening(day, 0, self.zone) for day in days]
        until = [walltime.opening(day + _ONE_DAY, 0, self.zone) for day in days]
        opens = [min(start for start, _ in spans[day]) for day in days]
        closes = [max(end for _, end in spans[day]) for day in days]
        return OpenDays(days, *(np.array(column, dtype=np.int64) for column in (since, until, opens, closes)))

    # -- compiling ----------------------------------------------------------------------------

    def _edge(self, at: datetime, edge: str, *, forward: bool, strict: bool) -> datetime:
        moment = micros(at)
        for reach in (1, 5, 30):
            column: Micros = getattr(self._between_years(max(at.year - reach, 1), at.year + reach), edge)
            side = "right" if forward == strict else "left"
            which = int(np.searchsorted(column, moment, side=side)) - (not forward)  # type: ignore[call-overload]
            # An edge of the compiled years is no opening or closing of the calendar itself.
            if 0 < which < len(column) - 1 or (reach == 30 and 0 <= which < len(column)):
                return instant(int(column[which]))
        raise NeverOpens(at)

    def _between_years(self, first: int, last: int) -> Windows:
        # A zone's year begins up to a day off UTC's, and a window may pass the turn of the year.
        for windows in self._windows.values():
            if windows.first_year < first and last < windows.last_year:
                return windows
        return self._compiled(first - 1, last + 1)

    def _compiled(self, first: int, last: int) -> Windows:
        if (first, last) not in self._windows:
            years = [self._year(year) for year in range(first, last + 1)]
            opens, closes = joined(*(np.concatenate(column) for column in zip(*years, strict=True)))
            lengths = closes - opens
            self._windows[first, last] = Windows(first, last, opens, closes, np.cumsum(lengths) - lengths)
        return self._windows[first, last]

    def _year(self, year: int) -> tuple[Micros, Micros]:
        if year not in self._years:
            spans = [span for day in _dates(year, year) for span in self.spans(day)]
            columns = np.array(spans, dtype=np.int64).reshape(-1, 2)
            self._years[year] = (columns[:, 0], columns[:, 1])
        return self._years[year]


def _dates(first: int, last: int) -> Iterator[date]:
    for ordinal in range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1):
        yield date.fromordinal(ordinal)


def _column(at: datetime) -> Micros:
    return np.array([micros(at)], dtype=np.int64)


def _length(length: timedelta) -> Micros:
    return np.array([length // MICROSECOND], dtype=np.int64)
