"""`--json`: one document with the content of the text, of a shape that stays, and explanations that add up."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from houvast.files.clocks_out import COLUMNS

AS_OF = ("--as-of", "2026-12-28T10:20")
FILES = ("agreement.yaml", "events.csv")
DUE = ("due", "agreement.yaml", "--target", "response", "--priority", "P2", "--opened", "2026-12-24T15:30")


def shape(value):
    """The kinds of a document's values, lists by their first entry."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


FIGURES = {
    **dict.fromkeys(("clocks", "met", "breached", "pending", "none", "void"), "int"),
    "met_percent": "float",
    "figure_percent": "float",
    "reached": "bool",
    "median_seconds": "int",
    "p90_seconds": "int",
}
SEGMENT = {
    "from": "str",
    "to": "str",
    "seconds": "int",
    "counted": "bool",
    "reason": "str",
    "detail": "str",
    "holder": "str",
}
GOAL = {"kind": "str", "value": "float"}
CLOCK = {
    **dict.fromkeys(("ticket", "target"), "str"),
    "cycle": "int",
    **dict.fromkeys(("priority", "state", "verdict", "started_at", "due_at", "stopped_at", "verdict_at"), "str"),
    **dict.fromkeys(("elapsed_seconds", "paused_seconds", "promised_seconds"), "int"),
}
SHAPES = {
    ("check", "agreement.yaml"): {
        "file": "str",
        "ok": "bool",
        "agreement": "str",
        "kind": "str",
        "parties": {"provider": "str", "customer": "str"},
        "effective": {"from": "str", "until": "str"},
        "timezone": "str",
        "sha256": "str",
        "targets": [
            {
                "target": "str",
                "clock": "str",
                "within": dict.fromkeys(("P1", "P2", "P3", "P4"), "str"),
                "when": {},
                "opened_in": "NoneType",
                "goal": GOAL,
                "per": "str",
            }
        ],
        "indicators": [],
        "duties": [],
        "findings": [{"severity": "str", "line": "int", "column": "int", "code": "str", "message": "str"}],
    },
    DUE: {
        **dict.fromkeys(("agreement", "sha256", "target", "priority", "opened_at", "due_at", "due_local"), "str"),
        "timezone": "str",
        "in_force": "bool",
        "promise": "str",
        "calendar": "str",
        "promised_seconds": "int",
        "segments": [SEGMENT],
    },
    ("measure", *FILES, *AS_OF, "--per"): {
        **dict.fromkeys(("agreement", "sha256", "events", "as_of", "timezone"), "str"),
        **dict.fromkeys(("tickets", "rows", "duplicates", "later_events", "opened_outside_term"), "int"),
        "unknown_priorities": [],
        "targets": [
            {
                "target": "str",
                "clock": "str",
                "goal": GOAL,
                "per": "str",
                "total": FIGURES,
                "priorities": [{"priority": "str", **FIGURES}],
                "periods": [
                    {"period": "str", "met": "int", "breached": "int", "figure_percent": "float", "reached": "bool"}
                ],
            }
        ],
        "clocks": "int",
        "out": "NoneType",
    },
    ("explain", *FILES, "4187", *AS_OF): {
        **dict.fromkeys(("agreement", "sha256", "events", "ticket", "as_of", "timezone"), "str"),
        "in_force": "bool",
        "clocks": [
            {
                **CLOCK,
                "promise": "str",
                "calendar": "str",
                "void_because": "NoneType",
                "into": "NoneType",
                "segments": [SEGMENT],
            }
        ],
    },
}


@pytest.mark.parametrize("argv", SHAPES, ids=lambda argv: argv[0])
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_shape_of_the_document(houvast, argv, lang):
    run = houvast(*argv, "--json", "--lang", lang)
    assert (run.status, run.err) == (0, "")
    assert shape(json.loads(run.out)) == SHAPES[argv]


@pytest.mark.parametrize("ticket", ["4187", "4188", "4189", "4190", "4191", "4192"])
@pytest.mark.parametrize("as_of", ["2026-12-28T10:20", "2026-12-28T00:00:00.000001", "2027-06-01T00:00Z"])
def test_segments_join_and_add_up_to_the_elapsed_time(houvast, ticket, as_of):
    document = json.loads(houvast("explain", *FILES, ticket, "--as-of", as_of, "--json").out)
    assert document["clocks"]
    for clock in document["clocks"]:
        segments = clock["segments"]
        ends = [clock["started_at"], *[segment["to"] for segment in segments]]
        assert [segment["from"] for segment in segments] == ends[:-1]
        assert ends[-1] == (clock["stopped_at"] or document["as_of"])
        counted = sum((_length(segment) for segment in segments if segment["counted"]), timedelta())
        assert counted == timedelta(seconds=clock["elapsed_seconds"])
        assert all(_length(segment) == timedelta(seconds=segment["seconds"]) for segment in segments)


