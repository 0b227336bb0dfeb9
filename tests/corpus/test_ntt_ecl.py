"""ntt-ecl: cloud in data centres, over months of 720 hours."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, outage, percent, uptime

CLOUD = corpus("ntt-ecl")
MINUTE = 60_000_000


def work(start: str, end: str, announced: str | None = None):
    said = {"announced_at": announced} if announced else {}
    return outage(CLOUD, start, end, kind="maintenance", cause="maintenance", **said)


def minutes(*rows) -> float:
    return float(uptime(CLOUD, "uptime", "2026-06", *rows).downtime / MINUTE)


@clause("ntt-ecl-01")
@pytest.mark.parametrize(
    ("month", "days"),
    [("2026-02", 28), ("2026-06", 30), ("2026-07", 31)],
)
def test_every_month_has_720_hours(month, days):
    # 7.2 hours are 1% of 720, however long the month.
    found = uptime(CLOUD, "uptime", month, outage(CLOUD, f"{month}-10 00:00", f"{month}-10 07:12"))
    assert str(percent(found.figure)) == "99.000"
    assert found.total == days * 1_440 * MINUTE


# Tokyo is nine hours ahead: 01:00 to 04:00 there is 16:00 to 19:00 UTC on the day before.
FIRST, SECOND = ("2026-06-10 16:00", "2026-06-10 19:00"), ("2026-06-17 16:00", "2026-06-17 19:00")


@clause("ntt-ecl-02")
@pytest.mark.parametrize(
    ("rows", "down"),
    [
        ([work(*FIRST)], 0),
        ([work(*FIRST), work(*SECOND)], 180),  # one night in a calendar month
        ([work("2026-05-13 16:00", "2026-05-13 19:00"), work(*FIRST)], 0),  # the other was in May
        ([work("2026-06-10 15:59", "2026-06-10 19:00")], 181),  # begins before one o'clock there
        ([work("2026-06-10 16:00", "2026-06-10 19:01")], 181),
        ([work("2026-06-10 01:00", "2026-06-10 04:00")], 180),  # one o'clock in Greenwich
    ],
)
def test_one_night_a_month_by_the_clock_of_the_data_centre(rows, down):
    assert minutes(*rows) == down


# Announced on Monday 1 June: the fourteenth business day after it is Friday the 19th, and ends at 17:00, 08:00 UTC.
@clause("ntt-ecl-02")
@pytest.mark.parametrize(
    ("announced", "start", "end", "down"),
    [
        ("2026-06-01 03:00", "2026-06-19 08:00", "2026-06-19 12:00", 0),
        ("2026-06-01 03:00", "2026-06-19 07:59", "2026-06-19 12:00", 241),
        ("2026-06-02 03:00", "2026-06-19 08:00", "2026-06-19 12:00", 240),  # a day later
    ],
)
def test_or_any_time_with_fourteen_business_days_notice(announced, start, end, down):
    assert minutes(work(start, end, announced)) == down


@clause("ntt-ecl-02")
def test_what_was_announced_long_ahead_takes_no_night():
    assert minutes(work(*FIRST), work("2026-06-24 16:00", "2026-06-24 19:00", "2026-05-01 03:00")) == 0
