"""The grammar of promises, and the column of each fault in a cell."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.sla.agreement.model import Promise, Unit
from houvast.sla.agreement.promise import MOST_DAYS, BadPromise, parse
from houvast.sla.terms import DAY, HOUR, MINUTE, SECOND

CALENDARS = ("office", "shop", "always")


@pytest.mark.parametrize(
    ("written", "amount", "calendar"),
    [
        ("15m", 15 * MINUTE, "always"),
        ("90s", 90 * SECOND, "always"),
        ("1h30m", HOUR + 30 * MINUTE, "always"),
        ("1h 30m", HOUR + 30 * MINUTE, "always"),
        ("1 h 30 m", HOUR + 30 * MINUTE, "always"),
        ("2d", 48 * HOUR, "always"),
        ("1w", 168 * HOUR, "always"),
        ("1w2d3h4m5s", 9 * DAY + 3 * HOUR + 4 * MINUTE + 5 * SECOND, "always"),
        ("4h on office", 4 * HOUR, "office"),
        ("4h  on  shop", 4 * HOUR, "shop"),
        ("3650d", 3650 * DAY, "always"),
    ],
)
def test_time(written, amount, calendar):
    assert parse(written, CALENDARS) == Promise(Unit.TIME, amount, calendar, written)


@pytest.mark.parametrize(
    ("written", "days", "same_time", "cut_off"),
    [
        ("2bd on office", 2, False, None),
        ("2 bd on office", 2, False, None),
        ("2bd same-time on office", 2, True, None),
        ("1bd on office cut-off 16:00", 1, False, time(16, 0)),
        ("1bd same-time on office cut-off 08:30:15", 1, True, time(8, 30, 15)),
    ],
)
def test_business_days(written, days, same_time, cut_off):
    assert parse(written, CALENDARS) == Promise(Unit.BUSINESS_DAYS, days, "office", written, same_time, cut_off)


@pytest.mark.parametrize(
    ("written", "promise"),
    [
        ("aim 4h on office", Promise(Unit.TIME, 4 * HOUR, "office", "aim 4h on office", binding=False)),
        ("aim 2bd on shop", Promise(Unit.BUSINESS_DAYS, 2, "shop", "aim 2bd on shop", binding=False)),
        ("5m-15m", Promise(Unit.TIME, 15 * MINUTE, "always", "5m-15m")),
        ("1h – 2h on office", Promise(Unit.TIME, 2 * HOUR, "office", "1h – 2h on office")),
        ("1bd + 2h on office", Promise(Unit.BUSINESS_DAYS, 1, "office", "1bd + 2h on office", plus=2 * HOUR)),
        ("1bd + 0h on office", Promise(Unit.BUSINESS_DAYS, 1, "office", "1bd + 0h on office", plus=0)),
        ("end of day on office", Promise(Unit.BUSINESS_DAYS, 0, "office", "end of day on office")),
    ],
)
def test_aims_ranges_and_days_of_opening(written, promise):
    assert parse(written, CALENDARS) == promise


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1bd after-report on office", {}),
        ("1bd after-report same-time on office", {"same_time": True}),
        ("1bd after-report + 2h on office", {"plus": 2 * HOUR}),
        ("1bd after-report + 0h on office cut-off 16:00", {"plus": 0, "cut_off": time(16)}),
        ("aim 1bd after-report on office", {"binding": False}),
    ],
)
def test_the_day_of_the_report(written, said):
    expected = Promise(Unit.BUSINESS_DAYS, 1, "office", written, after_report=True, **said)
    assert parse(written, CALENDARS) == expected


def test_at_once_where_it_may_be_promised():
    for written in ("0m on office", "0h0m on office"):
        assert parse(written, CALENDARS, at_once=True) == Promise(Unit.TIME, 0, "office", written)
    for written in ("0m", "0bd on office", "0m-5m on office"):
        with pytest.raises(BadPromise) as refusal:
            parse(written, CALENDARS, at_once=True)
        assert refusal.value.code == "zero-promise"


@pytest.mark.parametrize("written", ["best effort", "best-effort", "Best effort"])
def test_best_effort(written):
    assert parse(written, CALENDARS).unit is Unit.BEST_EFFORT


@pytest.mark.parametrize(
    ("written", "offset", "code"),
    [
        ("soon", 0, "not-a-promise"),
        ("-4h", 0, "not-a-promise"),
        ("4", 0, "unit-missing"),
        ("4 on office", 0, "unit-missing"),
        ("1h30", 2, "unit-missing"),
        ("4 hours", 2, "unknown-unit"),
        ("4mo", 1, "unknown-unit"),
        ("1.5h", 0, "fraction"),
        ("1,5h", 0, "fraction"),
        ("30m1h", 3, "units-in-disorder"),
        ("1h1h", 2, "units-in-disorder"),
        ("0m", 0, "zero-promise"),
        ("aim soon", 4, "not-a-promise"),
        ("15m-5m", 3, "range-reversed"),
        ("15m - 15m", 4, "range-reversed"),
        ("end of day", 10, "business-days-need-calendar"),
        ("1bd + 2h same-time on office", 9, "same-time-alone"),
        ("1bd + 2h after-report on office", 9, "after-report-place"),
        ("1bd same-time after-report on office", 14, "after-report-place"),
        ("end of day after-report on office", 11, "after-report-place"),
        ("1bd after-report + 2h same-time on office", 22, "same-time-alone"),
        ("1bd on office after-report", 14, "unexpected-word"),
        ("4h after-report on office", 3, "only-for-business-days"),
        ("1 after-report on office", 0, "unit-missing"),
        ("1bd after-report", 16, "business-days-need-calendar"),
        ("0h-2h on office", 0, "zero-promise"),
        ("0h0m on office", 0, "zero-promise"),
        ("0bd on office", 0, "zero-promise"),
        ("3651d", 0, "promise-too-long"),
        ("3651bd on office", 0, "promise-too-long"),
        ("9" * 5000 + "h", 0, "promise-too-long"),
        ("4h on", 5, "calendar-missing"),
        ("4h on offic", 6, "unknown-calendar"),
        ("4h at office", 3, "unexpected-word"),
        ("4h on office please", 13, "unexpected-word"),
        ("4h on office cut-off 16:00", 13, "only-for-business-days"),
        ("4h same-time on office", 3, "only-for-business-days"),
        ("2bd", 3, "business-days-need-calendar"),
        ("2bd on", 6, "calendar-missing"),
        ("2bd 4h on office", 4, "business-days-alone"),
        ("4h 2bd on office", 3, "business-days-alone"),
        ("4h-2bd on office", 3, "business-days-alone"),
        ("1bd + 2bd on office", 6, "business-days-alone"),
        ("more than 32h on office", 0, "promise-without-end"),
        ("aim meer dan 32h", 4, "promise-without-end"),
        (">4h", 0, "promise-without-end"),
        ("over there", 0, "not-a-promise"),
        ("2bd on office cut-off", 21, "cut-off-missing"),
        ("2bd on office cut-off 25:00", 22, "no-such-time"),
        ("2bd on office cut-off 24:00", 22, "no-such-time"),
        ("2bd on office same-time", 14, "unexpected-word"),
        ("٤h", 0, "not-a-promise"),
    ],
)
def test_refused_where_it_goes_wrong(written, offset, code):
    with pytest.raises(BadPromise) as refusal:
        parse(written, CALENDARS)
    assert (refusal.value.offset, refusal.value.code) == (offset, code)


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("4 hours", "h"),
        ("4uur", "h"),
        ("30 min", "m"),
        ("2 werkdagen", "bd"),
        ("3 dagen", "d"),
        ("4h on offce", "office"),
    ],
)
def test_what_was_probably_meant(written, suggestion):
    with pytest.raises(BadPromise) as refusal:
        parse(written, CALENDARS)
    assert refusal.value.params["suggestion"] == suggestion


@given(st.dictionaries(st.sampled_from("wdhms"), st.integers(0, 99), min_size=1))
def test_the_units_add_up(numbers):
    written = "".join(f"{numbers[unit]}{unit}" for unit in "wdhms" if unit in numbers)
    total = sum(
        number * {"w": 7 * DAY, "d": DAY, "h": HOUR, "m": MINUTE, "s": SECOND}[u] for u, number in numbers.items()
    )
    if 0 < total <= MOST_DAYS * DAY:
        assert parse(written, CALENDARS).amount == total
    else:
        with pytest.raises(BadPromise):
            parse(written, CALENDARS)


@given(st.text(st.sampled_from("0123456789wdhmsb on:-.officealwys"), max_size=30))
def test_any_cell_is_a_promise_or_refused(written):
    try:
        promise = parse(written, CALENDARS)
    except BadPromise as refusal:
        assert 0 <= refusal.offset <= len(written)
    else:
        assert promise.unit is Unit.BEST_EFFORT or promise.amount > 0
