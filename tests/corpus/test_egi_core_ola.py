"""egi-core-ola: availability in service hours, reliability beside it, and help in support hours."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, due, outage, percent, uptime

EGI = corpus("egi-core-ola")
HOUR = 3_600_000_000


def work(start: str, end: str, cause: str) -> dict:
    return outage(EGI, start, end, kind="maintenance", cause=cause, announced_at="2026-06-01 09:00")


@clause("egi-core-ola-01")
@pytest.mark.parametrize(
    ("start", "end", "reached"),  # June has 30 days of 16 hours, which are ours: 1% is 4 h 48 min
    [
        ("2026-06-15 10:00", "2026-06-15 14:48", True),
        ("2026-06-15 10:00", "2026-06-15 14:49", False),
        ("2026-06-15 22:00", "2026-06-16 06:00", True),  # outside service hours
        ("2026-06-15 21:00", "2026-06-16 09:49", False),
    ],
)
def test_99_percent_of_service_hours(start, end, reached):
    assert uptime(EGI, "availability", "2026-06", outage(EGI, start, end)).reached is reached


@clause("egi-core-ola-01")
@pytest.mark.parametrize("announced", [{"announced_at": "2026-06-01 09:00"}, {}])
def test_security_maintenance_does_not_count_planned_or_not(announced):
    patch = outage(EGI, "2026-06-15 08:00", "2026-06-15 18:00", kind="maintenance", cause="security-patch", **announced)
    found = uptime(EGI, "availability", "2026-06", patch)
    assert (found.downtime, found.base) == (0, 470 * HOUR)


@clause("egi-core-ola-02")
def test_reliability_is_the_same_without_scheduled_maintenance():
    rows = [
        work("2026-06-15 08:00", "2026-06-15 10:00", "scheduled"),
        outage(EGI, "2026-06-16 08:00", "2026-06-16 11:00"),
    ]
    available, reliable = (uptime(EGI, name, "2026-06", *rows) for name in ("availability", "reliability"))
    assert (str(percent(available.figure)), available.reached) == ("98.958", False)  # 475 of 480 hours
    assert (str(percent(reliable.figure)), reliable.reached) == ("99.372", True)  # 475 of 478


@clause("egi-core-ola-02")
def test_what_was_not_scheduled_lowers_both():
    row = outage(EGI, "2026-06-15 08:00", "2026-06-15 13:00", kind="maintenance", cause="scheduled")  # not announced
    for name in ("availability", "reliability"):
        assert uptime(EGI, name, "2026-06", row).downtime == 5 * HOUR


@clause("egi-core-ola-03")
@pytest.mark.parametrize(
    ("opened", "priority", "until"),
    [
        ("2026-06-15 10:00", "top", "2026-06-15 10:01"),  # "at once" is a minute, which is ours
        ("2026-06-20 10:00", "top", "2026-06-22 09:01"),  # Saturday: when support opens
        ("2026-06-15 10:00", "very_urgent", "2026-06-16 10:00"),
        ("2026-06-15 10:00", "urgent", "2026-06-17 10:00"),
        ("2026-06-19 16:00", "very_urgent", "2026-06-22 16:00"),  # over the weekend
    ],
)
def test_support_hours_of_each_priority(opened, priority, until):
    assert due(EGI, "response", f"{opened} priority={priority}") == until
