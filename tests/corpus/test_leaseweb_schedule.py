"""leaseweb-schedule: support of a hosting company, by the level that was bought."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, due, has_clock, outage, outcome, percent, uptime
from tests.sla.money import measured, money

GOLD = corpus("leaseweb-schedule")
MINUTE = 60_000_000


def valid(moment: str) -> str:
    return f"{moment} status status=valid"


@clause("leaseweb-schedule-01")
@pytest.mark.parametrize(
    ("plan", "until"),
    [
        ("basic", "2026-06-16 14:00"),  # 24 hours
        ("bronze", "2026-06-15 18:00"),  # 4
        ("silver", "2026-06-15 16:00"),  # 2
        ("gold", "2026-06-15 15:00"),  # 1
        ("platinum", "2026-06-15 14:30"),  # half an hour
    ],
)
def test_how_soon_follows_the_level_that_was_bought(plan, until):
    agreement = corpus("leaseweb-schedule", plan=plan)
    assert due(agreement, f"response-{plan}", "2026-06-15 14:00", valid("2026-06-15 14:00")) == until


@clause("leaseweb-schedule-01")
@pytest.mark.parametrize("plan", ["basic", "bronze", "silver", "platinum"])
def test_a_level_that_was_not_bought_promises_nothing(plan):
    lines = ["2026-06-15 14:00 opened", valid("2026-06-15 14:00")]
    assert not has_clock(GOLD, f"response-{plan}", *lines)


@clause("leaseweb-schedule-02")
@pytest.mark.parametrize(("reply", "amount"), [("15:00", None), ("15:01", "5")])
def test_a_missed_response_gives_a_credit_of_its_own(reply, amount):
    lines = ["2026-06-15 14:00 opened", valid("2026-06-15 14:00"), f"2026-06-15 {reply} reply"]
    found = outcome(GOLD, "response-gold", {"T": lines}, "2026-06")
    assert credit(GOLD, measured(source="response-gold", reached=found.reached)) == money(amount)


@clause("leaseweb-schedule-02")
def test_it_comes_beside_the_credit_for_availability():
    periods = [measured(source="response-gold", reached=False), measured("99", source="network")]
    assert credit(GOLD, *periods) == money("15")  # 5 and 10


@clause("leaseweb-schedule-03")
@pytest.mark.parametrize(
    ("complete", "until"),
    [("2026-06-15 14:00", "2026-06-15 15:00"), ("2026-06-15 14:40", "2026-06-15 15:40")],
)
def test_a_report_counts_from_when_it_is_valid(complete, until):
    assert due(GOLD, "response-gold", "2026-06-15 14:00", valid(complete)) == until


@clause("leaseweb-schedule-03")
def test_a_report_that_never_is_valid_starts_nothing():
    assert not has_clock(GOLD, "response-gold", "2026-06-15 14:00 opened", "2026-06-15 14:10 status status=waiting")


@clause("leaseweb-schedule-04")
@pytest.mark.parametrize(
    ("hit", "of", "figure"),
    [
        (250, 1_000, "99.750"),  # 7.2 hours, 1% of June, for a quarter of the addresses
        (1_000, 1_000, "99.000"),
        (0, 1_000, "100.000"),
    ],
)
def test_an_outage_weighs_by_unique_visitors(hit, of, figure):
    row = outage(GOLD, "2026-06-10 00:00", "2026-06-10 07:12", share=hit / of)
    assert str(percent(uptime(GOLD, "network", "2026-06", row).figure)) == figure


@clause("leaseweb-schedule-05")
@pytest.mark.parametrize(
    ("second", "minutes"),
    [(None, 0), (("12:30", "14:00"), 30), (("13:00", "14:00"), 0), (("11:00", "14:00"), 60)],
)
def test_power_fails_when_both_outlets_fail(second, minutes):
    rows = [outage(GOLD, "2026-06-10 12:00", "2026-06-10 13:00", service="outlet-a")]
    if second:
        rows.append(outage(GOLD, *(f"2026-06-10 {each}" for each in second), service="outlet-b"))
    assert uptime(GOLD, "power", "2026-06", *rows).downtime == minutes * MINUTE


@clause("leaseweb-schedule-06")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-20 23:30", "2026-06-21 00:30"),  # from Saturday into Sunday
        ("2026-12-25 03:00", "2026-12-25 04:00"),  # Christmas, at night
        ("2026-03-29 01:30", "2026-03-29 03:30"),  # the hour from 2 to 3 does not exist
    ],
)
def test_support_is_there_around_the_clock(opened, until):
    assert due(GOLD, "response-gold", opened, valid(opened)) == until
