"""Amounts in words: numbers, percentages, money, lengths of time, roundings, and values with their edges."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from houvast.sla.agreement.model import ALWAYS
from houvast.sla.agreement.shape_model import Cell, CellKind, Quantity, Range, Rounding
from houvast.sla.agreement.words.phrases import duration_words, percentage, say

_ROUNDED = {
    "up": ("naar boven", "up"),
    "down": ("naar beneden", "down"),
    "half-up": ("naar het dichtstbijzijnde, de helft naar boven", "to the nearest, a half up"),
    "half-even": ("naar het dichtstbijzijnde, de helft naar even", "to the nearest, a half to even"),
}


def how_words(how: str, lang: str) -> str:
    """Return which way is rounded, for the word of the agreement: half-up is to the nearest, a half up."""
    nl, en = _ROUNDED[how]
    return say(lang, nl=nl, en=en)


def exact(value: Fraction) -> Decimal | None:
    """Return a fraction as a decimal number of the same value; None where it has no end, such as a third."""
    rest, places = value.denominator, 0
    for factor in (2, 5):
        count = 0
        while rest % factor == 0:
            rest //= factor
            count += 1
        places = max(places, count)
    return Decimal(int(value * 10**places)).scaleb(-places) if rest == 1 else None


def number_words(value: Fraction, lang: str) -> str:
    """Return a number: 4,5 in Dutch, 4.5 in English; 1/3 where it has no end."""
    found = exact(value)
    if found is None:
        return f"{value.numerator}/{value.denominator}"
    return f"{found:f}".replace(".", ",") if lang == "nl" else f"{found:f}"


def points_words(value: Fraction, lang: str) -> str:
    """Return a percentage of which the number is given: 99,9 %."""
    found = exact(value)
    return percentage(found, lang) if found is not None else f"{number_words(value, lang)} %"


def share_words(value: Fraction, lang: str) -> str:
    """Return a part of a whole: 10 % for a tenth, 1/30 for what has no end in percents."""
    return points_words(value * 100, lang) if exact(value) is not None else number_words(value, lang)


def money_words(value: Fraction | Decimal, currency: str, lang: str) -> str:
    """Return an amount of money: EUR 1.250,00 in Dutch, EUR 1,250.00 in English."""
    found = exact(Fraction(value)) or Decimal(0)
    exponent = found.as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    figure = f"{found:,.{places}f}"
    return f"{currency} {figure.translate(str.maketrans(',.', '.,')) if lang == 'nl' else figure}"


def length_words(microseconds: Fraction | int, lang: str, *, calendar: str = ALWAYS) -> str:
    """Return a length of time, of a calendar, in full: 1 uur en 30 minuten."""
    return duration_words(int(microseconds), lang, full=True, calendar=calendar) or say(lang, nl="niets", en="nothing")


def cell_words(cell: Cell, lang: str, *, of: str) -> str:
    """Return an amount: 10 % of what `of` names, EUR 35,00, 3 days of service, nothing."""
    if not cell.value:
        return say(lang, nl="niets", en="nothing")
    if cell.kind is CellKind.MONEY:
        return money_words(cell.value, cell.currency, lang)
    if cell.kind is CellKind.DAYS:
        number = number_words(cell.value, lang)
        nl, en = ("dag", "day") if cell.value == 1 else ("dagen", "days")
        return say(lang, nl=f"{number} {nl} dienst", en=f"{number} {en} of service")
    share = share_words(cell.value, lang)
    return say(lang, nl=f"{share} van {of}", en=f"{share} of {of}")


def rounding_words(rounding: Rounding, lang: str, *, is_length: bool = False) -> str:
    """Return to which step, and which way: op 0,01, naar het dichtstbijzijnde, de helft naar boven."""
    step = length_words(rounding.step, lang) if is_length else number_words(rounding.step, lang)
    how = how_words(rounding.mode, lang)
    return say(lang, nl=f"op een veelvoud van {step}, {how}", en=f"to a multiple of {step}, {how}")


# -- values of a quantity -----------------------------------------------------------------------------

_PERCENTAGES = (Quantity.UNAVAILABILITY, Quantity.RELATIVE_SHORTFALL, Quantity.RELATIVE_OVERRUN)
_DISTANCES = (Quantity.SHORTFALL, Quantity.OVERRUN)


def value_words(value: Fraction, quantity: Quantity, lang: str, *, is_percentage: bool) -> str:
    """Return a value of a quantity with its unit; `is_percentage` says so of a figure that is one."""
    if quantity.is_length:
        return length_words(value, lang)
    if is_percentage and quantity in _DISTANCES:
        number = number_words(value, lang)
        return say(lang, nl=f"{number} procentpunt", en=f"{number} percentage {'point' if value == 1 else 'points'}")
    if quantity in _PERCENTAGES or (is_percentage and not quantity.is_count):
        return points_words(value, lang)
    return number_words(value, lang)


def range_words(within: Range, quantity: Quantity, lang: str, *, is_percentage: bool) -> str:
    """Return what lies between two edges: ten minste 99 % en minder dan 99,9 %."""
    parts = []
    if within.low is not None:
        value = value_words(within.low.value, quantity, lang, is_percentage=is_percentage)
        nl, en = ("ten minste", "at least") if within.low.included else ("meer dan", "more than")
        parts.append(say(lang, nl=f"{nl} {value}", en=f"{en} {value}"))
    if within.high is not None:
        value = value_words(within.high.value, quantity, lang, is_percentage=is_percentage)
        nl, en = ("ten hoogste", "at most") if within.high.included else ("minder dan", "less than")
        parts.append(say(lang, nl=f"{nl} {value}", en=f"{en} {value}"))
    return say(lang, nl=" en ", en=" and ").join(parts) or say(lang, nl="elke waarde", en="any value")
