"""azure-general: reserved capacity, over the days of a subscription."""

from __future__ import annotations

from datetime import date

import pytest

from houvast.sla.duty import Deed, fulfilments
from houvast.sla.versions import in_force
from tests.corpus.reading import at, clause, corpus, credit, outage, slot, uptime
from tests.sla.money import charge, measured, money, month

AZURE = corpus("azure-general")


@clause("azure-general-01")
@pytest.mark.parametrize(
    ("asked_for", "refused", "reached"),
    [
        (100, 0, True),
        # Half of what was asked in two hours: an hour of July's 744 is 0.134%, more than 0.1%.
        (100, 50, False),
        (100, 37, True),  # 37% of two hours is 44.4 minutes; 0.1% of 44,640 is 44.64
        (100, 38, False),  # 45.6 minutes
    ],
)
def test_what_counts_is_capacity_that_could_not_be_obtained(asked_for, refused, reached):
    slots = [slot(AZURE, "2026-07-10 12:00", asked_for, refused, minutes=120)]
    assert uptime(AZURE, "capacity", "2026-07", slots=slots).reached is reached


@clause("azure-general-01")
@pytest.mark.parametrize(
    ("asked_for", "down"),
    [
        ([(1_000, 100), (10, 10)], 66),  # a tenth of an hour, and all of one: not 110 of 1,010
        ([(10, 10), (0, 0)], 60),  # nobody asked for anything
    ],
)
def test_time_is_what_counts_and_not_the_number_of_machines(asked_for, down):
    slots = [slot(AZURE, f"2026-07-10 {12 + number}:00", *each, minutes=60) for number, each in enumerate(asked_for)]
    assert uptime(AZURE, "capacity", "2026-07", slots=slots).downtime == down * 60_000_000


@clause("azure-general-02")
@pytest.mark.parametrize(
    ("month_of", "end", "reached"),
    [
        ("2026-06", "2026-06-20 00:21:36", True),  # 0.1% of 15 days, 16 to 30 June, is 21.6 minutes
        ("2026-06", "2026-06-20 00:21:37", False),  # of the whole of June it would be 43.2
        ("2026-07", "2026-07-20 00:44:38", True),  # July as a whole: 44.64
        ("2026-07", "2026-07-20 00:44:39", False),
    ],
)
def test_a_month_is_the_days_of_the_subscription(month_of, end, reached):
    row = outage(AZURE, f"{end[:10]} 00:00", end)
    assert uptime(AZURE, "capacity", month_of, row).reached is reached


@clause("azure-general-02")
def test_what_happened_before_the_subscription_is_not_in_it():
    row = outage(AZURE, "2026-06-14 00:00", "2026-06-16 00:10")
    found = uptime(AZURE, "capacity", "2026-06", row)
    assert (found.downtime, found.reached) == (10 * 60_000_000, True)


@clause("azure-general-03")
@pytest.mark.parametrize(
    ("subscribed", "moment", "version"),
    [
        ("2026-03-10", "2026-06-30 12:00", "2026-01-01"),
        ("2026-03-10", "2026-07-01 00:00", "2026-01-01"),  # there is a new version, and this term keeps the old one
        ("2026-03-10", "2027-03-09 23:59", "2026-01-01"),
        ("2026-03-10", "2027-03-10 00:00", "2026-07-01"),  # renewed
        ("2026-07-15", "2026-07-15 00:00", "2026-07-01"),  # who subscribes later has the new one
        ("2026-06-30", "2026-07-15 00:00", "2026-01-01"),
    ],
)
def test_terms_are_frozen_until_the_renewal(subscribed, moment, version):
    later = corpus("azure-general", effective="{from: 2026-07-01, renews: year, changes: at-renewal}")
    found = in_force([AZURE, later], at(AZURE, moment), subscribed=date.fromisoformat(subscribed))
    assert found.effective_from == date.fromisoformat(version)


@clause("azure-general-04")
@pytest.mark.parametrize(
    ("told", "verdict"),
    [("2026-07-03 00:00", "met"), ("2026-07-03 00:01", "breached")],  # 1 October, less 28 + 31 + 31 days
)
def test_adverse_changes_are_told_ninety_days_ahead(told, verdict):
    deed = Deed("adverse-change", "terms of October", at(AZURE, "2026-10-01 00:00"), at(AZURE, told))
    (found,) = fulfilments(AZURE, [deed], as_of=at(AZURE, "2026-12-31 00:00"))
    assert found.verdict.word == verdict


@clause("azure-general-05")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [("99.9", None), ("99.89", "7"), ("98.9", "17.50")],  # 10% and 25% of the 70 of July that were paid
)
def test_a_share_of_what_was_really_paid_for_that_month(figure, amount):
    charges = (
        charge("capacity", "70", month(7)),
        charge("capacity", "30", month(7), paid=False),
        charge("capacity", "500", month(6)),
    )
    assert credit(AZURE, measured(figure, source="capacity", period=month(7)), charges=charges) == money(amount, "USD")
