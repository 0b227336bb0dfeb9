"""
Credits of measured periods, from what was missed to the amount.

Source of the rules: DESIGN §3, Credits. The order is fixed: quantity → band → blocks → share of the fee base → sum of
the parts → raised after repeated misses → rounded → limits of the credit → combination → limits of the agreement.
What is not known gives no amount, and is told apart from a credit of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from houvast.sla import fees, limits, quantities, shapes, stretches
from houvast.sla.agreement.claim_model import Combination, FollowUp, Limit, Take
from houvast.sla.agreement.credit_model import Credit, Gift
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import Band, CellKind, Quantity
from houvast.sla.award import Award, ChangeKind, Derivation
from houvast.sla.eligibility import is_eligible
from houvast.sla.fees import Basis
from houvast.sla.measured import Charge, Facts, Given, Incident, Measured, Undecidable
from houvast.sla.quantities import Amount
from houvast.sla.stretches import Moments
from houvast.sla.terms import Span

__all__ = ["Award", "Charge", "Facts", "Given", "Incident", "Measured", "Reckoning", "Undecided", "reckon"]

ANY_OTHER = "*"
"""The gift for every value of the attribute that has none of its own."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A credit without an amount, because something is not known: `missing` and `name` as in Undecidable."""

    credit: str
    source: str
    resource: str
    period: Span
    missing: str
    name: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A right or duty that misses brought about; by when it is to be used or done, None where nothing is said."""

    credit: str
    source: str
    resource: str
    period: Span
    follow_up: FollowUp
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What measured periods bring: awards in order of time, what cannot be decided, and rights and duties."""

    awards: tuple[Award, ...]
    undecided: tuple[Undecided, ...]
    followed: tuple[Followed, ...]

    @property
    def totals(self) -> Mapping[str, Decimal]:
        """The sum of all awards in each unit, bonuses subtracted."""
        units = dict.fromkeys(award.unit for award in self.awards)
        return {unit: sum((each.amount for each in self.awards if each.unit == unit), Decimal(0)) for unit in units}


def reckon(agreement: Agreement, facts: Facts) -> Reckoning:
    """Return the credits of an agreement over measured periods, each with its derivation."""
    work = _Work(agreement, facts)
    work.award()
    work.apply_own_limits()
    for combination in agreement.credits.combinations:
        work.combine(combination)
    for limit in agreement.credits.limits:
        work.apply(limit)
    return Reckoning(tuple(work.awards), tuple(work.undecided), tuple(work.followed))