def _length(segment):
    return datetime.fromisoformat(segment["to"]) - datetime.fromisoformat(segment["from"])


def test_due_adds_up_to_the_promise(houvast):
    document = json.loads(houvast(*DUE, "--json").out)
    assert (document["due_at"], document["due_local"]) == ("2026-12-28T07:30:00Z", "2026-12-28T08:30:00+01:00")
    counted = sum(segment["seconds"] for segment in document["segments"] if segment["counted"])
    assert counted == document["promised_seconds"] == 3600


@pytest.mark.parametrize(
    "target, priority, extra, due",
    [
        ("response", "P1", [], "2026-12-24T14:45:00Z"),
        ("response", "P4", [], "2026-12-28T17:00:00Z"),  # 1bd: Christmas Eve is an open day, Monday the next
        ("resolution", "P2", [], "2026-12-28T14:30:00Z"),
        ("update", "P2", [], "2026-12-28T10:30:00Z"),  # the reply that starts it comes at once
        ("by-phone", "P2", ["--channel", "phone"], "2026-12-24T14:40:00Z"),
        ("resolution", "P4", [], None),
    ],
)
def test_when_it_is_due(houvast, target, priority, extra, due):
    argv = ("due", "agreement.yaml", "--target", target, "--priority", priority, "--opened", "2026-12-24T15:30")
    assert json.loads(houvast(*argv, *extra, "--json").out)["due_at"] == due


def test_measure_sums_up_what_it_writes(houvast, tmp_path):
    run = houvast("measure", *FILES, *AS_OF, "--out", tmp_path / "clocks.csv", "--json")
    document, clocks = json.loads(run.out), pl.read_csv(tmp_path / "clocks.csv")
    assert clocks.columns == list(COLUMNS)
    assert (document["clocks"], document["duplicates"], document["tickets"]) == (len(clocks), 1, 6)
    for target in document["targets"]:
        mine = clocks.filter(pl.col("target") == target["target"])
        verdicts = dict(mine["verdict"].value_counts().rows())
        void = len(mine.filter(pl.col("state") == "void"))
        told = target["total"]
        assert told["clocks"] == len(mine)
        assert (told["met"], told["breached"]) == (verdicts.get("met", 0), verdicts.get("breached", 0))
        assert (told["pending"], told["void"]) == (verdicts.get("pending", 0), void)
        assert told["none"] == verdicts.get("none", 0) - void
        for name in ("clocks", "met", "breached", "pending", "none", "void"):
            assert told[name] == sum(each[name] for each in target["priorities"])


def test_explain_and_measure_say_the_same_of_a_clock(houvast, tmp_path):
    houvast("measure", *FILES, *AS_OF, "--out", tmp_path / "clocks.json")
    rows = json.loads((tmp_path / "clocks.json").read_text())
    explained = json.loads(houvast("explain", *FILES, "4187", *AS_OF, "--json").out)["clocks"]
    extra = ("promise", "calendar", "void_because", "into", "segments")
    for clock in explained:
        for name in extra:
            clock.pop(name)
    assert explained == [row for row in rows if row["ticket"] == "4187"]


BELOW = ("--with", "desk-agreement.yaml", "host-agreement.yaml")


def test_check_says_of_each_agreement_below_what_is_doubted(houvast):
    run = houvast("check", "agreement.yaml", *BELOW, "--json")
    document = json.loads(run.out)
    assert run.status == 0
    assert [(each["file"], each["agreement"], each["kind"]) for each in document["with"]] == [
        ("desk-agreement.yaml", "desk-2026", "ola"),
        ("host-agreement.yaml", "host-2026", "uc"),
    ]
    assert {each["code"] for each in document["with"][1]["findings"]} >= {"cannot-add-up", "term-shorter"}
    assert "nobody-supports" in {each["code"] for each in document["findings"]}
    assert houvast("check", "agreement.yaml", *BELOW, "--strict").status == 1
    assert "with" not in json.loads(houvast("check", "agreement.yaml", "--json").out)


def test_an_agreement_below_that_cannot_be_read_is_refused(houvast, tmp_path):
    (tmp_path / "ola.yaml").write_text("houvast: 1\n")
    run = houvast("check", "agreement.yaml", "--with", tmp_path / "ola.yaml")
    assert run.status == 1
    assert f"{tmp_path / 'ola.yaml'}:1:1: " in run.err


def test_an_agreement_may_stand_below_itself(houvast):
    run = houvast("check", "desk-agreement.yaml", "--with", "desk-agreement.yaml", "--json")
    document = json.loads(run.out)
    assert (run.status, document["file"]) == (0, "desk-agreement.yaml")
    assert [each["file"] for each in document["with"]] == ["desk-agreement.yaml"]


