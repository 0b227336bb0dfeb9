"""Numbers, money, shares, lengths and edges in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from houvast.sla.agreement import amounts
from houvast.sla.agreement.shape_model import Edge, Quantity, Range
from houvast.sla.agreement.words.amounts import (
    cell_words,
    money_words,
    number_words,
    range_words,
    rounding_words,
    share_words,
    value_words,
)
from houvast.sla.terms import HOUR, MINUTE


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (Fraction(40), "40", "40"),
        (Fraction(9, 2), "4,5", "4.5"),
        (Fraction(1, 3), "1/3", "1/3"),
        (Fraction(1, 1000), "0,001", "0.001"),
        (Fraction(1000), "1000", "1000"),
    ],
)
def test_numbers(value, nl, en):
    assert (number_words(value, "nl"), number_words(value, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (Fraction(1, 10), "10 %", "10%"),
        (Fraction(1, 30), "1/30", "1/30"),
        (Fraction(1, 12), "1/12", "1/12"),
        (Fraction(999, 1000), "99,9 %", "99.9%"),
        (Fraction(2), "200 %", "200%"),
    ],
)
def test_shares(value, nl, en):
    assert (share_words(value, "nl"), share_words(value, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (Fraction(35), "EUR 35,00", "EUR 35.00"),
        (Fraction("1250.5"), "EUR 1.250,50", "EUR 1,250.50"),
        (Fraction("1234567.89"), "EUR 1.234.567,89", "EUR 1,234,567.89"),
        (Fraction("0.0125"), "EUR 0,0125", "EUR 0.0125"),
    ],
)
def test_money(value, nl, en):
    assert (money_words(value, "EUR", "nl"), money_words(value, "EUR", "en")) == (nl, en)


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        ("10%", "10 % van alles", "10% of alles"),
        ("1/30", "1/30 van alles", "1/30 of alles"),
        ("35 EUR", "EUR 35,00", "EUR 35.00"),
        ("1d", "1 dag dienst", "1 day of service"),
        ("15d", "15 dagen dienst", "15 days of service"),
        ("nothing", "niets", "nothing"),
    ],
)
def test_amounts(written, nl, en):
    cell = amounts.cell(written)
    assert (cell_words(cell, "nl", of="alles"), cell_words(cell, "en", of="alles")) == (nl, en)


@pytest.mark.parametrize(
    ("written", "lengths", "nl"),
    [
        ("0.01 half-up", False, "op een veelvoud van 0,01, naar het dichtstbijzijnde, de helft naar boven"),
        ("5 up", False, "op een veelvoud van 5, naar boven"),
        ("1m down", True, "op een veelvoud van 1 minuut, naar beneden"),
        ("1h half-even", True, "op een veelvoud van 1 uur, naar het dichtstbijzijnde, de helft naar even"),
    ],
)
def test_roundings(written, lengths, nl):
    assert rounding_words(amounts.rounding(written, lengths=lengths), "nl", is_length=lengths) == nl


@pytest.mark.parametrize(
    ("value", "quantity", "is_percentage", "nl", "en"),
    [
        (Fraction("99.9"), Quantity.FIGURE, True, "99,9 %", "99.9%"),
        (Fraction(40), Quantity.FIGURE, False, "40", "40"),
        (Fraction("0.1"), Quantity.SHORTFALL, True, "0,1 procentpunt", "0.1 percentage points"),
        (Fraction(5), Quantity.RELATIVE_OVERRUN, False, "5 %", "5%"),
        (Fraction(90 * MINUTE), Quantity.DOWNTIME, True, "1 uur en 30 minuten", "1 hour and 30 minutes"),
        (Fraction(3), Quantity.MISSES, True, "3", "3"),
        (Fraction(0), Quantity.INCIDENT, True, "niets", "nothing"),
    ],
)
def test_values_have_their_unit(value, quantity, is_percentage, nl, en):
    found = [value_words(value, quantity, lang, is_percentage=is_percentage) for lang in ("nl", "en")]
    assert found == [nl, en]


@pytest.mark.parametrize(
    ("low", "high", "en"),
    [
        (Edge(Fraction(99), True), Edge(Fraction("99.9"), False), "at least 99% and less than 99.9%"),
        (Edge(Fraction(99), False), Edge(Fraction("99.9"), True), "more than 99% and at most 99.9%"),
        (None, Edge(Fraction(99), False), "less than 99%"),
        (Edge(Fraction(99), True), None, "at least 99%"),
        (None, None, "any value"),
    ],
)
def test_edges(low, high, en):
    assert range_words(Range(low, high), Quantity.FIGURE, "en", is_percentage=True) == en


def test_edges_of_lengths():
    within = Range(Edge(Fraction(4 * HOUR), True), None)
    assert range_words(within, Quantity.INCIDENT, "nl", is_percentage=False) == "ten minste 4 uur"
