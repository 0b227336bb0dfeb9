"""myob-gaas: a first response, an update within three hours of it, notice per class of maintenance."""

from __future__ import annotations

import pytest

from houvast.sla.terms import HOUR
from tests.corpus.reading import clause, clock_of, corpus, due, outage, uptime, wall

MYOB = corpus("myob-gaas")


@clause("myob-gaas-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-20 23:00 priority=critical", "2026-06-21 02:00"),  # a Saturday night: reporting is round the clock
        ("2026-06-15 10:00 priority=other", "2026-06-16 17:30"),
        ("2026-06-20 23:00 priority=other", "2026-06-23 17:30"),  # counts as Monday
    ],
)
def test_three_hours_or_one_business_day(opened, until):
    assert due(MYOB, "response", opened) == until


@clause("myob-gaas-02")
def test_an_update_within_three_hours_of_the_first_response():
    clock = clock_of(MYOB, "first-update", "2026-06-15 09:00 opened", "2026-06-15 10:10 reply")
    assert (wall(MYOB, clock.started_at), wall(MYOB, clock.due_at)) == ("2026-06-15 10:10", "2026-06-15 13:10")


@clause("myob-gaas-03")
@pytest.mark.parametrize(
    ("cause", "announced", "hours"),
    [
        ("planned", "2026-06-12 22:00", 0),  # three days ahead
        ("planned", "2026-06-12 22:01", 2),
        ("critical", "2026-06-14 22:00", 0),
        ("critical", "2026-06-14 22:01", 2),
        ("emergency", "2026-06-15 20:00", 0),
        ("emergency", "2026-06-15 20:01", 2),
    ],
)
def test_each_class_of_maintenance_has_a_notice_of_its_own(cause, announced, hours):
    work = outage(MYOB, "2026-06-15 22:00", "2026-06-16 00:00", kind="maintenance", cause=cause, announced_at=announced)
    assert uptime(MYOB, "uptime", "2026-06", work).downtime == hours * HOUR
