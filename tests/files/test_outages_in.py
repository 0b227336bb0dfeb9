"""OUTAGES, counters and probes: what good files hold, and what is said of bad ones, with the place."""

import gzip
from datetime import UTC, datetime

import polars as pl
import pytest

from houvast.files import outages_in
from houvast.files.findings import BadFile
from houvast.sla.outages import ALL_USERS, OutageKind, ProbeState
from houvast.sla.terms import MINUTE, NEVER, micros

HEADER = "service,start,end,kind,cause,announced_at,share\n"
ROW = "web,2026-05-01T10:00,2026-05-01T11:00,outage,,,\n"
LOG = (
    HEADER
    + "web,2026-05-04T10:00,2026-05-04T11:00,outage,disk full,,25%\n"
    + "web,2026-05-03T01:00,2026-05-03T03:00,Maintenance,patches,2026-04-28T09:00Z,\n"
    + "mail,2026-05-20T10:00+02:00,,degraded,,,0.5\n"
)
SLOTS = "service,at,length,requests,errors\n"
FOUND = "service,at,state\n"


def read(tmp_path, content, reader=outages_in.outages, name="outages.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return reader(path, zone="Europe/Amsterdam")


def rows_of(table):
    return [
        (
            table.services[table.service[row]],
            int(table.start[row]),
            int(table.end[row]),
            OutageKind(table.kind[row]).word,
            table.cause.word(row),
            int(table.announced_at[row]),
            int(table.share[row]),
        )
        for row in range(len(table))
    ]


def at(*when):
    return micros(datetime(2026, *when, tzinfo=UTC))


EXPECTED = [
    ("mail", at(5, 20, 8), NEVER, "degraded", None, NEVER, ALL_USERS // 2),
    ("web", at(5, 2, 23), at(5, 3, 1), "maintenance", "patches", at(4, 28, 9), NEVER),
    ("web", at(5, 4, 8), at(5, 4, 9), "outage", "disk full", NEVER, ALL_USERS // 4),
]


@pytest.mark.parametrize(
    "content",
    [
        LOG,
        LOG.replace(",", ";"),
        LOG.replace("\n", "\r\n"),
        LOG + LOG.splitlines()[1] + "\n",
        LOG.replace("kind,cause", "Kind ,CAUSE"),
        gzip.compress(LOG.encode()),
    ],
    ids="plain semicolons crlf double header gzip".split(),
)
def test_the_rows_of_a_file(tmp_path, content):
    assert rows_of(read(tmp_path, content).table) == EXPECTED


def test_double_rows_are_counted(tmp_path):
    found = read(tmp_path, LOG + LOG.splitlines()[1] + "\n")
    assert (found.rows, found.duplicates) == (3, 1)


def test_parquet_with_timestamps_says_the_same(tmp_path):
    table = pl.DataFrame(
        {
            "service": ["web", "web"],
            "start": [datetime(2026, 5, 4, 10), datetime(2026, 5, 20, 10)],  # wall time, as the type has no zone
            "end": [datetime(2026, 5, 4, 11), None],
            "kind": ["outage", "degraded"],
        }
    )
    table.write_parquet(tmp_path / "outages.parquet")
    found = outages_in.outages(tmp_path / "outages.parquet", zone="Europe/Amsterdam").table
    assert found.start.tolist() == [at(5, 4, 8), at(5, 20, 8)]
    assert found.end.tolist() == [at(5, 4, 9), NEVER]


@pytest.mark.parametrize(
    ("reader", "header"),
    [(outages_in.outages, HEADER), (outages_in.counters, SLOTS), (outages_in.probes, FOUND)],
)
def test_a_header_alone_says_that_nothing_happened(tmp_path, reader, header):
    assert read(tmp_path, header, reader).rows == 0


def test_counters_and_probes(tmp_path):
    slots = read(
        tmp_path, SLOTS + "api,2026-05-01T00:05,5m,100,2\napi,2026-05-01T00:00,1h30m,0,0\n", outages_in.counters
    )
    assert slots.table.length.tolist() == [90 * MINUTE, 5 * MINUTE]
    assert (slots.table.requests.tolist(), slots.table.errors.tolist()) == ([0, 100], [0, 2])
    seen = read(tmp_path, FOUND + "site,2026-05-01T00:05,down\nsite,2026-05-01T00:00,up\n", outages_in.probes).table
    assert [ProbeState(state) for state in seen.state] == [ProbeState.UP, ProbeState.DOWN]


def test_counters_by_answer(tmp_path):
    log = "service,at,length,requests,answer\napi,2026-05-01T00:00,5m,90,200\napi,2026-05-01T00:00,5m,10,503\n"
    table = read(tmp_path, log, outages_in.counters).table
    assert [(table.answer.word(row), int(table.requests[row])) for row in range(2)] == [("503", 10), ("200", 90)]
    assert table.errors.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("reader", "content", "lines"),
    [
        (outages_in.outages, "", [": the file is empty"]),
        (
            outages_in.outages,
            "service,start,ends,kind\n",
            [":1: column 'end' is missing; the header has service, start, ends, kind; did you mean 'ends'?"],
        ),
        (outages_in.outages, HEADER + ROW.replace("web", ""), [":2:1: 'service' is empty"]),
        (outages_in.outages, HEADER + "web,,,outage,,,\n", [":2:5: 'start' is empty"]),
        (outages_in.outages, HEADER + ROW.replace("outage", ""), [":2:39: 'kind' is empty"]),
        (
            outages_in.outages,
            HEADER + ROW.replace("outage", "outtage"),
            [
                ":2:39: kind 'outtage' is none of: outage, degraded, maintenance, unknown, absent; "
                "did you mean 'outage'?"
            ],
        ),
        (
            outages_in.outages,
            HEADER + ROW + "web,2026-05-01T10:00,2026-05-01T09:59,outage,,,\n",
            [":3:22: 'end' lies before 'start'; leave 'end' empty for what still goes on"],
        ),
        (
            outages_in.outages,
            HEADER + "web,yesterday,2026-05-01T09:59,outage,,2026-02-30T00:00,\n",
            [
                ":2:5: 'yesterday' is not an ISO 8601 date and time such as 2026-05-01T09:30:00Z",
                ":2:40: '2026-02-30T00:00' does not exist: there is no such day",
            ],
        ),
        *(
            (
                outages_in.outages,
                HEADER + ROW.replace(",\n", f",{share}\n"),
                [f":2:48: share '{share}' is not a part of the users: write 0.25 or 25%, at most 100%"],
            )
            for share in ("half", "1.5", "101%", "-0.2")
        ),
        (
            outages_in.counters,
            SLOTS + "api,2026-05-01T00:00,5,10,11\n",
            [
                ":2:22: length '5' is not a length of time such as 5m, 1h30m or 90s",
                ":2:27: more errors than requests: 'errors' counts those of 'requests' that failed",
            ],
        ),
        (
            outages_in.counters,
            SLOTS + "api,2026-05-01T00:00,99999999999999999d,-1,x\n",
            [
                ":2:22: length '99999999999999999d' is not a length of time such as 5m, 1h30m or 90s",
                ":2:41: requests is less than nothing",
                ":2:44: errors 'x' is not a whole number",
            ],
        ),
        (
            outages_in.counters,
            "service,at,length,requests\napi,2026-05-01T00:00,5m,10\n",
            [":1: column 'errors' is missing: how many requests failed; or 'answer', which answer a row counts"],
        ),
        (
            outages_in.probes,
            FOUND + "site,2026-05-01T00:00,dwon\n",
            [":2:23: state 'dwon' is none of: up, down, unknown, maintenance; did you mean 'down'?"],
        ),
    ],
    ids=lambda given: getattr(given, "__name__", repr(given))[:50],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, reader, content, lines):
    with pytest.raises(BadFile) as refusal:
        read(tmp_path, content, reader)
    said = [line.removeprefix(str(tmp_path / "outages.csv")) for line in refusal.value.lines()]
    assert sorted(said) == sorted(lines)


def test_it_is_said_in_dutch(tmp_path):
    with pytest.raises(BadFile) as refusal:
        read(tmp_path, HEADER + "web,2026-05-01T10:00,2026-05-01T09:59,outage,,,\n")
    (line,) = refusal.value.lines("nl")
    assert line.endswith(":2:22: 'end' ligt voor 'start'; laat 'end' leeg voor wat nog duurt")
