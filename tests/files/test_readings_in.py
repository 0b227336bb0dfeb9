"""READINGS: what good files hold, and what is said of bad ones, with the place."""

import gzip
from datetime import UTC, datetime

import polars as pl
import pytest

from houvast.files import readings_in
from houvast.files.findings import BadFile
from houvast.sla.terms import NEVER, micros

HEADER = "indicator,at,value,of,cause,route\n"
LOG = (
    HEADER
    + "wait,2026-05-04T10:00,4m30s,,,\n"
    + "spam,2026-05-04T12:00,97,100.5,,mail\n"
    + "csat,2026-05-03T09:00Z,,,test-call,\n"
    + "delay,2026-05-05T10:00+02:00,-0.000001,,,north\n"
)


def read(tmp_path, content, name="readings.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return readings_in.readings(path, zone="Europe/Amsterdam")


def rows_of(table):
    route = table.attributes["route"]
    return {
        (
            table.indicator.word(row),
            int(table.at[row]),
            int(table.value[row]),
            int(table.of[row]),
            table.cause.word(row),
            route.word(row),
        )
        for row in range(len(table))
    }


def at(*when):
    return micros(datetime(2026, *when, tzinfo=UTC))


EXPECTED = {
    ("wait", at(5, 4, 8), 270_000_000, NEVER, None, None),
    ("spam", at(5, 4, 10), 97_000_000, 100_500_000, None, "mail"),
    ("csat", at(5, 3, 9), NEVER, NEVER, "test-call", None),
    ("delay", at(5, 5, 8), -1, NEVER, None, "north"),
}


@pytest.mark.parametrize(
    "content",
    [
        LOG,
        LOG.replace(",", ";"),
        LOG + LOG.splitlines()[1] + "\n",
        LOG.replace("indicator,at", "Indicator ,AT"),
        gzip.compress(LOG.encode()),
    ],
    ids="plain semicolons double header gzip".split(),
)
def test_the_rows_of_a_file(tmp_path, content):
    assert rows_of(read(tmp_path, content).table) == EXPECTED


def test_double_rows_are_counted(tmp_path):
    found = read(tmp_path, LOG + LOG.splitlines()[1] + "\n")
    assert (found.rows, found.duplicates) == (4, 1)


def test_alike_readings_with_a_name_of_their_own_are_no_double_rows(tmp_path):
    found = read(
        tmp_path, "indicator,at,value,id\ncsat,2026-05-04,5,a\ncsat,2026-05-04,5,b\n".replace("04,", "04T08:00,")
    )
    assert (found.rows, found.duplicates) == (2, 0)


@pytest.mark.parametrize(
    ("written", "millionths"),
    [
        ("0", 0),
        ("-0", 0),
        ("+7", 7_000_000),
        ("0.1", 100_000),
        ("-12.345678", -12_345_678),
        ("999999999999.999999", 999_999_999_999_999_999),
        ("007", 7_000_000),
        ("1h", 3_600_000_000),
        ("1d", 86_400_000_000),
        ("0s", 0),
        ("", NEVER),
    ],
)
def test_values(tmp_path, written, millionths):
    table = read(tmp_path, f"indicator,at,value\nx,2026-05-04T08:00,{written}\n").table
    assert table.value.tolist() == [millionths]


def test_parquet_with_numbers_and_timestamps_says_the_same(tmp_path):
    when = [datetime(2026, 5, 4, 8, tzinfo=UTC), datetime(2026, 5, 4, 9, tzinfo=UTC)]
    table = pl.DataFrame({"indicator": ["x", "x"], "at": when, "value": [0.25, None], "of": [4, 5]})
    table.write_parquet(tmp_path / "readings.parquet")
    found = readings_in.readings(tmp_path / "readings.parquet", zone="Europe/Amsterdam").table
    assert found.at.tolist() == [at(5, 4, 8), at(5, 4, 9)]
    assert found.value.tolist() == [250_000, NEVER]
    assert found.of.tolist() == [4_000_000, 5_000_000]


def test_a_file_with_only_a_header_says_that_nothing_was_read(tmp_path):
    assert len(read(tmp_path, HEADER).table) == 0


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        ('x,2026-05-04T10:00,"1,2",', ":2:20: ", "value '1,2' is neither a number such as 40, -1 or 0.25"),
        ("x,2026-05-04T10:00,0.1234567,", ":2:20: ", "with at most six decimals"),
        ("x,2026-05-04T10:00,1e3,", ":2:20: ", "nor a length of time such as 4m30s"),
        ("x,2026-05-04T10:00,1000000000000,", ":2:20: ", "value '1000000000000' is neither"),
        ("x,2026-05-04T10:00,999999999h,", ":2:20: ", "value '999999999h'"),
        ("x,2026-05-04T10:00,1,many", ":2:22: ", "of 'many' is neither a number"),
        (",2026-05-04T10:00,1,", ":2:1: ", "'indicator' is empty"),
        ("x,,1,", ":2:3: ", "'at' is empty"),
        ("x,yesterday,1,", ":2:3: ", "'yesterday' is not an ISO 8601 date and time"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(tmp_path, row, place, message):
    with pytest.raises(BadFile) as refusal:
        read(tmp_path, f"indicator,at,value,of\n{row}\n")
    (line,) = refusal.value.lines()
    assert place in line
    assert message in line


def test_it_says_so_in_dutch_too(tmp_path):
    with pytest.raises(BadFile) as refusal:
        read(tmp_path, "indicator,at,value\nx,2026-05-04T10:00,veel\n")
    assert refusal.value.lines("nl")[0].endswith(
        "value 'veel' is geen getal zoals 40, -1 of 0.25, met ten hoogste zes decimalen, en geen tijdsduur zoals 4m30s"
    )


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(BadFile, match="column 'value' is missing; the header has indicator, at, valeu; did you mean"):
        read(tmp_path, "indicator,at,valeu\nx,2026-05-04T10:00,1\n")
