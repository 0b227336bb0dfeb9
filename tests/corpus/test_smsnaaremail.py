"""smsnaaremail: four nines without announced work and what nobody can help."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, duty_stands, outage, uptime

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


@clause("smsnaaremail-03")
@pytest.mark.parametrize(
    ("deeds", "verdicts"),
    [
        ([], {}),  # nobody asked and paid: nothing is owed, whatever months go by
        ([("2026-05", "2026-06-02 09:00", "2026-06-16 09:00")], {"2026-05": "MET"}),  # two weeks is ours
        ([("2026-05", "2026-06-02 09:00", "2026-06-16 09:01")], {"2026-05": "BREACHED"}),
        ([("2026-05", "2026-06-02 09:00", None)], {"2026-05": "BREACHED"}),
    ],
)
def test_a_report_only_on_a_paid_request(deeds, verdicts):
    assert duty_stands(SMS, "report", *deeds) == verdicts