class _Work:
    """One reckoning under way: the awards so far, in order of time and then of the agreement."""

    def __init__(self, agreement: Agreement, facts: Facts) -> None:
        self.agreement, self.facts = agreement, facts
        self.awards: list[Award] = []
        self.undecided: list[Undecided] = []
        self.followed: list[Followed] = []

    # -- awarding -----------------------------------------------------------------------------

    def award(self) -> None:
        """Award every credit for every period of its sources."""
        for credit in self.agreement.credits.by_name.values():
            for group in _groups(credit, self.facts):
                self.awards += self._of_group(credit, group)
        self.awards.sort(key=lambda award: award.moments.credit)

    def _of_group(self, credit: Credit, group: list[Measured]) -> Iterator[Award]:
        """Yield the awards of a credit for what belongs to one period and resource."""
        gift = self._gift(credit, group[0])
        if gift is None:
            return
        for measured in group:
            with _Noting(self, credit, measured):
                self._follow(credit, gift, measured)
        for amount in self._amounts(credit, gift, group):
            award = self._decided(credit, gift, amount)
            if award is not None:
                yield award

    def _amounts(self, credit: Credit, gift: Gift, group: list[Measured]) -> list[Amount]:
        """Return the quantities of a group; misses of several targets are one quantity."""
        found: list[Amount] = []
        known = 0
        for measured in group:
            with _Noting(self, credit, measured):
                for amount in quantities.amounts(gift, measured, self.agreement):
                    found.append(amount)  # one by one: what is known stays when the next is not
                known += 1
        return _together(gift, found, len(group) - known) if gift.quantity is Quantity.MISSES else found

    def _decided(self, credit: Credit, gift: Gift, amount: Amount) -> Award | None:
        with _Noting(self, credit, amount.measured):
            return self._award(credit, gift, amount)
        return None

    def _gift(self, credit: Credit, measured: Measured) -> Gift | None:
        """Return what a credit gives; None where its conditions do not hold, or where it is not known whether."""
        attributes = self._attributes(measured)
        with _Noting(self, credit, measured):
            if not is_eligible(credit.only, attributes):
                return None
            if not credit.attribute:
                return credit.gifts[""]
            if credit.attribute not in attributes:
                raise Undecidable("attribute", credit.attribute)
            return credit.gifts.get(attributes[credit.attribute], credit.gifts.get(ANY_OTHER))
        return None

    def _attributes(self, measured: Measured) -> Mapping[str, str]:
        return {**self.facts.attributes, **measured.attributes}

    def _award(self, credit: Credit, gift: Gift, amount: Amount) -> Award | None:
        measured, incident = amount.measured, amount.incident
        band = gift.band(amount.value)
        if band is None or (gift.when_missed and quantities.is_reached(gift, measured, self.agreement)):
            return None
        moments = Moments(measured.period, incident.span if incident else None, self.facts.claimed_at)
        basis = self._basis(gift, band, moments, measured)
        parts = tuple(shapes.reckoned(part, amount, basis) for part in band.parts)
        value = sum((each.amount for each in parts), Fraction())
        if not value:
            return None
        derivation = Derivation(gift.quantity, amount.value, band.path, band.within, parts, basis)
        unit = shapes.unit(band, basis)
        bare = Award(
            credit.name,
            measured.source,
            measured.resource,
            moments,
            gift,
            unit,
            value,
            credit.bonus,
            derivation,
            incident,
        )
        return shapes.rounded_off(self._raised(bare, measured))

    def _basis(self, gift: Gift, band: Band, moments: Moments, measured: Measured) -> Basis | None:
        if not any(part.cell.kind is CellKind.SHARE and part.cell.value for part in band.parts):
            return None
        return fees.basis(gift.base, moments, measured.resource, self.agreement, self.facts)

    def _raised(self, award: Award, measured: Measured) -> Award:
        for each in award.gift.raises:
            if quantities.are_missed(each.after, measured):
                path = ("credits", award.credit, "repeated")
                return award.changed(ChangeKind.RAISED, award.value * each.times, bound=each.times, path=path)
        return award

    def _follow(self, credit: Credit, gift: Gift, measured: Measured) -> None:
        """Note the rights and duties of a missed period."""
        if not credit.follow_ups or quantities.is_reached(gift, measured, self.agreement):
            return
        moments = Moments(measured.period, None, self.facts.claimed_at)
        for each in credit.follow_ups:
            if quantities.are_missed(each.after, measured):
                until = stretches.deadline(each.within, moments, self.agreement) if each.within else None
                self.followed.append(
                    Followed(credit.name, measured.source, measured.resource, measured.period, each, until)
                )

    def note(self, credit: str, source: str, resource: str, period: Span, unknown: Undecidable) -> None:
        """Note once what cannot be decided."""
        found = Undecided(credit, source, resource, period, unknown.missing, unknown.name)
        if found not in self.undecided:
            self.undecided.append(found)

    # -- combination and limits ---------------------------------------------------------------

    def apply_own_limits(self) -> None:
        """Apply the limits that a credit has of its own, in its order, to its own awards."""
        for credit in self.agreement.credits.by_name.values():
            for gift in credit.gifts.values():
                for limit in gift.limits:
                    self._apply(limit, gift)

    def apply(self, limit: Limit) -> None:
        """Apply a limit of the agreement."""
        self._apply(limit, None)

    def _apply(self, limit: Limit, only: Gift | None) -> None:
        self._drop_undecidable(limit, only)
        rows = [row for row, award in enumerate(self.awards) if _is_held(limit, award, only)]
        after = limits.limited([self.awards[row] for row in rows], limit, self.agreement, self.facts)
        for row, award in zip(rows, after, strict=True):
            self.awards[row] = award

    def _drop_undecidable(self, limit: Limit, only: Gift | None) -> None:
        """Set apart the awards whose limit depends on what is not known: their amount is not known either."""
        for award in [each for each in self.awards if _is_held(limit, each, only)]:
            try:
                limits.bound(limit, award, self.agreement, self.facts)
            except Undecidable as unknown:
                self.note(award.credit, award.source, award.resource, award.period, unknown)
                self.awards = [each for each in self.awards if each is not award]

    def combine(self, combination: Combination) -> None:
        """Leave one award of each group that belongs to one period and resource."""
        if combination.take is Take.SUM:
            return
        groups: dict[object, list[int]] = {}
        for row, award in enumerate(self.awards):
            named = award.credit in combination.credits if combination.credits else not award.bonus
            if named and award.value:
                key = (award.unit, award.resource, award.period.start, award.period.end)
                groups.setdefault(key, []).append(row)
        open_rows: set[int] = set()
        for rows in groups.values():
            kept = self._taken(combination.take, rows)
            rival = self._rival(combination, self.awards[kept])
            for row in rows:
                if rival is not None:
                    self._leave_open(self.awards[row], rival)
                    open_rows.add(row)
                elif row != kept:
                    self.awards[row] = self.awards[row].changed(ChangeKind.COMBINED, Fraction(0), path=("combine",))
        self.awards = [award for row, award in enumerate(self.awards) if row not in open_rows]

    def _rival(self, combination: Combination, award: Award) -> Undecided | None:
        """Return what is undecided and could take the place of an award."""
        order = list(self.agreement.credits.by_name)
        for each in self.undecided:
            bonus = self.agreement.credits.by_name[each.credit].bonus
            named = each.credit in combination.credits if combination.credits else not bonus
            goes_before = combination.take is not Take.FIRST or order.index(each.credit) < order.index(award.credit)
            same = (each.resource, each.period) == (award.resource, award.period)
            if named and goes_before and same and each.credit != award.credit:
                return each
        return None

    def _leave_open(self, award: Award, unknown: Undecided) -> None:
        missing = Undecidable(unknown.missing, unknown.name)
        self.note(award.credit, award.source, award.resource, award.period, missing)

    def _taken(self, take: Take, rows: list[int]) -> int:
        if take is Take.MAXIMUM:
            return max(rows, key=lambda row: (self.awards[row].value, -row))
        order = list(self.agreement.credits.by_name)
        return min(rows, key=lambda row: (order.index(self.awards[row].credit), row))


