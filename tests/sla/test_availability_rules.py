"""
The rules of availability one by one: what a record of June 2026 comes to, in minutes, worked out beside each row.

June has 43,200 minutes; 1 June is a Monday. Where a row says nothing of a kind of time, there is none of it.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from houvast.sla.terms import MINUTE
from tests.sla.contracts import ams
from tests.sla.uptimes import judged, maintenance, outage, probe, promised, record, slot

JUNE = 43_200
OFFICE = 'calendars: {office: {hours: {mon-fri: "08:00-18:00"}}, night: {hours: {sun: "00:00-06:00"}}}'
LATE = 'calendars: {late: {hours: {mon-sun: "22:00-06:00"}}}'
PLANNED = "exclude: [planned-maintenance]"
IN_TIME = "maintenance: {p: {notice: 72h}}"
KINDS = ("downtime", "planned", "excluded", "unknown", "outside", "absent", "to_come")
HALF_HOUR = outage("2026-06-10 12:00", "2026-06-10 12:30")


def minutes(found) -> dict[str, Fraction]:
    return {name: getattr(found, name) / MINUTE for name in KINDS if getattr(found, name)}


def work(start: str, end: str, announced: str | None = "2026-06-01 00:00", **said: object):
    return maintenance(f"2026-06-{start}", f"2026-06-{end}", announced, **said)


CASES = [
    # outages
    ("", [], [], {}),
    ("", [], [HALF_HOUR], {"downtime": 30}),
    ("", [], [outage("2026-06-10 12:00", "2026-06-10 12:30", service="other")], {}),
    ("", [], [HALF_HOUR, outage("2026-06-10 12:20", "2026-06-10 12:40")], {"downtime": 40}),
    ("", [], [outage("2026-05-31 23:00", "2026-06-01 01:00")], {"downtime": 60}),  # the other hour is that of May
    ("", [], [outage("2026-06-30 23:00", "2026-07-01 01:00")], {"downtime": 60}),
    ("", [], [outage("2026-06-30 23:00")], {"downtime": 60}),  # it goes on
    ("", [], [outage("2026-07-01 00:00", "2026-07-01 01:00")], {}),
    ("", [], [outage("2026-06-10 12:00", "2026-06-10 12:30", "unknown")], {"unknown": 30}),
    ("", [], [outage("2026-06-10 12:00", "2026-06-10 12:30", "absent")], {"absent": 30}),
    # weights
    ("", [], [outage("2026-06-10 12:00", "2026-06-10 12:30", "degraded")], {}),
    ("downtime: {degraded: 20%}", [], [outage("2026-06-10 12:00", "2026-06-10 12:30", "degraded")], {"downtime": 6}),
    ("downtime: {share: weighs}", [], [outage("2026-06-10 12:00", "2026-06-10 12:30", share=0.1)], {"downtime": 3}),
    ("", [], [outage("2026-06-10 12:00", "2026-06-10 12:30", share=0.1)], {"downtime": 30}),
    # from which instant
    (
        "downtime: {from: reported}", [],
        [outage("2026-06-10 12:00", "2026-06-10 12:30", reported_at="2026-06-10 12:10")], {"downtime": 20},
    ),
    ("downtime: {from: reported}", [], [HALF_HOUR], {}),  # nobody reported it
    (
        "downtime: {from: detected}", [],
        [outage("2026-06-10 12:00", "2026-06-10 12:30", detected_at="2026-06-10 12:05")], {"downtime": 25},
    ),
    ("downtime: {from: detected}", [], [HALF_HOUR], {"downtime": 30}),
    # minimum lengths
    ("downtime: {longer_than: 30m}", [], [HALF_HOUR], {}),
    ("downtime: {at_least: 30m}", [], [HALF_HOUR], {"downtime": 30}),
    ("downtime: {longer_than: 20m, counts: excess}", [], [HALF_HOUR], {"downtime": 10}),
    # Two rows that touch are one outage, also over the end of the month.
    (
        "downtime: {longer_than: 30m}", [],
        [outage("2026-05-31 23:40", "2026-06-01 00:00"), outage("2026-06-01 00:00", "2026-06-01 00:20")],
        {"downtime": 20},
    ),
    # Ten of its minutes lie before opening: the outage is long enough, what counts of it is not.
    (
        "on: office, downtime: {longer_than: 25m}", [OFFICE], [outage("2026-06-10 07:50", "2026-06-10 08:20")],
        {"downtime": 20, "outside": JUNE - 22 * 600},
    ),
    (
        "on: office, downtime: {longer_than: 25m, length_of: counted}", [OFFICE],
        [outage("2026-06-10 07:50", "2026-06-10 08:20")], {"outside": JUNE - 22 * 600},
    ),
    # It counted since ten in the evening of 31 May.
    (
        "on: late, downtime: {longer_than: 1h, length_of: counted}", [LATE],
        [outage("2026-05-31 18:00", "2026-06-01 00:10")], {"downtime": 10, "outside": JUNE - 30 * 480},
    ),
    # rounding and slots
    ("downtime: {rounded: {to: 20m, how: up}}", [], [HALF_HOUR], {"downtime": 40}),
    ("downtime: {rounded: {to: 20m, how: down}}", [], [HALF_HOUR], {"downtime": 20}),
    ("downtime: {rounded: {to: 20m, how: half-up}}", [], [HALF_HOUR], {"downtime": 40}),  # one and a half
    ("downtime: {rounded: {to: 20m, how: half-even}}", [], [HALF_HOUR], {"downtime": 40}),
    ("downtime: {rounded: {to: 60m, how: half-even}}", [], [HALF_HOUR], {}),  # a half, and nothing is even
    ("downtime: {slots: {of: 20m, down: any}}", [], [HALF_HOUR], {"downtime": 40}),
    ("downtime: {slots: {of: 20m, down: whole}}", [], [HALF_HOUR], {"downtime": 20}),
    ("rounding: {downtime: {to: 1h, how: up}}", [], [HALF_HOUR], {"downtime": 60}),
    # causes
    ("exclude: [power]", [], [HALF_HOUR | {"cause": "power"}], {"excluded": 30}),
    ("exclude: [power]", [], [HALF_HOUR | {"cause": "software"}], {"downtime": 30}),
    ("exclude: [power]", [], [HALF_HOUR | {"cause": "power"}, HALF_HOUR], {"downtime": 30}),
    ("exclude: [{cause: power, evidence: required}]", [], [HALF_HOUR | {"cause": "power"}], {"downtime": 30}),
    (
        "exclude: [{cause: power, evidence: required}]", [],
        [HALF_HOUR | {"cause": "power", "evidence": "report"}], {"excluded": 30},
    ),
    # maintenance
    ("", [], [work("10 12:00", "10 12:30")], {"downtime": 30}),
    (PLANNED, [], [work("10 12:00", "10 12:30")], {"planned": 30}),
    (PLANNED, [], [work("10 12:00", "10 12:30", None)], {"downtime": 30}),
    (PLANNED, [], [work("10 12:00", "10 12:30", "2026-06-10 12:00")], {"downtime": 30}),  # not before it began
    (PLANNED, [], [work("10 12:00", "10 12:30", "2026-06-10 11:59")], {"planned": 30}),
    (PLANNED, [], [work("10 12:00", "10 12:30"), HALF_HOUR], {"planned": 30}),
    ("exclude: [power]", [], [work("10 12:00", "10 12:30", cause="power")], {"excluded": 30}),
    (PLANNED, [IN_TIME], [work("10 12:00", "10 12:30", "2026-06-07 12:00")], {"planned": 30}),
    (PLANNED, [IN_TIME], [work("10 12:00", "10 12:30", "2026-06-07 12:01")], {"downtime": 30}),
    # Friday noon, two business days: Tuesday 18:00.
    (
        PLANNED, [OFFICE, "maintenance: {p: {notice: 2bd on office}}"],
        [work("09 18:00", "09 18:30", "2026-06-05 12:00")], {"planned": 30},
    ),
    (
        PLANNED, [OFFICE, "maintenance: {p: {notice: 2bd on office}}"],
        [work("09 17:59", "09 18:29", "2026-06-05 12:00")], {"downtime": 30},
    ),
    # Announced on Sunday, one business day after the day of it: Monday 18:00.
    (
        PLANNED, [OFFICE, "maintenance: {p: {notice: 1bd after-report on office}}"],
        [work("08 18:00", "08 18:30", "2026-06-07 12:00")], {"planned": 30},
    ),
    (
        PLANNED, [OFFICE, "maintenance: {p: {notice: 1bd on office}}"],
        [work("08 18:00", "08 18:30", "2026-06-07 12:00")], {"downtime": 30},
    ),
    # Sunday 7 June, half an hour past the window.
    (
        PLANNED, [OFFICE, "maintenance: {p: {window: night}}"], [work("07 05:00", "07 06:30")],
        {"planned": 60, "downtime": 30},
    ),
    (
        PLANNED, [OFFICE, "maintenance: {p: {window: night, outside: all}}"], [work("07 05:00", "07 06:30")],
        {"downtime": 90},
    ),
    (PLANNED, ["maintenance: {p: {longest: 1h}}"], [work("10 12:00", "10 13:30")], {"planned": 60, "downtime": 30}),
    (
        PLANNED, ["maintenance: {p: {longest: 1h, outside: all}}"], [work("10 12:00", "10 13:30")], {"downtime": 90},
    ),
    (
        PLANNED, ["maintenance: {p: {times: 1, per: month}}"],
        [work("10 12:00", "10 12:30"), work("11 12:00", "11 12:10")], {"planned": 30, "downtime": 10},
    ),
    (
        PLANNED, ["maintenance: {p: {times: 1, per: week}}"],
        [work("10 12:00", "10 12:30"), work("15 12:00", "15 12:10")], {"planned": 40},
    ),
    # What was used up in May of the quarter is gone in June.
    (
        PLANNED, ["maintenance: {p: {time: 1h, per: quarter}}"],
        [maintenance("2026-05-10 12:00", "2026-05-10 12:45", "2026-05-01 00:00"), work("10 12:00", "10 12:30")],
        {"planned": 15, "downtime": 15},
    ),
    (
        "exclude: [p]", ["maintenance: {p: {causes: [patch]}, q: {causes: [urgent]}}"],
        [work("10 12:00", "10 12:30", cause="patch"), work("11 12:00", "11 12:10", cause="urgent")],
        {"planned": 30, "downtime": 10},
    ),
    # A cause that names a class is held against that class, and not excused by its name.
    ("exclude: [p]", [IN_TIME], [work("10 12:00", "10 12:30", "2026-06-10 11:00", cause="p")], {"downtime": 30}),
    ("exclude: [p]", [IN_TIME], [work("10 12:00", "10 12:30", cause="p")], {"planned": 30}),
    (
        "exclude: [p, patch]", ["maintenance: {p: {notice: 3d, causes: [patch]}}"],
        [work("10 12:00", "10 12:30", "2026-06-10 11:00", cause="patch")], {"downtime": 30},
    ),
    # One that names no class, and is excluded by the target itself.
    (
        "exclude: [p, test]", ["maintenance: {p: {notice: 3d, causes: [patch]}}"],
        [work("10 12:00", "10 12:30", "2026-06-10 11:00", cause="test")], {"excluded": 30},
    ),
    # services
    (
        "", ["services: {web: {down_when: {any-of: [a, b]}}}"],
        [HALF_HOUR | {"service": "a"}, outage("2026-06-10 12:20", "2026-06-10 12:50", service="b")], {"downtime": 50},
    ),
    (
        "", ["services: {web: {down_when: {all-of: [a, b]}}}"],
        [HALF_HOUR | {"service": "a"}, outage("2026-06-10 12:20", "2026-06-10 12:50", service="b")], {"downtime": 10},
    ),
    (
        "", ["services: {web: {down_when: {at_least: 2, of: [a, b, c]}}}"],
        [HALF_HOUR | {"service": name} for name in "ac"], {"downtime": 30},
    ),
    ("", ["services: {web: {down_when: {at_least: 2, of: [a, b, c]}}}"], [HALF_HOUR | {"service": "a"}], {}),
    ("", ["services: {web: {down_when: {all-of: [a, b]}}}"], [HALF_HOUR], {"downtime": 30}),  # of the whole
    (
        "", ["services: {web: {down_when: {all-of: [a, b]}}}"],
        [HALF_HOUR | {"service": "a"}, HALF_HOUR | {"service": "b", "kind": "absent"}], {"downtime": 30},
    ),
    (
        "", ["services: {web: {down_when: {any-of: [a, b]}, in_service: 2}}"],
        [HALF_HOUR | {"service": "b", "kind": "absent"}], {"absent": 30},
    ),
    (
        "", ["services: {web: {down_when: {all-of: [a, b]}}}"],
        [HALF_HOUR | {"service": "a", "kind": "unknown"}, HALF_HOUR | {"service": "b"}], {"unknown": 30},
    ),
    (
        "", ["services: {web: {down_when: {all-of: [a, b]}}}"],
        [HALF_HOUR | {"service": "a", "kind": "unknown"}], {},  # whatever a was, b was up
    ),
    (
        "exclude: [power]", ["services: {web: {down_when: {any-of: [a, b]}}}"],
        [HALF_HOUR | {"service": "a", "cause": "power"}], {"excluded": 30},
    ),
    ("", ["services: {web: {from: 2026-06-02}}"], [], {"absent": 1440}),
    ("", ["services: {web: {until: 2026-06-28}}"], [], {"absent": 2 * 1440}),
]  # fmt: skip


@pytest.mark.parametrize(("rest", "parts", "rows", "expected"), CASES)
def test_what_a_month_comes_to(rest, parts, rows, expected):
    found = judged(promised(rest, *parts), rows)
    assert minutes(found) == expected
    left_out = sum(value for kind, value in expected.items() if kind != "downtime")
    assert found.base == found.included == (JUNE - left_out) * MINUTE
    down = expected.get("downtime", 0)
    assert found.figure == (100 - Fraction(100 * down, JUNE - left_out) if left_out < JUNE else None)
    assert found.allowed == found.base * Fraction(1, 1000)
    assert found.excess == max(found.downtime - found.allowed, 0)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-06-02", "", {"absent": 1440}),
        ("2026-06-01", "2026-06-29", {"absent": 1440}),
        ("2026-06-01", "2026-06-30", {}),
        ("2025-01-01", "2026-05-31", {"absent": JUNE}),
    ],
)
def test_the_term_of_the_agreement(since, until, expected):
    assert minutes(judged(promised(since=since, until=until), [])) == expected


# -- while the month goes on -----------------------------------------------------------------------------

NOON = ams("2026-06-10 12:20")
SO_FAR = 9 * 1440 + 12 * 60 + 20


@pytest.mark.parametrize(
    ("rest", "rows", "expected"),
    [
        ("", [], {}),
        ("", [HALF_HOUR], {"downtime": 20}),
        ("", [outage("2026-06-10 12:00")], {"downtime": 20}),
        ("", [outage("2026-06-10 12:21", "2026-06-10 12:30")], {}),  # has not happened
        ("downtime: {at_least: 30m}", [HALF_HOUR], {}),  # nor lasted so long
        ("", [work("10 12:00", "10 13:00", None)], {"downtime": 20}),
        (PLANNED, [work("10 12:00", "10 13:00")], {"planned": 20}),
        # Announced for later, it decides which event is the first.
        ("", [work("11 12:00", "11 13:00")], {}),
        ("", [outage("2026-06-10 12:00", "2026-06-10 13:00", "absent")], {"absent": 60}),
    ],
)
def test_what_is_still_to_come(rest, rows, expected):
    found = judged(promised(rest), rows, as_of=NOON)
    foretold = expected.get("absent", 0) - 20 if "absent" in expected else 0
    assert minutes(found) == expected | {"to_come": JUNE - SO_FAR - foretold}
    assert found.reached is None
    assert found.window == found.total - found.to_come - found.absent


def test_a_lost_month_is_lost_before_it_is_over():
    day = [outage("2026-06-02 00:00", "2026-06-03 00:00")]
    lost = judged(promised(), day, as_of=NOON)
    assert (lost.reached, lost.highest) == (False, 100 - Fraction(100, 30))
    assert (
        judged(promised(at_least="50%"), day, as_of=ams("2026-06-20 00:00")).reached is True
    )  # 19 of 30 days are sure
    assert judged(promised(at_least="50%"), day, as_of=ams("2026-06-10 00:00")).reached is None


# -- verdicts -------------------------------------------------------------------------------------------

GAP = outage("2026-06-10 00:00", "2026-06-13 00:00", "unknown")


@pytest.mark.parametrize(
    ("rest", "rows", "figure", "reached"),
    [
        ("", [], 100, True),
        ("", [GAP], 100, None),
        ("coverage: 90%", [GAP], 100, True),
        ("coverage: 91%", [GAP], 100, None),
        ("unknown: up", [GAP], 100, True),
        ("unknown: down", [GAP], 90, False),
        ("", [GAP, outage("2026-06-20 00:00", "2026-06-21 00:00")], 100 - Fraction(100, 27), False),
        ("denominator: window, exclude: [power]", [HALF_HOUR | {"cause": "power"}], 100, True),
        ("denominator: 720h", [HALF_HOUR], 100 - Fraction(100, 1440), True),
        ("denominator: 300h", [HALF_HOUR], 100 - Fraction(100, 600), False),
        ("rounding: {figure: {decimals: 1, how: up}}, denominator: 300h", [HALF_HOUR], Fraction("99.9"), True),
        ("rounding: {figure: {decimals: 1, how: down}}, denominator: 300h", [HALF_HOUR], Fraction("99.8"), False),
        ("", [outage("2026-06-01 00:00", "2026-07-01 00:00", "unknown")], None, None),
        ("", [outage("2026-06-01 00:00", "2026-07-01 00:00", "absent")], None, None),
    ],
)
def test_verdicts(rest, rows, figure, reached):
    found = judged(promised(rest), rows)
    assert (found.figure, found.reached) == (figure, reached)


def test_both_figures_with_and_without_exclusions():
    found = judged(
        promised("exclude: [planned-maintenance, power]"),
        [HALF_HOUR | {"cause": "power"}, work("11 12:00", "11 12:30")],
    )
    assert (found.figure, found.with_all) == (100, 100 - Fraction(100 * 60, JUNE))
    assert [(each.name, each.length / MINUTE) for each in found.excluded_by] == [
        ("planned-maintenance", 30),
        ("power", 30),
    ]


# -- other sources ---------------------------------------------------------------------------------------


def test_where_probes_are_measured_outages_only_say_what_does_not_count():
    deal = promised("measured: probes, exclude: [power], probes: {holds: 10m}")
    probes = [probe("2026-06-10 12:00", "down"), probe("2026-06-10 12:10", "up")]
    assert minutes(judged(deal, record([HALF_HOUR], probes=probes))) == {"downtime": 10, "unknown": JUNE - 20}
    excused = record([HALF_HOUR | {"cause": "power"}], probes=probes)
    assert minutes(judged(deal, excused)) == {"excluded": 30, "unknown": JUNE - 30}


def test_outages_and_probes_together():
    deal = promised("measured: [outages, probes], probes: {holds: 10m}")
    probes = [probe("2026-06-10 12:30", "down")]
    assert minutes(judged(deal, record([HALF_HOUR], probes=probes))) == {"downtime": 40}


@pytest.mark.parametrize(
    ("source", "rest"),
    [("counters", "counters: {figure: total}"), ("probes", "probes: {figure: samples, holds: 5m}")],
)
def test_shares_of_events_leave_out_what_is_excluded(source, rest):
    deal = promised(f"measured: {source}, exclude: [power], {rest}")
    slots = [slot("2026-06-10 12:00", 10, 10), slot("2026-06-10 13:00", 10, 1)]
    probes = [
        probe("2026-06-10 12:00", "down"),
        *(probe(f"2026-06-10 13:{n:02}", "up" if n else "down") for n in range(10)),
    ]
    readings = record([HALF_HOUR | {"cause": "power"}], slots, probes)
    found = judged(deal, readings)
    assert (found.events, found.figure) == ((9, 10), 90)
    assert found.with_all == (100 - Fraction(1100, 20) if source == "counters" else 100 - Fraction(200, 11))
    assert (found.lowest, found.highest, found.reached) == (0, 100, None)


def test_a_mean_of_members_weighs_their_figures_and_their_time():
    deal = promised("rounding: {figure: {decimals: 3}}", "services: {web: {mean_of: {a: 3, b: 1}}}", at_least="99.95%")
    rows = [HALF_HOUR | {"service": "a"}, outage("2026-06-10 12:00", "2026-06-10 14:00", service="b")]
    found = judged(deal, rows)
    # (3 × 30 + 120) ÷ 4 = 52.5 minutes of 43,200
    assert found.downtime == Fraction(105, 2) * MINUTE
    assert (found.figure, found.reached) == (Fraction("99.878"), False)
    assert [(weight, part.service, part.figure) for weight, part in found.parts] == [
        (3, "a", 100 - Fraction(3000, JUNE)), (1, "b", 100 - Fraction(12000, JUNE)),
    ]  # fmt: skip
    assert (len(found.stretches), len(found.incidents)) == (0, 0)


def test_a_mean_is_judged_so_far():
    deal = promised("", "services: {web: {mean_of: {a: 1, b: 1}}}")
    found = judged(deal, [HALF_HOUR | {"service": "a"}], as_of=NOON)
    assert (found.downtime, found.to_come) == (10 * MINUTE, (JUNE - SO_FAR) * MINUTE)
    assert found.reached is None


# -- what is told ----------------------------------------------------------------------------------------


def stretches(deal, rows, **said):
    """Return what is told of the stretches that are not simply up."""
    told = judged(deal, rows, **said).stretches.listed()
    return [
        (each.counted.word, each.why.word, each.component, each.cause, each.maintenance)
        for each in told
        if each.why.word not in ("nothing-recorded", "members")
    ]


def test_stretches_tell_which_member_it_was():
    deal = promised(
        "exclude: [planned-maintenance, power]",
        "services: {web: {down_when: {any-of: [a, inner]}}, inner: {down_when: {any-of: [b, c]}}}",
        "maintenance: {weekly: {notice: 1h}}",
    )
    rows = [
        outage("2026-06-02 12:00", "2026-06-02 12:10", service="a", cause="disk"),
        outage("2026-06-03 12:00", "2026-06-03 12:10", service="b", cause="power"),
        outage("2026-06-04 12:00", "2026-06-04 12:10", service="c", cause="network"),
        work("05 12:00", "05 12:10", service="b"),
        work("06 12:00", "06 12:10", None, service="c", cause="patch"),
        outage("2026-06-07 12:00", "2026-06-07 12:10", "unknown", service="a"),
        outage("2026-06-08 12:00", "2026-06-08 12:10", cause="all of it"),
    ]
    assert stretches(deal, rows) == [
        ("down", "outage", "a", "disk", ""),
        ("excluded", "cause", "b", "power", ""),
        ("down", "outage", "c", "network", ""),
        ("planned", "maintenance", "b", "", "weekly"),
        ("down", "not-announced", "c", "patch", ""),
        ("unknown", "gap", "a", "", ""),
        ("down", "outage", "web", "all of it", ""),
    ]


def test_a_service_of_one_member_tells_of_that_member():
    deal = promised(PLANNED, "services: {web: {down_when: {any-of: [a]}}}")
    assert stretches(deal, [work("05 12:00", "05 12:10", service="a")]) == [
        ("planned", "maintenance", "a", "", "planned-maintenance")
    ]


@pytest.mark.parametrize(
    ("rest", "parts", "row", "told"),
    [
        ("downtime: {longer_than: 30m}", [], HALF_HOUR, [("up", "short")]),
        ("downtime: {longer_than: 10m, counts: excess}", [], HALF_HOUR, [("up", "first-minutes"), ("down", "outage")]),
        (
            "downtime: {from: detected}", [], HALF_HOUR | {"detected_at": ams("2026-06-10 12:10")},
            [("up", "before-detected"), ("down", "outage")],
        ),
        (
            "downtime: {from: reported}", [], HALF_HOUR | {"reported_at": ams("2026-06-10 12:10")},
            [("up", "before-reported"), ("down", "outage")],
        ),
        ("downtime: {from: reported}", [], HALF_HOUR, [("up", "not-reported")]),
        ("downtime: {rounded: {to: 20m, how: down}}", [], HALF_HOUR, [("down", "outage"), ("up", "rounded")]),
        ("downtime: {degraded: 50%}", [], HALF_HOUR | {"kind": "degraded"}, [("down", "degraded")]),
        (
            "exclude: [{cause: power, evidence: required}]", [], HALF_HOUR | {"cause": "power"},
            [("down", "no-evidence")],
        ),
        ("", [], work("10 12:00", "10 12:30"), [("down", "maintenance-counts")]),
        (PLANNED, [IN_TIME], work("10 12:00", "10 12:30", "2026-06-10 11:00"), [("down", "late-notice")]),
        (
            PLANNED, [OFFICE, "maintenance: {p: {window: night}}"], work("07 05:00", "07 06:30"),
            [("planned", "maintenance"), ("down", "outside-window")],
        ),
        (
            PLANNED, ["maintenance: {p: {longest: 10m}}"], work("10 12:00", "10 12:30"),
            [("planned", "maintenance"), ("down", "too-long")],
        ),
        (
            PLANNED, ["maintenance: {p: {time: 10m}}"], work("10 12:00", "10 12:30"),
            [("planned", "maintenance"), ("down", "too-much")],
        ),
        ("", ["services: {web: {until: 2026-06-29}}"], HALF_HOUR, [("down", "outage"), ("absent", "not-in-service")]),
    ],
)  # fmt: skip
def test_every_stretch_says_why_it_counts_as_it_does(rest, parts, row, told):
    assert [each[:2] for each in stretches(promised(rest, *parts), [row])] == told


def test_the_second_event_of_a_month_is_one_too_many():
    rows = [work("10 12:00", "10 12:30"), work("11 12:00", "11 12:10")]
    told = stretches(promised(PLANNED, "maintenance: {p: {times: 1, per: month}}"), rows)
    assert [each[:2] for each in told] == [("planned", "maintenance"), ("down", "too-often")]


def test_work_that_took_no_time_is_no_event():
    rows = [work("10 12:00", "10 12:00"), work("11 12:00", "11 12:10")]
    found = judged(promised(PLANNED, "maintenance: {p: {times: 1, per: month}}"), rows)
    assert minutes(found) == {"planned": 10}


def test_what_lies_outside_the_hours_and_after_now_says_so():
    told = judged(promised("on: office", OFFICE), [], as_of=NOON).stretches.listed()
    assert (told[0].counted.word, told[0].why.word) == ("outside", "outside-hours")
    assert {each.why.word for each in told if each.counted.word == "to-come"} == {"not-yet"}


def test_incidents_are_whole_outages_with_what_counted_of_them():
    rows = [
        outage("2026-05-31 23:30", "2026-06-01 00:30", cause="disk"),
        outage("2026-06-10 12:00", "2026-06-10 12:30", "degraded", cause="load"),
    ]
    found = judged(promised("downtime: {degraded: 50%}"), rows).incidents.listed()
    assert [(each.span.start, each.counted / MINUTE, each.downtime / MINUTE, each.cause) for each in found] == [
        (ams("2026-05-31 23:30"), 30, 30, "disk"),
        (ams("2026-06-10 12:00"), 30, 15, "load"),
    ]


@pytest.mark.parametrize(
    ("measured", "why"),
    [("outages", "nothing-recorded"), ("[outages, probes]", "nothing-recorded"), ("probes", "members")],
)
def test_what_is_up_says_so_because_of_its_record_or_of_its_members(measured, why):
    deal = promised(f"measured: {measured}, probes: {{holds: 5m}}", "services: {web: {down_when: {any-of: [a]}}}")
    found = judged(deal, record([], probes=[probe("2026-06-10 12:00", "up", "a")]))
    assert {each.why.word for each in found.stretches.listed() if each.counted.word == "up"} == {why}
    assert found.period.label == "2026-06"


def test_the_first_probe_of_a_month_counts():
    deal = promised("measured: probes, probes: {figure: samples, holds: 5m}")
    assert judged(deal, record(probes=[probe("2026-06-01 00:00", "down")])).events == (0, 1)
