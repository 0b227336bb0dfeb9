"""weadapt: nine out of ten in time, for each channel and each priority."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, has_clock, indicated, outage, outcome, read_off, uptime

WEADAPT = corpus("weadapt")


@clause("weadapt-01")
@pytest.mark.parametrize(
    ("waits", "reached"),
    [
        ([300] * 9 + [301], True),  # exactly nine out of ten
        ([300] * 8 + [301] * 2, False),
        ([10] * 18 + [301] * 2, True),
    ],
)
def test_the_telephone_is_answered_within_five_minutes(waits, reached):
    rows = [read_off(WEADAPT, f"2026-06-15 10:{minute:02}", wait) for minute, wait in enumerate(waits)]
    assert indicated(WEADAPT, "telephone", "2026-06", *rows).reached is reached


@pytest.mark.parametrize(
    ("opened", "until"),
    [("2026-06-15 09:00", "2026-06-15 13:00"), ("2026-06-19 15:00", "2026-06-22 10:30")],  # over a weekend
)
@clause("weadapt-01")
def test_mail_is_answered_within_four_hours(opened, until):
    assert due(WEADAPT, "e-mail", f"{opened} channel=e-mail") == until


def tickets(opened: str, closing: str, in_time: str, late: str, counts: tuple[int, int]) -> dict[str, list[str]]:
    """So many tickets that were in time, and so many that were late."""
    moments = [in_time] * counts[0] + [late] * counts[1]
    return {f"T{number}": [opened, f"{moment} {closing}"] for number, moment in enumerate(moments)}


NINE_IN_TEN = pytest.mark.parametrize(("counts", "reached"), [((9, 1), True), ((8, 1), False), ((17, 2), False)])


@clause("weadapt-01")
def test_a_report_by_telephone_is_no_mail():
    assert not has_clock(WEADAPT, "e-mail", "2026-06-15 09:00 opened channel=phone")


@clause("weadapt-01")
@NINE_IN_TEN
def test_nine_of_ten_mails(counts, reached):
    mails = tickets("2026-06-15 09:00 opened channel=e-mail", "reply", "2026-06-15 12:59", "2026-06-15 13:01", counts)
    assert outcome(WEADAPT, "e-mail", mails, "2026-06").reached is reached


@clause("weadapt-02")
@pytest.mark.parametrize(
    ("priority", "in_time", "late"),
    [
        ("P1", "2026-06-15 09:59", "2026-06-15 10:00"),  # under one hour
        ("P2", "2026-06-15 10:59", "2026-06-15 11:00"),
        ("P3", "2026-06-15 16:59", "2026-06-15 17:00"),  # eight hours are all that is left of the day
        ("P4", "2026-06-17 15:59", "2026-06-17 16:00"),  # 8, 8½ and 7½ hours
    ],
)
@NINE_IN_TEN
def test_nine_of_ten_responses_of_a_priority(priority, in_time, late, counts, reached):
    mine = tickets(f"2026-06-15 09:00 opened priority={priority}", "reply", in_time, late, counts)
    assert outcome(WEADAPT, f"response-{priority.lower()}", mine, "2026-06").reached is reached


@clause("weadapt-03")
@pytest.mark.parametrize(
    ("priority", "in_time", "late"),
    [
        ("P1", "2026-06-15 12:59", "2026-06-15 13:00"),
        ("P2", "2026-06-15 16:59", "2026-06-15 17:00"),
        ("P3", "2026-06-16 16:29", "2026-06-16 16:30"),  # 8 hours, and 8 from 08:30
    ],
)
@NINE_IN_TEN
def test_nine_of_ten_solutions_of_a_priority(priority, in_time, late, counts, reached):
    mine = tickets(f"2026-06-15 09:00 opened priority={priority}", "resolved", in_time, late, counts)
    assert outcome(WEADAPT, f"resolution-{priority.lower()}", mine, "2026-06").reached is reached


@clause("weadapt-02")
def test_each_priority_has_a_share_of_its_own():
    mine = tickets("2026-06-15 09:00 opened priority=P1", "reply", "2026-06-15 09:30", "2026-06-15 12:00", (0, 1)) | {
        f"other{n}": ["2026-06-15 09:00 opened priority=P3", "2026-06-15 09:30 reply"] for n in range(99)
    }
    assert outcome(WEADAPT, "response-p1", mine, "2026-06").reached is False
    assert outcome(WEADAPT, "response-p3", mine, "2026-06").reached is True
    assert clock_of(WEADAPT, "response-p1", *mine["T0"]).verdict.name == "BREACHED"


@clause("weadapt-05")
@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-06-15 18:00", "2026-06-15 22:00", 0),
        ("2026-06-15 17:00", "2026-06-15 19:00", 60),  # what lies before six counts
        ("2026-06-20 18:00", "2026-06-20 22:00", 240),  # an ordinary Saturday
        ("2026-10-03 08:00", "2026-10-04 20:00", 0),  # the weekend of the year
    ],
)
def test_work_is_done_in_the_evening_or_in_the_weekend_of_the_year(start, end, minutes):
    work = outage(WEADAPT, start, end, kind="maintenance", cause="planned", announced_at="2026-06-01 09:00")
    assert uptime(WEADAPT, "uptime", start[:7], work).downtime == minutes * 60_000_000


@clause("weadapt-06")
@pytest.mark.parametrize(("use", "kept"), [(60, True), (61, False)])
def test_capacity_is_at_most_sixty_percent_in_use(use, kept):
    rows = [read_off(WEADAPT, "2026-06-15 10:00", 40), read_off(WEADAPT, "2026-06-16 10:00", use)]
    assert indicated(WEADAPT, "capacity", "2026-06", *rows).reached is kept
