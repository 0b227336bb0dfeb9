"""A credit as it is awarded: its amount, and everything that the amount was derived from, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from houvast.sla.agreement.credit_model import Gift
from houvast.sla.agreement.shape_model import DAYS, Part, Quantity, Range, Rounding, RoundingMode
from houvast.sla.fees import Basis
from houvast.sla.measured import Incident
from houvast.sla.stretches import Moments
from houvast.sla.terms import Span

Path = tuple[str, ...]


class ChangeKind(StrEnum):
    """Why an amount became another."""

    RAISED = "raised"
    ROUNDED = "rounded"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    IGNORED = "ignored"
    COMBINED = "combined"


@dataclass(frozen=True, slots=True)
class Change:
    """
    One step from one amount to the next.

    bound  the factor, the step of rounding, or the limit; None for combining
    used   what other credits had already taken of a cap
    path   where the rule stands in the agreement
    """

    kind: ChangeKind
    before: Fraction
    after: Fraction
    bound: Fraction | None = None
    used: Fraction = Fraction(0)
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Reckoned:
    """
    One part of a band, reckoned.

    blocks  how many, after full, started or nearest; 1 for a part without blocks
    share   blocks × factor × the amount in the agreement, after its own rounding: of the base, in money or in days
    amount  in the unit of the award, not rounded
    """

    part: Part
    blocks: Fraction
    share: Fraction
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Derivation:
    """
    What an amount was derived from, before any change.

    value   of the quantity: microseconds for a length, else percent, points or a number
    band    where the band stands in the agreement; `within` are its edges
    basis   the fees; None where no part is a share of them
    """

    quantity: Quantity
    value: Fraction
    band: Path
    within: Range
    parts: tuple[Reckoned, ...]
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Award:
    """
    One credit for one period or incident.

    gift     the rule of the agreement that it follows
    value    how much, never negative; in `unit`, a currency or DAYS
    changes  from the sum of the parts to `value`, in the order in which they were made
    """

    credit: str
    source: str
    resource: str
    moments: Moments
    gift: Gift
    unit: str
    value: Fraction
    bonus: bool
    derivation: Derivation
    incident: Incident | None = None
    changes: tuple[Change, ...] = ()

    @property
    def amount(self) -> Decimal:
        """The amount: what the customer gets, negative for a bonus."""
        return decimal(-self.value if self.bonus else self.value)

    @property
    def rounding(self) -> Rounding | None:
        """How amounts in the unit of the award are rounded: money as the agreement says, days not."""
        return None if self.unit == DAYS else self.gift.rounding

    @property
    def period(self) -> Span:
        """The period that was measured."""
        return self.moments.period

    def changed(
        self,
        kind: ChangeKind,
        after: Fraction,
        *,
        bound: Fraction | None = None,
        used: Fraction = Fraction(0),
        path: Path = (),
    ) -> Award:
        """Return the award with another value, and why; itself where nothing changes."""
        if after == self.value:
            return self
        change = Change(kind, self.value, after, bound, used, path)
        return replace(self, value=after, changes=(*self.changes, change))


def decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal number: exactly where it is in whole cents."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def rounded(value: Fraction, to: Rounding | None) -> Fraction:
    """Return a value in whole steps; as it is where nothing is said."""
    return value if to is None else steps(value / to.step, to.mode) * to.step


def steps(value: Fraction, mode: RoundingMode) -> int:
    """Return a whole number for a value that is not negative."""
    whole, rest = divmod(value, 1)
    match mode:
        case RoundingMode.DOWN:
            return int(whole)
        case RoundingMode.UP:
            return int(whole) + (rest > 0)
        case RoundingMode.HALF_UP:
            return int(whole) + (rest * 2 >= 1)
        case RoundingMode.HALF_EVEN:
            return round(value)
