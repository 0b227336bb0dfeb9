"""upcloud: servers and network that are promised always."""

from __future__ import annotations

from decimal import Decimal

import pytest

from houvast.sla.claim import Standing
from houvast.sla.credit import Given
from tests.corpus.claims import asked, award
from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import at, measured, money, month

UPCLOUD = corpus("upcloud")
MINUTE = 60_000_000


def interrupted(*lengths: str):
    return measured(source="servers", incidents=lengths)


def down(end: str, **said):
    return outage(UPCLOUD, "2026-06-10 12:00", f"2026-06-10 {end}", **said)


@clause("upcloud-01")
@pytest.mark.parametrize("target", ["servers", "network"])
@pytest.mark.parametrize(
    ("end", "seconds"),
    [("12:05:00", 0), ("12:05:01", 301), ("12:06:00", 360)],  # longer than five minutes: all of it
)
def test_always_but_for_interruptions_of_five_minutes(target, end, seconds):
    found = uptime(UPCLOUD, target, "2026-06", down(end))
    assert (found.downtime, found.reached) == (seconds * 1_000_000, seconds == 0)


@clause("upcloud-02")
@pytest.mark.parametrize(
    ("length", "amount"),
    [("1h", "2.50"), ("6m", "0.25"), ("5m", None), ("10h", "25")],  # hours × 0.05 × 50
)
def test_fifty_times_the_charge_for_the_time(length, amount):
    assert credit(UPCLOUD, interrupted(length)) == money(amount)


@clause("upcloud-03")
@pytest.mark.parametrize(
    ("lengths", "amount"),
    [
        (("14h",), "35"),
        (("14h24m",), "36"),  # 720 hours × 0.05, the charges of thirty days
        (("20h",), "36"),  # 50.00
        (("14h24m", "9h"), "58.50"),  # 36 and 22.50
        (("20h", "20h"), "60"),  # 36 + 36, and 60 for the sum
    ],
)
def test_at_most_thirty_days_for_one_and_a_cap_for_all(lengths, amount):
    assert credit(UPCLOUD, interrupted(*lengths)) == money(amount)


@clause("upcloud-03")
def test_thirty_days_are_those_before_it_however_long_the_month():
    july = measured(source="servers", incidents=("20h",), period=month(7))
    assert credit(UPCLOUD, july) == money("36")  # the charges of July would be 37.20


@clause("upcloud-03")
def test_the_cap_for_all_holds_over_earlier_months():
    earlier = (Given("interruption", at("2026-02-01"), "EUR", Decimal(56)),)
    assert credit(UPCLOUD, interrupted("20h"), earlier=earlier) == money("4")


@clause("upcloud-04")
@pytest.mark.parametrize(
    ("moment", "standing"),
    [("2026-06-17 01:00", Standing.CLAIMED), ("2026-06-17 01:01", Standing.LAPSED)],
)
def test_reclaimed_within_fifteen_days(moment, standing):
    # The interruption of an hour ends on 2 June at 01:00.
    assert asked(UPCLOUD, award(UPCLOUD, interrupted("1h")), moment) is standing


@clause("upcloud-05")
@pytest.mark.parametrize("target", ["servers", "network"])
@pytest.mark.parametrize(
    ("cause", "announced", "minutes"),
    [
        ("announced", "2026-06-09 12:00", 0),  # 24 hours ahead
        ("announced", "2026-06-09 12:01", 60),
        ("announced", None, 60),
        ("security-patch", None, 0),
    ],
)
def test_a_day_of_notice_but_for_security_patches(target, cause, announced, minutes):
    said = {"announced_at": announced} if announced else {}
    row = down("13:00", kind="maintenance", cause=cause, **said)
    assert uptime(UPCLOUD, target, "2026-06", row).downtime == minutes * MINUTE


@clause("upcloud-06")
@pytest.mark.parametrize("reported", ["2026-06-10 12:00", "2026-06-10 12:50", "2026-06-11 09:00"])
def test_it_starts_when_use_is_affected_whenever_it_is_reported(reported):
    assert uptime(UPCLOUD, "servers", "2026-06", down("13:00", reported_at=reported)).downtime == 60 * MINUTE
