"""Bad input and wrong use: the exit status, the message and its place, and nothing left behind."""

import json
import os
import subprocess
import sys

import pytest

from houvast import cli
from houvast.commands import refusals, wording
from houvast.convert import FORMATS
from houvast.sla.agreement.model import Per
from tests.house.tree import ROOT

AS_OF = ("--as-of", "2026-12-28T10:20")
MEASURE = ("measure", "agreement.yaml", "events.csv", *AS_OF)
DUE = ("due", "agreement.yaml", "--target", "response", "--priority", "P2", "--opened", "2026-12-24T15:30")


def without(argv, option):
    at = argv.index(option)
    return (*argv[:at], *argv[at + 2 :])


def instead(argv, option, word):
    return (*without(argv, option), option, word)


WRONG_USE = [
    ((), "the following arguments are required: COMMAND"),
    (("mesure",), "invalid choice: 'mesure'"),
    (("check",), "the following arguments are required: AGREEMENT"),
    (("check", "agreement.yaml", "--colour"), "unrecognized arguments: --colour"),
    (without(MEASURE, "--as-of"), "the following arguments are required: --as-of"),
    (without(DUE, "--priority"), "the following arguments are required: --priority"),
    ((*MEASURE, "--per", "day"), "invalid choice: 'day'"),
    (("convert", "jira", "x.csv", "--out", "y.csv"), "invalid choice: 'jira'"),
    (("check", "agreement.yml"), "agreement.yml: No such file or directory"),
    (("check", "."), ".: Is a directory"),
    (("measure", "agreement.yaml", "nothing.csv", *AS_OF), "nothing.csv: No such file or directory"),
    (instead(MEASURE, "--as-of", "yesterday"), "houvast: --as-of: 'yesterday' is not an ISO 8601 date and time such"),
    (instead(MEASURE, "--as-of", "2026-02-30T10:00"), "--as-of: '2026-02-30T10:00' does not exist: there is no such"),
    (instead(DUE, "--opened", "9999-01-01T00:00"), "--opened: '9999-01-01T00:00' lies outside the years 1970 to 2199"),
    (instead(DUE, "--opened", "now"), "--opened: 'now' is not an ISO 8601"),
    (instead(DUE, "--target", "respons"), "the agreement has no target 'respons' on tickets; it has: response, upd"),
    (instead(DUE, "--target", "respons"), "; did you mean 'response'?"),
    (instead(DUE, "--priority", "P9"), "the agreement has no priority 'P9'; it has: P1, P2, P3, P4"),
    (instead(DUE, "--target", "by-phone"), "'by-phone' has no clock on such a ticket: it asks for channel phone"),
    ((*MEASURE, "--out", "clocks.xlsx"), "clocks.xlsx: the name must end in one of .csv, .csv.gz, .parquet, .json"),
    ((*MEASURE, "--out", "nowhere/clocks.csv"), "houvast: --out: there is no folder 'nowhere'"),
    ((*MEASURE, "--out", "./events.csv"), "houvast: --out './events.csv' is the file that is read"),
    (("explain", "agreement.yaml", "events.csv", "418", *AS_OF), "has no ticket '418'; did you mean '4189'?"),
    (
        ("explain", "agreement.yaml", "events.csv", "4187", "--as-of", "2026-12-01T00:00"),
        "ticket '4187' is not opened yet at Tue 1 Dec 2026 00:00",
    ),
    (
        ("explain", "agreement.yaml", "events.csv", "4187", *AS_OF, "--target", "reply"),
        "the agreement has no target 'reply' on tickets",
    ),
    (
        ("convert", "servicenow", "events.csv", "--out", "x.csv", "--timezone", "Amsterdam"),
        "'Amsterdam' is not an IANA time zone such as Europe/Amsterdam; did you mean 'Europe/Amsterdam'?",
    ),
    (("convert", "servicenow", "events.csv", "--out", "x.json"), "x.json: the name must end in one of .csv, .csv.gz, "),
]


