"""What an agreement says, as frozen values. `reading` makes them; nothing inside checks them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from houvast.sla.agreement.availability_model import AvailabilityTarget as AvailabilityTarget
from houvast.sla.agreement.credit_model import Credits
from houvast.sla.agreement.duty_model import Duty
from houvast.sla.agreement.escalation_model import DEFAULT_LADDER as DEFAULT_LADDER
from houvast.sla.agreement.escalation_model import Escalation, Ladder
from houvast.sla.agreement.escalation_model import Step as Step
from houvast.sla.agreement.escalation_model import StepKind as StepKind
from houvast.sla.agreement.fee_model import Fee
from houvast.sla.agreement.indicator_model import IndicatorTarget as IndicatorTarget
from houvast.sla.agreement.moment_model import Happening as Happening
from houvast.sla.agreement.moment_model import Moment as Moment
from houvast.sla.agreement.ola_model import Holder, Supports
from houvast.sla.agreement.priority_model import PriorityModel as PriorityModel
from houvast.sla.agreement.promise_model import ALWAYS as ALWAYS
from houvast.sla.agreement.promise_model import Promise as Promise
from houvast.sla.agreement.promise_model import Unit as Unit
from houvast.sla.agreement.provision_model import Provision
from houvast.sla.agreement.service_model import MaintenanceClass, Service
from houvast.sla.agreement.term import Term
from houvast.sla.calendar import Calendar
from houvast.sla.periods import Per as Per
from houvast.sla.terms import EventKind

Text = Mapping[str, str]
"""One text in several languages: {"nl": …, "en": …}."""

ENDING = frozenset({EventKind.RESOLVED, EventKind.WORKAROUND, EventKind.CLOSED})
"""What ends the work on a ticket."""

ANY_PRIORITY = "*"
"""Key of a target table that holds one promise for every priority."""


class Kind(StrEnum):
    """Which sort of agreement this is."""

    SLA = "sla"
    OLA = "ola"
    UC = "uc"
    XLA = "xla"


class OnReopen(StrEnum):
    """What reopening does to a stopped clock."""

    RESUME = "resume"
    RESTART = "restart"
    CONTINUE = "continue"


class OnPriorityChange(StrEnum):
    """From when a new priority's promise holds."""

    FROM_START = "from-start"
    FROM_CHANGE = "from-change"
    CARRY_OVER = "carry-over"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """
    When a clock starts, stops and stands still.

    met_at_due  whether stopping exactly at the due instant keeps the promise
    only        attributes that the opening must have for the clock to exist, each with the words that count
    opened_in   calendar that must be open when the ticket opens; "" for at any time
    start_by_all  it starts once, when all of `start` have happened to the ticket; else at any of them
    runs_on     also when the ticket is resolved or closed, until what it names as its stop happens
    held_by     it counts only while a party holds the ticket, and begins when it first does; empty for whoever
    """

    name: str
    start: tuple[Happening, ...]
    stop: tuple[Happening, ...]
    pause: tuple[str, ...] = ()
    on_reopen: OnReopen = OnReopen.RESUME
    on_priority_change: OnPriorityChange = OnPriorityChange.FROM_START
    met_at_due: bool = True
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opened_in: str = ""
    start_by_all: bool = False
    runs_on: bool = False
    held_by: Holder = field(default_factory=dict)

    @property
    def late_after(self) -> int:
        """How long after its due instant a clock is late, in microseconds: from the next on, or at once."""
        return 1 if self.met_at_due else 0

    @property
    def follows_to_the_end(self) -> bool:
        """Whether it names the end of a ticket as its stop: it follows it there, and back when it reopens."""
        return not self.runs_on and not ENDING.isdisjoint(self.stop)


class GoalKind(StrEnum):
    """How the clocks of a period become one verdict."""

    EACH = "each"
    SHARE = "share"
    MEAN = "mean"
    MEDIAN = "median"
    PERCENTILE = "percentile"
    AT_MOST = "at-most"

    @property
    def counts_tickets(self) -> bool:
        """Whether its figure is the share of tickets in time, and not how much of the promise they used."""
        return self in (GoalKind.EACH, GoalKind.SHARE, GoalKind.AT_MOST)


