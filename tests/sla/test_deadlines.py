"""Limits as agreements write them, from the text to the due instant: one row, one clause."""

from __future__ import annotations

from datetime import timedelta

import pytest

from houvast.sla.clock import clocks, moments
from houvast.sla.events import Events
from houvast.sla.terms import NEVER, Verdict
from tests.sla.agreement.texts import bare, faults, reading
from tests.sla.contracts import ams, event

OFFICE = (
    '{office: {timezone: Europe/Amsterdam, hours: {mon-fri: "09:00-17:00"}}, shop: {hours: {mon-sat: 10:00-18:00}}}'
)
LATE = ams("2027-03-01 12:00")


def agreement(within: str):
    return reading(bare(calendars=OFFICE, targets=f"{{resolution: {{within: {within}}}}}"))


def due(within: str, opened: str):
    (found,) = clocks(Events.of([event(ams(opened), "opened")]), agreement(within), as_of=ams(opened)).rows()
    return found.due_at


@pytest.mark.parametrize(
    ("within", "opened", "expected"),
    [
        # Monday 11 January 2027 and the days after it
        ("1h-2h on office", "2027-01-11 10:00", "2027-01-11 12:00"),  # the upper end binds
        ("5m-15m", "2027-01-11 22:00", "2027-01-11 22:15"),
        ("end of day on office", "2027-01-11 10:00", "2027-01-11 17:00"),
        ("end of day on office", "2027-01-11 17:30", "2027-01-12 17:00"),
        ("1bd + 2h on office", "2027-01-11 10:00", "2027-01-12 11:00"),
        ("1bd + 2h on office", "2027-01-15 20:00", "2027-01-18 11:00"),  # Friday evening
        ("1bd on office cut-off 12:00", "2027-01-11 11:59", "2027-01-12 17:00"),
        ("1bd on office cut-off 12:00", "2027-01-11 12:01", "2027-01-13 17:00"),
        # ten office hours, and no later than the next business day
        ("[10h on office, 1bd on office]", "2027-01-11 10:00", "2027-01-12 12:00"),  # 7 + 3 hours
        ("[10h on office, 1bd on office]", "2027-01-11 16:00", "2027-01-12 17:00"),  # 1 + 9 would end on the 13th
        ("[20h on office, 2bd on office, 9h on office]", "2027-01-11 16:00", "2027-01-12 17:00"),  # 1 + 8
        ("aim 4h on office", "2027-01-11 16:00", "2027-01-12 12:00"),
        # eight office hours, and no later than a day and a night
        ("[8h on office, 24h]", "2027-01-11 10:00", "2027-01-12 10:00"),  # both
        ("[8h on office, 24h]", "2027-01-11 08:00", "2027-01-11 17:00"),
        ("[8h on office, 24h]", "2027-01-15 16:00", "2027-01-16 16:00"),  # Friday: the night counts, the weekend too
        ("[24h, 8h on office]", "2027-01-15 16:00", "2027-01-16 16:00"),  # in whatever order
        ("[1bd on office, 6h on shop]", "2027-01-15 16:00", "2027-01-16 14:00"),  # the shop: 2 + 4 on Saturday
    ],
)
def test_when_it_is_due(within, opened, expected):
    assert due(within, opened) == ams(expected)


def test_limits_on_several_calendars_count_day_and_night():
    """Due Saturday 16:00; a pause on Friday from 17:00 to 20:00, after closing, moves it by three hours."""
    deal = reading(
        bare(
            calendars=OFFICE,
            clocks="{resolution: {pause: [waiting-customer]}}",
            targets="{resolution: {within: [8h on office, 24h]}}",
        )
    )
    rows = [
        event(ams("2027-01-15 16:00"), "opened"),
        event(ams("2027-01-15 17:00"), "status", status="waiting-customer"),
        event(ams("2027-01-15 20:00"), "status", status="working"),
    ]
    (found,) = clocks(Events.of(rows), deal, as_of=LATE).rows()
    assert found.due_at == ams("2027-01-16 19:00")
    assert found.promised == timedelta(hours=24)


