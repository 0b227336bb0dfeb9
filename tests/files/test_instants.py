"""Written times → instants: every shape, every hazard, and back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.files import instants
from houvast.sla.terms import NEVER, micros

ZONE = "Europe/Amsterdam"


def read(*words, zone=ZONE, shape=instants.ISO_8601):
    return instants.read(pl.Series("at", words, dtype=pl.String), zone, shape=shape)


@pytest.mark.parametrize(
    "word, utc",
    [
        ("2026-05-01T10:00:00Z", "2026-05-01T10:00:00Z"),
        ("2026-05-01t10:00:00z", "2026-05-01T10:00:00Z"),
        ("2026-05-01 10:00Z", "2026-05-01T10:00:00Z"),
        ("20260501T100000Z", "2026-05-01T10:00:00Z"),
        ("2026-05-01T10:00:00+02:00", "2026-05-01T08:00:00Z"),
        ("2026-05-01T10:00:00-0530", "2026-05-01T15:30:00Z"),
        ("2026-05-01T10:00:00+02", "2026-05-01T08:00:00Z"),
        ("2026-05-01T10:00:00 +02:00", "2026-05-01T08:00:00Z"),
        ("2026-05-01T10:00:00.5Z", "2026-05-01T10:00:00.500000Z"),
        ("2026-05-01T10:00:00,000001Z", "2026-05-01T10:00:00.000001Z"),
        ("2026-05-01T10:00:00.123456789Z", "2026-05-01T10:00:00.123456Z"),
        ("2026-05-01T24:00Z", "2026-05-02T00:00:00Z"),
        pytest.param("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999Z", id="hazard: a leap second"),
        ("2024-02-29T10:00Z", "2024-02-29T10:00:00Z"),
        ("1970-01-01T00:00Z", "1970-01-01T00:00:00Z"),
        # without offset: wall time
        ("2026-01-01T10:00", "2026-01-01T09:00:00Z"),
        ("2026-07-01T10:00", "2026-07-01T08:00:00Z"),
        ("2027-03-28T01:59:59.5", "2027-03-28T00:59:59.500000Z"),
        ("2027-03-28T02:00", "2027-03-28T01:00:00Z"),  # skipped: the first instant after the gap
        ("2027-03-28T02:30:00.5", "2027-03-28T01:00:00Z"),
        ("2027-03-28T03:00", "2027-03-28T01:00:00Z"),
        ("2027-10-31T02:30:00.5", "2027-10-31T00:30:00.500000Z"),  # twice: the first
        ("2027-10-31T03:00", "2027-10-31T02:00:00Z"),
    ],
)
def test_a_written_time_is_an_instant(word, utc):
    assert instants.written(read(word).at).to_list() == [utc]


NO_TIMES = """
now; 2026-05-01; 2026-5-1T10:00; 2026-05-01T10; 10:00; 2026-W18-5T10:00; 2026-121T10:00Z; 2026-05-01T10:00:60Z;
2026-05-01T24:00:01Z; 2023-02-29T10:00Z; 2026-00-01T10:00Z; 2026-04-31T10:00Z; 1969-12-31T23:59:59Z; 2200-01-01T00:00Z;
2026-05-01T10:00+18:01; ٢٠٢٦-05-01T10:00Z; 2026-05-01T10:00ZZ; 2026-05-01T10:00+01:60; -2026-05-01T10:00Z
"""


@pytest.mark.parametrize("word", ["", *map(str.strip, NO_TIMES.split(";"))])
def test_what_is_no_instant_is_refused(word):
    found = read(word)
    assert found.wrong.tolist() == [True]
    assert found.at.tolist() == [NEVER]
    assert instants.why_not(word).text()


def test_an_empty_cell_is_no_instant():
    assert read(None, "2026-05-01T10:00Z").wrong.tolist() == [True, False]


@pytest.mark.parametrize(
    "word, utc",
    [("29/2/2016 01:16", "2016-02-29T04:16:00Z"), ("1.03.2016 14:13:20", "2016-03-01T17:13:20Z")],
)
def test_day_month_year(word, utc):
    found = read(word, zone="America/Sao_Paulo", shape=instants.DAY_MONTH_YEAR)
    assert instants.written(found.at).to_list() == [utc]


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu"])
@given(st.datetimes(datetime(1970, 1, 2), datetime(2037, 12, 31)))
def test_wall_time_is_read_as_the_zone_has_it(zone, wall):
    expected = wall.replace(tzinfo=ZoneInfo(zone))
    in_gap = expected.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall
    found = instants.localised(np.array([micros(wall.replace(tzinfo=UTC))]), zone)
    if not in_gap:
        assert found.tolist() == [micros(expected)]
    else:  # the first instant whose wall time lies after the one that was skipped
        at = datetime.fromtimestamp(int(found[0]) // 1_000_000, UTC)
        assert at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) > wall
        assert (at - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wall


@given(st.integers(0, 3_818_447_999_999_999))
def test_what_is_written_is_read_back(at):
    word = instants.written(np.array([at]))[0]
    assert read(word).at.tolist() == [at]


def test_never_is_written_as_nothing():
    assert instants.written(np.array([NEVER, 0])).to_list() == [None, "1970-01-01T00:00:00Z"]
