"""Files out: whole or not at all, in the format that their name says."""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl

from houvast.files.endings import TABLES, ending

_COMPRESSION = 6


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """
    Give a path beside `path` to write to, which takes its place when all went well and is removed when not.

    A link stays a link: what it points to is replaced. Raises OSError that names `path` when the folder is missing
    or the disk is full; then nothing is changed.
    """
    place = path.resolve()
    part = place.with_name(f".{os.getpid()}.part")
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        if place.exists():
            shutil.copymode(place, part)
        part.replace(place)
    except (OSError, pl.exceptions.PolarsError) as refusal:
        number = _os_error(refusal)
        if number is None:
            raise
        raise OSError(number, os.strerror(number), str(path)) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _os_error(refusal: Exception) -> int | None:
    """Return the number of what the system refused; Polars only puts it in words."""
    said = re.search(r"\(os error ([0-9]+)\)", str(refusal))
    return int(said.group(1)) if said else getattr(refusal, "errno", None)


def write_table(table: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV, gzipped CSV or Parquet, by the ending; null is an empty cell."""
    form = ending(path, TABLES)
    with replacing(path) as part, part.open("wb") as raw:
        if form == ".parquet":
            table.write_parquet(raw)
        elif form == ".csv":
            table.write_csv(raw)
        else:
            # No name and no moment inside, so that equal tables give equal files.
            with gzip.GzipFile("", "wb", _COMPRESSION, raw, mtime=0) as archive:
                table.write_csv(archive)  # type: ignore[call-overload]
