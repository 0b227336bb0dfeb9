"""Holidays by country and region, with omissions and additions."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from houvast.sla.agreement.holidays import EXTRA_DAY, HolidaySource, country_called, public_names, regions
from tests.sla.agreement.texts import bare, reading

TABLE = Path(__file__).parent / "facts" / "nl_holidays_2020_2035.csv"
FACTS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("year", range(2020, 2036))
def test_public_holidays_of_the_netherlands(year):
    facts = {row["date"]: row["name_nl"] for row in FACTS if row["year"] == str(year) and row["category"] == "public"}
    names = HolidaySource("NL").names(year)
    assert {day.isoformat(): name["nl"] for day, name in names.items()} == facts


@pytest.mark.parametrize("year", range(2020, 2036))
def test_liberation_day_every_year_when_it_is_named(year):
    day = next(
        date.fromisoformat(row["date"]) for row in FACTS if row["year"] == str(year) and row["name_nl"] == LIBERATION
    )
    assert HolidaySource("NL", also=(LIBERATION,)).names(year)[day] == {"nl": LIBERATION, "en": "Liberation Day"}
    assert day not in HolidaySource("NL", without=(LIBERATION,)).names(year)
    assert (day in HolidaySource("NL").names(year)) == (year % 5 == 0)


LIBERATION = "Bevrijdingsdag"


@pytest.mark.parametrize("name", ["Goede Vrijdag", "goede vrijdag", "Good Friday", "GOOD FRIDAY"])
def test_left_out_by_its_dutch_or_english_name(name):
    source = HolidaySource("NL", without=(name,))
    good_friday = date(2026, 4, 3)
    assert good_friday not in source.names(2026)
    assert source.left_out(2026) == {good_friday: {"nl": "Goede vrijdag", "en": "Good Friday"}}
    assert good_friday in HolidaySource("NL").names(2026)


def test_kings_day_moves_to_saturday():
    assert date(2025, 4, 26) in HolidaySource("NL").names(2025)
    assert date(2031, 4, 26) in HolidaySource("NL").names(2031)
    assert HolidaySource("NL", without=("King’s Day",)).left_out(2025).keys() == {date(2025, 4, 26)}


def test_dates_added():
    source = HolidaySource("NL", also_on=(date(2026, 5, 15), date(2027, 5, 7)))
    assert source.names(2026)[date(2026, 5, 15)] == EXTRA_DAY
    assert date(2027, 5, 7) not in source.names(2026)
    assert list(source.names(2026)) == sorted(source.names(2026))


def test_dates_only():
    assert HolidaySource(also_on=(date(2026, 1, 2),)).names(2026) == {date(2026, 1, 2): EXTRA_DAY}
    assert HolidaySource().names(2026) == {}


def test_an_added_date_keeps_the_name_it_has():
    names = HolidaySource("NL", also_on=(date(2026, 4, 27),)).names(2026)
    assert names[date(2026, 4, 27)]["nl"] == "Koningsdag"


def test_regions():
    epiphany = date(2026, 1, 6)
    assert epiphany in HolidaySource("DE", "BY").names(2026)
    assert epiphany in HolidaySource("DE", "Bayern").names(2026)
    assert epiphany not in HolidaySource("DE").names(2026)
    assert {"BY", "Bayern"} <= {*regions("DE")}


def test_names_of_a_country_that_speaks_no_dutch():
    names = HolidaySource("GB", "ENG").names(2026)[date(2026, 12, 25)]
    assert names == {"nl": "Christmas Day", "en": "Christmas Day"}


def test_an_observed_day_goes_with_its_holiday():
    assert date(2026, 12, 28) in HolidaySource("GB", "ENG").names(2026)
    assert date(2026, 12, 28) not in HolidaySource("GB", "ENG", without=("Boxing Day",)).names(2026)


def test_years_without_known_holidays_have_none():
    assert [HolidaySource("NL").names(year) for year in (1, 1900, 2500, 9000)] == [{}, {}, {}, {}]


def test_helpers_of_the_messages():
    assert (country_called("Netherlands"), country_called("nld"), country_called("Atlantis")) == ("NL", "NL", None)
    assert {"Koningsdag", "King's Day"} <= {*public_names("NL", "", [2026])}


def test_values_are_equal_when_they_say_the_same():
    written = "{c: {hours: {mon: 09:00-17:00}, holidays: {country: NL, without: [Good Friday], also: [2026-05-15]}}}"
    read = reading(bare(calendars=written)).calendars["c"].holidays
    assert read == HolidaySource("NL", without=("Good Friday",), also_on=(date(2026, 5, 15),))
