"""
READINGS → the table that targets on indicators are judged by.

CSV (plain or gzipped) or Parquet. Any column that is not named here is an attribute of the reading. A file with only a
header is a fact too: nothing was read. docs/reference/files.md lists the columns.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from houvast.files.cells import moments
from houvast.files.findings import Finding
from houvast.files.records import Progress
from houvast.files.rows_in import Facts, Read, column
from houvast.files.table import LINE, RowFindings
from houvast.sla.agreement.amounts import length
from houvast.sla.events import UNSAID, Column
from houvast.sla.readings import MILLION, MOST, OWN, Readings
from houvast.sla.terms import NEVER

READINGS = ("indicator", "at", "value")

_NUMBER = r"^([+-]?)([0-9]{1,12})(?:\.([0-9]{1,6}))?$"
_DECIMALS = 6


def readings(path: Path, *, zone: str, progress: Progress | None = None) -> Read[Readings]:
    """
    Return the readings of a file; an empty `value` was asked, and not answered.

    zone  where times without offset are wall time: the agreement's
    Raises BadFile with everything that is wrong, OSError when the file cannot be read.
    """
    return Facts(path, zone, READINGS, None, progress).read(_readings)


def _readings(words: pl.DataFrame, zone: str, wrong: RowFindings) -> Readings:
    wrong.empty(words["indicator"])
    return Readings.columns(
        column(words["indicator"]),
        moments(words["at"], zone, wrong),
        _millionths(words["value"], wrong),
        _millionths(words["of"], wrong) if "of" in words.columns else np.full(len(words), NEVER),
        column(words["cause"]) if "cause" in words.columns else _unsaid(len(words)),
        {name: column(words[name]) for name in words.columns if name not in (*OWN, LINE)},
    )


def _unsaid(rows: int) -> Column:
    return Column(np.full(rows, UNSAID, dtype=np.int32), ())


def _millionths(words: pl.Series, wrong: RowFindings) -> NDArray[np.int64]:
    """Return numbers, and lengths of time in seconds, in millionths; NEVER where nothing is written."""
    numbers = _numbers(words)
    others = words.filter(numbers.is_null() & words.is_not_null()).unique().to_list()
    lengths = words.replace_strict({word: _seconds(word) for word in others}, default=None, return_dtype=pl.Int64)
    found = numbers.fill_null(lengths)
    bad = words.is_not_null() & found.is_null()
    wrong.rows(bad, lambda row, line: Finding(line, "not-a-value", {"word": words[row][:60]}, words.name))
    return found.fill_null(NEVER).to_numpy()


def _numbers(words: pl.Series) -> pl.Series:
    """Return numbers in millionths, without a detour over floating point; null for what is none."""
    sign, whole, part = (words.str.extract(_NUMBER, group) for group in (1, 2, 3))
    size = (whole + part.fill_null("").str.pad_end(_DECIMALS, "0")).cast(pl.Int64)
    return pl.select(pl.when(sign == "-").then(-size).otherwise(size)).to_series()


def _seconds(word: str) -> int | None:
    """Return a length of time such as `4m30s` in millionths of a second; None for what is none."""
    found = length(word)  # its unit, the microsecond, is what a second has a million of too
    return int(found) if found is not None and found <= MOST * MILLION else None
