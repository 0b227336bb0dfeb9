"""nl-power-law: what the law gives for an outage of electricity."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit
from tests.sla.money import measured, money

LAW = corpus("nl-power-law", timezone="UTC")


@clause("nl-power-law-01")
@pytest.mark.parametrize(
    ("lengths", "amount"),
    [
        (("3h59m",), None),
        (("4h",), "35"),
        (("8h",), "35"),
        (("8h1m",), "55"),
        (("12h",), "55"),
        (("12h1m",), "75"),
        (("13h",), "75"),  # the example of the source: 35 + 2 × 20
        (("3h", "3h"), None),  # each outage by itself
        (("4h", "13h"), "110"),
    ],
)
def test_35_euro_from_four_hours_and_20_for_each_further_four(lengths, amount):
    assert credit(LAW, measured(source="supply", incidents=lengths)) == money(amount)
