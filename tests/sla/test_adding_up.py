"""Whether internal agreements can add up to the SLA: worked out by hand, and checked by the walker's calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from string import Template
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.sla.adding_up import can_add_up
from houvast.sla.agreement.findings import Severity
from houvast.sla.agreement.model import Kind
from houvast.sla.agreement.ola_model import Supports
from houvast.sla.terms import micros
from tests.oracle.hours import MINUTE
from tests.sla.agreement.texts import ROOT, reading
from tests.sla.contracts import ROUND_THE_CLOCK, Clause, Contract, Offer
from tests.sla.strategies import law, sheets

HEAD = """\
houvast: 1
agreement: $name
kind: $kind
parties: {provider: A, customer: B}
effective: {from: 2026-01-01}
timezone: Europe/Amsterdam
language: en
calendars:
  office: {hours: {mon-fri: "08:00-18:00"}}
  short: {hours: {mon-fri: "09:00-17:00"}}
  long: {hours: {mon-sat: "07:00-19:00"}}
priority: {levels: [P1, P2], default: P2}
"""
ABOVE = (
    HEAD
    + """\
clocks: {resolution: {$clock}}
targets:
  resolution: {$target}
"""
)
BELOW = (
    HEAD
    + """\
holder: $holder
supports: {agreement: $supports, targets: {resolution: [part]}}
clocks: {part: {start: assigned, stop: resolved$clock}}
targets:
  part: {$target}
