"""
Wall time of a zone, turned into instants.

Source of the rule: DESIGN §3, Time. A wall time that a clock change skips becomes the first instant
after the gap; one that happens twice opens at its first and closes at its second occurrence.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from houvast.sla.terms import DAY, SECOND, instant, micros

_ONE_DAY = timedelta(days=1)
_DAY_SECONDS = 86_400


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """Return the IANA zone; raise ZoneInfoNotFoundError for a name that is not in the database."""
    return ZoneInfo(name)


def local(at: int, zone_name: str) -> datetime:
    """Return an instant (microseconds) as wall time of the zone."""
    return instant(at).astimezone(zone(zone_name))


def opening(day: date, seconds: int, zone_name: str) -> int:
    """Return the instant (microseconds) at which wall time `seconds` after midnight first comes."""
    return _resolve(day, seconds, zone_name, fold=0)


def closing(day: date, seconds: int, zone_name: str) -> int:
    """Return the instant (microseconds) at which wall time `seconds` after midnight last comes."""
    return _resolve(day, seconds, zone_name, fold=1)


def steady_offset(day: date, zone_name: str) -> int | None:
    """Return the zone's offset from UTC in microseconds when it holds all day; None on a day with a clock change."""
    tz = zone(zone_name)
    offsets = {
        datetime(edge.year, edge.month, edge.day, fold=fold, tzinfo=tz).utcoffset()
        for edge in (day, day + _ONE_DAY)
        for fold in (0, 1)
    }
    return None if len(offsets) > 1 else _whole(offsets.pop())


def midnight(day: date) -> int:
    """Return the start of a date in UTC, in microseconds: local midnight before the zone's offset is taken off."""
    return (day.toordinal() - _EPOCH_DAY) * DAY


_EPOCH_DAY = date(1970, 1, 1).toordinal()


def _resolve(day: date, seconds: int, zone_name: str, *, fold: int) -> int:
    days, seconds = divmod(seconds, _DAY_SECONDS)
    wall = datetime(day.year, day.month, day.day) + timedelta(days=days, seconds=seconds)  # noqa: DTZ001  (wall time)
    tz = zone(zone_name)
    first, second = (wall.replace(tzinfo=tz, fold=which).utcoffset() for which in (0, 1))
    if _whole(first) < _whole(second):
        return _after_gap(wall, tz, earliest=_whole(second), latest=_whole(first))
    return micros(wall.replace(tzinfo=UTC)) - _whole(second if fold else first)


def _after_gap(wall: datetime, tz: ZoneInfo, *, earliest: int, latest: int) -> int:
    """Return the first instant after the gap that skips `wall`: the moment the offset changes, to the second."""
    before = (micros(wall.replace(tzinfo=UTC)) - earliest) // SECOND
    after = (micros(wall.replace(tzinfo=UTC)) - latest) // SECOND
    old = instant(before * SECOND).astimezone(tz).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if instant(middle * SECOND).astimezone(tz).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after * SECOND


def _whole(offset: timedelta | None) -> int:
    # A ZoneInfo always knows its offset; the standard library's type allows for zones that do not.
    return (offset or timedelta()) // timedelta(microseconds=1)
