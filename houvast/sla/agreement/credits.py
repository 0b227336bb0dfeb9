"""
Reads `credits:`: what a missed target, an outage or a count gives the customer, and what a good month gives back.

A credit has bands, or one amount; each is a sum of parts, and a part is an amount times the blocks of the quantity.
`by` makes a credit differ per value of an attribute such as the plan: it is then read once for each value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from houvast.sla.agreement import amounts, by_value, claims, credit_sources, fields, limits
from houvast.sla.agreement.claim_model import FollowUp, Limit, Misses, Raise, Whose
from houvast.sla.agreement.claims import EDGE_KEYS, YesNo, parsed
from houvast.sla.agreement.credit_model import Credit, Credits, Gift
from houvast.sla.agreement.credit_sources import Around
from houvast.sla.agreement.fee_model import Base, Fee
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.limits import BASE_KEYS, Money
from houvast.sla.agreement.shape_model import CENTS, Band, Block, Cell, CellKind, Part, Quantity, Range, Rounding
from houvast.sla.agreement.yaml_tree import Node, Scalar, Series, Table

PART_KEYS = ("credit", "every", "beyond", "times", "round_share", "plus")
BAND_KEYS = (*EDGE_KEYS, *PART_KEYS)
CREDIT_KEYS = (
    "target",
    "measure",
    "at_least",
    "at_most",
    "quantity",
    "round_quantity",
    "when",
    "bands",
    *PART_KEYS,
    *BASE_KEYS,
    "round",
    "repeated",
    "follow_up",
    "limits",
    "claim",
    "only",
    "by",
    "bonus",
)
REPEATED_KEYS = ("misses", "times")
FOLLOW_UP_KEYS = ("misses", "right", "duty", "within")

_NOTHING = Cell(CellKind.SHARE, Fraction(0))
_UNROUNDED = "none"
_MOST_BANDS = 100
"""Each band is held against each other, so that no more are read than people write."""
_NEEDS_PROMISE = (
    Quantity.SHORTFALL,
    Quantity.OVERRUN,
    Quantity.RELATIVE_SHORTFALL,
    Quantity.RELATIVE_OVERRUN,
)


class When(StrEnum):
    """Whether a credit is given only for a missed target, or whenever its quantity says so."""

    MISSED = "missed"
    ALWAYS = "always"


def read_credits(report: Report, top: Fields, around: Around) -> tuple[dict[str, Fee], Credits]:
    """Return the fees, and everything the agreement says about credits."""
    fees = limits.fees(report, top.get("fees"))
    node = top.get("credits")
    names = tuple(key.value for key, _value in node.entries) if isinstance(node, Table) else ()
    money = Money(fees, names)
    found = _credits(report, node, money, around)
    _say_once(report)
    return fees, Credits(
        by_name=found,
        combinations=limits.combinations(report, top.get("combine"), names),
        limits=limits.limits(report, top.get("limits"), ("limits",), money),
        claim=claims.claim(report, top.get("claim"), ("claim",), around.calendars),
        settlements=claims.settlements(report, top.get("settlement"), around.calendars),
        billing=claims.billing(report, top.get("billing")),
    )


def _credits(report: Report, node: Node | None, money: Money, around: Around) -> dict[str, Credit]:
    found = {}
    for key, value in fields.entries(report, node, ("credits",)):
        name = fields.name(report, key)
        if isinstance(value, Table):
            found[name] = _credit(report, value, name, money, around)
        else:
            fields.refuse_kind(report, value, "not-a-table", ("credits", name))
    return found


def _say_once(report: Report) -> None:
    """Drop repeated findings: a credit that differs per plan is read once for each plan."""
    kept = []
    for finding in report.findings:
        if finding not in kept:
            kept.append(finding)
    report.findings[:] = kept


def _credit(report: Report, node: Node, name: str, money: Money, around: Around) -> Credit:
    path = ("credits", name)
    table = Fields(report, node, path, CREDIT_KEYS)
    attribute, values = by_value.attribute(table)
    sources = credit_sources.named(table, around)
    gifts = {
        value: _gift(report, by_value.chosen(report, node, value, values), path, money) for value in values or ("",)
    }
    for quantity in dict.fromkeys(gift.quantity for gift in gifts.values()):
        credit_sources.check_quantity(table, quantity, around)
    claim = table.get("claim")
    return Credit(
        name=name,
        sources=sources,
        gifts=gifts,
        attribute=attribute,
        only=claims.eligible(report, table.get("only"), table.at("only")),
        bonus=table.choice("bonus", YesNo.NO) is YesNo.YES,
        follow_ups=_follow_ups(report, table, around),
        claim=claims.claim(report, claim, table.at("claim"), around.calendars) if claim is not None else None,
    )


# -- what is given ------------------------------------------------------------------------------------


def _gift(report: Report, node: Node, path: Path, money: Money) -> Gift:
    table = Fields(report, node, path, CREDIT_KEYS)
    quantity = _quantity(table)
    bands = _bands(table, quantity)
    base = limits.base(table, money.fees)
    _check_cells(table, bands, base)
    promise, is_most = _promise(table, quantity)
    gift = Gift(
        quantity=quantity,
        bands=bands,
        base=base,
        promise=promise,
        promise_is_most=is_most,
        quantity_rounding=_rounding(table, "round_quantity", lengths=quantity.is_length),
        rounding=_rounding(table, "round") if table.get("round") else CENTS,
        raises=_raises(report, table),
        limits=_own_limits(report, table, money, base),
    )
    missed = When.MISSED if gift.is_flat and table.get("bands") is None else When.ALWAYS
    return replace(gift, when_missed=table.choice("when", missed) is When.MISSED)


def _quantity(table: Fields) -> Quantity:
    """Return what the credit grows with: the figure where there are bands, else whether the target was missed."""
    if table.get("every") is not None:
        table.need("quantity")
    return table.choice("quantity", Quantity.FIGURE if table.get("bands") else Quantity.MISSES)


def _promise(table: Fields, quantity: Quantity) -> tuple[Fraction | None, bool]:
    least, most = table.get("at_least"), table.get("at_most")
    if least is not None and most is not None:
        table.report.error(most.place, "one-of-two", first="at_least", second="at_most")
    if least is None and most is None and quantity in _NEEDS_PROMISE and table.get("measure") is not None:
        table.report.error(table.place, "measure-without-promise", word=quantity)
    found = parsed(table.report, least or most, amounts.points, "not-a-quantity")
    return found, least is None and most is not None


def _rounding(table: Fields, key: str, *, lengths: bool = False) -> Rounding | None:
    node = table.get(key)
    if isinstance(node, Scalar) and node.value == _UNROUNDED:
        return None
    return parsed(table.report, node, lambda written: amounts.rounding(written, lengths=lengths), "not-a-rounding")


def _check_cells(table: Fields, bands: tuple[Band, ...], base: Base) -> None:
    """Report a share without a base, and a band of which the parts cannot be added."""
    cells = [part.cell for band in bands for part in band.parts]
    for band in bands:
        kinds = dict.fromkeys(part.cell.currency or part.cell.kind.value for part in band.parts if part.cell.value)
        if CellKind.DAYS in kinds and len(kinds) > 1:
            table.report.error(table.report.places.get(band.path, table.place), "mixed-units", units=", ".join(kinds))
    if not base.fees and any(cell.kind is CellKind.SHARE and cell.value for cell in cells):
        table.report.error(table.place, "missing-key", word="of", where=fields.worded(table.path))


def _own_limits(report: Report, table: Fields, money: Money, base: Base) -> tuple[Limit, ...]:
    return limits.limits(report, table.get("limits"), table.at("limits"), money, own=base)


# -- bands and parts ----------------------------------------------------------------------------------


def _bands(table: Fields, quantity: Quantity) -> tuple[Band, ...]:
    node, single = table.get("bands"), table.get("credit")
    if node is not None and single is not None:
        table.report.error(single.place, "one-of-two", first="bands", second="credit")
    if node is None and single is None and table.get("follow_up") is None:
        table.report.error(table.place, "missing-key", word="credit", where=fields.worded(table.path))
    if node is None:
        return (Band(Range(), _parts(table, quantity), table.path),) if single is not None else ()
    if isinstance(node, Series) and not node.items:
        table.report.error(node.place, "empty-list", where=fields.worded(table.at("bands")))
    found = fields.items(table.report, node, table.at("bands"))
    if len(found) > _MOST_BANDS:
        table.report.error(node.place, "too-many-bands", most=_MOST_BANDS)
        return ()
    return tuple(_band(table.report, each, (*table.at("bands"), str(k)), quantity) for k, each in enumerate(found))


def _band(report: Report, node: Node, path: Path, quantity: Quantity) -> Band:
    table = Fields(report, node, path, BAND_KEYS)
    within = claims.edges(table, _size_of(quantity), _code_of(quantity))
    if not any(table.get(key) for key in EDGE_KEYS):
        report.error(table.place, "band-without-edge")
    table.need("credit")
    return Band(within, _parts(table, quantity), path)


def _parts(table: Fields, quantity: Quantity) -> tuple[Part, ...]:
    part = Part(
        cell=parsed(table.report, table.get("credit"), amounts.cell, "not-an-amount") or _NOTHING,
        every=_block(table, quantity),
        beyond=parsed(table.report, table.get("beyond"), _size_of(quantity), _code_of(quantity)) or Fraction(0),
        times=_times(table),
        share_rounding=_rounding(table, "round_share"),
    )
    return (part, *_plus(table, quantity))


def _plus(table: Fields, quantity: Quantity) -> tuple[Part, ...]:
    node = table.get("plus")
    if node is None:
        return ()
    more = Fields(table.report, node, table.at("plus"), PART_KEYS)
    more.need("credit")
    return _parts(more, quantity)


def _block(table: Fields, quantity: Quantity) -> Block | None:
    def meant(written: str) -> Block | None:
        return amounts.block(written, lengths=quantity.is_length)

    return parsed(table.report, table.get("every"), meant, "not-a-block")


def _times(table: Fields) -> Fraction:
    found = parsed(table.report, table.get("times"), amounts.number, "not-a-factor")
    return Fraction(1) if found is None else found


def _size_of(quantity: Quantity) -> Callable[[str], Fraction | None]:
    return amounts.length if quantity.is_length else amounts.points


def _code_of(quantity: Quantity) -> str:
    return "not-a-length" if quantity.is_length else "not-a-quantity"


# -- repeated misses ----------------------------------------------------------------------------------

_ONCE = Misses(1, 1)


def _raises(report: Report, table: Fields) -> tuple[Raise, ...]:
    found = []
    for each in _tables(report, table, "repeated", REPEATED_KEYS):
        each.need("times")
        found.append(Raise(_misses(each), _times(each)))
    return tuple(found)


def _follow_ups(report: Report, table: Fields, around: Around) -> tuple[FollowUp, ...]:
    found = []
    for each in _tables(report, table, "follow_up", FOLLOW_UP_KEYS):
        named = [kind for kind in Whose if each.get(kind.value) is not None]
        if len(named) != 1:
            report.error(each.place, "right-or-duty")
            continue
        within = claims.deadline(report, each.get("within"), around.calendars)
        found.append(FollowUp(_misses(each), named[0], each.word(named[0].value), within))
    return tuple(found)


def _tables(report: Report, table: Fields, key: str, known: tuple[str, ...]) -> list[Fields]:
    node = table.get(key)
    if node is None:
        return []
    found = [node] if isinstance(node, Table) else fields.items(report, node, table.at(key))
    return [Fields(report, each, (*table.at(key), str(index)), known) for index, each in enumerate(found)]


def _misses(table: Fields) -> Misses:
    return parsed(table.report, table.need("misses"), amounts.misses, "not-misses") or _ONCE


KEYS: Mapping[str, tuple[str, ...]] = {
    "credit": CREDIT_KEYS,
    "band": BAND_KEYS,
    "limit": limits.LIMIT_KEYS,
    "combination": limits.COMBINATION_KEYS,
    "claim": claims.CLAIM_KEYS,
    "settlement": claims.SETTLEMENT_KEYS,
    "billing": claims.BILLING_KEYS,
    "condition": claims.CONDITION_KEYS,
    "repeated": REPEATED_KEYS,
    "follow-up": FOLLOW_UP_KEYS,
}
"""The keys of each kind of table, for the reference and for editors."""
