"""
Many values → one figure: mean, median, percentile, sum, count, share, ratio.

The median of an even number is the mean of the middle two; a percentile is the value at the nearest rank.
Source: DESIGN §3, Targets over a period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from houvast.sla.agreement.indicator_model import Figure, FigureKind
from houvast.sla.agreement.model import Goal, GoalKind
from houvast.sla.agreement.shape_model import Range
from houvast.sla.target import ranks


@dataclass(frozen=True, slots=True)
class Result:
    """A figure, and its numerator and denominator where it is a share or a ratio; no figure without values."""

    figure: Fraction | None
    above: Fraction | None = None
    below: Fraction | None = None


def figured(figure: Figure, values: Sequence[Fraction], wholes: Sequence[Fraction], counts: Range) -> Result:
    """Return the figure of some values; None where there is nothing to make one of."""
    match figure.kind:
        case FigureKind.COUNT:
            return Result(Fraction(sum(map(counts.holds, values))))
        case FigureKind.SUM:
            return Result(sum(values, Fraction()))
        case FigureKind.SHARE:
            return _part(Fraction(sum(map(counts.holds, values))), Fraction(len(values)))
        case FigureKind.RATIO:
            return _part(sum(values, Fraction()), sum(wholes, Fraction()))
        case _:
            return Result(_middle(figure, values) if values else None)


def _part(above: Fraction, below: Fraction) -> Result:
    return Result(above / below * 100 if below else None, above, below)


def _middle(figure: Figure, values: Sequence[Fraction]) -> Fraction:
    match figure.kind:
        case FigureKind.MEAN:
            return sum(values, Fraction()) / len(values)
        case FigureKind.LAST:
            return values[-1]
        case FigureKind.MINIMUM:
            return min(values)
        case FigureKind.MAXIMUM:
            return max(values)
        case _:
            return _ranked(figure, sorted(values))


def _ranked(figure: Figure, values: Sequence[Fraction]) -> Fraction:
    """Return the median, the mean of the middle two of an even number; or a percentile by nearest rank."""
    kind = GoalKind.MEDIAN if figure.kind is FigureKind.MEDIAN else GoalKind.PERCENTILE
    chosen = [values[rank] for rank in ranks(Goal(kind, figure.rank), len(values))]
    return sum(chosen, Fraction()) / len(chosen)
