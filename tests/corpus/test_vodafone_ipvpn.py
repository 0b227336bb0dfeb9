"""vodafone-ipvpn: repair counts from the end of the analysis, and the year from the day it began."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, has_clock, outage, uptime, wall

VODAFONE = corpus("vodafone-ipvpn")
ANALYSED = ["2026-06-15 09:00 opened", "2026-06-15 10:00 status status=diagnosed"]


@clause("vodafone-ipvpn-01")
@pytest.mark.parametrize(
    ("lines", "verdict"),  # eight hours is ours
    [
        (["2026-06-15 18:00 resolved"], "MET"),  # from ten, not from nine
        (["2026-06-15 11:00 reply", "2026-06-15 18:01 resolved"], "BREACHED"),  # an answer is no solution
        (
            ["2026-06-15 11:00 status status=agreed-time-out", "2026-06-15 13:00 status status=open",
             "2026-06-15 20:00 resolved"],
            "MET",
        ),
        (
            ["2026-06-15 11:00 status status=agreed-time-out", "2026-06-15 13:00 status status=open",
             "2026-06-15 20:01 resolved"],
            "BREACHED",
        ),
        (["2026-06-15 11:00 status status=waiting-parts", "2026-06-15 18:01 resolved"], "BREACHED"),  # not agreed
    ],
)  # fmt: skip
def test_repair_runs_from_the_end_of_the_analysis_without_agreed_time_outs(lines, verdict):
    clock = clock_of(VODAFONE, "repair", *ANALYSED, *lines)
    assert wall(VODAFONE, clock.started_at) == "2026-06-15 10:00"
    assert clock.verdict.name == verdict


@clause("vodafone-ipvpn-01")
def test_before_the_analysis_nothing_runs():
    assert not has_clock(VODAFONE, "repair", ANALYSED[0])


@clause("vodafone-ipvpn-02")
@pytest.mark.parametrize(
    ("start", "end", "announced_at", "minutes"),
    [
        ("2026-06-15 01:00", "2026-06-15 02:00", "2026-06-10 01:00", 0),
        ("2026-06-15 01:00", "2026-06-15 02:00", "2026-06-10 01:01", 60),  # five days before is ours
        ("2026-06-15 01:00", "2026-06-15 02:00", None, 60),
        ("2026-06-15 05:00", "2026-06-15 07:00", "2026-06-01 09:00", 60),  # after six it leaves the window
    ],
)
def test_planned_work_in_its_window_after_announcement(start, end, announced_at, minutes):
    said = {"announced_at": announced_at} if announced_at else {}
    work = outage(VODAFONE, start, end, kind="maintenance", cause="planned", **said)
    assert uptime(VODAFONE, "uptime", "2026", work).downtime == minutes * 60_000_000


@clause("vodafone-ipvpn-03")
@pytest.mark.parametrize(
    ("day", "year"), [("2026-03-15", "2026"), ("2027-03-14", "2026"), ("2027-03-15", "2027"), ("2028-02-29", "2027")]
)
def test_a_contract_year_begins_on_the_day_the_service_did(day, year):
    down = outage(VODAFONE, f"{day} 12:00", f"{day} 13:00")
    for each in ("2026", "2027"):
        found = uptime(VODAFONE, "uptime", each, down)
        assert found.downtime == (3_600_000_000 if each == year else 0)
    assert found.total == 366 * 24 * 3_600_000_000  # of 2027: with 29 February 2028
