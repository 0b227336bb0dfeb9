"""transip: four nines for servers, and two hours of patience for everything else."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Claim, Standing, right
from tests.corpus.reading import at, clause, corpus, credit, outage, reckoned, uptime
from tests.sla.money import measured, money

TRANSIP = corpus("transip", timezone="UTC")


@clause("transip-01")
@pytest.mark.parametrize(
    ("label", "end", "reached"),
    [
        ("2026-06", "12:04:19", True),  # 0.01% of 43,200 minutes is 259.2 seconds
        ("2026-06", "12:04:20", False),
        ("2026-07", "12:04:27", True),  # of 44,640 minutes: 267.84 seconds
        ("2026-07", "12:04:28", False),
    ],
)
def test_servers_are_up_four_nines_of_the_month(label, end, reached):
    down = outage(TRANSIP, f"{label}-10 12:00", f"{label}-10 {end}")
    assert uptime(TRANSIP, "vps", label, down).reached is reached


@clause("transip-02")
def test_more_than_two_hours_down_gives_a_right_to_ask():
    long, short = (measured(source="service", incidents=(each,)) for each in ("2h1s", "2h"))
    assert credit(TRANSIP, short) == {}
    assert credit(TRANSIP, measured(source="service", incidents=("2h", "1h"))) == {}  # each outage by itself
    assert credit(TRANSIP, long) == money("1.00")  # a thirtieth of 30 euro, which is ours
    (award,) = reckoned(TRANSIP, long).awards
    asked = at(TRANSIP, "2026-07-20 12:00")
    assert not right(award, None, TRANSIP, {}, as_of=asked).is_due
    assert right(award, Claim(asked), TRANSIP, {}, as_of=asked).standing is Standing.CLAIMED


@clause("transip-03")
@pytest.mark.parametrize(("down", "amount"), [("9h", "90"), ("10h", "100"), ("11h", "100")])
def test_never_more_than_the_price_of_a_month(down, amount):
    assert credit(TRANSIP, measured(source="vps", down=down)) == money(amount)
