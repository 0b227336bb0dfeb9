"""h2o-ai: a hosted service, of which short outages are no downtime."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing
from tests.corpus.claims import asked, award
from tests.corpus.reading import clause, corpus, outage, uptime
from tests.sla.money import measured

SERVICE = corpus("h2o-ai")


def down(start: str, end: str, **said):
    return outage(SERVICE, f"2026-06-14 {start}", f"2026-06-14 {end}", **said)


def seconds(*rows) -> float:
    return float(uptime(SERVICE, "uptime", "2026-06", *rows).downtime / 1_000_000)


@clause("h2o-ai-01")
@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        ([down("12:00:00", "12:04:59")], 0),
        ([down("12:00:00", "12:05:00")], 300),
        ([down("12:00:00", "12:04:00"), down("12:04:00", "12:08:00")], 480),  # one after the other is one
        ([down("12:00:00", "12:04:00"), down("12:05:00", "12:09:00")], 0),
    ],
)
def test_less_than_five_minutes_is_no_downtime_event(rows, lost):
    assert seconds(*rows) == lost


@clause("h2o-ai-02")
@pytest.mark.parametrize(
    ("announced", "start", "lost"),
    [
        ("2026-06-13 08:00", "08:00", 0),  # Sunday, a day ahead
        ("2026-06-13 08:01", "08:00", 7200),
        (None, "08:00", 7200),  # in the hours aimed at, and yet
        ("2026-06-12 00:00", "14:00", 0),  # outside them, which bind nobody
    ],
)
def test_planned_downtime_needs_a_day_of_notice(announced, start, lost):
    said = {"announced_at": announced} if announced else {}
    end = f"{int(start[:2]) + 2:02}:00"
    assert seconds(down(start, end, kind="maintenance", cause="planned", **said)) == lost


@clause("h2o-ai-03")
@pytest.mark.parametrize(
    ("moment", "standing"),
    [
        # The event ends on Tuesday 2 June at 01:00; 72 hours of eight a day are nine days: 2–5 and 8–12 June.
        ("2026-06-12 17:00", Standing.CLAIMED),
        ("2026-06-12 17:01", Standing.LAPSED),
        ("2026-06-05 01:01", Standing.CLAIMED),  # more than 72 hours by the clock
    ],
)
def test_reported_within_72_business_hours(moment, standing):
    assert asked(SERVICE, award(SERVICE, measured(incidents=("1h",))), moment) is standing


@clause("h2o-ai-04")
@pytest.mark.parametrize(
    ("cause", "lost"), [("outside", 0), ("third-party", 0), ("denial-of-service", 0), ("software", 3600)]
)
def test_causes_that_do_not_count(cause, lost):
    assert seconds(down("12:00", "13:00", cause=cause)) == lost
