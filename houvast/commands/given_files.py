"""Event files, moments and outputs that were given on the command line, read or refused."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from houvast.commands.refusals import WrongUse
from houvast.commands.screen import Screen
from houvast.files import events_in, instants
from houvast.files.endings import ending
from houvast.files.events_in import EventLog
from houvast.sla.terms import instant

NOW = "now"


def events(path: str, zone: str, screen: Screen, *, whole: bool = False) -> EventLog:
    """Return the events in a file, with progress when it is long; raise BadFile, OSError."""
    with screen.reading(path, Path(path).stat().st_size) as progress:
        return events_in.read(Path(path), zone=zone, whole=whole, progress=progress)


def moment(text: str, zone: str, option: str, lang: str) -> datetime:
    """Return an ISO 8601 time; without offset in `zone`. `--as-of now` is this moment. Raise WrongUse."""
    if text == NOW and option == "--as-of":
        return datetime.now(UTC).replace(microsecond=0)
    found = instants.read(pl.Series([text]), zone)
    if found.wrong[0]:
        raise WrongUse("bad-moment", option=option, why=instants.why_not(text).text(lang))
    return instant(int(found.at[0]))


def out(path: str, endings: tuple[str, ...], *, read: str) -> Path:
    """Return where to write; raise UnknownEnding or WrongUse before any work is done."""
    given = Path(path)
    ending(given, endings)
    if not given.resolve().parent.is_dir():
        raise WrongUse("no-folder", folder=str(given.parent))
    if given.exists() and given.samefile(read):
        raise WrongUse("same-file", file=path)
    return given
