"""Why something cannot be done while handling a ticket; one exception a reason, as in `tickets.refusals`."""

from __future__ import annotations

from collections.abc import Iterable

from houvast.portal.tickets.refusals import Refused


class UnknownPlaces(Refused):
    """A text has places that nothing fills; `places` are their names as written."""

    def __init__(self, ticket: int, places: Iterable[str]) -> None:
        super().__init__(ticket)
        self.places = ", ".join(f"{{{place}}}" for place in places)


class LinkedAlready(Refused):
    """The two tickets are linked in this way already."""


class LinkToItself(Refused):
    """A ticket cannot be linked to itself."""


class LinkAcross(Refused):
    """Tickets of two organisations are never linked."""


class LinkInCircle(Refused):
    """A major incident is not part of what is part of it."""


class CauseMissing(Refused):
    """A promise was broken on this ticket, and nobody has said why yet."""


class NothingBroken(Refused):
    """No promise was broken by that clock."""


class TakenAlready(Refused):
    """Somebody has acknowledged this step."""


class TooLateToUndo(Refused):
    """It was done too long ago, or was undone already."""


class WentOn(Refused):
    """Something else happened to the ticket since."""


class NoWayBack(Refused):
    """It had no status, team or priority before, and no fact can say that it has none again."""


class PauseWithoutReason(Refused):
    """A clock is to stand still, and the customer would not read why."""


class NoSuchTicket(Refused):
    """There is no ticket of this number for who asks."""
