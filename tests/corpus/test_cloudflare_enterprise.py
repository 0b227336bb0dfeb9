"""cloudflare-enterprise: delivery of web sites, weighed by who was hit."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, credit, outage, percent, uptime
from tests.sla.money import charge, measured, money, month

DELIVERY = corpus("cloudflare-enterprise")
MINUTE = 60_000_000


@clause("cloudflare-enterprise-01")
@pytest.mark.parametrize(
    ("share", "minutes"),
    [(0.25, 15), (1, 60), (0, 0), (None, 60)],  # where no ratio is known, all were hit
)
def test_minutes_are_weighed_by_the_ratio_of_customers(share, minutes):
    said = {"share": share} if share is not None else {}
    row = outage(DELIVERY, "2026-06-10 12:00", "2026-06-10 13:00", **said)
    assert uptime(DELIVERY, "availability", "2026-06", row).downtime == minutes * MINUTE


@clause("cloudflare-enterprise-02")
@pytest.mark.parametrize(
    ("cause", "figure"),
    [
        # Ten hours asked for: 710 of 720 hours are scheduled, of which one was lost: 1 ÷ 710 is 0.14085%.
        ("customer-request", "99.8592"),
        # Ten hours of its own accord are downtime: 11 ÷ 720 is 1.52778%.
        ("other", "98.4722"),
    ],
)
def test_what_the_customer_asked_for_is_no_scheduled_time(cause, figure):
    work = outage(DELIVERY, "2026-06-14 00:00", "2026-06-14 10:00", kind="maintenance", cause=cause)
    down = outage(DELIVERY, "2026-06-20 00:00", "2026-06-20 01:00")
    assert str(percent(uptime(DELIVERY, "availability", "2026-06", work, down).figure, 4)) == figure


@clause("cloudflare-enterprise-03")
@pytest.mark.parametrize(
    ("seen", "priority"),
    [
        ("impact=several_providers_and_regions urgency=unavailable", "P1"),
        ("impact=one_provider urgency=unavailable", "P2"),
        ("impact=several_providers_and_regions urgency=not_urgent", "P3"),
        ("impact=one_provider urgency=question", "P4"),
    ],
)
def test_priority_follows_from_where_it_is_seen(seen, priority):
    assert clock_of(DELIVERY, "response", f"2026-06-15 09:00 opened {seen}").priority == priority


@clause("cloudflare-enterprise-04")
@pytest.mark.parametrize(("figure", "amount"), [("100", None), ("99", "30")])  # 10% of May's 300 for zones
def test_the_base_is_the_month_before_without_what_has_its_own_agreement(figure, amount):
    charges = (
        charge("zones", "300", month(5)),
        charge("zones", "999", month(6)),
        charge("zones", "777", month(4)),
        charge("storage", "50", month(5)),
    )
    assert credit(DELIVERY, measured(figure, source="availability"), charges=charges) == money(amount, "USD")
