"""
Claims and settlement: by when a credit must be asked for, whether it was, and how and when it is paid.

Source of the rules: DESIGN §3, Credits. What is asked for exactly at the deadline is in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from houvast.sla import fees, stretches
from houvast.sla.agreement.credit_model import CENTS, DAYS, ClaimRule, Settled, Settlement
from houvast.sla.agreement.model import Agreement
from houvast.sla.award import Award, rounded
from houvast.sla.eligibility import is_eligible
from houvast.sla.measured import Facts, Undecidable


class Standing(StrEnum):
    """How the right to a credit stands."""

    AUTOMATIC = "automatic"
    OPEN = "open"
    CLAIMED = "claimed"
    INCOMPLETE = "incomplete"
    LAPSED = "lapsed"
    NOT_ELIGIBLE = "not-eligible"


@dataclass(frozen=True, slots=True)
class Claim:
    """
    A request for a credit.

    evidence  what came with it, in the words of the agreement
    """

    at: datetime
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Right:
    """
    The right to one award.

    until    when it lapses; None where nothing is said, or nothing needs to be asked
    missing  evidence that the claim still lacks
    """

    award: Award
    standing: Standing
    until: datetime | None
    missing: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Say whether the credit is to be settled."""
        return self.standing in (Standing.AUTOMATIC, Standing.CLAIMED)


def right(
    award: Award, claim: Claim | None, agreement: Agreement, attributes: Mapping[str, str], *, as_of: datetime
) -> Right:
    """
    Return how the right to an award stands at an instant.

    claim       the request; None, or one after `as_of`, is none yet
    attributes  of the contract and resource, for who is eligible
    Raises Undecidable where an attribute, or what a deadline counts from, is not known.
    """
    rule = _rule(award, agreement)
    if not is_eligible(rule.only, attributes):
        return Right(award, Standing.NOT_ELIGIBLE, None)
    if not rule.required:
        return Right(award, Standing.AUTOMATIC, None)
    until = stretches.deadline(rule.within, award.moments, agreement) if rule.within else None
    if claim is None or claim.at > as_of:
        return Right(award, Standing.LAPSED if until and as_of > until else Standing.OPEN, until)
    return _claimed(award, claim, rule, until)


def _rule(award: Award, agreement: Agreement) -> ClaimRule:
    own = agreement.credits.by_name[award.credit].claim
    return own if own is not None else agreement.credits.claim


def _claimed(award: Award, claim: Claim, rule: ClaimRule, until: datetime | None) -> Right:
    if until is not None and claim.at > until:
        return Right(award, Standing.LAPSED, until)
    missing = tuple(each for each in rule.evidence if each not in claim.evidence)
    return Right(award, Standing.INCOMPLETE if missing else Standing.CLAIMED, until, missing)


# -- settlement ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Payment:
    """
    How one award is settled.

    amount   in `unit`: a currency, or DAYS that are added to the term
    until    when it must have been done; None where nothing is said
    last_day the last day of the term with the days added; None unless days are added to a term that ends
    """

    award: Award
    by: Settled
    unit: str
    amount: Decimal
    until: datetime | None
    last_day: date | None


def settle(award: Award, claim: Claim | None, agreement: Agreement, facts: Facts) -> Payment:
    """
    Return how and by when an award is settled: the first way of the agreement that applies.

    Raises Undecidable where no way applies, or something that it needs is not known.
    """
    way = _way(agreement, facts.attributes)
    moments = replace(award.moments, claim=claim.at if claim else award.moments.claim)
    until = stretches.deadline(way.within, moments, agreement) if way.within else None
    if way.by is Settled.TERM or award.unit != DAYS:
        return Payment(award, way.by, award.unit, award.amount, until, _last_day(award, way, agreement))
    unit, worth = _worth(award, way, agreement, facts)
    amount = -worth if award.bonus else worth
    return Payment(award, way.by, unit, Decimal(amount.numerator) / Decimal(amount.denominator), until, None)


def _way(agreement: Agreement, attributes: Mapping[str, str]) -> Settlement:
    for way in agreement.credits.settlements:
        if is_eligible(way.only, attributes):
            return way
    raise Undecidable("settlement")


def _last_day(award: Award, way: Settlement, agreement: Agreement) -> date | None:
    """Return the last day of the term with the whole days of an award added."""
    ends = agreement.effective_until
    if way.by is not Settled.TERM or award.unit != DAYS or ends is None:
        return None
    return ends + timedelta(days=int(award.value))


def _worth(award: Award, way: Settlement, agreement: Agreement, facts: Facts) -> tuple[str, Fraction]:
    """Return what days of service are worth: a part of the fee base each, or the base divided by its days."""
    base = fees.basis(award.gift.base, award.moments, award.resource, agreement, facts)
    day = way.day if way.day is not None else 1 / stretches.days_in(base.span, agreement.timezone)
    return base.currency, rounded(award.value * day * base.amount, award.gift.rounding or CENTS)
