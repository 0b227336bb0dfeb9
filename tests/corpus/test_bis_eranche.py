"""bis-eranche: classes from the number of services and a workaround; notice of changes."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, duty_stands

BIS = corpus("bis-eranche")


@clause("bis-eranche-01")
@pytest.mark.parametrize(
    ("said", "priority"),
    [
        ("impact=3 urgency=down workaround=no", "disaster"),
        ("impact=2 urgency=down", "disaster"),
        ("impact=3 urgency=down workaround=yes", "medium"),
        ("impact=1 urgency=down workaround=no", "critical"),
        ("impact=2 urgency=hindered", "critical"),
        ("impact=1 urgency=hindered", "high"),
        ("impact=0 urgency=hindered", "low"),
    ],
)
def test_the_number_of_services_and_a_workaround_give_the_class(said, priority):
    assert clock_of(BIS, "response", f"2026-06-15 09:00 opened {said}").priority == priority


@clause("bis-eranche-01")
def test_a_workaround_that_is_found_later_changes_the_class():
    lines = ["2026-06-15 09:00 opened impact=3 urgency=down", "2026-06-15 09:10 note workaround=yes"]
    assert clock_of(BIS, "response", *lines).priority == "medium"


@clause("bis-eranche-02")
@pytest.mark.parametrize(
    ("told", "verdict"),
    [("2026-06-12 23:59", "MET"), ("2026-06-16 00:01", "BREACHED")],  # ten working days before Tuesday 30 June
)
def test_changes_are_told_ten_working_days_before(told, verdict):
    assert duty_stands(BIS, "change", ("2.0", "2026-06-30 00:00", told)) == {"2.0": verdict}
