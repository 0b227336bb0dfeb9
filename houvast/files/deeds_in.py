"""
DEEDS → what is known of each occasion of a duty.

CSV (plain or gzipped) or Parquet with the columns `duty, about, at, done_at`. docs/reference/files.md says what they
hold.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl

from houvast.files.cells import moments
from houvast.files.findings import Finding
from houvast.files.records import Progress
from houvast.files.rows_in import Facts, Read
from houvast.files.table import RowFindings
from houvast.sla.agreement.findings import nearest
from houvast.sla.agreement.model import Agreement
from houvast.sla.duty import Deed, has_period
from houvast.sla.terms import NEVER, Micros, instant

DEEDS = ("duty", "about", "at", "done_at")
_SHOWN = 20


def deeds(path: Path, agreement: Agreement, *, progress: Progress | None = None) -> Read[list[Deed]]:
    """
    Return the deeds of a file; an empty `done_at` is what has not been done.

    Duties that the agreement does not have, periods that a duty does not have and events without an instant are
    findings: what nobody looks at would be judged as not done. Raises BadFile with everything that is wrong, OSError
    when the file cannot be read.
    """

    def tabled(words: pl.DataFrame, zone: str, wrong: RowFindings) -> list[Deed]:
        for name in ("duty", "about"):
            wrong.empty(words[name])
        at = _instants(moments(words["at"], zone, wrong, needed=False))
        done = _instants(moments(words["done_at"], zone, wrong, needed=False))
        _check(words, agreement, wrong)
        rows = zip(words["duty"].to_list(), words["about"].to_list(), at, done, strict=True)
        return [Deed(duty or "", about or "", event, done_at) for duty, about, event, done_at in rows]

    return Facts(path, agreement.timezone, DEEDS, (), progress).read(tabled)


def _instants(moments: Micros) -> list[datetime | None]:
    return [None if moment == NEVER else instant(moment) for moment in moments.tolist()]


def _check(words: pl.DataFrame, agreement: Agreement, wrong: RowFindings) -> None:
    """Report what no duty of the agreement is about."""
    found = [
        _wrong(agreement, duty, about, is_timed=at is not None)
        for duty, about, at in zip(
            words["duty"].to_list(), words["about"].to_list(), words["at"].to_list(), strict=True
        )
    ]

    def finding(row: int, line: int) -> Finding:
        code, cell = found[row] or ("", "")
        return Finding(line, code, _values(agreement, words["duty"][row], words["about"][row]), cell)

    wrong.rows(pl.Series([each is not None for each in found], dtype=pl.Boolean), finding)


def _wrong(agreement: Agreement, duty: str | None, about: str | None, *, is_timed: bool) -> tuple[str, str] | None:
    """Return the code and the cell of what is wrong with a row; None where nothing is, or a cell is empty."""
    if duty is None or about is None:
        return None
    known = agreement.duties.get(duty)
    if known is None:
        return "unknown-duty", "duty"
    if known.every is None:
        return None if is_timed else ("no-event", "at")
    return None if has_period(agreement, known, about) else ("no-period", "about")


def _values(agreement: Agreement, duty: str, about: str) -> dict[str, str | None]:
    known = list(agreement.duties)
    if duty in known:
        return {"name": duty, "word": about[:60], "event": agreement.duties[duty].event}
    return {"word": duty[:60], "known": ", ".join(known[:_SHOWN]) or "-", "guess": nearest(duty, known)}
