"""Asking for the credits of the collection: whether it was in time and complete, and how and by when it is settled."""

from __future__ import annotations

from typing import Any

from houvast.sla.agreement.model import Agreement
from houvast.sla.award import Award
from houvast.sla.claim import Claim, Payment, Standing, right, settle
from houvast.sla.credit import Facts, Measured
from tests.corpus.reading import at, reckoned


def award(agreement: Agreement, *periods: Measured, **facts: Any) -> Award:
    """Return the one award that measured periods must give; facts as in Facts."""
    (found,) = reckoned(agreement, *periods, **facts).awards
    return found


def asked(
    agreement: Agreement, found: Award, moment: str, *brought: str, reported: str | None = None, **attributes: str
) -> Standing:
    """
    Return how the right to an award stands once it is asked for.

    moment      when, in the zone of the agreement
    brought     evidence that comes with it
    reported    when what went wrong was reported
    attributes  of the contract and resource
    """
    claim = Claim(at(agreement, moment), brought, at(agreement, reported) if reported else None)
    return right(found, claim, agreement, attributes, as_of=claim.at).standing


def settled(agreement: Agreement, *periods: Measured, asked: str = "", **facts: Any) -> Payment:
    """Return how the one award of measured periods is settled, if it is asked for at a moment."""
    claim = Claim(at(agreement, asked)) if asked else None
    return settle(award(agreement, *periods, **facts), claim, agreement, Facts(periods, **facts))
