"""What is worth saying about fees and credits: gaps and overlaps of bands, edges, triggers, caps and claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from houvast.sla.agreement.claim_model import Bound, Deadline, Limit, Settled
from houvast.sla.agreement.credit_model import Credit, Gift
from houvast.sla.agreement.fee_model import EVERYTHING, Anchor, Base
from houvast.sla.agreement.findings import Finding, Severity, remark
from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.shape_model import Band, CellKind, Quantity, Range
from houvast.sla.terms import DAY, HOUR, MINUTE, SECOND

Found = Iterator[Finding]

_OF_TICKETS = ("impact", "priority", "urgency")
_IN_PERCENT = (Quantity.FIGURE, Quantity.UNAVAILABILITY)


# -- fees ---------------------------------------------------------------------------------------------


def _fees(agreement: Agreement) -> Found:
    used = {name for base in _bases(agreement) for name in (*base.fees, *base.without)}
    used |= {fee.of for fee in agreement.fees.values() if fee.of}
    for name, fee in agreement.fees.items():
        if name not in used and (EVERYTHING not in used or fee.of):
            yield remark(agreement, ("fees", name), "fee-unused", word=name)


def _bases(agreement: Agreement) -> Iterator[Base]:
    for _credit, gift in _gifts(agreement):
        yield gift.base
        yield from (limit.base for limit in gift.limits)
    yield from (limit.base for limit in agreement.credits.limits)


# -- bands --------------------------------------------------------------------------------------------


def _bands(agreement: Agreement) -> Found:
    for credit, gift in _gifts(agreement):
        path = ("credits", credit.name, "bands")
        if path in agreement.places:
            yield from _gaps(agreement, gift, path)
            yield from _overlaps(agreement, gift)
            yield from _order(agreement, gift)


def _gaps(agreement: Agreement, gift: Gift, path: tuple[str, ...]) -> Found:
    edges = _edges(gift)
    between = {(low, high): _holds(gift, (low + high) / 2) for low, high in pairwise(edges)}
    for (low, high), is_held in between.items():
        if not is_held:
            yield remark(agreement, path, "band-gap", low=_said(gift, low), high=_said(gift, high))
    for edge in edges:
        beside = [is_held for pair, is_held in between.items() if edge in pair]
        if not _holds(gift, edge) and all(beside) and _holds_around(gift, edge, edges):
            yield remark(agreement, path, "edge-in-no-band", word=_said(gift, edge))


def _holds_around(gift: Gift, edge: Fraction, edges: list[Fraction]) -> bool:
    """Say whether something holds on both sides of an edge, also where it is the first or the last."""
    below = edge - 1 if edge == edges[0] else edge
    above = edge + 1 if edge == edges[-1] else edge
    return all(_holds(gift, value) for value in (below, above) if value != edge)


def _overlaps(agreement: Agreement, gift: Gift) -> Found:
    """A band inside another is a narrower case of it; two that only share a part contradict each other."""
    for one, other in combinations(gift.bands, 2):
        both = (one.within, other.within)
        (low, low_out), (high, high_in) = max(each.begins for each in both), min(each.ends for each in both)
        is_shared = low < high or (low == high and high_in and not low_out)
        is_nested = ((low, low_out), (high, high_in)) in [(each.begins, each.ends) for each in both]
        if is_shared and (one.within == other.within or not is_nested):
            yield remark(agreement, other.path, "band-overlap", low=_said(gift, low), high=_said(gift, high))


def _order(agreement: Agreement, gift: Gift) -> Found:
    """A greater miss should not give less: looked at where every band gives one amount, all of one kind."""
    cells = {(part.cell.kind, part.cell.currency) for band in gift.bands for part in band.parts}
    if len(cells) != 1 or any(part.every for band in gift.bands for part in band.parts):
        return
    values = _probes(gift)
    if gift.quantity is Quantity.FIGURE and not gift.promise_is_most:
        values.reverse()
    given = [(value, band) for value in values if (band := gift.band(value)) is not None]
    for (better, less), (worse, more) in pairwise(given):
        if _flat(more) < _flat(less):
            low, high = _said(gift, better), _said(gift, worse)
            yield remark(agreement, more.path, "worse-gives-less", low=low, high=high)


def _flat(band: Band) -> Fraction:
    return sum((part.cell.value * part.times for part in band.parts), Fraction())


# -- the trigger against the promise ------------------------------------------------------------------


def _triggers(agreement: Agreement) -> Found:
    for credit, gift in _gifts(agreement):
        if gift.when_missed or credit.bonus or gift.promise_is_most or gift.quantity not in _IN_PERCENT:
            continue
        for source in credit.sources:
            target = agreement.availability.get(source)
            promise = gift.promise if gift.promise is not None or target is None else Fraction(target.at_least)
            if promise is not None:
                yield from _trigger(agreement, credit, gift, promise)


def _trigger(agreement: Agreement, credit: Credit, gift: Gift, promise: Fraction) -> Found:
    path = ("credits", credit.name, "bands")
    at_promise = _mirrored(gift, promise)
    band = gift.band(at_promise)
    if band is not None and _flat(band):
        yield remark(agreement, path, "credit-though-met", word=_said(gift, at_promise))
    starts = _starts(gift)
    if starts is not None and starts < promise:
        yield remark(
            agreement, path, "credit-starts-late", promise=_number(promise), word=_said(gift, _mirrored(gift, starts))
        )


def _starts(gift: Gift) -> Fraction | None:
    """Return the highest figure at which anything is given; None where that runs on without edge."""
    given = [band.within for band in gift.bands if _flat(band)]
    edges = [each.high if gift.quantity is Quantity.FIGURE else each.low for each in given]
    values = [_mirrored(gift, edge.value) for edge in edges if edge is not None]
    return max(values) if values and len(values) == len(edges) else None


def _mirrored(gift: Gift, value: Fraction) -> Fraction:
    """Return a figure as the quantity of a gift, or back: unavailability is what is left of 100."""
    return 100 - value if gift.quantity is Quantity.UNAVAILABILITY else value


# -- caps, claims and settlement ----------------------------------------------------------------------


def _caps(agreement: Agreement) -> Found:
    for credit, gift in _gifts(agreement):
        grows = any(part.every for band in gift.bands for part in band.parts) or gift.quantity.is_each
        limits = (*gift.limits, *(each for each in agreement.credits.limits if _names(each, credit)))
        if grows and not credit.bonus and not any(limit.bound is Bound.AT_MOST for limit in limits):
            yield remark(agreement, ("credits", credit.name), "credit-without-cap", word=credit.name)


def _names(limit: Limit, credit: Credit) -> bool:
    return not limit.credits or credit.name in limit.credits


def _asked(agreement: Agreement) -> Found:
    """A credit asks the contract and the resource, which have no priority: tickets have."""
    for credit in agreement.credits.by_name.values():
        ways = [{each.attribute for each in all_of} for all_of in credit.only]
        asked = {credit.attribute, *(set.intersection(*ways) if ways else ())}
        if agreement.targets.keys() & set(credit.sources):
            for word in sorted(asked & set(_OF_TICKETS)):
                yield remark(agreement, ("credits", credit.name), "credit-by-ticket", word=word, credit=credit.name)


def _claims(agreement: Agreement) -> Found:
    general = agreement.credits.claim
    if general.required and general.within is None:
        yield remark(agreement, ("claim",), "claim-without-deadline", Severity.NOTE)
    for credit, gift in _gifts(agreement):
        rule, path = credit.claim or general, ("credits", credit.name)
        if credit.claim and rule.required and rule.within is None:
            yield remark(agreement, (*path, "claim"), "claim-without-deadline", Severity.NOTE)
        from_incident = rule.within is not None and rule.within.anchor in (Anchor.INCIDENT, Anchor.INCIDENT_START)
        if rule.required and from_incident and not gift.quantity.is_each:
            yield remark(agreement, path, "claim-from-no-incident", word=credit.name)


def _settlement(agreement: Agreement) -> Found:
    ways = {way.by for way in agreement.credits.settlements}
    for credit, gift in _gifts(agreement):
        in_days = any(part.cell.kind is CellKind.DAYS for band in gift.bands for part in band.parts)
        if in_days and ways - {Settled.TERM} and not gift.base.fees:
            yield remark(agreement, ("credits", credit.name), "days-without-worth", word=credit.name)
        if in_days and Settled.TERM in ways and agreement.effective_until is None:
            yield remark(agreement, ("settlement",), "settlement-without-end", Severity.NOTE)


def deadlines(agreement: Agreement) -> Iterator[Deadline]:
    """Yield every deadline about money: of claims, settlement, rights and duties."""
    terms = agreement.credits
    claims = (terms.claim, *(credit.claim for credit in terms.by_name.values() if credit.claim))
    found = [limit for rule in claims for limit in (rule.within, rule.reported)]
    found += [limit for way in terms.settlements for limit in (way.within, way.expires)]
    found += [each.within for credit in terms.by_name.values() for each in credit.follow_ups]
    yield from (limit for limit in found if limit is not None)


# -- what the rules above look at ---------------------------------------------------------------------


def _gifts(agreement: Agreement) -> Iterator[tuple[Credit, Gift]]:
    for credit in agreement.credits.by_name.values():
        for gift in credit.gifts.values():
            yield credit, gift


def _holds(gift: Gift, value: Fraction) -> bool:
    return any(band.within.holds(value) for band in gift.bands)


def _edges(gift: Gift) -> list[Fraction]:
    ranges: list[Range] = [band.within for band in gift.bands]
    return sorted({edge.value for each in ranges for edge in (each.low, each.high) if edge is not None})


def _probes(gift: Gift) -> list[Fraction]:
    """Return a value in every part that the edges leave: before, on, between and after them."""
    edges = _edges(gift)
    between = [(low + high) / 2 for low, high in pairwise(edges)]
    return sorted([edges[0] - 1, *edges, *between, edges[-1] + 1]) if edges else []


def _said(gift: Gift, value: Fraction) -> str:
    """Return a quantity as agreements write it."""
    return length(int(value)) if gift.quantity.is_length else _number(value)


def length(value: int) -> str:
    """Return microseconds as agreements write a length: `1h30m`."""
    parts = []
    for unit, size in (("d", DAY), ("h", HOUR), ("m", MINUTE), ("s", SECOND)):
        count, value = divmod(value, size)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or "0m"


def _number(value: Fraction) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _once(rule: Callable[[Agreement], Found]) -> Callable[[Agreement], Found]:
    """Return a rule that says each thing once, also of a credit that differs per plan."""

    def said(agreement: Agreement) -> Found:
        found: list[Finding] = []
        for each in rule(agreement):
            if each not in found:
                found.append(each)
                yield each

    return said


RULES = tuple(_once(rule) for rule in (_fees, _bands, _triggers, _caps, _asked, _claims, _settlement))
"""The rules about money, each a function from an agreement to findings."""
