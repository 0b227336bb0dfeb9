"""
OUTAGES, counters and probes → the tables that availability is judged by.

CSV (plain or gzipped) or Parquet. A file with only a header is a fact too: nothing happened. Any column that is not
named here is not looked at. docs/reference/files.md lists the columns.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from houvast.files.cells import UNREAD, codes, moments
from houvast.files.findings import Finding
from houvast.files.records import Progress
from houvast.files.rows_in import Facts, Read, column
from houvast.files.table import RowFindings, whole_numbers
from houvast.sla.agreement.amounts import length
from houvast.sla.outages import ALL_USERS, Counters, OutageKind, Outages, Probes, ProbeState
from houvast.sla.terms import DAY, NEVER, Micros

OUTAGES = ("service", "start", "end", "kind")
ALSO_OF_OUTAGES = ("cause", "announced_at", "share", "evidence", "detected_at", "reported_at")
COUNTERS = ("service", "at", "length", "requests")
COUNTED = ("errors", "answer")
"""One of these says which of the requests failed: how many, or the answer that a row counts."""

PROBES = ("service", "at", "state")
_KINDS = {kind.word: int(kind) for kind in OutageKind}
_STATES = {state.word: int(state) for state in ProbeState}
_LONGEST = 366 * DAY
"""A slot of counters that is longer is a slip of the pen."""

_SHARE = r"^[0-9]{1,3}(\.[0-9]{1,18})? ?%?$"


def outages(path: Path, *, zone: str, progress: Progress | None = None) -> Read[Outages]:
    """
    Return the outages of a file; an empty `end` is what still goes on.

    zone  where times without offset are wall time: the agreement's
    Raises BadFile with everything that is wrong, OSError when the file cannot be read.
    """
    return Facts(path, zone, OUTAGES, ALSO_OF_OUTAGES, progress).read(_outages)


def counters(path: Path, *, zone: str, progress: Progress | None = None) -> Read[Counters]:
    """Return the requests and errors, or answers, of slots of time, as `outages` does."""
    return Facts(path, zone, COUNTERS, COUNTED, progress, one_of=COUNTED, without="no-errors").read(_counters)


def probes(path: Path, *, zone: str, progress: Progress | None = None) -> Read[Probes]:
    """Return what probes found, as `outages` does."""
    return Facts(path, zone, PROBES, (), progress).read(_probes)


# -- tables ---------------------------------------------------------------------------------------------


def _outages(words: pl.DataFrame, zone: str, wrong: RowFindings) -> Outages:
    wrong.empty(words["service"])
    start, end = moments(words["start"], zone, wrong), moments(words["end"], zone, wrong, needed=False)
    wrong.empty(words["kind"])
    kind = codes(words["kind"], _KINDS, wrong, "unknown-kind")
    backwards = (start != NEVER) & (end != NEVER) & (end < start)
    wrong.rows(pl.Series(backwards), lambda _, line: Finding(line, "ends-before", cell="end"))

    def instants(name: str) -> Micros | None:
        return moments(words[name], zone, wrong, needed=False) if name in words.columns else None

    return Outages.columns(
        column(words["service"]),
        start,
        np.where(backwards, NEVER, end),
        kind,
        cause=column(words["cause"]) if "cause" in words.columns else None,
        announced_at=instants("announced_at"),
        detected_at=instants("detected_at"),
        reported_at=instants("reported_at"),
        share=_shares(words["share"], wrong) if "share" in words.columns else None,
        evidence=column(words["evidence"]) if "evidence" in words.columns else None,
    )


def _counters(words: pl.DataFrame, zone: str, wrong: RowFindings) -> Counters:
    wrong.empty(words["service"])
    requests, errors = _counts(words["requests"], wrong), _errors(words, wrong)
    more = pl.Series((requests >= 0) & (errors > requests))
    wrong.rows(more, lambda _, line: Finding(line, "more-errors", cell="errors"))
    at, slot = moments(words["at"], zone, wrong), _lengths(words["length"], wrong)
    answer = column(words["answer"]) if "answer" in words.columns else None
    return Counters.columns(column(words["service"]), at, slot, requests, errors, answer=answer)


def _errors(words: pl.DataFrame, wrong: RowFindings) -> NDArray[np.int64]:
    """Return how many requests failed; none of a row that says which answer it counts."""
    if "errors" not in words.columns:
        return np.zeros(len(words), dtype=np.int64)
    if "answer" not in words.columns:
        return _counts(words["errors"], wrong)
    return _counts(words["errors"].fill_null("0"), wrong)


def _probes(words: pl.DataFrame, zone: str, wrong: RowFindings) -> Probes:
    wrong.empty(words["service"])
    wrong.empty(words["state"])
    state = codes(words["state"], _STATES, wrong, "unknown-state")
    return Probes.columns(column(words["service"]), moments(words["at"], zone, wrong), state)


# -- cells ----------------------------------------------------------------------------------------------


def _shares(words: pl.Series, wrong: RowFindings) -> Micros:
    """Return shares of users in millionths: written as `0.25` or `25%`."""
    written = words.str.contains(_SHARE).fill_null(False)
    percent = words.str.ends_with("%").fill_null(False)
    number = words.str.strip_chars(" %").cast(pl.Float64, strict=False).fill_null(0.0)
    share = pl.select(pl.when(percent).then(number / 100).otherwise(number)).to_series()
    bad = words.is_not_null() & (~written | (share > 1))
    wrong.rows(bad, lambda row, line: Finding(line, "not-a-share", {"word": words[row][:60]}, words.name))
    millionths = (share * ALL_USERS).round().cast(pl.Int64)
    return np.where((words.is_null() | bad).to_numpy(), NEVER, millionths.to_numpy())


def _counts(words: pl.Series, wrong: RowFindings) -> NDArray[np.int64]:
    """Return whole numbers that are not negative; UNREAD where there is none."""
    wrong.empty(words)
    found = whole_numbers(words, wrong)
    wrong.rows((found < 0).fill_null(False), lambda _, line: Finding(line, "negative", cell=words.name))
    return found.fill_null(UNREAD).to_numpy()


def _lengths(words: pl.Series, wrong: RowFindings) -> Micros:
    """Return lengths such as `5m` or `1h30m` in microseconds."""
    wrong.empty(words)
    known = {word: length(word) for word in words.drop_nulls().unique().to_list()}
    found = [int(each) if (each := known.get(word)) and each <= _LONGEST else 0 for word in words.to_list()]
    bad = words.is_not_null() & (pl.Series(found, dtype=pl.Int64) == 0)
    wrong.rows(bad, lambda row, line: Finding(line, "not-a-length", {"word": words[row][:60]}, words.name))
    return np.array(found, dtype=np.int64)
