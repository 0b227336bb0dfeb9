"""EVENTS files that cannot be: each with the exact message and the place."""

import gzip

import polars as pl
import pytest

from houvast.files import events_in
from houvast.files.findings import AT_MOST, SENTENCES, BadFile, Finding

OPENED = "T1,2026-05-01T10:00:00Z,opened\n"
HEADER = "ticket,at,event\n"
REFERENCES = "ticket,at,event,id,corrects,becomes,into\n"
MIB = 1 << 20


@pytest.fixture
def refused(tmp_path):
    """What is wrong with a file of these bytes, without the name of the file."""

    def refused(content, name="events.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(BadFile) as refusal:
            events_in.read(path, zone="Europe/Amsterdam")
        return [line.removeprefix(str(path)) for line in refusal.value.lines()]

    return refused


@pytest.mark.parametrize(
    "content, lines",
    [
        # the file as a whole
        ("", [": the file is empty"]),
        (HEADER, [": there is a header, but no row under it"]),
        (HEADER + "\n\r\n,,\n", [": there is a header, but no row under it"]),
        ("ticket,at\nT1,x\n", [":1: column 'event' is missing; the header has ticket, at"]),
        (
            "ticket,at,events\n",
            [":1: column 'event' is missing; the header has ticket, at, events; did you mean 'events'?"],
        ),
        (
            "ticket_id\n",
            [
                ":1: column 'ticket' is missing; the header has ticket_id; did you mean 'ticket_id'?",
                ":1: column 'at' is missing; the header has ticket_id",
                ":1: column 'event' is missing; the header has ticket_id",
            ],
        ),
        ("ticket,at,event,at\n", [":1: column 'at' stands in the header twice"]),
        ("ticket,at,event\rT1,x,opened\r", [":1: lines end in CR alone; save the file with LF or CRLF"]),
        # bytes that are no text
        (
            HEADER.encode() + b"T1\xe9,2026-05-01T10:00:00Z,opened\n",
            [":2:3: byte 0xE9 is not UTF-8; save the file as CSV in UTF-8"],
        ),
        (
            (HEADER + OPENED).encode("utf-16"),
            [":1:1: byte 0xFF is not UTF-8; save the file as CSV in UTF-8"],
        ),
        (
            HEADER + OPENED + "T\0,2026-05-01T10:00:00Z,reply\n",
            [":3:2: holds a NUL byte, so it is not text; save it as CSV in UTF-8"],
        ),
        (gzip.compress((HEADER + OPENED).encode(), mtime=0)[:-12], [": the gzip archive is damaged"]),
        (b"PAR1 and nothing else", [": not a Parquet file: "]),
        # rows that shift
        (HEADER + "T1,2026-05-01T10:00:00Z\n", [":2: 2 fields where the header has 3"]),
        (HEADER + OPENED + "T1,2026-05-01T10:00:00Z,reply,x\n", [":3: 4 fields where the header has 3"]),
        (HEADER + 'T1,"2026-05-01T10:00:00Z,opened\n' + OPENED, [":2: a quote on this row is never closed"]),
        (
            HEADER + 'T1,2026-05-01T10:00:00Z,ope"n"ed\n',
            [':2: a quote inside a field: put the field in quotes and write the quote twice ("")'],
        ),
        (
            HEADER + OPENED.rstrip() + '\nT1,2026-05-01T10:00:00Z,"reply"\rb\n',
            [':3: a quote inside a field: put the field in quotes and write the quote twice ("")'],
        ),
        (
            HEADER + "T1,2026-05-01T10:00:00Z," + "x" * 10_000_000 + "\n",
            [":2: a row longer than 1 MiB; is a quote not closed?"],
        ),
        (
            HEADER + OPENED + 'T1,"' + "\n" * 10_000_000,
            [":3: a row longer than 1 MiB; is a quote not closed?"],
        ),
        ("x" * 10_000_000, [":1: a row longer than 1 MiB; is a quote not closed?"]),
        # cells
        (HEADER + ",2026-05-01T10:00:00Z,opened\n", [":2:1: 'ticket' is empty"]),
        (HEADER + "T1, ,opened\n", [":2:4: 'at' is empty"]),
        (HEADER + "T1,2026-05-01T10:00:00Z,\n", [":2:25: 'event' is empty"]),
        (
            HEADER + OPENED + "T1,2026-05-01T11:00:00Z,resolve\n",
            [":3:25: 'resolve' is not an event; did you mean 'resolved'?"],
        ),
        (HEADER + "T1,2026-05-01T11:00:00Z,xyzzy\n", [":2:25: 'xyzzy' is not an event"]),
        (
            HEADER + "T1,2026-02-30T10:00:00Z,opened\n",
            [":2:4: '2026-02-30T10:00:00Z' does not exist: there is no such day"],
        ),
        (
            HEADER + "T1,2026-05-01T25:00:00Z,opened\n",
            [":2:4: '2026-05-01T25:00:00Z' does not exist: there is no such hour"],
        ),
        (
            HEADER + "T1,2026-13-01T10:00:00Z,opened\n",
            [":2:4: '2026-13-01T10:00:00Z' does not exist: there is no such month"],
        ),
        (
            HEADER + "T1,2026-05-01T10:60:00Z,opened\n",
            [":2:4: '2026-05-01T10:60:00Z' does not exist: there is no such minute"],
        ),
        (
            HEADER + "T1,2026-05-01T10:00:00+99:00,opened\n",
            [":2:4: '2026-05-01T10:00:00+99:00' does not exist: there is no such offset"],
        ),
        (
            HEADER + "T1,0001-01-01T00:00:00Z,opened\n",
            [":2:4: '0001-01-01T00:00:00Z' lies outside the years 1970 to 2090"],
        ),
        (
            HEADER + "T1,9999-12-31T23:59:59Z,opened\n",
            [":2:4: '9999-12-31T23:59:59Z' lies outside the years 1970 to 2090"],
        ),
        (
            HEADER + "T1,2026-05-01,opened\n",
            [":2:4: '2026-05-01' is not an ISO 8601 date and time such as 2026-05-01T09:30:00Z"],
        ),
        (
            HEADER + '"T,1",1 May,opened\n',
            [":2:7: '1 May' is not an ISO 8601 date and time such as 2026-05-01T09:30:00Z"],
        ),
        (
            "ticket,at,event,seq\nT1,2026-05-01T10:00:00Z,opened,first\n",
            [":2:32: seq 'first' is not a whole number"],
        ),
        # what cannot have happened
        (HEADER + "T1,2026-05-01T10:00:00Z,reply\n", [":2: ticket 'T1' has no 'opened' event"]),
        (
            HEADER + OPENED + "T1,2026-05-01T09:59:59Z,reply\n",
            [":3: ticket 'T1': 'reply' lies before 'opened' on line 2"],
        ),
        (
            HEADER + OPENED + "T1,2026-05-01T12:00:00Z,opened\n",
            [":3: ticket 'T1' is opened a second time (first on line 2)"],
        ),
        (
            REFERENCES + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,reply,1,,,\n",
            [":3:31: id '1' already stands for another event, on line 2"],
        ),
        (
            REFERENCES + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,correction,2,,,\n",
            [":3: the correction names no event: 'corrects' must hold the id of an event of this ticket"],
        ),
        (
            REFERENCES + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,correction,2,9,,\n",
            [":3:38: ticket 'T1' has no event with id '9' to correct"],
        ),
        (
            REFERENCES + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,correction,2,1,gone,\n",
            [":3:40: becomes 'gone' is neither an event nor 'withdrawn'"],
        ),
        (
            REFERENCES + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,correction,2,1,Correction,\n",
            [":3:40: no event becomes a correction; write 'withdrawn' where it never happened"],
        ),
        (
            REFERENCES
            + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,correction,2,1,withdrawn,\n"
            + "T1,2026-05-01T12:00:00Z,reply,3,,,\n",
            [":2: ticket 'T1': after its corrections it does not begin with one 'opened'"],
        ),
        (
            REFERENCES + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,merged,2,,,T1\n",
            [":3:36: ticket 'T1' is merged into itself"],
        ),
        (
            REFERENCES + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,merged,2,,,\n",
            [":3:36: ticket 'T1' is merged, but 'into' does not say into which ticket"],
        ),
        (
            HEADER + OPENED + "T1,2026-05-01T11:00:00Z,merged\n",
            [":3: ticket 'T1' is merged, but 'into' does not say into which ticket"],
        ),
        (
            REFERENCES + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,merged,2,,,T9\n",
            [":3:36: ticket 'T1' is merged into 'T9', which is not in this file"],
        ),
        (
            REFERENCES
            + "T1,2026-05-01T10:00:00Z,opened,1,,,\nT1,2026-05-01T11:00:00Z,resolved,2,,,\n"
            + "T1,2026-05-01T12:00:00Z,correction,3,2,merged,T9\n",
            [":4:47: ticket 'T1' is merged into 'T9', which is not in this file"],
        ),
        (
            # only the first merger of a ticket counts
            REFERENCES
            + "A,2026-05-01T10:00:00Z,opened,,,,\nB,2026-05-01T10:00:00Z,opened,,,,\n"
            + "A,2026-05-01T11:00:00Z,merged,,,,A\nA,2026-05-01T12:00:00Z,merged,,,,B\n",
            [":4:34: ticket 'A' is merged into itself"],
        ),
        (
            REFERENCES
            + "".join(f"{ticket},2026-05-01T10:00:00Z,opened,,,,\n" for ticket in "ABC")
            + "A,2026-05-01T11:00:00Z,merged,,,,B\nB,2026-05-01T11:00:00Z,merged,,,,C\n"
            + "C,2026-05-01T11:00:00Z,merged,,,,A\n",
            [":5:34: tickets are merged in a circle: A → B → C → A"],
        ),
    ],
    ids=lambda given: repr(given)[:60],
)
def test_what_is_wrong_is_said_with_its_place(refused, content, lines):
    found = refused(content)
    assert len(found) == len(lines)
    for line, wanted in zip(found, lines, strict=True):
        assert line == wanted or (wanted.endswith(": ") and line.startswith(wanted))


def test_a_file_for_the_portal_may_merge_into_a_ticket_that_only_the_portal_has(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("ticket,at,event,into\nT1,2026-05-01T10:00Z,opened,\nT1,2026-05-01T11:00Z,merged,T9\n")
    assert len(events_in.read(path, zone="UTC", elsewhere=True).events) == 2


def test_a_circle_of_mergers_can_be_corrected(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(
        REFERENCES
        + "A,2026-05-01T10:00:00Z,opened,,,,\nB,2026-05-01T10:00:00Z,opened,,,,\n"
        + "A,2026-05-01T11:00:00Z,merged,1,,,B\nB,2026-05-01T11:00:00Z,merged,2,,,A\n"
        + "B,2026-05-01T12:00:00Z,correction,3,2,withdrawn,\n"
    )
    assert len(events_in.read(path, zone="UTC").events) == 3


def moments(*counts, unit, zone=None):
    at = pl.Series(counts, dtype=pl.Int64).cast(pl.Datetime(unit, zone))
    return pl.DataFrame({"ticket": [f"T{row}" for row in range(len(at))], "at": at}).with_columns(
        event=pl.lit("opened")
    )


@pytest.mark.parametrize(
    "counts, unit, zone, lines",
    [
        ((0, 2**62), "ms", None, [":2: '146140482-04-24T15:36:27.904' lies outside the years 1970 to 2090"]),
        ((-1,), "ns", "UTC", [":1: '1969-12-31T23:59:59.999999999' lies outside the years 1970 to 2090"]),
        ((3818448000_000000,), "us", "UTC", [":1: '2091-01-01T00:00:00.000000' lies outside the years 1970 to 2090"]),
        ((-(2**62),), "us", None, [":1: '-144169-06-28T09:59:32.612096' lies outside the years 1970 to 2090"]),
    ],
)
def test_timestamps_are_held_to_the_same_years_as_words(refused, tmp_path, counts, unit, zone, lines):
    moments(*counts, unit=unit, zone=zone).write_parquet(tmp_path / "made.parquet")
    assert refused((tmp_path / "made.parquet").read_bytes(), "events.parquet") == lines


@pytest.mark.parametrize("place", range(4, 900, 23))
def test_a_damaged_parquet_file_is_read_or_refused(tmp_path, place):
    path = tmp_path / "events.parquet"
    moments(*range(50), unit="us").write_parquet(path)
    damaged = bytearray(path.read_bytes())
    damaged[-place % len(damaged)] ^= 0x5A
    path.write_bytes(bytes(damaged))
    try:
        assert len(events_in.read(path, zone="UTC").table) == 50
    except BadFile as refusal:
        assert refusal.findings


def test_a_panic_of_the_parquet_reader_is_a_finding(refused, monkeypatch):
    def panics(_):
        raise type("PanicException", (BaseException,), {})("index out of range\nbacktrace")

    monkeypatch.setattr("houvast.files.parquet.pl.read_parquet", panics)
    assert refused(b"PAR1") == [": not a Parquet file: index out of range"]


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file(refused):
    rows = ",2026-05-01T10:00:00Z,opened\nT2,soon,opend\nT3,2026-02-30T10:00:00Z,opened\n"
    assert [line.split(":")[1] for line in refused(HEADER + rows)] == ["2", "3", "3", "4"]


def test_after_twenty_only_the_count_is_said(refused):
    lines = refused(HEADER + "T1,soon,opened\n" * 1000)
    assert len(lines) == AT_MOST + 1
    assert lines[-1] == ": and 980 more"


def test_findings_are_counted_over_blocks(refused, monkeypatch):
    monkeypatch.setattr("houvast.files.records.BLOCK", 64)
    assert refused(HEADER + "T1,soon,opened\n" * 100)[-1] == ": and 80 more"


def test_a_damaged_archive_of_many_blocks_is_refused(refused, monkeypatch):
    monkeypatch.setattr("houvast.files.records.BLOCK", 256)
    rows = "".join(f"T{number},2026-05-01T10:00:00Z,opened\n" for number in range(1000))
    assert refused(gzip.compress((HEADER + rows).encode())[:-300]) == [": the gzip archive is damaged"]


def test_the_place_in_a_zipped_file_is_that_of_the_text(refused):
    assert refused(gzip.compress((HEADER + "T1,soon,opened\n").encode()), "events.csv.gz")[0].startswith(":2:4: ")


def test_what_unpacks_to_more_than_fits_is_refused(refused, monkeypatch):
    monkeypatch.setattr("houvast.files.records.LARGEST", MIB)
    monkeypatch.setattr("houvast.files.records.BLOCK", 1 << 16)
    assert refused(gzip.compress((HEADER + OPENED * 100_000).encode())) == [": more than 0 GiB once unpacked"]


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_exists_in_both_languages_and_takes_the_same_values(code):
    values = dict.fromkeys(("name", "header", "word", "reason", "limit", "part", "part_nl", "ticket", "event"), "x")
    values |= dict.fromkeys(("id", "circle", "into", "guess", "known"), "x") | dict.fromkeys(
        ("byte", "found", "expected", "first", "last", "most"), 1
    )
    finding = Finding(1, code, values, "at")
    assert finding.text("en") != finding.text("nl")
