"""Opening hours as agreements write them: days of the week, and ranges of the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from houvast.sla.agreement import fields
from houvast.sla.agreement.fields import Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.yaml_tree import Node, Scalar
from houvast.sla.opening_hours import LAST, MIDNIGHT, NthWeekday, Range

Day = TypeVar("Day")

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ROUND_THE_CLOCK = "24/7"
CLOSED = "closed"
HOLIDAY = "holiday"
"""Key of the hours that holidays have instead of being closed."""

NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST}
"""Which of the same weekdays of a month: `first tue`, `last fri`."""

_WHOLE_WEEK: Mapping[int, tuple[Range, ...]] = dict.fromkeys(range(7), ((0, MIDNIGHT),))
_WEEK = 7 * MIDNIGHT
_MOST_RANGES = 48

_TIME = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
_CLOCK_TIME = re.compile(_TIME)
_RANGE = re.compile(rf"({_TIME}) ?[-–] ?({_TIME})")
_OTHER_NAMES = {
    "monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri", "saturday": "sat",
    "sunday": "sun", "maandag": "mon", "dinsdag": "tue", "woensdag": "wed", "donderdag": "thu", "vrijdag": "fri",
    "zaterdag": "sat", "zondag": "sun", "ma": "mon", "di": "tue", "wo": "wed", "do": "thu", "vr": "fri", "za": "sat",
    "zo": "sun", "mo": "mon", "tu": "tue", "we": "wed", "th": "thu", "fr": "fri", "sa": "sat", "su": "sun",
}  # fmt: skip


@dataclass(slots=True)
class Week:
    """
    The hours of a calendar as written, in seconds of the day.

    hours        weekday (0 is Monday) → ranges
    monthly      e.g. the first Tuesday → ranges
    on_holidays  ranges that holidays have
    """

    hours: dict[int, tuple[Range, ...]] = field(default_factory=dict)
    monthly: dict[NthWeekday, tuple[Range, ...]] = field(default_factory=dict)
    on_holidays: tuple[Range, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether any day has hours."""
        return any(self.hours.values()) or any(self.monthly.values()) or bool(self.on_holidays)


def week(report: Report, node: Node, path: Path) -> Week:
    """Return the hours under `hours:`; every fault goes into the report."""
    if isinstance(node, Scalar) and node.value == ROUND_THE_CLOCK:
        return Week(dict(_WHOLE_WEEK))
    if isinstance(node, Scalar):
        report.error(node.place, "hours-need-days", word=node.value)
        return Week()
    found = Week()
    named: dict[int, Scalar] = {}
    for key, value in fields.entries(report, node, path):
        opened = ranges(report, value, (*path, key.value))
        if key.word == HOLIDAY:
            _refuse_overlap_on_a_day(report, key, opened)
            found.on_holidays = opened
        elif key.value.split()[0] in NTH:
            _refuse_overlap_on_a_day(report, key, opened)
            monthly = dict.fromkeys(_nth_weekdays(report, key), key.value)
            _take(report, key, found.monthly, monthly, opened)
        else:
            weekdays = _weekdays(report, key)
            _take(report, key, found.hours, {each: DAYS[each] for each in weekdays}, opened)
            named |= dict.fromkeys(weekdays, key)
    _refuse_overlap(report, found.hours, named)
    return found


def _take(
    report: Report,
    key: Scalar,
    hours: dict[Day, tuple[Range, ...]],
    days: Mapping[Day, str],
    opened: tuple[Range, ...],
) -> None:
    """Give some days, each with its word, their hours."""
    for day, word in days.items():
        if day in hours:
            report.error(key.place, "day-named-twice", word=word)
        hours[day] = opened


def _refuse_overlap_on_a_day(report: Report, key: Scalar, opened: tuple[Range, ...]) -> None:
    if overlapping(opened):
        report.error(key.place, "overlapping-on-date", word=key.value)


def ranges(report: Report, node: Node, path: Path) -> tuple[Range, ...]:
    """Return the ranges of one day, in order; `closed` is none, `24/7` is all of it."""
    if isinstance(node, Scalar) and node.value == CLOSED:
        return ()
    if isinstance(node, Scalar) and node.value == ROUND_THE_CLOCK:
        return ((0, MIDNIGHT),)
    written = fields.items(report, node, path)
    if len(written) > _MOST_RANGES:
        report.error(node.place, "too-many-ranges", most=_MOST_RANGES)
        return ()
    if not written:
        report.error(node.place, "no-hours")
    found = [_range(report, item) for item in written]
    return tuple(sorted(each for each in found if each is not None))


