"""What must hold of availability whatever was agreed and whatever happened, checked on invented worlds."""

from __future__ import annotations

import re
from dataclasses import astuple, replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.sla import availability
from houvast.sla.agreement.reading import read
from houvast.sla.availability import judge
from houvast.sla.credit import Facts, reckon
from houvast.sla.figures import Availability
from houvast.sla.held_time import Counted
from houvast.sla.measured import Incident, Measured
from houvast.sla.periods import Per, period_named
from tests.oracle.works import Fact
from tests.sla.agreement.texts import parts
from tests.sla.money import HEAD, at
from tests.sla.outage_worlds import DAYS_JUDGED, STEP, TICKS_A_DAY, World, worlds
from tests.sla.strategies import law
from tests.sla.uptimes import judged, outage, probe, promised, record, slot


def told(found: Availability) -> tuple[object, ...]:
    """Return all that is said of a period: every length, figure, stretch and outage."""
    names = [name for name in Availability.__slots__ if name not in ("incidents", "stretches", "excluded_by", "parts")]
    said = [getattr(found, name) for name in names]
    listed = (found.stretches.listed(), found.incidents.listed(), sorted(map(astuple, found.excluded_by)))
    return (*said, *listed, [(weight, told(part)) for weight, part in found.parts])


# -- time adds up ---------------------------------------------------------------------------------------


@law(25)
@given(worlds)
def test_every_part_of_the_calendar_counts_once(world):
    found = world.judged()
    counted = found.included + found.planned + found.excluded + found.unknown
    assert counted + found.outside + found.absent + found.to_come == world.end - world.start == found.total
    assert counted == found.window
    edges = found.stretches.edges.tolist()
    assert (edges[0], edges[-1]) == (world.start, world.end)
    assert all(one < other for one, other in pairwise(edges))


@law(25)
@given(worlds)
def test_the_stretches_are_the_figures(world):
    found = world.judged()
    length = dict.fromkeys(Counted, 0)
    down = Fraction(0)
    for each in found.stretches.listed():
        lasted = each.span.length // timedelta(microseconds=1)
        length[each.counted] += lasted
        down += lasted * each.weight
    assert length[Counted.UP] + length[Counted.DOWN] == found.included
    names = {"planned": Counted.PLANNED, "excluded": Counted.EXCLUDED, "unknown": Counted.UNKNOWN}
    assert [length[counted] for counted in names.values()] == [getattr(found, name) for name in names]
    assert down == sum((each.downtime for each in found.incidents.listed()), Fraction(0))


@law(25)
@given(worlds)
def test_a_figure_lies_between_its_bounds(world):
    found = world.judged()
    if found.figure is not None and found.lowest is not None and found.highest is not None:
        assert 0 <= found.lowest <= found.highest <= 100
        over = not found.to_come
        assert not over or found.lowest <= found.figure <= found.highest


# -- more downtime --------------------------------------------------------------------------------------


@law(40)
@given(worlds, st.integers(0, DAYS_JUDGED * TICKS_A_DAY), st.integers(16, 200))
def test_more_downtime_never_gives_a_higher_figure(world, begins, length):
    """Of outages that count in full: half an outage may replace what is unknown by something that is half up."""
    world = without_weights(world)
    start = world.start + begins * STEP
    more = Fact("web", start, start + length * STEP, detected=start, reported=start)
    before, after = world.judged(), replace(world, facts=(*world.facts, more)).judged()
    # What is unknown is taken for down in full, whatever its length; an outage over it may have minutes that are free.
    for name in ("figure", "with_all", *(["lowest"] if world.deal.minimum is None else [])):
        one, other = getattr(before, name), getattr(after, name)
        assert one is None or other is None or other <= one
    assert after.incidents.counted.sum() >= before.incidents.counted.sum()


def without_weights(world: World) -> World:
    """Return the world in which degraded service and shares weigh nothing, and nothing is rounded to fewer outages."""
    text = world.text.replace("length_of: counted", "length_of: outage").replace("counts: excess", "counts: whole")
    text = re.sub(r"degraded: \d+%", "degraded: 0%", text).replace("share: weighs", "share: ignored")
    # Rounding up each of two outages may come to more than rounding up the one that joins them, and a slot that is not
    # down as a whole is up, whatever was unknown of it.
    return replace(world, text=re.sub(r"(rounded|slots): \{[^}]*\}, ", "", text))


# -- how it is written down -----------------------------------------------------------------------------


