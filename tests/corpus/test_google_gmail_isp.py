"""google-gmail-isp: mail, with short downtime dropped and maintenance limited to twelve hours a year."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, outage, slot, uptime
from tests.sla.money import measured, money

MAIL = corpus("google-gmail-isp")
MINUTE = 60_000_000
HOUR = 60 * MINUTE


def minutes_down(*numbers: int) -> list[dict]:
    """Minutes after noon on 10 June in which a tenth of the requests failed."""
    return [slot(MAIL, f"2026-06-10 12:{number:02}", 100, 10, minutes=1) for number in numbers]


def work(start: str, end: str, announced: str) -> dict:
    return outage(MAIL, start, end, kind="maintenance", cause="scheduled", announced_at=announced)


@clause("google-gmail-isp-01")
@pytest.mark.parametrize(
    ("slots", "minutes"),
    [
        (minutes_down(*range(9)), 0),
        (minutes_down(*range(10)), 10),
        (minutes_down(*range(11)), 11),
        (minutes_down(*range(9), *range(10, 19)), 0),  # eighteen minutes, of which one in the middle was good
    ],
)
def test_only_ten_consecutive_minutes_and_more_count(slots, minutes):
    assert uptime(MAIL, "uptime", "2026-06", slots=slots).downtime == minutes * MINUTE


@clause("google-gmail-isp-02")
@pytest.mark.parametrize(("errors", "down"), [(5, 0), (6, 20)])
def test_a_minute_is_down_above_five_percent_of_user_errors(errors, down):
    slots = [slot(MAIL, f"2026-06-10 12:{number:02}", 100, errors, minutes=1) for number in range(20)]
    assert uptime(MAIL, "uptime", "2026-06", slots=slots).downtime == down * MINUTE


@clause("google-gmail-isp-02")
@pytest.mark.parametrize(("minutes", "reached"), [(43, True), (44, False)])  # 0.1% of 43,200 is 43.2
def test_three_nines_of_a_calendar_month(minutes, reached):
    assert uptime(MAIL, "uptime", "2026-06", slots=minutes_down(*range(minutes))).reached is reached


@clause("google-gmail-isp-02")
def test_minutes_in_which_nobody_mailed_are_not_down():
    slots = [slot(MAIL, f"2026-06-10 12:{number:02}", 0, minutes=1) for number in range(20)]
    assert uptime(MAIL, "uptime", "2026-06", slots=slots).downtime == 0


@clause("google-gmail-isp-03")
@pytest.mark.parametrize(
    ("announced", "hours"),
    [("2026-06-05 12:00", 0), ("2026-06-05 12:01", 2)],  # five days before it, and a minute less
)
def test_scheduled_downtime_needs_five_days_notice(announced, hours):
    row = work("2026-06-10 12:00", "2026-06-10 14:00", announced)
    assert uptime(MAIL, "uptime", "2026-06", row).downtime == hours * HOUR


@clause("google-gmail-isp-03")
@pytest.mark.parametrize(
    ("earlier", "hours"),
    [
        (("2026-03-10 00:00", "2026-03-10 08:00"), 0),  # 8 and 4 are twelve
        (("2026-03-10 00:00", "2026-03-10 10:00"), 2),  # 10 and 4: two too many
        (("2026-03-10 00:00", "2026-03-11 00:00"), 4),
        (("2025-12-10 00:00", "2025-12-11 00:00"), 0),  # another year
    ],
)
def test_what_exceeds_twelve_hours_in_a_year_is_downtime(earlier, hours):
    rows = [work(*earlier, "2025-01-01 00:00"), work("2026-06-10 12:00", "2026-06-10 16:00", "2026-06-01 00:00")]
    assert uptime(MAIL, "uptime", "2026-06", *rows).downtime == hours * HOUR


@clause("google-gmail-isp-04")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [("99.9", None), ("99.89", "10"), ("99", "10"), ("98.99", "25"), ("95", "25"), ("94.99", None)],
)
def test_ten_or_twenty_five_percent_of_the_month(figure, amount):
    assert credit(MAIL, measured(figure)) == money(amount, "USD")
