"""Parquet files as tables of words; only columns of instants may keep a type of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import polars as pl

from houvast.files.findings import Finding, Findings
from houvast.files.table import LINE, check_header, trimmed

_MAGIC = b"PAR1"
_TIMES = (pl.Datetime,)
_AT = ("at",)


def is_parquet(path: Path) -> bool:
    """Return whether a file is Parquet, by its first bytes. Raises OSError when it cannot be read."""
    if not path.is_file():
        return path.suffix == ".parquet"
    with path.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC


def parquet_frames(
    path: Path, findings: Findings, *, required: Collection[str], times: Collection[str] = _AT
) -> Iterator[pl.DataFrame]:
    """
    Return the rows of a Parquet file as words; `line` is the row.

    times  columns of instants: timestamps in them are left as they are
    """
    try:
        read = _table(path)
    except _Damaged as refusal:
        findings.add(Finding(0, "not-parquet", {"reason": str(refusal)}))
        return
    names = [name.strip().lower() for name in read.columns]
    check_header(names, required, findings)
    if findings:
        return
    read.columns = names
    lines = pl.Series(LINE, range(1, len(read) + 1), dtype=pl.Int64)
    yield read.select(_words(read[name], times) for name in names).with_columns(lines)


class _Damaged(ValueError):
    """The bytes are not those of a Parquet file; the text says what the reader stumbled over."""


def _table(path: Path) -> pl.DataFrame:
    """Return the columns of a file; raise _Damaged, OSError."""
    try:
        return pl.read_parquet(path)
    except pl.exceptions.PolarsError as refusal:
        raise _Damaged(_first_line(refusal)) from None
    except BaseException as refusal:
        # Where the reader did not expect damage it panics, and a panic is no Exception. Its class cannot be imported.
        if type(refusal).__name__ != "PanicException":
            raise
        raise _Damaged(_first_line(refusal)) from None


def _first_line(refusal: BaseException) -> str:
    return (str(refusal).splitlines() or [type(refusal).__name__])[0][:200]


def _words(column: pl.Series, times: Collection[str]) -> pl.Series:
    if column.name in times and isinstance(column.dtype, _TIMES):
        return column
    words = pl.DataFrame({column.name: _as_words(column)})
    return words.select(trimmed(pl.col(column.name))).to_series()


def _as_words(column: pl.Series) -> pl.Series:
    """Return a column of any type as words; what has no words of its own (lists, bytes, lengths) as Python shows it."""
    if column.dtype.is_nested():
        return _shown(column)
    try:
        return column.cast(pl.String, strict=False)
    except pl.exceptions.PolarsError:
        return _shown(column)


def _shown(column: pl.Series) -> pl.Series:
    shown = [None if value is None else str(value) for value in column.to_list()]
    return pl.Series(column.name, shown, dtype=pl.String)
