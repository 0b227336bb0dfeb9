"""Clocks → CSV, Parquet or JSON: one row a clock, in the columns of DESIGN §5."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from houvast.files import instants
from houvast.files.endings import TABLES, ending
from houvast.files.writing import replacing, write_table
from houvast.sla.clock import Clocks
from houvast.sla.terms import NEVER, SECOND, Micros, State, Verdict

ENDINGS = (*TABLES, ".json")
COLUMNS = (
    "ticket",
    "target",
    "cycle",
    "priority",
    "state",
    "verdict",
    "started_at",
    "due_at",
    "stopped_at",
    "verdict_at",
    "elapsed_seconds",
    "paused_seconds",
    "promised_seconds",
)
_AT_ONCE = 100_000


def write(clocks: Clocks, path: Path) -> None:
    """
    Write clocks to a file, in the format its ending says.

    Instants are ISO 8601 in UTC (timestamps in Parquet), empty or null where there is none; lengths are seconds,
    with a fraction only where there is one. Raises UnknownEnding, OSError.
    """
    form = ending(path, ENDINGS)
    if form == ".json":
        _write_json(clocks, path)
    else:
        write_table(table(clocks, typed=form == ".parquet"), path)


def table(clocks: Clocks, *, typed: bool) -> pl.DataFrame:
    """Return the clocks, ticket by ticket; `typed` for timestamps and floats, otherwise as the words of a CSV file."""
    instant = _timestamps if typed else instants.written
    length = _float_seconds if typed else _seconds
    columns = [
        _words(clocks.ticket, clocks.tickets),
        _words(clocks.target, clocks.targets),
        pl.Series(clocks.cycle).cast(pl.Int32),
        _words(clocks.priority, clocks.priorities),
        _words(clocks.state, [state.word for state in State]),
        _words(clocks.verdict, [verdict.word for verdict in Verdict]),
        *[instant(at) for at in (clocks.started_at, clocks.due_at, clocks.stopped_at, clocks.verdict_at)],
        *[length(micros) for micros in (clocks.elapsed, clocks.paused, clocks.promised)],
    ]
    named = pl.DataFrame([column.alias(name) for name, column in zip(COLUMNS, columns, strict=True)])
    return named[np.lexsort((clocks.cycle, clocks.target, clocks.ticket))]


def _words(codes: NDArray[np.signedinteger], names: Sequence[str]) -> pl.Series:
    known = pl.Series(names, dtype=pl.String)
    return known.gather(pl.Series(codes).cast(pl.UInt32)) if len(codes) else known.head(0)


def _timestamps(at: Micros) -> pl.Series:
    return _or_null(pl.Series("at", at), at).cast(pl.Datetime("us", "UTC"))


def _float_seconds(length: Micros) -> pl.Series:
    return _or_null(pl.Series("length", length / SECOND), length)


def _seconds(length: Micros) -> pl.Series:
    """Return lengths as whole numbers, or with six decimals less their trailing zeros where they are not whole."""
    whole = pl.Series("length", length // SECOND).cast(pl.String)
    rest = pl.Series("rest", length % SECOND)
    fraction = pl.DataFrame(rest).select("." + pl.col("rest").cast(pl.String).str.zfill(6).str.strip_chars_end("0"))
    words = pl.DataFrame([whole, rest, fraction.to_series().alias("fraction")])
    exact = pl.when(pl.col("rest") == 0).then(pl.col("length")).otherwise(pl.col("length") + pl.col("fraction"))
    return _or_null(words.select(exact).to_series(), length)


def _or_null(column: pl.Series, where: Micros) -> pl.Series:
    return column.set(pl.Series(where == NEVER), None) if (where == NEVER).any() else column


def _write_json(clocks: Clocks, path: Path) -> None:
    """Write one array, an object a line; lengths are numbers."""
    lengths = COLUMNS[-3:]
    words = table(clocks, typed=False)
    with replacing(path) as part, part.open("w", encoding="utf-8") as out:
        opening = "["
        for piece in words.iter_slices(_AT_ONCE):
            for row in piece.iter_rows(named=True):
                row.update({name: number(row[name]) for name in lengths})
                out.write(f"{opening}\n{json.dumps(row, ensure_ascii=False)}")
                opening = ","
        out.write("[]\n" if opening == "[" else "\n]\n")


def number(seconds: str | None) -> int | float | None:
    """Return written seconds as the number JSON shows."""
    if seconds is None:
        return None
    return float(seconds) if "." in seconds else int(seconds)
