"""
Which version of an agreement judges what happens at an instant.

The latest version that has begun speaks for all of one name. Where changes wait for the renewal of a customer's term,
the version in force when the current term began holds until the term ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from houvast.sla import walltime
from houvast.sla.agreement.model import Agreement
from houvast.sla.periods import Cycle
from houvast.sla.terms import instant, micros


def in_force(versions: Sequence[Agreement], at: datetime, *, subscribed: date | None = None) -> Agreement | None:
    """
    Return the version of one agreement that holds at an instant; None where none does.

    versions    of one name, in any order
    subscribed  first day of the customer's first term; None where terms do not matter
    """
    latest = _latest(versions, at)
    if latest is not None and latest.frozen and subscribed is not None:
        latest = _latest(versions, _term_began(latest, subscribed, at)) or latest
    return latest if latest is not None and not latest.term.has_ended(at) else None


def _latest(versions: Sequence[Agreement], at: datetime) -> Agreement | None:
    begun = [each for each in versions if each.term.has_begun(at)]
    return max(begun, key=lambda each: each.effective_from, default=None)


def _term_began(version: Agreement, subscribed: date, at: datetime) -> datetime:
    """Return the first instant of the customer's term that holds an instant."""
    zone = version.timezone
    day = walltime.local(micros(at), zone).date()
    first = Cycle(months=version.renews, anchor=subscribed).first(day)
    return instant(walltime.opening(max(first, subscribed), 0, zone))
