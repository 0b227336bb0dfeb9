"""axs-ict: a matrix, mixed units, and urgent reports that must be phoned."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, has_clock

AXS = corpus("axs-ict")


@clause("axs-ict-01")
@pytest.mark.parametrize(
    ("impact", "priorities"),
    [
        ("large", ["P1", "P2", "P3"]),
        ("medium", ["P2", "P3", "P4"]),
        ("small", ["P3", "P4", "P4"]),
        ("51%", ["P1", "P2", "P3"]),  # of the users
        ("50%", ["P2", "P3", "P4"]),
        ("10%", ["P2", "P3", "P4"]),
        ("9.9%", ["P3", "P4", "P4"]),
    ],
)
def test_impact_by_urgency(impact, priorities):
    for urgency, priority in zip(("high", "medium", "low"), priorities, strict=True):
        line = f"2026-06-15 09:00 opened impact={impact} urgency={urgency} channel=phone"
        assert clock_of(AXS, "resolution", line).priority == priority


@clause("axs-ict-02")
@pytest.mark.parametrize(
    ("priority", "target", "until"),
    [
        ("P1", "urgent-response", "2026-06-16 08:10"),  # five minutes today, ten tomorrow
        ("P2", "response", "2026-06-16 08:25"),
        ("P3", "response", "2026-06-16 11:55"),
        ("P4", "response", "2026-06-16 17:30"),  # the end of the next working day
    ],
)
def test_response(priority, target, until):
    assert due(AXS, target, f"2026-06-15 17:25 channel=phone priority={priority}") == until


@clause("axs-ict-03")
@pytest.mark.parametrize(
    ("opened", "priority", "until"),
    [
        ("2026-04-24 08:00", "P1", "2026-04-24 10:00"),
        # Friday before King's Day (Monday 27 April 2026), an hour before closing.
        ("2026-04-24 16:30", "P1", "2026-04-28 09:00"),
        ("2026-04-24 16:30", "P2", "2026-04-28 11:00"),
        ("2026-04-24 16:30", "P3", "2026-04-28 17:30"),
        ("2026-04-24 16:30", "P4", "2026-04-29 17:30"),
    ],
)
def test_resolution(opened, priority, until):
    assert due(AXS, "resolution", f"{opened} priority={priority}") == until


@clause("axs-ict-04")
@pytest.mark.parametrize(
    ("opened", "promised"),
    [
        ("2026-06-15 08:00", True),
        ("2026-06-15 07:59", False),
        ("2026-06-15 17:29", True),
        ("2026-06-15 17:30", False),
        ("2026-06-20 10:00", False),  # Saturday
        ("2026-04-27 10:00", False),  # King's Day
    ],
)
def test_outside_the_hours_nothing_is_promised(opened, promised):
    assert has_clock(AXS, "response", f"{opened} opened priority=P3") is promised
    assert has_clock(AXS, "resolution", f"{opened} opened priority=P3") is promised


@clause("axs-ict-05")
@pytest.mark.parametrize(
    ("channel", "lines", "until"),
    [
        ("phone", [], "2026-06-15 10:15"),
        ("mail", ["2026-06-15 10:40 escalated channel=phone"], "2026-06-15 10:55"),  # from when it is phoned
    ],
)
def test_what_is_urgent_counts_from_the_telephone_call(channel, lines, until):
    assert due(AXS, "urgent-response", f"2026-06-15 10:00 priority=P1 channel={channel}", *lines) == until


@clause("axs-ict-05")
def test_what_is_urgent_and_only_mailed_has_no_clock():
    assert not has_clock(AXS, "urgent-response", "2026-06-15 10:00 opened priority=P1 channel=mail")


@clause("axs-ict-02", "axs-ict-05")
@pytest.mark.parametrize(("reply", "verdict"), [("10:15", "MET"), ("10:16", "BREACHED")])
def test_a_quarter_of_an_hour_after_the_call(reply, verdict):
    lines = ["2026-06-15 10:00 opened priority=P1 channel=phone", f"2026-06-15 {reply} reply"]
    assert clock_of(AXS, "urgent-response", *lines).verdict.name == verdict


@clause("axs-ict-04")
def test_outside_the_hours_an_urgent_call_has_no_promise_either():
    assert not has_clock(AXS, "urgent-response", "2026-06-20 10:00 opened priority=P1 channel=phone")