@pytest.mark.parametrize("argv, message", WRONG_USE)
def test_wrong_use_is_status_2_and_says_what_would_be_right(houvast, argv, message):
    run = houvast(*argv, columns=200)
    assert run.status == 2
    assert message in run.err
    assert run.out == ""


@pytest.mark.parametrize(
    "text, place",
    [
        ("houvast: 1\nagrement: x\n", ""),
        ("houvast: 1\nagreement: &a x\n", "2:12"),
        ("houvast: [1\n", ""),
        ("\0", ""),
        ("", ""),
        ("x" * 1_000_000, "1:1"),
        ("houvast: 1\nhouvast: 1\n", ""),
    ],
)
@pytest.mark.parametrize("command", ["check", "measure", "due", "explain"])
def test_a_bad_agreement_is_status_1_with_line_and_column(houvast, tmp_path, text, place, command):
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    argv = {
        "check": (),
        "measure": ("events.csv", *AS_OF, "--out", tmp_path / "clocks.csv"),
        "due": DUE[2:],
        "explain": ("events.csv", "4187", *AS_OF),
    }[command]
    run = houvast(command, path, *argv)
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith(f"{path}:{place}")
    assert "Traceback" not in run.err
    assert [each.name for each in tmp_path.iterdir()] == ["bad.yaml"]


@pytest.mark.parametrize("content", ["", "ticket,at\n", "ticket,at,event\nT,soon,opened\n", "x" * 10_000_000])
@pytest.mark.parametrize("command", ["measure", "explain", "convert"])
def test_bad_input_is_status_1_and_leaves_the_old_output(houvast, tmp_path, content, command):
    events, out = tmp_path / "in.csv", tmp_path / "out.csv"
    events.write_text(content)
    out.write_text("old")
    argv = {
        "measure": ("agreement.yaml", events, *AS_OF, "--out", out),
        "explain": ("agreement.yaml", events, "T", *AS_OF),
        "convert": ("servicenow", events, "--out", out),
    }[command]
    run = houvast(command, *argv)
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith(f"{events}:")
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"in.csv": content, "out.csv": "old"}


def test_with_json_what_is_wrong_is_a_document_too(houvast, tmp_path):
    (tmp_path / "in.csv").write_text("ticket,at,event\nT,soon,opened\n")
    run = houvast("measure", "agreement.yaml", tmp_path / "in.csv", *AS_OF, "--json", "--lang", "nl")
    message = "'soon' is geen datum en tijd volgens ISO 8601, zoals 2026-05-01T09:30:00Z"
    place = {"file": str(tmp_path / "in.csv"), "line": 2, "column": 3, "code": "not-a-time"}
    assert json.loads(run.out) == {"errors": [{**place, "message": message}]}
    assert run.err == f"{tmp_path / 'in.csv'}:2:3: {message}\n"


def test_check_lists_errors_on_stderr_and_as_a_document(houvast, tmp_path):
    (tmp_path / "bad.yaml").write_text("houvst: 1\n")
    run = houvast("check", tmp_path / "bad.yaml", "--json")
    document = json.loads(run.out)
    assert (run.status, document["ok"]) == (1, False)
    assert document["findings"][0]["message"] in run.err
    assert run.err.splitlines()[-1] == f"{len(document['findings'])} errors"


def test_warnings_leave_the_status_alone_unless_strict(houvast, tmp_path):
    text = (ROOT / "tests" / "cli" / "agreement.yaml").read_text()
    (tmp_path / "odd.yaml").write_text(text.replace("P1: 15m on always", "P1: 9h on always"))  # the heaviest waits
    assert " warning: " in houvast("check", tmp_path / "odd.yaml").out
    assert houvast("check", tmp_path / "odd.yaml").status == 0
    assert houvast("check", tmp_path / "odd.yaml", "--strict").status == 1
    assert houvast("check", "agreement.yaml", "--strict").status == 0  # notes only


