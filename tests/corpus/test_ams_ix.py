"""ams-ix: monthly averages of minutes, a report, and new ports in time."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.corpus.reading import clause, clock_of, corpus, duty_stands, indicated, outage, read_off, wall

AMS = corpus("ams-ix")


def readings(*pairs):
    return [read_off(AMS, f"2026-06-15 {at}", value) for at, value in pairs]


@clause("ams-ix-01")
@pytest.mark.parametrize("target", ["delay", "variation", "loss"])
def test_the_month_is_the_mean_of_its_minutes(target):
    rows = readings(("10:00:00", "0.1"), ("10:00:20", "0.1"), ("10:00:40", "0.1"), ("10:01:00", "0.5"))
    assert indicated(AMS, target, "2026-06", *rows).figure == Fraction("0.3")  # and not 0.2, the mean of all four


@clause("ams-ix-01")
@pytest.mark.parametrize(("announced", "reached"), [("2026-06-10 12:00", True), ("2026-06-15 10:00:30", False)])
def test_announced_maintenance_is_left_out(announced, reached):
    work = outage(AMS, "2026-06-15 10:00", "2026-06-15 11:00", kind="maintenance", announced_at=announced)
    rows = readings(("09:30", "0.5"), ("10:30", "9"))
    assert indicated(AMS, "delay", "2026-06", *rows, outages=(work,)).reached is reached


@clause("ams-ix-03")
def test_a_report_each_month_and_a_meeting_each_quarter():
    in_time, late = ("2026-01", None, "2026-02-15 12:00"), ("2026-02", None, "2026-03-17 12:00")
    stands = duty_stands(AMS, "report", in_time, late, as_of="2026-04-02 00:00")
    assert stands == {"2026-01": "MET", "2026-02": "BREACHED", "2026-03": "PENDING"}
    assert duty_stands(AMS, "meeting", as_of="2026-05-02 00:00") == {"2026-Q1": "BREACHED"}


@clause("ams-ix-04")
@pytest.mark.parametrize(
    ("delivered", "verdict"),
    [("2026-06-24 18:00", "MET"), ("2026-06-24 18:01", "BREACHED")],  # accepted Wednesday: five working days later
)
def test_a_port_within_five_working_days_of_acceptance(delivered, verdict):
    lines = [
        "2026-06-15 09:00 opened type=port",
        "2026-06-17 12:00 status status=accepted",
        f"{delivered} status status=delivered",
    ]
    clock = clock_of(AMS, "delivery", *lines)
    assert (wall(AMS, clock.due_at), clock.verdict.name) == ("2026-06-24 18:00", verdict)
