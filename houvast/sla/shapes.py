"""
From a measured quantity to an amount: blocks, shares of a fee, units, roundings.

Source of the rules: DESIGN §3, Credits.
"""

from __future__ import annotations

from fractions import Fraction

from houvast.sla.agreement.shape_model import DAYS, Band, Block, CellKind, Counted, Extent, Part, RoundingMode
from houvast.sla.award import Award, ChangeKind, Reckoned, rounded, steps
from houvast.sla.fees import Basis
from houvast.sla.measured import Measured, Undecidable
from houvast.sla.quantities import Amount

_COUNTING = {
    Counted.FULL: RoundingMode.DOWN,
    Counted.STARTED: RoundingMode.UP,
    Counted.NEAREST: RoundingMode.HALF_UP,
}


def reckoned(part: Part, amount: Amount, basis: Basis | None) -> Reckoned:
    """Return what one part of a band gives for a quantity: blocks × factor × share of the fee, rounded as it says."""
    count = _blocks(part, amount)
    share = rounded(count * part.times * part.cell.value, part.share_rounding)
    fee = basis.amount if basis is not None and part.cell.kind is CellKind.SHARE else Fraction(1)
    return Reckoned(part, count, share, share * fee)


def _blocks(part: Part, amount: Amount) -> Fraction:
    """Return how many blocks the quantity beyond the threshold fills; 1 for a part without blocks."""
    if part.every is None:
        return Fraction(1)
    exact = max(amount.value - part.beyond, Fraction(0)) / _length(part.every, amount.measured)
    if part.every.counted is Counted.EXACT:
        return exact
    return Fraction(steps(exact, _COUNTING[part.every.counted]))


def _length(block: Block, measured: Measured) -> Fraction:
    match block.length:
        case Extent.PERIOD:
            return Fraction(measured.length)
        case Extent.PLANNED:
            return Fraction(measured.planned_time)
        case length:
            return length


def unit(band: Band, basis: Basis | None) -> str:
    """Return the unit of what a band gives; raise Undecidable where its parts have several."""
    units = {_unit_of(part, basis) for part in band.parts if part.cell.value}
    if len(units) > 1:
        raise Undecidable("currency", ", ".join(sorted(units)))
    return units.pop() if units else ""


def _unit_of(part: Part, basis: Basis | None) -> str:
    if part.cell.kind is CellKind.SHARE:
        return basis.currency if basis else ""
    return DAYS if part.cell.kind is CellKind.DAYS else part.cell.currency


def rounded_off(award: Award) -> Award:
    """Return an award rounded as its credit says, with that step noted."""
    step = award.rounding.step if award.rounding else None
    return award.changed(ChangeKind.ROUNDED, rounded(award.value, award.rounding), bound=step)
