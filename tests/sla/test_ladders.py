"""The steps of ladders with their instants, worked out by hand (DESIGN §3, Escalation; docs/decisions/0011)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from houvast.sla.escalation import Planned, is_owed_at_all, next_look, steps_owed
from houvast.sla.events import Events
from houvast.sla.planning import plans
from tests.sla.agreement.texts import reading
from tests.sla.contracts import AMSTERDAM, Row, ams, event

MICRO = timedelta(microseconds=1)
HEAD = """\
houvast: 1
agreement: ladders
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
calendars: {office: {hours: {mon-fri: 09:00-17:00}}}
priority: {levels: [P1, P2, P3, P4], default: P3}
clocks: {resolution: {pause: waiting-customer}}
targets: {resolution: {within: {P1: 4h, P4: best effort, "*": 8h on office}}, response: {within: 1d}}
contacts:
  duty: {name: J. de Vries, phone: +31 10 123 4567}
  director: {side: customer, mail: director@b.example, hours: office, priorities: [P1, P2]}
"""
FRIDAY, SATURDAY, MONDAY = "2027-01-15", "2027-01-16", "2027-01-11"


def agreement(steps: str, more: str = ""):
    return reading(f"{HEAD}escalation:\n  steps: [{steps}]\n{more}")


def log(opened: str, *later: str, **said: str) -> list[Row]:
    """Opened at a wall time, then `12:00 status waiting-customer` and the like, on that day or on a named one."""
    rows = [event(ams(opened), "opened", **said)]
    for line in later:
        at, what, *word = line.split(" ")
        day = opened[:10] if len(at) < 10 else at[:10]
        told = {"status": "status", "priority": "priority", "escalated": "channel", "assigned": "team"}
        rows.append(event(ams(f"{day} {at[-5:]}"), what, **({told[what]: word[0]} if word else {})))
    return rows


def planned(text, rows: list[Row], as_of: str, target: str = "resolution") -> list[Planned]:
    for clock, steps in plans(Events.of(rows), text, as_of=ams(as_of)):
        if clock.target == target:
            return steps
    return []


def wall(at) -> str:
    return f"{at.astimezone(AMSTERDAM):%m-%d %H:%M}"


def reached(text, rows: list[Row], as_of: str, target: str = "resolution") -> list[str]:
    return [wall(each.at) for each in planned(text, rows, as_of, target)]


@pytest.mark.parametrize(
    ("moment", "opened", "expected"),
    [
        # eight hours of office time from Monday 10:00 are over on Tuesday 10:00
        ("before: 30m", "2027-01-11 10:00", "01-12 09:30"),
        ("before: 2h", "2027-01-11 10:00", "01-11 16:00"),
        ("before: 2h on always", "2027-01-11 10:00", "01-12 08:00"),
        ("before: 2h on office", "2027-01-11 10:00", "01-11 16:00"),
        ("after: 1h", "2027-01-11 10:00", "01-12 11:00"),
        ("elapsed: 3h", "2027-01-11 10:00", "01-11 13:00"),
        # an hour on Friday, seven on Monday: until Monday 16:00
        ("before: 7h", "2027-01-15 16:00", "01-15 17:00"),  # time that is left at closing is left at opening too
        ("before: 8h", "2027-01-15 16:00", "01-15 16:00"),
        ("before: 9h", "2027-01-15 16:00", "01-15 16:00"),  # there is not so much: at once, not before it opened
        ("before: 4d on always", "2027-01-15 16:00", "01-15 16:00"),
        ("before: 2d on always", "2027-01-15 16:00", "01-16 16:00"),
        ("after: 1h", "2027-01-15 16:00", "01-18 17:00"),
        ("after: 2h", "2027-01-15 16:00", "01-19 10:00"),
        ("after: 2h on always", "2027-01-15 16:00", "01-18 18:00"),
        ("elapsed: 90m", "2027-01-15 16:00", "01-18 09:30"),
        ("elapsed: 90m on always", "2027-01-15 16:00", "01-15 17:30"),
        ("unacknowledged: 15m", "2027-01-15 16:55", "01-18 09:10"),
        ("unacknowledged: 15m on always", "2027-01-15 16:55", "01-15 17:10"),
    ],
)
def test_what_a_length_is_counted_in(moment, opened, expected):
    assert reached(agreement(f"{{{moment}, do: remind, to: handler}}"), log(opened), opened) == [expected]


@pytest.mark.parametrize(
    ("moment", "opened", "expected"),
    [
        # four hours round the clock over the night in which an hour is skipped: from 23:00 until 04:00
        ("before: 1h", "2027-03-27 23:00", "03-28 03:00"),
        ("elapsed: 3h", "2027-03-27 23:00", "03-28 03:00"),
        ("elapsed: 2h59m", "2027-03-27 23:00", "03-28 01:59"),
        ("after: 1h", "2027-03-27 23:00", "03-28 05:00"),
        ("unacknowledged: 3h", "2027-03-27 23:00", "03-28 03:00"),
        # and over the night in which one comes twice: until the second 02:00
        ("after: 1h", "2027-10-30 23:00", "10-31 03:00"),
        ("elapsed: 3h", "2027-10-30 23:00", "10-31 02:00"),
        ("elapsed: 4h", "2027-10-30 23:00", "10-31 02:00"),
        ("unacknowledged: 5h", "2027-10-30 23:00", "10-31 03:00"),
    ],
)
def test_over_a_change_of_the_clock(moment, opened, expected):
    rows = log(opened, priority="P1")
    assert reached(agreement(f"{{{moment}, do: remind, to: handler}}"), rows, opened) == [expected]


@pytest.mark.parametrize(
    ("priority", "expected"),
    [("P1", "01-15 17:00"), ("P2", "01-18 09:30"), ("P3", "01-18 10:30"), ("P4", "01-15 18:30")],
)
def test_a_length_for_each_priority(priority, expected):
    """After 30 minutes, or one or two hours of office time, or two hours: half past four on a Friday."""
    table = '{P1: 30m, P2: 1h on office, P4: 2h, "*": 2h on office}'
    text = agreement(f"{{elapsed: {table}, do: escalate, to: duty}}")
    assert reached(text, log(f"{FRIDAY} 16:30", priority=priority), f"{FRIDAY} 16:30") == [expected]


WAITS, GOES_ON = "12:00 status waiting-customer", "14:00 status in-progress"


@pytest.mark.parametrize(
    ("moment", "later", "as_of", "expected"),
    [
        ("elapsed: 3h", [WAITS], "13:00", []),  # it stands still: nothing is to come
        ("elapsed: 3h", [WAITS, GOES_ON], "14:00", ["01-11 15:00"]),
        ("elapsed: 1h", [WAITS], "13:00", ["01-11 11:00"]),  # what was reached before stays
        ("elapsed: 3h on always", [WAITS, GOES_ON], "14:00", ["01-11 15:00"]),
        ("before: 1h", [WAITS], "13:00", []),
        ("before: 1h", [WAITS, GOES_ON], "14:00", ["01-12 11:00"]),
        ("before: 6h30m", [WAITS, GOES_ON], "14:00", ["01-11 11:30"]),
        ("before: 1h on always", [WAITS], "13:00", []),
        ("before: 1h on always", [WAITS, GOES_ON], "14:00", ["01-12 11:00"]),
        ("after: 1h", [WAITS, GOES_ON], "14:00", ["01-12 13:00"]),
        ("unacknowledged: 3h", [WAITS], "13:00", ["01-11 13:00"]),  # a silence is one, whoever waits
    ],
)
def test_while_a_clock_stands_still(moment, later, as_of, expected):
    rows = log("2027-01-11 10:00", *later)
    assert reached(agreement(f"{{{moment}, do: remind, to: handler}}"), rows, f"{MONDAY} {as_of}") == expected


@pytest.mark.parametrize(
    ("moment", "said", "expected"),
    [
        ("before: 2h", {}, 75),
        ("before: 9h", {}, 0),
        ("after: 1h", {}, 112),  # nine of eight hours
        ("elapsed: 3h", {}, 37),
        ("elapsed: 3h", {"priority": "P4"}, 0),  # of nothing
        ("unacknowledged: 1h", {"priority": "P1"}, 25),
    ],
)
def test_the_share_that_is_used_then(moment, said, expected):
    text = agreement(f"{{{moment}, do: remind, to: handler}}")
    [step] = planned(text, log("2027-01-11 10:00", **said), "2027-01-11 10:00")
    assert step.step.percent == expected


@pytest.mark.parametrize("moment", ["before: 1h", "after: 1h", "after: 1h on office", "at: 75%"])
def test_nothing_comes_before_or_after_what_is_not_promised(moment):
    text = agreement(f"{{{moment}, do: remind, to: handler}}")
    assert reached(text, log("2027-01-11 10:00", priority="P4"), "2027-01-11 10:00") == []


# -- silence and who is next -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([], ["01-11 10:15"]),
        (["10:10 acknowledged"], []),
        (["10:10 reply"], []),
        (["10:15 acknowledged"], []),  # at the last moment is in time
        (["10:16 acknowledged"], ["01-11 10:15"]),  # late: it was owed, and still is
        (["10:10 note", "10:11 assigned second"], ["01-11 10:15"]),  # nobody took it up
    ],
)
def test_unacknowledged(later, expected):
    text = agreement("{unacknowledged: 15m, do: escalate, to: duty}")
    found = planned(text, log("2027-01-11 10:00", *later), "2027-01-11 11:00")
    assert [wall(each.at) for each in found] == expected
    assert [each.owed_from - each.at for each in found] == [MICRO] * len(expected)


def test_what_acknowledges_is_agreed():
    text = agreement("{unacknowledged: 15m, do: escalate, to: duty}", "  acknowledged_by: assigned\n")
    assert reached(text, log("2027-01-11 10:00", "10:05 reply"), "2027-01-11 11:00") == ["01-11 10:15"]
    assert reached(text, log("2027-01-11 10:00", "10:05 assigned second"), "2027-01-11 11:00") == []


CHAIN = (
    "{at: 50%, do: escalate, to: {team: second}, "
    "else: {within: 15m, to: duty, else: {within: 30m on always, to: service-manager}}}"
)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([], ["14:00", "14:15", "14:45"]),
        (["13:00 acknowledged"], ["14:00", "14:15", "14:45"]),  # before they were told
        (["14:10 acknowledged"], ["14:00"]),
        (["14:15 acknowledged"], ["14:00"]),
        (["14:20 acknowledged"], ["14:00", "14:15"]),
    ],
)
def test_who_is_next_when_nobody_acknowledges(later, expected):
    rows = log("2027-01-11 10:00", *later)
    assert [each[6:] for each in reached(agreement(CHAIN), rows, "2027-01-11 14:30")] == expected


def test_the_next_waits_from_when_the_first_was_told():
    """Half of four hours is over on Saturday at noon; it is told on Monday at nine."""
    text = agreement("{at: 50%, do: remind, to: handler, in: office, else: {within: 15m, to: duty}}")
    found = planned(text, log("2027-01-16 10:00", priority="P1"), "2027-01-16 10:00")
    assert [(wall(each.at), wall(each.owed_from)) for each in found] == [
        ("01-16 12:00", "01-18 09:00"),
        ("01-18 09:15", "01-18 09:15"),
    ]


# -- when it may be delivered ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "opened", "at", "owed"),
    [
        ("at: 50%, do: remind, to: handler", "2027-01-16 10:00", "01-16 12:00", "01-16 12:00"),
        ("at: 50%, do: remind, to: handler, in: office", "2027-01-16 10:00", "01-16 12:00", "01-18 09:00"),
        ("at: 50%, do: remind, to: handler, in: office", "2027-01-15 15:00", "01-15 17:00", "01-18 09:00"),  # it closes
        ("at: 50%, do: remind, to: handler, in: office", "2027-01-15 07:00", "01-15 09:00", "01-15 09:00"),  # it opens
        ("at: 100%, do: breach, to: handler, in: office", "2027-01-16 10:00", "01-16 14:00", "01-18 09:00"),
        ("at: 50%, do: remind, to: director", "2027-01-16 10:00", "01-16 12:00", "01-18 09:00"),  # in their hours
        ("at: 50%, do: remind, to: director, in: always", "2027-01-16 10:00", "01-16 12:00", "01-16 12:00"),
        ("at: 50%, do: remind, to: handler, in: office", "2027-03-27 23:00", "03-28 01:00", "03-29 09:00"),
    ],
)
def test_when_a_step_may_be_delivered(step, opened, at, owed):
    [found] = planned(agreement(f"{{{step}}}"), log(opened, priority="P1"), opened)
    assert (wall(found.at), wall(found.owed_from)) == (at, owed)


def test_a_step_that_waits_is_never_early_and_has_the_same_instant_late():
    [found] = planned(
        agreement("{at: 50%, do: remind, to: handler, in: office}"),
        log("2027-01-16 10:00", priority="P1"),
        "2027-01-16 10:00",
    )
    opens = ams("2027-01-18 09:00")
    assert steps_owed([found], done=(), now=opens - MICRO) == []
    assert next_look([found], done=(), now=ams("2027-01-16 13:00")) == opens
    for late in (opens, opens + timedelta(days=3)):
        assert [each.at for each in steps_owed([found], done=(), now=late)] == [ams("2027-01-16 12:00")]


# -- events ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event_", "later", "expected"),
    [
        ("escalated", [], []),
        ("escalated", ["11:00 escalated phone", "12:00 escalated mail"], ["11:00", "12:00"]),
        ("{escalated: {channel: phone}}", ["11:00 escalated phone", "12:00 escalated mail"], ["11:00"]),
        ("escalated", ["11:00 escalated phone", "11:30 resolved", "12:00 escalated mail"], ["11:00"]),
        ("resolved", ["11:30 resolved"], ["11:30"]),
        ("{priority: P1}", ["11:00 priority P2", "11:30 priority P1"], ["11:30"]),
        ("[assigned, escalated]", ["11:00 assigned second", "11:30 escalated phone"], ["11:00", "11:30"]),
    ],
)
def test_at_an_event(event_, later, expected):
    text = agreement(f"{{on: {event_}, do: remind, to: duty}}")
    rows = log("2027-01-11 10:00", *later)
    [(clock, found)] = [
        each for each in plans(Events.of(rows), text, as_of=ams("2027-01-11 13:00")) if each[0].target == "resolution"
    ]
    assert [wall(each.at)[6:] for each in found] == expected
    ever = [(ams("2026-01-01 00:00"), None)]
    assert all(is_owed_at_all(each, clock, watched_from=ams("2026-01-01 00:00"), in_force=ever) for each in found)


# -- which ladder ------------------------------------------------------------------------------------

LADDERS = """\
  ladders:
    urgent:
      when: {priority: [P1, P2], type: incident}
      steps: [{elapsed: 30m, do: escalate, to: duty}]
    repair:
      targets: resolution
      when: {type: incident}
      steps: [{elapsed: 2h, do: escalate, to: duty}]
