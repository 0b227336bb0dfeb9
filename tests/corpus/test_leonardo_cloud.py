"""leonardo-cloud: cloud services, judged by the year over the time in two zones."""

from __future__ import annotations

import pytest

from houvast.sla.terms import Span
from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import at, measured, money

CLOUD = corpus("leonardo-cloud")
ONE_ZONE_UNTIL_JULY = outage(CLOUD, "2026-01-01 00:00", "2026-07-01 00:00", service="zone-b", kind="absent")
YEAR = Span(at("2026-01-01"), at("2027-01-01"))


def down(start: str, end: str, *zones: str) -> list[dict]:
    return [outage(CLOUD, f"2026-{start}", f"2026-{end}", service=zone) for zone in zones or ("zone-a", "zone-b")]


@clause("leonardo-cloud-01")
@pytest.mark.parametrize(
    ("rows", "reached"),
    [
        (down("08-10 00:00", "08-10 08:45"), True),  # 0.1% of 525,600 minutes is 525.6; this is 525
        (down("08-10 00:00", "08-10 08:46"), False),
        (down("02-10 00:00", "02-10 04:22") + down("11-10 00:00", "11-10 04:24"), False),  # 526 over the year
        (down("08-10 00:00", "08-12 00:00", "zone-a"), True),  # the other zone went on
        # From July on, 184 days of 1,440 minutes leave 264.96.
        ([ONE_ZONE_UNTIL_JULY, *down("08-10 00:00", "08-10 04:24")], True),
        ([ONE_ZONE_UNTIL_JULY, *down("08-10 00:00", "08-10 04:25")], False),
        # Before that there were no two zones, and nothing to count.
        ([ONE_ZONE_UNTIL_JULY, *down("02-10 00:00", "02-12 00:00", "zone-a")], True),
    ],
)
def test_a_year_of_minutes_in_which_two_zones_were_running(rows, reached):
    assert uptime(CLOUD, "uptime", "2026", *rows).reached is reached


@clause("leonardo-cloud-01")
def test_only_minutes_with_two_zones_are_counted():
    assert uptime(CLOUD, "uptime", "2026", ONE_ZONE_UNTIL_JULY).base == 184 * 1_440 * 60_000_000


@clause("leonardo-cloud-02")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("99.9", None),
        ("99.89", "60"),  # 5% of 1,200
        ("99", "60"),
        ("98.9", "120"),
        ("90", "120"),
        ("89.9", "180"),  # below 90% is below 99% and 99.9% too: the lowest counts
    ],
)
def test_five_ten_or_fifteen_percent_and_the_lowest_band_counts(figure, amount):
    assert credit(CLOUD, measured(figure, period=YEAR)) == money(amount)
