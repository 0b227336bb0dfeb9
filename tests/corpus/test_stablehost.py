"""stablehost: hosting with two plans, and credits by the point."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing
from tests.corpus.claims import asked, award
from tests.corpus.reading import clause, corpus, credit, outage, uptime
from tests.sla.money import measured, money

SHARED, ENTERPRISE = corpus("stablehost"), corpus("stablehost", plan="enterprise")
MINUTE = 60_000_000


def down(start: str, end: str, reported: str | None):
    said = {"reported_at": f"2026-06-10 {reported}"} if reported else {}
    return outage(SHARED, f"2026-06-10 {start}", f"2026-06-10 {end}", **said)


@clause("stablehost-01")
@pytest.mark.parametrize(
    ("end", "shared", "enterprise"),
    [
        ("12:43:12", True, False),  # 0.1% of 43,200 minutes is 43 min 12 s
        ("12:43:13", False, False),
        ("12:04:19", True, True),  # 0.01% is 4 min 19.2 s
        ("12:04:20", True, False),
    ],
)
def test_three_nines_or_four_by_plan(end, shared, enterprise):
    row = down("12:00", end, "12:00")
    assert uptime(SHARED, "shared", "2026-06", row).reached is shared
    assert uptime(ENTERPRISE, "enterprise", "2026-06", row).reached is enterprise


@clause("stablehost-02")
@pytest.mark.parametrize("agreement", [SHARED, ENTERPRISE])
@pytest.mark.parametrize(("reported", "minutes"), [("12:00", 60), ("12:30", 30), ("12:59", 1), ("14:00", 0), (None, 0)])
def test_the_timer_starts_with_the_message_of_the_customer(agreement, reported, minutes):
    (target,) = agreement.availability
    assert uptime(agreement, target, "2026-06", down("12:00", "13:00", reported)).downtime == minutes * MINUTE


@clause("stablehost-03")
@pytest.mark.parametrize(
    ("agreement", "figure", "amount"),
    [
        (SHARED, "99.9", None),
        (SHARED, "99.81", None),  # not yet a full 0.1
        (SHARED, "99.8", "10"),
        (SHARED, "99.7", "20"),
        (SHARED, "98.9", "100"),
        (ENTERPRISE, "99.99", None),
        (ENTERPRISE, "99.981", None),
        (ENTERPRISE, "99.98", "10"),
        (ENTERPRISE, "99.9", "90"),  # nine hundredths
    ],
)
def test_ten_percent_for_each_tenth_or_hundredth_of_a_point(agreement, figure, amount):
    (target,) = agreement.availability
    assert credit(agreement, measured(figure, source=target)) == money(amount, "USD")


@clause("stablehost-04")
@pytest.mark.parametrize(("brought", "standing"), [(["outage tickets"], Standing.CLAIMED), ([], Standing.INCOMPLETE)])
def test_a_claim_refers_to_the_outage_tickets(brought, standing):
    assert asked(SHARED, award(SHARED, measured("99", source="shared")), "2026-07-01 12:00", *brought) is standing
