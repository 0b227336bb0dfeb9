"""Reads `limits:` and `combine:`, and the fee base of a percentage, which limits share with credits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from houvast.sla.agreement import amounts, fields
from houvast.sla.agreement.claim_model import Bound, Combination, Limit, Take
from houvast.sla.agreement.claims import YesNo, parsed
from houvast.sla.agreement.fee_model import EVERYTHING, Base, Fee, Reference, Stretch
from houvast.sla.agreement.fields import Fields, Path
from houvast.sla.agreement.findings import Report
from houvast.sla.agreement.shape_model import Cell, CellKind
from houvast.sla.agreement.yaml_tree import Node, Series, Table

BASE_KEYS = ("of", "without", "over", "resource", "paid")
LIMIT_KEYS = ("at_most", "at_least", "ignore_below", "ignore_up_to", "per", "credits", "each", *BASE_KEYS)
COMBINATION_KEYS = ("take", "credits")

_ROLLING = "30d"
_NOTHING = Cell(CellKind.SHARE, Fraction(0))


class Resource(StrEnum):
    """Whose fees count when a resource was measured apart."""

    AFFECTED = "affected"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Money:
    """What limits and bases refer to: fees, and the credits by name."""

    fees: Mapping[str, Fee]
    credits: tuple[str, ...]


# -- fees ---------------------------------------------------------------------------------------------


def fees(report: Report, node: Node | None) -> dict[str, Fee]:
    """Return the fees; one that is a part of another may be part of a part, not of itself."""
    found: dict[str, Fee] = {}
    for key, value in fields.entries(report, node, ("fees",)):
        name = fields.name(report, key)
        if name == EVERYTHING:
            report.error(key.place, "all-is-every-fee")
        fee = parsed(report, value, lambda written, name=name: amounts.fee(name, written), "not-a-fee")  # type: ignore[misc]
        if fee is not None:
            found[name] = fee
    for key, value in fields.entries(report, node, ("fees",)):
        fee = found.get(key.value)
        if fee is not None and fee.of and fee.of not in found:
            report.unknown(value.place, "unknown-fee", fee.of, list(found))
        elif fee is not None and _turns(fee, found):
            report.error(value.place, "fee-of-itself", word=key.value)
    return found


def _turns(fee: Fee, found: Mapping[str, Fee]) -> bool:
    seen, at = {fee.name}, fee.of
    while at in found:
        if at in seen:
            return True
        seen.add(at)
        at = found[at].of
    return False


# -- what a percentage is of --------------------------------------------------------------------------


def base(table: Fields, known: Mapping[str, Fee], default: Base | None = None) -> Base:
    """Return the fee base that a table of a credit or limit names; the default where it names none."""
    if default is not None and not any(table.get(key) for key in BASE_KEYS):
        return default
    return Base(
        fees=_names(table, "of", known) if table.get("of") or default is None else default.fees,
        without=_names(table, "without", known),
        over=parsed(table.report, table.get("over"), amounts.reference, "not-a-stretch") or Reference(),
        affected=table.choice("resource", Resource.AFFECTED) is Resource.AFFECTED,
        paid=table.choice("paid", YesNo.NO) is YesNo.YES,
    )


def _names(table: Fields, key: str, known: Mapping[str, Fee]) -> tuple[str, ...]:
    found = []
    for each in table.words(key):
        if each.value not in known and (key, each.value) != ("of", EVERYTHING):
            table.report.unknown(each.place, "unknown-fee", each.value, list(known))
        found.append(each.word)
    return tuple(found)


# -- limits -------------------------------------------------------------------------------------------


def limits(
    report: Report, node: Node | None, path: Path, money: Money, *, own: Base | None = None
) -> tuple[Limit, ...]:
    """
    Return limits in their order.

    own  the base of the credit whose limits they are; None for limits over several credits
    """
    if node is None:
        return ()
    found = [node] if isinstance(node, Table) else fields.items(report, node, path)
    return tuple(_limit(report, each, (*path, str(index)), money, own) for index, each in enumerate(found))


def _limit(report: Report, node: Node, path: Path, money: Money, own: Base | None) -> Limit:
    table = Fields(report, node, path, LIMIT_KEYS)
    bound, cell = _bound(table)
    per, days = _per(table, Stretch.PERIOD)
    of = base(table, money.fees, own)
    if cell.kind is CellKind.SHARE and cell.value and not of.fees:
        report.error(table.place, "missing-key", word="of", where=fields.worded(path))
    if days and bound is not Bound.AT_MOST:
        report.error(table.place, "rolling-only-at-most")
    return Limit(
        bound=bound,
        cell=cell,
        base=_over_its_own_stretch(table, of, per),
        per=per,
        days=days,
        credits=(path[1],) if own is not None else credit_names(table, money.credits),
        each=table.choice("each", EachOf.NOTHING) is EachOf.RESOURCE or own is not None,
        path=path,
    )


class EachOf(StrEnum):
    """Whether a limit holds for everything together, or for each resource apart."""

    NOTHING = "nothing"
    RESOURCE = "resource"


def _bound(table: Fields) -> tuple[Bound, Cell]:
    written = [bound for bound in Bound if table.get(bound.value) is not None]
    if len(written) != 1:
        table.report.error(table.place, "one-bound", known=", ".join(Bound))
        return Bound.AT_MOST, _NOTHING
    cell = parsed(table.report, table.get(written[0].value), amounts.cell, "not-an-amount")
    return written[0], cell or _NOTHING


def _per(table: Fields, default: Stretch) -> tuple[Stretch, int]:
    """Return the stretch in which a limit holds; a number of days is a rolling one."""
    node = table.get("per")
    if node is None:
        return default, 0
    written = fields.word(table.report, node)
    if written in list(Stretch):
        return Stretch(written), 0
    rolling = amounts.cell(written)
    if rolling is None or rolling.kind is not CellKind.DAYS or not rolling.value:
        if written:
            table.report.unknown(node.place, "unknown-word", written, [*Stretch, _ROLLING])
        return default, 0
    return default, int(rolling.value)


def _over_its_own_stretch(table: Fields, of: Base, per: Stretch) -> Base:
    """Return a base that, unless written otherwise, is taken over the stretch in which the limit holds."""
    if table.get("over") is not None or per in (Stretch.INCIDENT, Stretch.PERIOD, Stretch.TERM):
        return of
    return Base(of.fees, of.without, Reference(per), of.affected, of.paid)


def credit_names(table: Fields, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the credits that a limit or combination names."""
    found = []
    for each in table.words("credits"):
        if each.value not in known:
            table.report.unknown(each.place, "unknown-credit", each.value, known)
        found.append(each.word)
    return tuple(found)


# -- combination --------------------------------------------------------------------------------------


def combinations(report: Report, node: Node | None, known: tuple[str, ...]) -> tuple[Combination, ...]:
    """Return which credits become one: a word for all of them, or a list of groups."""
    path = ("combine",)
    if node is None:
        return ()
    if not isinstance(node, Table | Series):
        taken = fields.one_of(report, node, list(Take))
        return (Combination(Take(taken)),) if taken else ()
    found = [node] if isinstance(node, Table) else fields.items(report, node, path)
    return tuple(_combination(report, each, (*path, str(index)), known) for index, each in enumerate(found))


def _combination(report: Report, node: Node, path: Path, known: tuple[str, ...]) -> Combination:
    table = Fields(report, node, path, COMBINATION_KEYS)
    table.need("take")
    return Combination(table.choice("take", Take.SUM), credit_names(table, known))
