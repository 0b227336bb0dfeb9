"""fibernow: fibre with help in office hours or around the clock."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, has_clock, outage, uptime

OFFICE, ALWAYS = corpus("fibernow"), corpus("fibernow", plan="24x7")


@clause("fibernow-01")
@pytest.mark.parametrize("channel", ["phone", "e-mail"])
def test_the_clock_starts_when_the_call_or_mail_comes_in(channel):
    opened = f"2026-06-15 09:00 opened channel={channel}"
    clock = clock_of(ALWAYS, "always-response", opened, "2026-06-15 09:40 acknowledged", "2026-06-15 11:01 reply")
    assert clock.verdict.name == "BREACHED"  # two hours from nine, not from when somebody registered it


@clause("fibernow-01")
def test_what_comes_in_otherwise_starts_nothing():
    assert not has_clock(ALWAYS, "always-response", "2026-06-15 09:00 opened channel=chat")


@clause("fibernow-02")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2025-05-05 10:00", "2025-05-06 10:00"),  # Monday, 80 years: the country has it off
        ("2026-05-05 10:00", "2026-05-05 12:00"),  # Tuesday of an ordinary year
        ("2026-04-27 10:00", "2026-04-28 10:00"),  # King's Day
        ("2026-05-14 10:00", "2026-05-15 10:00"),  # Ascension
        ("2026-12-25 10:00", "2026-12-28 10:00"),  # Christmas, then the weekend
        ("2026-04-03 10:00", "2026-04-03 12:00"),  # Good Friday is an ordinary day (ours)
    ],
)
def test_office_hours_end_on_holidays_and_fifth_of_may_only_when_designated(opened, until):
    assert due(OFFICE, "office-response", f"{opened} channel=phone") == until


@clause("fibernow-02")
@pytest.mark.parametrize("day", ["2025-05-05", "2026-04-27", "2026-12-25"])
def test_around_the_clock_means_on_holidays_too(day):
    assert due(ALWAYS, "always-response", f"{day} 10:00 channel=phone") == f"{day} 12:00"
    assert due(ALWAYS, "always-resolution", f"{day} 10:00 channel=phone") == f"{day} 18:00"


@clause("fibernow-03")
def test_a_mass_outage_stops_the_clock():
    lines = ["2026-06-15 10:00 status status=mass-outage", "2026-06-15 15:00 status status=open"]
    # One hour before the mass outage; one or seven after it.
    assert due(ALWAYS, "always-response", "2026-06-15 09:00 channel=phone", *lines) == "2026-06-15 16:00"
    assert due(ALWAYS, "always-resolution", "2026-06-15 09:00 channel=phone", *lines) == "2026-06-15 22:00"


@clause("fibernow-03")
@pytest.mark.parametrize(
    ("label", "said", "minutes"),
    [
        ("2026-06", {"cause": "cable"}, 60),
        ("2026-06", {"cause": "mass-outage"}, 0),
        ("2026-06", {"kind": "maintenance", "announced_at": "2026-06-01 09:00"}, 0),
        ("2025-02", {"cause": "cable"}, 0),  # before delivery on 3 March
        ("2025-03", {"cause": "cable"}, 60),
    ],
)
def test_mass_outages_planned_work_and_the_time_before_delivery_do_not_count(label, said, minutes):
    down = outage(OFFICE, f"{label}-10 12:00", f"{label}-10 13:00", **said)
    assert uptime(OFFICE, "uptime", label, down).downtime == minutes * 60_000_000


@clause("fibernow-02")
@pytest.mark.parametrize(("agreement", "plan"), [(OFFICE, "office"), (ALWAYS, "always")])
def test_a_plan_has_its_own_promises_and_no_other(agreement, plan):
    assert list(agreement.targets) == [f"{plan}-response", f"{plan}-resolution"]