"""
)


def sla(target="within: 8h on office, goal: 90%", clock="start: opened, stop: resolved"):
    return reading(Template(ABOVE).substitute(name="sla", kind="sla", target=target, clock=clock))


def ola(target, **said):
    usual = {"name": "ola", "kind": "ola", "clock": "", "holder": "{team: x}", "supports": "sla"}
    return reading(Template(BELOW).substitute({**usual, **said}, target=target))


def codes(above, *below):
    return [(each.agreement.name, each.finding.code) for each in can_add_up(above, below)]


def params(code, above, *below):
    (found,) = [each.finding.params for each in can_add_up(above, below) if each.finding.code == code]
    return found


ALL = "goal: each"


# -- promises in a row ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "whole, parts, adds_up",
    [
        ("8h on office", ["8h on office"], True),
        ("1bd + 0h on office", ["9h"], True),  # reported at 23:00, due the next morning at 08:00
        ("1bd + 0h on office", ["10h"], False),
        ("0m on office", ["0m on office"], True),
        ("0m on office", ["0m on short"], False),
        ("8h on office", ["3h on office", "5h on office"], True),
        ("8h on office", ["3h on office", "5h1m on office"], False),
        ("8h on office", ["3h", "3h"], True),  # day and night is sooner than open time
        ("8h on office", ["8h"], True),
        ("8h on office", ["9h"], False),  # 08:00 to 17:00; the promise ends at 16:00
        ("8h on office", ["8h on long"], True),  # the longer day is over sooner
        ("8h on office", ["8h on short"], False),  # opened 08:00: 17:00 against 16:00
        ("8h on office", ["6h on short"], True),  # opened 16:00: the next day at 14:00, as the promise
        ("8h on office", ["7h on short"], False),  # opened 11:00: the next day at 10:00, against 09:00
        ("2bd on office", ["1bd on office", "1bd on office"], True),
        ("2bd on office", ["1bd on office", "2h on office"], True),
        ("2bd on office", ["2bd on office", "1h on office"], False),
        ("8h", ["8h on office"], False),
        ("[12h on office, 1bd on office]", ["12h on office"], False),  # opened 18:00: in two days, against the next
    ],
)
def test_promises_in_a_row(whole, parts, adds_up):
    links = [ola(f"within: {part}, {ALL}", name=f"ola-{place}") for place, part in enumerate(parts)]
    found = codes(sla(f"within: {whole}, goal: 50%"), *links)
    assert ("cannot-add-up" not in [code for _, code in found]) is adds_up


def test_the_worst_hour_of_the_year_is_the_example():
    found = params("cannot-add-up", sla(), ola(f"within: {{P1: 8h on office, P2: 12h}}, {ALL}"))
    # Whoever opens at 08:00 has until 16:00; twelve hours end at 20:00. No hour of the year is worse.
    assert found["priority"] == "P2"
    assert (found["opened"], found["chain"], found["due"]) == (
        "2026-01-01 08:00",
        "2026-01-01 20:00",
        "2026-01-01 16:00",
    )
    # Late is what opens at 05:00 (17:00 against 16:00) up to 10:00, on 261 days: 6 × 261 of 8,760 hours.
    assert found["share"] == "17%"


def test_targets_of_one_agreement_run_beside_each_other():
    also = f"  also: {{within: 8h on office, {ALL}, clock: part}}\n"
    text = Template(BELOW.replace("[part]", "[part, also]")).substitute(
        name="ola", kind="ola", clock="", holder="{team: x}", supports="sla", target=f"within: 4h on office, {ALL}"
    )
    assert codes(sla(), reading(text + also)) == []


def test_the_longest_link_is_the_one_to_look_at():
    found = codes(
        sla(), ola(f"within: 2h on office, {ALL}", name="one"), ola(f"within: 7h on office, {ALL}", name="two")
    )
    assert found == [("two", "cannot-add-up")] * 2  # for both priorities


def test_a_supplier_at_work_while_the_clock_is_paused_takes_no_time_of_it():
    paused = sla(clock="start: opened, stop: resolved, pause: waiting-supplier")
    slow = ola(f"within: 90d, {ALL}", holder="{status: waiting-supplier}")
    assert codes(paused, slow) == []
    assert ("ola", "cannot-add-up") in codes(sla(), slow)


def test_only_hours_at_which_a_ticket_can_open_are_compared():
    below = ola(f"within: 1h on short, {ALL}")
    # Opened at 17:00 the promise ends the next day at 09:00, and the link at 10:00; but then no such ticket opens.
    assert ("ola", "cannot-add-up") in codes(sla("within: 2h on office, goal: 50%"), below)
    narrowed = sla("within: 2h on office, goal: 50%, when: {opened_in: short}")
    assert ("ola", "cannot-add-up") not in codes(narrowed, below)


# -- what is missing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["{P1: 1h}", "{P1: 1h, P2: best effort}", "{P1: 1h, P2: aim 1h}"])
def test_a_priority_without_promise(part):
    assert codes(sla(), ola(f"within: {part}, {ALL}")) == [("ola", "promise-missing")]
    assert codes(sla("within: {P1: 8h on office, P2: best effort}, goal: 50%"), ola(f"within: {part}, {ALL}")) == []


@pytest.mark.parametrize(
    "whole, part, code",
    [
        ("", ", when: {type: change}", "when-narrower"),
        ("", ", when: {opened_in: short}", "when-narrower"),
        (", when: {type: change}", "", None),
        (", when: {type: change}", ", when: {type: [change, incident]}", None),
        (", when: {type: [change, incident]}", ", when: {type: change}", "when-narrower"),
        (", when: {type: change}", ", when: {type: change, channel: phone}", "when-narrower"),
        (", when: {opened_in: short}", ", when: {opened_in: short}", None),
        (", when: {opened_in: office}", ", when: {opened_in: long}", None),  # wider hours leave nobody out
        (", when: {opened_in: office}", ", when: {opened_in: short}", "when-narrower"),
        ("", ", when: {opened_in: always}", None),
        ("", ", when: {priority: [P1, P2]}", None),  # there are no other levels
        ("", ", when: {priority: P1}", "when-narrower"),
    ],
)
def test_tickets_that_are_left_out(whole, part, code):
    below = ola(f"within: 1h, {ALL}{part}")
    assert codes(sla(f"within: 8h on office, goal: 90%{whole}"), below) == ([("ola", code)] if code else [])


def test_targets_that_share_out_the_tickets_leave_none_out():
    both = (
        BELOW.replace("[part]", "[part, rest]") + "  rest: {within: 1h, goal: each, clock: part, when: {type: $rest}}\n"
    )

    def found(rest):
        said = {"name": "ola", "kind": "ola", "clock": "", "holder": "{team: x}", "supports": "sla", "rest": rest}
        below = Template(both).substitute(said, target="within: 1h, goal: each, when: {type: change}")
        whole = sla("within: 8h on office, goal: 90%, when: {type: [change, incident]}")
        return codes(whole, reading(below))

    assert found("incident") == []
    assert found("request") == [("ola", "when-narrower"), ("ola", "when-narrower")]


def test_suppliers_beside_each_other_share_out_the_tickets():
    whole = sla("within: 8h on office, goal: 90%, when: {type: [change, incident]}")
    one, other = (ola(f"within: 1h, goal: each, when: {{type: {each}}}", name=each) for each in ("change", "incident"))
    assert codes(whole, one, other) == []
    assert codes(whole, one) == [("change", "when-narrower")]
    by_phone = ola("within: 1h, goal: each, when: {type: incident, channel: phone}", name="phone")
    assert codes(whole, one, other, by_phone) == []


def test_every_number_that_is_too_high_is_doubted():
    links = [ola("within: 1h, goal: 95%", name=name) for name in ("a", "b")]
    assert codes(sla("within: 8h on office, goal: at most 3"), *links) == [("a", "goal-lower"), ("b", "goal-lower")]


def test_a_target_that_nobody_supports_is_noted():
    (found,) = can_add_up(sla(), [ola("within: 1h, goal: each", supports="other")])[:1]
    assert (found.agreement.name, found.finding.code, found.finding.severity) == (
        "sla",
        "nobody-supports",
        Severity.NOTE,
    )
    assert can_add_up(sla(), []) == []


def test_an_agreement_that_supports_another_is_not_compared():
    assert codes(sla(), ola("within: 90d, goal: 1%", supports="other"))[1:] == [("ola", "supports-another")]


def test_a_target_that_is_not_there():
    other = sla().targets["resolution"]
    above = replace(sla(), targets={"repair": replace(other, name="repair")})
    assert ("ola", "supports-no-target") in codes(above, ola("within: 1h, goal: each"))


@pytest.mark.parametrize(
    "first, last, shorter",
    [
        ("2026-01-01", None, False),
        ("2025-01-01", None, False),
        ("2026-01-02", None, True),
        ("2026-01-01", "2030-01-01", True),
    ],
)
def test_terms(first, last, shorter):
    until = date.fromisoformat(last) if last else None
    below = replace(ola(f"within: 1h, {ALL}"), effective_from=date.fromisoformat(first), effective_until=until)
    assert (("ola", "term-shorter") in codes(sla(), below)) is shorter


# -- windows, pauses, goals ----------------------------------------------------------------------------------------


def test_a_window_that_is_narrower_is_noted_once():
    found = [each.finding for each in can_add_up(sla(), [ola(f"within: 1h on short, {ALL}")])]
    (narrow,) = [each for each in found if each.code == "window-narrower"]
    assert narrow.severity is Severity.NOTE
    # 2026 has 261 days from Monday to Friday; two hours on each. 1 January is a Thursday.
    assert (narrow.params["hours"], narrow.params["opened"]) == ("522", "2026-01-01 08:00")
    assert codes(sla(), ola(f"within: 1h on long, {ALL}")) == []


def test_a_clock_that_pauses_more():
    assert codes(sla(), ola(f"within: 1h, {ALL}", clock=", pause: on-hold")) == [("ola", "pauses-more")]
    alike = sla(clock="start: opened, stop: resolved, pause: [on-hold, waiting]")
    assert codes(alike, ola(f"within: 1h, {ALL}", clock=", pause: on-hold")) == []
    host = ola(f"within: 1h, {ALL}", name="host", holder="{status: on-hold}")
    assert codes(sla(), ola(f"within: 1h, {ALL}", clock=", pause: on-hold"), host) == []


def test_a_clock_that_counts_on_while_another_has_the_ticket():
    host = ola(f"within: 1h, {ALL}", name="host", holder="{status: on-hold}")
    assert codes(sla(), ola(f"within: 1h, {ALL}"), host) == [("ola", "counts-on")]
    assert codes(sla(), host) == []


@pytest.mark.parametrize(
    "goal, parts, code",
    [
        ("90%", ["90%"], None),
        ("90%", ["89.9%"], "goal-lower"),
        ("90%", ["95%", "95%"], None),
        ("90%", ["95%", "94%"], "goals-together"),
        ("90%", ["each"], None),
        ("90%", ["p90"], None),
        ("90%", ["median"], "goal-lower"),
        ("90%", ["mean"], "goal-lower"),
        ("median", ["p90", "p60"], None),
        ("mean", ["1%"], None),
        ("each", ["99%"], "goal-lower"),
        ("90%", ["at most 3"], "goal-lower"),
        ("at most 3", ["at most 3"], None),
        ("at most 3", ["each"], None),
        ("at most 3", ["at most 1", "at most 2"], None),
        ("at most 0", ["at most 5"], "goal-lower"),
        ("at most 3", ["99%"], "goal-lower"),
        ("at most 3", ["at most 2", "at most 2"], "numbers-together"),
        ("at most 0", ["100%"], None),
        ("at most 0", ["each"], None),
        ("each", ["at most 0"], None),
        ("95%", ["at most 0"], None),
        ("at most 3, per: quarter", ["at most 1"], None),  # a month each: three
        ("at most 3, per: quarter", ["at most 3"], "goal-lower"),
        ("at most 3", ["at most 3, per: year"], None),
        ("at most 5", ["at most 1, per: week"], "goal-lower"),  # a month can touch six weeks
    ],
)
def test_goals(goal, parts, code):
    links = [ola(f"within: 1h, goal: {part}", name=f"ola-{place}") for place, part in enumerate(parts)]
    found = codes(sla(f"within: 8h on office, goal: {goal}"), *links)
    assert found == ([(f"ola-{len(parts) - 1}", code)] if code else [])


def test_goals_together_say_how_much():
    links = [ola("within: 1h, goal: 95%", name="a"), ola("within: 1h, goal: 93.5%", name="b")]
    found = params("goals-together", sla(), *links)
    assert (found["goals"], found["share"], found["allowed"]) == ("95%, 93.5%", "11.5%", "10%")


def test_doubts_stand_at_their_lines():
    found = can_add_up(sla(), [ola("within: {P1: 1h, P2: 20h on office}, goal: 80%")])
    here = BELOW.splitlines().index("  part: {$target}") + 1
    assert [(each.finding.code, each.finding.line) for each in found] == [("cannot-add-up", here), ("goal-lower", here)]
    assert found[0].finding.column < found[1].finding.column


def test_the_examples_add_up():
    folder = ROOT / "examples" / "agreements"
    names = ("10-acme-webshop.yaml", "below/acme-service-desk.yaml", "below/acme-hosting.yaml")
    above, *below = (reading((folder / name).read_bytes()) for name in names)
    assert can_add_up(above, below) == []


# -- the walker ----------------------------------------------------------------------------------------------------

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@st.composite
def chains(draw):
    """A promise to a customer and two below it, in whole quarters of an hour, each on a calendar of its own."""
    around = date(2027, 3, 25)
    books = {name: draw(sheets("Europe/Amsterdam", around)) for name in ("first", "second", "third")}
    offers = [Offer(name, Offer.of(f"{draw(st.integers(1, 24)) * 15}m").length) for name in books]
    contracts = [Contract.of(Clause.of("t", "1h"), sheets={**books, "always": ROUND_THE_CLOCK}) for _ in offers]
    return [
        (replace(contract, clauses=(replace(contract.clauses[0], within={"*": offer}),)), offer)
        for contract, offer in zip(contracts, offers, strict=True)
    ]


@law(25)
@given(chains(), st.lists(st.integers(0, 6 * 24 - 1), min_size=4, max_size=8, unique=True))
def test_the_walker_finds_no_hour_that_is_worse(chain, hours):
    """At hours near the change of the clocks, and at the example itself, the walker adds up minute by minute."""
    agreements = [in_force(contract.agreement, f"a{place}") for place, (contract, _offer) in enumerate(chain)]
    above, *below = agreements
    doubts = [each.finding.params for each in can_add_up(above, below) if each.finding.code == "cannot-add-up"]
    start = micros(datetime(2027, 3, 26, tzinfo=AMSTERDAM))
    worst = max(lateness(chain, start + hour * 60 * MINUTE) for hour in hours)
    if not doubts:
        assert worst <= 0
        return
    (found,) = doubts
    opened, ends, due = (
        micros(datetime.fromisoformat(found[name]).replace(tzinfo=AMSTERDAM)) for name in ("opened", "chain", "due")
    )
    assert worst <= ends - due
    if datetime.fromisoformat(found["opened"]).date() not in (date(2027, 3, 28), date(2027, 10, 31)):
        assert lateness(chain, opened) == ends - due


def in_force(agreement, name):
    supports = Supports("a0", {"t": ("t",)}) if name != "a0" else None
    kind = Kind.OLA if supports else Kind.SLA
    levels = replace(agreement.priority, levels=())
    first = {"effective_from": date(2027, 3, 26)}
    return replace(agreement, name=name, kind=kind, supports=supports, priority=levels, **first)


def lateness(chain, opened):
    """How long after the due of the first promise the others end, one after the other."""
    (whole, *parts), end = chain, opened
    for contract, offer in parts:
        end = add(contract, offer, end)
    return end - add(*whole, opened)


def add(contract, offer, start):
    walker = offer.for_walker(contract.sheets)
    return walker.hours.add(start, walker.length, MINUTE)
