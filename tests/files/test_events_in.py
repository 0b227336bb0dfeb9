"""EVENTS files that are good, whatever they look like: the same events."""

import csv
import gzip
import io
from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.files import events_in, records
from houvast.files.findings import Findings
from houvast.files.table import LINE, frames
from houvast.sla.terms import EventKind, micros

LOG = (
    "ticket,at,event,priority,status\n"
    "T1,2026-12-24T16:30:00+01:00,opened,P2,\n"
    "T1,2026-12-24T16:52:00+01:00,reply,,\n"
    "T2,2026-12-24T15:00:00Z,opened,P1,\n"
    "T1,2026-12-28T09:10:00+01:00,status,,waiting-customer\n"
)


def read(tmp_path, content, name="events.csv", **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return events_in.read(path, zone="Europe/Amsterdam", **options)


def as_rows(events):
    names = [events.tickets[code] for code in events.ticket]
    kinds = [EventKind(kind).word for kind in events.kind]
    return list(zip(names, events.at.tolist(), kinds, strict=True))


@pytest.fixture
def plain(tmp_path):
    return as_rows(read(tmp_path, LOG).events)


def test_the_columns_that_the_rules_work_on(tmp_path):
    events = read(tmp_path, LOG).events
    assert events.tickets == ("T1", "T2")
    assert [EventKind(kind).word for kind in events.kind] == ["opened", "reply", "status", "opened"]
    assert events.at[0] == micros(datetime(2026, 12, 24, 15, 30, tzinfo=UTC))
    assert (events.attributes["priority"].word(0), events.attributes["priority"].word(1)) == ("P2", None)
    assert events.attributes["status"].word(2) == "waiting-customer"


@pytest.mark.parametrize(
    "content",
    [
        LOG.replace("\n", "\r\n"),
        LOG.replace(",", ";"),
        LOG.replace(",", "\t"),
        LOG.rstrip("\n"),
        "\N{ZERO WIDTH NO-BREAK SPACE}" + LOG,
        LOG.replace("\n", "\n\n"),
        LOG.replace("ticket,at,event", " Ticket , AT,Event "),
        LOG + "\n\r",
        LOG.replace(",opened", ", Opened "),
        LOG.replace("T1,", '"T1",'),
        LOG.replace("ticket,at", "ticket,at,", 1).replace("00,", "00,,").replace("Z,", "Z,,"),
        gzip.compress(LOG.encode()),
    ],
    ids="crlf semicolons tabs no-end bom empty-lines lone-cr header blanks quotes nameless gzip".split(),
)
def test_the_same_log_in_other_clothes(tmp_path, plain, content):
    assert as_rows(read(tmp_path, content).events) == plain


def test_zipped_is_seen_by_the_content_and_not_by_the_name(tmp_path, plain):
    assert as_rows(read(tmp_path, gzip.compress(LOG.encode()), "events.txt").events) == plain


@pytest.mark.parametrize(
    "at",
    [
        pl.Series(["2026-12-24T15:30:00Z", "2026-12-24 16:52"]),
        pl.Series([datetime(2026, 12, 24, 15, 30), datetime(2026, 12, 24, 15, 52)]).dt.replace_time_zone("UTC"),
        pl.Series([datetime(2026, 12, 24, 16, 30), datetime(2026, 12, 24, 16, 52)]),
        pl.Series([datetime(2026, 12, 24, 16, 30), datetime(2026, 12, 24, 16, 52)]).dt.cast_time_unit("ns"),
        pl.Series([datetime(2026, 12, 24, 16, 30), datetime(2026, 12, 24, 16, 52)]).dt.cast_time_unit("ms"),
    ],
    ids=["words", "utc", "wall", "nanoseconds", "milliseconds"],
)
def test_parquet_with_times_of_any_kind(tmp_path, at):
    table = pl.DataFrame({"Ticket": [7, 7], "at": at, "event": ["opened", "reply"], "seq": [1, 2], "cost": [1.5, None]})
    table.write_parquet(tmp_path / "events.parquet")
    log = events_in.read(tmp_path / "events.parquet", zone="Europe/Amsterdam", whole=True)
    assert as_rows(log.events) == [
        ("7", micros(datetime(2026, 12, 24, 15, 30, tzinfo=UTC)), "opened"),
        ("7", micros(datetime(2026, 12, 24, 15, 52, tzinfo=UTC)), "reply"),
    ]
    assert log.table["cost"].to_list() == ["1.5", None]


@pytest.mark.parametrize(
    "column, shown",
    [
        (pl.Series([b"\xff", None]), "b'\\xff'"),
        (pl.Series([b"plain", None]), "plain"),
        (pl.Series([60_000_000, None], dtype=pl.Duration("us")), "0:01:00"),
        (pl.Series([[1, 2], None]), "[1, 2]"),
        (pl.Series([{"a": 1}, None]), "{'a': 1}"),
        (pl.Series([None, None]), None),
    ],
    ids=["bytes", "text-as-bytes", "lengths", "lists", "structs", "nothing"],
)
def test_a_parquet_column_that_no_rule_needs_may_hold_anything(tmp_path, column, shown):
    at = ["2026-05-01T10:00:00Z", "2026-05-01T11:00:00Z"]
    table = pl.DataFrame({"ticket": ["A", "A"], "at": at, "event": ["opened", "reply"], "extra": column})
    table.write_parquet(tmp_path / "events.parquet")
    log = events_in.read(tmp_path / "events.parquet", zone="UTC", whole=True)
    assert log.table["extra"].to_list() == [shown, None]


def test_a_block_of_blank_lines_holds_no_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "BLOCK", 64)
    head, first, *rest = LOG.splitlines(keepends=True)
    log = read(tmp_path, head + first + "\n" * 500 + "\r\n" * 500 + "".join(rest))
    assert log.table[LINE].to_list() == [2, 1003, 1004, 1005]


