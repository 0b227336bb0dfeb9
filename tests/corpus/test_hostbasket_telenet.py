"""hostbasket-telenet: two business days of notice, except in one hour of the week."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, outage, uptime

HOSTBASKET = corpus("hostbasket-telenet")


@clause("hostbasket-telenet-01")
@pytest.mark.parametrize(
    ("start", "end", "announced_at", "minutes"),
    [
        ("2026-06-17 22:00", "2026-06-17 23:00", "2026-06-15 16:00", 0),  # from Monday to Wednesday
        ("2026-06-17 12:00", "2026-06-17 13:00", "2026-06-15 12:01", 60),
        ("2026-06-22 12:00", "2026-06-22 13:00", "2026-06-18 12:00", 0),  # from Thursday: Friday, Monday
        ("2026-06-22 12:00", "2026-06-22 13:00", "2026-06-19 12:00", 60),  # the weekend is no business day
        ("2026-06-19 02:00", "2026-06-19 03:00", None, 0),  # Friday, the hour that needs none
        ("2026-06-18 02:00", "2026-06-18 03:00", None, 60),  # Thursday
        ("2026-06-19 01:30", "2026-06-19 03:15", None, 45),  # what leaves the hour
        ("2026-06-19 01:30", "2026-06-19 03:15", "2026-06-16 09:00", 0),
    ],
)
def test_two_business_days_of_notice_except_on_friday_from_two_to_three(start, end, announced_at, minutes):
    said = {"announced_at": announced_at} if announced_at else {}
    work = outage(HOSTBASKET, start, end, kind="maintenance", cause="planned", service="sending", **said)
    assert uptime(HOSTBASKET, "uptime", "2026-06", work).downtime == minutes * 60_000_000


@clause("hostbasket-telenet-03")
@pytest.mark.parametrize("way", ["sending", "receiving"])
def test_available_means_both_ways(way):
    down = outage(HOSTBASKET, "2026-06-10 12:00", "2026-06-10 13:00", service=way)
    assert uptime(HOSTBASKET, "uptime", "2026-06", down).downtime == 3_600_000_000
