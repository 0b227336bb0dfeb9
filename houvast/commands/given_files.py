"""Event files, moments and outputs that were given on the command line, read or refused."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection
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


def events(path: str, zone: str, screen: Screen, *, also: Collection[str] = (), for_portal: bool = False) -> EventLog:
    """
    Return the events in a file, with progress when it is long; raise BadFile, OSError.

    also        further attributes that the agreement knows
    for_portal  keep every column, and let tickets be merged into one that only the portal has
    """
    with screen.reading(path, Path(path).stat().st_size) as progress:
        return events_in.read(
            Path(path), zone=zone, also=also, whole=for_portal, elsewhere=for_portal, progress=progress
        )


def moment(text: str, zone: str, option: str, lang: str) -> datetime:
    """Return an ISO 8601 time; without offset in `zone`. `--as-of now` is this moment. Raise WrongUse."""
    if text == NOW and option == "--as-of":
        return datetime.now(UTC).replace(microsecond=0)
    found = instants.read(pl.Series([text]), zone)
    if found.wrong[0]:
        raise WrongUse("bad-moment", option=option, why=instants.why_not(text).text(lang))
    return instant(int(found.at[0]))


def out(path: str, endings: tuple[str, ...], *, read: Collection[str]) -> Path:
    """Return where to write; raise UnknownEnding, WrongUse or OSError before any work is done."""
    given = Path(path)
    ending(given, endings)
    folder = given.resolve().parent
    if not folder.is_dir():
        raise WrongUse("no-folder", folder=str(given.parent))
    if given.exists() and not given.is_file():
        raise WrongUse("not-a-file", file=path)
    if given.exists() and any(given.samefile(other) for other in read):
        raise WrongUse("same-file", file=path)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    return given
