"""xfactor: software as a service, with maintenance all weekend."""

from __future__ import annotations

import pytest

from tests.corpus.reading import at, clause, clock_of, corpus, credit, due, outage, uptime, warned
from tests.sla.money import measured, money

XFACTOR = corpus("xfactor")
MINUTE = 60_000_000


def work(start: str, end: str):
    return outage(XFACTOR, f"2026-06-{start}", f"2026-06-{end}", kind="maintenance", cause="scheduled")


def down(start: str, end: str):
    return outage(XFACTOR, f"2026-06-{start}", f"2026-06-{end}")


@clause("xfactor-01")
@pytest.mark.parametrize(
    ("rows", "reached"),
    [
        ([down("10 00:00", "10 07:12")], True),  # 1% of 720 hours
        ([down("10 00:00", "10 07:13")], False),
        ([down("14 00:00", "14 07:13")], False),  # on Sunday night too
        # A weekend of maintenance: 672 hours are left, of which 1% is 6.72, 6 h 43 min 12 s.
        ([work("13 00:00", "15 00:00"), down("10 00:00", "10 06:43:12")], True),
        ([work("13 00:00", "15 00:00"), down("10 00:00", "10 06:43:13")], False),
    ],
)
def test_99_percent_day_and_night_without_scheduled_maintenance(rows, reached):
    assert uptime(XFACTOR, "uptime", "2026-06", *rows).reached is reached


@clause("xfactor-02")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        ("99", None),
        ("98.5", None),  # missed, and nothing is said
        ("98", "250"),
        ("90.01", "250"),
        ("90.005", None),  # between two bands
        ("90", "350"),
        ("80", "350"),
        ("79.9", "500"),
    ],
)
def test_25_35_or_50_percent(figure, amount):
    assert credit(XFACTOR, measured(figure)) == money(amount, "USD")


@clause("xfactor-02")
def test_the_check_asks_about_what_is_not_said():
    assert {"credit-starts-late", "band-gap"} <= warned(XFACTOR)


# 15 June 2026 is a Monday.
@clause("xfactor-03")
@pytest.mark.parametrize(
    ("priority", "opened", "until"),
    [
        ("P1", "2026-06-15 09:00", "2026-06-15 13:00"),
        ("P1", "2026-06-15 16:00", "2026-06-16 10:00"),  # two hours, and two the next day
        ("P2", "2026-06-15 09:00", "2026-06-17 18:00"),
        ("P3", "2026-06-15 17:59", "2026-06-17 18:00"),
        ("P2", "2026-06-18 09:00", "2026-06-23 18:00"),  # the 19th is a holiday: Monday and Tuesday
        ("P3", "2026-06-13 09:00", "2026-06-17 18:00"),  # on Saturday, so from Monday on
    ],
)
def test_four_business_hours_or_two_business_days(priority, opened, until):
    assert due(XFACTOR, "response", f"{opened} priority={priority}") == until


@clause("xfactor-04")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 06:00", "2026-06-15 12:00"),  # before eight
        ("2026-06-12 17:00", "2026-06-15 11:00"),  # Friday an hour before closing
        ("2026-11-25 16:00", "2026-11-27 10:00"),  # Thanksgiving is on Thursday the 26th
        ("2026-09-04 16:00", "2026-09-08 10:00"),  # Labor Day is on Monday the 7th
        ("2026-12-24 16:00", "2026-12-28 10:00"),  # Christmas is on Friday
    ],
)
def test_eight_to_six_in_the_east_of_the_us_without_holidays(opened, until):
    assert due(XFACTOR, "response", f"{opened} priority=P1") == until


@clause("xfactor-04")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 12:00+00:00", "2026-06-15 16:00+00:00"),  # eight on the east coast in summer
        ("2026-01-12 12:00+00:00", "2026-01-12 17:00+00:00"),  # seven in winter, so from eight
    ],
)
def test_the_hours_are_those_of_the_east_coast(opened, until):
    found = clock_of(XFACTOR, "response", f"{opened} opened priority=P1")
    assert found.due_at == at(XFACTOR, until)


@clause("xfactor-05")
@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("13 00:00", "15 00:00", 0),  # Friday midnight to Sunday midnight
        ("12 23:30", "13 04:00", 30),  # begins on Friday evening
        ("14 22:00", "15 00:30", 30),  # ends on Monday
        ("10 00:00", "10 04:00", 240),  # a Wednesday
    ],
)
def test_maintenance_lies_in_the_weekend(start, end, minutes):
    assert uptime(XFACTOR, "uptime", "2026-06", work(start, end)).downtime == minutes * MINUTE
