"""ms-online: user minutes, and credits without any downtime."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.corpus.reading import clause, corpus, credit, indicated, outage, percent, read_off, uptime
from tests.sla.money import measured, money

ONLINE = corpus("ms-online")


@clause("ms-online-01")
@pytest.mark.parametrize(
    ("share", "figure"),
    [
        ("0.25", "99.965"),  # 60 minutes for 25 of 100 users: 1,500 of 4,320,000 user minutes
        ("1", "99.861"),
        ("0", "100.000"),
    ],
)
def test_an_outage_weighs_by_the_users_that_it_hit(share, figure):
    down = outage(ONLINE, "2026-06-15 12:00", "2026-06-15 13:00", share=Fraction(share))
    assert str(percent(uptime(ONLINE, "uptime", "2026-06", down).figure)) == figure


@clause("ms-online-02")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [("99.9", None), ("99.89", "25.00"), ("99", "25.00"), ("98.9", "50.00"), ("95", "50.00"), ("94.9", "100.00")],
)
def test_three_bands(figure, amount):
    assert credit(ONLINE, measured(figure)) == money(amount, "USD")


@clause("ms-online-03")
@pytest.mark.parametrize(
    ("viruses", "caught", "reached"), [(0, 99, (True, True)), (1, 99, (False, True)), (0, 98, (True, False))]
)
def test_a_virus_or_unfiltered_spam_gives_a_credit_without_downtime(viruses, caught, reached):
    missed = [read_off(ONLINE, "2026-06-15 12:00", 1)] * viruses
    spam = read_off(ONLINE, "2026-06-15 12:00", caught, of=100)
    found = [indicated(ONLINE, "viruses", "2026-06", *missed), indicated(ONLINE, "spam", "2026-06", spam)]
    assert tuple(each.reached for each in found) == reached
    outcomes = [measured(source=each.target, reached=each.reached) for each in found]
    amount = None if all(reached) else "25.00"
    assert credit(ONLINE, measured("100"), *outcomes) == money(amount, "USD")
