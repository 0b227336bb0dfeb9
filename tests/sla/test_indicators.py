"""Indicators: readings → one figure → verdict, worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from houvast.sla.agreement.reading import BadAgreement, read
from houvast.sla.readings import Readings, TooGreat
from tests.corpus.reading import indicated, outage, read_off

TEXT = """\
houvast: 1
agreement: indicators
parties: {{provider: A, customer: B}}
effective: {{from: 2026-01-01}}
timezone: Europe/Amsterdam
calendars:
  office: {{hours: {{mon-fri: "09:00-17:00"}}}}
  night: {{hours: {{mon-sun: "22:00-09:00"}}}}
targets:
  it: {{indicator: x, {rest}}}
  other: {{indicator: y, at_least: 0}}
"""
DAYS = [f"2026-06-{day:02} 10:00" for day in range(1, 31)]


def promised(rest, extra=""):
    return read(TEXT.format(rest=rest) + extra)


def judged(rest, *values, label="2026-06", extra="", **said):
    """The outcome of one reading a day: a value, or a value with what else it says."""
    agreement = promised(rest, extra)
    rows = [
        read_off(agreement, day, **value) if isinstance(value, dict) else read_off(agreement, day, value)
        for day, value in zip(DAYS, values, strict=False)
    ]
    return indicated(agreement, "it", label, *rows, **said)


@pytest.mark.parametrize(
    ("rest", "values", "figure", "reached"),
    [
        ("at_most: 40", [30, 50], 40, True),
        ("at_most: 40", [30, "50.000002"], Fraction("40.000001"), False),
        ("below: 40", [30, 50], 40, False),
        ("above: 3, figure: minimum", [4, 3], 3, False),
        ("figure: median, at_most: 4", [9, 1, 4], 4, True),
        ("figure: median, at_most: 4", [9, 1, 4, 5], Fraction("4.5"), False),  # the mean of 4 and 5
        ("figure: p95, below: 3s", [1] * 19 + [9], 1, True),  # rank 19 of 20
        ("figure: p95, below: 3s", [1] * 18 + [9, 9], 9, False),
        ("figure: maximum, at_most: 60%", [59, "60.1"], Fraction("60.1"), False),
        ("figure: last, at_least: 2", [1, 2], 2, True),
        ("figure: sum, at_most: 2h", [3600, 3600], 7200, True),
        ("figure: sum, at_most: 2h", [], 0, True),  # nothing happened, and that is known
        ("figure: count, at_most: 1", [5, 6], 2, False),
        ("figure: count, counts: {above: 5}, at_most: 1", [5, 6], 1, True),
        ("figure: share, counts: {at_most: 5m}, at_least: 90%", [300] * 9 + [301], 90, True),
        ("figure: share, counts: {at_most: 5m}, at_least: 90%", [300] * 8 + [301], Fraction(800, 9), False),
        ("at_most: 40", [], None, None),  # nobody looked: not kept, and not missed either
    ],
)
def test_figures(rest, values, figure, reached):
    found = judged(rest, *values)
    assert (found.figure, found.reached) == (figure, reached)


def test_a_ratio_is_sum_of_sum_not_the_mean_of_ratios():
    found = judged("figure: ratio, at_least: 99%", {"value": 98, "of": 100}, {"value": 900, "of": 900})
    assert (found.above, found.below) == (998, 1000)
    assert (found.figure, found.reached) == (Fraction("99.8"), True)  # the mean of 98 and 100 would be 99


def test_a_ratio_of_nothing_is_unknown():
    assert judged("figure: ratio, at_most: 7%", {"value": 0, "of": 0}).reached is None


@pytest.mark.parametrize(
    ("rest", "values", "figure"),
    [
        ("figure: sum, rounded: 15 up, at_most: 120", [1, 15, 16], 60),  # 15 + 15 + 30
        ("figure: sum, rounded: 15m up, at_most: 2h", [1, 900, 901], 3600),
        ("figure: mean, scale: {from: 1, to: 7}, at_least: 50", [1, 4, 7], 50),  # 0, 50, 100
        ("figure: mean, scale: {from: 7, to: 1}, at_least: 50", [1, 1, 4], Fraction(250, 3)),  # 100, 100, 50
        ("figure: mean, scale: {from: -1, to: 1}, at_least: 50", ["-0.5", "0.5"], 50),
        ("figure: mean, rounding: {decimals: 2, how: down}, at_least: 50", [1, 1, 0], Fraction("0.66")),
        ("figure: mean, rounding: {decimals: 2}, at_least: 50", [1, 1, 0], Fraction("0.67")),
    ],
)
def test_each_reading_is_rounded_and_scaled_first(rest, values, figure):
    assert judged(rest, *values).figure == figure


def test_time_of_night_counts_double():
    agreement = promised("figure: sum, times: {night: 2}, at_most: 120")
    rows = [
        read_off(agreement, "2026-06-15 21:59", 10),
        read_off(agreement, "2026-06-15 22:00", 10),  # the night has begun: 20
        read_off(agreement, "2026-06-16 08:59", 10),  # 20
        read_off(agreement, "2026-06-16 09:00", 10),
    ]
    assert indicated(agreement, "it", "2026-06", *rows).figure == 60


def test_slots_first_then_the_figure():
    agreement = promised("slots: {of: 5m, figure: mean}, at_most: 40")
    rows = [
        read_off(agreement, "2026-06-15 10:00", 10),
        read_off(agreement, "2026-06-15 10:04", 30),  # 20 in the first slot
        read_off(agreement, "2026-06-15 10:05", 50),  # 50 in the second
    ]
    found = indicated(agreement, "it", "2026-06", *rows)
    assert found.figure == 35  # and not 30, the mean of all three
    assert found.slots == (2, 30 * 24 * 12)


def test_days_of_the_wall_and_empty_ones():
    rest = "figure: minimum, slots: {of: day, figure: count, empty: 0}, at_least: 2, on: office, per: week"
    agreement = promised(rest)
    days = ["2026-06-15", "2026-06-16", "2026-06-17", "2026-06-18", "2026-06-19"]  # Monday to Friday
    rows = [read_off(agreement, f"{day} {hour}:00", 1) for day in days for hour in ("09", "16")]
    assert indicated(agreement, "it", "2026-W25", *rows).reached is True  # nobody asks for the weekend
    assert indicated(agreement, "it", "2026-W25", *rows[:-1]).figure == 1
    assert indicated(agreement, "it", "2026-W25", *rows[:-2]).figure == 0  # Friday without any


def test_failing_days_are_counted():
    rest = "figure: count, slots: {of: day, figure: mean}, counts: {above: 40}, at_most: 0"
    assert judged(rest, 40, 41, 39, 60).figure == 2
    assert judged(rest, 40, 40).reached is True


def test_only_what_is_about_it_and_in_time_counts():
    rest = "figure: sum, only: {class: [gold, silver]}, on: office, exclude: [test, drill], at_most: 10"
    agreement = promised(rest)
    rows = [
        read_off(agreement, "2026-06-15 10:00", 1, **{"class": "gold"}),
        read_off(agreement, "2026-06-15 10:01", 2, **{"class": "bronze"}),
        read_off(agreement, "2026-06-15 17:00", 4, **{"class": "gold"}),  # closed at that very instant
        read_off(agreement, "2026-06-15 10:02", 8, cause="test", **{"class": "gold"}),
        read_off(agreement, "2026-06-15 10:03", 16, indicator="y", **{"class": "gold"}),
        read_off(agreement, "2026-07-01 10:00", 32, **{"class": "gold"}),  # the next month
    ]
    found = indicated(agreement, "it", "2026-06", *rows)
    assert (found.figure, found.readings, found.outside, dict(found.left_out)) == (1, 1, 1, {"test": 1})


@pytest.mark.parametrize(("announced", "figure"), [("2026-06-15 09:00", 20), ("2026-06-15 10:30", 50)])
def test_what_is_read_during_announced_maintenance_does_not_count(announced, figure):
    agreement = promised("during: network, at_most: 40")
    work = outage(agreement, "2026-06-15 10:00", "2026-06-15 11:00", kind="maintenance", announced_at=announced)
    rows = [read_off(agreement, "2026-06-15 09:59", 20), read_off(agreement, "2026-06-15 10:59", 80)]
    found = indicated(agreement, "it", "2026-06", *rows, outages=(work,))
    assert found.figure == figure  # announced after it began, it counts


def test_each_value_of_an_attribute_must_keep_the_promise():
    rest = "figure: ratio, by: script, at_least: 95%"
    good, poor = {"value": 97, "of": 100, "script": "latin"}, {"value": 94, "of": 100, "script": "asian"}
    found = judged(rest, good, poor)
    assert {name: each.figure for name, each in found.parts.items()} == {"latin": 97, "asian": 94}
    assert (found.figure, found.reached) == (None, False)
    assert judged(rest, good, {**poor, "value": 95}).reached is True
    assert judged(rest, good, {**poor, "of": 0}).reached is None


@pytest.mark.parametrize(
    ("answers", "asked", "reached"),
    [(2, 10, True), (2, 11, None), (1, 4, None)],  # 2 of 10 is 20%; 2 of 11 is not; 1 answer is under the minimum
)
def test_enough_must_have_answered(answers, asked, reached):
    values = [7] * answers + [None] * (asked - answers)
    found = judged("figure: mean, at_least: 6, answered: 20%, minimum: 2", *values)
    assert (found.readings, found.unanswered, found.reached) == (answers, asked - answers, reached)


def test_a_weighted_mean_of_other_targets():
    extra = (
        "  csat: {indicator: csat, at_least: 0}\n"
        "  effort: {indicator: effort, scale: {from: 7, to: 1}, at_least: 0}\n"
        "  both: {mean_of: {csat: 75%, effort: 25%}, at_least: 70}\n"
    )
    agreement = promised("at_least: 0", extra)
    csat = read_off(agreement, "2026-06-15 10:00", 80, indicator="csat")
    effort = read_off(agreement, "2026-06-15 10:00", 4, indicator="effort")  # 50 on the scale
    assert indicated(agreement, "both", "2026-06", csat, effort).figure == Fraction("72.5")  # 60 + 12.5
    assert indicated(agreement, "both", "2026-06", csat).reached is None  # one is unknown, so the mean is


def test_an_aim_is_shown_and_never_missed():
    found = judged("at_most: 40, strength: aim", 50)
    assert (found.figure, found.reached) == (50, None)


@pytest.mark.parametrize(
    ("as_of", "figure", "reached"), [("2026-06-02 10:00", 10, None), ("2026-07-01 00:00", 20, True)]
)
def test_a_period_is_judged_when_it_is_over(as_of, figure, reached):
    found = judged("at_most: 40", 10, 30, as_of=as_of)  # the second is read at that very instant: not yet
    assert (found.figure, found.reached) == (figure, reached)


def test_the_order_of_rows_changes_nothing():
    moment = datetime(2026, 6, 15, tzinfo=UTC)
    rows = [{"indicator": "x", "at": moment, "value": value} for value in (3, 1, 2)]
    one, other = Readings.of_rows(rows), Readings.of_rows(reversed(rows))
    assert one.value.tolist() == other.value.tolist() == [1_000_000, 2_000_000, 3_000_000]


def test_what_is_too_great_to_keep_is_refused():
    with pytest.raises(TooGreat):
        Readings.of_rows([{"indicator": "x", "at": datetime(2026, 6, 15, tzinfo=UTC), "value": "1e13"}])


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("figure: mean", "missing-key"),
        ("at_most: much", "not-a-number-or-length"),
        ("at_most: 4, below: 3", "one-of-two"),
        ("at_least: 4, at_most: 3", "nothing-between"),
        ("figure: average, at_most: 4", "unknown-figure"),
        ("figure: share, at_least: 4", "missing-key"),
        ("counts: {above: 1}, at_least: 4", "counts-nothing"),
        ("figure: count, counts: {}, at_least: 4", "empty-value"),
        ("scale: {from: 1, to: 1}, at_least: 4", "scale-without-length"),
        ("times: {noon: 2}, at_least: 4", "unknown-calendar"),
        ("times: {night: twice}, at_least: 4", "not-a-factor"),
        ("rounded: 15, at_least: 4", "not-a-rounding"),
        ("mean_of: {other: 1}, at_least: 4", "one-of-two"),
        ("slots: {figure: mean}, at_least: 4", "missing-key"),
        ("when: {channel: phone}, at_least: 4", "unknown-attribute"),
        ("strength: weak, at_least: 4", "unknown-word"),
    ],
)
def test_what_cannot_be_meant_is_refused(rest, code):
    with pytest.raises(BadAgreement) as refusal:
        promised(rest)
    assert [(each.line, each.code) for each in refusal.value.findings] == [(10, code)]


@pytest.mark.parametrize(
    ("means", "line", "code"),
    [
        ("{it: 50%, other: 40%}", 12, "weights-not-100"),
        ("{nobody: 1}", 12, "unknown-indicator-target"),
        ("{it: 0}", 12, "not-a-factor"),
        ("{}", 12, "empty-value"),
    ],
)
def test_a_mean_is_one_of_targets_that_exist(means, line, code):
    with pytest.raises(BadAgreement) as refusal:
        promised("at_least: 4", f"  m: {{mean_of: {means}, at_least: 1}}\n")
    assert [(each.line, each.code) for each in refusal.value.findings] == [(line, code)]


def test_a_part_of_an_unknown_whole_says_nothing_of_a_ratio():
    found = judged("figure: ratio, at_least: 95%", {"value": 90, "of": 100}, {"value": 10})
    assert (found.figure, found.readings, found.unanswered, found.reached) == (90, 1, 1, False)


def test_a_reading_that_says_not_of_whom_it_is_leaves_the_target_open():
    rest = "by: route, at_most: 40"
    assert judged(rest, {"value": 10, "route": "a"}).reached is True
    assert judged(rest, {"value": 10, "route": "a"}, 900).reached is None
    assert judged(rest, {"value": 50, "route": "a"}, 900).reached is False


@pytest.mark.parametrize("length", ["1h", "day"])
def test_a_period_that_has_not_begun_has_no_figure(length):
    found = judged(f"at_most: 40, slots: {{of: {length}}}", 30, as_of="2026-05-01 00:00")
    assert (found.figure, found.reached) == (None, None)
