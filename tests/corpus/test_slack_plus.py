"""slack-plus: a work place for teams, of which downtime weighs by the customers that it hit."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import measured, money

SLACK = corpus("slack-plus")
MINUTE = 60_000_000


def down(end: str, **said):
    return outage(SLACK, "2026-06-10 12:00", f"2026-06-10 {end}", **said)


@clause("slack-plus-01")
@pytest.mark.parametrize(
    ("end", "share", "reached"),
    [
        ("12:04:19", 1, True),  # 0.01% of 43,200 minutes is 4 min 19.2 s
        ("12:04:20", 1, False),
        ("12:08:38", 0.5, True),  # half of the customers: 4 min 19 s
        ("12:08:39", 0.5, False),  # 4 min 19.5 s
    ],
)
def test_four_nines_for_all_customers_together(end, share, reached):
    assert uptime(SLACK, "uptime", "2026-06", down(end, share=share)).reached is reached


@clause("slack-plus-02")
@pytest.mark.parametrize(
    ("rows", "minutes"),
    [
        ([down("13:00", share=0.25)], 15),
        ([down("13:00", share=0.01)], 0.6),
        ([down("13:00", share=0.5), outage(SLACK, "2026-06-11 00:00", "2026-06-11 00:20", share=0.1)], 32),
    ],
)
def test_minutes_times_the_share_of_customers(rows, minutes):
    assert uptime(SLACK, "uptime", "2026-06", *rows).downtime == minutes * MINUTE


@clause("slack-plus-03")
@pytest.mark.parametrize(
    ("lost", "amount"),
    [
        ("15m", "30"),  # 864 ÷ 43,200 is 0.02 a minute; × 15 × 100
        ("1m", "2"),
        ("0m", None),
    ],
)
def test_a_hundred_times_what_was_paid_for_the_time(lost, amount):
    assert credit(SLACK, measured(down=lost)) == money(amount, "USD")


@clause("slack-plus-04")
@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        (down("13:00", kind="degraded"), 0),
        (down("13:00", cause="slow-feature"), 0),
        (down("13:00"), 60),
    ],
)
def test_slowness_is_not_downtime(row, minutes):
    assert uptime(SLACK, "uptime", "2026-06", row).downtime == minutes * MINUTE
