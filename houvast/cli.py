"""
The command line: `houvast COMMAND …` (DESIGN §5).

This module knows the commands and their options, and turns what goes wrong into a message and an exit status.
What a command does lies in `houvast.commands`, one module each, loaded only when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from houvast import __version__
from houvast.commands.screen import LANGUAGES, Screen, hush, language, lenient_streams
from houvast.commands.usage import Parser, wished

OK, FINDING, WRONG_USE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit statuses. A finding is something wrong in what was read; wrong use is how the command was called."""

PERIODS = ("week", "month", "quarter", "year")
FORMATS = ("servicenow",)
"""Formats that `convert` knows; a test holds them equal to `houvast.convert.FORMATS`."""
LAYOUTS = ("md", "html", "pdf")
"""What `words` lays out; a test holds them equal to `houvast.commands.words.FORMATS`."""

Options = argparse.Namespace
AddOptions = Callable[[argparse.ArgumentParser], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status."""
    lenient_streams()
    given = list(sys.argv[1:] if argv is None else argv)
    lang, as_json = wished(given)
    screen = Screen(lang=lang, as_json=as_json)
    try:
        options = parser(only=given[0] if given else None).parse_args(given)
        screen = Screen(lang=options.lang, as_json=options.json, progress=options.progress)
        status = int(import_module(options.module).run(options, screen))
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as refusal:  # the last stop before the terminal: a message, whatever it was
        if os.environ.get("HOUVAST_DEBUG"):
            raise
        return _refused(refusal, screen)
    return status


def _refused(refusal: Exception, screen: Screen) -> int:
    try:
        return int(import_module("houvast.commands.refusals").told(refusal, screen))
    except BrokenPipeError:
        return _reader_left()


def _reader_left() -> int:
    """Leave quietly when whoever read our output stopped reading, as `head` does."""
    hush()
    return PIPE_CLOSED


def parser(*, only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of all commands; with the options of `only` one when it is named, which spares the others."""
    top = Parser(
        prog="houvast",
        description="Measure service level agreements: on files, or in a portal for you and your customers.",
        epilog="Exit status: 0 all well, 1 something is wrong in what was read, 2 wrong use.",
    )
    top.add_argument("--version", action="version", version=f"houvast {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for name, (module, says, add_options) in COMMANDS.items():
        command = commands.add_parser(name, help=says, description=says[0].upper() + says[1:] + ".")
        command.set_defaults(module=f"houvast.commands.{module}")
        if only in (None, name):
            add_options(command)
            _add_common(command)
    return top


def _add_common(command: argparse.ArgumentParser) -> None:
    common = command.add_argument_group("on every command")
    common.add_argument("--json", action="store_true", help="print one JSON document with the same content")
    common.add_argument("--lang", choices=LANGUAGES, default=language(), help="language of the text (%(default)s)")
    common.add_argument(
        "--progress", action="store_true", help="show progress on stderr, also when that is not a terminal"
    )


def _check(command: argparse.ArgumentParser) -> None:
    _add_agreement(command)
    command.add_argument("--strict", action="store_true", help="exit with 1 on warnings too")
    _add_below(command, "internal agreements and supplier contracts, in the order they work in: can they add up to it?")


def _schema(_command: argparse.ArgumentParser) -> None:
    """It has the common options only."""


def _due(command: argparse.ArgumentParser) -> None:
    _add_agreement(command)
    command.add_argument("--target", required=True, metavar="T", help="name of the target")
    command.add_argument("--priority", required=True, metavar="P", help="priority of the ticket")
    command.add_argument("--opened", required=True, metavar="AT", help="when it is reported, ISO 8601")
    for name in ("channel", "type", "service"):
        command.add_argument(f"--{name}", metavar="WORD", help=f"{name} of the ticket, where a clock asks for it")
    command.add_argument(
        "--attribute",
        action="append",
        default=[],
        metavar="NAME=WORD",
        help="anything else that the ticket says, such as impact=high; may be given again",
    )


def _words(command: argparse.ArgumentParser) -> None:
    _add_agreement(command)
    command.add_argument("--format", choices=LAYOUTS, help="md, html or pdf; without it what --out ends in, else md")
    command.add_argument("--year", type=int, metavar="YEAR", help="year of the holidays; those of the term by default")
    command.add_argument("--out", metavar="FILE", help="write to FILE: .md, .html or .pdf")


def _measure(command: argparse.ArgumentParser) -> None:
    _add_agreement(command)
    _add_events(command)
    _add_as_of(command)
    command.add_argument("--out", metavar="FILE", help="write every clock to FILE: .csv, .csv.gz, .parquet or .json")
    command.add_argument(
        "--per",
        nargs="?",
        const="agreed",
        choices=("agreed", *PERIODS),
        help="show each period too; without a word, the period that each target names",
    )
    command.add_argument("--by", choices=("team",), help="show whose time it was, and whose breaches")
    _add_below(command, "with --by team: internal agreements and contracts, which say who has a ticket")
    _add_against(command)


def _explain(command: argparse.ArgumentParser) -> None:
    _add_agreement(command)
    _add_events(command)
    command.add_argument("ticket", metavar="TICKET", help="as it stands in EVENTS")
    _add_as_of(command)
    command.add_argument("--target", metavar="T", help="only the clocks of one target")
    _add_below(command, "internal agreements and contracts, which say who has the ticket")


def _uptime(command: argparse.ArgumentParser) -> None:
    _add_agreement(command)
    command.add_argument("outages", metavar="OUTAGES", help="what happened to services: .csv, .csv.gz or .parquet")
    command.add_argument("--target", metavar="T", help="only one target on availability")
    _add_periods(command)
    _add_now(command)
    command.add_argument("--counters", metavar="FILE", help="requests and errors, where those are measured")
    command.add_argument("--probes", metavar="FILE", help="what probes found, where those are measured")
    command.add_argument("--events", metavar="EVENTS", help="ticket log, so that credits on tickets are reckoned too")
    _add_against(command)


def _indicators(command: argparse.ArgumentParser) -> None:
    _add_agreement(command)
    command.add_argument("readings", metavar="READINGS", help="what was read off: .csv, .csv.gz or .parquet")
    command.add_argument("--target", metavar="T", help="only one target on an indicator")
    _add_periods(command)
    _add_now(command)
    command.add_argument(
        "--outages",
        metavar="OUTAGES",
        help="what happened to services, where maintenance leaves readings out",
    )
    command.add_argument(
        "--beside", metavar="SLA", help="for an agreement of kind xla: is this one green while experience is red?"
    )
    command.add_argument("--events", metavar="EVENTS", help="with --beside: ticket log, for its targets on tickets")
    _add_prices(command)


def _duties(command: argparse.ArgumentParser) -> None:
    _add_agreement(command)
    command.add_argument("deeds", metavar="DEEDS", help="what was done about what: .csv, .csv.gz or .parquet")
    _add_now(command)
    _add_prices(command)


def _convert(command: argparse.ArgumentParser) -> None:
    command.add_argument("format", choices=FORMATS, metavar="FORMAT", help=f"one of: {', '.join(FORMATS)}")
    command.add_argument("file", metavar="FILE", help="the export, plain or gzipped")
    command.add_argument("--out", required=True, metavar="EVENTS", help="file to write: .csv, .csv.gz or .parquet")
    command.add_argument(
        "--timezone",
        metavar="ZONE",
        help="zone of the times in FILE, e.g. Europe/Amsterdam; without it they stay without offset, "
        "and are read in the agreement's zone",
    )


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="EVENTS: .csv, .csv.gz or .parquet")
    command.add_argument("--customer", required=True, metavar="C", help="short name (slug) or name of the customer")
    command.add_argument(
        "--source", metavar="NAME", default="file", help="where the events come from (default %(default)s)"
    )


def _up(command: argparse.ArgumentParser) -> None:
    from houvast import up  # brings a web client along, which no other command needs

    up.add_options(command)


def _add_against(command: argparse.ArgumentParser) -> None:
    """Add the other agreement, and what both need to reckon credits."""
    command.add_argument(
        "--against", metavar="OTHER", help="show only what comes out otherwise under another agreement file"
    )
    _add_prices(command)


def _add_prices(command: argparse.ArgumentParser) -> None:
    """Add what credits are reckoned from besides what was measured."""
    command.add_argument(
        "--fee", action="append", default=[], metavar="NAME=AMOUNT", help="price of a fee; may be given again"
    )
    command.add_argument(
        "--attribute",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="of the contract, where a credit asks for it; may be given again",
    )


def _add_periods(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--period",
        action="append",
        metavar="LABEL",
        help="2026-05, 2026-Q2, 2026-W20, 2026, …; may be given again; without it every period that the facts touch",
    )


def _add_now(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of", metavar="AT", help="moment to look from, ISO 8601; without it now; later facts are left out"
    )


def _add_agreement(command: argparse.ArgumentParser) -> None:
    command.add_argument("agreement", metavar="AGREEMENT", help="agreement file (YAML)")


def _add_below(command: argparse.ArgumentParser, says: str) -> None:
    command.add_argument("--with", nargs="+", default=[], dest="below", metavar="OLA", help=says)


def _add_events(command: argparse.ArgumentParser) -> None:
    command.add_argument("events", metavar="EVENTS", help="ticket log: .csv, .csv.gz or .parquet")


def _add_as_of(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of", required=True, metavar="AT", help="moment to look from, ISO 8601 or `now`; later events are left out"
    )


COMMANDS: dict[str, tuple[str, str, AddOptions]] = {
    "check": ("check", "read and check an agreement", _check),
    "schema": ("schema", "print the JSON Schema of agreements, for editors", _schema),
    "due": ("due", "simulate one ticket: when a promise is due, and why", _due),
    "words": ("words", "an agreement as a contract to read, in Dutch or English", _words),
    "measure": ("measure", "measure every clock of a ticket log", _measure),
    "explain": ("explain", "show every segment of a ticket's clocks", _explain),
    "uptime": ("uptime", "judge the availability of services, and the credits that follow", _uptime),
    "indicators": ("indicators", "judge what was read off, and the credits that follow", _indicators),
    "duties": ("duties", "judge what had to be done and by when, and the credits that follow", _duties),
    "convert": ("convert", "turn another system's export into EVENTS", _convert),
    "import": ("bring_in", "bring EVENTS into the portal; again and again without doubles", _import),
    "up": ("up", "start the portal with everything it needs", _up),
}
"""Name → module in `houvast.commands`, what it does, and what adds its options."""


if __name__ == "__main__":
    sys.exit(main())
