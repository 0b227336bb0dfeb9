"""When an agreement is in force: both its days in full, on the calendar of its zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from houvast.sla.agreement.term import Term

MICROSECOND = timedelta(microseconds=1)
YEAR = Term(date(2026, 1, 1), date(2026, 12, 31), "Europe/Amsterdam")
START, END = datetime(2025, 12, 31, 23, tzinfo=UTC), datetime(2026, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "begun", "ended", "holds"),
    [
        (START - MICROSECOND, False, False, False),
        (START, True, False, True),
        (END - MICROSECOND, True, False, True),
        (END, True, True, False),
    ],
)
def test_both_days_count_in_full(at, begun, ended, holds):
    assert (YEAR.has_begun(at), YEAR.has_ended(at), YEAR.holds(at)) == (begun, ended, holds)


@pytest.mark.parametrize(
    ("day", "holds"), [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)]
)
def test_a_date_lies_in_it_or_not(day, holds):
    assert YEAR.has_day(date.fromisoformat(day)) is holds


def test_an_open_ended_term_does_not_end():
    endless = Term(date(2026, 1, 1), None, "Europe/Amsterdam")
    late = datetime(2999, 1, 1, tzinfo=UTC)
    assert (endless.end, endless.has_ended(late), endless.holds(late)) == (None, False, True)
    assert endless.has_day(date(2999, 1, 1))


@pytest.mark.parametrize(
    ("zone", "first", "start"),
    [
        ("Europe/Amsterdam", "2027-03-28", "2027-03-27T23:00+00:00"),  # the day on which the clocks go forward
        ("Europe/Amsterdam", "2027-10-31", "2027-10-30T22:00+00:00"),
        ("America/Santiago", "2027-09-05", "2027-09-05T04:00+00:00"),  # midnight is skipped: it begins at 01:00
        ("America/Havana", "2027-11-07", "2027-11-07T04:00+00:00"),  # midnight comes twice: it begins at the first
    ],
)
def test_a_term_begins_when_midnight_first_comes(zone, first, start):
    assert Term(date.fromisoformat(first), None, zone).start == datetime.fromisoformat(start)
