"""The reference of the command line names every command and option, and what it shows can be done."""

import argparse
import re
import shlex
from contextlib import contextmanager

import pytest

from houvast import cli, up
from houvast.convert import servicenow
from tests.house.tree import ROOT, text_of

REFERENCE = text_of(ROOT / "docs" / "reference" / "command-line.md")
EXAMPLES = re.findall(r"^\$ houvast (.*)$", REFERENCE, re.MULTILINE)


def commands():
    subparsers = next(each for each in cli.parser()._actions if isinstance(each, argparse._SubParsersAction))
    return subparsers.choices


def test_every_command_has_a_section():
    titles = re.findall(r"^## `houvast (\w+)", REFERENCE, re.MULTILINE)
    assert titles == list(commands()) == list(cli.COMMANDS)


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_option_is_in_the_reference(command):
    section = re.split(rf"## `houvast {command}\b", REFERENCE)[1].split("\n## ")[0]
    common = REFERENCE.split("## On every command")[1].split("\n## ")[0]
    for action in commands()[command]._actions:
        for option in action.option_strings:
            if option.startswith("--") and option != "--help":
                assert option in section + common, option


@pytest.mark.parametrize("column", [*servicenow.REQUIRED, *servicenow.OPTIONAL])
def test_every_column_that_convert_reads_is_in_the_reference(column):
    assert f"`{column}`" in REFERENCE


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_call_that_is_understood(example):
    argv = shlex.split(example)
    assert cli.parser(only=argv[0]).parse_args(argv).module


SMALL = ("check", "due", "uptime", "indicators", "duties")


@pytest.mark.parametrize("example", [example for example in EXAMPLES if example.startswith(SMALL)])
def test_the_examples_that_need_no_large_log_work(houvast, monkeypatch, example):
    monkeypatch.chdir(ROOT)
    run = houvast(*shlex.split(example))
    assert (run.status, run.err) == (0, "")


def test_up_passes_its_options_on(houvast, monkeypatch):
    called = {}
    monkeypatch.setattr(up, "up", lambda **options: called.update(options) or 0)
    assert houvast("up", "--host", "::1", "--port", "9000", "--no-demo").status == 0
    assert called == {"host": "::1", "port": 9000, "demo": False}


def test_up_as_a_document_tells_address_and_logins(houvast, monkeypatch):
    @contextmanager
    def processes(_):
        yield {}

    monkeypatch.setattr(up, "free_port", lambda host, first: first + 1)
    monkeypatch.setattr(up, "set_environment", lambda address, **_: None)
    monkeypatch.setattr(up, "prepare", lambda **_: print("Loading the demo …"))
    monkeypatch.setattr(up, "processes", processes)
    monkeypatch.setattr(up, "wait_until_ready", lambda *_: None)
    monkeypatch.setattr(up, "demo_logins", lambda: [("mo@noorderlicht.example", "secret", "agent")])
    monkeypatch.setattr(up, "wait_for_end", lambda _: "web")
    run = houvast("up", "--json")
    assert (run.status, run.err) == (1, "Loading the demo …\nhouvast up: web ended by itself; the rest was stopped.\n")
    assert run.out == (
        '{\n  "address": "http://127.0.0.1:8001",\n  "logins": [\n    {\n      "email": "mo@noorderlicht.example",\n'
        '      "password": "secret",\n      "who": "agent"\n    }\n  ]\n}\n'
    )
