"""webdiensten-zzp: a hundred times the price of the minutes beyond a threshold."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.claim_model import Settled
from houvast.sla.claim import Claim, Standing, right, settle
from houvast.sla.credit import Facts
from tests.corpus.reading import at, clause, corpus, credit, outage, reckoned, uptime
from tests.sla.money import measured, money, month

WEBDIENSTEN = corpus("webdiensten-zzp", timezone="UTC")


@clause("webdiensten-zzp-01")
@pytest.mark.parametrize(
    ("label", "seconds", "reached"),
    [
        ("2026-06", 259, True),  # 0.01% of 43,200 minutes is 259.2 seconds
        ("2026-06", 260, False),
        ("2026-06", 270, False),  # the 4.5 minutes of the text are more than any month leaves
        ("2026-07", 267, True),  # of 44,640 minutes: 267.84 seconds
        ("2026-07", 268, False),
        ("2026-02", 242, False),  # of 40,320 minutes: 241.92 seconds
    ],
)
def test_four_nines_of_the_real_month(label, seconds, reached):
    down = outage(WEBDIENSTEN, f"{label}-10 12:00", f"{label}-10 12:{seconds // 60:02}:{seconds % 60:02}")
    assert uptime(WEBDIENSTEN, "vps", label, down).reached is reached


@clause("webdiensten-zzp-02")
@pytest.mark.parametrize(
    ("down", "period", "amount"),
    [
        ("64.5m", month(6), "2.78"),  # 20 ÷ 43,200 × 60 × 100 = 2.7777…
        ("64.5m", month(7), "2.69"),  # 20 ÷ 44,640 × 60 × 100 = 2.6881…
        ("4.5m", month(6), None),
    ],
)
def test_a_hundred_times_the_price_of_the_minutes_beyond_four_and_a_half(down, period, amount):
    assert credit(WEBDIENSTEN, measured(source="vps", down=down, period=period)) == money(amount)


@clause("webdiensten-zzp-03")
@pytest.mark.parametrize(("down", "amount"), [("120m", None), ("180m", "2.78"), ("240m", "5.56")])
def test_other_services_lose_nothing_for_two_hours(down, amount):
    assert credit(WEBDIENSTEN, measured(source="other-services", down=down)) == money(amount)


@clause("webdiensten-zzp-04")
@pytest.mark.parametrize(
    ("source", "down", "amount"),
    [
        ("vps", "5m", "1"),  # 0.023, raised to 1 euro
        ("vps", "436m", "19.98"),  # 20 ÷ 43,200 × 431.5 × 100 = 19.976…
        ("vps", "436.5m", "20"),  # 432 minutes beyond: the whole price
        ("vps", "30h", "20"),  # 83.1, at most the monthly price
        ("other-services", "121m", "1"),
        ("other-services", "551m", "19.95"),  # 431 minutes beyond: 19.953…
        ("other-services", "30h", "20"),
    ],
)
def test_at_least_one_euro_at_most_the_price(source, down, amount):
    assert credit(WEBDIENSTEN, measured(source=source, down=down)) == money(amount)


@clause("webdiensten-zzp-05")
def test_it_is_asked_for_by_ticket_and_comes_with_the_next_invoice():
    missed = measured(source="vps", down="64.5m")
    (award,) = reckoned(WEBDIENSTEN, missed).awards
    asked = at(WEBDIENSTEN, "2026-07-20 12:00")

    def standing(claim):
        return right(award, claim, WEBDIENSTEN, {}, as_of=asked).standing

    assert standing(None) is Standing.OPEN
    assert standing(Claim(asked)) is Standing.INCOMPLETE
    assert standing(Claim(asked, ("ticket",))) is Standing.CLAIMED
    paid = settle(award, Claim(asked, ("ticket",)), WEBDIENSTEN, Facts((missed,), claimed_at=asked))
    assert (paid.by, paid.amount) == (Settled.INVOICE, award.amount)
