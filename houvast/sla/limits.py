"""
Limits on awards, in the order of the agreement: caps, floors, and amounts too small to give.

A cap is used up in order of time, then in the order of the agreement, so that what was given stays given. A bound that
is a part of a fee is rounded like the award, a cap down and a floor up: no rounding passes a cap.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import datetime
from fractions import Fraction

from houvast.sla import fees, stretches
from houvast.sla.agreement.claim_model import Bound, Limit
from houvast.sla.agreement.fee_model import Stretch
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import DAYS, CellKind, Rounding, RoundingMode
from houvast.sla.award import Award, ChangeKind, rounded
from houvast.sla.measured import Facts, Given, Undecidable
from houvast.sla.terms import MICROSECOND


def limited(awards: list[Award], limit: Limit, agreement: Agreement, facts: Facts) -> list[Award]:
    """
    Return awards with one limit applied; raise Undecidable where the fee of a bound is not known.

    awards  those that the limit holds for, in order of time
    """
    reach = _Reach(limit, agreement, facts)
    return reach.capped(awards) if limit.bound is Bound.AT_MOST else reach.floored(awards)


def holds_for(limit: Limit, award: Award) -> bool:
    """Say whether a limit holds for an award: for those it names, else for all that are no bonus."""
    return award.credit in limit.credits if limit.credits else not award.bonus


def bound(limit: Limit, award: Award, agreement: Agreement, facts: Facts) -> Fraction:
    """Return the bound in the unit of an award, not rounded; raise Undecidable where a fee is not known."""
    return _Reach(limit, agreement, facts).in_unit(award)


class _Reach:
    """One limit, and which awards share it."""

    def __init__(self, limit: Limit, agreement: Agreement, facts: Facts) -> None:
        self.limit, self.agreement, self.facts = limit, agreement, facts

    # -- caps ---------------------------------------------------------------------------------

    def capped(self, awards: list[Award]) -> list[Award]:
        """Return the awards, each with at most the room that those before it leave."""
        rooms: dict[Hashable, list[Award]] = {}
        found: list[Award] = []
        for index, award in enumerate(awards):
            room = rooms.setdefault(self._key(award, index), [])
            room.append(self._cut(award, self._recent(award, room)))
            found.append(room[-1])
        return found

    def _cut(self, award: Award, before: list[Award]) -> Award:
        most = self._rounded(award, RoundingMode.DOWN)
        used = sum((each.value for each in before), Fraction())
        used += sum((Fraction(each.amount) for each in self._earlier(award)), Fraction())
        after = min(award.value, max(most - used, Fraction(0)))
        return award.changed(ChangeKind.AT_MOST, after, bound=most, used=used, path=self.limit.path)

    def _recent(self, award: Award, room: list[Award]) -> list[Award]:
        """Return the awards of a room that still take it up: all, or those of the rolling days."""
        since = self._rolling(award)[0] if self.limit.days else None
        return [each for each in room if since is None or each.moments.credit > since]

    def _earlier(self, award: Award) -> Iterator[Given]:
        """Yield what earlier reckonings gave in the same stretch."""
        limit = self.limit
        if not limit.days and limit.per in (Stretch.INCIDENT, Stretch.PERIOD):
            return
        since, until = self._rolling(award) if limit.days else self._stretch(award)
        for given in self.facts.earlier:
            mine = given.credit in limit.credits or (not limit.credits and given.amount > 0)
            same = given.unit == award.unit and (not limit.each or given.resource == award.resource)
            if mine and same and since < given.at <= until:
                yield given

    def _rolling(self, award: Award) -> tuple[datetime, datetime]:
        at = award.moments.credit
        return stretches.days_later(at, -self.limit.days, self.agreement.timezone), at

    # -- floors, and what is too small --------------------------------------------------------

    def floored(self, awards: list[Award]) -> list[Award]:
        """Return the awards, each group of them raised to the bound, or dropped when it is too small."""
        groups: dict[Hashable, list[int]] = {}
        for index, award in enumerate(awards):
            if award.value:
                groups.setdefault(self._key(award, index), []).append(index)
        found = list(awards)
        for members in groups.values():
            self._settle(found, members)
        return found

    def _settle(self, found: list[Award], members: list[int]) -> None:
        first, total = found[members[0]], sum((found[k].value for k in members), Fraction())
        least, path = self._rounded(first, RoundingMode.UP), self.limit.path
        if self.limit.bound is Bound.AT_LEAST:
            after = first.value + max(least - total, Fraction(0))
            found[members[0]] = first.changed(ChangeKind.AT_LEAST, after, bound=least, path=path)
        elif total < least or (total == least and self.limit.bound is Bound.IGNORE_UP_TO):
            for k in members:
                found[k] = found[k].changed(ChangeKind.IGNORED, Fraction(0), bound=least, path=path)

    # -- which awards belong together ---------------------------------------------------------

    def _key(self, award: Award, index: int) -> Hashable:
        """Return what is equal for awards that draw on the same room."""
        whose = (award.unit, award.resource if self.limit.each else "")
        if self.limit.days:
            return whose
        return index if self.limit.per is Stretch.INCIDENT else (whose, self._stretch(award))

    def _stretch(self, award: Award) -> tuple[datetime, datetime]:
        moments = award.moments
        # The end of a period is the first instant of the next month: what it brings belongs to the month it ends.
        at = moments.begin if moments.incident else moments.credit - MICROSECOND
        span = stretches.holding(self.limit.per, moments, at, self.agreement)
        return span.start, span.end

    # -- the bound ----------------------------------------------------------------------------

    def _rounded(self, award: Award, mode: RoundingMode) -> Fraction:
        found = self.in_unit(award)
        return rounded(found, Rounding(award.rounding.step, mode)) if award.rounding else found

    def in_unit(self, award: Award) -> Fraction:
        """Return the bound in the unit of the award: days are worth the fee base, divided by its days."""
        cell = self.limit.cell
        unit = {CellKind.DAYS: DAYS, CellKind.MONEY: cell.currency, CellKind.SHARE: ""}[cell.kind]
        if unit == award.unit or not cell.value:
            return cell.value
        base = fees.basis(self.limit.base, award.moments, award.resource, self.agreement, self.facts)
        days = stretches.days_in(base.span, self.agreement.timezone)
        if cell.kind is CellKind.SHARE:
            return cell.value * (days if award.unit == DAYS else base.amount)
        if award.unit == DAYS and unit == base.currency and base.amount:
            return cell.value / base.amount * days
        if unit == DAYS and award.unit == base.currency:
            return cell.value * base.amount / days
        raise Undecidable("currency", ", ".join(sorted({unit, award.unit})))
