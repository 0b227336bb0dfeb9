"""Bad input and wrong use: the exit status, the message and its place, and nothing left behind."""

import json
import os
import shlex
import shutil
import subprocess
import sys

import pytest

from houvast import cli, up
from houvast.commands import refusals, wording
from houvast.convert import FORMATS
from houvast.sla.agreement.model import Per
from tests.house.tree import ROOT

SEEN_FROM_ROOT = {**os.environ, "PYTHONPATH": str(ROOT)}
AS_OF = ("--as-of", "2026-12-28T10:20")
MEASURE = ("measure", "agreement.yaml", "events.csv", *AS_OF)
DUE = ("due", "agreement.yaml", "--target", "response", "--priority", "P2", "--opened", "2026-12-24T15:30")


def without(argv, option):
    at = argv.index(option)
    return (*argv[:at], *argv[at + 2 :])


def instead(argv, option, word):
    return (*without(argv, option), option, word)


WRONG_USE = [
    ((), "houvast: missing: COMMAND; see `houvast --help`"),
    (("mesure",), "houvast: COMMAND: 'mesure' is none of: check, "),
    (("check",), "houvast: missing: AGREEMENT; see `houvast check --help`"),
    (("check", "agreement.yaml", "--colour"), "houvast: unknown: --colour; see `houvast --help`"),
    (("check", "agreement.yaml", "again.yaml"), "houvast: unknown: again.yaml; see `houvast --help`"),
    (without(MEASURE, "--as-of"), "houvast: missing: --as-of; see `houvast measure --help`"),
    (DUE[:4], "houvast: missing: --priority, --opened; see `houvast due --help`"),
    ((*MEASURE, "--per", "day"), "houvast: --per: 'day' is none of: agreed, week, month, quarter, year"),
    (("convert", "jira", "x.csv", "--out", "y.csv"), "houvast: FORMAT: 'jira' is none of: servicenow"),
    ((*DUE, "--p", "P1"), "houvast: --p may mean: --priority, --progress"),
    ((*MEASURE, "--out"), "houvast: --out: a value is missing; see `houvast measure --help`"),
    ((*MEASURE, "--progress=yes"), "houvast: --progress takes no value, so 'yes' is one too many"),
    (("up", "--port", "http"), "houvast: --port: 'http' is not a whole number"),
    (("check", "agreement.yaml", "--lang", "de"), "houvast: --lang: 'de' is none of: nl, en"),
    (("check", "agreement.yml"), "agreement.yml: No such file or directory"),
    (("check", "."), ".: Is a directory"),
    (("measure", "agreement.yaml", "nothing.csv", *AS_OF), "nothing.csv: No such file or directory"),
    (instead(MEASURE, "--as-of", "yesterday"), "houvast: --as-of: 'yesterday' is not an ISO 8601 date and time such"),
    (instead(MEASURE, "--as-of", "2026-02-30T10:00"), "--as-of: '2026-02-30T10:00' does not exist: there is no such"),
    (instead(DUE, "--opened", "9999-01-01T00:00"), "--opened: '9999-01-01T00:00' lies outside the years 1970 to 2090"),
    (instead(DUE, "--opened", "now"), "--opened: 'now' is not an ISO 8601"),
    (instead(DUE, "--target", "respons"), "the agreement has no target 'respons' on tickets; it has: response, upd"),
    (instead(DUE, "--target", "respons"), "; did you mean 'response'?"),
    (instead(DUE, "--priority", "P9"), "the agreement has no priority 'P9'; it has: P1, P2, P3, P4"),
    (instead(DUE, "--target", "by-phone"), "'by-phone' has no clock on such a ticket: it asks for channel phone"),
    ((*MEASURE, "--out", "clocks.xlsx"), "clocks.xlsx: the name must end in one of .csv, .csv.gz, .parquet, .json"),
    ((*MEASURE, "--out", "nowhere/clocks.csv"), "houvast: --out: there is no folder 'nowhere'"),
    ((*MEASURE, "--out", "./events.csv"), "houvast: --out './events.csv' is the file that is read"),
    ((*MEASURE, "--out", ""), "the name must end in one of .csv, .csv.gz, .parquet, .json"),
    ((*MEASURE, "--out", "folder.csv"), "--out 'folder.csv' is there already, and is not a file"),
    ((*MEASURE, "--out", "queue.csv"), "--out 'queue.csv' is there already, and is not a file"),
    (("measure", "yaml.csv", *MEASURE[2:], "--out", "yaml.csv"), "--out 'yaml.csv' is the file that is read"),
    (("explain", "agreement.yaml", "withdrawn.csv", "T", *AS_OF), "every event of ticket 'T' was withdrawn"),
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


@pytest.fixture
def odd_files(tmp_path):
    """The files of these tests in a folder of their own, beside a folder, a queue and others that are none."""
    for name in ("agreement.yaml", "events.csv"):
        shutil.copy(ROOT / "tests" / "cli" / name, tmp_path)
    shutil.copy(tmp_path / "agreement.yaml", tmp_path / "yaml.csv")
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "queue.csv")
    (tmp_path / "withdrawn.csv").write_text(
        "ticket,at,event,id,corrects,becomes\nT,2026-05-01T10:00Z,opened,1,,\n"
        "T,2026-05-01T11:00Z,correction,2,1,withdrawn\n"
    )
    return tmp_path


