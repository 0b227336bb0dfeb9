"""What an agreement says about money: fees, credits, limits, claims and settlement, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

DAYS = "days"
"""The unit of what is given in days of service; any other unit is a currency such as EUR."""

EVERYTHING = "all"
"""Names every fee with a price or an invoice of its own, in a list of fees."""


# -- fees ---------------------------------------------------------------------------------------------


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


# -- what a credit depends on -------------------------------------------------------------------------


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
    COUNT = "count"
    MISSES = "misses"
    STREAK = "streak"

    @property
    def is_length(self) -> bool:
        """Say whether it is a length of time, in microseconds."""
        return self in (Quantity.DOWNTIME, Quantity.EXCESS, Quantity.INCIDENT)

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


# -- repeated misses ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Misses:
    """So many missed periods among the last `among`; as many as that in a row."""

    count: int
    among: int


@dataclass(frozen=True, slots=True)
class Raise:
    """After so many misses the credit is multiplied."""

    after: Misses
    times: Fraction


class Whose(StrEnum):
    """Whether a miss gives the customer a right, or the provider a duty."""

    RIGHT = "right"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What follows from misses besides money, by when; `word` names it, e.g. terminate or improvement-plan."""

    after: Misses
    whose: Whose
    word: str
    within: Deadline | None


# -- limits, combination, claims, settlement ----------------------------------------------------------


class Bound(StrEnum):
    """What a limit does."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    IGNORE_BELOW = "ignore_below"
    IGNORE_UP_TO = "ignore_up_to"


@dataclass(frozen=True, slots=True)
class Limit:
    """
    A floor, a cap or a threshold on what is given in a stretch of time.

    days     length of a rolling stretch instead of `per`; 0 for none
    credits  those it holds for; empty: all that are no bonus
    each     for each resource apart
    """

    bound: Bound
    cell: Cell
    base: Base
    per: Stretch = Stretch.PERIOD
    days: int = 0
    credits: tuple[str, ...] = ()
    each: bool = False
    path: tuple[str, ...] = ()


class Take(StrEnum):
    """How credits over the same period become one."""

    SUM = "sum"
    MAXIMUM = "maximum"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Combination:
    """Credits of which one period takes the sum, the greatest or the first; empty names all."""

    take: Take
    credits: tuple[str, ...] = ()


class TimeUnit(StrEnum):
    """How a deadline counts."""

    TIME = "time"
    DAYS = "days"
    BUSINESS_DAYS = "business-days"
    MONTHS = "months"
    CYCLES = "cycles"


@dataclass(frozen=True, slots=True)
class Deadline:
    """
    A time limit from an anchor.

    amount  microseconds of open time of the calendar (TIME), else a number of days, business days, months or cycles
    """

    unit: TimeUnit
    amount: int
    calendar: str
    anchor: Anchor
    written: str


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """
    How a credit is obtained: by itself, or on request, in time, with evidence, by who is eligible.

    reported  until when what went wrong must have been reported
    """

    required: bool = False
    within: Deadline | None = None
    reported: Deadline | None = None
    evidence: tuple[str, ...] = ()
    only: Eligible = ()


class Settled(StrEnum):
    """How a credit reaches the customer."""

    INVOICE = "invoice"
    MONEY = "money"
    TERM = "term"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True)
class Settlement:
    """
    How and when a credit is settled.

    within   until when the provider must settle
    expires  until when the customer can use it
    day      what a day of service is worth, as a share of the fee base; None: the base divided by the days it is for
    """

    by: Settled = Settled.INVOICE
    within: Deadline | None = None
    expires: Deadline | None = None
    day: Fraction | None = None
    only: Eligible = ()


# -- a credit, and all of them ------------------------------------------------------------------------


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
    claim: ClaimRule = ClaimRule()
    settlements: tuple[Settlement, ...] = (Settlement(),)
    billing: Billing = Billing()
