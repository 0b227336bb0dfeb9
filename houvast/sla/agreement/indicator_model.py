"""
What an agreement says about indicators: numbers other than uptime and the time of tickets, as frozen values.

One pipeline for latency, loss, call answering, satisfaction, support minutes and all else that is read off as numbers:
readings → which count → rounded, weighed, scaled → slots → one figure → the promise. docs/reference/indicators.md
lists the keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from houvast.sla.agreement.availability_model import Decimals
from houvast.sla.agreement.shape_model import Range, Rounding
from houvast.sla.periods import Cycle, Per

EVERY_READING = Range()
A_DAY = 0
"""Length of a slot that is a day of the wall."""


class FigureKind(StrEnum):
    """How many readings become one number."""

    MEAN = "mean"
    MEDIAN = "median"
    PERCENTILE = "percentile"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    SUM = "sum"
    COUNT = "count"
    SHARE = "share"
    RATIO = "ratio"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Figure:
    """
    How readings become a number; SHARE and RATIO are percentages.

    rank  of a PERCENTILE: 95 means that 95 of 100 readings are not above it
    """

    kind: FigureKind
    rank: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Slotting:
    """
    Readings are first put together by slots of the clock.

    length  microseconds, counted from the start of the period; A_DAY for days of the wall
    empty   what a slot without readings is; None leaves it out
    """

    length: int
    figure: Figure
    empty: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Readings from `low` to `high` become 0 to 100; high may be the smaller: then less is better."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """
    A promise on an indicator.

    promised     the range that the figure must lie in
    counts       which readings SHARE and COUNT count
    rounded      each reading, before anything else
    times        calendar → factor of a reading taken while it is open; the first that is open holds
    only         attributes that a reading must have, each with the words that count
    exclude      causes whose readings are left out
    during       service whose excluded maintenance leaves out what is read during it; "" for none
    by           attribute: each of its values has a figure of its own, and each must keep the promise
    minimum      fewer readings than this give no verdict
    answered     percent of those asked (readings with and without a value) that must have answered for a verdict
    mean_of      other indicator targets → weight: its figure is the weighted mean of theirs
    binding      False for an aim: measured and shown, never missed
    """

    name: str
    indicator: str
    figure: Figure
    promised: Range
    per: Per | Cycle
    calendar: str
    counts: Range = EVERY_READING
    slots: Slotting | None = None
    rounded: Rounding | None = None
    times: Mapping[str, Fraction] = field(default_factory=dict)
    scale: Scale | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    during: str = ""
    by: str = ""
    minimum: int = 1
    answered: Decimal | None = None
    mean_of: Mapping[str, Fraction] = field(default_factory=dict)
    decimals: Decimals | None = None
    unit: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    binding: bool = True
