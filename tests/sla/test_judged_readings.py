"""
Indicators as they are asked for, and the credits of them, with values worked out by hand.

The months are those of 2026 in UTC; the plan costs 100 EUR a month.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from houvast.sla.asked_readings import touched
from houvast.sla.indicator_shortfalls import of_indicators
from houvast.sla.judged_readings import judge_all
from houvast.sla.measured import Facts
from houvast.sla.periods import period_named
from houvast.sla.readings import Readings
from tests.sla.money import agreement, at

FEES = "fees: {plan: 100 EUR per month}\n"
LATER = at("2026-12-01")
DELAY = "delay: {indicator: delay, at_most: 40"
BOTH = "both: {mean_of: {delay: 3, more: 1}, at_most: 40"
MEMBERS = f", {DELAY}}}, more: {{indicator: other, at_most: 9}}"


def contract(target: str, credit: str = "", more: str = "") -> str:
    name = target.split(":")[0]
    given = f"credits:\n  late: {{target: {name}, of: plan, {credit}}}\n" if credit else ""
    return f"targets: {{{target}}}{more}}}\n{FEES}{given}"


def reading(when: str, value: object, name: str = "delay", **said: object) -> dict[str, object]:
    return {"indicator": name, "at": at(when), "value": value, **said}


def table(*rows: dict[str, object]) -> Readings:
    return Readings.of_rows(rows)


def found(text, *rows, labels=("2026-06",), as_of=LATER, **facts):
    deal = agreement(text)
    periods = {
        name: [period_named(label, target.per, deal.timezone) for label in labels]
        for name, target in deal.indicators.items()
    }
    return judge_all(deal, table(*rows), periods, Facts((), **facts), as_of=as_of)


def measured(text, *rows, **said):
    deal = agreement(text)
    judged = found(text, *rows, **said).judged
    return of_indicators(judged, deal, as_of=said.get("as_of", LATER)).usual


# -- what is measured -----------------------------------------------------------------------------------


def test_what_a_judged_month_comes_to():
    (june,) = measured(contract(DELAY), reading("2026-06-03", 30), reading("2026-06-04", 60))
    assert (june.source, june.resource, june.figure, june.reached) == ("delay", "", 45, False)
    assert (june.count, june.incidents, june.downtime) == (None, None, None)  # an indicator knows nothing of these


def test_a_count_is_counted():
    text = contract("failed: {indicator: backup, figure: count, at_most: 1")
    rows = [reading(f"2026-06-0{day}", 1, "backup") for day in (1, 2, 3)]
    (june,) = measured(text, *rows)
    assert (june.count, june.figure, june.reached) == (3, 3, False)


def test_each_value_of_an_attribute_is_a_resource_that_says_so():
    rows = [reading("2026-06-03", 30, route="north"), reading("2026-06-04", 60, route="south")]
    north, south = measured(contract(f"{DELAY}, by: route"), *rows)
    assert (north.resource, north.reached, dict(north.attributes)) == ("north", True, {"route": "north"})
    assert (south.resource, south.reached, dict(south.attributes)) == ("south", False, {"route": "south"})


def test_misses_before_are_told_for_each_resource():
    rows = [
        reading("2026-04-03", 60, route="south"),
        reading("2026-06-03", 30, route="south"),
        reading("2026-07-03", 60, route="south"),
    ]
    text = contract(f"{DELAY}, by: route")
    told = measured(text, *rows, labels=("2026-04", "2026-06", "2026-07"))
    assert [(each.period.start.month, each.history) for each in told] == [
        (4, ()),
        (6, (True, None)),  # nobody judged May
        (7, (True, None, False)),
    ]


@pytest.mark.parametrize("rest", ["minimum: 3", "answered: 60%"])
def test_too_little_to_judge_leaves_the_figure_open(rest):
    rows = [reading("2026-06-03", 60), reading("2026-06-04", None)]
    (june,) = measured(contract(f"{DELAY}, {rest}"), *rows)
    assert (june.figure, june.reached) == (None, None)


@pytest.mark.parametrize(
    ("rest", "values", "why"),
    [
        ("", [60], None),
        ("", [], "nothing-read"),
        ("", [None, None], "nothing-read"),
        ("minimum: 3", [60, 60], "too-few"),
        ("answered: 60%", [60, None], "too-few-answered"),
        ("answered: 50%", [60, None], None),
        ("strength: aim", [60], None),
        ("by: route", [], "nothing-read"),
    ],
)
def test_why_there_is_no_verdict(rest, values, why):
    rows = [reading(f"2026-06-0{day}", value, route="north") for day, value in enumerate(values, start=1)]
    text = contract(f"{DELAY}, {rest}".removesuffix(", "))
    (june,) = found(text, *rows).judged
    assert june.open == why
    assert (june.reached is None) == (why is not None or rest == "strength: aim")
    (early,) = found(text, *rows, as_of=at("2026-06-20")).judged
    assert (early.open, early.reached) == ("not-over", None)


@pytest.mark.parametrize(
    ("figure", "values", "reached"),
    [
        ("figure: sum, at_most: 40", [30, None], None),
        ("figure: sum, at_most: 40", [50, None], False),
        ("figure: sum, at_least: 40", [50, None], True),
        ("figure: sum, at_least: 40", [30, None], None),
        ("figure: count, at_most: 1", [30, None], None),
        ("figure: maximum, at_most: 40", [40, None], None),
        ("figure: maximum, at_most: 40", [41, None], False),
        ("figure: minimum, at_least: 40", [40, None], None),
        ("figure: minimum, at_least: 40", [39, None], False),
        ("figure: minimum, at_most: 40", [39, None], True),
        ("figure: minimum, at_most: 40", [41, None], None),
        ("figure: sum, at_most: 40, answered: 50%", [30, None], True),
        ("figure: mean, at_most: 40", [30, None], True),
        ("figure: count, at_most: 5", [30, 30, None], True),  # at most three
        ("figure: count, counts: {above: 40}, at_most: 0", [30, None], None),
        ("figure: count, counts: {above: 40, at_most: 60}, at_most: 0", [30, None], None),
        ("figure: maximum, at_least: 10, at_most: 60", [90, None], False),
        ("figure: maximum, scale: {from: 0, to: 10}, at_most: 60", [9, None], False),
        ("figure: sum, at_most: 120", [100, 30, -5, None], None),  # the fourth may be below nothing too
        ("figure: sum, slots: {of: day, figure: sum}, at_most: 120", [100, 10, None], None),
        ("figure: count, counts: {above: 40}, slots: {of: day, figure: maximum}, at_most: 0", [10, None], None),
        ("figure: count, counts: {above: 40}, slots: {of: day, figure: mean}, at_most: 0", [10, None], True),
        ("figure: sum, at_most: 40, strength: aim", [30, None], "aim"),
    ],
)
def test_a_reading_without_a_value_that_could_turn_the_verdict(figure, values, reached):
    rows = [reading(f"2026-06-0{day}", value) for day, value in enumerate(values, start=1)]
    (june,) = found(contract(f"delay: {{indicator: delay, {figure}"), *rows).judged
    told = {None: (None, "unanswered"), "aim": (None, None)}.get(reached, (reached, None))
    assert (june.reached, june.open) == told


def test_a_missing_value_that_would_count_for_nothing_turns_nothing():
    text = contract("delay: {indicator: delay, figure: sum, at_most: 40, times: {night: 0}").replace(
        "targets:", "calendars: {night: {hours: {mon-sun: '22:00-24:00'}}}\ntargets:"
    )
    by_day, at_night = reading("2026-06-01 12:00", 30), reading("2026-06-01 23:00", None)
    (june,) = found(text, by_day, at_night).judged
    assert (june.reached, june.unanswered) == (True, 1)


def test_a_reading_without_value_and_place_leaves_every_value_open():
    text = contract("delay: {indicator: delay, figure: sum, at_most: 60, by: route")
    (june,) = found(text, reading("2026-06-01", 59, route="north"), reading("2026-06-02", None)).judged
    assert (june.reached, june.open) == (None, "unplaced")


def test_a_mean_of_what_is_open_is_open():
    text = contract(
        "m: {mean_of: {delay: 1}, at_most: 60", more=", delay: {indicator: delay, figure: maximum, at_most: 60}"
    )
    told = {each.target: each for each in found(text, reading("2026-06-01", 10), reading("2026-06-02", None)).judged}
    assert (told["delay"].open, told["m"].reached, told["m"].open) == ("unanswered", None, "part")


def test_one_value_that_missed_is_enough_and_one_that_is_open_leaves_the_others_open():
    text = contract(f"{DELAY}, by: route, minimum: 2")
    north = [reading(f"2026-06-0{day}", 30, route="north") for day in (1, 2)]
    south = [reading(f"2026-06-0{day}", 60, route="south") for day in (1, 2)]
    (june,) = found(text, *north, south[0]).judged
    assert (june.reached, june.open) == (None, "too-few")
    (june,) = found(text, north[0], *south).judged
    assert (june.reached, june.open) == (False, None)


def test_a_mean_of_what_is_not_known_is_not_known():
    (both, delay, more) = found(contract(BOTH, more=MEMBERS), reading("2026-06-03", 60)).judged
    assert (both.open, both.reached, both.figure) == ("part", None, None)
    assert (delay.open, more.open) == (None, "nothing-read")


def test_an_aim_and_a_month_that_is_not_over_bring_nothing():
    row = reading("2026-06-03", 60)
    assert measured(contract(f"{DELAY}, strength: aim"), row) == ()
    assert measured(contract(DELAY), row, as_of=at("2026-06-20")) == ()


# -- credits --------------------------------------------------------------------------------------------


def test_a_credit_grows_with_the_overrun():
    text = contract(DELAY, "quantity: overrun, credit: 2%, every: full 10")
    got = found(text, reading("2026-06-03", 65))  # 25 over: two full tens
    assert [(each.source, each.amount) for each in got.reckoning.awards] == [("delay", Decimal(4))]


def test_a_credit_for_each_route_that_missed():
    text = contract(f"{DELAY}, by: route", "credit: 5%")
    rows = [reading("2026-06-03", 30, route="north"), reading("2026-06-04", 60, route="south")]
    got = found(text, *rows)
    assert [(each.resource, each.amount) for each in got.reckoning.awards] == [("south", Decimal(5))]


def test_a_credit_by_the_count():
    text = contract(
        "failed: {indicator: backup, figure: count, at_most: 1", "quantity: count, credit: 1%, every: full 1"
    )
    got = found(text, *[reading(f"2026-06-0{day}", 1, "backup") for day in (1, 2, 3)])
    assert [each.amount for each in got.reckoning.awards] == [Decimal(3)]


def test_earlier_misses_double_although_only_june_was_asked_for():
    text = contract(DELAY, "credit: 5%, repeated: [{misses: 2 in a row, times: 2}]")
    got = found(text, reading("2026-05-03", 60), reading("2026-06-03", 60))
    assert [(each.amount, each.moments.period.start) for each in got.reckoning.awards] == [
        (Decimal(10), at("2026-06-01"))
    ]
    assert got.since == at("2026-05-01")
    assert [each.period.label for each in got.judged] == ["2026-06"]


def test_a_month_without_a_verdict_may_have_been_missed():
    text = contract(DELAY, "credit: 5%, repeated: [{misses: 2 in a row, times: 2}]")
    open_may = [reading("2026-05-03", None), reading("2026-06-03", 60)]
    got = found(text, *open_may).reckoning
    assert (got.awards, [each.credit for each in got.undecided]) == ((), ["late"])
    kept_may = [reading("2026-05-03", 30), reading("2026-06-03", 60)]
    assert [each.amount for each in found(text, *kept_may).reckoning.awards] == [Decimal(5)]


@pytest.mark.parametrize(
    "february",
    [
        [],  # nothing read at all
        [("2026-02-03", 20, {"route": "north"}), ("2026-02-04", 90, {})],  # the second may be north's
    ],
)
def test_a_value_of_which_nothing_is_known_for_sure_may_have_missed(february):
    text = contract(f"{DELAY}, figure: maximum, by: route", "credit: 5%, repeated: [{misses: 3 in a row, times: 3}]")
    missed = [reading(f"2026-0{month}-03", 60, route="north") for month in (1, 3)]
    rows = [reading(when, value, **said) for when, value, said in february]
    got = found(text, *missed, *rows, labels=("2026-03",)).reckoning
    assert (got.awards, [each.credit for each in got.undecided]) == ((), ["late"])


def test_a_reading_of_nobody_knows_which_route_leaves_its_credit_undecided():
    text = contract("delay: {indicator: delay, figure: sum, at_most: 60, by: route", "credit: 5%")
    got = found(text, reading("2026-06-01", 59, route="north"), reading("2026-06-02", 5)).reckoning
    assert (got.awards, [(each.resource, each.missing) for each in got.undecided]) == ((), [("north", "reached")])


def test_a_right_after_misses_in_a_row_is_undecided_after_a_month_without_a_verdict():
    text = contract(DELAY, "follow_up: [{misses: 3 in a row, right: terminate}]").replace(", of: plan", "")
    rows = [reading("2026-01-03", 60), reading("2026-02-03", None), reading("2026-03-03", 60)]
    got = found(text, *rows, labels=("2026-03",)).reckoning
    assert (got.followed, [each.credit for each in got.undecided]) == ((), ["late"])
    rows[1] = reading("2026-02-03", 60)
    assert [each.follow_up.word for each in found(text, *rows, labels=("2026-03",)).reckoning.followed] == ["terminate"]


def test_nothing_read_is_not_a_credit_of_nothing():
    got = found(contract(f"{DELAY}, by: route", "credit: 5%"))
    assert got.reckoning.awards == ()
    assert [(each.source, each.missing) for each in got.reckoning.undecided] == [("delay", "reached")]


def test_what_is_not_read_here_is_told():
    text = contract(DELAY, more=", uptime: {availability: web, at_least: 99%}") + (
        "credits:\n  any: {target: [delay, uptime], quantity: misses, credit: 1%, every: full 1, of: plan}\n"
    )
    got = found(text, reading("2026-06-03", 60))
    assert got.unmeasured == {"any": ("uptime",)}
    assert [(each.missing, each.name) for each in got.reckoning.undecided] == [("source", "uptime")]


# -- which periods --------------------------------------------------------------------------------------

READ = table(reading("2026-03-31 23:59", 1), reading("2026-05-01", 1), reading("2026-08-01", 1, "other"))


@pytest.mark.parametrize(
    ("target", "as_of", "labels"),
    [
        (DELAY, LATER, ["2026-03", "2026-04", "2026-05"]),
        (DELAY, at("2026-04-30"), ["2026-03"]),
        (DELAY, at("2026-02-01"), []),
        (f"{DELAY}, per: quarter", LATER, ["2026-Q1", "2026-Q2"]),
        (f"{DELAY}, per: rolling 30 days", at("2026-06-10 12:00"), ["2026-06-09"]),
        # A count says something of a month without readings too, from the first to the last of all that was read.
        ("n: {indicator: backup, figure: count, at_most: 1", LATER, [f"2026-0{month}" for month in range(3, 9)]),
        ("n: {indicator: backup, at_most: 1", LATER, []),
    ],
)
def test_the_periods_that_readings_touch(target, as_of, labels):
    deal = agreement(contract(target))
    (promised,) = deal.indicators.values()
    assert [each.label for each in touched(deal, promised, READ, as_of=as_of)] == labels


def test_a_mean_is_touched_by_what_its_members_read():
    deal = agreement(contract(BOTH, more=MEMBERS))
    labels = [each.label for each in touched(deal, deal.indicators["both"], READ, as_of=LATER)]
    assert labels == [f"2026-0{month}" for month in range(3, 9)]


def test_readings_before_and_after_the_term_touch_nothing():
    deal = agreement("effective: {from: 2026-04-01, until: 2026-04-30}\n" + contract(DELAY))
    assert [each.label for each in touched(deal, deal.indicators["delay"], READ, as_of=LATER)] == ["2026-04"]


@pytest.mark.parametrize("slots", ["", ", slots: {of: day}", ", slots: {of: 1h}"])
def test_a_period_that_has_not_begun_is_not_known(slots):
    (june,) = found(contract(f"{DELAY}{slots}"), reading("2026-06-03", 60), as_of=at("2026-05-01")).judged
    assert (june.figure, june.reached, june.readings) == (None, None, 0)


def test_a_weighted_mean_brings_credits_too():
    # (60 × 3 + 20) / 4 = 50, ten over the 40 that were promised
    text = contract(BOTH, "quantity: overrun, credit: 1%, every: full 1", MEMBERS)
    got = found(text, reading("2026-06-03", 60), reading("2026-06-03", 20, "other"))
    assert got.judged[0].figure == Fraction(50)
    assert [each.amount for each in got.reckoning.awards] == [Decimal(10)]
