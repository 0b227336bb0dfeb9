"""
A seeded log of tickets, ten events each: the input of rows 2 and 4.

Most tickets are answered, pause once and are solved; others pause twice, change priority, are reopened, are
cancelled, or are still open. Gaps between events are drawn anew for each, shorter for heavier priorities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from houvast.sla.events import ATTRIBUTES, UNSAID, Column, Events
from houvast.sla.terms import DAY, MINUTE, SECOND, EventKind, micros

EVENTS_EACH = 10
PRIORITIES = ("P1", "P2", "P3", "P4")
STATUSES = ("waiting-customer", "waiting-supplier", "in-progress")
AS_OF = datetime(2026, 12, 31, 18, tzinfo=UTC)
"""The moment of looking; everything in the log has happened by then."""

ENDED_WITHIN, STILL_OPEN_WITHIN = 365 * DAY, 14 * DAY
"""How long before AS_OF the last event of a ticket may lie."""

ENDS = (EventKind.CLOSED, EventKind.CANCELLED)
MEAN_GAP = np.array([25, 150, 300, 480]) * MINUTE
"""Mean time between two events, by priority."""

WAIT, SUPPLIER, GO_ON = "status:waiting-customer", "status:waiting-supplier", "status:in-progress"
LIVES = (
    (0.46, f"opened assigned reply {WAIT} customer_reply {GO_ON} note reply resolved closed"),
    (0.10, f"opened reply {WAIT} {GO_ON} {SUPPLIER} {GO_ON} reply note resolved closed"),
    (0.15, f"opened assigned reply {WAIT} {GO_ON} resolved reopened reply resolved closed"),
    (0.09, f"opened priority assigned reply {WAIT} {GO_ON} priority reply resolved closed"),
    (0.05, f"opened reply priority {WAIT} resolved reopened priority {GO_ON} resolved closed"),
    (0.05, "opened assigned note escalated note auto_reply note reply resolved closed"),
    (0.05, f"opened assigned reply {WAIT} {GO_ON} reply {SUPPLIER} note note cancelled"),
    (0.03, f"opened assigned reply customer_reply {WAIT} {GO_ON} note reply customer_reply note"),
    (0.02, f"opened assigned reply customer_reply {GO_ON} note reply note reply {WAIT}"),
)
"""Share of all tickets, and what happens in such a life."""


def log(tickets: int, *, seed: int = 2026) -> Events:
    """Return the events of so many tickets; the same for the same seed."""
    chance = np.random.default_rng(seed)
    lives = chance.choice(len(LIVES), size=tickets, p=[share for share, _ in LIVES])
    kinds, statuses = _stories()
    kind = kinds[lives]
    priority = _priorities(chance, kind)
    at = _instants(chance, priority[:, 0], is_open=~np.isin(kind[:, -1], ENDS))
    status = statuses[lives]
    return Events.columns(
        tuple(f"T{number:07}" for number in range(1, tickets + 1)),
        np.repeat(np.arange(tickets, dtype=np.int32), EVENTS_EACH),
        at.ravel(),
        kind.ravel(),
        {"priority": Column(priority.ravel(), PRIORITIES), "status": Column(status.ravel(), STATUSES)},
    )


def _stories() -> tuple[np.ndarray, np.ndarray]:
    """Return kind and status of each event, a life."""
    words = [[word.partition(":") for word in story.split()] for _, story in LIVES]
    kinds = [[EventKind.of(event) for event, _, _ in story] for story in words]
    statuses = [[STATUSES.index(status) if status else UNSAID for _, _, status in story] for story in words]
    return np.array(kinds, dtype=np.int8), np.array(statuses, dtype=np.int32)


def _priorities(chance: np.random.Generator, kind: np.ndarray) -> np.ndarray:
    drawn = chance.choice(len(PRIORITIES), size=kind.shape, p=(0.05, 0.2, 0.5, 0.25)).astype(np.int32)
    says = (kind == EventKind.OPENED) | (kind == EventKind.PRIORITY)
    return np.where(says, drawn, np.int32(UNSAID))


def _instants(chance: np.random.Generator, priority: np.ndarray, is_open: np.ndarray) -> np.ndarray:
    """Return when things happen, counted back from when the last did; whole seconds."""
    reach = np.where(is_open, STILL_OPEN_WITHIN, ENDED_WITHIN) // SECOND
    last = micros(AS_OF) - chance.integers(0, reach) * SECOND
    gaps = chance.standard_exponential((len(priority), EVENTS_EACH)) * MEAN_GAP[priority][:, None]
    gaps[:, 0] = 0
    since = np.cumsum(gaps.astype(np.int64) // SECOND * SECOND, axis=1)
    return last[:, None] - since[:, -1:] + since


@dataclass(frozen=True)
class Story:
    """The events of one ticket as plain values: instant in microseconds, word, what it says."""

    ticket: str
    events: list[tuple[int, str, dict[str, str]]]


def stories(events: Events) -> Iterator[Story]:
    """Yield ticket by ticket what peers are told."""
    for code, name in enumerate(events.tickets):
        low, high = np.searchsorted(events.ticket, [code, code + 1]).tolist()
        told = [
            (int(events.at[row]), EventKind(int(events.kind[row])).word, said(events, row)) for row in range(low, high)
        ]
        yield Story(name, told)


def said(events: Events, row: int) -> dict[str, Any]:
    """Return what an event says about its ticket."""
    words = {name: events.attributes[name].word(row) for name in ATTRIBUTES if name in events.attributes}
    return {name: word for name, word in words.items() if word}
