"""busign: a web agency that answers within hours, and pays per hour of hosting or per outage of mail."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, credit, due, outage, uptime
from tests.sla.money import measured, money

BUSIGN = corpus("busign")


@clause("busign-01", "busign-02")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 09:30 priority=ordinary", "2026-06-15 13:30"),
        ("2026-06-15 15:00 priority=ordinary", "2026-06-16 11:00"),  # two hours today, two tomorrow
        ("2026-06-19 16:00 priority=ordinary", "2026-06-22 12:00"),  # over the weekend
        ("2026-06-20 12:00 priority=ordinary", "2026-06-22 13:00"),
        ("2026-06-20 03:00 priority=critical", "2026-06-20 04:00"),  # Saturday night
        ("2026-06-15 16:45 priority=critical", "2026-06-15 17:45"),
    ],
)
def test_four_office_hours_or_one_hour_around_the_clock(opened, until):
    assert due(BUSIGN, "response", opened) == until


@clause("busign-01")
@pytest.mark.parametrize(("reply", "verdict"), [("04:00", "MET"), ("04:01", "BREACHED")])
def test_a_critical_outage_is_answered_within_the_hour(reply, verdict):
    clock = clock_of(BUSIGN, "response", "2026-06-20 03:00 opened priority=critical", f"2026-06-20 {reply} reply")
    assert clock.verdict.name == verdict


@clause("busign-03")
@pytest.mark.parametrize(
    ("cause", "announced_at", "minutes"),
    [
        ("planned", "2026-06-12 20:00", 0),  # 48 hours ahead
        ("planned", "2026-06-12 20:01", 60),
        ("urgent", None, 0),
    ],
)
def test_work_is_announced_two_days_ahead_unless_it_is_urgent(cause, announced_at, minutes):
    said = {"announced_at": announced_at} if announced_at else {}
    work = outage(BUSIGN, "2026-06-14 20:00", "2026-06-14 21:00", kind="maintenance", cause=cause, **said)
    assert uptime(BUSIGN, "hosting", "2026-06", work).downtime == minutes * 60_000_000


@clause("busign-04")
@pytest.mark.parametrize(
    ("down", "amount"),
    [
        ("183.2m", "10"),  # 99.9% of 30 days leaves 43.2 minutes; 140 above is 2 full hours
        ("43.2m", None),
        ("103.1m", None),  # 59.9 minutes above
        ("103.2m", "5"),
        ("20h", "50"),  # 19 full hours would be 95%
    ],
)
def test_five_percent_for_each_full_hour_above_the_guarantee(down, amount):
    assert credit(BUSIGN, measured(source="hosting", down=down)) == money(amount)


@clause("busign-05")
@pytest.mark.parametrize(("incident", "amount"), [("2h", None), ("2h1m", "3"), ("30h", "3")])
def test_mail_that_is_gone_for_more_than_two_hours_gives_a_tenth_of_its_own_fee(incident, amount):
    assert credit(BUSIGN, measured(source="mail", incidents=(incident,))) == money(amount)
