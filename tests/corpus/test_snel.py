"""snel: support in Dutch office hours; the work must really begin, and repair is judged by its mean."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, outage, outcome, uptime

SNEL = corpus("snel")


@clause("snel-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 09:00", "2026-06-15 11:00"),
        ("2026-06-15 17:00", "2026-06-16 10:00"),
        ("2026-06-19 17:00", "2026-06-22 10:00"),  # over the weekend
        ("2026-04-26 12:00", "2026-04-28 11:00"),  # Sunday, then King's Day
        ("2026-06-15 06:30+00:00", "2026-06-15 11:00"),  # half past eight in Amsterdam
        ("2026-01-12 07:30+00:00", "2026-01-12 11:00"),  # in winter too
        ("2026-01-12 08:30+00:00", "2026-01-12 11:30"),
    ],
)
def test_support_from_nine_to_six_in_amsterdam(opened, until):
    assert due(SNEL, "response", opened) == until


@clause("snel-02")
@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        (["2026-06-15 11:00 status status=in-progress"], "MET"),
        (["2026-06-15 11:01 status status=in-progress"], "BREACHED"),
        (["2026-06-15 09:30 reply", "2026-06-15 11:30 status status=in-progress"], "BREACHED"),  # an answer is no work
        (["2026-06-15 09:30 status status=queued", "2026-06-15 11:30 status status=in-progress"], "BREACHED"),
    ],
)
def test_from_registration_until_the_work_really_starts(lines, verdict):
    assert clock_of(SNEL, "response", "2026-06-15 09:00 opened", *lines).verdict.name == verdict


@clause("snel-03")
@pytest.mark.parametrize(
    ("hours", "figure", "reached"),  # of four, which is ours
    [
        ((1, 7), 100, True),  # four hours on average, though one was late
        ((1, 8), "112.5", False),  # 4½ hours
        ((3, 3, 6), 100, True),
    ],
)
def test_the_mean_time_to_repair_counts(hours, figure, reached):
    tickets = {
        f"T{row}": ["2026-06-15 09:00 opened", f"2026-06-15 {9 + hour:02}:00 resolved"]
        for row, hour in enumerate(hours)
    }
    found = outcome(SNEL, "repair", tickets, "2026-06")
    assert (float(found.figure), found.reached) == (float(figure), reached)


@clause("snel-04")
@pytest.mark.parametrize(("end", "reached"), [("12:04:19", True), ("12:04:20", False)])  # 259.2 seconds of June
def test_network_and_power_have_four_nines_each(end, reached):
    down = outage(SNEL, "2026-06-10 12:00", f"2026-06-10 {end}", service="network")
    assert uptime(SNEL, "network", "2026-06", down).reached is reached
    assert uptime(SNEL, "power", "2026-06", down).reached is True
