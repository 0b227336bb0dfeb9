"""What an agreement says about credits, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from houvast.sla.agreement.claim_model import ClaimRule, Combination, FollowUp, Limit, Raise, Settlement
from houvast.sla.agreement.fee_model import Base, Billing
from houvast.sla.agreement.shape_model import CENTS, Band, Eligible, Quantity, Rounding


@dataclass(frozen=True, slots=True)
class Gift:
    """
    What a credit gives, for one value of the attribute that it may depend on.

    promise  the value that the measure must reach, in percent or as a number; None: that of the target
    """

    quantity: Quantity
    bands: tuple[Band, ...]
    base: Base
    promise: Fraction | None = None
    promise_is_most: bool = False
    when_missed: bool = False
    quantity_rounding: Rounding | None = None
    rounding: Rounding | None = CENTS
    raises: tuple[Raise, ...] = ()
    limits: tuple[Limit, ...] = ()

    @property
    def is_flat(self) -> bool:
        """Say whether one amount is given whatever the quantity."""
        return len(self.bands) == 1 and all(part.every is None for part in self.bands[0].parts)

    def band(self, value: Fraction) -> Band | None:
        """
        Return the band that counts for a quantity; None where there is none.

        Of several that hold it is the one that begins highest, and of those the one that ends lowest, so that the
        order in which bands are written does not matter.
        """
        holding = [band for band in self.bands if band.within.holds(value)]
        highest = max((band.within.begins for band in holding), default=None)
        narrow = [band for band in holding if band.within.begins == highest]
        return min(narrow, key=lambda band: band.within.ends, default=None)


@dataclass(frozen=True, slots=True)
class Credit:
    """
    One credit, or bonus, of an agreement.

    sources   names of the targets, or of other measures, that it looks at
    attribute the attribute on which the gift depends; "" where there is one gift, under ""
    """

    name: str
    sources: tuple[str, ...]
    gifts: Mapping[str, Gift]
    attribute: str = ""
    only: Eligible = ()
    bonus: bool = False
    follow_ups: tuple[FollowUp, ...] = ()
    claim: ClaimRule | None = None


@dataclass(frozen=True, slots=True)
class Credits:
    """Everything an agreement says about credits; limits hold in their order."""

    by_name: Mapping[str, Credit] = field(default_factory=dict)
    combinations: tuple[Combination, ...] = ()
    limits: tuple[Limit, ...] = ()
    claim: ClaimRule = field(default_factory=ClaimRule)
    settlements: tuple[Settlement, ...] = (Settlement(),)
    billing: Billing = field(default_factory=Billing)
