"""atlantika: four services, two percentiles, times for two severities."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, due, indicated, outage, read_off, uptime

SOC = corpus("atlantika")


@clause("atlantika-01")
@pytest.mark.parametrize(
    ("service", "minutes", "reached"),  # of the 43,200 minutes of June
    [
        ("monitoring", 43, True),
        ("monitoring", 44, False),
        ("incident-response", 216, True),
        ("incident-response", 217, False),
        ("portal", 43, True),
        ("portal", 44, False),
        ("api", 21, True),
        ("api", 22, False),
    ],
)
def test_each_service_has_a_percentage(service, minutes, reached):
    down = outage(SOC, "2026-06-15 12:00", f"2026-06-15 {12 + minutes // 60}:{minutes % 60:02}")
    assert uptime(SOC, service, "2026-06", down).reached is reached


@clause("atlantika-01")
@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-06-14 02:00", "2026-06-14 06:00", 0),  # a Sunday, in the window
        ("2026-06-14 05:00", "2026-06-14 07:00", 60),
        ("2026-06-15 02:00", "2026-06-15 03:00", 60),  # a Monday
    ],
)
def test_scheduled_windows_do_not_count(start, end, minutes):
    work = outage(SOC, start, end, kind="maintenance", announced_at="2026-06-01 12:00")
    assert uptime(SOC, "portal", "2026-06", work).downtime == minutes * 60_000_000


@clause("atlantika-02")
@pytest.mark.parametrize(
    ("target", "values", "reached"),
    [
        ("page-load", [2.9] * 95 + [30] * 5, True),
        ("page-load", [2.9] * 94 + [30] * 6, False),
        ("page-load", [3] * 100, False),  # under three seconds
        ("api-time", [499] * 19 + [5000], True),
        ("api-time", [499] * 18 + [5000] * 2, False),
    ],
)
def test_the_95th_percentile(target, values, reached):
    rows = [read_off(SOC, f"2026-06-15 {at // 60:02}:{at % 60:02}", value) for at, value in enumerate(values)]
    assert indicated(SOC, target, "2026-06", *rows).reached is reached


@clause("atlantika-03")
@pytest.mark.parametrize(
    ("target", "value", "reached"),
    [
        ("false-positives", 4, True),
        ("false-positives", 5, False),
        ("correlation", 95, True),
        ("correlation", 94, False),
        ("alert-delay", 59, True),
        ("alert-delay", 60, False),
    ],
)
def test_shares_of_alerts_that_people_have_looked_at(target, value, reached):
    assert indicated(SOC, target, "2026-06", read_off(SOC, "2026-06-15 12:00", value, of=100)).reached is reached


@clause("atlantika-04")
@pytest.mark.parametrize(
    ("severity", "response", "resolution"),
    [("critical", "2026-06-14 03:15", "2026-06-14 07:00"), ("high", "2026-06-14 03:30", "2026-06-14 11:00")],
)
def test_times_for_two_severities(severity, response, resolution):
    opened = f"2026-06-14 03:00 priority={severity}"
    assert (due(SOC, "response", opened), due(SOC, "resolution", opened)) == (response, resolution)
