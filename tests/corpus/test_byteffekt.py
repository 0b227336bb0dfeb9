"""byteffekt: hosting judged by its network and machines, as long as it is taken."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, indicated, outage, read_off, uptime

BYTEFFEKT = corpus("byteffekt", timezone="UTC")


@clause("byteffekt-01")
@pytest.mark.parametrize(
    ("service", "end", "reached"),
    [
        ("network", "07:12", True),  # 1% of 43,200 minutes is 7 hours and 12 minutes
        ("network", "07:13", False),
        ("hardware", "07:13", False),
        ("website", "24:00", True),  # what runs on it is not promised
    ],
)
def test_network_and_machines_are_up_for_99_percent_of_the_month(service, end, reached):
    until = f"2026-06-10 {end}" if end != "24:00" else "2026-06-11 00:00"
    down = outage(BYTEFFEKT, "2026-06-10 00:00", until, service=service)
    assert uptime(BYTEFFEKT, "platform", "2026-06", down).reached is reached


@clause("byteffekt-02")
@pytest.mark.parametrize(
    ("name", "copies", "reached"),
    [
        ("daily-copies", [7] * 30, True),
        ("daily-copies", [7] * 29 + [6], False),
        ("daily-copies", [7] * 29, False),  # no backup on the last day
        ("weekly-copies", [4] * 30, True),
        ("weekly-copies", [4] * 12 + [3] + [4] * 17, False),
    ],
)
def test_seven_daily_and_four_weekly_copies_on_every_day(name, copies, reached):
    rows = [read_off(BYTEFFEKT, f"2026-06-{day:02} 06:00", each) for day, each in enumerate(copies, 1)]
    assert indicated(BYTEFFEKT, name, "2026-06", *rows).reached is reached


@clause("byteffekt-03")
@pytest.mark.parametrize(
    ("label", "days", "downtime"),
    [
        ("2026-02", 0, 0),  # not yet taken
        ("2026-03", 22, 1),  # from the 10th
        ("2026-04", 30, 1),
        ("2026-09", 20, 0),  # until the 20th: the outage of the 21st is after it
        ("2026-10", 0, 0),
    ],
)
def test_the_promise_lasts_as_long_as_the_service(label, days, downtime):
    down = outage(BYTEFFEKT, f"{label}-21 12:00", f"{label}-21 13:00", service="network")
    found = uptime(BYTEFFEKT, "platform", label, down)
    assert found.included == days * 24 * 3_600_000_000
    assert found.downtime == downtime * 3_600_000_000
    assert (found.figure is None) is (days == 0)
