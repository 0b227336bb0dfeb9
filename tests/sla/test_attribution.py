"""Whose time it was: by hand on stories, and as laws on invented histories with the walker's ticks as the judge."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given

from houvast.sla import clock
from houvast.sla.agreement.model import Kind
from houvast.sla.agreement.ola_model import Supports
from houvast.sla.attribution import NO_BREACH, NOBODY, attribute, holdings, parties
from houvast.sla.events import Events
from houvast.sla.explain import by_holder, explain
from houvast.sla.terms import Verdict, micros
from tests.oracle.cycles import COUNTS, Follower
from tests.oracle.hours import MINUTE
from tests.oracle.log import histories
from tests.sla.contracts import Clause, Contract, resolution
from tests.sla.monday import HOURS, MINUTES, at, log
from tests.sla.strategies import World, law, worlds

SLA = Contract.of(resolution("4h on office"))
SECOND_LINE = {"team": ("second-line",)}
SUPPLIER = {"status": ("waiting-supplier",)}


def below(name, provider, holder, within, kind=Kind.OLA):
    """An internal agreement on what `provider` may use of the resolution of the SLA above."""
    agreement = Contract.of(Clause.of("part", within, held_by=holder)).agreement
    supports = Supports(SLA.agreement.name, {"resolution": ("part",)})
    held = {"provider": provider, "customer": "Noorderlicht ICT"}
    return replace(agreement, name=name, kind=kind, parties=held, holder=holder, supports=supports)


DESK = below("desk", "Second line", SECOND_LINE, "2h on office")
HOST = below("host", "Duinhost", SUPPLIER, "1h on office", Kind.UC)


def attributed(*written, as_of="18:00", contract=SLA, olas=()):
    return attribute(Events.of(log(*written)), contract.agreement, as_of=at(as_of), olas=olas)


def shares(found, row=0):
    """Counted minutes of one clock by party."""
    mine = found.clock == row
    pairs = zip(found.party[mine].tolist(), found.counted[mine].tolist(), strict=True)
    return {found.name(party): counted / 60_000_000 for party, counted in pairs}


STORY = (
    "08:00 opened priority=P2",
    "08:30 assigned team=first-line",
    "10:00 assigned team=second-line",
    "11:00 status=waiting-supplier",
    "12:40 status=in-progress",
    "13:00 assigned team=first-line",
    "14:00 resolved",
)


def test_the_counted_time_by_team():
    assert shares(attributed(*STORY)) == {"": 30, "first-line": 150, "second-line": 180}


def test_a_supplier_that_the_ticket_waits_for_has_it_though_it_stands_with_a_team():
    found = attributed(*STORY, olas=[DESK, HOST])
    assert shares(found) == {"": 30, "first-line": 150, "Second line": 80, "Duinhost": 100}
    assert [party.name for party in parties([DESK, HOST])] == ["Duinhost", "Second line"]


def test_what_does_not_count_is_nobodys():
    contract = Contract.of(resolution("4h on office", pause=("waiting-customer", "waiting-supplier")))
    assert shares(attributed(*STORY, contract=contract)) == {"": 30, "first-line": 150, "second-line": 80}
    rows = ("2027-01-08 17:00 opened team=a", "2027-01-10 12:00 assigned team=b", "09:00 resolved")  # over a weekend
    assert shares(attributed(*rows)) == {"a": 60, "b": 60}


@pytest.mark.parametrize(
    "handover, who",
    [
        ("11:59:59", "second-line"),
        ("12:00", "first-line"),  # due at that instant: who receives it then did not use up the time
        ("12:00:01", "first-line"),
    ],
)
def test_a_breach_belongs_to_who_had_the_ticket_until_it_was_due(handover, who):
    found = attributed("08:00 opened team=first-line", f"{handover} assigned team=second-line", "15:00 resolved")
    assert found.clocks.row(0).due_at == at("12:00")
    assert found.name(int(found.breached_by[0])) == who


def test_a_breach_before_anybody_had_it_is_nobodys():
    found = attributed("08:00 opened", "12:30 assigned team=second-line", "15:00 resolved")
    assert found.breached_by.tolist() == [NOBODY]


def test_a_promise_that_is_kept_is_broken_by_none():
    found = attributed("08:00 opened team=a", "09:00 resolved")
    assert (found.breached_by.tolist(), [*found.overruns.rows()]) == ([NO_BREACH], [])


def test_several_may_have_used_more_than_they_promised():
    rows = (
        "08:00 opened team=second-line",
        "10:15 status=waiting-supplier",
        "11:45 status=in-progress",
        "13:00 resolved",
    )
    found = attributed(*rows, olas=[DESK, HOST])
    over = {each.party: (each.agreement, each.target, each.over) for each in found.overruns.rows()}
    # The clock of the team goes on while the supplier has it, for its agreement names no pause.
    assert over == {"Second line": ("desk", "part", 3 * HOURS), "Duinhost": ("host", "part", 30 * MINUTES)}
    assert {each.clock for each in found.overruns.rows()} == {0}
    assert found.name(int(found.breached_by[0])) == "Second line"


def test_who_kept_their_part_is_not_named_though_it_was_late_in_their_hands():
    rows = ("08:00 opened team=first-line", "11:30 assigned team=second-line", "13:00 resolved")
    found = attributed(*rows, olas=[DESK])
    assert (found.name(int(found.breached_by[0])), [*found.overruns.rows()]) == ("Second line", [])


def test_many_tickets_at_once_keep_their_own():
    rows = [*log("08:00 opened team=a", "09:00 resolved"), *log("08:00 opened", "10:00 resolved team=b", ticket="T2")]
    found = attribute(Events.of(rows), SLA.agreement, as_of=at("18:00"))
    assert (shares(found, 0), shares(found, 1)) == ({"a": 60}, {"": 120})


def test_a_survivor_keeps_who_had_it_and_a_log_of_nothing_has_no_parts():
    rows = [*log("08:00 opened team=a", "09:00 merged into=T2"), *log("08:30 opened team=b", ticket="T2")]
    rows[1]["into"] = "T2"
    found = attribute(Events.of(rows), SLA.agreement, as_of=at("10:00"))
    assert shares(found, 1) == {"b": 120}
    assert len(attribute(Events.of([]), SLA.agreement, as_of=at("10:00")).counted) == 0


def test_totals_of_a_target():
    rows = [*log(*STORY), *log("08:00 opened team=second-line", "14:00 resolved", ticket="T2")]
    found = attribute(Events.of(rows), SLA.agreement, as_of=at("18:00"), olas=[DESK, HOST])
    told = [
        (each.party, each.clocks, each.counted // 60_000_000, each.breached, each.overran)
        for each in found.totals("resolution")
    ]
    assert told == [
        ("Second line", 2, 440, 1, 2),  # on the first ticket 180 minutes of its own clock, against 120
        ("first-line", 1, 150, 0, 0),
        ("Duinhost", 1, 100, 1, 1),  # due at 12:00, while the ticket waited for it; 100 minutes against 60
        ("", 1, 30, 0, 0),
    ]


def test_a_target_without_clocks_has_no_totals():
    found = attribute(Events.of([]), SLA.agreement, as_of=at("18:00"))
    assert found.totals("resolution") == []


# -- laws ----------------------------------------------------------------------------------------------------------


def of_world(world: World):
    return attribute(Events.of(world.rows), world.contract.agreement, as_of=world.as_of, olas=[DESK, HOST])


@law(60)
@given(worlds())
def test_the_parts_of_a_clock_add_up_to_its_elapsed_time(world):
    found = of_world(world)
    events = Events.of(world.rows)
    assert list(found.clocks.rows()) == list(clock.clocks(events, world.contract.agreement, as_of=world.as_of).rows())
    assert (
        np.bincount(found.clock, found.counted, len(found.clocks)).astype(int).tolist() == found.clocks.elapsed.tolist()
    )
    assert (found.counted > 0).all()
    assert (np.diff(found.clock) >= 0).all()
    pairs = list(zip(found.clock.tolist(), found.party.tolist(), strict=True))
    assert len(pairs) == len(set(pairs))
    assert ((found.breached_by != NO_BREACH) == (found.clocks.verdict == Verdict.BREACHED)).all()


@law(60)
@given(worlds())
def test_each_party_has_what_the_walker_counted_while_it_held_the_ticket(world):
    """Where the promise does not change over the life of the clock, so that every tick counts as it stands."""
    contract = Contract(
        tuple(replace(each, within={"*": next(iter(each.within.values()))}) for each in world.contract.clauses),
        world.contract.sheets,
        timezone=world.contract.timezone,
    )
    found = attribute(Events.of(world.rows), contract.agreement, as_of=world.as_of, olas=[DESK, HOST])
    ours = defaultdict(int)
    for row, party, counted in zip(found.clock, found.party, found.counted, strict=True):
        each = found.clocks.row(int(row))
        ours[each.ticket, each.target, each.cycle, found.name(int(party))] += int(counted)
    assert ours == walked(contract, world)
    for row in np.flatnonzero(found.breached_by != NO_BREACH).tolist():
        each = found.clocks.row(row)
        facts = histories(world.rows, micros(world.as_of))[each.ticket]
        holder = holders_by_tick(facts, micros(each.due_at), contract.deal.rules[0], contract)
        assert found.name(int(found.breached_by[row])) == holder[(micros(each.due_at) - 1) // MINUTE * MINUTE]


@law(40)
@given(worlds())
def test_an_explanation_cut_by_holder_says_the_same_in_more_pieces(world):
    events, agreement = Events.of(world.rows), world.contract.agreement
    held = holdings(events, agreement, as_of=world.as_of, olas=[DESK, HOST])
    found = attribute(events, agreement, as_of=world.as_of, olas=[DESK, HOST])
    names = {(each.ticket, each.target, each.cycle): row for row, each in enumerate(found.clocks.rows())}
    for whole in explain(events, agreement, as_of=world.as_of):
        cut = by_holder(whole, held[whole.clock.ticket])
        assert (cut.clock, cut.counted) == (whole.clock, whole.counted)
        edges = [each.end for each in cut.segments]
        assert [each.start for each in cut.segments[1:]] == edges[:-1]
        assert {each.end for each in whole.segments} <= set(edges)
        counted = defaultdict(timedelta)
        for each in (segment for segment in cut.segments if segment.counted):
            counted[each.holder] += each.length
        parts = found.clock == names[whole.clock.ticket, whole.clock.target, whole.clock.cycle]
        pairs = zip(found.party[parts].tolist(), found.counted[parts].tolist(), strict=True)
        assert counted == {found.name(party): timedelta(microseconds=length) for party, length in pairs}


def walked(contract: Contract, world: World):
    """Counted microseconds by ticket, target, cycle and holder, one tick after the other."""
    counted = defaultdict(int)
    for ticket, facts in histories(world.rows, micros(world.as_of)).items():
        for rule in contract.deal.rules:
            if not all(facts[0].said.get(name) in words for name, words in rule.only.items()):
                continue
            follower = Follower(rule, contract.deal, MINUTE)
            follower.follow(facts, micros(world.as_of))
            holder = holders_by_tick(facts, micros(world.as_of), rule, contract)
            hours = rule.promise("").counting
            for number, cycle in enumerate(follower.lived(), 1):
                end = (
                    cycle.stop[0]
                    if cycle.stop
                    else facts[-1].at
                    if facts[-1].event == "merged"
                    else micros(world.as_of)
                )
                open_at = list(hours.open_ticks(cycle.start, end, MINUTE))
                for tick, is_open in enumerate(open_at):
                    if is_open and cycle.modes[tick] == COUNTS:
                        who = holder[cycle.start + tick * MINUTE]
                        counted[ticket, rule.target, number, who] += MINUTE
    return counted


def holders_by_tick(facts, as_of, rule, contract):
    """Who has the ticket at each tick: the supplier while it waits for one, else its team."""
    watcher, held = Follower(rule, contract.deal, MINUTE), {}
    for fact, after in zip(facts, [*facts[1:], None], strict=True):
        watcher.happens(fact)
        team = watcher.known.get("team", "")
        named = {"second-line": "Second line"}.get(team, team)
        who = "Duinhost" if watcher.status == "waiting-supplier" else named
        for tick in range(fact.at, after.at if after else as_of, MINUTE):
            held[tick] = who
    return held
