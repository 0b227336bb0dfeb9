"""
Minimum length, rounded lengths and slots, one after another: the downtime of 10 June 2026, in minutes.

The arithmetic stands beside each row (docs/decisions/0009, rules 15 to 19).
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.sla.uptimes import judged, maintenance, minutes, outage, probe, promised, record

OFFICE = 'calendars: {office: {hours: {mon-sun: "08:00-18:00"}}}'
ANY_OF = "services: {web: {down_when: {any-of: [a, b]}}}"
ALL_OF = "services: {web: {down_when: {all-of: [a, b]}}}"
FIVE = "downtime: {longer_than: 5m, slots: {of: 5m, down: whole}}"
TOUCHED = "downtime: {longer_than: 5m, slots: {of: 5m, down: any}}"
ALL_THREE = "downtime: {{at_least: 6m, rounded: {{to: 20m, how: up}}, slots: {{of: 10m, down: {}}}}}"
STARTED = "downtime: {longer_than: 5m, rounded: {to: 30m, how: up}}"


def down(start: str, end: str, kind: str = "outage", service: str = "web", **said: object):
    return outage(f"2026-06-10 {start}", f"2026-06-10 {end}", kind, service, **said)


def work(start: str, end: str, announced: str | None = "2026-06-01 00:00", **said: object):
    return maintenance(f"2026-06-10 {start}", f"2026-06-10 {end}", announced, **said)


MINIMUM_FIRST = [
    # slots
    (FIVE, [down("12:00:00", "12:05:01")], 5),  # a second longer than five minutes; one slot is full
    (FIVE, [down("12:00:00", "12:05:00")], 0),  # not longer
    (FIVE, [down("12:02", "12:08")], 0),  # six minutes that fill no slot
    (FIVE, [down("12:02", "12:15")], 10),  # 12:05 to 12:15
    (TOUCHED, [down("12:04", "12:06")], 0),  # two minutes in ten
    (TOUCHED, [down("12:04", "12:10")], 10),
    # Of the slot from 12:05, four minutes were taken away as too short: it was not down all of it.
    (FIVE, [down("12:05", "12:09"), down("12:09:30", "12:20")], 10),
    (TOUCHED, [down("12:05", "12:09"), down("12:09:30", "12:20")], 15),
    # rounding
    (STARTED, [down("12:00", "12:05")], 0),
    (STARTED, [down("12:00", "12:06")], 30),
    (STARTED, [down("12:00", "12:31")], 60),
    ("downtime: {at_least: 10m, rounded: {to: 15m}}", [down("12:00", "12:08")], 0),  # it would be fifteen
    ("downtime: {at_least: 10m, rounded: {to: 15m, how: down}}", [down("12:00", "12:12")], 0),
    # Two minutes are left of twelve, and they are rounded.
    ("downtime: {longer_than: 10m, counts: excess, rounded: {to: 15m, how: up}}", [down("12:00", "12:12")], 15),
    # all three: six minutes, rounded to twenty from 12:02, which fill the slots from 12:10 and not the one from 12:20
    (ALL_THREE.format("whole"), [down("12:02", "12:08")], 10),
    (ALL_THREE.format("any"), [down("12:02", "12:08")], 30),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "rows", "expected"), MINIMUM_FIRST)
def test_the_minimum_is_about_the_outage_before_it_is_rounded(rest, rows, expected):
    assert minutes(judged(promised(rest), rows).downtime) == expected


@pytest.mark.parametrize(
    ("rest", "rows", "expected"),
    [
        # From 07:55, half an hour as it was; 25 minutes of it lie in the window and fill five slots.
        ("downtime: {longer_than: 27m, slots: {of: 5m, down: whole}}", [down("07:55", "08:25")], 25),
        ("downtime: {longer_than: 27m, length_of: counted, slots: {of: 5m, down: whole}}", [down("07:55", "08:25")], 0),
        # Nothing is added to an outage that ended before opening.
        ("downtime: {rounded: {to: 2h, how: up}}", [down("07:00", "07:40")], 0),
        ("downtime: {slots: {of: 2h, down: any}}", [down("07:00", "07:40")], 0),
        # 06:00 to 08:00 UTC is 08:00 to 10:00: the slot of four hours began before opening, and was down all of it.
        ("downtime: {slots: {of: 4h, down: whole}}", [down("06:00", "10:00")], 120),
    ],
)
def test_the_window_comes_after_it(rest, rows, expected):
    assert minutes(judged(promised(f"on: office, {rest}", OFFICE), rows).downtime) == expected


ROUND_UP, SLOTS = "downtime: {rounded: {to: 30m, how: up}}", "downtime: {slots: {of: 20m, down: any}}"
LEFT_OUT = [
    # The outage as it was took half an hour, of which the work left out ten minutes.
    (ROUND_UP, [down("12:00", "12:30"), work("12:10", "12:20")], {"downtime": 20, "planned": 10}),
    # It ended under maintenance, which made it 31 minutes long; nothing counts of what would be added.
    (ROUND_UP, [down("12:00", "12:20"), work("12:20", "12:31")], {"downtime": 20, "planned": 11}),
    (ROUND_UP, [work("12:00", "12:20")], {"planned": 20}),
    (ROUND_UP, [work("12:00", "12:20", None)], {"downtime": 30}),  # it counts as any downtime does
    (ROUND_UP, [down("12:00", "12:20", cause="power")], {"excluded": 20}),
    (ROUND_UP, [down("12:00", "12:10"), down("12:20", "12:40", cause="power")], {"downtime": 30, "excluded": 10}),
    (ROUND_UP, [down("12:00", "12:10"), down("12:20", "12:40", "unknown")], {"downtime": 30, "unknown": 10}),
    (SLOTS, [down("12:00", "12:01"), down("12:05", "12:30", cause="power")], {"downtime": 20, "excluded": 10}),
    (SLOTS, [down("12:00", "12:01"), work("12:05", "12:10")], {"downtime": 15, "planned": 5}),
    # The service was down all of the slot; only what is its own fault counts.
    (
        "downtime: {slots: {of: 20m, down: whole}}",
        [down("12:00", "12:15"), down("12:15", "12:20", cause="power")],
        {"downtime": 15, "excluded": 5},
    ),
]


@pytest.mark.parametrize(("rest", "rows", "expected"), LEFT_OUT)
def test_what_is_left_out_stays_out(rest, rows, expected):
    found = judged(promised(f"exclude: [planned-maintenance, power], {rest}"), rows)
    kinds = ("downtime", "planned", "excluded", "unknown")
    assert {name: minutes(getattr(found, name)) for name in kinds if getattr(found, name)} == expected


@pytest.mark.parametrize(
    ("rest", "services", "rows", "expected"),
    [
        # Three minutes and three that follow are six of the service.
        (FIVE, ANY_OF, [down("12:00", "12:03", service="a"), down("12:03", "12:06", service="b")], 5),
        (STARTED, ANY_OF, [down("12:00", "12:03", service="a"), down("12:03", "12:06", service="b")], 30),
        (STARTED, ANY_OF, [down("12:00", "12:03", service="a"), down("12:04", "12:07", service="b")], 0),
        # They were down together from 12:04 to 12:10, six minutes; one slot is full of that.
        (FIVE, ALL_OF, [down("12:00", "12:10", service="a"), down("12:04", "12:20", service="b")], 5),
        (STARTED, ALL_OF, [down("12:00", "12:10", service="a"), down("12:04", "12:20", service="b")], 30),
        # Together for four minutes, however long each.
        (FIVE, ALL_OF, [down("12:00", "12:10", service="a"), down("12:06", "12:20", service="b")], 0),
        # In one slot, but never at once.
        (SLOTS, ALL_OF, [down("12:00", "12:05", service="a"), down("12:06", "12:10", service="b")], 0),
    ],
)
def test_it_is_the_downtime_of_the_service(rest, services, rows, expected):
    assert minutes(judged(promised(rest, services), rows).downtime) == expected


@pytest.mark.parametrize(
    ("rest", "rows", "expected"),
    [
        # Twenty-five minutes, half of ten and all of fifteen; the five that are added weigh as the last did.
        ("rounded: {to: 30m, how: up}", [down("12:00", "12:10", "degraded"), down("12:10", "12:25")], 25),
        ("rounded: {to: 30m, how: up}", [down("12:00", "12:10"), down("12:10", "12:25", "degraded")], 20),
        ("slots: {of: 20m, down: any}", [down("12:00", "12:05", "degraded"), down("12:05", "12:06")], 20),
        ("slots: {of: 20m, down: whole}", [down("12:00", "12:10", "degraded"), down("12:10", "12:20")], 10),
    ],
)
def test_what_is_added_weighs_as_much_as_what_it_is_added_to(rest, rows, expected):
    assert minutes(judged(promised(f"downtime: {{degraded: 50%, {rest}}}"), rows).downtime) == expected


def test_what_probes_found_is_in_slots_too():
    deal = promised("measured: probes, probes: {holds: 5m}, downtime: {slots: {of: 20m, down: any}}")
    probes = [probe(f"2026-06-10 12:{minute:02}", "down" if minute == 5 else "up") for minute in range(0, 60, 5)]
    assert minutes(judged(deal, record(probes=probes)).downtime) == 20


def test_a_service_is_down_from_the_day_on_which_it_is_there():
    deal = promised("downtime: {longer_than: 5m}", "services: {web: {from: 2026-06-01}}")
    assert judged(deal, [outage("2026-05-31 23:50", "2026-06-01 00:04")]).downtime == 0
    assert minutes(judged(deal, [outage("2026-05-31 23:50", "2026-06-01 00:06")]).downtime) == 6


# -- explained ------------------------------------------------------------------------------------------


def told(rest: str, *rows) -> list[tuple[str, str, str, int]]:
    """Return what counted as what, why and for which cause, and for how long; without the rest of the month."""
    stretches = judged(promised(rest), list(rows)).stretches.listed()
    return [
        (each.counted.word, each.why.word, each.cause, each.span.length // timedelta(minutes=1))
        for each in stretches
        if each.why.word != "nothing-recorded"
    ]


def test_every_minute_says_why():
    cause = {"cause": "disk"}
    assert told(STARTED, down("12:00", "12:03", **cause)) == [("up", "short", "disk", 3)]
    assert told(STARTED, down("12:00", "12:06", **cause)) == [("down", "outage", "disk", 30)]
    rest = "downtime: {longer_than: 5m, rounded: {to: 10m, how: down}}"
    assert told(rest, down("12:00", "12:16", **cause)) == [("down", "outage", "disk", 10), ("up", "rounded", "disk", 6)]
    assert told(FIVE, down("12:02", "12:12", **cause)) == [
        ("up", "rounded", "disk", 3), ("down", "outage", "disk", 5), ("up", "rounded", "disk", 2),
    ]  # fmt: skip


def test_what_is_added_belongs_to_the_outage_that_was_rounded():
    rows = [down("12:00", "12:10", cause="disk"), down("12:15", "12:20", cause="power")]
    assert told(f"exclude: [power], {ROUND_UP}", *rows) == [("down", "outage", "disk", 30)]
    (found,) = judged(promised(f"exclude: [power], {ROUND_UP}"), rows).incidents.listed()
    assert (found.cause, minutes(found.counted)) == ("disk", 30)
    assert found.span.length == timedelta(minutes=10)  # as it was


def test_two_outages_that_are_rounded_over_each_other_count_once():
    rows = [down("12:00", "12:01"), down("12:10", "12:11")]
    found = judged(promised(ROUND_UP), rows)
    assert minutes(found.downtime) == 40  # 12:00 to 12:40
    assert sum(each.downtime for each in found.incidents.listed()) == found.downtime
