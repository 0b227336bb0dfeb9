"""`houvast words`: an agreement as a contract to read, clause by clause, in Dutch or English."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from houvast.commands import given
from houvast.commands.refusals import WrongUse
from houvast.commands.screen import Screen
from houvast.layout.contract import Contract
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.words.whole import document

OK = 0
MARKDOWN, HTML, PDF = FORMATS = ("md", "html", "pdf")
_FIRST_YEAR, _LAST_YEAR = 1950, 2199
_MOST_YEARS = 10


def run(options: Namespace, screen: Screen) -> int:
    """Show the agreement in words, or write it where --out says."""
    file, form = _where(options)
    if form == PDF and file is None and not screen.as_json and sys.stdout.isatty():
        raise WrongUse("pdf-on-terminal")
    agreement = given.agreement(options.agreement)
    first, last = _years(options.year, agreement)
    told = document(agreement, lang=screen.lang, year=first, until=last)
    contract = Contract(told, agreement.effective_from, agreement.sha256)
    if file is not None:
        _write(laid_out(contract, form), file)
    if screen.as_json:
        place = {"file": options.agreement, "sha256": agreement.sha256, "out": options.out}
        screen.show({**place, **_plain(told)}, ())
    elif file is None:
        screen.pour(laid_out(contract, form))
    return OK


def laid_out(contract: Contract, form: str) -> str | bytes:
    """Return a contract in a format; the library that a format needs is loaded only for it."""
    if form == PDF:
        from houvast.layout.pdf import pdf

        return pdf(contract)
    if form == HTML:
        from houvast.layout.page import page

        return page(contract).encode()
    from houvast.layout.markdown import markdown

    return markdown(contract)


# -- where to -----------------------------------------------------------------------------------------


def _where(options: Namespace) -> tuple[Path | None, str]:
    """Return the file to write, if any, and the format: the one asked for, else that of the file's name."""
    if options.out is None:
        return None, options.format or MARKDOWN
    from houvast.commands.given_files import out  # brings Polars along

    known = (options.format,) if options.format else FORMATS
    file = out(options.out, tuple(f".{each}" for each in known), read=(options.agreement,))
    return file, next(each for each in known if file.name.lower().endswith(f".{each}"))


def _write(content: str | bytes, file: Path) -> None:
    from houvast.files.writing import replacing

    with replacing(file) as part:
        part.write_bytes(content.encode() if isinstance(content, str) else content)


# -- the years of the holidays ------------------------------------------------------------------------


def _years(asked: int | None, agreement: Agreement) -> tuple[int, int]:
    """Return the first and last year of the holidays: the year asked for, else those of the term."""
    if asked is None:
        today = datetime.now(UTC).astimezone(ZoneInfo(agreement.timezone)).date()
        return years_of(agreement, today=today)
    if not _FIRST_YEAR <= asked <= _LAST_YEAR:
        raise WrongUse("bad-year", year=asked, first=_FIRST_YEAR, last=_LAST_YEAR)
    return asked, asked


def years_of(agreement: Agreement, *, today: date) -> tuple[int, int]:
    """
    Return the first and last year of a term, at most ten.

    An agreement without end is listed for the year of `today` and the next, or for the first two of its own.
    """
    first = agreement.effective_from.year
    if agreement.effective_until is None:
        present = max(first, today.year)
        return present, present + 1
    return first, min(agreement.effective_until.year, first + _MOST_YEARS - 1)


# -- as a document ------------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    """Return values as JSON knows them; a figure says its kind."""
    if is_dataclass(value):
        kind = {"kind": value.kind} if hasattr(value, "kind") else {}
        return kind | {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
