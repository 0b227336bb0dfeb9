"""prowebis: a month's fee for a long outage, once a month, on request; patching in the night."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing, right
from houvast.sla.terms import MINUTE
from tests.corpus.claims import asked, award
from tests.corpus.reading import at, clause, corpus, credit, outage, uptime
from tests.sla.money import measured, money, month

PRO = corpus("prowebis", timezone="UTC")


@clause("prowebis-01")
@pytest.mark.parametrize(("end", "reached"), [("15:36", True), ("15:37", False)])  # 0.5% of 720 hours is 3.6
def test_99_5_percent(end, reached):
    assert uptime(PRO, "uptime", "2026-06", outage(PRO, "2026-06-15 12:00", f"2026-06-15 {end}")).reached is reached


@clause("prowebis-02")
@pytest.mark.parametrize(
    ("lengths", "amount"),
    [
        (("12h",), None),  # longer than twelve hours
        (("12h1m",), "20.00"),
        (("13h", "20h"), "20.00"),  # once a month
        (("6h", "7h"), None),  # each by itself
    ],
)
def test_a_month_for_an_outage_of_more_than_twelve_hours(lengths, amount):
    assert credit(PRO, measured(incidents=lengths)) == money(amount)


@clause("prowebis-02")
def test_the_next_month_has_a_credit_of_its_own():
    periods = [measured(incidents=("13h",), period=month(number)) for number in (6, 7)]
    assert credit(PRO, *periods) == money("40.00")


@clause("prowebis-02")
def test_it_is_given_on_request():
    found = award(PRO, measured(incidents=("13h",)))
    assert right(found, None, PRO, {}, as_of=at(PRO, "2026-08-01 12:00")).standing is Standing.OPEN
    assert asked(PRO, found, "2026-08-01 12:00") is Standing.CLAIMED


def patching(day: str, start: str = "00:00", end: str = "03:00"):
    said = {"kind": "maintenance", "announced_at": "2026-05-01 12:00"}
    return outage(PRO, f"{day} {start}", f"{day} {end}", **said)


@clause("prowebis-03")
@pytest.mark.parametrize(
    ("rows", "minutes"),
    [
        ([patching("2026-06-10")], 0),
        ([patching("2026-06-10", "00:00", "04:00")], 60),
        ([patching("2026-06-10"), patching("2026-06-20", "01:00", "02:00")], 60),  # the second of the month
        ([patching("2026-05-31"), patching("2026-06-20")], 0),
    ],
)
def test_patching_in_the_night_once_a_month(rows, minutes):
    assert uptime(PRO, "uptime", "2026-06", *rows).downtime == minutes * MINUTE