def test_whose_time_it_was(houvast):
    run = houvast("measure", "agreement.yaml", "teams.csv", *AS_OF, "--by", "team", *BELOW, "--json")
    targets = {each["target"]: each for each in json.loads(run.out)["targets"]}
    assert [(each["team"], each["counted_seconds"], each["breached"]) for each in targets["resolution"]["teams"]] == [
        ("Duinhost", 6.5 * 3600, 1),
        ("Servicedesk", 2.5 * 3600, 0),
        ("second-line", 2.5 * 3600, 0),
        (None, 1800, 0),
    ]
    assert targets["update"]["teams"] == []
    document = json.loads(houvast("measure", "agreement.yaml", "teams.csv", *AS_OF, "--json").out)
    assert "teams" not in document["targets"][0]


def test_a_field_of_its_own_may_say_who_has_the_ticket(houvast, tmp_path):
    text = (Path(__file__).parent / "host-agreement.yaml").read_text()
    assert text.count("holder: {status: [waiting-supplier]}") == 1
    text = text.replace("holder: {status: [waiting-supplier]}", "attributes: [vendor]\nholder: {vendor: duinhost}")
    (tmp_path / "ola.yaml").write_text(text)
    log = "ticket,at,event,priority,vendor\nA,2026-11-03T10:00,opened,P1,\nA,2026-11-03T10:05,note,,duinhost\n"
    (tmp_path / "events.csv").write_text(log)
    below = ("--with", tmp_path / "ola.yaml", "--as-of", "2026-11-03T10:15", "--json")
    run = houvast("explain", "agreement.yaml", tmp_path / "events.csv", "A", "--target", "resolution", *below)
    segments = json.loads(run.out)["clocks"][0]["segments"]
    assert [(each["seconds"], each["holder"]) for each in segments] == [(300, ""), (600, "Duinhost")]
    run = houvast("measure", "agreement.yaml", tmp_path / "events.csv", "--by", "team", *below)
    teams = {each["target"]: each["teams"] for each in json.loads(run.out)["targets"]}["resolution"]
    assert [(each["team"], each["counted_seconds"]) for each in teams] == [("Duinhost", 600), (None, 300)]


def test_a_ticket_that_took_another_in_starts_when_the_earliest_did(houvast, tmp_path):
    log = (
        "ticket,at,event,priority,into\n"
        "A,2026-12-02T12:00Z,opened,P1,\nB,2026-12-02T11:00Z,opened,P1,\nC,2026-12-02T10:00Z,opened,P1,\n"
        "C,2026-12-02T12:30Z,merged,,B\nB,2026-12-02T12:40Z,merged,,A\n"
    )
    (tmp_path / "events.csv").write_text(log)
    run = houvast("explain", "agreement.yaml", tmp_path / "events.csv", "A", "--as-of", "2026-12-02T13:00Z", "--json")
    assert json.loads(run.out)["clocks"][0]["started_at"] == "2026-12-02T10:00:00Z"
    run = houvast("explain", "agreement.yaml", tmp_path / "events.csv", "B", "--as-of", "2026-12-02T13:00Z", "--json")
    clock = json.loads(run.out)["clocks"][0]
    assert (clock["state"], clock["void_because"], clock["into"]) == ("void", "merged", "A")


@pytest.mark.parametrize(
    "per, labels",
    [
        ("week", ["2026-W45", "2026-W49", "2026-W52"]),
        ("month", ["2026-11", "2026-12"]),
        ("quarter", ["2026-Q4"]),
        ("year", ["2026"]),
    ],
)
def test_periods_of_any_length(houvast, per, labels):
    document = json.loads(houvast("measure", *FILES, *AS_OF, "--per", per, "--json").out)
    response = document["targets"][0]
    assert response["per"] == per
    assert [period["period"] for period in response["periods"]] == labels
    assert sum(period["met"] for period in response["periods"]) == response["total"]["met"]


def test_later_events_are_left_out(houvast):
    document = json.loads(houvast("measure", *FILES, "--as-of", "2026-11-02T09:04:30", "--json").out)
    assert document["tickets"] == 1
    assert (document["targets"][0]["total"]["met"], document["targets"][1]["total"]["pending"]) == (1, 1)


def test_a_log_of_tickets_that_are_not_opened_yet_has_no_clocks(houvast):
    run = houvast("measure", *FILES, "--as-of", "2026-01-01T00:00Z", "--json")
    document = json.loads(run.out)
    assert (run.status, document["tickets"], document["clocks"]) == (0, 0, 0)
    assert document["targets"][0]["total"]["met_percent"] is None
    assert houvast("measure", *FILES, "--as-of", "2026-01-01T00:00Z").status == 0
