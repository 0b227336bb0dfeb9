"""What is told between processes: that something about a ticket changed, by keys and numbers alone."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from enum import StrEnum


class What(StrEnum):
    """
    What changed.

    changed   what a customer may see of a ticket, or its clocks
    inside    what only the provider's people read: an internal note
    presence  somebody opened or left a ticket at the desk
    """

    CHANGED = "changed"
    INSIDE = "inside"
    PRESENCE = "presence"

    @property
    def is_internal(self) -> bool:
        """Whether only who sees internal things is told."""
        return self is not What.CHANGED


@dataclass(frozen=True, slots=True)
class Hint:
    """
    Something changed at a customer.

    organisation, ticket, reporter  keys; number is what people call the ticket
    ticket                          None when many tickets changed at once; number and reporter then are None too
    """

    what: What
    organisation: int
    ticket: int | None = None
    number: int | None = None
    reporter: int | None = None


def written(hint: Hint) -> str:
    """Return a hint as text, for the database to carry."""
    return json.dumps(astuple(hint), separators=(",", ":"))


def read(text: str) -> Hint:
    """Return the hint that `written` made a text of."""
    what, *keys = json.loads(text)
    return Hint(What(what), *keys)
