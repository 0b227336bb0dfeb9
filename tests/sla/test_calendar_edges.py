"""The edges of calendars: cut-offs to the second, midnight, the end of all opening hours, what is usual."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import numpy as np
import pytest

from houvast.sla.calendar import Calendar, NeverOpens
from houvast.sla.terms import instant, micros
from tests.sla.contracts import Sheet, ams

OFFICE = Sheet.of("08:00-18:00").calendar
THREE_DATES = Sheet.of({}, dates={f"2026-06-{day:02}": "08:00-18:00" for day in (10, 11, 12)}).calendar
"""Open on three dates, and never again."""


@pytest.mark.parametrize(
    ("opened", "cut_off", "due"),
    [
        ("2026-06-10 16:30", time(16, 30), "2026-06-11 18:00"),  # exactly at the cut-off is in time
        ("2026-06-10 16:30:01", time(16, 30), "2026-06-12 18:00"),
        ("2026-06-10 16:05", time(16, 30), "2026-06-11 18:00"),
        ("2026-06-10 15:45", time(16, 30), "2026-06-11 18:00"),
        ("2026-06-10 16:30:15", time(16, 30, 15), "2026-06-11 18:00"),
        ("2026-06-10 16:30:16", time(16, 30, 15), "2026-06-12 18:00"),
    ],
)
def test_a_cut_off_is_kept_to_the_second(opened, cut_off, due):
    assert OFFICE.business_day_end(ams(opened), 1, cut_off=cut_off) == ams(due)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-06-10 10:15:30.25", "2026-06-12 10:15:30.25"),
        ("2026-06-10 08:00", "2026-06-12 08:00"),
        ("2026-06-10 08:00:00.000001", "2026-06-12 08:00:00.000001"),
        ("2026-06-10 17:59:59.999999", "2026-06-12 17:59:59.999999"),
        ("2026-06-10 03:00", "2026-06-12 08:00"),  # opened while closed is opened at the next opening
        ("2026-06-10 19:00", "2026-06-15 08:00"),
    ],
)
def test_the_same_time_is_the_same_to_the_microsecond(opened, due):
    assert OFFICE.business_day_end(ams(opened), 2, same_time=True) == ams(due)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-06-09 23:59:59.999999", "2026-06-10 18:00"),
        ("2026-06-10 00:00", "2026-06-11 18:00"),  # midnight is of the day that begins
        ("2026-06-10 00:00:00.5", "2026-06-11 18:00"),
        ("2026-06-12 23:00", "2026-06-15 18:00"),
        ("2026-12-31 12:00", "2027-01-01 18:00"),  # no holidays are kept here
    ],
)
def test_a_business_day_ends_at_midnight_and_not_with_the_year(opened, due):
    assert OFFICE.business_day_end(ams(opened), 1) == ams(due)


def test_days_in_a_column_are_counted_from_each_row():
    """From one year to another, and far ahead: 1,300 business days are 260 weeks."""
    opened = [ams("2019-06-12 12:00"), ams("2026-06-10 12:00")]
    due = OFFICE.business_days_many(np.array([micros(at) for at in opened]), 1300)
    assert [instant(at) for at in due.tolist()] == [ams("2024-06-05 18:00"), ams("2031-06-04 18:00")]
    assert due.dtype == np.int64


def test_a_calendar_that_ends_says_from_when_there_is_nothing_more():
    opened = ams("2026-06-10 12:00")
    assert THREE_DATES.business_day_end(opened, 1) == ams("2026-06-11 18:00")
    with pytest.raises(NeverOpens, match="no more opening hours from 2026-06-10T10:00:00") as refusal:
        THREE_DATES.business_day_end(opened, 3)
    assert refusal.value.at == opened


def test_no_more_open_time_says_from_when():
    with pytest.raises(NeverOpens) as refusal:
        THREE_DATES.next_open(ams("2026-06-12 18:00"))
    assert refusal.value.at == ams("2026-06-12 18:00")


def test_edges_are_after_and_before_unless_one_at_the_instant_is_meant():
    opening, closing = ams("2026-06-10 08:00"), ams("2026-06-10 18:00")
    day = timedelta(days=1)
    assert (OFFICE.next_open(opening), OFFICE.next_open(opening, strict=False)) == (opening + day, opening)
    assert (OFFICE.prev_open(opening), OFFICE.prev_open(opening, strict=False)) == (opening - day, opening)
    assert (OFFICE.next_close(closing), OFFICE.next_close(closing, strict=False)) == (closing + day, closing)
    assert (OFFICE.prev_close(closing), OFFICE.prev_close(closing, strict=False)) == (closing - day, closing)


def test_of_no_time_there_are_no_windows():
    noon = ams("2026-06-10 12:00")
    assert OFFICE.windows(noon, noon) == []
    assert [(each.start, each.end) for each in OFFICE.windows(noon, noon + timedelta(hours=1))] == [
        (noon, noon + timedelta(hours=1))
    ]


def test_always_is_every_instant():
    at = datetime.fromisoformat("2026-06-10T12:00+00:00")
    assert Calendar.always().add(at, timedelta(days=400)) == at + timedelta(days=400)
