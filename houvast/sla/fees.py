"""
What a percentage is a percentage of: named fees over a stretch of time.

Source of the rules: DESIGN §3, Credits; docs/reference/credits.md. An invoice goes before a price: where something was
charged for the stretch, that is the fee; where nothing was and the agreement has no price, the fee is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from houvast.sla import stretches
from houvast.sla.agreement.fee_model import EVERYTHING, Base, Fee, FeePer
from houvast.sla.agreement.model import Agreement
from houvast.sla.measured import Charge, Facts, Undecidable
from houvast.sla.stretches import Moments
from houvast.sla.terms import MICROSECOND, Span


@dataclass(frozen=True, slots=True)
class Charged:
    """One fee in a base; `share` and `of` where it is a part of another fee, whose amount is then `whole`."""

    fee: str
    amount: Fraction
    share: Fraction | None = None
    whole: Fraction | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A fee base as it comes out: the sum of some fees over a stretch of time."""

    amount: Fraction
    currency: str
    span: Span
    fees: tuple[Charged, ...]


def basis(base: Base, moments: Moments, resource: str, agreement: Agreement, facts: Facts) -> Basis:
    """Return what a percentage is of; raise Undecidable where a fee is not known, or fees differ in currency."""
    span = stretches.stretch(base.over, moments, agreement)
    lines = _Lines(agreement, facts, span, resource if base.affected else "", base.paid)
    found = tuple(lines.charged(name) for name in _names(base, lines))
    currencies = {_currency(each.fee, agreement) for each in found}
    if len(currencies) != 1:
        raise Undecidable("currency" if currencies else "fee", ", ".join(sorted(currencies)))
    return Basis(sum((each.amount for each in found), Fraction()), currencies.pop(), span, found)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The fees of an agreement and what was invoiced, over one stretch and for one resource ("" is all)."""

    agreement: Agreement
    facts: Facts
    span: Span
    resource: str
    only_paid: bool

    def charged(self, name: str) -> Charged:
        fee = self.agreement.fees[name]
        if fee.share is None:
            return Charged(name, self._amount(fee))
        whole = self.charged(fee.of).amount
        return Charged(name, fee.share * whole, fee.share, whole, fee.of)

    def are_invoiced(self, name: str) -> bool:
        return bool(self._charges(name))

    def _amount(self, fee: Fee) -> Fraction:
        charges = self._charges(fee.name)
        if charges:
            return sum((self._part(each) for each in charges if each.paid or not self.only_paid), Fraction())
        if fee.amount is None or self.only_paid:
            raise Undecidable("fee", fee.name)
        if fee.per is FeePer.ONCE:
            return Fraction(fee.amount)
        return Fraction(fee.amount) * stretches.times_in(self.span, fee.per, self.agreement.timezone)

    def _charges(self, name: str) -> list[Charge]:
        mine = [each for each in self.facts.charges if each.fee == name and self.resource in ("", each.resource)]
        return [each for each in mine if self._touches(each.span)]

    def _touches(self, charged: Span) -> bool:
        if not charged.length:
            return self.span.start <= charged.start < self.span.end
        return bool((charged & self.span).length)

    def _part(self, charge: Charge) -> Fraction:
        """Return what of a charge falls in the stretch, by length of time."""
        if not charge.span.length:
            return Fraction(charge.amount)
        inside = (charge.span & self.span).length // MICROSECOND
        return Fraction(charge.amount) * Fraction(inside, charge.span.length // MICROSECOND)


def _names(base: Base, lines: _Lines) -> tuple[str, ...]:
    if EVERYTHING not in base.fees:
        return tuple(name for name in base.fees if name not in base.without)
    own = [fee for fee in lines.agreement.fees.values() if not fee.of and fee.name not in base.without]
    return tuple(fee.name for fee in own if fee.per is not FeePer.ONCE or lines.are_invoiced(fee.name))


def _currency(name: str, agreement: Agreement) -> str:
    fee = agreement.fees[name]
    return _currency(fee.of, agreement) if fee.of else fee.currency


def priced(agreement: Agreement, prices: Mapping[str, Decimal]) -> Agreement:
    """Return the agreement with other prices for some of its fees."""
    fees = {name: replace(fee, amount=prices.get(name, fee.amount)) for name, fee in agreement.fees.items()}
    return replace(agreement, fees=fees)
