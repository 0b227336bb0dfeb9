"""How a measured quantity becomes an amount: conditions, bands, blocks and roundings, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

DAYS = "days"
"""The unit of what is given in days of service; any other unit is a currency such as EUR."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A bound of a band or a condition; `included` says whether the value itself is inside."""

    value: Fraction
    included: bool


_FAR = Fraction(10**30)
"""Farther than any edge: where a range without edge begins and ends."""


@dataclass(frozen=True, slots=True)
class Range:
    """What lies between two edges; without one it runs on."""

    low: Edge | None = None
    high: Edge | None = None

    def holds(self, value: Fraction) -> bool:
        """Say whether a value lies inside."""
        low, high = self.low, self.high
        above = low is None or value > low.value or (low.included and value == low.value)
        return above and (high is None or value < high.value or (high.included and value == high.value))

    @property
    def begins(self) -> tuple[Fraction, bool]:
        """Where it begins, to compare: the greater of two begins later."""
        return (self.low.value, not self.low.included) if self.low else (-_FAR, False)

    @property
    def ends(self) -> tuple[Fraction, bool]:
        """Where it ends, to compare: the greater of two ends later."""
        return (self.high.value, self.high.included) if self.high else (_FAR, True)


@dataclass(frozen=True, slots=True)
class Condition:
    """An attribute of the contract or resource is one of some words, or a number or a date within a range."""

    attribute: str
    words: tuple[str, ...] = ()
    numbers: Range | None = None
    first: date | None = None
    last: date | None = None


Eligible = tuple[tuple[Condition, ...], ...]
"""Conditions that hold together, in alternatives of which one is enough; empty holds always."""


class Quantity(StrEnum):
    """What a credit grows with."""

    FIGURE = "figure"
    UNAVAILABILITY = "unavailability"
    SHORTFALL = "shortfall"
    OVERRUN = "overrun"
    RELATIVE_SHORTFALL = "relative-shortfall"
    RELATIVE_OVERRUN = "relative-overrun"
    DOWNTIME = "downtime"
    EXCESS = "excess"
    INCIDENT = "incident"
    OVERDUE = "overdue"
    COUNT = "count"
    MISSES = "misses"
    STREAK = "streak"

    @property
    def is_length(self) -> bool:
        """Say whether it is a length of time, in microseconds."""
        return self in (Quantity.DOWNTIME, Quantity.EXCESS) or self.is_each

    @property
    def is_each(self) -> bool:
        """Say whether every incident or ticket has one of its own."""
        return self in (Quantity.INCIDENT, Quantity.OVERDUE)

    @property
    def is_count(self) -> bool:
        """Say whether it is a whole number of things."""
        return self in (Quantity.COUNT, Quantity.MISSES, Quantity.STREAK)


class RoundingMode(StrEnum):
    """Which way what lies between two steps goes."""

    UP = "up"
    DOWN = "down"
    HALF_UP = "half-up"
    HALF_EVEN = "half-even"


@dataclass(frozen=True, slots=True)
class Rounding:
    """To whole steps: of a number or an amount, or of microseconds for a length."""

    step: Fraction
    mode: RoundingMode


CENTS = Rounding(Fraction(1, 100), RoundingMode.HALF_UP)


class Counted(StrEnum):
    """How blocks are counted: `exact` counts parts of them, `nearest` rounds halves up."""

    EXACT = "exact"
    FULL = "full"
    STARTED = "started"
    NEAREST = "nearest"


class Extent(StrEnum):
    """Lengths of a block that the period gives."""

    PERIOD = "period"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Block:
    """The quantity is divided by this: microseconds, points or a number, or a length that the period gives."""

    counted: Counted
    length: Fraction | Extent


class CellKind(StrEnum):
    """What an amount is written as."""

    SHARE = "share"
    MONEY = "money"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount: a share of the fee base (10 % is 1/10), money in a currency, or days of service."""

    kind: CellKind
    value: Fraction
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """
    One term of a credit: the cell, times the blocks of the quantity beyond a threshold, times a factor.

    every    None: the cell once
    share_rounding  how blocks × factor × cell is rounded before it meets the fee
    """

    cell: Cell
    every: Block | None = None
    beyond: Fraction = Fraction(0)
    times: Fraction = Fraction(1)
    share_rounding: Rounding | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """What is given while the quantity lies in a range: the sum of the parts."""

    within: Range
    parts: tuple[Part, ...]
    path: tuple[str, ...] = ()
