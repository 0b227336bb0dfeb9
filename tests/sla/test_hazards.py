"""
The hazards of time, each as a named test: skipped and repeated hours, late and unordered facts, very long waits.

Two rows of the list are tested where they can occur: `:60` in a file (tests/files) and importing twice (tests/portal).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations
from zoneinfo import ZoneInfo

import pytest

from houvast.sla.calendar import Calendar
from houvast.sla.opening_hours import EmptyCalendar, ZeroLengthRange
from houvast.sla.terms import State, Verdict, micros
from tests.oracle.hours import MINUTE as TICK
from tests.oracle.hours import ticks
from tests.sla.contracts import DAYS, Contract, Sheet, ams, event, resolution, response, utc

HOUR = timedelta(hours=1)
MICRO = timedelta(microseconds=1)


def every_day(written: str, zone: str = "Europe/Amsterdam") -> Sheet:
    return Sheet.of(dict.fromkeys(DAYS, written), zone=zone)


BASIC = Contract.of(response("1h on office"), resolution("8h on office"))


# -- the hour that is skipped, and the hour that comes twice ---------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "counted"),
    [("00:00-24:00", 23), ("00:00-06:00", 5), ("02:00-03:00", 0), ("02:30-04:00", 1), ("01:00-02:30", 1)],
)
def test_hazard_gap_spring(hours, counted):
    """28 March 2027 in Amsterdam: 02:00 becomes 03:00."""
    calendar = every_day(hours).calendar
    assert calendar.between(ams("2027-03-28 00:00"), ams("2027-03-29 00:00")) == counted * HOUR


def test_hazard_gap_night_window_counts_seven_hours():
    calendar = every_day("22:00-06:00").calendar
    assert calendar.between(ams("2027-03-27 12:00"), ams("2027-03-28 12:00")) == 7 * HOUR
    assert calendar.add(ams("2027-03-27 22:00"), 7 * HOUR) == ams("2027-03-28 06:00")


def test_hazard_gap_a_skipped_opening_is_the_first_instant_after_it():
    calendar = every_day("02:30-06:00").calendar
    assert calendar.next_open(ams("2027-03-28 00:00")) == utc("2027-03-28 01:00")
    assert calendar.next_close(utc("2027-03-28 01:00")) == ams("2027-03-28 06:00")


def test_hazard_gap_four_hours_are_four_hours():
    """Saturday 23:00 plus 4 h is 04:00; wall-clock arithmetic within one zone gives 03:00."""
    due = Calendar.always().add(ams("2027-03-27 23:00"), 4 * HOUR)
    assert due.astimezone(ZoneInfo("Europe/Amsterdam")).replace(tzinfo=None) == datetime(2027, 3, 28, 4, 0)
    assert due == utc("2027-03-28 02:00")


@pytest.mark.parametrize(
    ("hours", "counted"),
    [
        ("00:00-24:00", 25),
        ("00:00-06:00", 7),
        ("02:00-03:00", 2),
        ("02:30-03:00", 1.5),
        ("01:00-02:30", 2.5),
        ("00:00-02:00", 3),
    ],
)
def test_hazard_overlap_autumn(hours, counted):
    """31 October 2027 in Amsterdam: 03:00 becomes 02:00. Twice 02:30: it opens at the first, closes at the second."""
    calendar = every_day(hours).calendar
    assert calendar.between(ams("2027-10-31 00:00"), ams("2027-11-01 00:00")) == counted * HOUR


def test_hazard_overlap_night_window_counts_nine_hours():
    calendar = every_day("22:00-06:00").calendar
    assert calendar.between(ams("2027-10-30 12:00"), ams("2027-10-31 12:00")) == 9 * HOUR
    assert calendar.add(ams("2027-10-30 22:00"), 9 * HOUR) == ams("2027-10-31 06:00")


def test_hazard_overlap_the_two_half_past_twos_are_an_hour_apart():
    first, second = (datetime(2027, 10, 31, 2, 30, fold=fold, tzinfo=ZoneInfo("Europe/Amsterdam")) for fold in (0, 1))
    assert Calendar.always().between(first, second) == HOUR
    rows = [event(first, "opened"), event(second, "resolved")]
    found = Contract.of(resolution("59m on always")).clock(rows, utc("2027-11-01 00:00"))
    assert (found.started_at, found.stopped_at) == (utc("2027-10-31 00:30"), utc("2027-10-31 01:30"))
    assert (found.elapsed, found.verdict) == (HOUR, Verdict.BREACHED)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Amsterdam", "2027-03-28"),
        ("Europe/Amsterdam", "2027-10-31"),
        ("America/Santiago", "2027-04-03"),  # the hour before midnight comes twice
        ("America/Santiago", "2027-09-05"),  # midnight is skipped
        ("Asia/Kolkata", "2027-03-28"),
        ("UTC", "2027-03-28"),
    ],
)
@pytest.mark.parametrize(
    "hours",
    [
        "22:00-06:00",
        "00:00-24:00",
        "09:00-12:00 13:00-17:00",
        "09:00-12:00 12:00-17:00",
        "23:30-00:30",
        "20:00-24:00 00:00-01:15",
        "01:45-02:15",
        "23:00-22:00",
    ],
)
def test_hazard_window_across_midnight_equals_the_walker(zone, day, hours):
    sheet = every_day(hours, zone)
    start = utc(f"{day} 00:00") - 48 * HOUR
    is_open = sheet.hours.open_ticks(ticks(start), ticks(start + 120 * HOUR), TICK)
    for number in range(0, len(is_open), 7):
        at = start + timedelta(minutes=number)
        assert sheet.calendar.is_open(at) is is_open[number], at
        assert sheet.calendar.between(start, at) == timedelta(minutes=sum(is_open[:number])), at


# -- the day of looking, and the order of knowing --------------------------------------------------------------------


def test_hazard_offset_from_today():
    """A ticket of January reads the same in January, in July, and read by someone in another zone."""
    rows = [event(ams("2027-01-11 16:00"), "opened"), event(ams("2027-01-12 09:30"), "reply")]
    readings = {
        BASIC.clock(rows, as_of, "response")
        for as_of in (
            ams("2027-01-13 12:00"),
            ams("2027-07-13 12:00"),
            utc("2027-07-13 12:00").astimezone(ZoneInfo("Asia/Kolkata")),
        )
    }
    assert len(readings) == 1
    assert readings.pop().due_at == ams("2027-01-11 17:00")


def test_hazard_out_of_order():
    """All 720 orders of six facts give one answer."""
    rows = [
        event(ams("2027-01-11 09:00"), "opened"),
        event(ams("2027-01-11 09:20"), "status", status="waiting-customer"),
        event(ams("2027-01-11 10:20"), "status", status="in-progress"),
        event(ams("2027-01-11 11:00"), "priority", priority="P1"),
        event(ams("2027-01-11 12:00"), "resolved"),
        event(ams("2027-01-11 13:00"), "reopened"),
    ]
    readings = {tuple(BASIC.clocks(list(order), ams("2027-01-11 17:00"))) for order in permutations(rows)}
    assert len(readings) == 1


def test_hazard_backdated_event():
    """A reply dated before the due instant that is known only after the breach: the facts decide, whenever known."""
    opened = event(ams("2027-01-11 09:00"), "opened")
    reply = event(ams("2027-01-11 09:50"), "reply")
    early = BASIC.clock([opened], ams("2027-01-11 10:30"), "response")
    late = BASIC.clock([opened, reply], ams("2027-01-11 10:30"), "response")
    assert (early.verdict, early.verdict_at) == (Verdict.BREACHED, ams("2027-01-11 10:00"))
    assert (late.verdict, late.verdict_at) == (Verdict.MET, ams("2027-01-11 09:50"))


@pytest.mark.parametrize("days", [0, 1, 100, 5000])
def test_hazard_late_evaluation(days):
    """A worker that was down for years decides what it would have decided in time."""
    rows = [event(ams("2027-01-11 09:00"), "opened")]
    found = BASIC.clock(rows, ams("2027-01-11 17:00:01") + timedelta(days=days))
    assert (found.verdict, found.due_at, found.verdict_at) == (Verdict.BREACHED, *[ams("2027-01-11 17:00")] * 2)


# -- what changes later ----------------------------------------------------------------------------------------------


def versions() -> tuple[Contract, Contract]:
    """Two versions of an agreement: the second knows a holiday on 12 January and promises 4 h."""
    office = Sheet.of("08:00-18:00", holidays=["2027-01-12"])
    return Contract.of(resolution("8h on office")), Contract.of(resolution("8h on office"), sheets={"office": office})


def test_hazard_holiday_added_later():
    """A ticket is judged by the version in force when it opened: a new holiday moves nobody else."""
    first, second = versions()
    rows = [event(ams("2027-01-11 15:00"), "opened"), event(ams("2027-01-12 10:30"), "resolved")]
    as_of = ams("2027-01-14 09:00")
    judged = first.clock(rows, as_of)
    assert (judged.due_at, judged.elapsed) == (ams("2027-01-12 13:00"), 5.5 * HOUR)
    assert second.clock(rows, as_of).elapsed == 3 * HOUR
    assert first.clock(rows, as_of) == judged  # reading another version left nothing behind


def test_hazard_holiday_elsewhere_changes_nothing():
    first, second = versions()
    rows = [event(ams("2027-01-13 15:00"), "opened"), event(ams("2027-01-14 10:30"), "resolved")]
    assert first.clocks(rows, ams("2027-01-15 09:00")) == second.clocks(rows, ams("2027-01-15 09:00"))


def test_hazard_agreement_change_in_flight():
    """The old promise for tickets of the old version, the new one for the new; neither hears of the other."""
    old, new = Contract.of(resolution("8h on office")), Contract.of(resolution("2h on office"))
    before, after = [event(ams("2027-01-11 16:00"), "opened")], [event(ams("2027-01-12 09:00"), "opened")]
    assert old.clock(before, ams("2027-01-12 10:00")).due_at == ams("2027-01-12 14:00")
    assert new.clock(after, ams("2027-01-12 10:00")).due_at == ams("2027-01-12 11:00")


# -- mergers ---------------------------------------------------------------------------------------------------------

ALONE = Contract.of(resolution("8h on office"))


def test_hazard_merge_breached_into_met():
    """The survivor answers for the earliest start: what was met on its own is not met for both."""
    rows = [
        event(ams("2027-01-11 09:00"), "opened", "A"),
        event(ams("2027-01-12 09:00"), "opened", "B"),
        event(ams("2027-01-12 11:00"), "resolved", "B"),
        event(ams("2027-01-12 12:00"), "merged", "A", into="B"),
    ]
    before = {each.ticket: each.verdict.word for each in ALONE.clocks(rows, ams("2027-01-12 11:30"))}
    after = {each.ticket: each.verdict.word for each in ALONE.clocks(rows, ams("2027-01-12 12:30"))}
    assert (before, after) == ({"A": "breached", "B": "met"}, {"A": "none", "B": "breached"})


def test_hazard_merge_chain_of_five():
    names = "ABCDE"
    rows = [event(ams("2027-01-11 09:00") + n * HOUR, "opened", name) for n, name in enumerate(names)]
    rows += [event(ams("2027-01-11 14:00"), "merged", a, into=b) for a, b in pairwise(names)]
    found = {each.ticket: each for each in ALONE.clocks(rows, ams("2027-01-11 15:00"))}
    assert [found[name].state for name in names] == [State.VOID] * 4 + [State.RUNNING]
    assert (found["E"].started_at, found["E"].due_at) == (ams("2027-01-11 09:00"), ams("2027-01-11 17:00"))


def test_hazard_merge_circle_ends():
    """The portal refuses a circle; a log that holds one leaves no survivor, and never loops."""
    rows = [event(ams("2027-01-11 09:00"), "opened", name) for name in "ABC"]
    rows += [event(ams("2027-01-11 10:00"), "merged", a, into=b) for a, b in ("AB", "BC", "CA")]
    assert {each.state for each in ALONE.clocks(rows, ams("2027-01-12 09:00"))} == {State.VOID}


def test_hazard_merge_into_a_ticket_that_is_not_in_the_log():
    rows = [event(ams("2027-01-11 09:00"), "opened", "A"), event(ams("2027-01-11 10:00"), "merged", "A", into="Z")]
    assert [each.state for each in ALONE.clocks(rows, ams("2027-01-12 09:00"))] == [State.VOID]


# -- very long ---------------------------------------------------------------------------------------------------------


def test_hazard_very_long_pause():
    """Ten years with the customer; then the hours that were left."""
    rows = [
        event(ams("2027-01-11 09:00"), "opened"),
        event(ams("2027-01-11 10:00"), "status", status="waiting-customer"),
        event(ams("2037-01-12 09:00"), "status", status="in-progress"),  # a Monday
    ]
    found = BASIC.clock(rows, ams("2037-01-12 09:30"))
    assert (found.due_at, found.elapsed) == (ams("2037-01-12 16:00"), 1.5 * HOUR)
    assert found.paused == BASIC.agreement.calendars["office"].between(ams("2027-01-11 10:00"), ams("2037-01-12 09:00"))


def test_hazard_400_closed_days():
    closed = [(date(2027, 1, 12) + timedelta(days=n)).isoformat() for n in range(400)]
    contract = Contract.of(resolution("8h on office"), sheets={"office": Sheet.of("08:00-18:00", holidays=closed)})
    found = contract.clock([event(ams("2027-01-11 16:00"), "opened")], ams("2027-01-11 16:00"))
    assert found.due_at == ams("2028-02-16 14:00")  # the 401st day, a Wednesday


def test_hazard_a_promise_of_years():
    contract = Contract.of(resolution("20000h on office"))
    due = contract.clock([event(ams("2027-01-11 08:00"), "opened")], ams("2027-01-11 08:00")).due_at
    assert due == ams("2034-09-08 18:00")  # 2,000 working days of ten hours: 400 weeks


# -- empty -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weekly", "refusal"),
    [({}, EmptyCalendar), ({5: ()}, EmptyCalendar), ({0: ((28_800, 28_800),)}, ZeroLengthRange)],
)
def test_hazard_a_calendar_without_length_is_refused(weekly, refusal):
    with pytest.raises(refusal):
        Calendar("Europe/Amsterdam", weekly, None, {})


# -- exactly on the deadline -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("micro", "verdict"), [(-1, Verdict.MET), (0, Verdict.MET), (1, Verdict.BREACHED)])
@pytest.mark.parametrize("later", [timedelta(0), MICRO, HOUR, timedelta(days=900)])
def test_hazard_exactly_on_the_deadline(micro, verdict, later):
    due = ams("2027-01-11 17:00")
    rows = [event(ams("2027-01-11 09:00"), "opened"), event(due + micro * MICRO, "resolved")]
    found = BASIC.clock(rows, due + micro * MICRO + later)
    assert (found.verdict, found.due_at, found.verdict_at) == (verdict, due, min(due, due + micro * MICRO))


@pytest.mark.parametrize("micro", [-1, 0, 1])
def test_hazard_exactly_on_closing(micro):
    """Promised until closing time: resolved at the closing instant is met, one microsecond later is not."""
    rows = [event(ams("2027-01-11 10:00"), "opened"), event(ams("2027-01-11 18:00") + micro * MICRO, "resolved")]
    found = BASIC.clock(rows, ams("2027-02-01 00:00"))
    assert found.due_at == ams("2027-01-11 18:00")
    assert found.verdict is (Verdict.BREACHED if micro > 0 else Verdict.MET)


def test_hazard_microseconds_are_kept():
    start = datetime(2027, 1, 11, 8, 0, 0, 123_457, tzinfo=UTC)
    found = BASIC.clock([event(start, "opened")], start + HOUR)
    assert (micros(found.started_at), found.due_at - found.started_at) == (micros(start), 8 * HOUR)
