"""Columns of codes and flags: the few things the engine does to them, over and over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla.events import Column, Rows

Flags = NDArray[np.bool_]


def flags(which: Iterable[int], size: int) -> Flags:
    """Return a look-up table by code, true for some; the last place is for UNSAID."""
    return _table(frozenset(which), size)


@lru_cache(maxsize=1024)
def _table(which: frozenset[int], size: int) -> Flags:
    table = np.zeros(size + 1, dtype=bool)
    table[list(which)] = True
    return table


def says(column: Column, words: Collection[str]) -> Flags:
    """Say which rows of a column have one of some words."""
    found: Flags = flags((column.code(word) for word in words if word in column.values), len(column.values))[
        column.codes
    ]
    return found


def where(flags: Flags) -> Rows:
    """Return the rows that are true; a good deal cheaper than NumPy's own on the few rows of one ticket."""
    return flags.nonzero()[0]


def hold(fact: Flags, value: NDArray[Any]) -> NDArray[Any]:
    """Return, a row, the value at the latest fact; the first row must be one."""
    at = where(fact)
    return value[at].repeat(lengths(at, len(fact)))


def lengths(starts: Rows, end: int) -> Rows:
    """Return how many rows lie between each start and the next, the last up to the end."""
    lengths = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=lengths[:-1])
    lengths[-1:] = end - starts[-1:]
    return lengths


def padded(value: NDArray[Any], last: Any) -> NDArray[Any]:
    """Return a column with one more place, for -1 to look up."""
    longer = np.empty(len(value) + 1, dtype=value.dtype)
    longer[:-1], longer[-1] = value, last
    return longer


def changes(codes: NDArray[Any]) -> Flags:
    """Say which rows differ from the row before; the first does."""
    changed = np.ones(len(codes), dtype=bool)
    np.not_equal(codes[1:], codes[:-1], out=changed[1:])
    return changed


def shift(value: NDArray[Any], fresh: Flags, before: Any) -> NDArray[Any]:
    """Return what each row's predecessor had; `before` on the first row of a ticket."""
    shifted = np.empty_like(value)
    shifted[1:] = value[:-1]
    shifted[fresh] = before
    return shifted
