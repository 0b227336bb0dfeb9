"""What is paid: fees, the bases that credits are shares of, and the rhythm of billing, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

EVERYTHING = "all"
"""Names every fee with a price or an invoice of its own, in a list of fees."""


class FeePer(StrEnum):
    """The time that one fee pays for; ONCE for none."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Fee:
    """
    A fee by name.

    amount    the price; None where it is as invoiced
    currency  ISO code; "" for a part of another fee
    share, of the part that it is of another fee (10 % of invoice is 1/10); None and "" for a fee of its own
    """

    name: str
    currency: str
    amount: Decimal | None
    per: FeePer
    share: Fraction | None = None
    of: str = ""


class Stretch(StrEnum):
    """A stretch of time that fees are taken over, or limits hold in."""

    INCIDENT = "incident"
    PERIOD = "period"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CONTRACT_YEAR = "contract-year"
    CYCLE = "cycle"
    TERM = "term"


class Anchor(StrEnum):
    """An instant that other times are counted from."""

    PERIOD = "period"
    PERIOD_START = "period-start"
    INCIDENT = "incident"
    INCIDENT_START = "incident-start"
    CREDIT = "credit"
    CYCLE = "cycle"
    CLAIM = "claim"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Reference:
    """
    The stretch of time whose fees are meant.

    before    days before an anchor; then `stretch` says nothing
    previous  the stretch before the one in which the period (or incident) begins
    """

    stretch: Stretch = Stretch.PERIOD
    previous: bool = False
    before: int = 0
    anchor: Anchor = Anchor.CLAIM


@dataclass(frozen=True, slots=True)
class Base:
    """
    What a percentage is a percentage of.

    fees         names, or EVERYTHING; what `without` names is left out
    affected     only what was charged for the resource that was measured
    paid         only what has been paid
    """

    fees: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    over: Reference = Reference()
    affected: bool = True
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Billing:
    """The billing cycle: `months` long, beginning on `day` of a month (its last day where the month is shorter)."""

    months: int = 1
    day: int = 1
