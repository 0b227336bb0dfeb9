"""
The open windows of a calendar in columns: position of an instant, instant of a position.

A position is how much open time lies before an instant, so counting time is a subtraction of positions and
adding time an addition (DESIGN §3, Calendars).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla.terms import Micros

_FEW = 500
"""Below so many look-ups a binary search costs less than making the table that spares it."""
_GRID_LIMIT = 4_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """
    Finds the last of sorted `edges` at or before a value without a search, by a table over equal steps.

    A step is a power of two no longer than the shortest distance between edges, so it holds one edge at most.
    """

    edges: Micros
    following: Micros
    bits: int
    table: NDArray[np.int32]

    @classmethod
    def of(cls, edges: Micros) -> Grid | None:
        """Return the table for some edges; None where they lie so unevenly that it would outgrow its use."""
        if len(edges) < 2:
            return None
        bits = int(np.diff(edges).min()).bit_length() - 1
        steps = (int(edges[-1] - edges[0]) >> bits) + 1
        if steps > _GRID_LIMIT:
            return None
        table = np.searchsorted(edges, edges[0] + (np.arange(steps) << bits), side="right") - 1
        return cls(edges, np.append(edges[1:], np.iinfo(np.int64).max), bits, table.astype(np.int32))

    def find(self, value: Micros) -> NDArray[np.int32]:
        """Return the index of the last edge at or before each value; the first edge for values before it."""
        step = (value - self.edges[0]) >> self.bits
        found = self.table.take(step, mode="clip")
        last: NDArray[np.int32] = found + (self.following.take(found) <= value)
        return last


@dataclass(frozen=True)
class Windows:
    """
    The open windows of a calendar over some years, in columns of microseconds.

    opens, closes  sorted, never touching
    before         open time in all earlier windows: the position of each opening
    """

    first_year: int
    last_year: int
    opens: Micros
    closes: Micros
    before: Micros

    @property
    def total(self) -> int:
        """All open time in these years."""
        return int(self.before[-1] + self.closes[-1] - self.opens[-1]) if len(self.opens) else 0

    @cached_property
    def _closed_before(self) -> Micros:
        """The instant of each opening, less its position."""
        return self.opens - self.before

    @cached_property
    def _full(self) -> Micros:
        """The position of each closing."""
        return self.before + self.closes - self.opens

    @cached_property
    def _opening(self) -> Grid | None:
        return Grid.of(self.opens)

    @cached_property
    def _position(self) -> Grid | None:
        return Grid.of(self.before)

    def position(self, at: Micros) -> Micros:
        """Return how much open time lies before each instant; differences of positions are counted time."""
        if not len(self.opens):
            return np.zeros(len(at), dtype=np.int64)
        if len(self.opens) == 1:
            alone: Micros = np.clip(at, self.opens[0], self.closes[0]) - self.opens[0]
            return alone
        which = _last_at_or_before(self.opens, at, self._opening if len(at) > _FEW else None)
        # Open time grows with the clock until the window closes, and is nothing before the first.
        position: Micros = np.minimum(at - self._closed_before.take(which), self._full.take(which))
        np.maximum(position, 0, out=position)
        return position

    def is_open(self, at: Micros) -> NDArray[np.bool_]:
        """Say of each instant whether a window is open: from the opening on, at the closing no longer."""
        if not len(self.opens):
            return np.zeros(len(at), dtype=bool)
        which = _last_at_or_before(self.opens, at, None)
        found: NDArray[np.bool_] = (self.opens[which] <= at) & (at < self.closes[which])
        return found

    def instant(self, position: Micros) -> Micros:
        """Return the earliest instant at which so much open time has passed; positions in (0, total]."""
        if len(self.opens) == 1:
            alone: Micros = self.opens[0] + position
            return alone
        # Time that runs out exactly at a closing is due there, not at the next opening.
        which = _last_at_or_before(self.before, position - 1, self._position if len(position) > _FEW else None)
        at: Micros = position + self._closed_before.take(which)
        return at

    def last_instant(self, position: Micros) -> Micros:
        """Return the latest instant at which so much open time has passed; positions in [0, total)."""
        which = _last_at_or_before(self.before, position, None)
        at: Micros = position + self._closed_before.take(which)
        return at


def _last_at_or_before(edges: Micros, value: Micros, grid: Grid | None) -> NDArray[np.signedinteger[Any]]:
    if grid is not None:
        return grid.find(value)
    return np.maximum(edges.searchsorted(value, side="right") - 1, 0)


def joined(opens: Micros, closes: Micros) -> tuple[Micros, Micros]:
    """Join windows that touch or overlap, so that 22:00–24:00 and 00:00–06:00 are one opening."""
    if not len(opens):
        return opens, closes
    reach = np.maximum.accumulate(closes)
    fresh = np.concatenate([[True], opens[1:] > reach[:-1]])
    last = np.concatenate([np.flatnonzero(fresh)[1:] - 1, [len(opens) - 1]])
    return opens[fresh], reach[last]
