"""Parquet files as tables of words; only `at` may keep a type of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import polars as pl

from houvast.files.findings import Finding, Findings
from houvast.files.table import LINE, check_header, trimmed

_MAGIC = b"PAR1"
_TIMES = (pl.Datetime,)


def is_parquet(path: Path) -> bool:
    """Return whether a file is Parquet, by its first bytes. Raises OSError when it cannot be read."""
    if not path.is_file():
        return path.suffix == ".parquet"
    with path.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC


def parquet_frames(path: Path, findings: Findings, *, required: Collection[str]) -> Iterator[pl.DataFrame]:
    """Return the rows of a Parquet file as words, with timestamps in `at` left as they are; `line` is the row."""
    try:
        read = pl.read_parquet(path)
    except pl.exceptions.PolarsError as refusal:
        findings.add(Finding(0, "not-parquet", {"reason": str(refusal).splitlines()[0][:200]}))
        return
    names = [name.strip().lower() for name in read.columns]
    check_header(names, required, findings)
    if findings:
        return
    read.columns = names
    lines = pl.Series(LINE, range(1, len(read) + 1), dtype=pl.Int64)
    yield read.select(_words(read[name]) for name in names).with_columns(lines)


def _words(column: pl.Series) -> pl.Series:
    if column.name == "at" and isinstance(column.dtype, _TIMES):
        return column
    words = column.cast(pl.String, strict=False) if not column.dtype.is_nested() else column.map_elements(str)
    return pl.DataFrame({column.name: words}).select(trimmed(pl.col(column.name))).to_series()