@dataclass(frozen=True, slots=True)
class Goal:
    """
    The bar a target must reach over a period.

    value  percent for SHARE (95 means 95 %), rank for PERCENTILE (90 means p90), late tickets for AT_MOST; else None
    """

    kind: GoalKind
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """
    A promise on tickets.

    within         priority → promise; the key ANY_PRIORITY holds for every priority
    minimum        fewer judged clocks than this give no verdict for the period
    when           which tickets it is about: attributes that their opening must have, each with the words that count
    opened_in      calendar that must be open when they open; "" for at any time
    """

    name: str
    clock: str
    within: Mapping[str, Promise]
    goal: Goal
    per: Per
    title: Text = field(default_factory=dict)
    minimum: int = 1
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opened_in: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the agreement file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    One version of an agreement, as read.

    text      the file as it was written
    sha256    hash of `text` in UTF-8: the identity of this version
    places    path of keys, e.g. ("targets", "response", "within", "P1") → place in the file: of the value where it
              is a word, else of the key
    plan      which of the provider's plans it is; targets of other plans are left out when it is read
    attributes  what tickets may say besides the usual, and targets, clocks and rules may ask for
    renews    months after which a customer's term is renewed; 0 where terms are not told
    frozen    a customer keeps the version with which the term began until it is renewed
    glossary  what a word of the agreement (a calendar, status, service, impact) is called in Dutch and English
    services  those that are described; any other service is measured by itself
    maintenance  its classes, in the order in which they are tried; without any, the usual one holds
    provisions   what binds in words alone (`terms:`)
    ladder    the steps of whatever no other ladder is for; escalation has the others, the contacts and the regimes
    holder       OLA, UC: when its provider holds a ticket; empty where it does not say
    supports     OLA, UC: the agreement with a customer that it makes possible
    """

    name: str
    kind: Kind
    title: Text
    parties: Mapping[str, str]
    effective_from: date
    effective_until: date | None
    timezone: str
    language: str
    calendars: Mapping[str, Calendar]
    priority: PriorityModel
    clocks: Mapping[str, ClockRule]
    targets: Mapping[str, Target]
    availability: Mapping[str, AvailabilityTarget]
    ladder: tuple[Step, ...]
    text: str
    sha256: str
    places: Mapping[tuple[str, ...], Place]
    glossary: Mapping[str, Text] = field(default_factory=dict)
    plan: str = ""
    fees: Mapping[str, Fee] = field(default_factory=dict)
    credits: Credits = field(default_factory=Credits)
    services: Mapping[str, Service] = field(default_factory=dict)
    maintenance: tuple[MaintenanceClass, ...] = ()
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    indicators: Mapping[str, IndicatorTarget] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()
    renews: int = 0
    frozen: bool = False
    escalation: Escalation = field(default_factory=Escalation)
    holder: Holder = field(default_factory=dict)
    supports: Supports | None = None

    def clock_of(self, target: str) -> ClockRule:
        """Return the clock of a target, narrowed to the tickets that the target is about."""
        promised = self.targets[target]
        rule = self.clocks[promised.clock]
        if not promised.when and not promised.opened_in:
            return rule
        return replace(rule, only={**rule.only, **promised.when}, opened_in=promised.opened_in)

    def ladders_of(self, target: str) -> tuple[Ladder, ...]:
        """Return the ladders that a target may have, in the order in which they are tried; the last always fits."""
        others = (each for each in self.escalation.before_default() if each.is_for(target))
        return (*others, Ladder("", self.ladder))

    def steps(self) -> Mapping[str, Step]:
        """Return every step of every ladder by its key."""
        ladders = (*self.escalation.before_default(), Ladder("", self.ladder))
        return {step.key: step for each in ladders for first in each.steps for step in first.chain()}

    @property
    def left_out(self) -> bool:
        """Whether targets of other plans stand in the text, so that what seems unused may serve them."""
        written = {path[1] for path in self.places if len(path) == 2 and path[0] == "targets"}
        return not written <= {*self.targets, *self.availability, *self.indicators}

    @property
    def term(self) -> Term:
        """From when until when it holds: what is "in force"."""
        return Term(self.effective_from, self.effective_until, self.timezone)

    def promise(self, target: str, priority: str) -> Promise | None:
        """Return what a target promises for a priority; None where the agreement says nothing."""
        within = self.targets[target].within
        return within.get(priority, within.get(ANY_PRIORITY))
