"""What starts or stops a clock, and what a step or a regime follows: an event, or an event that says something."""

from __future__ import annotations

from dataclasses import dataclass

from houvast.sla.terms import EventKind


@dataclass(frozen=True, slots=True)
class Moment:
    """
    An event that says something: the status becomes `diagnosed`, a ticket is assigned to the second line.

    said  attributes that the event must say, each with the words that count
    """

    kind: EventKind
    said: tuple[tuple[str, tuple[str, ...]], ...]


Happening = EventKind | Moment
"""What starts or stops a clock: an event whatever it says, or a moment."""
