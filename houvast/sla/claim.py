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

from houvast.sla import fees, stretches
from houvast.sla.agreement.claim_model import ClaimRule, Deadline, Settled, Settlement
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import CENTS, DAYS
from houvast.sla.award import Award, decimal, rounded
from houvast.sla.eligibility import is_eligible
from houvast.sla.measured import Facts, Undecidable


class Standing(StrEnum):
    """How the right to a credit stands."""

    AUTOMATIC = "automatic"
    OPEN = "open"
    CLAIMED = "claimed"
    INCOMPLETE = "incomplete"
    LAPSED = "lapsed"
    NOT_REPORTED = "not-reported"
    NOT_ELIGIBLE = "not-eligible"


@dataclass(frozen=True, slots=True)
class Claim:
    """
    A request for a credit.

    evidence     what came with it, in the words of the agreement
    reported_at  when the customer reported what went wrong; None where that was not done
    """

    at: datetime
    evidence: tuple[str, ...] = ()
    reported_at: datetime | None = None


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
    made = claim if claim is not None and claim.at <= as_of else None
    until = _end(rule.within, award, made, agreement)
    if made is None:
        return Right(award, Standing.LAPSED if until and as_of > until else Standing.OPEN, until)
    return _claimed(award, made, rule, until, agreement)


def _rule(award: Award, agreement: Agreement) -> ClaimRule:
    own = agreement.credits.by_name[award.credit].claim
    return own if own is not None else agreement.credits.claim


def _end(limit: Deadline | None, award: Award, claim: Claim | None, agreement: Agreement) -> datetime | None:
    """Return when a time limit ends; None without one."""
    moments = award.moments
    if claim is not None:
        moments = replace(moments, claim=claim.at, report=claim.reported_at)
    return stretches.deadline(limit, moments, agreement) if limit else None


def _claimed(award: Award, claim: Claim, rule: ClaimRule, until: datetime | None, agreement: Agreement) -> Right:
    if until is not None and claim.at > until:
        return Right(award, Standing.LAPSED, until)
    reported_by = _end(rule.reported, award, claim, agreement)
    if reported_by is not None and (claim.reported_at is None or claim.reported_at > reported_by):
        return Right(award, Standing.NOT_REPORTED, until)
    missing = tuple(each for each in rule.evidence if each not in claim.evidence)
    return Right(award, Standing.INCOMPLETE if missing else Standing.CLAIMED, until, missing)


# -- settlement ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Payment:
    """
    How one award is settled.

    amount   in `unit`: a currency, or DAYS that are added to the term
    until    when it must have been done; None where nothing is said
    expires  when the customer can no longer use it; None where nothing is said
    last_day the last day of the term with the days added; None unless days are added to a term that ends
    """

    award: Award
    by: Settled
    unit: str
    amount: Decimal
    until: datetime | None
    expires: datetime | None
    last_day: date | None


def settle(award: Award, claim: Claim | None, agreement: Agreement, facts: Facts) -> Payment:
    """
    Return how and by when an award is settled: the first way of the agreement that applies.

    Raises Undecidable where no way applies, or something that it needs is not known.
    """
    way = _way(agreement, facts.attributes)
    unit, amount = award.unit, award.amount
    if unit == DAYS and way.by is not Settled.TERM:
        unit, amount = _worth(award, way, agreement, facts)
    return Payment(
        award=award,
        by=way.by,
        unit=unit,
        amount=amount,
        until=_end(way.within, award, claim, agreement),
        expires=_end(way.expires, award, claim, agreement),
        last_day=_last_day(award, way, agreement),
    )


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


def _worth(award: Award, way: Settlement, agreement: Agreement, facts: Facts) -> tuple[str, Decimal]:
    """Return what days of service are worth: a part of the fee base each, or the base divided by its days."""
    base = fees.basis(award.gift.base, award.moments, award.resource, agreement, facts)
    day = way.day if way.day is not None else 1 / stretches.days_in(base.span, agreement.timezone)
    worth = rounded(award.value * day * base.amount, award.gift.rounding or CENTS)
    return base.currency, decimal(-worth if award.bonus else worth)
