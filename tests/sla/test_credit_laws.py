"""What must hold of every credit, tried on invented agreements and measurements."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import read
from houvast.sla.credit import Award, Facts, Measured, reckon
from houvast.sla.terms import MINUTE
from tests.sla.agreement.texts import parts
from tests.sla.money import HEAD, JUNE, incidents_of
from tests.sla.strategies import law

minutes = st.integers(0, 43_200)
percents = st.integers(0, 200)
fees = st.sampled_from(["10", "33.33", "100", "46.5", "999.99"])
counted = st.sampled_from(["started", "full", "nearest", "exact"])
lengths = st.sampled_from(["1m", "7m", "30m", "1h", "24h", "period"])
caps = st.sampled_from(["50%", "100%", "12.34 EUR", "10d", "1/3"])
stretches = st.sampled_from(["incident", "period", "month", "year", "term", "30d"])
BANDS = ["{below: 99.9%, credit: 10%}", "{below: 99%, credit: 25%}", "{below: 95%, credit: 100%}"]
limits = st.sampled_from(["{at_most: 30%, of: plan}", "{at_least: 5 EUR}", "{ignore_below: 2 EUR}", "{at_most: 4 EUR}"])
figures = st.fractions(Fraction(90), Fraction(100), max_denominator=1000)


@st.composite
def growing(draw: st.DrawFn) -> str:
    """A credit that grows with downtime, in blocks."""
    block = f"{draw(counted)} {draw(lengths)}"
    times, credit, beyond = draw(st.sampled_from(["1", "10", "0.5"])), draw(percents), draw(st.integers(0, 90))
    quantity = draw(st.sampled_from(["downtime", "excess"]))
    return f"quantity: {quantity}, credit: {credit}%, every: {block}, times: {times}, beyond: {beyond}m, of: plan"


def terms(fee: str, credit: str, rest: str = "") -> Agreement:
    text = f"fees: {{plan: {fee} EUR per month}}\ncredits: {{uptime: {{target: uptime, {credit}}}}}\n{rest}"
    return read("".join({**parts(HEAD), **parts(text)}.values()))


def down(count: int) -> Measured:
    return Measured("uptime", JUNE, downtime=count * MINUTE)


def total(agreement: Agreement, *periods: Measured) -> Decimal:
    return reckon(agreement, Facts(periods)).totals.get("EUR", Decimal(0))


@law(60)
@given(fees, growing(), st.lists(limits, max_size=3), minutes, minutes)
def test_more_downtime_never_gives_less(fee, credit, held, one, other):
    agreement = terms(fee, credit, f"limits: [{', '.join(held)}]")
    less, more = sorted((one, other))
    assert total(agreement, down(less)) <= total(agreement, down(more))


@law(60)
@given(fees, growing())
def test_no_downtime_gives_nothing(fee, credit):
    assert reckon(terms(fee, credit), Facts((down(0),))).awards == ()


@law(60)
@given(fees, st.lists(st.integers(1, 600), max_size=6), caps, stretches)
def test_a_cap_is_never_passed(fee, lasted, cap, per):
    """Whatever the incidents, the sum within a month is at most the cap; per incident each is."""
    credit = "quantity: incident, credit: 10%, every: started 10m, of: plan"
    agreement = terms(fee, credit, f"limits: {{at_most: {cap}, of: plan, per: {per}, over: period}}")
    found = reckon(agreement, Facts((outages(lasted),))).awards
    most = bound(cap, Fraction(fee))
    given = [award.value for award in found]
    assert all(value <= most for value in given)
    assert per == "incident" or sum(given) <= most


def outages(lasted: list[int]) -> Measured:
    return Measured("uptime", JUNE, incidents=incidents_of(JUNE, tuple(f"{each}m" for each in lasted)))


def bound(cap: str, fee: Fraction) -> Fraction:
    """What a cap is in euros: June has 30 days."""
    if cap.endswith("%"):
        return fee * Fraction(cap[:-1]) / 100
    if cap.endswith("d"):
        return fee / 30 * Fraction(cap[:-1])
    return Fraction(cap.removesuffix(" EUR")) * (fee if "/" in cap else 1)


@law(60)
@given(fees, growing(), st.lists(minutes, max_size=4), caps)
def test_the_parts_add_up_and_the_steps_lead_from_the_parts_to_the_amount(fee, credit, counts, cap):
    agreement = terms(fee, credit, f"limits: {{at_most: {cap}, of: plan}}")
    periods = [replace(down(count), resource=str(number)) for number, count in enumerate(counts)]
    found = reckon(agreement, Facts(tuple(periods)))
    assert found.totals.get("EUR", 0) == sum((award.amount for award in found.awards), Decimal(0))
    for award in found.awards:
        assert _walked(award) == award.value
        assert award.value * 100 == int(award.value * 100)  # whole cents


def _walked(award: Award) -> Fraction:
    """The amount, found again from the derivation alone."""
    fee = award.derivation.basis.amount
    value = sum(
        (part.blocks * part.part.times * part.part.cell.value * fee for part in award.derivation.parts), Fraction()
    )
    for change in award.changes:
        assert change.before == value
        value = change.after
    return value


@law(60)
@given(st.permutations(BANDS), figures)
def test_bands_in_another_order_mean_the_same(order, figure):
    written = terms("100", f"of: plan, bands: [{', '.join(order)}]")
    expected = 100 if figure < 95 else 25 if figure < 99 else 10 if figure < Fraction("99.9") else 0
    assert total(written, Measured("uptime", JUNE, figure=figure)) == expected


@law(60)
@given(fees, figures)
def test_zero_shortfall_gives_nothing_and_any_gives_something(fee, figure):
    agreement = terms(fee, "quantity: shortfall, credit: 1%, every: started 0.001%, of: plan")
    assert bool(total(agreement, Measured("uptime", JUNE, figure=figure))) is (figure < Fraction("99.9"))


@law(60)
@given(st.lists(st.tuples(st.sampled_from("abc"), percents), min_size=1, max_size=5, unique_by=lambda pair: pair[0]))
def test_the_maximum_is_one_of_them_and_at_most_the_sum(credits):
    listed = "".join(f"  {name}: {{measure: {name}, credit: {percent}%, of: plan}}\n" for name, percent in credits)
    text = f"fees: {{plan: 100 EUR per month}}\ncredits:\n{listed}"
    missed = tuple(Measured(name, JUNE, reached=False) for name, _percent in credits)
    amounts = {}
    for take in ("sum", "maximum"):
        agreement = read("".join({**parts(HEAD), **parts(f"{text}combine: {take}\n")}.values()))
        amounts[take] = total(agreement, *missed)
    assert amounts == {
        "sum": sum(percent for _name, percent in credits),
        "maximum": max(percent for _name, percent in credits),
    }
