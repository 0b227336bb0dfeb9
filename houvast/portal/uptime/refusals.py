"""Why something about a disruption cannot be recorded; values for `wording`."""

from __future__ import annotations


class DisruptionRefused(Exception):
    """The base of every refusal about outages and maintenance."""


class EndsBeforeItBegins(DisruptionRefused):
    """It is said to end before it begins, or at that moment."""


class NotYetBegun(DisruptionRefused):
    """An outage is recorded when it has begun, and its end when it has come; what will be is maintenance."""


class EndMissing(DisruptionRefused):
    """Maintenance is announced with its end."""


class NothingSaid(DisruptionRefused):
    """Nothing new was told: no words, no other times, no other cause."""


class OverAlready(DisruptionRefused):
    """It was cancelled: nothing more is told of it."""


class OtherService(DisruptionRefused):
    """The service is not one that this customer receives."""
