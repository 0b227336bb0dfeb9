"""
From judged periods to credits, with values worked out by hand.

The months are those of 2026 in UTC. June has 720 hours, so 99.9 % leaves 43 minutes 12 seconds of downtime.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as given_data
from hypothesis import settings
from hypothesis import strategies as st

from houvast.sla.availability import Record, judge
from houvast.sla.clock import clocks
from houvast.sla.credit import Facts
from houvast.sla.events import Events
from houvast.sla.outages import Outages
from houvast.sla.periods import period_named
from houvast.sla.shortfalls import credits_of, of_availability, of_tickets
from houvast.sla.target import by_period
from houvast.sla.terms import HOUR, MINUTE
from tests.sla.money import agreement, at, length

BANDS = "bands: [{below: 99.9%, at_least: 99%, credit: 10%}, {below: 99%, credit: 25%}]"
FEES = "fees: {plan: 100 EUR per month}\n"
QUANTITIES = (
    "quantity: downtime, credit: 1%, every: started 4h",
    "quantity: excess, credit: 1%, every: full 1h",
    "quantity: incident, credit: 1%, every: started 1h",
    "credit: 5%",
)
LATER = at("2027-01-01")


def contract(credit: str = BANDS, promised: str = "", rest: str = "") -> str:
    return (
        f"targets: {{uptime: {{availability: web, at_least: 99.9%{promised}}}}}\n{FEES}"
        f"credits:\n  uptime: {{target: uptime, of: plan, {credit}}}\n{rest}"
    )


def row(start: str, end: str | None, kind: str = "outage", **said: object) -> dict[str, object]:
    return {"service": "web", "start": at(start), "kind": kind, **({"end": at(end)} if end else {}), **said}


def judged(deal, rows, labels=("2026-06",), as_of=LATER):
    record = Record(Outages.of(rows))
    return [
        judge(deal, target, period_named(label, target.per, deal.timezone), record, as_of=as_of)
        for label in labels
        for target in deal.availability.values()
    ]


def given(text, rows, labels=("2026-06",), as_of=LATER, **facts):
    deal = agreement(text)
    shortfalls = of_availability(judged(deal, rows, labels, as_of), deal, as_of=as_of)
    return credits_of(shortfalls, deal, Facts((), **facts))


TWO_HOURS = row("2026-06-10 10:00", "2026-06-10 12:00")
"""120 of 43,200 minutes: 99.722 %."""


# -- what is measured -----------------------------------------------------------------------------------


def test_what_a_judged_month_comes_to():
    deal = agreement(contract(promised=", exclude: [planned-maintenance]"))
    work = row("2026-06-20 00:00", "2026-06-20 10:00", "maintenance", announced_at=at("2026-06-01"))
    (found,) = of_availability(judged(deal, [TWO_HOURS, work]), deal, as_of=LATER).usual
    assert found.source == "uptime"
    assert (found.downtime, found.planned) == (2 * HOUR, 710 * HOUR)
    assert found.figure == 100 - Fraction(200, 710)
    assert found.reached is False
    assert [(each.length, each.span.start) for each in found.incidents] == [(2 * HOUR, at("2026-06-10 10:00"))]


def test_an_incident_is_as_long_as_what_counts_of_it():
    deal = agreement(contract(promised=", downtime: {degraded: 50%}"))
    slow = row("2026-06-10 22:00", "2026-06-11 01:00", "degraded")
    (found,) = of_availability(judged(deal, [slow]), deal, as_of=LATER).usual
    assert [each.length for each in found.incidents] == [90 * MINUTE]  # three hours, at half


# -- credits --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("credit", "rows", "amount"),
    [
        (BANDS, [], None),
        (BANDS, [row("2026-06-10 10:00", "2026-06-10 10:43:12")], None),  # exactly what 99.9 % leaves
        (BANDS, [row("2026-06-10 10:00", "2026-06-10 10:43:13")], "10"),
        (BANDS, [TWO_HOURS], "10"),
        (BANDS, [row("2026-06-10 10:00", "2026-06-10 17:12")], "10"),  # 7.2 h is 1 %: 99 % itself
        (BANDS, [row("2026-06-10 10:00", "2026-06-10 17:12:01")], "25"),
        # 120 minutes, of which 43.2 were allowed: one full hour beyond
        ("quantity: excess, credit: 5%, every: full 1h", [TWO_HOURS], "5"),
        ("quantity: downtime, credit: 5%, every: started 30m", [TWO_HOURS], "20"),
        # 120 ÷ 43,200 of the fee, fifty times
        ("quantity: downtime, credit: 100%, every: exact period, times: 50", [TWO_HOURS], "13.89"),
        # each outage by itself: 1 and 2 started hours
        (
            "quantity: incident, credit: 1%, every: started 1h",
            [TWO_HOURS, row("2026-06-11 10:00", "2026-06-11 10:20")],
            "3",
        ),
    ],
)
def test_what_a_month_gives(credit, rows, amount):
    found = given(contract(credit), rows)
    assert not found.undecided
    assert found.totals.get("EUR", Decimal(0)) == Decimal(amount or 0)


def test_excess_is_that_of_the_judged_period():
    deal = agreement(contract(promised=", on: day", rest="calendars: {day: {hours: {mon-fri: '08:00-18:00'}}}\n"))
    (found,) = judged(deal, [TWO_HOURS])
    (measured,) = of_availability([found], deal, as_of=LATER).usual
    # June 2026 has 22 working days of ten hours: 13.2 minutes were allowed.
    assert found.excess == measured.downtime - measured.planned_time / 1000 == length("106.8m")


# -- what is not known ----------------------------------------------------------------------------------


def test_a_period_that_is_not_over_brings_nothing_yet():
    before_the_end = at("2026-06-30 23:59:59")
    assert given(contract(), [TWO_HOURS], as_of=before_the_end).awards == ()
    assert given(contract(), [TWO_HOURS], as_of=at("2026-07-01")).awards


def test_a_fee_that_is_not_known_gives_no_amount():
    (unknown,) = given(contract().replace("100 EUR", "EUR"), [TWO_HOURS]).undecided
    assert (unknown.missing, unknown.name) == ("fee", "plan")


HOUR_UNKNOWN = row("2026-06-20 10:00", "2026-06-20 11:00", "unknown")


@pytest.mark.parametrize(
    ("rows", "awarded", "undecided"),
    [
        # 2 of 719 hours; with the unknown hour up 2 of 720, or down 3 of 720: 10 % each way
        ([TWO_HOURS, HOUR_UNKNOWN], "10", 0),
        # 30 minutes; with the unknown hour down 90, which is more than 43.2: nothing or 10 %
        ([row("2026-06-10 10:00", "2026-06-10 10:30"), HOUR_UNKNOWN], "0", 1),
        # 6.5 hours; with the unknown hour 7.5, which is more than 7.2: 10 % or 25 %
        ([row("2026-06-10 10:00", "2026-06-10 16:30"), HOUR_UNKNOWN], "0", 1),
        # five minutes unknown could not break the promise
        ([row("2026-06-20 10:00", "2026-06-20 10:05", "unknown")], "0", 0),
    ],
)
def test_what_is_unknown_may_not_change_an_amount(rows, awarded, undecided):
    found = given(contract(), rows)
    assert found.totals.get("EUR", Decimal(0)) == Decimal(awarded)
    assert [each.missing for each in found.undecided] == ["figure"] * undecided


def test_with_agreed_coverage_the_figure_stands():
    rows = [row("2026-06-10 10:00", "2026-06-10 10:30"), HOUR_UNKNOWN]
    found = given(contract(promised=", coverage: 99%"), rows)
    assert (found.awards, found.undecided) == ((), ())
    # Two of the thirty days unknown: less is known than was agreed, and there is no verdict.
    too_little = row("2026-06-20", "2026-06-22", "unknown")
    (unknown,) = given(contract(promised=", coverage: 99%"), [TWO_HOURS, too_little]).undecided
    assert unknown.missing == "figure"


def test_an_unknown_hour_may_have_been_an_incident():
    found = given(contract("quantity: incident, credit: 1%, every: started 1h"), [TWO_HOURS, HOUR_UNKNOWN])
    assert found.totals == {"EUR": Decimal(2)}
    assert [each.missing for each in found.undecided] == ["figure"]


def test_an_unknown_hour_may_have_made_an_incident_longer():
    after = row("2026-06-10 12:00", "2026-06-10 13:00", "unknown")
    found = given(contract("quantity: incident, credit: 1%, every: started 1h"), [TWO_HOURS, after])
    assert found.awards == ()  # two started hours, or three
    assert {each.missing for each in found.undecided} == {"figure"}


hours = st.tuples(st.integers(0, 719), st.sampled_from([1, 1, 1, 5]), st.sampled_from(["outage", "unknown", "unknown"]))


@given_data(st.lists(hours, max_size=8), st.randoms(use_true_random=False), st.sampled_from([BANDS, *QUANTITIES]))
@settings(max_examples=80, deadline=None)
def test_what_stands_stands_whatever_the_unknown_was(spells, chance, credit):
    """Every unknown stretch is settled by a coin; amounts that were decided are those of the settled month."""
    start = at("2026-06-01")
    rows = [
        {
            "service": "web",
            "start": start + timedelta(hours=begin),
            "end": start + timedelta(hours=begin + took),
            "kind": kind,
        }
        for begin, took, kind in spells
    ]
    settled = [
        each | {"kind": "outage"} if each["kind"] == "unknown" and chance.random() < 0.5 else each for each in rows
    ]
    known = [each for each in settled if each["kind"] == "outage"]
    decided, truth = given(contract(credit), rows), given(contract(credit), known)
    amounts = {(each.source, each.moments): each.amount for each in truth.awards}
    for award in decided.awards:
        assert amounts.get((award.source, award.moments)) == award.amount
    if not decided.undecided:
        assert decided.totals.get("EUR", 0) == truth.totals.get("EUR", 0)


def test_a_mean_of_services_has_no_incidents_of_its_own():
    text = contract(
        "quantity: incident, credit: 1%, every: started 1h", rest="services: {web: {mean_of: {a: 1, b: 1}}}\n"
    )
    (unknown,) = given(text, [row("2026-06-10 10:00", "2026-06-10 12:00") | {"service": "a"}]).undecided
    assert unknown.missing == "incident"


def test_a_service_that_was_not_there_was_not_promised():
    found = given(contract(rest="services: {web: {from: 2026-07-01}}\n"), [TWO_HOURS])
    assert (found.awards, found.undecided) == ((), ())


# -- misses in a row ------------------------------------------------------------------------------------

MISSED = {month: row(f"2026-{month:02}-10 10:00", f"2026-{month:02}-10 12:00") for month in range(1, 13)}


def labels(*months: int) -> tuple[str, ...]:
    return tuple(f"2026-{month:02}" for month in months)


@pytest.mark.parametrize(
    ("missed", "judged", "history"),
    [
        ((4, 5, 6), (4, 5, 6), (True, True)),
        ((4, 6), (4, 5, 6), (True, False)),
        ((4, 6), (4, 6), (True, None)),  # nobody looked at May
        ((6,), (6,), ()),
        ((1, 6), (1, 6), (True, None, None, None, None)),
    ],
)
def test_the_periods_before_say_how_often_it_was_missed(missed, judged, history):
    deal = agreement(contract())
    found = _judged_months(deal, missed, judged)
    assert of_availability(found, deal, as_of=LATER).usual[-1].history == history


def _judged_months(deal, missed, months):
    return judged(deal, [MISSED[month] for month in missed], labels(*months))


def test_the_third_miss_in_a_row_doubles():
    text = contract(f"{BANDS}, repeated: [{{misses: 3 in a row, times: 2}}]")
    found = given(text, [MISSED[month] for month in (3, 4, 5, 6)], labels(3, 4, 5, 6))
    assert [award.amount for award in found.awards] == [10, 10, 20, 20]


def test_a_cap_of_a_year_is_used_up_by_the_months_before():
    text = contract(rest="limits: {at_most: 25 EUR, per: year}\n")
    found = given(text, [MISSED[month] for month in (4, 5, 6)], labels(4, 5, 6))
    assert [award.amount for award in found.awards] == [10, 10, 5]


@pytest.mark.parametrize(
    ("may", "amount", "undecided"),
    [
        (row("2026-05-10 00:00", "2026-05-10 02:00"), 20, 0),  # missed as well: twice as much
        (row("2026-05-10 00:00", "2026-05-10 00:10"), 10, 0),
        (row("2026-05-10 00:00", "2026-05-10 02:00", "unknown"), 0, 1),  # once or twice as much, nobody knows
        (row("2026-05-10 00:00", "2026-05-10 00:10", "unknown"), 10, 0),  # too short to be a miss whatever it was
    ],
)
def test_a_month_of_which_too_little_is_known_leaves_the_next_open(may, amount, undecided):
    text = contract(f"{BANDS}, repeated: [{{misses: 2 in a row, times: 2}}]")
    found = given(text, [may, TWO_HOURS], ("2026-05", "2026-06"))
    june = [each for each in found.awards if each.period.start == at("2026-06-01")]
    assert sum(each.amount for each in june) == amount
    assert len([each for each in found.undecided if each.period.start == at("2026-06-01")]) == undecided


# -- tickets --------------------------------------------------------------------------------------------

RESPONSE = """\
calendars: {always: 24/7}
clocks: {response: {start: opened, stop: reply}}
targets: {response: {clock: response, within: 1h, goal: 90%, per: month}}
fees: {plan: 100 EUR per month}
"""


def tickets(*spells: tuple[str, str | None]) -> list[dict[str, object]]:
    """Return the events of tickets, each opened at a time and answered so long after."""
    rows: list[dict[str, object]] = []
    for number, (opened, took) in enumerate(spells):
        rows.append({"ticket": f"T{number}", "at": at(opened), "event": "opened", "priority": "P1"})
        if took:
            answered = at(opened) + timedelta(microseconds=length(took))
            rows.append({"ticket": f"T{number}", "at": answered, "event": "reply"})
    return rows


def given_for_tickets(credit, *spells, as_of=LATER):
    deal = agreement(f"{RESPONSE}credits: {{late: {{target: response, of: plan, {credit}}}}}\n")
    found = clocks(Events.of(tickets(*spells)), deal, as_of=as_of)
    return credits_of(of_tickets(by_period(found, deal), found, deal, as_of=as_of), deal, Facts(()))


LATE = (("2026-06-02 10:00", "30m"), ("2026-06-03 10:00", "3h"), ("2026-06-04 10:00", "90m"))
"""One of three in time: 33.3 %, two were late by two hours and by half an hour."""


@pytest.mark.parametrize(
    ("credit", "amount"),
    [
        ("bands: [{below: 90%, at_least: 50%, credit: 5%}, {below: 50%, credit: 15%}]", "15"),
        ("credit: 3%", "3"),
        ("quantity: count, credit: 1%, every: full 1", "2"),
        ("quantity: incident, credit: 1%, every: started 1h, beyond: 1h", "3"),  # two hours and half an hour
    ],
)
def test_what_late_tickets_give(credit, amount):
    found = given_for_tickets(credit, *LATE)
    assert not found.undecided
    assert found.totals == {"EUR": Decimal(amount)}


OVERDUE = "quantity: overdue, credit: 1%, every: started 1h"


@pytest.mark.parametrize("quantity", ["incident", "overdue"])
def test_a_late_ticket_that_still_runs_has_no_length_yet(quantity):
    running, late = ("2026-06-03 10:00", None), ("2026-06-04 10:00", "90m")
    found = given_for_tickets(f"quantity: {quantity}, credit: 1%", running, late)
    assert [(each.missing, each.name) for each in found.undecided] == [("incident", "response")]
    assert [award.incident.name for award in found.awards] == ["T1"]  # of which everything is known


@pytest.mark.parametrize(
    ("credit", "spells", "amount"),
    [
        (OVERDUE, LATE, "3"),  # two hours over, and half an hour
        (OVERDUE, [("2026-06-03 10:00", "1h")], None),  # exactly in time
        (OVERDUE, [("2026-06-03 10:00", "2h")], "1"),
        (OVERDUE, [("2026-06-03 10:00", "2h1m")], "2"),
        ("quantity: overdue, credit: 1%, every: full 1h", LATE, "2"),
        ("quantity: overdue, credit: 1%, every: exact 1h", LATE, "2.5"),
        ("quantity: overdue, credit: 1%, every: started 1h, beyond: 30m", LATE, "2"),  # half an hour, and nothing
        ("quantity: overdue, bands: [{above: 30m, credit: 5%}]", LATE, "5"),
        ("quantity: overdue, bands: [{at_least: 30m, credit: 5%}]", LATE, "10"),
        # Late at 30 June 23:30, so of June, and answered in July.
        (OVERDUE, [("2026-06-30 22:30", "5h")], "4"),
    ],
)
def test_what_time_past_due_gives(credit, spells, amount):
    found = given_for_tickets(credit, *spells)
    assert not found.undecided
    assert found.totals == ({"EUR": Decimal(amount)} if amount else {})


def test_time_past_due_is_that_of_the_promise_for_the_priority():
    """On Friday at 16:00: P1 is due at 17:00, P2 on Monday at 10:00; office hours are from 08:00 to 18:00."""
    text = RESPONSE.replace("always: 24/7", "office: {hours: {mon-fri: '08:00-18:00'}}")
    text = text.replace("within: 1h", "within: {P1: 1h on office, P2: 4h on office}")
    text += (
        f"priority: {{levels: [P1, P2], default: P2}}\ncredits: {{late: {{target: response, of: plan, {OVERDUE}}}}}\n"
    )
    deal = agreement(text)
    rows = [
        row | {"ticket": f"{priority}", **({"priority": priority} if row["event"] == "opened" else {})}
        for priority in ("P1", "P2")
        for row in tickets(("2026-06-05 16:00", "67h"))  # Monday 11:00
    ]
    found = clocks(Events.of(rows), deal, as_of=LATER)
    shortfalls = of_tickets(by_period(found, deal), found, deal, as_of=LATER)
    awards = credits_of(shortfalls, deal, Facts(())).awards
    # P1: Friday 17:00 to 18:00 and Monday 08:00 to 11:00 are four hours; P2: Monday 10:00 to 11:00.
    assert sorted((award.incident.name, award.amount) for award in awards) == [("P1", 4), ("P2", 1)]


def test_a_month_without_tickets_ends_a_row():
    deal = agreement(RESPONSE)
    spells = [(f"2026-{month:02}-02 10:00", "3h") for month in (3, 4, 6)]
    found = clocks(Events.of(tickets(*spells)), deal, as_of=LATER)
    shortfalls = of_tickets(by_period(found, deal), found, deal, as_of=LATER)
    assert [each.history for each in shortfalls.usual] == [(), (True,), (True, True, None)]


def test_tickets_and_uptime_share_a_cap():
    text = RESPONSE.replace("targets: {", "targets: {uptime: {availability: web, at_least: 99.9%}, ")
    text += "credits:\n  late: {target: response, of: plan, credit: 20%}\n"
    text += f"  uptime: {{target: uptime, of: plan, {BANDS}}}\nlimits: {{at_most: 25%, of: plan, per: month}}\n"
    deal = agreement(text)
    found = clocks(Events.of(tickets(*LATE)), deal, as_of=LATER)
    shortfalls = of_tickets(by_period(found, deal), found, deal, as_of=LATER)
    shortfalls += of_availability(judged(deal, [TWO_HOURS]), deal, as_of=LATER)
    awards = credits_of(shortfalls, deal, Facts(())).awards
    assert sorted((award.credit, award.amount) for award in awards) == [("late", 20), ("uptime", 5)]
