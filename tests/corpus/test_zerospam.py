"""zerospam: three steps that are one service, a rate per script, unavailability paid in proportion."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, indicated, outage, read_off, uptime
from tests.sla.money import measured, money

SPAM = corpus("zerospam")


@clause("zerospam-01")
@pytest.mark.parametrize("step", ["receive", "filter", "relay"])
@pytest.mark.parametrize(
    ("end", "reached"),
    [("12:04:19.2", True), ("12:04:20", False)],  # 0.01% of 43,200 minutes is 4.32
)
def test_the_three_steps_together(step, end, reached):
    down = outage(SPAM, "2026-06-15 12:00:00", f"2026-06-15 {end}", service=step)
    assert uptime(SPAM, "uptime", "2026-06", down).reached is reached


@clause("zerospam-01")
def test_steps_that_are_down_at_once_count_once():
    rows = [outage(SPAM, "2026-06-15 12:00", "2026-06-15 12:04", service=step) for step in ("receive", "relay")]
    assert uptime(SPAM, "uptime", "2026-06", *rows).reached is True


@clause("zerospam-02")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [("100", None), ("98", "2.00"), ("97.5", "2.50"), ("95", "5.00"), ("94.9", "100.00"), ("50", "100.00")],
)
def test_the_same_percentage_of_the_fee_and_then_a_full_month(figure, amount):
    assert credit(SPAM, measured(figure)) == money(amount, "USD")


@clause("zerospam-03")
@pytest.mark.parametrize(
    ("target", "script", "caught", "reached"),
    [
        ("caught", "other", 97, True),
        ("caught", "other", 96, False),
        ("caught-asian", "asian", 95, True),
        ("caught-asian", "asian", 94, False),
    ],
)
def test_a_rate_of_its_own_for_asian_characters(target, script, caught, reached):
    rows = [
        read_off(SPAM, "2026-06-15 12:00", caught, of=100, script=script),
        read_off(SPAM, "2026-06-15 12:00", 96, of=100, script="asian" if script == "other" else "other"),
    ]
    assert indicated(SPAM, target, "2026-06", *rows).reached is reached


@clause("zerospam-04")
def test_never_more_than_the_fees():
    missed = measured(source="caught", reached=False)
    assert credit(SPAM, measured("90"), missed) == money("100.00", "USD")  # 100 and 20
    assert credit(SPAM, measured("98"), missed) == money("22.00", "USD")