def test_a_pause_moves_the_earliest_limit_along():
    """Of nine hours and the next business day the first is due Tuesday 11:00 (8 + 1); two hours later after a pause."""
    deal = reading(
        bare(
            calendars=OFFICE,
            clocks="{resolution: {pause: [waiting-customer]}}",
            targets="{resolution: {within: [9h on office, 1bd on office]}}",
        )
    )
    rows = [
        event(ams("2027-01-11 09:00"), "opened"),
        event(ams("2027-01-11 10:00"), "status", status="waiting-customer"),
        event(ams("2027-01-11 12:00"), "status", status="in-progress"),
    ]
    (found,) = clocks(Events.of(rows), deal, as_of=ams("2027-01-11 13:00")).rows()
    assert (found.due_at, found.promised) == (ams("2027-01-12 12:00"), timedelta(hours=9))


def test_an_aim_is_measured_and_never_late():
    deal = agreement("aim 1h on office")
    rows = [event(ams("2027-01-11 09:00"), "opened"), event(ams("2027-01-11 12:00"), "resolved")]
    events = Events.of(rows)
    (found,) = clocks(events, deal, as_of=LATE).rows()
    assert (found.verdict, found.elapsed) == (Verdict.NONE, timedelta(hours=3))
    assert found.due_at == ams("2027-01-11 10:00")
    _, instants = moments(events, deal, as_of=ams("2027-01-11 09:30"), shares=[75, 100])
    assert instants.tolist() == [[NEVER, NEVER]]  # nobody is reminded of an aim


TARGETS = (
    "{office: {clock: response, when: {opened_in: office}, within: 1h}, "
    "elsewhere: {clock: response, when: {channel: [phone, portal]}, within: 4h}, "
    "changes: {clock: lead-time, when: {type: change, opened_in: shop}, within: 2d}}"
)


@pytest.mark.parametrize(
    ("opened", "said", "targets"),
    [
        ("2027-01-11 09:00", {}, ["office"]),  # from the opening on
        ("2027-01-11 17:00", {}, []),  # at the closing no longer
        ("2027-01-11 08:59", {"channel": "phone"}, ["elsewhere"]),
        ("2027-01-11 12:00", {"channel": "portal", "type": "change"}, ["changes", "elsewhere", "office"]),
        ("2027-01-16 11:00", {"type": "change"}, ["changes"]),  # a Saturday
        ("2027-01-16 11:00", {"type": "incident", "channel": "mail"}, []),
    ],
)
def test_a_target_is_about_some_tickets(opened, said, targets):
    deal = reading(bare(calendars=OFFICE, targets=TARGETS))
    found = clocks(Events.of([event(ams(opened), "opened", **said)]), deal, as_of=LATE).rows()
    assert sorted(each.target for each in found) == targets


@pytest.mark.parametrize(("plan", "targets"), [("gold", ["fast", "same"]), ("basic", ["slow", "same"])])
def test_a_plan_picks_its_targets(plan, targets):
    written = (
        "{fast: {clock: response, when: {plan: [gold, platinum]}, within: 1h}, "
        "slow: {clock: response, when: {plan: basic}, within: 1d}, same: {clock: resolution, within: 2d}}"
    )
    assert list(reading(bare(targets=written) + f"plan: {plan}\n").targets) == targets


@pytest.mark.parametrize(
    ("targets", "fault"),
    [
        ("{response: {within: 1h, when: {plan: gold}}}", "plan-missing"),
        ("{response: {within: 1h, when: {colour: red}}}", "unknown-attribute"),
        ("{response: {within: 1h, when: {opened_in: offic}}}", "unknown-calendar"),
        ("{response: {within: [1h, best effort]}}", "best-effort-alone"),
        ("{response: {within: []}}", "empty-value"),
    ],
)
def test_what_cannot_be_meant(targets, fault):
    assert [each.split()[1] for each in faults(bare(calendars=OFFICE, targets=targets))] == [fault]
