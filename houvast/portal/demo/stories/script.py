"""
How a story of the demo is written down: who did what, and how long ago.

`ago` is open time of the story's calendar before the moment of loading. So a clock on that calendar reads the same
whenever the demo is loaded, on a Sunday at 03:00 as well as on a Monday morning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from houvast.portal.tickets.statuses import WAITING_CUSTOMER


@dataclass(frozen=True, slots=True)
class Step:
    """
    One thing that happened.

    did   name of the action in `tickets.actions`
    by    who, as in `logins.PEOPLE`
    said  further arguments of the action; `handler` and `into` as the stories name them
    """

    ago: timedelta
    did: str
    by: str
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """
    One ticket: its subject and the steps, in order of time, the first one opens it.

    key  what other stories call it
    on   calendar of the agreement in which the steps lie
    """

    key: str
    on: str
    subject: str
    steps: tuple[Step, ...]


def ago(hours: int = 0, minutes: int = 0) -> timedelta:
    """Return how long ago, in open time."""
    return timedelta(hours=hours, minutes=minutes)


def opened(at: timedelta, by: str, text: str, **said: str) -> Step:
    """The customer reports it."""
    return Step(at, "open_ticket", by, {"text": text, **said})


def reply(at: timedelta, by: str, text: str) -> Step:
    """The provider answers."""
    return Step(at, "reply", by, {"text": text})


def customer_reply(at: timedelta, by: str, text: str) -> Step:
    """The customer writes."""
    return Step(at, "customer_reply", by, {"text": text})


def note(at: timedelta, by: str, text: str) -> Step:
    """The provider's people write to each other."""
    return Step(at, "note", by, {"text": text})


def assign(at: timedelta, by: str, handler: str, team: str, reason: str = "") -> Step:
    """Somebody takes it or gets it."""
    return Step(at, "assign", by, {"handler": handler, "team": team, "reason": reason})


def acknowledge(at: timedelta, by: str) -> Step:
    """Somebody has seen it."""
    return Step(at, "acknowledge", by)


def status(at: timedelta, by: str, word: str, reason: str = "") -> Step:
    """A status is entered."""
    return Step(at, "set_status", by, {"status": word, "reason": reason})


def ask_customer(at: timedelta, by: str, reason: str) -> Step:
    """It waits for the customer from here on."""
    return status(at, by, WAITING_CUSTOMER, reason)


def priority(at: timedelta, by: str, reason: str, **said: str) -> Step:
    """Impact, urgency or priority change."""
    return Step(at, "set_priority", by, {"reason": reason, **said})


def workaround(at: timedelta, by: str, text: str) -> Step:
    """There is a way to go on until it is solved."""
    return Step(at, "workaround", by, {"text": text})


def resolve(at: timedelta, by: str, text: str) -> Step:
    """It is solved."""
    return Step(at, "resolve", by, {"text": text})


def reopen(at: timedelta, by: str, reason: str) -> Step:
    """It was not solved after all."""
    return Step(at, "reopen", by, {"reason": reason})


def close(at: timedelta, by: str, text: str = "") -> Step:
    """It is over."""
    return Step(at, "close", by, {"text": text})


def cancel(at: timedelta, by: str, reason: str) -> Step:
    """It is withdrawn."""
    return Step(at, "cancel", by, {"reason": reason})


def merge(at: timedelta, by: str, into: str, reason: str) -> Step:
    """It goes on in another ticket."""
    return Step(at, "merge", by, {"into": into, "reason": reason})
