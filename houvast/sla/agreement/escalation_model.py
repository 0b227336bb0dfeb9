"""What an agreement says about escalation, as frozen values: steps, ladders, contacts, regimes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from houvast.sla.agreement.moment_model import Happening

TEAM = "team:"
"""Begins the recipient of a step that is a team: team:second-line."""

USUAL_ROLES = ("handler", "team-lead", "service-manager", "customer-owner")
"""Who a step may name without a contact of that name."""


class StepKind(StrEnum):
    """What a step on the ladder is."""

    REMINDER = "reminder"
    ESCALATION = "escalation"
    BREACH = "breach"


class When(StrEnum):
    """What the moment of a step is counted from; the values are the keys of the agreement."""

    SHARE = "at"
    BEFORE = "before"
    AFTER = "after"
    ELAPSED = "elapsed"
    UNACKNOWLEDGED = "unacknowledged"
    EVENT = "on"
    ELSE = "else"


class Channel(StrEnum):
    """By which way somebody hears of a step."""

    MAIL = "mail"
    PORTAL = "portal"
    PHONE = "phone"
    SMS = "sms"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Length:
    """
    A length of time between a step and what it is counted from.

    amount    microseconds of open time, more than nothing
    calendar  that counts; "" for that of the promise, day and night where nothing is promised
    """

    amount: int
    calendar: str
    written: str


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of the escalation ladder.

    percent   with SHARE: part of the promise at which it is owed; 100 is the due instant itself
    to        who must hear of it: a role, the name of a contact, or a team (TEAM before its name)
    when      what its moment is counted from
    lengths   priority → length (BEFORE, AFTER, ELAPSED, UNACKNOWLEDGED, ELSE)
    events    the first of which it follows (EVENT)
    by        channels; held_in the calendar in which it may be delivered, "" for at any time
    only      what the ticket must say for the step to exist, each attribute with the words that count
    otherwise the step that follows when nobody acknowledges this one
    """

    key: str
    kind: StepKind
    percent: int
    to: str
    when: When = When.SHARE
    lengths: Mapping[str, Length] = field(default_factory=dict, hash=False)
    events: tuple[Happening, ...] = ()
    by: tuple[Channel, ...] = (Channel.MAIL,)
    held_in: str = ""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    otherwise: Step | None = None

    @property
    def is_functional(self) -> bool:
        """Whether it moves the work to a team; an escalation to a role or a contact is one of management."""
        return self.kind is StepKind.ESCALATION and self.to.startswith(TEAM)

    def chain(self) -> Iterator[Step]:
        """Yield the step, and those that follow when nobody acknowledges."""
        step: Step | None = self
        while step is not None:
            yield step
            step = step.otherwise


DEFAULT_LADDER = (
    Step("reminder-75", StepKind.REMINDER, 75, "handler"),
    Step("escalation-90", StepKind.ESCALATION, 90, "service-manager"),
    Step("breach-100", StepKind.BREACH, 100, "service-manager"),
)


@dataclass(frozen=True, slots=True)
class Ladder:
    """
    Steps, and for which clocks they are: of the ladders that fit, the first holds.

    name     "" for the ladder of all that no other is for
    targets  names; none for every target
    only     what the ticket must say
    since    events, the first of which must have happened; none where it holds from the beginning
    """

    name: str
    steps: tuple[Step, ...]
    targets: tuple[str, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    since: tuple[Happening, ...] = ()

    def is_for(self, target: str) -> bool:
        """Say whether a target is among its own."""
        return not self.targets or target in self.targets


class Side(StrEnum):
    """To whom somebody belongs."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Contact:
    """
    Somebody to reach.

    person      name of who it is; title what the role is called
    mail, phone how to reach them; "" where it is not said
    hours       calendar in which they can be reached
    priorities  of tickets that they are for; none for all
    """

    name: str
    side: Side
    title: Mapping[str, str]
    person: str
    mail: str
    phone: str
    hours: str
    priorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """
    Something that must be done within so long, by targets of its own.

    target  the target of the agreement; legal that of the limit of the law, "" where there is none
    to      who must be told; "" where nobody is
    basis   where the law says so
    """

    name: str
    target: str
    legal: str
    to: str
    basis: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Regime:
    """
    What is different in a major incident, a security incident, a crisis.

    only       what a ticket must say to fall under it; since the events that begin it
    steps      its ladder, before all others; None where it has none
    updates    the target on messages that it adds; "" where it adds none
    """

    name: str
    title: Mapping[str, str] = field(hash=False)
    only: Mapping[str, tuple[str, ...]] = field(hash=False)
    since: tuple[Happening, ...]
    steps: tuple[Step, ...] | None
    updates: str
    deadlines: tuple[Deadline, ...]

    @property
    def ladder(self) -> Ladder | None:
        """Its steps, with the clocks they are for; None where it has none of its own."""
        return Ladder(self.name, self.steps, (), self.only, self.since) if self.steps is not None else None

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of the targets that it adds."""
        added = [self.updates, *(name for each in self.deadlines for name in (each.target, each.legal))]
        return tuple(name for name in added if name)


@dataclass(frozen=True, slots=True)
class Escalation:
    """
    What an agreement says beyond its default ladder.

    ladders          in the order in which they are tried, after those of the regimes
    acknowledged_by  events that show that somebody has taken notice
    """

    ladders: tuple[Ladder, ...] = ()
    contacts: Mapping[str, Contact] = field(default_factory=dict, hash=False)
    regimes: Mapping[str, Regime] = field(default_factory=dict, hash=False)
    acknowledged_by: tuple[Happening, ...] = ()

    def before_default(self) -> tuple[Ladder, ...]:
        """Return the ladders in the order in which they are tried, those of the regimes first."""
        urgent = (each.ladder for each in self.regimes.values() if each.ladder)
        return (*urgent, *self.ladders)

    def added_targets(self) -> frozenset[str]:
        """Return the names of the targets that regimes add."""
        return frozenset(name for each in self.regimes.values() for name in each.targets)
