"""txdir-pool: a part of the invoice is at risk, divided over categories and levels."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, reckoned
from tests.sla.money import measured, money

POOL = corpus("txdir-pool")
LEVELS = ("first-level", "second-level", "third-level")


def missed(*names: str):
    return [measured(source=each, reached=each not in names) for each in LEVELS]


@clause("txdir-pool-01")
def test_share_of_the_category_of_what_is_at_risk_of_the_invoice():
    assert credit(POOL, *missed("first-level")) == money("2000.00", "USD")  # 50% × 40% × (10% of 100,000)
    (award,) = reckoned(POOL, *missed("first-level")).awards
    (fee,) = award.derivation.basis.fees
    assert (fee.fee, fee.amount, fee.of) == ("category", 5000, "at-risk")


@clause("txdir-pool-02")
def test_several_misses_are_added():
    assert credit(POOL, *missed("first-level", "second-level")) == money("5000.00", "USD")  # 2,000 + 3,000
    assert credit(POOL, *missed()) == {}


@clause("txdir-pool-03")
def test_never_above_what_is_at_risk():
    assert credit(POOL, *missed(*LEVELS)) == money("10000.00", "USD")  # and not 10,500


@clause("txdir-pool-03")
@pytest.mark.parametrize(("names", "capped"), [(("first-level", "second-level"), False), (LEVELS, True)])
def test_the_limit_is_told_where_it_changed_an_amount(names, capped):
    changes = [each.kind for award in reckoned(POOL, *missed(*names)).awards for each in award.changes]
    assert ("at_most" in changes) is capped
