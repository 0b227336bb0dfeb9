"""ndp-scotland: aims in supported hours, and none for tests or what was retired."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, has_clock, outage, percent, uptime

NDP = corpus("ndp-scotland")


@clause("ndp-scotland-01", "ndp-scotland-03")
@pytest.mark.parametrize(
    ("opened", "priority", "until"),
    [
        ("2026-09-07 08:00", "P1", "2026-09-07 16:00"),  # Monday; a day has ten hours
        ("2026-09-07 08:00", "P2", "2026-09-08 14:00"),
        ("2026-09-07 08:00", "P3", "2026-09-10 18:00"),  # four days
        ("2026-09-07 08:00", "P4", "2026-09-22 18:00"),  # twelve: 5 + 5 + 2
        ("2026-09-07 08:00", "P5", "2026-10-08 18:00"),  # twenty-four: 4 × 5 + 4
        ("2026-09-11 17:00", "P1", "2026-09-14 15:00"),  # over a weekend
        ("2026-07-31 17:00", "P1", "2026-08-04 15:00"),  # the first Monday of August is a holiday in Scotland
        ("2026-04-02 17:00", "P1", "2026-04-06 15:00"),  # Good Friday is one, Easter Monday is not
        ("2026-11-27 17:00", "P1", "2026-12-01 15:00"),  # St Andrew's Day, Monday 30 November
    ],
)
def test_supported_hours_of_each_priority(opened, priority, until):
    assert due(NDP, "response", f"{opened} service=demographics priority={priority}") == until


@clause("ndp-scotland-02")
@pytest.mark.parametrize(
    ("end", "figure", "minutes_too_many"),
    [
        ("2026-09-08 11:24", "98.000", 0),  # 22 days of ten hours; 2% is 4 h 24 min: one on Monday, 3 h 24 on Tuesday
        ("2026-09-08 11:25", "97.992", 1),  # 265 of 13,200 minutes
    ],
)
def test_98_percent_of_supported_hours(end, figure, minutes_too_many):
    found = uptime(NDP, "demographics", "2026-09", outage(NDP, "2026-09-07 17:00", end))
    assert str(percent(found.figure)) == figure
    assert found.excess == minutes_too_many * 60_000_000


@clause("ndp-scotland-04")
def test_aims_are_never_missed():
    late = ["2026-09-07 08:00 opened service=demographics priority=P1", "2026-12-07 08:00 reply"]
    clock = clock_of(NDP, "response", *late)
    assert (clock.verdict.name, clock.due_at is not None) == ("NONE", True)
    down = outage(NDP, "2026-09-01 00:00", "2026-09-30 00:00")
    assert uptime(NDP, "demographics", "2026-09", down).reached is None


@clause("ndp-scotland-04")
@pytest.mark.parametrize(
    ("service", "has_level"), [("demographics", True), ("demographics-test", False), ("immunisation", False)]
)
def test_test_environments_and_retired_interfaces_have_no_level(service, has_level):
    assert has_clock(NDP, "response", f"2026-09-07 08:00 opened priority=P1 service={service}") is has_level


@clause("ndp-scotland-04")
def test_an_interface_has_a_level_until_it_is_retired():
    assert uptime(NDP, "immunisation", "2026-08").figure == 100
    assert uptime(NDP, "immunisation", "2026-09").figure is None
