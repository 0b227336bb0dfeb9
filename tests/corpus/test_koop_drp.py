"""koop-drp: each application by itself, in production and before it; what is not known is no 100%."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, corpus, duty_stands, indicated, probe, read_off, uptime

KOOP = corpus("koop-drp")
JUNE = {"2026-06-01 00:00": "up", "2026-07-01 00:00": "up"}


def seen(states: dict[str, str]) -> list[dict]:
    return [probe(KOOP, moment, state) for moment, state in sorted(states.items())]


@clause("koop-drp-01")
@pytest.mark.parametrize(
    ("target", "end", "reached"),
    [
        ("drop-production", "2026-06-10 07:12", True),  # 1% of 43,200 minutes is 432
        ("drop-production", "2026-06-10 07:13", False),
        ("publishing-production", "2026-06-10 07:13", False),
        ("drop-before-production", "2026-06-11 12:00", True),  # 5% is 36 hours
        ("drop-before-production", "2026-06-11 12:01", False),
        ("publishing-production", "2026-06-10 07:12", True),
        ("publishing-before-production", "2026-06-11 12:00", True),
        ("publishing-before-production", "2026-06-11 12:01", False),
    ],
)
def test_99_percent_in_production_and_95_before_it(target, end, reached):
    rows = seen({**JUNE, "2026-06-10 00:00": "down", end: "up"})
    assert uptime(KOOP, target, "2026-06", probes=rows).reached is reached


@clause("koop-drp-01")
def test_each_application_by_itself():
    down = probe(KOOP, "2026-06-01 00:00", "down", service="drop")
    rows = [down, probe(KOOP, "2026-07-01 00:00", "down", service="drop")]
    rows += [{**each, "service": "publishing"} for each in seen(JUNE)]
    assert uptime(KOOP, "drop-production", "2026-06", probes=rows).figure == 0
    assert uptime(KOOP, "publishing-production", "2026-06", probes=rows).figure == 100


@clause("koop-drp-02")
@pytest.mark.parametrize(
    ("readings", "reached"),
    [
        ({"2026-06-15 10:00": "0.2", "2026-06-15 11:00": "0.4"}, True),  # 0.3 on average
        ({"2026-06-15 10:00": "0.2", "2026-06-15 11:00": "0.41"}, False),
        ({"2026-06-15 10:00": "0.3", "2026-06-15 20:00": "5"}, True),  # outside the peak, which is ours
        ({}, None),
    ],
)
def test_the_login_page_answers_within_three_tenths_of_a_second(readings, reached):
    rows = [read_off(KOOP, moment, value) for moment, value in readings.items()]
    assert indicated(KOOP, "login-page", "2026-06", *rows).reached is reached


@clause("koop-drp-03")
def test_a_month_that_nobody_measured_has_no_percentage():
    rows = seen(JUNE)
    june, july = (uptime(KOOP, "drop-production", label, probes=rows) for label in ("2026-06", "2026-07"))
    assert (june.figure, june.reached) == (100, True)
    assert (july.figure, july.reached) == (None, None)


@clause("koop-drp-03")
def test_half_a_month_says_nothing_about_the_other_half():
    rows = seen({"2026-06-16 00:00": "up", "2026-07-01 00:00": "up"})
    found = uptime(KOOP, "drop-production", "2026-06", probes=rows)
    assert (found.figure, found.coverage, found.reached) == (100, 50, None)


@clause("koop-drp-03")
def test_the_report_is_renewed_every_month():
    deeds = [("2026-05", None, "2026-06-16 00:00"), ("2026-06", None, "2026-07-16 00:01")]  # 15 days is ours
    stands = duty_stands(KOOP, "report", *deeds, as_of="2026-08-20 12:00")
    assert (stands["2026-05"], stands["2026-06"], stands["2026-07"]) == ("MET", "BREACHED", "BREACHED")
    assert len(stands) == 7  # January to July
