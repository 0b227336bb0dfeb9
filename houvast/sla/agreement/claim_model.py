"""What follows from a credit: repeated misses, limits, combination, claims and settlement, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from houvast.sla.agreement.fee_model import Anchor, Base, Stretch
from houvast.sla.agreement.shape_model import Cell, Eligible


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
