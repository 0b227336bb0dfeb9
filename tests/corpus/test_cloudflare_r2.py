"""cloudflare-r2: object storage, judged over rolling thirty days."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.corpus.reading import at, clause, corpus, credit, percent, slot, uptime
from tests.sla.money import charge, measured, money, month

R2 = corpus("cloudflare-r2")


def answers(moment: str, counted: dict[str, int]) -> list[dict]:
    """The answers of five minutes, and how many there were of each."""
    return [slot(R2, moment, count, answer=word) for word, count in counted.items()]


@clause("cloudflare-r2-01")
@pytest.mark.parametrize(
    ("last_day", "figure"),
    [
        # Slots: 31 May 10%, 10 June 2%, 30 June 0%; thirty days that end on …
        ("2026-06-28", "94.000"),  # 30 May to 28 June: (10 + 2) ÷ 2
        ("2026-06-29", "94.000"),  # 31 May to 29 June
        ("2026-06-30", "99.000"),  # 1 to 30 June: (2 + 0) ÷ 2
        ("2026-07-09", "99.000"),  # 10 June to 9 July
        ("2026-07-10", "100.000"),  # 11 June to 10 July
    ],
)
def test_the_mean_error_rate_of_thirty_days_that_end_on_any_day(last_day, figure):
    slots = [
        *answers("2026-05-31 12:00", {"500": 100, "200": 900}),
        *answers("2026-06-10 12:00", {"500": 1, "200": 49}),
        *answers("2026-06-30 12:00", {"200": 20}),
    ]
    assert str(percent(uptime(R2, "uptime", last_day, slots=slots).figure)) == figure


@clause("cloudflare-r2-01")
@pytest.mark.parametrize(
    ("errors", "reached"),
    [(1_000, True), (8_640, True), (8_641, False)],  # 8,640 slots of five minutes: 0.1% of 1,000 in each
)
def test_three_nines(errors, reached):
    start = datetime(2026, 6, 1)
    slots = [
        row
        for number in range(8_640)
        for row in answers(
            f"{start + number * timedelta(minutes=5):%Y-%m-%d %H:%M}",
            {"500": errors // 8_640 + (number < errors % 8_640), "200": 999 - (number < errors % 8_640)},
        )
    ]
    assert uptime(R2, "uptime", "2026-06-30", slots=slots).reached is reached


@clause("cloudflare-r2-02")
@pytest.mark.parametrize(
    ("counted", "figure"),
    [
        ({"500": 1, "502": 1, "503": 1, "504": 1, "200": 96}, "96.000"),
        ({"501": 4, "200": 96}, "100.000"),  # not one of the four
        ({"404": 50, "200": 50}, "100.000"),
        ({"500": 10, "200": 90, "429": 900}, "90.000"),  # 10 of 100: what was limited is no request
        ({"500": 10, "200": 90, "throttled": 100}, "90.000"),
    ],
)
def test_four_answers_are_errors_and_what_was_limited_is_left_out(counted, figure):
    slots = answers("2026-06-10 12:00", counted)
    assert str(percent(uptime(R2, "uptime", "2026-06-30", slots=slots).figure)) == figure


@clause("cloudflare-r2-03")
@pytest.mark.parametrize(
    ("claimed", "amount"),
    [
        # 16 June to 16 July: 15 of 30 days of June's 60 are 30, 15 of 31 days of July's 62 are 30; 10% of 60.
        ("2026-07-16 00:00", "6"),
        ("2026-07-01 00:00", "6"),  # June as a whole
        ("2026-07-31 00:00", "6"),  # 1 to 31 July without its last day: 30 of 31 days of 62
        ("2026-08-10 00:00", "4.20"),  # 11 July to 10 August: 21 days of 2; August has not been billed
    ],
)
def test_the_base_is_the_fees_of_thirty_days_before_the_claim(claimed, amount):
    charges = (charge("storage", "60"), charge("storage", "62", month(7)), charge("storage", "900", month(5)))
    assert credit(R2, measured("99.5"), charges=charges, claimed_at=at(R2, claimed)) == money(amount, "USD")
