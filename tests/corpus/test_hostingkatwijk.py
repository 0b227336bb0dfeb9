"""hostingkatwijk: one hour to respond and four to fix, from the ticket or the telephone call."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, duty_stands, has_clock

KATWIJK = corpus("hostingkatwijk")


@clause("hostingkatwijk-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 09:00 channel=ticket", "2026-06-15 10:00"),
        ("2026-06-15 17:00 channel=phone", "2026-06-16 09:30"),
        ("2026-06-19 17:20 channel=phone", "2026-06-22 09:50"),  # over the weekend
        ("2026-04-26 12:00 channel=ticket", "2026-04-28 10:00"),  # Sunday, then King's Day
    ],
)
def test_one_hour_of_working_days(opened, until):
    assert due(KATWIJK, "response", f"{opened} type=incident") == until


@clause("hostingkatwijk-01")
@pytest.mark.parametrize(("channel", "counts"), [("ticket", True), ("phone", True), ("chat", False)])
def test_only_by_ticket_or_telephone(channel, counts):
    opened = f"2026-06-15 09:00 opened type=incident channel={channel}"
    assert has_clock(KATWIJK, "response", opened) is counts
    assert has_clock(KATWIJK, "resolution", opened) is counts


@clause("hostingkatwijk-02")
@pytest.mark.parametrize(("resolved", "verdict"), [("2026-06-15 14:00", "MET"), ("2026-06-15 14:01", "BREACHED")])
def test_fixed_within_four_hours_of_the_registration(resolved, verdict):
    # Registered at ten; that somebody answered at eleven changes nothing.
    lines = ["2026-06-15 10:00 opened type=incident channel=ticket", "2026-06-15 11:00 reply"]
    clock = clock_of(KATWIJK, "resolution", *lines, f"{resolved} resolved")
    assert clock.verdict.name == verdict


@clause("hostingkatwijk-03")
@pytest.mark.parametrize(
    ("opened", "urgent"),
    [
        ("2026-06-20 10:00 opened known=before_weekend", True),  # Saturday
        ("2026-06-19 10:00 opened known=before_weekend", False),  # Friday: an ordinary report
        ("2026-06-20 10:00 opened", False),
        ("2026-06-20 10:00 opened known=weekend", False),
    ],
)
def test_what_was_known_before_the_weekend_and_reported_in_it_is_urgent(opened, urgent):
    assert has_clock(KATWIJK, "known-before-weekend", f"{opened} type=incident channel=phone") is urgent


@clause("hostingkatwijk-04")
@pytest.mark.parametrize(("asked", "verdict"), [("2026-07-01 12:00", "MET"), ("2026-07-01 12:01", "BREACHED")])
def test_a_change_is_asked_for_two_weeks_before_its_release(asked, verdict):
    release = ("shop 2.0", "2026-07-15 12:00", asked)
    assert duty_stands(KATWIJK, "ask-for-change", release) == {"shop 2.0": verdict}


@clause("hostingkatwijk-04")
def test_a_change_is_never_an_incident():
    opened = "2026-06-15 09:00 opened channel=ticket type="
    for target in ("response", "resolution"):
        assert has_clock(KATWIJK, target, f"{opened}incident")
        assert not has_clock(KATWIJK, target, f"{opened}change")
