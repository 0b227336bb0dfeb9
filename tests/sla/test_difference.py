"""What another agreement makes of the same facts; every case small enough to be seen at a glance."""

from __future__ import annotations

from decimal import Decimal

import pytest

from houvast.sla import difference
from houvast.sla.assessment import assess
from houvast.sla.availability import Record
from houvast.sla.clock import clocks
from houvast.sla.credit import Facts
from houvast.sla.difference import ClockChange, Given, Side
from houvast.sla.events import Events
from houvast.sla.labels import named
from houvast.sla.outages import Outages
from houvast.sla.target import by_period
from houvast.sla.terms import Verdict
from tests.sla.money import agreement, at
from tests.sla.test_shortfalls import TWO_HOURS, contract, tickets

LATER = at("2026-09-01")
LOG = Events.of(
    tickets(
        ("2026-06-01 10:00", "30m"), ("2026-06-02 10:00", "90m"), ("2026-06-03 10:00", "3h"), ("2026-08-31 23:30", None)
    )
)


def promises(within: str, **more: str) -> str:
    others = "".join(f"  {name}: {{clock: response, within: {each}}}\n" for name, each in more.items())
    return (
        "calendars: {always: 24/7}\nclocks: {response: {start: opened, stop: reply}}\n"
        f"targets:\n  response: {{clock: response, within: {within}, goal: 50%, per: month}}\n{others}"
    )


def found(text):
    deal = agreement(text)
    return deal, clocks(LOG, deal, as_of=LATER)


def compared(before, after):
    return difference.of_clocks(found(before)[1], found(after)[1])


def test_the_same_agreement_changes_nothing():
    assert len(compared(promises("1h"), promises("1h"))) == 0
    assert compared(promises("1h"), promises("1h")).compared == 4


def test_a_shorter_promise_turns_one_ticket_and_moves_all():
    changes = compared(promises("2h"), promises("1h"))
    # Half an hour, an hour and a half, three hours: only the second lies between the promises.
    assert changes.verdicts() == {("response", "met", "breached"): 1}
    assert changes.moved() == {"response": 4}
    assert list(changes.listed())[1] == ClockChange(
        "T1",
        "response",
        1,
        Side("P1", Verdict.MET, at("2026-06-02 12:00")),
        Side("P1", Verdict.BREACHED, at("2026-06-02 11:00")),
    )


def test_and_back():
    assert compared(promises("1h"), promises("2h")).verdicts() == {("response", "breached", "met"): 1}


def test_a_promise_that_ends_between_the_opening_and_now_turns_what_was_pending():
    # The last ticket waits for half an hour.
    assert compared(promises("1h"), promises("20m")).verdicts() == {
        ("response", "met", "breached"): 1,
        ("response", "pending", "breached"): 1,
    }


def test_best_effort_has_no_due():
    changes = compared(promises("1h"), promises("best effort"))
    assert changes.verdicts() == {
        ("response", "met", "none"): 1,
        ("response", "breached", "none"): 2,
        ("response", "pending", "none"): 1,
    }
    assert all(each.after.due_at is None for each in changes.listed())


def test_a_target_of_only_one_agreement():
    changes = compared(promises("1h"), promises("1h", second="2h"))
    assert changes.verdicts() == {
        ("second", "", "met"): 2,
        ("second", "", "breached"): 1,
        ("second", "", "pending"): 1,
    }
    assert changes.moved() == {}
    back = compared(promises("1h", second="2h"), promises("1h"))
    assert [each.after for each in back.listed()] == [None] * 4


def test_targets_are_matched_by_name_and_not_by_place():
    text = promises("1h").replace("  response:", "  other: {clock: response, within: 1h}\n  response:")
    assert {each.target for each in compared(promises("1h"), text).listed()} == {"other"}


def test_periods_of_tickets():
    sides = [by_period(clocks, deal) for deal, clocks in (found(promises("2h")), found(promises("1h")))]
    (june,) = difference.of_outcomes(*sides)
    assert (june.name, june.period) == ("response", "2026-06")
    assert (june.before.met, june.before.breached, june.before.reached) == (2, 1, True)
    assert (june.after.met, june.after.breached, june.after.reached) == (1, 2, False)
    assert difference.of_outcomes(sides[0], sides[0]) == []


def assessed(text):
    deal = agreement(text)
    asked = {"uptime": named("2026-06", deal.availability["uptime"].per, deal.timezone)}
    return assess(deal, Record(Outages.of([TWO_HOURS])), asked, Facts(()), as_of=LATER)


def labels(assessment):
    return {(each.target, each.period.span): each.period.label for each in assessment.judged}


def credits_changed(before, after):
    first, second = assessed(before), assessed(after)
    return difference.of_credits(
        first.reckoning, second.reckoning, labels_before=labels(first), labels_after=labels(second)
    )


def test_periods_of_availability():
    first, second = assessed(contract()), assessed(contract(promised=", downtime: {longer_than: 3h}"))
    (june,) = difference.of_judged(first.judged, second.judged)
    assert (june.before.reached, june.after.reached, june.after.figure) == (False, True, 100)
    assert difference.of_judged(first.judged, first.judged) == []


@pytest.mark.parametrize(
    ("after", "given"),
    [
        (contract(), "the same"),
        (contract().replace("credit: 10%", "credit: 12%"), Given({"EUR": Decimal(12)})),
        (contract(promised=", downtime: {longer_than: 3h}"), None),
        (contract(rest="limits: {ignore_up_to: 10 EUR}\n"), None),
        (contract().replace("100 EUR", "EUR"), Given({}, undecided=True)),
    ],
)
def test_credits(after, given):
    changes = credits_changed(contract(), after)
    if given == "the same":
        assert changes == []
        return
    (uptime,) = changes
    assert (uptime.name, uptime.period) == ("uptime", "2026-06")
    assert (uptime.before, uptime.after) == (Given({"EUR": Decimal(10)}), given)
