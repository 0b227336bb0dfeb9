"""Names of maintenance classes are no causes: an outage that borrows one counts."""

from __future__ import annotations

import pytest

from houvast.sla.terms import HOUR
from tests.sla.uptimes import judged, maintenance, outage, promised

CLASSES = "maintenance: {planned: {notice: 3d}, emergency: {notice: 2h, causes: [urgent]}}"
EXCLUDES = ("planned-maintenance", "[planned, emergency]", "[planned-maintenance, third-party]")


@pytest.mark.parametrize("exclude", EXCLUDES)
@pytest.mark.parametrize("cause", ["planned-maintenance", "planned", "emergency"])
def test_an_outage_is_no_maintenance_by_its_cause(exclude, cause):
    agreement = promised(f"exclude: {exclude}", CLASSES)
    found = judged(agreement, [outage("2026-06-15 10:00", "2026-06-15 12:00", cause=cause)])
    assert found.downtime == 2 * HOUR


@pytest.mark.parametrize("exclude", EXCLUDES[:1])
def test_unannounced_work_is_downtime_whatever_it_is_called(exclude):
    agreement = promised(f"exclude: {exclude}", CLASSES)
    work = maintenance("2026-06-15 10:00", "2026-06-15 12:00", cause="planned-maintenance")
    assert judged(agreement, [work]).downtime == 2 * HOUR


def test_a_cause_that_is_no_class_is_excluded_as_before():
    agreement = promised("exclude: [planned-maintenance, third-party]", CLASSES)
    found = judged(agreement, [outage("2026-06-15 10:00", "2026-06-15 12:00", cause="third-party")])
    assert (found.downtime, found.excluded) == (0, 2 * HOUR)
