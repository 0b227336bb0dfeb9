"""The statuses work can be in, and for whom it waits in them."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.sla.agreement.model import Agreement, Moment

IN_PROGRESS = "in-progress"
WAITING_CUSTOMER = "waiting-customer"
WAITING_SUPPLIER = "waiting-supplier"
SCHEDULED = "scheduled"
STATUSES = (IN_PROGRESS, WAITING_CUSTOMER, WAITING_SUPPLIER, SCHEDULED)

CUSTOMER, SUPPLIER = "customer", "supplier"

# An agreement names statuses as it likes; a word in the name says for whom they wait.
_WAITS_FOR: Mapping[str, str] = {
    "customer": CUSTOMER,
    "caller": CUSTOMER,
    "user": CUSTOMER,
    "klant": CUSTOMER,
    "supplier": SUPPLIER,
    "vendor": SUPPLIER,
    "leverancier": SUPPLIER,
}


def waiting_for(status: str) -> str:
    """Return `customer`, `supplier` or '' for a status, however it is spelled."""
    words = status.lower().replace("_", "-").replace(" ", "-").split("-")
    return next((_WAITS_FOR[word] for word in words if word in _WAITS_FOR), "")


def known_to(agreement: Agreement | None) -> tuple[str, ...]:
    """Return the statuses a ticket may enter: ours, and those that mean something to its agreement."""
    return tuple(dict.fromkeys([*STATUSES, *_pauses_of(agreement), *_moments_of(agreement)]))


def pausing(agreement: Agreement | None) -> frozenset[str]:
    """Return the statuses on which a clock of an agreement stands still."""
    return frozenset(_pauses_of(agreement))


def waiting_for_customer(agreement: Agreement | None) -> str:
    """Return the status in which a ticket waits for the customer: one on which its agreement pauses, or else ours."""
    theirs = (status for status in _pauses_of(agreement) if waiting_for(status) == CUSTOMER)
    return next(theirs, WAITING_CUSTOMER)


def _pauses_of(agreement: Agreement | None) -> list[str]:
    return [status for rule in agreement.clocks.values() for status in rule.pause] if agreement else []


def _moments_of(agreement: Agreement | None) -> list[str]:
    """Return the statuses that something waits for: a clock, a step, a regime."""
    if agreement is None:
        return []
    clocks = [each for rule in agreement.clocks.values() for each in (*rule.start, *rule.stop)]
    steps = [each for step in agreement.steps().values() for each in step.events]
    regimes = [each for regime in agreement.escalation.regimes.values() for each in regime.since]
    named = [each for each in (*clocks, *steps, *regimes) if isinstance(each, Moment)]
    return [word for each in named for name, words in each.said if name == "status" for word in words]
