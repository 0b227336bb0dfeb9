"""westernu: hours and days off of its own, and times that the type of the ticket decides."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, has_clock

WESTERNU = corpus("westernu")


@clause("westernu-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 07:00", "2026-06-15 17:30"),  # the day has ten hours
        ("2026-06-15 16:30", "2026-06-16 16:30"),
        ("2026-06-12 16:30", "2026-06-15 16:30"),  # over a weekend
        ("2026-11-25 16:30", "2026-11-30 16:30"),  # Thanksgiving, and the Friday after it that is its own
        ("2026-12-24 16:30", "2027-01-04 16:30"),  # Christmas, four days of its own, New Year, a weekend
    ],
)
def test_from_half_past_seven_to_half_past_five_without_its_own_holidays(opened, until):
    assert due(WESTERNU, "response", f"{opened} priority=other") == until


@clause("westernu-02")
@pytest.mark.parametrize(
    ("priority", "reply", "verdict"),
    [
        ("urgent", "2026-06-16 07:35", "MET"),  # five minutes today, five tomorrow
        ("urgent", "2026-06-16 07:36", "BREACHED"),
        ("other", "2026-06-16 17:25", "MET"),
        ("other", "2026-06-16 17:26", "BREACHED"),
    ],
)
def test_ten_minutes_or_ten_hours(priority, reply, verdict):
    lines = [f"2026-06-15 17:25 opened priority={priority}", f"{reply} reply"]
    assert clock_of(WESTERNU, "response", *lines).verdict.name == verdict


@clause("westernu-03")
@pytest.mark.parametrize(
    ("kind", "until"),
    [
        ("urgent", "2026-06-01 11:30"),
        ("standard", "2026-06-02 17:30"),
        ("scheduled", "2026-06-12 17:30"),  # ten days of ten hours
        ("purchasing", "2026-07-14 17:30"),  # thirty, without 19 June and 3 July
        ("project", "2026-08-04 17:30"),  # forty-five
    ],
)
def test_the_type_decides_how_many_operational_hours(kind, until):
    assert due(WESTERNU, kind, f"2026-06-01 07:30 type={kind} priority=other") == until


@clause("westernu-03")
@pytest.mark.parametrize("kind", ["urgent", "standard", "scheduled", "purchasing", "project"])
def test_a_ticket_has_the_time_of_its_own_type_and_no_other(kind):
    opened = f"2026-06-01 07:30 opened type={kind}"
    assert [name for name in WESTERNU.targets if has_clock(WESTERNU, name, opened)] == ["response", kind]
