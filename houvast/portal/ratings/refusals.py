"""Why a solution cannot be rated; values for `wording`."""

from __future__ import annotations

from houvast.portal.tickets.refusals import Refused


class NotSolved(Refused):
    """There is no solution to rate: it is open, or ended without one."""


class ScoreOutOfRange(Refused):
    """The score is not one of those that can be given."""


class TooMuchLost(Refused):
    """More time is said to be lost than can be told of one ticket."""
