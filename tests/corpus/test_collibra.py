"""collibra: software as a service, with twenty hours of maintenance a month."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing
from tests.corpus.claims import asked, award
from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import measured, money, month

PLATFORM = corpus("collibra")
HOUR = 3_600_000_000
ORDINARY = {"situation": "ordinary"}


def work(start: str, end: str):
    return outage(PLATFORM, start, end, kind="maintenance", cause="scheduled")


@clause("collibra-01")
@pytest.mark.parametrize(
    ("end", "reached"),
    [("03:36:00", True), ("03:36:01", False)],  # 0.5% of 720 hours is 3.6
)
def test_99_5_percent_of_a_calendar_month(end, reached):
    row = outage(PLATFORM, "2026-06-10 00:00", f"2026-06-10 {end}")
    assert uptime(PLATFORM, "uptime", "2026-06", row).reached is reached
    assert uptime(PLATFORM, "uptime", "2026-07", row).reached is True


@clause("collibra-02")
@pytest.mark.parametrize(
    ("rows", "hours"),
    [
        ([work("2026-06-06 00:00", "2026-06-06 20:00")], 0),
        ([work("2026-06-06 00:00", "2026-06-06 21:00")], 1),
        ([work(f"2026-06-{day:02} 00:00", f"2026-06-{day:02} 04:00") for day in (6, 7, 13, 14, 20)], 0),  # five blocks
        ([work(f"2026-06-{day:02} 00:00", f"2026-06-{day:02} 04:00") for day in (6, 7, 13, 14, 20, 21)], 4),
        ([work("2026-06-10 10:00", "2026-06-10 16:00")], 0),  # a Wednesday, six hours: only aimed at otherwise
        ([work("2026-05-30 00:00", "2026-05-30 20:00"), work("2026-06-06 00:00", "2026-06-06 20:00")], 0),
    ],
)
def test_twenty_hours_of_maintenance_a_month(rows, hours):
    assert uptime(PLATFORM, "uptime", "2026-06", *rows).downtime == hours * HOUR


@clause("collibra-03")
@pytest.mark.parametrize(
    ("moment", "standing"),
    [("2026-03-31 00:00", Standing.CLAIMED), ("2026-03-31 00:01", Standing.LAPSED)],  # 1 March and thirty days
)
def test_asked_within_thirty_days_after_the_month(moment, standing):
    found = award(PLATFORM, measured("98", period=month(2)), attributes=ORDINARY)
    assert asked(PLATFORM, found, moment) is standing


@clause("collibra-04")
@pytest.mark.parametrize(
    ("figure", "situation", "amount"),
    [
        ("99.5", "special", None),
        ("99.4", "ordinary", "50"),
        ("99.4", "special", "100"),
        ("99", "ordinary", "50"),
        ("98.9", "ordinary", "100"),
        ("98.9", "special", "200"),
    ],
)
def test_a_share_of_a_twelfth_by_the_situation_of_the_customer(figure, situation, amount):
    # 12,000 a year is 1,000 a month, in June as in July.
    for number in (6, 7):
        period = measured(figure, period=month(number))
        assert credit(PLATFORM, period, attributes={"situation": situation}) == money(amount, "USD")