def test_a_fault_of_our_own_is_a_line_and_not_a_traceback(houvast, monkeypatch):
    def fault(*_, **__):
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("houvast.sla.agreement.reading.read", fault)
    run = houvast("check", "agreement.yaml")
    assert (run.status, run.out) == (70, "")
    assert run.err.startswith("houvast: this is a fault in houvast (ZeroDivisionError: by nought)")


def test_ctrl_c_is_quiet(houvast, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("houvast.sla.agreement.reading.read", interrupted)
    assert houvast("check", "agreement.yaml").status == cli.INTERRUPTED


def test_words_from_a_file_cannot_steer_the_terminal(houvast, tmp_path):
    (tmp_path / "in.csv").write_text("ticket,at,event\nT\x1b[31m,2026-05-01T10:00Z,reply\n")
    run = houvast("measure", "agreement.yaml", tmp_path / "in.csv", *AS_OF)
    assert "\x1b" not in run.err
    (tmp_path / "in.csv").write_text("ticket,at,event,priority\nT[red],2026-05-01T10:00Z,opened,P\x1b]0;x\x07\n")
    run = houvast("measure", "agreement.yaml", tmp_path / "in.csv", *AS_OF)
    assert "\x1b" not in run.out
    assert houvast("explain", "agreement.yaml", tmp_path / "in.csv", "T[red]", *AS_OF).out.startswith("T[red] under")


def test_progress_is_lines_where_there_is_no_terminal(houvast):
    run = houvast(*MEASURE, "--progress")
    assert run.err == "events.csv: 100 %\n"
    assert houvast(*MEASURE).err == ""


@pytest.mark.parametrize("lang, word", [("nl_NL.UTF-8", "Prioriteit"), ("C", "Priority"), ("en_GB", "Priority")])
def test_the_language_is_that_of_the_terminal(houvast, monkeypatch, lang, word):
    monkeypatch.setenv("LC_ALL", lang)
    assert word in houvast(*MEASURE).out


def test_a_reader_that_stops_reading_is_no_error():
    code = "import sys; from houvast.cli import main; sys.exit(main(sys.argv[1:]))"
    files = [str(ROOT / "tests" / "cli" / name) for name in ("agreement.yaml", "events.csv")]
    command = [sys.executable, "-c", code, "measure", *files, *AS_OF, "--json"]
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(write)
    assert (run.returncode, run.stderr) == (cli.PIPE_CLOSED, b"")


@pytest.mark.parametrize(
    "argv",
    [
        ("check", "tests/cli/agreement.yaml"),
        ("measure", "tests/cli/agreement.yaml", "tests/cli/events.csv", *AS_OF),
        ("explain", "tests/cli/agreement.yaml", "tests/cli/events.csv", "4187", *AS_OF),
    ],
    ids=lambda argv: argv[0],
)
def test_commands_on_files_load_no_portal(argv):
    code = (
        "import sys; from houvast.cli import main; status = main(sys.argv[1:]);"
        "loaded = {name.split('.')[0] for name in sys.modules};"
        "sys.exit(status or ('django' in loaded) or ('asyncio' in loaded and 'uvicorn' in loaded))"
    )
    run = subprocess.run([sys.executable, "-c", code, *argv], cwd=ROOT, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")


def test_every_sentence_exists_in_both_languages():
    for table in (refusals.SENTENCES, wording.WORDS, wording.NOUNS, wording.REASONS):
        assert all(set(words) == {"en", "nl"} for words in table.values())


def test_the_parser_knows_what_the_commands_know():
    assert set(cli.FORMATS) == set(FORMATS)
    assert set(cli.PERIODS) == {per.value for per in Per}
    assert (cli.FINDING, cli.WRONG_USE) == (refusals.FINDING, refusals.WRONG_USE)