@pytest.mark.parametrize("argv, message", WRONG_USE)
def test_wrong_use_is_status_2_and_says_what_would_be_right(houvast, odd_files, monkeypatch, argv, message):
    monkeypatch.chdir(odd_files)
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


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        (DUE[:4], "missing-arguments", "er ontbreekt: --priority, --opened; zie `houvast due --help`"),
        ((*DUE, "--colour"), "unknown-arguments", "onbekend: --colour; zie `houvast --help`"),
        (("chekc",), "unknown-choice", "COMMAND: 'chekc' is geen van: check, "),
        ((*DUE, "--p", "P1"), "ambiguous-option", "--p kan zijn: --priority, --progress"),
        (("check", "--strict=1"), "takes-no-value", "--strict neemt geen waarde, dus '1' is er een te veel"),
        (instead(DUE, "--target", "x"), "unknown-target", "de overeenkomst heeft geen norm 'x' op tickets"),
        (("check", "nothing.yaml"), "no-such-file", "dit bestand of deze map is er niet"),
        (("check", "."), "is-a-folder", "dit is een map"),
        ((*MEASURE, "--out", "x.xlsx"), "ending", "de naam moet eindigen op een van .csv, .csv.gz, .parquet, .json"),
    ],
)
@pytest.mark.parametrize("wish", [("--lang", "nl"), ("--lang=nl",)])
def test_wrong_use_is_a_document_too_in_the_language_asked_for(houvast, argv, code, message, wish):
    """Whoever found it, argparse or a command: one shape, and the line on stderr says the same."""
    run = houvast(*argv, "--json", *wish)
    (error,) = json.loads(run.out)["errors"]
    assert (run.status, error["code"]) == (2, code)
    assert error["message"].startswith(message)
    assert run.err == f"{error.get('file', 'houvast')}: {error['message']}\n"


def test_a_portal_that_does_not_start_is_a_document_too(houvast, monkeypatch):
    def taken(*_):
        raise up.NoFreePort("127.0.0.1", 8000)

    monkeypatch.setattr(up, "free_port", taken)
    run = houvast("up", "--json")
    assert (run.status, run.err) == (1, "houvast up: no free port on 127.0.0.1 from 8000 to 8049\n")
    assert json.loads(run.out) == {"errors": [{"message": "no free port on 127.0.0.1 from 8000 to 8049"}]}


def test_check_lists_errors_on_stderr_and_as_a_document(houvast, tmp_path):
    (tmp_path / "bad.yaml").write_text("houvst: 1\n")
    run = houvast("check", tmp_path / "bad.yaml", "--json")
    document = json.loads(run.out)
    assert (run.status, document["ok"]) == (1, False)
    assert document["findings"][0]["message"] in run.err
    assert [each["message"] for each in document["errors"]] == [each["message"] for each in document["findings"]]
    assert run.err.splitlines()[-1] == f"{len(document['findings'])} errors"


RUN_OUT = """\
houvast: 1
agreement: shifts
kind: sla
title: {nl: Diensten, en: Shifts}
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
language: nl
calendars:
  shifts:
    dates: {2026-05-01: "08:00-16:00", 2026-05-02: "08:00-16:00"}
priority: {levels: [P1, P2, P3], default: P1}
clocks:
  resolution: {start: opened, stop: resolved}
targets:
  resolution:
    clock: resolution
    within:
      P1: 4h on shifts
      P2: 1bd on shifts
      P3: 4h on always
    goal: 90%
    per: month
"""


@pytest.mark.parametrize("priority", ["P1", "P2"])
@pytest.mark.parametrize("command", ["check", "measure", "explain", "due"])
def test_a_promise_without_end_is_told_at_its_cell(houvast, tmp_path, command, priority):
    """Two shifts and no more: a ticket that comes after them would never be due, so nobody can promise that."""
    (tmp_path / "shifts.yaml").write_text(RUN_OUT)
    (tmp_path / "in.csv").write_text(f"ticket,at,event,priority\nT,2026-06-01T10:00,opened,{priority}\n")
    argv = {
        "check": (),
        "measure": (tmp_path / "in.csv", *AS_OF, "--out", tmp_path / "clocks.csv"),
        "explain": (tmp_path / "in.csv", "T", *AS_OF),
        "due": ("--target", "resolution", "--priority", priority, "--opened", "2026-06-01T10:00"),
    }[command]
    run = houvast(command, tmp_path / "shifts.yaml", *argv, "--json")
    errors = json.loads(run.out)["errors"]
    assert (run.status, {each["code"] for each in errors}) == (1, {"never-due"})
    assert [(each["line"], each["column"]) for each in errors] == [(19, 11), (20, 11)]
    assert run.err.splitlines()[0] == (
        f"{tmp_path / 'shifts.yaml'}:19:11: 4h on shifts has no end: "
        "shifts has no opening hours after 2026-05-02. Give it hours that come back each week."
    )
    assert not (tmp_path / "clocks.csv").exists()


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


