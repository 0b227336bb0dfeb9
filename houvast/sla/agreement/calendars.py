"""Reads `calendars:`: hours, holidays and dates of their own → compiled calendars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from houvast.sla.agreement import days, fields, holidays, hours
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.holidays import HolidaySource
from houvast.sla.agreement.model import ALWAYS
from houvast.sla.agreement.yaml_tree import Node, Scalar
from houvast.sla.calendar import Calendar
from houvast.sla.opening_hours import MIDNIGHT, EmptyCalendar, Range

CALENDAR_KEYS = ("hours", "holidays", "dates", "timezone")
HOLIDAY_KEYS = ("country", "region", "without", "also")


@dataclass(frozen=True, slots=True)
class Term:
    """What calendars need to know of the rest of the agreement: its zone and its years."""

    zone: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Calendars:
    """
    The calendars of an agreement.

    names       every name that stands in the text, also of a calendar with a fault
    never_shut  the names of calendars that are open 24 hours, 7 days, without exception
    """

    compiled: Mapping[str, Calendar]
    names: tuple[str, ...]
    never_shut: frozenset[str]


def read(report: Report, node: Node | None, term: Term) -> Calendars:
    """Return the calendars; `always` is among them whether it is written or not."""
    compiled: dict[str, Calendar] = {}
    names: list[str] = []
    never_shut = {ALWAYS}
    for key, value in fields.entries(report, node, ("calendars",)):
        name = fields.name(report, key)
        names.append(name)
        if _says_round_the_clock(value):
            never_shut.add(name)
            compiled[name] = Calendar.always()
        elif name == ALWAYS:
            report.error(key.place, "always-is-fixed")
        else:
            _compile(report, value, ("calendars", name), term, compiled)
    compiled.setdefault(ALWAYS, Calendar.always())
    return Calendars(compiled, tuple(dict.fromkeys([*names, ALWAYS])), frozenset(never_shut))


def is_round_the_clock(calendar: Calendar) -> bool:
    """Say whether a calendar is open 24 hours, 7 days, without exception."""
    whole = all(calendar.hours.get(weekday) == ((0, MIDNIGHT),) for weekday in range(7))
    return whole and calendar.holidays is None and not calendar.dates


def _says_round_the_clock(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value == hours.ROUND_THE_CLOCK


def _compile(report: Report, node: Node, path: Path, term: Term, compiled: dict[str, Calendar]) -> None:
    if isinstance(node, Scalar) and not node.is_empty:
        report.error(node.place, "not-a-calendar", word=node.value)
        return
    if isinstance(node, Scalar):
        report.error(node.place, "empty-calendar", word=path[-1])
        return
    known = len(report.findings)
    table = Fields(report, node, path, CALENDAR_KEYS)
    written = table.get("hours")
    week = hours.week(report, written, table.at("hours")) if written is not None else hours.Week()
    if week.on_holidays and table.get("holidays") is None:
        report.error(table.place, "holiday-hours-without-holidays")
    source = _holidays(report, table.get("holidays"), table.at("holidays"), term)
    dates = _dates(report, table.get("dates"), table.at("dates"), term, week)
    zone = fields.zone(report, table.get("timezone")) or term.zone
    if len(report.findings) > known:
        return
    try:
        made = Calendar(zone, week.hours, source, dates, monthly=week.monthly, on_holidays=week.on_holidays)
        if not week.opens and not _opens_on(made, dates):
            raise EmptyCalendar
        compiled[path[-1]] = made
    except EmptyCalendar:
        report.error(report.places.get(path, node.place), "empty-calendar", word=path[-1])


def _opens_on(calendar: Calendar, dates: Mapping[date, tuple[Range, ...]]) -> bool:
    """Say whether there is any open time on some dates: a clock that is put forward can skip all there was."""
    around = [datetime.combine(day, time(), UTC) for day in dates]
    return any(calendar.windows(begin - timedelta(days=1), begin + timedelta(days=3)) for begin in around)


def _dates(
    report: Report, node: Node | None, path: Path, term: Term, week: hours.Week
) -> dict[date, tuple[Range, ...]]:
    """
    Return the hours of dates; a single date goes before one that returns each year or lies in a stretch.

    week  days that it has closed stay closed on dates of each year and in stretches: Christmas Eve on a Sunday
    """
    general: dict[date, tuple[Range, ...]] = {}
    found: dict[date, tuple[Range, ...]] = {}
    for key, value in fields.entries(report, node, path):
        opened = hours.ranges(report, value, (*path, key.value))
        if hours.overlapping(opened):
            report.error(value.place, "overlapping-on-date", word=key.value)
        named = days.named(report, key, term.first, term.last)
        if days.is_general(key):
            general |= {day: opened for day in named if not opened or not week.hours or week.hours.get(day.weekday())}
        else:
            found |= dict.fromkeys(named, opened)
    return general | found


# -- holidays -----------------------------------------------------------------------------------------


def _holidays(report: Report, node: Node | None, path: Path, term: Term) -> HolidaySource | None:
    if node is None:
        return None
    if isinstance(node, Scalar) and not node.is_empty:
        report.error(node.place, "holidays-need-country", word=node.value)
        return None
    table = Fields(report, node, path, HOLIDAY_KEYS)
    country = _country(report, table)
    region = _region(report, table, country)
    without, also = table.words("without"), table.words("also")
    if not table.nodes:
        report.error(table.place, "empty-value")
    on_dates = [each for each in also if _looks_like_date(each.value)]
    named = [each for each in also if not _looks_like_date(each.value)]
    if country is not None:
        _check_names(report, "without", without, country, region, term)
        _check_names(report, "also", named, country, region, term)
    return HolidaySource(
        country=country or "",
        region=region,
        without=tuple(each.word for each in without),
        also=tuple(each.word for each in named),
        also_on=tuple(day for each in on_dates for day in days.named(report, each, term.first, term.last)),
    )


def _looks_like_date(written: str) -> bool:
    return written[:1].isdigit()


def _country(report: Report, table: Fields) -> str | None:
    """Return the country; "" where none is named; None where it has a fault."""
    node = table.get("country")
    if node is None:
        return ""
    written = fields.word(report, node)
    known = holidays.countries()
    if written in known:
        return written
    if written:
        meant = holidays.country_called(written)
        near = {"suggestion": meant} if meant else {}
        report.error(node.place, "unknown-country", word=written, **near)
    return None


def _region(report: Report, table: Fields, country: str | None) -> str:
    node = table.get("region")
    if node is None or country is None:
        return ""
    if not country:
        report.error(node.place, "region-without-country")
        return ""
    known = holidays.regions(country)
    if not known:
        report.error(node.place, "country-without-regions", word=country)
        return ""
    return fields.one_of(report, node, known, "unknown-region") or ""


def _check_names(report: Report, key: str, named: Sequence[Scalar], country: str, region: str, term: Term) -> None:
    years = holidays.years_to_know(term.first, term.last)
    for each in named:
        if not country:
            report.error(each.place, "name-without-country", word=each.value)
            continue
        public = holidays.public_names(country, region, years)
        known = public if key == "without" else [*holidays.other_names(country, region, years), *public]
        if not any(holidays.same_name(each.value, name) for name in known):
            report.unknown(each.place, "unknown-holiday", each.value, known)
