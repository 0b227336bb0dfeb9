"""inducio: fault classes of which the highest number is the worst, and days that begin before noon."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, has_clock, wall

INDUCIO, SILVER = corpus("inducio"), corpus("inducio", plan="silver")


@clause("inducio-01")
def test_the_order_of_classes_is_declared():
    assert INDUCIO.priority.levels == ("4", "3", "2", "1")  # the heaviest first
    worst = due(INDUCIO, "worst-gold", "2026-06-15 09:00 priority=4 channel=portal")
    others = [due(INDUCIO, "start", f"2026-06-15 09:00 priority={level} channel=portal") for level in "321"]
    assert [worst, *others] == sorted([worst, *others])


@clause("inducio-02")
@pytest.mark.parametrize(
    ("level", "opened", "until"),
    [
        ("1", "2026-06-15 09:00", "2026-06-19 15:00"),  # Monday is the first day, Friday the fifth
        ("2", "2026-06-15 09:00", "2026-06-17 17:00"),  # Monday, Tuesday, Wednesday
        ("3", "2026-06-15 09:00", "2026-06-17 17:00"),  # the next but one
        ("3", "2026-06-19 09:00", "2026-06-23 17:00"),  # over the weekend
    ],
)
def test_each_class_has_working_days(level, opened, until):
    assert due(INDUCIO, "start", f"{opened} priority={level} channel=portal") == until


@clause("inducio-02")
@pytest.mark.parametrize(
    ("agreement", "target", "until"),
    [(INDUCIO, "worst-gold", "2026-06-15 13:00"), (SILVER, "worst-silver", "2026-06-15 17:00")],
)
def test_the_worst_class_follows_the_booked_level(agreement, target, until):
    assert due(agreement, target, "2026-06-15 09:00 priority=4 channel=portal") == until


@clause("inducio-03")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-19 14:00", "2026-06-22 12:00"),  # Friday until three: one hour, and three on Monday
        ("2026-04-30 16:00", "2026-05-04 12:00"),  # Thursday; the first of May and the weekend are closed
        ("2026-06-03 16:00", "2026-06-04 12:00"),  # Corpus Christi is a holiday of some states only
    ],
)
def test_hours_per_weekday_and_holidays_of_the_whole_country(opened, until):
    assert due(INDUCIO, "worst-gold", f"{opened} priority=4 channel=portal") == until


@clause("inducio-04")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-18 11:30", "2026-06-22 17:00"),  # Thursday is the first day: Monday
        ("2026-06-18 12:00", "2026-06-22 17:00"),
        ("2026-06-18 12:30", "2026-06-23 17:00"),  # the excerpt breaks off here; Friday is the first day, we say
    ],
)
def test_what_is_entered_by_noon_makes_that_day_the_first(opened, until):
    assert due(INDUCIO, "start", f"{opened} priority=3 channel=portal") == until


@clause("inducio-05")
@pytest.mark.parametrize(("channel", "counts"), [("portal", True), ("phone", False)])
def test_the_class_is_given_in_the_ticket_system(channel, counts):
    assert has_clock(INDUCIO, "start", f"2026-06-15 09:00 opened priority=3 channel={channel}") is counts


@clause("inducio-06")
@pytest.mark.parametrize(("status", "stopped"), [("in_repair", "2026-06-16 10:00"), ("planned", None)])
def test_the_start_of_the_repair_ends_it(status, stopped):
    opened = "2026-06-15 09:00 opened priority=3 channel=portal"
    clock = clock_of(INDUCIO, "start", opened, "2026-06-15 09:30 reply", f"2026-06-16 10:00 status status={status}")
    assert wall(INDUCIO, clock.stopped_at) == stopped
