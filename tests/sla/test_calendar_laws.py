"""What must hold for every calendar, checked on invented ones and against the walker."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.sla.calendar import Calendar
from houvast.sla.terms import micros
from tests.oracle.hours import MINUTE, ticks
from tests.oracle.hours import moment as instant_of
from tests.sla.contracts import Sheet
from tests.sla.strategies import WINDOWS, law, sheets

lengths = st.integers(1, 5 * 86_400 * 1_000_000).map(lambda micro: timedelta(microseconds=micro))


@st.composite
def places(draw: st.DrawFn) -> tuple[Sheet, date]:
    zone, day = draw(st.sampled_from(WINDOWS))
    return draw(sheets(zone, day)), day


def some_instant(day: date, micro: int) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(microseconds=micro)


within_a_week = st.integers(0, 7 * 86_400 * 1_000_000)
whole_minutes = st.integers(0, 7 * 1440)


@law(75)
@given(places(), within_a_week, lengths)
def test_a_deadline_is_exactly_the_promised_time_away(place, micro, promised):
    calendar, start = place[0].calendar, some_instant(place[1], micro)
    assert calendar.between(start, calendar.add(start, promised)) == promised


@law(75)
@given(places(), within_a_week, lengths)
def test_a_deadline_is_the_earliest_such_instant(place, micro, promised):
    calendar, start = place[0].calendar, some_instant(place[1], micro)
    due = calendar.add(start, promised)
    assert calendar.between(start, due - timedelta(microseconds=1)) < promised
    assert calendar.is_open(due - timedelta(microseconds=1))


@law(75)
@given(places(), within_a_week, lengths)
def test_subtracting_undoes_adding(place, micro, length):
    calendar, end = place[0].calendar, some_instant(place[1], micro)
    start = calendar.subtract(end, length)
    assert calendar.between(start, end) == length
    assert calendar.between(start + timedelta(microseconds=1), end) < length
    assert calendar.between(calendar.add(start, length), end) == timedelta(0)


@law(75)
@given(places(), st.lists(within_a_week, min_size=3, max_size=3))
def test_time_adds_up(place, micro):
    calendar = place[0].calendar
    a, b, c = sorted(some_instant(place[1], each) for each in micro)
    assert calendar.between(a, c) == calendar.between(a, b) + calendar.between(b, c)
    assert calendar.between(c, a) == timedelta(0)


@law(75)
@given(places(), within_a_week, lengths, lengths)
def test_adding_in_two_steps_is_adding_at_once(place, micro, first, second):
    calendar, start = place[0].calendar, some_instant(place[1], micro)
    assert calendar.add(calendar.add(start, first), second) == calendar.add(start, first + second)


@law(100)
@given(places(), whole_minutes, whole_minutes)
def test_time_between_is_what_the_walker_counts(place, a, b):
    sheet, day = place
    start, end = some_instant(day, a * MINUTE), some_instant(day, b * MINUTE)
    assert ticks(start) == micros(start)
    counted = sheet.hours.between(ticks(start), ticks(end))
    assert sheet.calendar.between(start, end) == timedelta(microseconds=counted)


@law(100)
@given(places(), whole_minutes, st.integers(1, 600))
def test_adding_and_subtracting_is_what_the_walker_does(place, a, minutes):
    sheet, day = place
    start, length = some_instant(day, a * MINUTE), timedelta(minutes=minutes)
    assert sheet.calendar.add(start, length) == instant_of(sheet.hours.add(ticks(start), minutes * MINUTE))
    assert sheet.calendar.subtract(start, length) == instant_of(sheet.hours.subtract(ticks(start), minutes * MINUTE))


@law(100)
@given(places(), st.lists(st.integers(0, 7 * 96), min_size=1, max_size=8))
def test_open_or_closed_is_what_the_walker_sees(place, quarters):
    sheet, day = place
    for quarter in quarters:
        for micro in (-1, 0, 1):
            at = some_instant(day, quarter * 15 * MINUTE + micro)
            assert sheet.calendar.is_open(at) is sheet.hours.is_open(ticks(at))


@law(75)
@given(places(), whole_minutes, whole_minutes)
def test_windows_are_the_stretches_the_walker_finds_open(place, a, b):
    sheet, day = place
    start, end = sorted((some_instant(day, a * MINUTE), some_instant(day, b * MINUTE)))
    is_open = [False, *sheet.hours.open_ticks(ticks(start), ticks(end), MINUTE), False]
    edges = [start + timedelta(minutes=n - 1) for n in range(1, len(is_open)) if is_open[n] != is_open[n - 1]]
    found = sheet.calendar.windows(start, end)
    assert [edge for span in found for edge in (span.start, span.end)] == edges


@law(40)
@given(places(), whole_minutes, st.booleans())
def test_the_nearest_edges_are_the_ones_the_walker_comes_to(place, a, strict):
    sheet, day = place
    at, calendar = some_instant(day, a * MINUTE), sheet.calendar
    opens, closes = edges_around(sheet, at)
    edge = timedelta(microseconds=0 if strict else 1)  # an edge exactly at the instant counts when not strict
    assert calendar.next_open(at, strict=strict) == min(each for each in opens if each > at - edge)
    assert calendar.next_close(at, strict=strict) == min(each for each in closes if each > at - edge)
    assert calendar.prev_open(at, strict=strict) == max(each for each in opens if each < at + edge)
    assert calendar.prev_close(at, strict=strict) == max(each for each in closes if each < at + edge)


def edges_around(sheet: Sheet, at: datetime) -> tuple[list[datetime], list[datetime]]:
    """The openings and closings within three weeks on either side, found minute by minute."""
    start = at - timedelta(days=21)
    is_open = sheet.hours.open_ticks(ticks(start), ticks(at + timedelta(days=21)), MINUTE)
    edges = [n for n in range(1, len(is_open)) if is_open[n] != is_open[n - 1]]
    opens = [start + timedelta(minutes=n) for n in edges if is_open[n]]
    return opens, [start + timedelta(minutes=n) for n in edges if not is_open[n]]


@law(75)
@given(
    places(),
    whole_minutes,
    st.integers(1, 3),
    st.sampled_from(("close", "same time", 0, 90)),
    st.booleans(),
    st.sampled_from((None, time(12), time(16, 30))),
)
def test_business_days_are_the_ones_the_walker_counts(place, a, days, end, after_report, cut_off):
    """The same amount of open time away; where the wall time of opening is closed, any edge of that gap will do."""
    sheet, day = place
    opened = some_instant(day, a * MINUTE)
    limit = None if cut_off is None else cut_off.hour * 3600 + cut_off.minute * 60
    same_time, plus = end == "same time", end if isinstance(end, int) else None
    ticking = None if plus is None else plus * MINUTE
    walked = instant_of(
        sheet.hours.business_day_end(ticks(opened), days, same_time, limit, ticking, after_report=after_report)
    )
    how = {"plus": None if plus is None else timedelta(minutes=plus), "after_report": after_report}
    due = sheet.calendar.business_day_end(opened, days, same_time=same_time, cut_off=cut_off, **how)
    assert sheet.calendar.between(opened, due) == sheet.calendar.between(opened, walked)
    if not same_time:
        assert due == walked


@law(50)
@given(places(), st.lists(st.tuples(within_a_week, st.integers(0, 10**12)), min_size=1, max_size=20))
def test_columns_are_the_single_calls_one_by_one(place, pairs):
    calendar = place[0].calendar
    starts = [some_instant(place[1], micro) for micro, _ in pairs]
    promised = [timedelta(microseconds=length) for _, length in pairs]
    columns = [np.array([micros(each) for each in starts]), np.array([length for _, length in pairs])]
    due = calendar.add_many(*columns)
    assert due.tolist() == [micros(calendar.add(*pair)) for pair in zip(starts, promised, strict=True)]
    assert calendar.between_many(columns[0], due).tolist() == columns[1].tolist()
    assert calendar.between_many(due, columns[0]).tolist() == [0] * len(pairs)


@law(100)
@given(places(), whole_minutes, whole_minutes)
def test_stretches_cover_the_time_without_gap_and_their_open_ones_add_up(place, a, b):
    calendar = place[0].calendar
    start, end = sorted((some_instant(place[1], a * MINUTE), some_instant(place[1], b * MINUTE)))
    found = calendar.stretches(start, end)
    edges = [start, *(each.end for each in found)]
    assert [each.start for each in found] == edges[:-1]
    assert edges[-1] == end
    assert sum((each.end - each.start for each in found if each.is_open), timedelta()) == calendar.between(start, end)


@pytest.mark.parametrize("days", [1, 10, 400, 4000, 20_000])
def test_distance_changes_nothing(days):
    always = Calendar.always()
    start = some_instant(date(2026, 1, 1), 1)
    assert always.add(start, timedelta(days=days)) == start + timedelta(days=days)