@pytest.mark.parametrize(
    "row, remark",
    [
        ("2026-05-01T10:00,opened,p1", "Priorities that the agreement does not have, so nothing is promised: 'p1'."),
        (
            "2019-05-01T10:00,opened,P1",
            "Opened while the agreement was not in force (from 2026-01-01 until 2080-12-31), yet",
        ),
        ("2026-05-01T10:00,opened,P1", None),
    ],
)
def test_what_makes_a_figure_doubtful_is_said(houvast, tmp_path, row, remark):
    log = tmp_path / "in.csv"
    log.write_text(f"ticket,at,event,priority\nT,{row}\n")
    shown = houvast("measure", "agreement.yaml", log, *AS_OF).out
    assert (remark or "") in shown
    assert remark or "agreement" not in shown


def test_events_after_the_moment_are_said_to_be_left_out(houvast):
    """Of the fixture's last ticket both rows, and four of its first, lie after the 23rd at 15:55."""
    early = houvast("measure", "agreement.yaml", "events.csv", "--as-of", "2026-12-23T15:55")
    assert "Happened after that moment, so left out: 6 events." in early.out
    late = houvast("measure", "agreement.yaml", "events.csv", "--as-of", "2026-12-28T10:20")
    assert "left out:" not in late.out


def test_a_moment_outside_the_term_is_said(houvast):
    said = "Opened while the agreement was not in force; it holds from"
    assert said in houvast(*instead(DUE, "--opened", "2019-12-24T15:30")).out
    assert said not in houvast(*DUE).out
    assert said not in houvast("explain", "agreement.yaml", "events.csv", "4187", *AS_OF).out


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


def run_in_shell(tail, **settings):
    command = f"{shlex.quote(sys.executable)} -m houvast.cli {tail}"
    environment, folder = {**SEEN_FROM_ROOT, **settings}, ROOT / "tests" / "cli"
    return subprocess.run(["/bin/sh", "-c", command], cwd=folder, env=environment, capture_output=True, check=False)


FULL = b"stdout: No space left on device\n"


@pytest.mark.parametrize(
    "tail, status, err",
    [
        ("check agreement.yaml >&-", 0, b""),
        ("check nothing.yaml >&-", 2, b"nothing.yaml: No such file or directory\n"),
        ("check nothing.yaml 2>&-", 2, b""),
        ("check agreement.yaml >/dev/full", 74, FULL),
        ("check agreement.yaml --json >/dev/full", 74, FULL),
    ],
)
def test_an_output_that_takes_nothing(tail, status, err):
    run = run_in_shell(tail)
    assert (run.returncode, run.stderr) == (status, err)


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1"])
def test_a_terminal_that_knows_few_characters_shows_the_others_as_question_marks(encoding):
    tail = f"measure agreement.yaml events.csv {' '.join(AS_OF)}"
    shown = run_in_shell(tail, PYTHONIOENCODING=encoding)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert b"Priority" in shown.stdout
    document = run_in_shell(f"{tail} --json", PYTHONIOENCODING=encoding)
    assert json.loads(document.stdout.decode(encoding))["tickets"]


@pytest.mark.parametrize("name", ["clocks.csv", "clocks.csv.gz", "clocks.parquet", "clocks.json"])
def test_a_disk_that_is_full_is_said_with_the_name_that_was_given(tmp_path, name):
    tail = f"measure agreement.yaml events.csv {' '.join(AS_OF)} --out {tmp_path / name}"
    code = "import resource, signal, sys; from houvast.cli import main; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    code += "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); sys.exit(main(sys.argv[1:]))"
    argv = [sys.executable, "-c", code, *shlex.split(tail)]
    run = subprocess.run(argv, cwd=ROOT / "tests" / "cli", capture_output=True, check=False, env=SEEN_FROM_ROOT)
    assert (run.returncode, run.stderr.decode()) == (74, f"{tmp_path / name}: File too large\n")
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link(houvast, tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert houvast(*MEASURE, "--out", tmp_path / "link.csv").status == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text().startswith("ticket,target")


def test_a_name_that_is_no_text_can_be_written_to(houvast, tmp_path):
    assert houvast(*MEASURE, "--out", os.fsdecode(os.fsencode(tmp_path) + b"/o\xff.csv")).status == 0
    assert [os.fsencode(each.name) for each in tmp_path.iterdir()] == [b"o\xff.csv"]


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
