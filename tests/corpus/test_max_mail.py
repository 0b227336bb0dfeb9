"""max-mail: shares and a mean, and one day of fees however many of them are missed."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing
from tests.corpus.claims import asked, award
from tests.corpus.reading import clause, corpus, credit, indicated, outage, read_off, uptime
from tests.sla.money import measured, money

MAIL = corpus("max-mail")
LEVELS = ("processing", "spam", "viruses", "false-positives", "delay")


@clause("max-mail-01")
@pytest.mark.parametrize(
    ("target", "value", "of", "reached"),
    [
        ("spam", 99, 100, True),
        ("spam", 989, 1000, False),
        ("viruses", 50, 50, True),
        ("viruses", 99_999, 100_000, False),
        ("false-positives", 1, 100_000, True),
        ("false-positives", 2, 199_999, False),
    ],
)
def test_shares_of_mails(target, value, of, reached):
    assert indicated(MAIL, target, "2026-06", read_off(MAIL, "2026-06-15 12:00", value, of=of)).reached is reached


@clause("max-mail-01")
@pytest.mark.parametrize(("delays", "reached"), [([20, 100], True), ([20, 101], False)])
def test_the_average_delay(delays, reached):
    rows = [read_off(MAIL, f"2026-06-{day} 12:00", delay) for day, delay in enumerate(delays, 15)]
    assert indicated(MAIL, "delay", "2026-06", *rows).reached is reached


@clause("max-mail-01")
@pytest.mark.parametrize(("rows", "reached"), [([], True), ([("2026-06-15 12:00:00", "2026-06-15 12:00:01")], False)])
def test_processing_never_stops(rows, reached):
    assert uptime(MAIL, "processing", "2026-06", *(outage(MAIL, *row) for row in rows)).reached is reached


def levels(missed: set[str]):
    return [measured(source=each, reached=each not in missed) for each in LEVELS]


@clause("max-mail-02")
@pytest.mark.parametrize(
    ("missed", "amount"), [(set(), None), ({"spam"}, "1.00"), ({"spam", "delay"}, "1.00"), (set(LEVELS), "1.00")]
)
def test_one_day_of_fees_for_any_number_of_misses(missed, amount):
    assert credit(MAIL, *levels(missed)) == money(amount, "USD")


@clause("max-mail-03")
@pytest.mark.parametrize(
    ("moment", "standing"), [("2026-07-08 00:00", Standing.CLAIMED), ("2026-07-08 00:01", Standing.LAPSED)]
)
def test_asked_within_seven_days(moment, standing):
    assert asked(MAIL, award(MAIL, *levels({"spam"})), moment) is standing
