"""Conditions on the attributes of a contract or resource."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from houvast.sla.agreement.shape_model import Condition, Eligible
from houvast.sla.measured import Undecidable


def is_eligible(only: Eligible, attributes: Mapping[str, str]) -> bool:
    """
    Say whether one of some alternatives holds; without alternatives everything does.

    Raises Undecidable with the attribute that is not known, where no other alternative holds.
    """
    unknown: Undecidable | None = None
    for conditions in only:
        try:
            if _all_hold(conditions, attributes):
                return True
        except Undecidable as missing:
            unknown = missing
    if unknown is not None:
        raise unknown
    return not only


def _all_hold(conditions: tuple[Condition, ...], attributes: Mapping[str, str]) -> bool:
    """Say whether all hold; one that does not decides, also when another is not known."""
    unknown = [each for each in conditions if each.attribute not in attributes]
    known = [each for each in conditions if each.attribute in attributes]
    if not all(_holds(each, attributes[each.attribute]) for each in known):
        return False
    if unknown:
        raise Undecidable("attribute", unknown[0].attribute)
    return True


def _holds(condition: Condition, value: str) -> bool:
    if condition.words:
        return value in condition.words
    if condition.numbers is not None:
        return condition.numbers.holds(_number(condition.attribute, value))
    day = _day(condition.attribute, value)
    return (condition.first is None or day >= condition.first) and (condition.last is None or day <= condition.last)


def _number(attribute: str, value: str) -> Fraction:
    try:
        return Fraction(Decimal(value.removesuffix("%")))
    except (InvalidOperation, ValueError, OverflowError):
        raise Undecidable("attribute", attribute) from None


def _day(attribute: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Undecidable("attribute", attribute) from None
