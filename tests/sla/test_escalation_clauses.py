"""What real agreements say about escalation and notification, one clause a row (their ids in the corpus)."""

from __future__ import annotations

import pytest

from houvast.sla.clock import clocks
from houvast.sla.events import Events
from houvast.sla.planning import plans
from tests.sla.agreement.texts import reading
from tests.sla.contracts import AMSTERDAM, ams
from tests.sla.test_ladders import log

HEAD = """\
houvast: 1
agreement: clauses
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
calendars: {office: {hours: {mon-fri: 09:00-17:00}}}
priority: {levels: [P1, P2, P3, P4], default: P4}
targets: {resolution: {within: {P1: 4h, "*": 8h on office}}}
"""
MONDAY = "2027-01-11"

STEPS = [
    # csu-eastbay-05: the team lead and the manager are told when the due time nears
    pytest.param(
        "escalation: [{before: 1h, do: remind, to: [team-lead, service-manager]}]",
        log(f"{MONDAY} 09:00", priority="P2"),
        [("team-lead", "11 16:00"), ("service-manager", "11 16:00")],
    ),
    # sne-msp-03: escalate after 30 minutes, 1, 2 or 3 hours by priority
    *(
        pytest.param(
            "escalation: [{elapsed: {P1: 30m, P2: 1h, P3: 2h, P4: 3h}, do: escalate, to: {team: next}}]",
            log(f"{MONDAY} 09:00", priority=priority),
            [("team:next", at)],
        )
        for priority, at in (("P1", "11 09:30"), ("P2", "11 10:00"), ("P3", "11 11:00"), ("P4", "11 12:00"))
    ),
    # sne-msp-04: the tier that begins depends on the priority: 3, 2, 1, 1
    *(
        pytest.param(
            "escalation: [{on: opened, do: escalate, to: {team: tier-3}, only: {priority: P1}}, "
            "{on: opened, do: escalate, to: {team: tier-2}, only: {priority: P2}}, "
            "{on: opened, do: escalate, to: {team: tier-1}, only: {priority: [P3, P4]}}]",
            log(f"{MONDAY} 09:00", priority=priority),
            [(f"team:{tier}", "11 09:00")],
        )
        for priority, tier in (("P1", "tier-3"), ("P2", "tier-2"), ("P3", "tier-1"), ("P4", "tier-1"))
    ),
    # jabetto-04: severity 1 and 2 use a contact list
    *(
        pytest.param(
            "contacts: {list: {phone: 010 123 4567, priorities: [P1, P2]}}\n"
            "escalation: [{on: opened, do: escalate, to: list}]",
            log(f"{MONDAY} 09:00", priority=priority),
            told,
        )
        for priority, told in (("P2", [("list", "11 09:00")]), ("P3", []))
    ),
    # uk-ccs-calloff-05: the customer is warned as soon as a level is likely to fail
    pytest.param(
        "escalation: [{at: 90%, do: remind, to: customer-owner}]",
        log(f"{MONDAY} 09:00", priority="P1"),
        [("customer-owner", "11 12:36")],
    ),
]


@pytest.mark.parametrize(("clause", "rows", "expected"), STEPS)
def test_who_hears_of_it_and_when(clause, rows, expected):
    agreement = reading(f"{HEAD}{clause}\n")
    [(_clock, found)] = plans(Events.of(rows), agreement, as_of=ams(f"{MONDAY} 09:00"))
    assert [(each.step.to, f"{each.at.astimezone(AMSTERDAM):%d %H:%M}") for each in found] == expected


DEADLINES = [
    # iof-trust-02: from discovery an hour to customers, 72 for a breach, 4 for payments, 15 days for serious incidents
    pytest.param(
        "from: {status: discovered}, deadlines: {customers: {done: {status: told}, within: 60m}, "
        "breach: {done: {status: reported}, within: 72h}, payments: {done: {status: bank-told}, within: 4h}, "
        "serious: {done: {status: authority-told}, within: 15d}}",
        "discovered",
        {"customers": "27 13:00", "breach": "30 13:00", "payments": "27 16:00", "serious": "11 13:00"},
    ),
    # aragora-01, -02: from becoming aware 48 hours where the law says 72, customers 24, users 7 days, some states 30
    pytest.param(
        "from: {status: aware}, deadlines: {authority: {done: {status: a}, within: 48h, legal: 72h}, "
        "customers: {done: {status: b}, within: 24h}, users: {done: {status: c}, within: 7d}, "
        "states: {done: {status: d}, within: 30d}}",
        "aware",
        {
            "authority": "29 13:00",
            "authority-legal": "30 13:00",
            "customers": "28 13:00",
            "users": "03 13:00",
            "states": "26 13:00",
        },
    ),
    # aragora-03: triage in an hour, containment by two, assessment by four
    pytest.param(
        "from: {status: aware}, deadlines: {triage: {done: {status: triaged}, within: 1h}, "
        "containment: {done: {status: contained}, within: 2h}, assessment: {done: {status: assessed}, within: 4h}}",
        "aware",
        {"triage": "27 13:00", "containment": "27 14:00", "assessment": "27 16:00"},
    ),
]


@pytest.mark.parametrize(("regime", "status", "expected"), DEADLINES)
def test_by_when_others_must_be_told(regime, status, expected):
    """Known at noon on Saturday 27 March 2027; the night after that an hour is skipped."""
    agreement = reading(f"{HEAD}regimes: {{breach: {{{regime}}}}}\n")
    rows = log("2027-03-26 16:00", f"2027-03-27T12:00 status {status}")
    found = clocks(Events.of(rows), agreement, as_of=ams("2027-03-27 12:00")).rows()
    due = {each.target.removeprefix("breach-"): each.due_at for each in found if each.target != "resolution"}
    assert {name: f"{at.astimezone(AMSTERDAM):%d %H:%M}" for name, at in due.items()} == expected
