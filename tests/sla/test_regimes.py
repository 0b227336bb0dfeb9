"""Major and security incidents: their ladder, their updates, and by when others must be told of them."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.reading import read
from houvast.sla.clock import clocks
from houvast.sla.events import Events
from houvast.sla.explain import explain
from houvast.sla.planning import plans
from tests.corpus.reading import clock_of, has_clock, wall
from tests.sla.agreement.texts import reading
from tests.sla.contracts import AMSTERDAM, ams
from tests.sla.test_ladders import log

TEXT = """\
houvast: 1
agreement: regimes
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
calendars: {office: {hours: {mon-fri: 09:00-17:00}}}
priority: {levels: [P1, P2, P3], default: P3}
targets: {resolution: {within: 8h on office}}
contacts:
  crisis-team: {phone: +31 10 123 4567}
  regulator: {side: outside, mail: meldpunt@example.org}
regimes:
  major:
    title: {nl: Grote verstoring, en: Major incident}
    when: {priority: P1, type: incident}
    updates: 30m
    steps: [{elapsed: 15m, do: escalate, to: crisis-team}]
  security:
    from: {status: aware}
    steps: [{at: 50%, do: remind, to: crisis-team}]
    deadlines:
      triage: {done: {status: triaged}, within: 1h}
      customer: {to: customer-owner, done: {status: customer-told}, within: 24h}
      regulator:
        to: regulator
        done: {status: regulator-told}
        within: 48h
        legal: 72h
        basis: {nl: "AVG, artikel 33", en: "GDPR, article 33"}
