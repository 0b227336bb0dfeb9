"""github-enterprise: calendar quarters, minutes with too many errors, executions, edges of their own."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.reading import read
from houvast.sla.claim import Standing
from houvast.sla.terms import Span
from tests.corpus.claims import asked, award
from tests.corpus.reading import FOLDER, clause, corpus, credit, indicated, outage, read_off, slot, uptime, warned
from tests.sla.money import measured, money, month

GITHUB = corpus("github-enterprise")
QUARTER = Span(month(4).start, month(6).end)


@clause("github-enterprise-01")
@pytest.mark.parametrize(
    ("end", "reached"),
    [("14:11:02", True), ("14:11:03", False)],  # 0.1% of 91 days is 131.04 minutes: 2 h 11 m 2.4 s
)
def test_99_9_percent_of_a_calendar_quarter_per_feature(end, reached):
    down = outage(GITHUB, "2026-06-15 12:00:00", f"2026-06-15 {end}")
    assert uptime(GITHUB, "git", "2026-Q2", down).reached is reached
    assert uptime(GITHUB, "git", "2026-Q3", down).downtime == 0
    assert uptime(GITHUB, "issues", "2026-Q2", outage(GITHUB, "2026-06-15", "2026-06-20", service="git")).downtime == 0


@clause("github-enterprise-02")
@pytest.mark.parametrize(
    ("errors", "internal", "external", "minutes"),
    [
        (50, False, False, 0),  # exactly five percent
        (51, False, False, 1),
        (0, True, False, 0),
        (0, True, True, 1),
        (51, True, True, 1),
    ],
)
def test_a_minute_is_down_by_its_errors_or_when_both_monitors_say_so(errors, internal, external, minutes):
    counters = [slot(GITHUB, "2026-06-15 12:00", 1000, errors, minutes=1, service="issues-requests")]
    said = {"issues-internal": internal, "issues-external": external}
    rows = [
        outage(GITHUB, "2026-06-15 12:00", "2026-06-15 12:01", service=name)
        for name, is_down in said.items()
        if is_down
    ]
    assert uptime(GITHUB, "issues", "2026-Q2", *rows, slots=counters).downtime == minutes * 60_000_000


@clause("github-enterprise-03")
@pytest.mark.parametrize(("failed", "reached"), [(1, True), (2, False)])
def test_executions_that_ran_of_those_triggered(failed, reached):
    rows = [
        read_off(GITHUB, "2026-04-15 12:00", 500 - failed, of=500),
        read_off(GITHUB, "2026-06-15 12:00", 500, of=500),
        read_off(GITHUB, "2026-07-15 12:00", 0, of=500),  # the next quarter
    ]
    assert indicated(GITHUB, "actions", "2026-Q2", *rows).reached is reached


@clause("github-enterprise-04")
@pytest.mark.parametrize(
    ("figure", "amount"),
    [("99.91", None), ("99.9", "6.30"), ("99.01", "6.30"), ("99.0", None), ("98.99", "15.75"), ("90", "15.75")],
)
def test_one_of_two_bands_of_the_fee_of_the_quarter(figure, amount):
    assert credit(GITHUB, measured(figure, source="git", period=QUARTER)) == money(amount, "USD")


@clause("github-enterprise-05")
def test_the_edges_are_pointed_out():
    assert {"credit-though-met", "edge-in-no-band"} <= warned(GITHUB)


@clause("github-enterprise-06")
@pytest.mark.parametrize(
    ("moment", "brought", "standing"),
    [
        ("2026-07-31 00:00", ("in writing",), Standing.CLAIMED),
        ("2026-07-31 00:01", ("in writing",), Standing.LAPSED),
        ("2026-07-20 00:00", (), Standing.INCOMPLETE),
    ],
)
def test_asked_in_writing_within_thirty_days_after_the_quarter(moment, brought, standing):
    found = award(GITHUB, measured("98", source="git", period=QUARTER))
    assert asked(GITHUB, found, moment, *brought) is standing


@clause("github-enterprise-06")
def test_at_most_ninety_days_of_service():
    """The quarter has 92 days at 1.00 a day; with a band of 100%, which is ours, the cap holds."""
    text = (FOLDER / "github-enterprise.yaml").read_text(encoding="utf-8")
    whole = read(text.replace("63 USD", "92 USD").replace("credit: 25%", "credit: 100%"))
    third = Span(month(7).start, month(9).end)
    assert credit(whole, measured("90", source="git", period=third)) == money("90.00", "USD")
