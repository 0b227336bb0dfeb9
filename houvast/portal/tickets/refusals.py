"""Why something cannot be done to a ticket: one exception a reason, holding values for `wording`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime


class Refused(Exception):
    """The base of every refusal; `ticket` is its number."""

    def __init__(self, ticket: int) -> None:
        super().__init__(f"{type(self).__name__}: ticket {ticket}")
        self.ticket = ticket


class TicketIsClosed(Refused):
    """Closed or cancelled: it must be reopened first."""


class TicketIsMerged(Refused):
    """Merged into another: write there."""


class TicketIsResolved(Refused):
    """Already resolved: reopen it first."""


class NothingToReopen(Refused):
    """It is still open."""


class NothingToChange(Refused):
    """What was asked is how it already stands."""


class TextMissing(Refused):
    """Something must be written: a message or a reason."""


class TextTooLong(Refused):
    """More was written than fits; `longest` is the number of characters allowed."""

    def __init__(self, ticket: int, longest: int) -> None:
        super().__init__(ticket)
        self.longest = longest


class UnknownWord(Refused):
    """A status, priority, impact or urgency that the agreement does not know; `known` are those it does."""

    def __init__(self, ticket: int, field: str, word: str, known: Iterable[str]) -> None:
        super().__init__(ticket)
        self.field, self.word, self.known = field, word, tuple(known)


class CannotHandle(Refused):
    """The person named may not work on tickets of this customer."""


class NotYetHappened(Refused):
    """The event is said to happen after now; `happened_at` is what was said."""

    def __init__(self, ticket: int, happened_at: datetime) -> None:
        super().__init__(ticket)
        self.happened_at = happened_at


class BeforeOpening(NotYetHappened):
    """The event is said to have happened before the ticket was opened."""


class OtherOrganisation(Refused):
    """Tickets of two organisations are never merged."""


class MergeIntoItself(Refused):
    """A ticket cannot be merged into itself."""


class CannotCorrect(Refused):
    """This event cannot become what was asked: an opening cannot be withdrawn, nothing else can become one."""


class CannotFollow(Refused):
    """The person named does not belong to the customer, or may have no tickets there."""


class CannotReportFor(Refused):
    """A ticket is reported for a colleague of the same customer, and nobody else."""
