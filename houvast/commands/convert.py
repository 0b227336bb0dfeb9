"""`houvast convert`: another system's export becomes an EVENTS file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import RenderableType

from houvast.commands import given
from houvast.commands.given_files import out
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import LEFT, RIGHT, add, heading, line, table
from houvast.commands.wording import Wording
from houvast.convert import convert
from houvast.files.endings import TABLES
from houvast.files.writing import write_table

_TITLE = {
    "en": "%(events)s of %(tickets)s written to %(file)s",
    "nl": "%(events)s van %(tickets)s geschreven naar %(file)s",
}
_TIMES = {
    "en": ("times without offset, as in the export", "times in UTC, read in %(zone)s"),
    "nl": ("tijden zonder tijdzone, zoals in de export", "tijden in UTC, gelezen in %(zone)s"),
}
_HEADER = {"en": ("Event", "Count"), "nl": ("Gebeurtenis", "Aantal")}


def run(options: Namespace, screen: Screen) -> int:
    """Convert, write, and show how many events of which kind there are."""
    zone = given.zone(options.timezone) if options.timezone else None
    file = out(options.out, TABLES, read=(options.file,))
    with screen.reading(options.file, Path(options.file).stat().st_size) as progress:
        events = convert(options.format, Path(options.file), zone=zone, progress=progress)
    write_table(events, file)
    screen.show(_document(events, options), _text(events, options, screen.lang))
    return 0


def _counts(events: pl.DataFrame) -> dict[str, int]:
    return dict(events["event"].value_counts(sort=True).rows())


def _document(events: pl.DataFrame, options: Namespace) -> dict[str, Any]:
    return {
        "format": options.format,
        "file": options.file,
        "out": options.out,
        "timezone": options.timezone,
        "tickets": events["ticket"].n_unique(),
        "rows": len(events),
        "events": _counts(events),
    }


def _text(events: pl.DataFrame, options: Namespace, lang: str) -> Iterator[RenderableType]:
    wording = Wording(lang)
    tickets = wording.count(events["ticket"].n_unique(), "ticket")
    values = {"events": wording.count(len(events), "event"), "tickets": tickets, "file": options.out}
    yield heading(plain(_TITLE[lang] % values))
    yield line(_TIMES[lang][options.timezone is not None] % {"zone": options.timezone})
    yield line()
    made = table(_HEADER[lang], (LEFT, RIGHT))
    for word, count in _counts(events).items():
        add(made, [word, wording.number(count)])
    yield made
