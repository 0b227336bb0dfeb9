"""
The grammar of promises.

    promise   = "best effort" | [ "aim" ] limit
    limit     = time [ "-" time ] [ "on" calendar ] | days | "end of day" "on" calendar
    days      = number "bd" [ "after-report" ] [ "+" time ] [ "same-time" ] "on" calendar [ "cut-off" HH:MM ]
    time      = number unit { number unit }        units w, d, h, m, s, from large to small, each once

A time without calendar is clock time, 24 hours a day. Of a range the upper end binds. `1bd + 2h` is two hours
after the next business day opens, and `1bd + 0h` that opening; the end of the day is the close of the business day
of opening. A time of nothing, which only a cell of a target may promise, is at once: when the calendar is open.
Source: DESIGN §3, Promised time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import time
from itertools import pairwise

from houvast.sla.agreement.findings import hint
from houvast.sla.agreement.hours import seconds_of
from houvast.sla.agreement.model import ALWAYS, Promise, Unit
from houvast.sla.opening_hours import MIDNIGHT
from houvast.sla.terms import DAY, HOUR, MINUTE, SECOND

BEST_EFFORT = "best effort"
AIM = "aim"
END_OF_DAY = ("end", "of", "day")
BUSINESS_DAY = "bd"
AFTER_REPORT, SAME_TIME = "after-report", "same-time"
UNITS: Mapping[str, int] = {"w": 7 * DAY, "d": DAY, "h": HOUR, "m": MINUTE, "s": SECOND}
MOST_DAYS = 3650
"""The longest promise, ten years: in clock time or in business days."""

_AMOUNT = re.compile(r"([0-9]+)([.,][0-9]+)?\s*(?!(?:on|after-report|same-time|cut-off)\b)([^\W\d_]*)\s*")
_DASH = re.compile(r"[-–]\s*(?=[0-9])")
_PLUS = re.compile(r"\+\s*(?=[0-9])")
_WITHOUT_END = re.compile(
    r"(?:>=?|≥|more than|over|at least|longer than|meer dan|minimaal|minstens|langer dan|vanaf)\s*[0-9]", re.IGNORECASE
)
_WORD = re.compile(r"(\S+)\s*")
_MEANT = {
    "sec": "s", "second": "s", "seconds": "s", "seconde": "s", "seconden": "s", "min": "m", "mins": "m",
    "minute": "m", "minutes": "m", "minuut": "m", "minuten": "m", "hour": "h", "hours": "h", "hr": "h", "hrs": "h",
    "u": "h", "uur": "h", "uren": "h", "day": "d", "days": "d", "dag": "d", "dagen": "d", "week": "w", "weeks": "w",
    "weken": "w", "wd": "bd", "werkdag": "bd", "werkdagen": "bd", "workday": "bd", "workdays": "bd", "bds": "bd",
}  # fmt: skip


class BadPromise(ValueError):
    """
    A cell is no promise.

    offset  where in the cell, from 0
    code    which fault, see `messages.MESSAGES`
    params  the values of its sentence
    """

    def __init__(self, offset: int, code: str, **params: object) -> None:
        super().__init__(f"{code} at {offset}: {params}")
        self.offset, self.code, self.params = offset, code, params


def parse(written: str, calendars: Collection[str], *, at_once: bool = False) -> Promise:
    """
    Return the promise that a cell makes.

    calendars  the names that may stand after `on`
    at_once    a time of nothing on a calendar may be promised
    Raises BadPromise with the offset of the first fault.
    """
    if written.replace("-", " ").casefold() == BEST_EFFORT:
        return Promise(Unit.BEST_EFFORT, 0, ALWAYS, written)
    return _Cell(written, calendars, at_once).promise()


class _Cell:
    """A cell, read from left to right; `position` is the next character."""

    def __init__(self, written: str, calendars: Collection[str], at_once: bool) -> None:
        self.written, self.calendars, self.at_once = written, calendars, at_once
        self.position = 0

    def promise(self) -> Promise:
        binding = not self._next_is(AIM)
        if self._next_are(END_OF_DAY):
            return self._on_days(0, binding=binding)
        amounts = self._amounts()
        if not amounts:
            is_open = _WITHOUT_END.match(self.written, self.position)
            raise BadPromise(self.position, "promise-without-end" if is_open else "not-a-promise", word=self.written)
        if amounts[0].group(3) == BUSINESS_DAY:
            return self._business_days(amounts, binding=binding)
        microseconds = _microseconds(amounts)
        if dash := self._taken(_DASH):
            _refuse_nothing(microseconds, amounts[0])
            microseconds = self._upper_end(microseconds, dash.start())
        named = self._next_is("on")
        if not named or not self.at_once:
            _refuse_nothing(microseconds, amounts[0])
        calendar = self._calendar() if named else ALWAYS
        self._refuse_rest(only_for_days=(AFTER_REPORT, SAME_TIME, "cut-off"))
        return Promise(Unit.TIME, microseconds, calendar, self.written, binding=binding)

    def _upper_end(self, lower: int, offset: int) -> int:
        upper = _microseconds(self._amounts())
        if upper <= lower:
            raise BadPromise(offset, "range-reversed", word=self.written)
        return upper

    def _business_days(self, amounts: list[re.Match[str]], *, binding: bool) -> Promise:
        if len(amounts) > 1:
            raise BadPromise(amounts[1].start(), "business-days-alone", word=_said(amounts[1]))
        days = _number(amounts[0])
        _refuse_nothing(days, amounts[0])
        _refuse_beyond(days, MOST_DAYS, amounts[0])
        after_report = self._next_is(AFTER_REPORT)
        plus = _microseconds(self._amounts()) if self._taken(_PLUS) else None
        return self._on_days(days, plus, after_report=after_report, binding=binding)

    def _on_days(self, days: int, plus: int | None = None, *, after_report: bool = False, binding: bool) -> Promise:
        same_time = self._next_is(SAME_TIME)
        if same_time and (plus is not None or not days):
            raise BadPromise(self.position - len("same-time "), "same-time-alone", word=self.written)
        if self._next_is(AFTER_REPORT):
            raise BadPromise(self.position - len("after-report "), "after-report-place", word=self.written)
        if not self._next_is("on"):
            raise BadPromise(min(self.position, len(self.written)), "business-days-need-calendar", word=self.written)
        calendar = self._calendar()
        cut_off = self._cut_off() if self._next_is("cut-off") else None
        self._refuse_rest()
        how = (same_time, cut_off, plus, binding, (), after_report)
        return Promise(Unit.BUSINESS_DAYS, days, calendar, self.written, *how)

    def _amounts(self) -> list[re.Match[str]]:
        found: list[re.Match[str]] = []
        while match := _AMOUNT.match(self.written, self.position):
            _refuse_unit(match)
            found.append(match)
            self.position = match.end()
        return found

    def _word(self, missing: str) -> tuple[str, int]:
        """Take the next word and where it begins; `missing` is the fault when there is none."""
        match = _WORD.match(self.written, self.position)
        if not match:
            raise BadPromise(len(self.written), missing)
        self.position = match.end()
        return match.group(1), match.start()

    def _next_is(self, word: str) -> bool:
        """Take the next word if it is this one."""
        match = _WORD.match(self.written, self.position)
        if not match or match.group(1) != word:
            return False
        self.position = match.end()
        return True

    def _next_are(self, words: Sequence[str]) -> bool:
        """Take the next words if they are these."""
        before = self.position
        if all(self._next_is(word) for word in words):
            return True
        self.position = before
        return False

    def _taken(self, sign: re.Pattern[str]) -> re.Match[str] | None:
        """Take a sign that stands before another amount, if it is there."""
        match = sign.match(self.written, self.position)
        self.position = match.end() if match else self.position
        return match

    def _calendar(self) -> str:
        name, offset = self._word("calendar-missing")
        if name not in self.calendars:
            raise BadPromise(offset, "unknown-calendar", word=name, **hint(name, list(self.calendars)))
        return name

    def _cut_off(self) -> time:
        written, offset = self._word("cut-off-missing")
        seconds = seconds_of(written)
        if seconds is None or seconds >= MIDNIGHT:
            raise BadPromise(offset, "no-such-time", word=written)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)

    def _refuse_rest(self, only_for_days: tuple[str, ...] = ()) -> None:
        match = _WORD.match(self.written, self.position)
        if match:
            word = match.group(1)
            code = "only-for-business-days" if word in only_for_days else "unexpected-word"
            raise BadPromise(match.start(), code, word=word)


def _microseconds(amounts: list[re.Match[str]]) -> int:
    order = list(UNITS)
    for each in amounts:
        if each.group(3) == BUSINESS_DAY:
            raise BadPromise(each.start(), "business-days-alone", word=_said(each))
    for earlier, later in pairwise(amounts):
        if order.index(earlier.group(3)) >= order.index(later.group(3)):
            raise BadPromise(later.start(), "units-in-disorder", word=_said(later))
    total = sum(_number(each) * UNITS[each.group(3)] for each in amounts)
    _refuse_beyond(total, MOST_DAYS * DAY, amounts[0])
    return total


def _number(amount: re.Match[str]) -> int:
    if len(amount.group(1)) > 9:
        raise BadPromise(amount.start(), "promise-too-long", most=MOST_DAYS // 365)
    return int(amount.group(1))


def _refuse_nothing(total: int, first: re.Match[str]) -> None:
    if total == 0:
        raise BadPromise(first.start(), "zero-promise", word=_said(first))


def _refuse_beyond(total: int, most: int, first: re.Match[str]) -> None:
    if total > most:
        raise BadPromise(first.start(), "promise-too-long", most=MOST_DAYS // 365)


def _refuse_unit(amount: re.Match[str]) -> None:
    number, fraction, unit = amount.groups()
    if fraction:
        raise BadPromise(amount.start(), "fraction", word=_said(amount))
    if not unit:
        raise BadPromise(amount.start(), "unit-missing", word=number)
    if unit not in (*UNITS, BUSINESS_DAY):
        known = [*UNITS, BUSINESS_DAY]
        meant = _MEANT.get(unit.casefold())
        raise BadPromise(
            amount.start(3), "unknown-unit", word=unit, **({"suggestion": meant} if meant else hint(unit, known))
        )


def _said(amount: re.Match[str]) -> str:
    return amount.group().strip()
