"""
What an agreement says about availability, as frozen values.

One pipeline for every agreement: what is measured → states, with weights → maintenance, causes → composition → minimum
length → rounded lengths → slots → service window, not in service → denominator → rounding. Services and maintenance
are in `service_model`; docs/reference/availability.md lists the keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from houvast.sla.periods import Cycle, Per

# -- downtime -----------------------------------------------------------------------------------------


class Source(StrEnum):
    """What is measured."""

    OUTAGES = "outages"
    COUNTERS = "counters"
    PROBES = "probes"


class CountsFrom(StrEnum):
    """The instant from which an outage counts."""

    START = "start"
    DETECTED = "detected"
    REPORTED = "reported"


class LengthOf(StrEnum):
    """
    Which length is held against the minimum: of the outage as it was, or of what is left after masking.

    Either way it is the length before rounding and slots.
    """

    OUTAGE = "outage"
    COUNTED = "counted"


class Counts(StrEnum):
    """What counts of an outage that is long enough: all of it, or what lies beyond the minimum."""

    WHOLE = "whole"
    EXCESS = "excess"


@dataclass(frozen=True, slots=True)
class Minimum:
    """
    How long downtime must last to count.

    length     microseconds
    inclusive  an outage of exactly this length counts
    """

    length: int
    inclusive: bool
    of: LengthOf = LengthOf.OUTAGE
    counts: Counts = Counts.WHOLE


class How(StrEnum):
    """A rule of rounding; HALF_UP and HALF_EVEN round to the nearest."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Steps:
    """Lengths are rounded to a multiple of `unit` microseconds."""

    unit: int
    how: How = How.HALF_UP


class SlotDown(StrEnum):
    """When a slot of the clock is down: as soon as any of it is, or only when all of it is."""

    ANY = "any"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Slots:
    """Downtime counts in slots of the clock, `length` microseconds each, counted from midnight UTC."""

    length: int
    down: SlotDown = SlotDown.WHOLE


@dataclass(frozen=True, slots=True)
class DowntimeRule:
    """
    What of an outage is downtime.

    rounded   the length of each outage that is long enough to count
    slots     in which it counts, after rounding
    degraded  weight of degraded service, 0 to 1
    share     weigh by the share of users hit
    """

    counts_from: CountsFrom = CountsFrom.START
    minimum: Minimum | None = None
    rounded: Steps | None = None
    slots: Slots | None = None
    degraded: Fraction = Fraction(0)
    share: bool = False


class Empty(StrEnum):
    """What a slot without requests counts as."""

    UP = "up"
    DOWN = "down"
    LEFT_OUT = "left-out"


class CounterFigure(StrEnum):
    """The mean of the error rates of the slots, or all errors over all requests."""

    MEAN = "mean"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class CounterRule:
    """
    How counters of requests and errors become availability.

    down_above  percent: a slot with a larger error rate is down, any other up; None lowers availability by the rate
    errors      answers that are errors, where rows say which answer they count; without any, rows say how many errors
    ignored     answers that are no request at all: throttled ones
    """

    figure: CounterFigure = CounterFigure.MEAN
    down_above: Fraction | None = None
    empty: Empty = Empty.UP
    errors: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


class ProbeFigure(StrEnum):
    """The share of time, or the share of probes."""

    TIME = "time"
    SAMPLES = "samples"


class Since(StrEnum):
    """From which of the failed probes in a row the service is down."""

    FIRST = "first"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class ProbeRule:
    """
    How probes become availability.

    down_after  so many failures in a row make the service down
    holds       microseconds for which a probe speaks, at most; None until the next probe
    """

    figure: ProbeFigure = ProbeFigure.TIME
    down_after: int = 1
    since: Since = Since.FIRST
    holds: int | None = None


# -- figure -------------------------------------------------------------------------------------------


class Unknown(StrEnum):
    """What time without a known state counts as."""

    LEFT_OUT = "left-out"
    UP = "up"
    DOWN = "down"


class Base(StrEnum):
    """What downtime is divided by."""

    PLANNED = "planned"
    WINDOW = "window"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Denominator:
    """
    The time that downtime is held against.

    PLANNED  the service window without what is excluded
    WINDOW   all of the service window: what is excluded counts as up
    FIXED    `length` microseconds, whatever the period
    """

    base: Base = Base.PLANNED
    length: int = 0


@dataclass(frozen=True, slots=True)
class Decimals:
    """The figure is rounded to so many decimals before it is judged."""

    places: int
    how: How = How.HALF_UP


class Strength(StrEnum):
    """Whether a promise binds, or is an aim that is measured and shown."""

    PROMISE = "promise"
    AIM = "aim"


@dataclass(frozen=True, slots=True)
class AvailabilityTarget:
    """
    A promise on the uptime of a service.

    service      name of the service; with `each`, the kind of which every service is judged by itself
    only         with `each`: attributes that a service must have, each with the words that count
    at_least     percent
    exclude      causes that do not count; PLANNED_MAINTENANCE and names of classes stand for maintenance
    proven       those of them that need evidence
    coverage     percent of the window whose state must be known for a verdict; None asks that what is unknown could
                 not change the verdict
    downtime_in  rule of rounding for all downtime together
    allows       microseconds of downtime that the text says the percentage leaves; compared by lint, never judged by
    binding      False for an aim, and for best effort: measured and shown, never missed
    """

    name: str
    service: str
    at_least: Decimal
    calendar: str
    per: Per | Cycle
    exclude: tuple[str, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)
    proven: frozenset[str] = frozenset()
    sources: tuple[Source, ...] = (Source.OUTAGES,)
    downtime: DowntimeRule = DowntimeRule()
    counters: CounterRule = CounterRule()
    probes: ProbeRule = ProbeRule()
    unknown: Unknown = Unknown.LEFT_OUT
    coverage: Decimal | None = None
    denominator: Denominator = Denominator()
    decimals: Decimals | None = None
    downtime_in: Steps | None = None
    allows: int | None = None
    binding: bool = True
    each: bool = False
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
