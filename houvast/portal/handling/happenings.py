"""What handling announces beside what the tickets do. `flow` says who acts on it."""

from __future__ import annotations

from dataclasses import dataclass

from houvast.portal.tickets.happenings import Happening


@dataclass(frozen=True, slots=True)
class Mentioned(Happening):
    """A note named these people, by their keys."""

    people: tuple[int, ...] = ()