def overlapping(ranges_of_a_day: Iterable[Range]) -> bool:
    """Say whether any two ranges of one day share time, also after midnight."""
    spans = sorted(_unrolled(each) for each in ranges_of_a_day)
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))


def seconds_of(written: str) -> int | None:
    """Return a time of day such as 08:00, 16:30:30 or 24:00 in seconds; None where there is no such time."""
    match = _CLOCK_TIME.fullmatch(written)
    if not match:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    seconds = hour * 3600 + minute * 60 + second
    return seconds if minute < 60 and second < 60 and seconds <= MIDNIGHT else None


def _range(report: Report, node: Node) -> Range | None:
    written = fields.word(report, node)
    if not written or not isinstance(node, Scalar):
        return None
    match = _RANGE.fullmatch(written)
    if not match:
        report.error(node.place, "not-a-range", word=written)
        return None
    opens, closes = seconds_of(match.group(1)), seconds_of(match.group(5))
    if opens is None or closes is None or opens == MIDNIGHT:
        which = 5 if closes is None and opens is not None and opens < MIDNIGHT else 1
        report.error(node.at(match.start(which)), "no-such-time", word=match.group(which))
        return None
    if opens == closes:
        report.error(node.place, "zero-length-range", word=written)
        return None
    return opens, closes


def _weekdays(report: Report, key: Scalar) -> list[int]:
    found: list[int] = []
    offset = 0
    for part in key.word.split(","):
        start = offset + len(part) - len(part.lstrip())
        found += _days_of(report, key, part.strip(), start)
        offset += len(part) + 1
    return found


def _nth_weekdays(report: Report, key: Scalar) -> list[NthWeekday]:
    """Return the days of `first tue` or `"first tue, third tue"`."""
    found: list[NthWeekday] = []
    offset = 0
    for part in key.value.split(","):
        nth, _, day = part.strip().partition(" ")
        if nth in NTH and day.strip() in DAYS:
            found.append((NTH[nth], DAYS.index(day.strip())))
        elif nth in NTH:
            _unknown_day(report, key, day.strip(), offset + part.find(nth) + len(nth) + 1)
        else:
            report.unknown(key.at(offset), "unknown-nth", nth, tuple(NTH))
        offset += len(part) + 1
    return found


def _days_of(report: Report, key: Scalar, part: str, offset: int) -> list[int]:
    first, dash, last = (each.strip() for each in part.partition("-"))
    for each in (first, last) if dash else (first,):
        if each not in DAYS:
            _unknown_day(report, key, each, offset)
            return []
    since = DAYS.index(first)
    until = DAYS.index(last) if dash else since
    return [weekday % 7 for weekday in range(since, until + 1 + (7 if until < since else 0))]


def _unknown_day(report: Report, key: Scalar, written: str, offset: int) -> None:
    meant = _OTHER_NAMES.get(written.casefold()) or fields.meant(written, DAYS)
    hint = {"suggestion": meant} if meant else {"known": ", ".join(DAYS)}
    report.error(key.at(offset), "unknown-day", word=written, **hint)


def _refuse_overlap(report: Report, hours: Mapping[int, tuple[Range, ...]], named: Mapping[int, Scalar]) -> None:
    spans = sorted(
        (weekday * MIDNIGHT + since, weekday * MIDNIGHT + until)
        for weekday, opened in hours.items()
        for since, until in map(_unrolled, opened)
    )
    if not spans:
        return
    following = [*spans[1:], (spans[0][0] + _WEEK, spans[0][1] + _WEEK)]
    for earlier, later in zip(spans, following, strict=True):
        if later[0] < earlier[1]:
            place = named[later[0] // MIDNIGHT % 7].place
            report.error(place, "overlapping-ranges", first=_worded(earlier), second=_worded(later))
            return


def _unrolled(each: Range) -> Range:
    since, until = each
    return since, until if until > since else until + MIDNIGHT


def _worded(span: Range) -> str:
    since, until = span
    return f"{DAYS[since // MIDNIGHT % 7]} {time_of_day(since % MIDNIGHT)}-{time_of_day(until % MIDNIGHT)}"


def time_of_day(seconds: int) -> str:
    """Return seconds of the day as 08:00, with seconds only where there are any; 86400 is 24:00."""
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{second:02}" if second else "")
