"""Clocks as files: the columns of the design, the same values in every format, and never half a file."""

import gzip
import json
import os
from datetime import UTC, datetime

import polars as pl
import pytest

from houvast.files import clocks_out, endings
from houvast.files.endings import UnknownEnding
from houvast.files.writing import replacing, write_table
from houvast.sla.agreement.reading import read
from houvast.sla.clock import clocks
from houvast.sla.events import Events

AGREEMENT = """
houvast: 1
agreement: small
parties: {provider: Noorderlicht, customer: Acme}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
calendars:
  office: {hours: {mon-fri: "08:00-18:00"}}
priority:
  default: P1
targets:
  response: {clock: response, within: {P1: 1h on office, P2: best effort}, goal: each, per: month}
  resolution: {clock: resolution, within: {P1: 8h on office, P2: best effort}, goal: each, per: month}
"""
COLUMNS = [
    "ticket", "target", "cycle", "priority", "state", "verdict", "started_at", "due_at", "stopped_at", "verdict_at",
    "elapsed_seconds", "paused_seconds", "promised_seconds",
]  # fmt: skip
OPENED, REPLIED = "2026-05-01T08:00:00Z", "2026-05-01T08:00:00.250000Z"
CSV = f"""\
{",".join(COLUMNS)}
"B, 2",response,1,P1,stopped,met,{OPENED},2026-05-01T09:00:00Z,{REPLIED},{REPLIED},0.25,0,3600
"B, 2",resolution,1,P1,running,pending,{OPENED},2026-05-01T16:00:00Z,,,14400,0,28800
A,response,1,P2,running,none,{OPENED},,,,14400,0,
A,resolution,1,P2,running,none,{OPENED},,,,14400,0,
"""


@pytest.fixture(scope="module")
def found():
    opened = datetime(2026, 5, 1, 8, tzinfo=UTC)
    events = Events.of(
        [
            {"ticket": "B, 2", "at": opened, "event": "opened"},
            {"ticket": "B, 2", "at": opened.replace(microsecond=250_000), "event": "reply"},
            {"ticket": "A", "at": opened, "event": "opened", "priority": "P2"},
        ]
    )
    return clocks(events, read(AGREEMENT), as_of=datetime(2026, 5, 1, 12, tzinfo=UTC))


@pytest.fixture(scope="module")
def nothing():
    return clocks(Events.of([]), read(AGREEMENT), as_of=datetime(2026, 5, 1, 12, tzinfo=UTC))


def test_the_columns_are_those_of_the_design():
    assert list(clocks_out.COLUMNS) == COLUMNS


def test_csv_is_in_words_ticket_by_ticket(found, tmp_path):
    clocks_out.write(found, tmp_path / "clocks.csv")
    assert (tmp_path / "clocks.csv").read_text() == CSV


def test_zipped_csv_holds_the_same_and_is_the_same_each_time(found, tmp_path):
    for name in ("one.csv.gz", "two.csv.gz"):
        clocks_out.write(found, tmp_path / name)
    assert gzip.decompress((tmp_path / "one.csv.gz").read_bytes()).decode() == CSV
    assert (tmp_path / "one.csv.gz").read_bytes() == (tmp_path / "two.csv.gz").read_bytes()


def test_json_has_numbers_and_null(found, tmp_path):
    clocks_out.write(found, tmp_path / "clocks.json")
    rows = json.loads((tmp_path / "clocks.json").read_text())
    assert [list(row) for row in rows] == [COLUMNS] * 4
    assert (rows[0]["elapsed_seconds"], rows[0]["promised_seconds"], rows[0]["cycle"]) == (0.25, 3600, 1)
    assert (rows[2]["due_at"], rows[2]["promised_seconds"], rows[2]["paused_seconds"]) == (None, None, 0)


def test_parquet_has_timestamps_in_utc(found, tmp_path):
    clocks_out.write(found, tmp_path / "clocks.parquet")
    table = pl.read_parquet(tmp_path / "clocks.parquet")
    assert table.columns == COLUMNS
    assert table.schema["due_at"] == pl.Datetime("us", "UTC")
    assert table["stopped_at"].to_list()[:2] == [datetime(2026, 5, 1, 8, 0, 0, 250_000, tzinfo=UTC), None]
    assert table["promised_seconds"].to_list() == [3600.0, 28800.0, None, None]


@pytest.mark.parametrize("name", ["clocks.csv", "clocks.json", "clocks.parquet", "clocks.csv.gz"])
def test_a_log_without_clocks_gives_an_empty_file_of_its_kind(nothing, tmp_path, name):
    clocks_out.write(nothing, tmp_path / name)
    if name.endswith(".json"):
        assert json.loads((tmp_path / name).read_text()) == []
    else:
        read = pl.read_parquet if name.endswith("parquet") else pl.read_csv
        assert read(tmp_path / name).columns == COLUMNS


@pytest.mark.parametrize("name", ["clocks", "clocks.xlsx", "clocks.csv.zip", "csv"])
def test_a_name_that_says_no_format_is_refused(found, tmp_path, name):
    with pytest.raises(UnknownEnding, match=r"must end in \.csv, \.csv\.gz, \.parquet, \.json"):
        clocks_out.write(found, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as part:
        part.write_text("half")
        raise KeyboardInterrupt
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("out.csv", "old")]


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o640)
    write_table(pl.DataFrame({"a": [1]}), path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_two_writers_do_not_share_a_part(tmp_path, monkeypatch):
    with replacing(tmp_path / "out.csv") as one:
        monkeypatch.setattr(os, "getpid", lambda: -1)
        with replacing(tmp_path / "out.csv") as two:
            assert one != two
            two.write_text("two")
        one.write_text("one")
    assert (tmp_path / "out.csv").read_text() == "one"
    assert endings.ending(tmp_path / "OUT.CSV.GZ", endings.TABLES) == ".csv.gz"
