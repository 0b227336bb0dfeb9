"""smsnaaremail: four nines without announced work and what nobody can help."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, outage, uptime

SMS = corpus("smsnaaremail", timezone="UTC")


@clause("smsnaaremail-01")
@pytest.mark.parametrize(
    ("end", "cause", "reached"),
    [
        ("12:04:19", "software", True),  # 0.01% of 43,200 minutes is 259.2 seconds
        ("12:04:20", "software", False),
        ("18:00", "force-majeure", True),
        ("18:00", "third-party", False),
    ],
)
def test_four_nines_without_force_majeure(end, cause, reached):
    down = outage(SMS, "2026-06-10 12:00", f"2026-06-10 {end}", cause=cause)
    assert uptime(SMS, "uptime", "2026-06", down).reached is reached


@clause("smsnaaremail-02")
@pytest.mark.parametrize(("announced_at", "minutes"), [("2026-06-07 12:00", 0), ("2026-06-07 12:01", 60), (None, 60)])
def test_work_is_announced_three_days_ahead(announced_at, minutes):
    said = {"announced_at": announced_at} if announced_at else {}
    work = outage(SMS, "2026-06-10 12:00", "2026-06-10 13:00", kind="maintenance", cause="planned", **said)
    assert uptime(SMS, "uptime", "2026-06", work).downtime == minutes * 60_000_000