class _Noting:
    """Notes what turns out not to be known about a credit, and goes on."""

    def __init__(self, work: _Work, credit: Credit, measured: Measured) -> None:
        self.work, self.credit, self.measured = work, credit, measured

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, unknown: object, _trace: object) -> bool:
        if not isinstance(unknown, Undecidable):
            return False
        self.work.note(self.credit.name, self.measured.source, self.measured.resource, self.measured.period, unknown)
        return True


def _together(gift: Gift, found: list[Amount], unknown: int) -> list[Amount]:
    """Return misses of several targets as one quantity; none while what is unknown could make it another credit."""
    missed = [each for each in found if each.value]
    if not missed:
        return []
    bands = [gift.band(Fraction(len(missed) + more)) for more in range(unknown + 1)]
    by_number = any(part.every for band in bands if band for part in band.parts)
    is_open = unknown and (by_number or any(band != bands[0] for band in bands))
    return [Amount(Fraction(len(missed)), missed[0].measured)] if not is_open else []


def _is_held(limit: Limit, award: Award, only: Gift | None) -> bool:
    return limits.holds_for(limit, award) and (only is None or award.gift is only)


def _groups(credit: Credit, facts: Facts) -> list[list[Measured]]:
    """Return what was measured for a credit, together where it is of one period and resource."""
    found: dict[object, list[Measured]] = {}
    for each in facts.measured:
        if each.source in credit.sources:
            found.setdefault((each.period.start, each.period.end, each.resource), []).append(each)
    return list(found.values())
