"""
Written times, whole columns at once: ISO 8601 (and day/month/year) → microseconds since 1970 UTC, and back.

A time without offset is wall time of the zone that is given. One that a clock change skips becomes the first
instant after the gap, one that happens twice its first occurrence (DESIGN §3, Time; `sla.walltime` knows how).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from houvast.files.findings import Finding
from houvast.sla import walltime
from houvast.sla.terms import DAY, HOUR, MINUTE, NEVER, SECOND, Micros

FIRST_YEAR, LAST_YEAR = 1970, 2090
"""
Times outside these years are slips of the pen (0001, 9999), not facts; and an agreement's holidays are known no
further than the longest promise made in the last of them.
"""

ISO_8601 = (
    r"^(?<year>[0-9]{4})-?(?<month>[0-9]{2})-?(?<day>[0-9]{2})[Tt ]"
    r"(?<hour>[0-9]{2}):?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?"
    r" ?(?<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?$"
)
DAY_MONTH_YEAR = (
    r"^(?<day>[0-9]{1,2})[/.-](?<month>[0-9]{1,2})[/.-](?<year>[0-9]{4}) +"
    r"(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2}))?$"
)
"""Shapes of a written time; the names of the groups are the parts."""

_PARTS = ("year", "month", "day", "hour", "minute", "second")
_WIDEST_OFFSET = 18 * 60
_LEAP = 60


@dataclass(frozen=True, slots=True)
class Read:
    """
    A column of written times, as read.

    at     microseconds since 1970 UTC; NEVER where `wrong`
    wall   the same before the zone's offset was taken off: what was written
    wrong  rows that hold no time; an empty row is wrong too
    """

    at: Micros
    wall: Micros
    wrong: NDArray[np.bool_]


def read(words: pl.Series, zone: str, *, shape: str = ISO_8601) -> Read:
    """Return the instants of a column of words; `23:59:60` counts as the last microsecond of that minute."""
    parts = words.str.extract_groups(shape).struct.unnest()
    numbers = {name: _numbers(parts, name) for name in _PARTS}
    written = parts["year"].is_not_null().to_numpy()
    offset, has_offset, wrong_offset = _offsets(parts)
    wrong = ~written | _impossible(numbers) | wrong_offset | _far_away(numbers["year"])
    wall = np.where(wrong, 0, _wall(numbers) + _fraction(parts, numbers["second"]))
    at = wall - offset * MINUTE
    naive = ~has_offset & ~wrong
    at[naive] = localised(wall[naive], zone)
    return Read(np.where(wrong, NEVER, at), wall, wrong)


def localised(wall: Micros, zone: str) -> Micros:
    """Return the instants at which wall times (microseconds as if they were UTC) first come in a zone."""
    if not len(wall):
        return wall
    day = wall // DAY
    first = int(day.min())
    offset = np.zeros(int(day.max()) - first + 1, dtype=np.int64)
    present = np.zeros(len(offset), dtype=bool)
    present[day - first] = True
    for which in np.flatnonzero(present).tolist():
        steady = walltime.steady_offset(_date(first + which), zone)
        offset[which] = NEVER if steady is None else steady
    taken_off = offset[day - first]
    instants = wall - taken_off
    for row in np.flatnonzero(taken_off == NEVER).tolist():
        instants[row] = _first_occurrence(int(wall[row]), zone)
    return instants


def why_not(word: str, *, shape: str = ISO_8601, line: int = 0, cell: str = "") -> Finding:
    """Return what is wrong with one written time that `read` refused."""
    found = re.match(shape.replace("(?<", "(?P<"), word)
    if not found:
        code = "not-a-time" if shape == ISO_8601 else "not-day-month-year"
        return Finding(line, code, {"word": word[:60]}, cell)
    numbers = {name: np.array([int(found[name] or 0)]) for name in _PARTS}
    part = next((part for part, wrong in _impossible_parts(numbers).items() if wrong[0]), None)
    if part is None and not _far_away(numbers["year"])[0]:
        part = "offset"
    if part:
        return Finding(line, "no-such-time", {"word": word, "part": part, "part_nl": DUTCH_PARTS[part]}, cell)
    return outside_the_years(word, line=line, cell=cell)


def outside_the_years(word: str, *, line: int, cell: str) -> Finding:
    """Return the finding of a time that no ticket can have."""
    return Finding(line, "far-away", {"word": word, "first": FIRST_YEAR, "last": LAST_YEAR}, cell)


def counted(count: NDArray[np.int64], unit: str) -> tuple[Micros, NDArray[np.bool_]]:
    """
    Return microseconds for times counted in a unit (`ms`, `us` or `ns`) since 1970, and which lie outside the years.

    Those stand as 0, for in microseconds they need not fit.
    """
    first, last = np.array([f"{FIRST_YEAR}-01-01", f"{LAST_YEAR + 1}-01-01"], f"datetime64[{unit}]").astype(np.int64)
    far_away = (count < first) | (count >= last)
    within = np.where(far_away, 0, count).astype(f"datetime64[{unit}]")
    return within.astype("datetime64[us]").astype(np.int64), far_away


DUTCH_PARTS: Mapping[str, str] = {
    "month": "die maand",
    "day": "die dag",
    "hour": "dat uur",
    "minute": "die minuut",
    "second": "die seconde",
    "offset": "dat verschil met UTC",
}


def written(at: Micros) -> pl.Series:
    """Return instants as ISO 8601 in UTC with Z, with a fraction only where there is one; null for NEVER."""
    moments = pl.Series("at", np.where(at == NEVER, 0, at)).cast(pl.Datetime("us"))
    table = pl.DataFrame({"at": moments, "none": at == NEVER, "whole": at % SECOND == 0})
    words = (
        pl.when(pl.col("none"))
        .then(None)
        .when(pl.col("whole"))
        .then(pl.col("at").dt.strftime("%Y-%m-%dT%H:%M:%SZ"))
        .otherwise(pl.col("at").dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ"))
    )
    return table.select(words.alias("at")).to_series()


def _numbers(parts: pl.DataFrame, name: str) -> NDArray[np.int64]:
    return parts[name].cast(pl.Int64).fill_null(0).to_numpy()


def _impossible(numbers: Mapping[str, NDArray[np.int64]]) -> NDArray[np.bool_]:
    wrong = np.zeros(len(numbers["year"]), dtype=bool)
    for part in _impossible_parts(numbers).values():
        wrong |= part
    return wrong


def _impossible_parts(numbers: Mapping[str, NDArray[np.int64]]) -> dict[str, NDArray[np.bool_]]:
    """Return, per part of the time, the rows in which no clock or calendar can show it."""
    month, day, hour = numbers["month"], numbers["day"], numbers["hour"]
    minute, second = numbers["minute"], numbers["second"]
    begins = _months(numbers["year"], np.clip(month, 1, 12))
    days = ((begins + 1).astype("datetime64[D]") - begins.astype("datetime64[D]")).astype(np.int64)
    return {
        "month": (month < 1) | (month > 12),
        "day": (day < 1) | (day > days),
        "hour": (hour > 24) | ((hour == 24) & (minute + second > 0)),
        "minute": minute > 59,
        "second": (second > 59) & ~((second == _LEAP) & (minute == 59)),
    }


def _far_away(year: NDArray[np.int64]) -> NDArray[np.bool_]:
    return (year < FIRST_YEAR) | (year > LAST_YEAR)


def _months(year: NDArray[np.int64], month: NDArray[np.int64]) -> NDArray[np.datetime64]:
    return ((year - 1970) * 12 + month - 1).astype("datetime64[M]")


def _wall(numbers: Mapping[str, NDArray[np.int64]]) -> Micros:
    month = _months(numbers["year"], np.clip(numbers["month"], 1, 12))
    day = month.astype("datetime64[D]").astype(np.int64) + numbers["day"] - 1
    return day * DAY + numbers["hour"] * HOUR + numbers["minute"] * MINUTE + numbers["second"] * SECOND


def _fraction(parts: pl.DataFrame, second: NDArray[np.int64]) -> Micros:
    """Return the microseconds behind the second; a leap second is put just before the next minute."""
    if "fraction" in parts.columns and parts["fraction"].null_count() < len(parts):
        digits = parts["fraction"].str.slice(0, 6).str.pad_end(6, "0").cast(pl.Int64).fill_null(0).to_numpy()
    else:
        digits = np.zeros(len(parts), dtype=np.int64)
    return np.where(second == _LEAP, -1, digits)


def _offsets(parts: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the minutes each row lies ahead of UTC, whether it says so, and whether what it says can not be."""
    if "offset" not in parts.columns:
        none = np.zeros(len(parts), dtype=bool)
        return none.astype(np.int64), none, none
    digits = parts["offset"].str.replace_all(r"[^0-9]", "").str.pad_end(4, "0").cast(pl.Int64).fill_null(0).to_numpy()
    hours, minutes = np.divmod(digits, 100)
    sign = np.where(parts["offset"].str.starts_with("-").fill_null(False).to_numpy(), -1, 1)
    total = hours * 60 + minutes
    wrong = (total > _WIDEST_OFFSET) | (minutes > 59)
    return sign * total, parts["offset"].is_not_null().to_numpy(), wrong


def _first_occurrence(wall: int, zone: str) -> int:
    """Return the instant a wall time first comes; inside a gap that is the end of the gap, without fraction."""
    day, rest = divmod(wall, DAY)
    seconds, fraction = divmod(rest, SECOND)
    here = walltime.opening(_date(day), seconds, zone)
    in_gap = walltime.opening(_date(day), seconds + 1, zone) == here
    return here if in_gap else here + fraction


def _date(day: int) -> date:
    return date.fromordinal(date(1970, 1, 1).toordinal() + day)
