"""Promises that end at an opening, at once, or a number of days after the day of the report (0005, rules 20 to 25)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from houvast.sla.clock import clocks, moments
from houvast.sla.events import Events
from houvast.sla.terms import MICROSECOND, State, Verdict, micros
from tests.sla.agreement.texts import bare, faults, reading
from tests.sla.contracts import ams, event

CALENDARS = (
    '{office: {timezone: Europe/Amsterdam, hours: {mon-fri: "09:00-17:00"}, dates: {2027-01-20: closed}}, '
    "shop: {hours: {mon-sat: 10:00-18:00}}, night: {hours: {mon-sun: 02:00-06:00}}}"
)


def agreement(within: str, **clock: str):
    said = ", ".join(f"{key}: {word}" for key, word in clock.items())
    priority = "{levels: [P1, P2], default: P1}"
    targets = f"{{resolution: {{within: {within}}}}}"
    return reading(bare(calendars=CALENDARS, priority=priority, clocks=f"{{resolution: {{{said}}}}}", targets=targets))


def read(deal, *rows, as_of: str):
    (found,) = clocks(Events.of(rows), deal, as_of=ams(as_of)).rows()
    return found


def due(within: str, opened: str):
    """Return when it is due, for a clock that is looked at as soon as it starts."""
    return read(agreement(within, pause="[waiting]"), event(ams(opened), "opened"), as_of=opened).due_at


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        # Monday 11 January 2027 and the days after it; the office is closed on Wednesday the 20th
        ("2027-01-11 08:00", "2027-01-12 09:00"),  # counts as opened at 09:00
        ("2027-01-11 09:00", "2027-01-12 09:00"),
        ("2027-01-11 10:00", "2027-01-12 10:00"),
        ("2027-01-11 17:00", "2027-01-13 09:00"),  # at closing: counts as opened on Tuesday
        ("2027-01-11 20:00", "2027-01-13 09:00"),
        ("2027-01-15 08:00", "2027-01-18 09:00"),  # Friday
        ("2027-01-16 12:00", "2027-01-19 09:00"),  # Saturday
        ("2027-01-19 08:00", "2027-01-21 09:00"),
        ("2027-01-20 12:00", "2027-01-22 09:00"),
        ("2027-03-26 08:00", "2027-03-29 09:00"),  # summer time begins on Sunday the 28th
        ("2027-10-29 08:00", "2027-11-01 09:00"),  # and ends on Sunday the 31st
    ],
)
def test_the_same_time_may_be_an_opening(opened, expected):
    assert due("1bd same-time on office", opened) == ams(expected)


@pytest.mark.parametrize(
    ("within", "opened", "expected"),
    [
        ("1bd + 0h on office", "2027-01-11 08:00", "2027-01-12 09:00"),
        ("1bd + 0h on office", "2027-01-11 12:00", "2027-01-12 09:00"),
        ("1bd + 0h on office", "2027-01-11 17:00", "2027-01-12 09:00"),  # after closing it is still Monday
        ("1bd + 0h on office", "2027-01-11 20:00", "2027-01-12 09:00"),
        ("1bd + 0h on office", "2027-01-15 16:00", "2027-01-18 09:00"),
        ("1bd + 0h on office", "2027-01-16 12:00", "2027-01-19 09:00"),  # Saturday counts as Monday
        ("1bd + 0h on office", "2027-01-19 12:00", "2027-01-21 09:00"),
        ("1bd + 0h on office cut-off 16:00", "2027-01-11 16:00", "2027-01-12 09:00"),
        ("1bd + 0h on office cut-off 16:00", "2027-01-11 16:30", "2027-01-13 09:00"),
        ("2bd + 0m on office", "2027-01-11 12:00", "2027-01-13 09:00"),
        ("1bd + 0h on night", "2027-03-27 03:00", "2027-03-28 03:00"),  # that night 02:00 is skipped
        ("1bd + 0h on night", "2027-10-30 03:00", "2027-10-31 02:00"),  # and here it comes twice
        ("1bd + 4h on office cut-off 16:00", "2027-01-11 15:00", "2027-01-12 13:00"),
        ("1bd + 4h on office cut-off 16:00", "2027-01-11 16:30", "2027-01-13 13:00"),
        # of several limits the earliest: eight hours are over at closing
        ("[1bd + 0h on office, 8h on office]", "2027-01-11 09:00", "2027-01-11 17:00"),
        ("[1bd + 0h on office, 9h on office]", "2027-01-11 09:00", "2027-01-12 09:00"),
        ("[1bd + 0h on office, 24h]", "2027-01-15 08:00", "2027-01-16 08:00"),
        ("[1bd + 0h on office, 24h]", "2027-01-11 12:00", "2027-01-12 09:00"),
    ],
)
def test_a_business_day_may_end_when_it_opens(within, opened, expected):
    assert due(within, opened) == ams(expected)


@pytest.mark.parametrize(
    ("within", "opened", "expected"),
    [
        ("0m on office", "2027-01-11 12:00", "2027-01-11 12:00"),
        ("0m on office", "2027-01-11 09:00", "2027-01-11 09:00"),
        ("0m on office", "2027-01-11 08:00", "2027-01-11 09:00"),
        ("0m on office", "2027-01-11 17:00", "2027-01-12 09:00"),  # at closing it is closed
        ("0m on office", "2027-01-15 18:00", "2027-01-18 09:00"),
        ("0m on office", "2027-01-16 12:00", "2027-01-18 09:00"),
        ("0m on office", "2027-01-20 12:00", "2027-01-21 09:00"),
        ("0m on night", "2027-03-28 01:30", "2027-03-28 03:00"),
        ("0m on night", "2027-10-30 07:00", "2027-10-31 02:00"),
        ("0m on always", "2027-01-16 03:00", "2027-01-16 03:00"),
        ("aim 0m on office", "2027-01-11 08:00", "2027-01-11 09:00"),
        ("[0m on office, 4h on shop]", "2027-01-16 12:00", "2027-01-16 16:00"),  # the shop is open on Saturday
        ("[0m on office, 4h on shop]", "2027-01-17 12:00", "2027-01-18 09:00"),
        ("[0m on office, 4h on shop]", "2027-01-18 12:00", "2027-01-18 12:00"),
    ],
)
def test_at_once_is_when_the_calendar_is_open(within, opened, expected):
    assert due(within, opened) == ams(expected)


@pytest.mark.parametrize(
    ("within", "opened", "expected"),
    [
        ("1bd after-report on office", "2027-01-17 12:00", "2027-01-18 17:00"),  # Sunday
        ("1bd after-report on office", "2027-01-16 00:00", "2027-01-18 17:00"),  # Saturday
        ("1bd after-report on office", "2027-01-15 23:59", "2027-01-18 17:00"),  # Friday
        ("1bd after-report on office", "2027-01-11 08:00", "2027-01-12 17:00"),
        ("1bd after-report on office", "2027-01-11 12:00", "2027-01-12 17:00"),
        ("1bd after-report on office", "2027-01-11 20:00", "2027-01-12 17:00"),
        ("1bd after-report on office", "2027-01-20 12:00", "2027-01-21 17:00"),  # the closed Wednesday
        ("1bd after-report on office", "2027-03-28 02:30", "2027-03-29 17:00"),  # a time that does not exist
        ("2bd after-report on office", "2027-01-17 12:00", "2027-01-19 17:00"),
        ("1bd after-report + 2h on office", "2027-01-17 12:00", "2027-01-18 11:00"),
        ("1bd after-report + 2h on office", "2027-01-11 12:00", "2027-01-12 11:00"),
        ("1bd after-report + 0h on office", "2027-01-17 12:00", "2027-01-18 09:00"),
        ("1bd after-report on office cut-off 16:00", "2027-01-15 16:00", "2027-01-18 17:00"),
        ("1bd after-report on office cut-off 16:00", "2027-01-15 16:30", "2027-01-19 17:00"),  # counts as Monday
        ("1bd after-report on office cut-off 16:00", "2027-01-17 18:00", "2027-01-18 17:00"),  # a closed day has none
        ("1bd after-report same-time on office", "2027-01-17 14:00", "2027-01-18 14:00"),
        ("1bd after-report same-time on office", "2027-01-17 07:00", "2027-01-18 09:00"),  # before it opens
        ("1bd after-report same-time on office", "2027-01-17 20:00", "2027-01-18 17:00"),  # after it has closed
        ("1bd after-report same-time on office", "2027-01-11 20:00", "2027-01-12 17:00"),
        ("1bd after-report same-time on office", "2027-01-11 10:00", "2027-01-12 10:00"),
        ("aim 1bd after-report on office", "2027-01-17 12:00", "2027-01-18 17:00"),
    ],
)
def test_the_day_of_the_report_may_be_day_zero_also_when_closed(within, opened, expected):
    assert due(within, opened) == ams(expected)


@pytest.mark.parametrize(
    ("within", "opened", "due_at"),
    [
        ("0m on office", "2027-01-11 08:00", "2027-01-11 09:00"),
        ("0m on office", "2027-01-11 12:00", "2027-01-11 12:00"),
        ("1bd + 0h on office", "2027-01-15 18:00", "2027-01-18 09:00"),
        ("1bd same-time on office", "2027-01-11 08:00", "2027-01-12 09:00"),
    ],
)
def test_stopping_at_the_opening_is_in_time(within, opened, due_at):
    met, strict = agreement(within), agreement(within, at_due="breached")
    start = event(ams(opened), "opened")
    at, after = (event(ams(due_at) + wait, "resolved") for wait in (timedelta(0), MICROSECOND))
    late = "2027-02-01 12:00"
    assert read(met, start, at, as_of=late).verdict is Verdict.MET
    assert read(met, start, after, as_of=late).verdict is Verdict.BREACHED
    assert read(strict, start, at, as_of=late).verdict is Verdict.BREACHED
    assert read(met, start, as_of=due_at).verdict is Verdict.PENDING
    breached = read(met, start, as_of=late)
    assert (breached.verdict, breached.verdict_at) == (Verdict.BREACHED, ams(due_at))
    assert {read(met, *rows, as_of=late).due_at for rows in ((start,), (start, at), (start, after))} == {ams(due_at)}


def waits(start: str, end: str):
    return event(ams(start), "status", status="waiting"), event(ams(end), "status", status="in-progress")


SAME_TIME, AT_ONCE = (agreement(within, pause="[waiting]") for within in ("1bd same-time on office", "0m on office"))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2027-01-11 10:00", "2027-01-11 11:00", "2027-01-12 10:00"),  # moved by an hour of open time
        ("2027-01-11 18:00", "2027-01-12 08:00", "2027-01-12 09:00"),  # no open time passed
        ("2027-01-11 18:00", "2027-01-12 09:00", "2027-01-12 09:00"),
        ("2027-01-11 18:00", "2027-01-12 10:30", "2027-01-12 10:30"),  # over the opening: when it counts again
        ("2027-01-11 18:00", "2027-01-12 18:00", "2027-01-13 09:00"),
        ("2027-01-11 08:30", "2027-01-12 09:00", "2027-01-13 09:00"),  # from before it counted, a whole day
    ],
)
def test_a_pause_that_holds_the_opening_moves_it(start, end, expected):
    rows = event(ams("2027-01-11 08:00"), "opened"), *waits(start, end)
    assert read(SAME_TIME, *rows, as_of=end).due_at == ams(expected)


def test_at_once_waits_until_a_pause_ends():
    rows = event(ams("2027-01-11 08:00"), "opened"), *waits("2027-01-11 08:30", "2027-01-11 10:00")
    paused = read(AT_ONCE, *rows[:2], as_of="2027-01-11 09:30")
    assert (paused.state, paused.verdict, paused.due_at) == (State.PAUSED, Verdict.PENDING, None)
    assert read(AT_ONCE, *rows, as_of="2027-01-11 12:00").verdict_at == ams("2027-01-11 10:00")


def test_a_stop_before_the_opening_keeps_it():
    rows = [event(ams("2027-01-11 08:00"), "opened"), event(ams("2027-01-11 20:00"), "resolved")]
    found = read(SAME_TIME, *rows, as_of="2027-01-20 12:00")
    assert (found.verdict, found.due_at) == (Verdict.MET, ams("2027-01-12 09:00"))
    rows.append(event(ams("2027-01-12 12:00"), "reopened"))
    assert read(SAME_TIME, *rows, as_of="2027-01-12 12:00").due_at == ams("2027-01-12 12:00")


@pytest.mark.parametrize(
    ("table", "opened", "changed", "expected"),
    [
        # nothing was used of what is at once
        ("{P1: 0m on office, P2: 4h on office}", "2027-01-17 12:00", "2027-01-17 20:00", "2027-01-18 13:00"),
        # all of the eight hours was used, and nothing was late yet
        ("{P1: 1bd same-time on office, P2: 4h on office}", "2027-01-11 08:00", "2027-01-11 20:00", "2027-01-12 09:00"),
        # nothing was used, and the whole of the next ends at its opening
        ("{P1: 4h on office, P2: 1bd + 0h on office}", "2027-01-15 18:00", "2027-01-15 20:00", "2027-01-18 09:00"),
        # half of it was used: of 16 hours 8 are left from 13:00
        ("{P1: 8h on office, P2: 2bd + 0h on office}", "2027-01-11 09:00", "2027-01-11 13:00", "2027-01-12 13:00"),
    ],
)
def test_what_is_carried_over(table, opened, changed, expected):
    deal = agreement(table, on_priority_change="carry-over")
    rows = event(ams(opened), "opened", priority="P1"), event(ams(changed), "priority", priority="P2")
    assert read(deal, *rows, as_of=changed).due_at == ams(expected)


def test_every_share_of_nothing_is_reached_at_once():
    events = Events.of([event(ams("2027-01-11 08:00"), "opened")])
    _, instants = moments(events, AT_ONCE, as_of=ams("2027-01-11 08:30"), shares=[50, 100])
    assert instants.tolist() == [[micros(ams("2027-01-11 09:00"))] * 2]


def test_a_share_of_what_ends_at_an_opening_is_open_time():
    """Half of eight hours is over at 13:00, and all of it the next morning."""
    events = Events.of([event(ams("2027-01-11 08:00"), "opened")])
    _, instants = moments(events, SAME_TIME, as_of=ams("2027-01-11 08:30"), shares=[50, 100])
    assert instants.tolist() == [[micros(ams("2027-01-11 13:00")), micros(ams("2027-01-12 09:00"))]]


@pytest.mark.parametrize("within", ["0m on office", "1bd + 0h on office", "1bd after-report same-time on office"])
@pytest.mark.parametrize(("goal", "found"), [("mean", 1), ("median", 1), ("p90", 1), ("each", 0), ("95%", 0)])
def test_no_mean_is_taken_of_what_may_be_no_time(within, goal, found):
    text = bare(calendars=CALENDARS, targets=f"{{resolution: {{within: [{within}, 9h on office], goal: {goal}}}}}")
    assert [each.split()[1] for each in faults(text)] == ["share-of-nothing"] * found