def test_a_parquet_file_has_rows_for_lines(tmp_path):
    table = pl.DataFrame({"ticket": ["A", "A"], "at": ["2026-05-01T10:00:00Z", "x"], "event": ["opened", "reply"]})
    table.write_parquet(tmp_path / "events.parquet")
    with pytest.raises(events_in.BadFile, match=r"events\.parquet:2: 'x' is not an ISO 8601"):
        events_in.read(tmp_path / "events.parquet", zone="UTC")


def test_double_rows_are_left_out_and_counted(tmp_path):
    opened = "T1,2026-05-01T10:00:00Z,opened,a\n"
    log = read(tmp_path, "ticket,at,event,text\n" + opened * 3 + "T1,2026-05-01T12:00:00+02:00,opened,a\n")
    assert (len(log.events), log.duplicates) == (1, 3)


def test_rows_that_differ_in_any_column_are_not_double(tmp_path):
    rows = "".join(f"T1,2026-05-01T11:00:00Z,reply,{text}\n" for text in ("a", "b", "a"))
    log = read(tmp_path, "ticket,at,event,note\nT1,2026-05-01T10:00:00Z,opened,\n" + rows)
    assert (len(log.events), log.duplicates) == (3, 1)


def test_extra_columns_are_kept_on_request(tmp_path):
    log = read(tmp_path, "ticket,at,event,by,cost\nT1,2026-05-01T10:00:00Z,opened,Mo,12\n", whole=True)
    assert log.table.row(0, named=True) == {
        LINE: 2,
        "ticket": "T1",
        "at": micros(datetime(2026, 5, 1, 10, tzinfo=UTC)),
        "event": int(EventKind.OPENED),
        "by": "Mo",
        "cost": "12",
    }


def test_opened_comes_first_then_seq_then_the_place_in_the_file(tmp_path):
    rows = "".join(
        f"T1,2026-05-01T10:00:00Z,{event},{seq}\n"
        for event, seq in [("status", 2), ("reply", ""), ("closed", 3), ("opened", 9), ("resolved", 2), ("note", -1)]
    )
    events = read(tmp_path, "ticket,at,event,seq\n" + rows).events
    words = [EventKind(kind).word for kind in events.kind]
    assert words == ["opened", "note", "reply", "status", "resolved", "closed"]


def test_a_correction_may_move_the_opening(tmp_path):
    log = (
        "ticket,at,event,id,corrects\n"
        "T1,2026-05-01T10:00:00Z,opened,1,\n"
        "T1,2026-05-01T09:00:00Z,reply,2,\n"
        "T1,2026-05-01T08:30:00Z,correction,3,1\n"
    )
    events = read(tmp_path, log).events
    assert as_rows(events)[0] == ("T1", micros(datetime(2026, 5, 1, 8, 30, tzinfo=UTC)), "opened")


def test_two_corrections_of_one_event_count_in_the_order_of_the_file(tmp_path):
    log = (
        "ticket,at,event,id,corrects\n"
        "T1,2026-05-01T10:00:00Z,opened,1,\n"
        "T1,2026-05-01T12:00:00Z,reply,2,\n"
        "T1,2026-05-01T11:30:00Z,correction,3,2\n"
        "T1,2026-05-01T11:00:00Z,correction,4,2\n"
        "T2,2026-05-01T10:00:00Z,opened,5,\n"
    )
    assert as_rows(read(tmp_path, log).events)[1][1] == micros(datetime(2026, 5, 1, 11, tzinfo=UTC))


def test_a_ticket_name_may_hold_anything(tmp_path):
    names = ["=cmd()", "a,b", 'say "x"', "two\nlines", "Zoë", "ticket"]
    text = io.StringIO()
    csv.writer(text).writerows([["ticket", "at", "event"], *[[name, "2026-05-01T10:00Z", "opened"] for name in names]])
    assert read(tmp_path, text.getvalue()).events.tickets == tuple(names)


def test_progress_is_told_in_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr("houvast.files.records.BLOCK", 100)
    told = []
    read(tmp_path, LOG, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(LOG), len(LOG))
    assert len(told) == 1 + len(LOG) // 100


def test_codes_are_dense_and_in_order_of_first_appearance():
    names, codes = events_in.dense(pl.Series(["b", None, "a", "b"]))
    assert names == ("b", "a")
    assert np.array_equal(codes, [0, -1, 1, 0])


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@given(st.lists(st.tuples(cells, cells), max_size=12), st.sampled_from([1, 7, 64, 1 << 20]))
def test_a_csv_file_is_read_as_python_reads_it(tmp_path_factory, rows, block):
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("a", "b"), *rows])
    usual, records.BLOCK = records.BLOCK, block
    try:
        findings = Findings(path)
        parts = list(frames(path, findings, required=("a", "b")))
    finally:
        records.BLOCK = usual
    findings.refuse()
    found = [(a or "", b or "") for part in parts for a, b in part.select("a", "b").rows()]
    assert found == [(a, b) for a, b in ((_trimmed(a), _trimmed(b)) for a, b in rows) if a or b]
    lines = [line for part in parts for line in part[LINE].to_list()]
    assert lines == sorted(lines)


def _trimmed(cell):
    return pl.Series([cell]).str.strip_chars()[0]