@law(25)
@given(worlds, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(world, chance):
    rows = world.rows
    chance.shuffle(rows)
    assert told(world.judged(rows)) == told(world.judged())


@law(25)
@given(worlds, st.integers(1, 3))
def test_a_row_that_comes_again_changes_nothing(world, times):
    assert told(world.judged(world.rows * (1 + times))) == told(world.judged())


@law(25)
@given(worlds, st.integers(1, 6))
def test_an_outage_in_two_rows_that_touch_is_one_outage(world, after):
    halves = []
    for row in world.rows:
        cut = row["start"] + after * timedelta(microseconds=STEP)
        # Of maintenance the second half would be announced longer before it begins; what goes on ends when one looks.
        apart = row["kind"] != "maintenance" and row.get("end", cut) > cut
        halves += [row | {"end": cut}, row | {"start": cut}] if apart else [row]
    assert told(world.judged(halves)) == told(world.judged())


@law(25)
@given(worlds)
def test_two_texts_of_one_meaning_give_the_same(world):
    assert told(replace(world, text=otherwise(world.text)).judged()) == told(world.judged())


def otherwise(text: str) -> str:
    """Return an agreement in other words: lengths in other units, keys in another order, defaults written out."""
    words = {"24h": "1440m", "15m": "900s", "30m": "1800s", "60m": "1h", "90m": "1h 30m", "240m": "4h", "30h": "1800m"}
    for one, other in words.items():
        text = text.replace(f" {one},", f" {other},").replace(f" {one}}}", f" {other}}}")
    head, *keys = parts(text).items()
    text = head[1] + "".join(block for _, block in reversed(keys))
    return text.replace(
        "availability: web, on: window", "per: month, measured: [outages], on: window, availability: web"
    )


# -- what is not known ----------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["counters", "probes"])
@pytest.mark.parametrize("rule", ["any-of: [a, b]", "all-of: [a, b]", "at_least: 2, of: [a, b]"])
def test_a_service_of_which_nothing_was_measured_is_unknown(source, rule):
    deal = promised(f"measured: {source}", f"services: {{web: {{down_when: {{{rule}}}}}}}")
    nothing = judged(deal, record(slots=[], probes=[]))
    assert (nothing.figure, nothing.reached, nothing.unknown) == (None, None, nothing.total)
    slots = [slot("2026-06-10 00:00", 10, service=name) for name in ("a", "b")]
    probes = [probe(at, "up", name) for name in ("a", "b") for at in ("2026-06-10 00:00", "2026-06-10 00:05")]
    some = judged(deal, record(slots=slots, probes=probes))
    assert (some.figure, some.reached) == (100, None)
    assert some.included == 5 * 60 * 1_000_000


def test_of_a_service_that_was_never_there_nothing_is_said():
    deal = promised("denominator: 720h", "services: {web: {from: 2026-07-01}}")
    found = judged(deal, [outage("2026-06-10 00:00", "2026-06-11 00:00")])
    assert (found.figure, found.lowest, found.highest, found.reached) == (None, None, None, None)


# -- credits follow -------------------------------------------------------------------------------------

CREDITS = """
fees: {plan: 100 EUR per month}
targets: {uptime: {availability: web, at_least: 99.9%, downtime: {DOWNTIME}}}
credits:
  bands:
    target: uptime
    of: plan
    bands: [{below: 99.9%, credit: 10%}, {below: 99%, credit: 25%}, {below: 95%, credit: 100%}]
  blocks: {target: uptime, of: plan, quantity: downtime, credit: 3%, every: started 30m, limits: {at_most: 50%}}
combine: sum
limits: {at_most: 80%, of: plan, per: month}
"""
starts = st.integers(0, 30 * 24 * 60 - 1)
lasted = st.integers(1, 3_000)


def credit(rows: list[dict[str, object]], downtime: str) -> Decimal:
    """Return the credit of June 2026, from rows of outages to euros."""
    agreement = read("".join({**parts(HEAD), **parts(CREDITS.replace("DOWNTIME", downtime))}.values()))
    period = period_named("2026-06", Per.MONTH, agreement.timezone)
    found = judge(agreement, agreement.availability["uptime"], period, record(rows))
    assert found.downtime.denominator == 1
    incidents = tuple(Incident(each.span, each.counted) for each in found.incidents.listed())
    measured = Measured(
        "uptime", period.span, found.figure, found.reached, int(found.downtime), int(found.base), incidents
    )
    reckoned = reckon(agreement, Facts((measured,)))
    assert not reckoned.undecided
    return reckoned.totals.get("EUR", Decimal(0))


@law(30)
@given(
    st.lists(st.tuples(starts, lasted), max_size=5),
    st.tuples(starts, lasted),
    st.sampled_from(["", "longer_than: 10m"]),
)
def test_credits_grow_with_downtime_and_keep_to_their_cap(some, more, downtime):
    begin = at("2026-06-01")
    instants = [(begin + timedelta(minutes=first), timedelta(minutes=length)) for first, length in [*some, more]]
    rows = [{"service": "web", "start": start, "end": start + length} for start, length in instants]
    less, all_of_it = credit(rows[:-1], downtime), credit(rows, downtime)
    assert 0 <= less <= all_of_it <= 80
    assert credit([], downtime) == 0


@law(40)
@given(worlds, st.lists(st.integers(-400, 400), min_size=1, max_size=4))
def test_what_is_left_out_of_a_record_could_not_matter(world, hours):
    """A chain of rows that touch may begin long before the period, and maintenance of any time may use up a cap."""
    rows = [*world.rows, *(later(row, timedelta(hours=each)) for row in world.rows for each in hours)]
    judged = told(world.judged(rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(availability, "within_reach", lambda outages, *_asked, **_span: outages)
        assert told(world.judged(rows)) == judged


def later(row: dict[str, object], much: timedelta) -> dict[str, object]:
    """Return a row with all its instants moved."""
    return {name: value + much if isinstance(value, datetime) else value for name, value in row.items()}