"""
USUAL = "{at: 50%, do: remind, to: handler}"


@pytest.mark.parametrize(
    ("target", "said", "later", "expected"),
    [
        ("resolution", {"priority": "P2", "type": "incident"}, [], {"urgent:escalation-elapsed-30m": "10:30"}),
        ("resolution", {"priority": "P3", "type": "incident"}, [], {"repair:escalation-elapsed-2h": "12:00"}),
        ("resolution", {"priority": "P3", "type": "request"}, [], {"reminder-50": "14:00"}),
        ("resolution", {"priority": "P3"}, [], {"reminder-50": "14:00"}),
        ("response", {"priority": "P3", "type": "incident"}, [], {"reminder-50": "22:00"}),
        ("response", {"priority": "P2", "type": "incident"}, [], {"urgent:escalation-elapsed-30m": "10:30"}),
        # what the ticket says now decides; a step is not before that since which it is asked for
        (
            "resolution",
            {"priority": "P3", "type": "incident"},
            ["11:00 priority P2"],
            {"urgent:escalation-elapsed-30m": "11:00"},
        ),
        (
            "resolution",
            {"priority": "P2", "type": "incident"},
            ["11:00 priority P3"],
            {"repair:escalation-elapsed-2h": "12:00"},
        ),
    ],
)
def test_which_ladder_holds(target, said, later, expected):
    found = planned(agreement(USUAL, LADDERS), log("2027-01-11 10:00", *later, **said), "2027-01-11 11:00", target)
    assert {each.step.key: wall(each.at)[6:] for each in found} == expected


@pytest.mark.parametrize(
    ("step", "said", "later", "expected"),
    [
        ("only: {type: incident}", {"type": "incident"}, [], ["12:00"]),
        ("only: {type: incident}", {"type": "request"}, [], []),
        ("only: {type: incident}", {}, [], []),
        ("only: {priority: P2}", {}, ["11:00 priority P2"], ["12:00"]),
        ("only: {priority: P2}", {}, ["13:00 priority P2"], ["13:00"]),
        ("only: {priority: P2}", {}, ["13:00 priority P2", "13:30 priority P3", "13:45 priority P2"], ["13:45"]),
        ("only: {status: in-progress}", {}, ["13:00 status in-progress"], ["13:00"]),
    ],
)
def test_a_step_for_some_tickets_only(step, said, later, expected):
    text = agreement(f"{{elapsed: 2h, do: remind, to: handler, {step}}}")
    found = reached(text, log("2027-01-11 10:00", *later, **said), "2027-01-11 14:00")
    assert [each[6:] for each in found] == expected


def test_a_contact_hears_of_their_priorities_only():
    text = agreement("{at: 50%, do: remind, to: [handler, director]}")
    told = {
        priority: [each.step.to for each in planned(text, log(f"{MONDAY} 10:00", priority=priority), f"{MONDAY} 10:00")]
        for priority in ("P1", "P3")
    }
    assert told == {"P1": ["handler", "director"], "P3": ["handler"]}


def test_merging_voids_the_steps():
    rows = [*log(f"{MONDAY} 10:00"), event(ams(f"{MONDAY} 09:30"), "opened", ticket="T2")]
    rows += [event(ams(f"{MONDAY} 10:05"), "merged", into="T2")]
    text = agreement("{elapsed: 1h, do: remind, to: handler}, {unacknowledged: 1h, do: remind, to: handler}")
    found = {
        clock.ticket: [wall(each.at) for each in steps]
        for clock, steps in plans(Events.of(rows), text, as_of=ams(f"{MONDAY} 11:00"))
        if clock.target == "resolution"
    }
    assert found == {"T1": [], "T2": ["01-11 10:30", "01-11 10:30"]}


@pytest.mark.parametrize("as_of", ["10:00", "11:00", "14:00", "16:00", "23:00"])
def test_whenever_one_looks_the_instants_are_the_same(as_of):
    text = agreement("{before: 2h, do: remind, to: handler}, {after: 1h, do: escalate, to: duty}, " + CHAIN, LADDERS)
    assert reached(text, log("2027-01-11 10:00"), f"{MONDAY} {as_of}") == [
        *("01-11 16:00", "01-12 11:00"),
        *("01-11 14:00", "01-11 14:15", "01-11 14:45"),
    ]
