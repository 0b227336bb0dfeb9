"""Public holidays by country and region. The only place that asks the `holidays` library."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from holidays import HolidayBase, country_holidays
from holidays.registry import COUNTRIES

Names = Mapping[date, Mapping[str, str]]
"""Date → what it is called, per language: {"nl": "Koningsdag", "en": "King's Day"}."""

EXTRA_DAY = {"nl": "Extra sluitingsdag", "en": "Extra closing day"}

_YEARS_TO_KNOW = 12
_LANGUAGES = {"nl": ("nl",), "en": ("en_US", "en_GB")}


@dataclass(frozen=True, slots=True)
class HolidaySource:
    """
    The holidays of a calendar.

    country, region  ISO 3166 codes; an empty country has no holidays of its own
    without          names, in Dutch or English, of public holidays on which the calendar is open as usual
    also             names of days that are no public holiday (every year) but close the calendar
    also_on          dates that close the calendar
    """

    country: str = ""
    region: str = ""
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    also_on: tuple[date, ...] = ()

    def names(self, year: int) -> Names:
        """Return the closed dates of a year with their names in Dutch and English."""
        return _closed(self, year)

    def left_out(self, year: int) -> Names:
        """Return the public holidays of a year on which the calendar is open as usual."""
        return {} if not self.without else _left_out(self, year)


def countries() -> list[str]:
    """Return the country codes whose holidays are known."""
    # Asking the library itself would load every one of its countries.
    return sorted(str(code) for _name, code, *_others in COUNTRIES.values())


def country_called(written: str) -> str | None:
    """Return the code of a country that is called so in English, or by a code of three letters."""
    wanted = _plain(written)
    for module, (name, code, *others) in COUNTRIES.items():
        if wanted in (_plain(module.replace("_", "")), _plain(name), *map(_plain, (code, *others))):
            return str(code)
    return None


def regions(country: str) -> list[str]:
    """Return the regions of a country that have holidays of their own: codes, then names."""
    subject = country_holidays(country)
    return [*subject.subdivisions, *subject.subdivisions_aliases]


def public_names(country: str, region: str, years: Iterable[int]) -> list[str]:
    """Return what the public holidays of some years are called, in Dutch and in English."""
    return _called(_days(country, region, year, False) for year in years)


def other_names(country: str, region: str, years: Iterable[int]) -> list[str]:
    """Return what the days that are not always a public holiday are called, in Dutch and in English."""
    return _called(_days(country, region, year, True) for year in years)


def years_to_know(first: date, last: date | None) -> range:
    """Return the years of an agreement in which a holiday that it names must occur."""
    until = last.year if last else first.year
    return range(first.year, max(until, first.year + _YEARS_TO_KNOW) + 1)


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same but for capitals, accents, apostrophes and a remark in brackets."""
    return _plain(one) == _plain(other)


@lru_cache(maxsize=4096)
def _closed(source: HolidaySource, year: int) -> Names:
    found = {
        day: kept
        for day, names in _days(source.country, source.region, year, False)
        if (kept := [each for each in names if not _is_any(each, source.without)])
    }
    for day, names in _days(source.country, source.region, year, True) if source.also else ():
        named = [each for each in names if _is_any(each, source.also)]
        if named and day not in found:
            found[day] = named
    closed: dict[date, Mapping[str, str]] = {day: _joined(names) for day, names in found.items()}
    for day in source.also_on:
        if day.year == year:
            closed.setdefault(day, EXTRA_DAY)
    return dict(sorted(closed.items()))


@lru_cache(maxsize=512)
def _left_out(source: HolidaySource, year: int) -> Names:
    closed = source.names(year)
    return {
        day: _joined(names)
        for day, names in _days(source.country, source.region, year, False)
        if day not in closed and all(_is_any(each, source.without) for each in names)
    }


@lru_cache(maxsize=4096)
def _days(country: str, region: str, year: int, other: bool) -> tuple[tuple[date, tuple[Mapping[str, str], ...]], ...]:
    """Return the public holidays of a year, or all the other days the country names; several may share a date."""
    if not country:
        return ()
    kinds = country_holidays(country).supported_categories
    wanted = tuple(kind for kind in kinds if (kind == "public") != other)
    if not wanted:
        return ()
    dutch, english = (_calendar(country, region, year, wanted, lang) for lang in ("nl", "en"))
    return tuple((day, tuple(_paired(dutch.get_list(day), english.get_list(day)))) for day in sorted(dutch))


def _calendar(country: str, region: str, year: int, kinds: tuple[str, ...], lang: str) -> HolidayBase:
    known = country_holidays(country).supported_languages
    spoken = next((each for each in _LANGUAGES[lang] if each in known), None)
    return country_holidays(country, subdiv=region or None, years=year, language=spoken, categories=kinds)


def _paired(dutch: list[str], english: list[str]) -> Iterator[Mapping[str, str]]:
    if len(dutch) != len(english):
        yield {"nl": "; ".join(dutch), "en": "; ".join(english)}
        return
    for nl, en in zip(dutch, english, strict=True):
        yield {"nl": nl, "en": en}


def _joined(names: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    listed = list(names)
    return {lang: "; ".join(each[lang] for each in listed) for lang in ("nl", "en")}


def _called(years: Iterable[tuple[tuple[date, tuple[Mapping[str, str], ...]], ...]]) -> list[str]:
    found = {name: None for days in years for _day, names in days for each in names for name in each.values()}
    return list(found)


def _is_any(names: Mapping[str, str], wanted: Iterable[str]) -> bool:
    plain = {_plain(name) for name in names.values()}
    return any(_plain(each) in plain for each in wanted)


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    without_remark = re.sub(r"\s*\([^)]*\)$", "", name.replace("’", "'"))
    letters = unicodedata.normalize("NFKD", without_remark.casefold())
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).split())
