"""windstream-mpls: delay as a monthly mean, and a day's fee for each day on which it is missed."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, credit, indicated, read_off
from tests.sla.money import measured, money

MPLS = corpus("windstream-mpls")


def delays(*values, traffic="real-time", path="ams-nyc", day=15):
    said = {"class": traffic, "path": path}
    return [read_off(MPLS, f"2026-06-{day} {at:02}:00", value, **said) for at, value in enumerate(values)]


@clause("windstream-mpls-01")
@pytest.mark.parametrize(
    ("values", "reached"),
    [([10, 70], True), ([10, 70.001], False), ([39, 39, 39, 43], True)],  # the mean of the month, not each of them
)
def test_the_monthly_mean_per_class(values, reached):
    rows = [*delays(*values), *delays(90, traffic="business")]
    assert indicated(MPLS, "real-time", "2026-06", *rows).reached is reached
    assert indicated(MPLS, "business", "2026-06", *rows).reached is False


@clause("windstream-mpls-01")
def test_it_is_measured_between_fixed_points():
    rows = [*delays(10), *delays(60, path="ams-lax")]
    assert indicated(MPLS, "real-time", "2026-06", *rows).reached is False  # one path, though the mean of both is 35


@clause("windstream-mpls-02")
@pytest.mark.parametrize(
    ("days", "count", "amount"),
    [
        ([[41], [40], [30, 60], [20]], 2, "20.00"),  # the first, and the third with a mean of 45
        ([[40], [39]], 0, None),
    ],
)
def test_a_thirtieth_for_each_day_on_which_it_is_missed(days, count, amount):
    rows = [row for day, values in enumerate(days, 15) for row in delays(*values, day=day)]
    found = indicated(MPLS, "failing-days", "2026-06", *rows)
    assert found.figure == count
    assert credit(MPLS, measured(source="failing-days", count=count)) == money(amount, "USD")
