"""The rules of a calendar as tables: hours, holidays, dates of their own, edges, business days."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from houvast.sla.calendar import Calendar, NeverOpens
from houvast.sla.opening_hours import EmptyCalendar, ZeroLengthRange
from houvast.sla.terms import NaiveInstant, Span
from tests.sla.contracts import OFFICE, Sheet, ams, ranges, utc

NINE = Sheet.of("09:00-17:00", holidays=["2026-12-25", "2026-12-26"], dates={"2026-12-24": "09:00-13:00"}).calendar
LUNCH = Sheet.of("09:00-12:00 13:00-17:00").calendar
NIGHT = Sheet.of(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "22:00-06:00")).calendar


@pytest.mark.parametrize(
    ("opened", "minutes", "due"),
    [
        ("2026-12-21 09:00", 60, "2026-12-21 10:00"),  # a Monday
        ("2026-12-21 16:30", 60, "2026-12-22 09:30"),  # over the night
        ("2026-12-21 16:00", 60, "2026-12-21 17:00"),  # runs out exactly at closing: that closing
        ("2026-12-24 12:30", 60, "2026-12-28 09:30"),  # half day, Christmas and the weekend
        ("2026-12-26 12:00", 60, "2026-12-28 10:00"),  # on a Saturday that is a holiday too
        ("2026-12-18 16:59:30", 1, "2026-12-21 09:00:30"),  # half a minute before closing
        ("2026-12-21 03:00", 8 * 60, "2026-12-21 17:00"),  # before opening, exactly one day
        ("2026-12-21 03:00", 8 * 60 + 1, "2026-12-22 09:01"),
    ],
)
def test_promised_time_is_open_time(opened, minutes, due):
    assert NINE.add(ams(opened), timedelta(minutes=minutes)) == ams(due)


# Patches on the first Tuesday, 1 December 2026, and the last Friday, the 25th; holidays from ten to two.
MONTHLY = Sheet(
    "Europe/Amsterdam",
    {},
    monthly={(1, 1): ranges("02:00-06:00"), (-1, 4): ranges("22:00-01:00")},
).calendar
CAUTIOUS = Sheet(
    "Europe/Amsterdam", {4: ranges("09:00-17:00")}, frozenset({date(2026, 12, 25)}), on_holidays=ranges("10:00-14:00")
).calendar


@pytest.mark.parametrize(
    ("calendar", "start", "end", "hours"),
    [
        (MONTHLY, "2026-12-01 00:00", "2026-12-02 00:00", 4),
        (MONTHLY, "2026-12-08 00:00", "2026-12-09 00:00", 0),  # the second Tuesday
        (MONTHLY, "2026-12-25 00:00", "2026-12-26 12:00", 3),  # over midnight
        (MONTHLY, "2026-12-18 00:00", "2026-12-19 12:00", 0),  # a Friday, not the last
        (MONTHLY, "2027-01-29 00:00", "2027-01-30 12:00", 3),  # the fifth Friday is the last of January 2027
        (CAUTIOUS, "2026-12-25 00:00", "2026-12-26 00:00", 4),
        (CAUTIOUS, "2026-12-18 00:00", "2026-12-19 00:00", 8),
    ],
)
def test_days_of_the_month_and_hours_of_holidays(calendar, start, end, hours):
    assert calendar.between(ams(start), ams(end)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("opened", "days", "plus", "due"),
    [
        ("2026-12-21 10:00", 0, None, "2026-12-21 17:00"),  # the end of the day
        ("2026-12-21 17:00", 0, None, "2026-12-22 17:00"),  # closed already: of the next
        ("2026-12-24 12:59", 0, None, "2026-12-24 13:00"),  # a half day
        ("2026-12-26 12:00", 0, None, "2026-12-28 17:00"),  # a Saturday
        ("2026-12-21 10:00", 1, 2, "2026-12-22 11:00"),  # two hours after the next business day opens
        ("2026-12-21 20:00", 1, 2, "2026-12-22 11:00"),
        ("2026-12-24 16:00", 1, 9, "2026-12-29 10:00"),  # nine hours from Monday's opening: an hour into Tuesday
    ],
)
def test_the_end_of_the_day_and_hours_after_an_opening(opened, days, plus, due):
    after = None if plus is None else timedelta(hours=plus)
    assert NINE.business_day_end(ams(opened), days, plus=after) == ams(due)


@pytest.mark.parametrize(
    ("end", "minutes", "start"),
    [
        ("2026-12-21 10:00", 60, "2026-12-21 09:00"),  # runs out exactly at opening: that opening
        ("2026-12-22 09:30", 60, "2026-12-21 16:30"),
        ("2026-12-28 09:30", 60, "2026-12-24 12:30"),
        ("2026-12-28 09:00", 60, "2026-12-24 12:00"),
    ],
)
def test_subtracting_gives_the_latest_start(end, minutes, start):
    assert NINE.subtract(ams(end), timedelta(minutes=minutes)) == ams(start)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-12-21 08:00", "2026-12-21 18:00", 8),
        ("2026-12-24 00:00", "2026-12-29 00:00", 4 + 8),
        ("2026-12-25 00:00", "2026-12-26 00:00", 0),
        ("2026-12-28 12:00", "2026-12-21 12:00", 0),  # reversed
        ("2026-12-21 12:00", "2026-12-21 12:00", 0),
    ],
)
def test_time_between(start, end, hours):
    assert NINE.between(ams(start), ams(end)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-12-21 08:59:59.999999", False),
        ("2026-12-21 09:00", True),
        ("2026-12-21 11:59:59.999999", True),
        ("2026-12-21 12:00", False),
        ("2026-12-21 12:30", False),
        ("2026-12-21 13:00", True),
        ("2026-12-21 17:00", False),
        ("2026-12-20 10:00", False),
    ],
)
def test_open_from_the_opening_until_just_before_the_closing(at, is_open):
    assert LUNCH.is_open(ams(at)) is is_open


def test_windows_are_clipped_and_in_utc():
    assert LUNCH.windows(ams("2026-12-21 11:00"), ams("2026-12-21 14:00")) == [
        Span(utc("2026-12-21 10:00"), utc("2026-12-21 11:00")),
        Span(utc("2026-12-21 12:00"), utc("2026-12-21 13:00")),
    ]


@pytest.mark.parametrize(
    ("ask", "strict", "at", "found"),
    [
        ("next_open", True, "2026-12-21 09:00", "2026-12-21 13:00"),
        ("next_open", False, "2026-12-21 09:00", "2026-12-21 09:00"),
        ("next_close", True, "2026-12-21 12:00", "2026-12-21 17:00"),
        ("next_close", False, "2026-12-21 12:00", "2026-12-21 12:00"),
        ("prev_open", True, "2026-12-21 09:00", "2026-12-18 13:00"),
        ("prev_open", False, "2026-12-21 09:00", "2026-12-21 09:00"),
        ("prev_close", True, "2026-12-21 12:00", "2026-12-18 17:00"),
        ("prev_close", False, "2026-12-21 12:00", "2026-12-21 12:00"),
    ],
)
def test_the_nearest_edge(ask, strict, at, found):
    assert getattr(LUNCH, ask)(ams(at), strict=strict) == ams(found)


def test_touching_windows_are_one_opening():
    calendar = Sheet.of("09:00-12:00 12:00-17:00").calendar
    assert calendar.next_close(ams("2026-12-21 09:00")) == ams("2026-12-21 17:00")
    assert len(calendar.windows(ams("2026-12-21 00:00"), ams("2026-12-22 00:00"))) == 1


def test_overlapping_ranges_count_once():
    calendar = Sheet.of("09:00-13:00 12:00-17:00").calendar
    assert calendar.between(ams("2026-12-21 00:00"), ams("2026-12-22 00:00")) == timedelta(hours=8)


def test_a_range_over_midnight_belongs_to_two_dates():
    saturday = NIGHT.windows(ams("2026-12-19 00:00"), ams("2026-12-20 00:00"))
    assert saturday == [Span(ams("2026-12-19 00:00"), ams("2026-12-19 06:00"))]
    assert NIGHT.windows(ams("2026-12-21 12:00"), ams("2026-12-22 12:00")) == [
        Span(ams("2026-12-21 22:00"), ams("2026-12-22 06:00"))
    ]


def test_a_holiday_closes_its_own_local_date_only():
    calendar = Sheet.of({"mon": "22:00-06:00", "tue": "22:00-06:00"}, holidays=["2026-12-22"]).calendar
    assert calendar.windows(ams("2026-12-21 12:00"), ams("2026-12-23 12:00")) == [
        Span(ams("2026-12-21 22:00"), ams("2026-12-22 00:00")),
        Span(ams("2026-12-23 00:00"), ams("2026-12-23 06:00")),
    ]


def test_a_date_of_its_own_beats_weekly_hours_and_holidays():
    calendar = Sheet.of(
        "09:00-17:00",
        holidays=["2026-12-25"],
        dates={"2026-12-25": "10:00-11:00", "2026-12-28": "", "2026-12-27": "12:00-13:00"},
    ).calendar
    assert calendar.windows(ams("2026-12-25 00:00"), ams("2026-12-29 00:00")) == [
        Span(ams("2026-12-25 10:00"), ams("2026-12-25 11:00")),
        Span(ams("2026-12-27 12:00"), ams("2026-12-27 13:00")),
    ]


def test_a_date_of_its_own_over_midnight_runs_into_the_next_date():
    calendar = Sheet.of("09:00-17:00", dates={"2026-12-21": "22:00-06:00"}).calendar
    assert calendar.windows(ams("2026-12-21 00:00"), ams("2026-12-23 00:00")) == [
        Span(ams("2026-12-21 22:00"), ams("2026-12-22 06:00")),
        Span(ams("2026-12-22 09:00"), ams("2026-12-22 17:00")),
    ]


def test_round_the_clock_counts_every_hour():
    assert Calendar.always().add(ams("2027-03-27 23:00"), timedelta(hours=48)) == ams("2027-03-30 00:00")
    assert Calendar.always().is_open(ams("2026-12-25 03:00"))


@pytest.mark.parametrize("weekly", [{}, {0: ()}, {0: (), 5: ()}])
def test_a_calendar_that_is_never_open_is_refused(weekly):
    with pytest.raises(EmptyCalendar):
        Calendar("Europe/Amsterdam", weekly, None, {})


@pytest.mark.parametrize(
    ("weekly", "dates"), [({0: ((3600, 3600),)}, {}), ({0: ((0, 60),)}, {date(2026, 12, 24): ((0, 0),)})]
)
def test_a_range_of_zero_length_is_refused(weekly, dates):
    with pytest.raises(ZeroLengthRange):
        Calendar("Europe/Amsterdam", weekly, None, dates)


def test_a_calendar_of_dates_alone_runs_out():
    calendar = Calendar("Europe/Amsterdam", {}, None, {date(2026, 12, 24): ranges("09:00-10:00")})
    assert calendar.add(ams("2026-12-01 00:00"), timedelta(minutes=60)) == ams("2026-12-24 10:00")
    with pytest.raises(NeverOpens):
        calendar.add(ams("2026-12-01 00:00"), timedelta(minutes=61))
    with pytest.raises(NeverOpens):
        calendar.next_open(ams("2026-12-24 09:00"))
    with pytest.raises(NeverOpens):
        calendar.subtract(ams("2026-12-24 09:00"), timedelta(minutes=1))


def test_an_instant_without_zone_is_refused():
    with pytest.raises(NaiveInstant):
        NINE.add(ams("2026-12-21 10:00").replace(tzinfo=None), timedelta(hours=1))


def test_no_time_promised_is_due_at_once():
    assert NINE.add(ams("2026-12-20 03:00"), timedelta(0)) == ams("2026-12-20 03:00")
    assert NINE.subtract(ams("2026-12-20 03:00"), timedelta(0)) == ams("2026-12-20 03:00")


@pytest.mark.parametrize(
    ("opened", "days", "said", "due"),
    [
        ("2026-12-21 10:00", 1, {}, "2026-12-22 18:00"),
        ("2026-12-21 10:00", 2, {}, "2026-12-23 18:00"),
        ("2026-12-21 06:00", 1, {}, "2026-12-22 18:00"),  # before opening: still that day
        ("2026-12-21 20:00", 1, {}, "2026-12-22 18:00"),  # after closing: still that day
        ("2026-12-19 10:00", 1, {}, "2026-12-22 18:00"),  # Saturday counts as Monday
        ("2026-12-18 10:00", 1, {}, "2026-12-21 18:00"),  # over the weekend
        ("2026-12-21 15:59", 1, {"cut_off": time(16)}, "2026-12-22 18:00"),
        ("2026-12-21 16:00", 1, {"cut_off": time(16)}, "2026-12-22 18:00"),  # on the cut-off is in time
        ("2026-12-21 16:00:01", 1, {"cut_off": time(16)}, "2026-12-23 18:00"),
        ("2026-12-18 17:00", 1, {"cut_off": time(16)}, "2026-12-22 18:00"),  # Friday late counts as Monday
        ("2026-12-19 17:00", 1, {"cut_off": time(16)}, "2026-12-22 18:00"),  # a closed day has no cut-off
        ("2026-12-21 10:30", 2, {"same_time": True}, "2026-12-23 10:30"),
        ("2026-12-18 10:30", 1, {"same_time": True}, "2026-12-21 10:30"),
        ("2026-12-19 10:30", 1, {"same_time": True}, "2026-12-22 08:00"),  # as if opened on Monday at 08:00
        ("2026-12-21 20:00", 1, {"same_time": True}, "2026-12-23 08:00"),  # as if opened on Tuesday at 08:00
        ("2026-12-21 16:30", 1, {"same_time": True, "cut_off": time(16)}, "2026-12-23 16:30"),
        ("2026-12-21 20:00", 1, {"same_time": True, "cut_off": time(16)}, "2026-12-23 08:00"),
    ],
)
def test_business_days(opened, days, said, due):
    assert OFFICE.calendar.business_day_end(ams(opened), days, **said) == ams(due)


def test_the_same_time_on_a_shorter_day_is_brought_inside_its_hours():
    calendar = Sheet.of({"mon": "08:00-18:00", "tue": "10:00-12:00"}).calendar
    assert calendar.business_day_end(ams("2026-12-21 16:00"), 1, same_time=True) == ams("2026-12-22 12:00")
    assert calendar.business_day_end(ams("2026-12-21 09:00"), 1, same_time=True) == ams("2026-12-22 10:00")
    assert calendar.business_day_end(ams("2026-12-22 11:00"), 1, same_time=True) == ams("2026-12-28 11:00")


def test_a_business_day_ends_where_its_last_window_does():
    calendar = Sheet.of(
        {"mon": "08:00-18:00", "tue": "08:00-12:00 13:00-15:00", "wed": "20:00-24:00"},
        dates={"2026-12-29": "09:00-11:00"},
    ).calendar
    assert calendar.business_day_end(ams("2026-12-21 10:00"), 1) == ams("2026-12-22 15:00")
    assert calendar.business_day_end(ams("2026-12-21 10:00"), 2) == ams("2026-12-24 00:00")
    assert calendar.business_day_end(ams("2026-12-21 10:00"), 4) == ams("2026-12-29 11:00")


def test_a_day_whose_only_hour_is_skipped_is_no_business_day():
    """On 28 March 2027 the wall clock skips 02:00–03:00: that Sunday has no open time."""
    calendar = Sheet.of({"mon": "08:00-18:00", "sun": "02:15-02:45"}).calendar
    assert calendar.business_day_end(ams("2027-03-25 10:00"), 1) == ams("2027-04-04 02:45")


def test_stretches_say_why():
    calendar = Sheet.of(
        "09:00-17:00", holidays=["2026-12-25"], dates={"2026-12-24": "09:00-13:00", "2026-12-28": ""}
    ).calendar
    found = [
        (each.is_open, each.why.value) for each in calendar.stretches(ams("2026-12-23 12:00"), ams("2026-12-29 12:00"))
    ]
    assert found == [
        (True, "hours"),  # Wednesday until 17:00
        (False, "outside"),
        (False, "date"),  # what is closed on a date with hours of its own is closed because of that
        (True, "date"),  # the half day
        (False, "date"),
        (False, "holiday"),
        (False, "outside"),  # the weekend
        (False, "date"),  # closed on the 28th
        (False, "outside"),
        (True, "hours"),
    ]


def test_stretches_of_ranges_within_ranges_are_joined():
    """A night that runs on into the next date may cover a range of that date; both together are one opening."""
    calendar = Sheet.of({"thu": "11:45-03:00", "fri": "02:15-02:45 12:00-16:00 13:00-14:00"}).calendar
    found = calendar.stretches(ams("2027-03-25 20:00"), ams("2027-03-26 18:00"))
    assert [(each.is_open, each.end) for each in found] == [
        (True, ams("2027-03-26 03:00")),
        (False, ams("2027-03-26 12:00")),
        (True, ams("2027-03-26 16:00")),
        (False, ams("2027-03-26 18:00")),
    ]


@pytest.mark.parametrize(
    ("calendar", "last"),
    [
        (NINE, None),
        (MONTHLY, None),
        (CAUTIOUS, None),
        (
            Sheet("UTC", {}, dates={date(2026, 5, 2): ranges("09:00-17:00"), date(2026, 5, 9): ()}).calendar,
            "2026-05-02",
        ),
    ],
)
def test_the_last_day_of_a_calendar_of_dates(calendar, last):
    assert calendar.last_day == (date.fromisoformat(last) if last else None)
