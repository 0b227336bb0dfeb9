"""Files of facts with a row for each: read, without double rows, refused with everything that is wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import polars as pl

from houvast.files.events_in import dense
from houvast.files.findings import BadFile, Finding, Findings
from houvast.files.parquet import is_parquet, parquet_frames
from houvast.files.places import located
from houvast.files.records import Progress
from houvast.files.table import LINE, RowFindings, frames
from houvast.sla.events import Column

TIMES = ("at", "start", "end", "announced_at", "detected_at", "reported_at", "done_at")
"""Columns that hold instants, in whatever file."""

Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class Read(Generic[Table]):
    """
    A file, as read.

    rows        that it holds, double ones left out
    duplicates  rows left out because an earlier row is the same in every column that is looked at
    """

    table: Table
    rows: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Facts:
    """
    One file: where it is, and which columns of it are looked at.

    zone     where times without offset are wall time: the agreement's
    needed   columns that must be there
    also     columns that are looked at where they are there; None for all of them
    one_of   of these columns at least one must be there; `without` is the code of the finding when none is
    """

    path: Path
    zone: str
    needed: Collection[str]
    also: Collection[str] | None
    progress: Progress | None = None
    one_of: Collection[str] = ()
    without: str = ""

    def read(self, tabled: Callable[[pl.DataFrame, str, RowFindings], Table]) -> Read[Table]:
        """
        Return the table that `tabled` makes of the words of the file.

        Raises BadFile with everything that is wrong, OSError when the file cannot be read.
        """
        try:
            return self._read(tabled)
        except BadFile as refusal:
            raise located(refusal) from None

    def _read(self, tabled: Callable[[pl.DataFrame, str, RowFindings], Table]) -> Read[Table]:
        words = self._words()
        kept = words.unique(subset=[name for name in words.columns if name != LINE], keep="first", maintain_order=True)
        findings, wrong = Findings(self.path), RowFindings(kept[LINE])
        table = tabled(kept, self.zone, wrong)
        wrong.report(findings)
        findings.refuse()
        return Read(table, len(kept), len(words) - len(kept))

    def _words(self) -> pl.DataFrame:
        findings = Findings(self.path)
        wanted = None if self.also is None else (*self.needed, *self.also)
        if is_parquet(self.path):
            parts = list(parquet_frames(self.path, findings, required=self.needed, times=TIMES))
        else:
            parts = list(frames(self.path, findings, required=self.needed, wanted=wanted, progress=self.progress))
        findings.refuse()
        words = pl.concat(parts)
        if self.one_of and not set(self.one_of) & set(words.columns):
            findings.add(Finding(1, self.without))
        findings.refuse()
        kept = (LINE, *(words.columns if wanted is None else wanted))
        return words.select(name for name in dict.fromkeys(kept) if name in words.columns)


def column(words: pl.Series) -> Column:
    """Return words as codes."""
    values, codes = dense(words)
    return Column(codes, values)