"""
AGREEMENT = reading(TEXT)
OPENED = "2027-03-26 16:00"  # the Friday before an hour is skipped


def judged(rows, as_of: str) -> dict[str, tuple[str, str]]:
    """By target: when it is due, and what the clock reads."""
    found = clocks(Events.of(rows), AGREEMENT, as_of=ams(as_of)).rows()
    return {each.target: (f"{each.due_at.astimezone(AMSTERDAM):%m-%d %H:%M}", each.verdict.word) for each in found}


def test_deadlines_are_targets_that_run_from_becoming_aware():
    """Saturday noon, winter time: 24 hours are over on Sunday at one, 72 on Tuesday at one, in summer time."""
    rows = log(OPENED, "2027-03-27T12:00 status aware")
    found = judged(rows, "2027-03-27 12:30")
    assert found == {
        "resolution": ("03-29 16:00", "pending"),  # an hour on Friday, seven on Monday
        "security-triage": ("03-27 13:00", "pending"),
        "security-customer": ("03-28 13:00", "pending"),
        "security-regulator": ("03-29 13:00", "pending"),
        "security-regulator-legal": ("03-30 13:00", "pending"),
    }


def test_without_the_event_that_begins_it_nothing_runs():
    assert list(judged(log(OPENED, "2027-03-27T12:00 status in-progress"), "2027-03-27 12:30")) == ["resolution"]


@pytest.mark.parametrize(
    ("later", "customer", "regulator", "legal"),
    [
        ([], "breached", "breached", "breached"),
        (["2027-03-28T13:00 status customer-told"], "met", "breached", "breached"),
        (["2027-03-28T13:01 status customer-told"], "breached", "breached", "breached"),
        (["2027-03-30T12:59 status regulator-told"], "breached", "breached", "met"),  # late as agreed, in time by law
        (["2027-03-29T13:00 status regulator-told"], "breached", "met", "met"),
        # the trouble is over, and still they must be told
        (["2027-03-27T14:00 resolved"], "breached", "breached", "breached"),
        (["2027-03-27T14:00 resolved", "2027-03-28T09:00 status customer-told"], "met", "breached", "breached"),
    ],
)
def test_who_was_told_in_time(later, customer, regulator, legal):
    found = judged(log(OPENED, "2027-03-27T12:00 status aware", *later), "2027-03-31 12:00")
    verdicts = [found[f"security-{name}"][1] for name in ("customer", "regulator", "regulator-legal")]
    assert verdicts == [customer, regulator, legal]


def test_a_deadline_is_explained_like_every_clock():
    rows = log(OPENED, "2027-03-27T12:00 status aware", "2027-03-28T11:00 status customer-told")
    [told] = [
        each
        for each in explain(Events.of(rows), AGREEMENT, as_of=ams("2027-03-31 12:00"))
        if each.clock.target == "security-customer"
    ]
    assert told.clock.elapsed.total_seconds() == 22 * 3600  # 23 hours by the wall clock, and one was skipped


def test_the_ladder_of_a_regime_goes_before_all_others_from_the_event_that_begins_it():
    rows = log("2027-01-11 09:00", "2027-01-11T15:00 status aware")
    found = {
        clock.target: [(each.step.key, f"{each.at.astimezone(AMSTERDAM):%d %H:%M}") for each in steps]
        for clock, steps in plans(Events.of(rows), AGREEMENT, as_of=ams("2027-01-11 15:00"))
    }
    assert found == {
        "resolution": [("security:reminder-50", "11 15:00")],  # half was over at one, before it was known
        "security-triage": [("security:reminder-50", "11 15:30")],
        "security-customer": [("security:reminder-50", "12 03:00")],
        "security-regulator": [("security:reminder-50", "12 15:00")],
        "security-regulator-legal": [("security:reminder-50", "13 03:00")],
    }


@pytest.mark.parametrize(
    ("said", "later", "due"),
    [
        ({"priority": "P1", "type": "incident"}, [], ["16:30"]),
        ({"priority": "P1", "type": "incident"}, ["16:20 reply"], ["16:30", "16:50"]),
        ({"priority": "P1", "type": "incident"}, ["16:20 reply", "16:45 reply"], ["16:30", "16:50", "17:15"]),
        ({"priority": "P1", "type": "incident"}, ["16:20 reply", "16:45 resolved"], ["16:30", "16:50"]),
        ({"priority": "P1", "type": "request"}, [], []),
        ({"priority": "P2", "type": "incident"}, [], [None]),  # it counts, and nothing is promised
        ({"priority": "P2", "type": "incident"}, ["16:10 priority P1"], ["16:30"]),
    ],
)
def test_updates_of_a_major_incident(said, later, due):
    found = clocks(Events.of(log(OPENED, *later, **said)), AGREEMENT, as_of=ams("2027-03-26 18:00")).rows()
    assert [
        None if each.due_at is None else f"{each.due_at.astimezone(AMSTERDAM):%H:%M}"
        for each in found
        if each.target == "major-updates"
    ] == due


def test_what_a_regime_adds_is_known_by_name():
    assert AGREEMENT.escalation.added_targets() == {
        *("major-updates", "security-triage", "security-customer"),
        *("security-regulator", "security-regulator-legal"),
    }
    [_triage, _customer, regulator] = AGREEMENT.escalation.regimes["security"].deadlines
    assert (regulator.to, regulator.legal, regulator.basis["nl"]) == (
        "regulator",
        "security-regulator-legal",
        "AVG, artikel 33",
    )


@pytest.mark.parametrize(("kind", "due"), [("major", "2026-06-16 10:00"), ("minor", None)])
def test_deadlines_are_only_for_what_the_regime_is_about(kind, due):
    """A report of the cause within a day of the solution, for major incidents alone."""
    agreement = read(
        "houvast: 1\nagreement: rca\nparties: {provider: A, customer: B}\neffective: {from: 2026-01-01}\n"
        "timezone: Europe/Amsterdam\ntargets: {response: {within: 4h}}\n"
        "regimes: {major: {when: {type: major}, "
        "deadlines: {cause: {from: resolved, done: {status: explained}, within: 24h}}}}\n"
    )
    lines = [f"2026-06-15 09:00 opened type={kind}", "2026-06-15 10:00 resolved"]
    if due is None:
        assert not has_clock(agreement, "major-cause", *lines)
    else:
        assert wall(agreement, clock_of(agreement, "major-cause", *lines).due_at) == due
