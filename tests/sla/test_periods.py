"""Periods of the calendar, of a contract and of a bill (DESIGN §3, Availability)."""

from __future__ import annotations

from datetime import date

import pytest

from houvast.sla import periods
from houvast.sla.periods import Cycle, Per
from tests.sla.contracts import ams

BILLED_ON_15 = Cycle(months=1, anchor=date(2001, 1, 15))
BILLED_ON_31 = Cycle(months=1, anchor=date(2001, 1, 31))
CONTRACT_YEAR = Cycle(months=12, anchor=date(2024, 2, 29))
THIRTY_DAYS = Cycle(days=30, rolling=True)
THREE_MONTHS = Cycle(months=3, rolling=True)


@pytest.mark.parametrize(
    ("per", "at", "label", "start", "end"),
    [
        (Per.MONTH, "2027-01-31 23:59:59.999999", "2027-01", "2027-01-01 00:00", "2027-02-01 00:00"),
        (Per.MONTH, "2027-02-01 00:00", "2027-02", "2027-02-01 00:00", "2027-03-01 00:00"),
        (Per.MONTH, "2027-12-31 12:00", "2027-12", "2027-12-01 00:00", "2028-01-01 00:00"),
        (Per.QUARTER, "2027-03-31 23:00", "2027-Q1", "2027-01-01 00:00", "2027-04-01 00:00"),
        (Per.QUARTER, "2027-10-01 00:00", "2027-Q4", "2027-10-01 00:00", "2028-01-01 00:00"),
        (Per.YEAR, "2027-07-01 00:00", "2027", "2027-01-01 00:00", "2028-01-01 00:00"),
        (Per.WEEK, "2027-01-03 23:59", "2026-W53", "2026-12-28 00:00", "2027-01-04 00:00"),
        (Per.WEEK, "2027-03-28 12:00", "2027-W12", "2027-03-22 00:00", "2027-03-29 00:00"),  # an hour short
    ],
)
def test_the_period_that_holds_an_instant(per, at, label, start, end):
    found = periods.period_of(ams(at), per, "Europe/Amsterdam")
    assert (found.label, found.span.start, found.span.end) == (label, ams(start), ams(end))
    assert periods.period_named(label, per, "Europe/Amsterdam") == found


@pytest.mark.parametrize("per", list(Per))
@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/Santiago", "Asia/Kolkata", "UTC"])
def test_periods_follow_each_other_without_gap(per, zone):
    period = periods.period_of(ams("2026-06-15 12:00"), per, zone)
    for _ in range(60):
        after = periods.following(period, zone)
        assert after.span.start == period.span.end
        assert periods.preceding(after, zone) == period
        assert periods.period_of(after.span.start, per, zone) == after
        period = after


@pytest.mark.parametrize("label", ["2027-13", "2027-Q5", "nonsense", "2027-W54"])
def test_a_label_that_names_no_period_is_refused(label):
    with pytest.raises(ValueError):
        periods.period_named(label, Per.MONTH, "Europe/Amsterdam")


@pytest.mark.parametrize(
    ("cycle", "at", "label", "first", "until"),
    [
        (BILLED_ON_15, "2027-03-14 23:59", "2027-02", "2027-02-15", "2027-03-15"),
        (BILLED_ON_15, "2027-03-15 00:00", "2027-03", "2027-03-15", "2027-04-15"),
        (BILLED_ON_31, "2027-02-27 12:00", "2027-01", "2027-01-31", "2027-02-28"),
        (BILLED_ON_31, "2027-03-30 12:00", "2027-02", "2027-02-28", "2027-03-31"),  # the 31st comes back
        (CONTRACT_YEAR, "2026-02-27 12:00", "2025", "2025-02-28", "2026-02-28"),
        (CONTRACT_YEAR, "2028-02-29 12:00", "2028", "2028-02-29", "2029-02-28"),
        (THIRTY_DAYS, "2027-03-30 12:00", "2027-03-30", "2027-03-01", "2027-03-31"),
        (THREE_MONTHS, "2027-03-31 12:00", "2027-03-31", "2027-01-01", "2027-04-01"),
    ],
)
def test_the_cycle_that_holds_an_instant(cycle, at, label, first, until):
    found = periods.period_of(ams(at), cycle, "Europe/Amsterdam")
    assert (found.label, found.span.start, found.span.end) == (label, ams(f"{first} 00:00"), ams(f"{until} 00:00"))
    assert periods.period_named(label, cycle, "Europe/Amsterdam") == found


@pytest.mark.parametrize("cycle", [BILLED_ON_15, BILLED_ON_31, CONTRACT_YEAR])
def test_cycles_follow_each_other_without_gap(cycle):
    period = periods.period_of(ams("2026-06-15 12:00"), cycle, "Europe/Amsterdam")
    for _ in range(60):
        after = periods.following(period, "Europe/Amsterdam")
        assert after.span.start == period.span.end
        assert periods.preceding(after, "Europe/Amsterdam") == period
        period = after


@pytest.mark.parametrize("cycle", [THIRTY_DAYS, THREE_MONTHS])
def test_a_rolling_period_moves_on_by_a_day(cycle):
    period = periods.period_of(ams("2027-03-31 12:00"), cycle, "Europe/Amsterdam")
    after = periods.following(period, "Europe/Amsterdam")
    assert after.label == "2027-04-01"
    assert periods.preceding(after, "Europe/Amsterdam") == period
