"""logius-digilevering: the time in which it may be used, and a meeting once a year."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, duty_stands, outage, uptime

LOGIUS = corpus("logius-digilevering")


@clause("logius-digilevering-01")
@pytest.mark.parametrize(
    ("start", "end", "reached"),  # June has 26 days of 16 hours, which are ours: 1% is 4 h 9 min 36 s
    [
        ("2026-06-15 08:00", "2026-06-15 12:09", True),
        ("2026-06-15 08:00", "2026-06-15 12:10", False),
        ("2026-06-14 00:00", "2026-06-15 06:00", True),  # Sunday
        ("2026-06-15 22:00", "2026-06-16 06:00", True),  # night
        ("2026-06-15 20:00", "2026-06-16 08:09", True),  # two hours before it, 2 h 9 min after it
        ("2026-06-15 20:00", "2026-06-16 08:10", False),
    ],
)
def test_only_service_time_counts(start, end, reached):
    assert uptime(LOGIUS, "uptime", "2026-06", outage(LOGIUS, start, end)).reached is reached


@clause("logius-digilevering-01")
def test_service_time_is_what_is_divided_by():
    found = uptime(LOGIUS, "uptime", "2026-06", outage(LOGIUS, "2026-06-15 08:00", "2026-06-15 12:00"))
    assert found.base == 416 * 3_600_000_000


@clause("logius-digilevering-02")
@pytest.mark.parametrize(
    ("held", "verdict"),
    [("2026-11-20 10:00", "MET"), ("2027-01-01 00:01", "BREACHED"), (None, "BREACHED")],
)
def test_the_chain_meets_once_a_year(held, verdict):
    stands = duty_stands(LOGIUS, "chain-meeting", ("2026", None, held), as_of="2027-06-01 00:00")
    assert stands == {"2026": verdict}
