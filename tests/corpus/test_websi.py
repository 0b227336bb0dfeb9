"""websi: bands of availability, each with a credit per plan."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit
from tests.sla.money import measured, money

WEBSI = corpus("websi")


@clause("websi-01")
@pytest.mark.parametrize(
    ("figure", "amounts"),  # START, ISP, PLUS
    [
        ("99.90", (None, None, None)),
        ("99.89", (None, None, "4.00")),
        ("99.70", (None, None, "8.00")),
        ("99.69", (None, "8.00", "16.00")),
        ("99.60", (None, "8.00", "16.00")),
        ("99.50", (None, "8.00", "16.00")),
        ("99.49", ("5.00", "12.00", "20.00")),
        ("96.00", ("24.00", "40.00", "48.00")),
        ("95.99", ("27.00", "44.00", "52.00")),
        ("0", ("27.00", "44.00", "52.00")),
    ],
)
def test_each_plan_has_bands_of_its_own(figure, amounts):
    for plan, amount in zip(("START", "ISP", "PLUS"), amounts, strict=True):
        assert credit(WEBSI, measured(figure), attributes={"plan": plan}) == money(amount, "CZK")
