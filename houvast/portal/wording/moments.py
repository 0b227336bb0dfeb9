"""Instants and dates as a reader sees them: near days by name, the agreement's own time beside where it differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from houvast.portal.wording.codes import language

_MIDNIGHT = time(0)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as the reader sees it; `beside` is the agreement's own time where it differs."""

    at: datetime
    text: str
    beside: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.beside})" if self.beside else self.text

    @property
    def iso(self) -> str:
        """The instant in UTC, for machines."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Reading:
    """
    Who reads a time: at what moment, in which zone, and beside which zone of the agreement.

    now  aware, UTC
    """

    now: datetime
    zone: ZoneInfo
    agreed: ZoneInfo | None = None

    def local(self, at: datetime) -> datetime:
        """Return an instant on the reader's own clock."""
        return at.astimezone(self.zone)

    def clock(self, at: datetime, *, ending: bool = False) -> str:
        """Return the time of day; `ending` writes midnight as 24:00 of the day before."""
        local = self.local(at)
        return "24:00" if ending and local.time() == _MIDNIGHT else f"{local:%H:%M}"

    def day(self, at: datetime, *, ending: bool = False) -> str:
        """Return a date: today, tomorrow, yesterday, or `Wed 23 Dec`, with the year when it is another one."""
        day, today = self._date(at, ending), self.local(self.now).date()
        near = {0: gettext_noop("today"), 1: gettext_noop("tomorrow"), -1: gettext_noop("yesterday")}.get(
            (day - today).days
        )
        return _(near) if near else self.dated(day)

    def dated(self, day: date) -> str:
        """Return `Wed 23 Dec`, with the year when it is not the present one."""
        year = "" if day.year == self.local(self.now).year else f" {day.year}"
        return f"{WEEKDAYS_ABBR[day.weekday()]} {day_and_month(day)}{year}"

    def moment(self, at: datetime, *, ending: bool = False) -> Moment:
        """Return an instant as `today 12:10` or `Wed 23 Dec 15:12`."""
        return Moment(at, f"{self.day(at, ending=ending)} {self.clock(at, ending=ending)}", self.beside(at))

    def fully(self, at: datetime) -> Moment:
        """Return an instant with date and time, never today: for a history."""
        return Moment(at, f"{self.dated(self.local(at).date())} {self.clock(at)}", self.beside(at))

    def long(self, at: datetime) -> Moment:
        """Return an instant in full: `Monday 28 December 2026, 10:20`."""
        local = self.local(at)
        text = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month]} {local.year}, {local:%H:%M}"
        return Moment(at, text)

    def beside(self, at: datetime) -> str:
        """Return the same instant in the agreement's zone where that differs; otherwise nothing."""
        if self.agreed is None:
            return ""
        there = at.astimezone(self.agreed)
        if there.utcoffset() == self.local(at).utcoffset():
            return ""
        return _("%(time)s in %(place)s") % {"time": f"{there:%H:%M}", "place": place(self.agreed)}

    def _date(self, at: datetime, ending: bool) -> date:
        local = self.local(at)
        return local.date() - _DAY if ending and local.time() == _MIDNIGHT else local.date()


def day_and_month(day: date) -> str:
    """Return `23 Dec`; in English with its capital, in Dutch without."""
    month = str(MONTHS_3[day.month])
    return f"{day.day} {month.capitalize() if language() == 'en' else month}"


def whole_date(day: date) -> str:
    """Return `1 January 2026`."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def month(first: date) -> str:
    """Return `December 2026`; in Dutch `december 2026`."""
    return f"{MONTHS[first.month]} {first.year}"


def month_short(first: date) -> str:
    """Return `Dec`; in Dutch `dec`."""
    return day_and_month(first).split(" ", 1)[1]


def place(zone: ZoneInfo) -> str:
    """Return the city of a zone: `Amsterdam`."""
    return zone.key.rsplit("/", 1)[-1].replace("_", " ")
