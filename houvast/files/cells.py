"""Columns of words → columns of instants, codes and numbers; what cannot be read is a finding with its place."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from houvast.files import instants
from houvast.files.findings import Finding
from houvast.files.table import RowFindings
from houvast.sla.agreement.findings import nearest
from houvast.sla.terms import NEVER, Micros

UNREAD = -1
"""The code of a word that is none of those known."""


def moments(written: pl.Series, zone: str, wrong: RowFindings, *, needed: bool = True) -> Micros:
    """
    Return the instants of a column: words in ISO 8601, or timestamps of a Parquet file.

    zone    where what has no offset is wall time
    needed  an empty cell is a finding; else it is NEVER
    """
    if needed:
        wrong.empty(written)
    if isinstance(written.dtype, pl.Datetime):
        found = _typed(written, written.dtype, zone, wrong)
    else:
        found = _written(written, zone, wrong)
    found[written.is_null().to_numpy()] = NEVER
    return found


def _written(written: pl.Series, zone: str, wrong: RowFindings) -> Micros:
    found = instants.read(written, zone)
    bad = pl.Series(found.wrong) & written.is_not_null()
    wrong.rows(bad, lambda row, line: instants.why_not(written[row], line=line, cell=written.name))
    return found.at


def _typed(written: pl.Series, dtype: pl.Datetime, zone: str, wrong: RowFindings) -> Micros:
    """Return the instants of a Parquet column of timestamps; those without zone are wall time."""
    count = written.to_physical().fill_null(0).to_numpy()
    at, far_away = instants.counted(count, dtype.time_unit)

    def unlikely(row: int, line: int) -> Finding:
        moment = str(np.datetime64(int(count[row]), dtype.time_unit))
        return instants.outside_the_years(moment, line=line, cell=written.name)

    wrong.rows(pl.Series(far_away), unlikely)
    return at.copy() if dtype.time_zone else instants.localised(at, zone)


def codes(words: pl.Series, known: Mapping[str, int], wrong: RowFindings, code: str) -> NDArray[np.int8]:
    """Return the code of each word; a word that is not known is a finding of this `code`, and UNREAD."""
    found = words.str.to_lowercase().replace_strict(known, default=UNREAD, return_dtype=pl.Int8)

    def unknown(row: int, line: int) -> Finding:
        word = words[row]
        values = {"word": word[:60], "guess": nearest(word, list(known)), "known": ", ".join(known)}
        return Finding(line, code, values, words.name)

    wrong.rows((found == UNREAD) & words.is_not_null(), unknown)
    return found.fill_null(UNREAD).to_numpy()
