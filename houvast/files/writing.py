"""Files out: whole or not at all, in the format that their name says."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from houvast.files.endings import TABLES, ending

_COMPRESSION = 6


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """
    Give a path beside `path` to write to, which takes its place when all went well and is removed when not.

    Raises OSError when the folder is missing or the disk is full; then nothing is changed.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_table(table: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV, gzipped CSV or Parquet, by the ending; null is an empty cell."""
    form = ending(path, TABLES)
    with replacing(path) as part:
        if form == ".parquet":
            table.write_parquet(part)
        elif form == ".csv":
            table.write_csv(part)
        else:
            # No name and no moment inside, so that equal tables give equal files.
            with part.open("wb") as raw, gzip.GzipFile("", "wb", _COMPRESSION, raw, mtime=0) as archive:
                table.write_csv(archive)  # type: ignore[call-overload]
