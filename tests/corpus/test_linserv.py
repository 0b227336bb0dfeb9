"""linserv: a managed service provider that counts each support line from assignment."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, duty_stands, outcome, wall

LINSERV = corpus("linserv")


@clause("linserv-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 08:00", "2026-06-15 12:00"),
        ("2026-06-15 17:00", "2026-06-16 11:00"),  # one hour, and three the next day
        ("2026-05-13 17:00", "2026-05-15 11:00"),  # over Ascension Day
        ("2026-06-13 12:00", "2026-06-15 12:00"),  # a Saturday
    ],
)
def test_working_hours_without_holidays(opened, until):
    assert due(LINSERV, "pickup", opened) == until


@clause("linserv-02")
@pytest.mark.parametrize(("team", "stopped"), [("first-line", "2026-06-15 11:00"), ("front-desk", None)])
def test_registration_ends_with_assignment_to_a_consultant(team, stopped):
    clock = clock_of(LINSERV, "pickup", "2026-06-15 08:00 opened", f"2026-06-15 11:00 assigned team={team}")
    assert wall(LINSERV, clock.stopped_at) == stopped


@clause("linserv-02")
@pytest.mark.parametrize(("in_time", "late", "reached"), [(4, 1, True), (3, 1, False)])
def test_four_of_five_within_four_working_hours(in_time, late, reached):
    ends = ["2026-06-15 12:00"] * in_time + ["2026-06-15 12:01"] * late
    tickets = {
        f"T{row}": ["2026-06-15 08:00 opened", f"{end} assigned team=second-line"] for row, end in enumerate(ends)
    }
    assert outcome(LINSERV, "pickup", tickets, "2026-06").reached is reached


@clause("linserv-03")
@pytest.mark.parametrize(
    ("team", "started", "until"),
    [
        # opened on Monday, assigned on Tuesday 16 June: the second and the tenth working day after that
        ("first-line", "2026-06-16 09:00", "2026-06-18 18:00"),
        ("second-line", "2026-06-16 09:00", "2026-06-30 18:00"),  # 17, 18, 19, 22 … 26, 29 and 30 June
    ],
)
def test_each_line_counts_working_days_from_assignment(team, started, until):
    assigned = "2026-06-16 09:00 assigned team=" + team
    clock = clock_of(LINSERV, team, "2026-06-15 08:00 opened", assigned)
    assert (wall(LINSERV, clock.started_at), wall(LINSERV, clock.due_at)) == (started, until)


@clause("linserv-04")
def test_the_result_of_the_year_is_published():
    tickets = {
        "A": ["2026-01-12 08:00 opened", "2026-01-12 09:00 assigned team=first-line"],
        "B": ["2026-11-16 08:00 opened", "2026-11-16 15:00 assigned team=first-line"],
    }
    year = outcome(LINSERV, "yearly-pickup", tickets, "2026")
    assert (year.met, year.breached, year.figure, year.reached) == (1, 1, 50, False)
    done = ("2026", None, "2027-02-10 12:00")
    assert duty_stands(LINSERV, "result", done, as_of="2027-04-01 00:00") == {"2026": "MET"}
    assert duty_stands(LINSERV, "result", as_of="2027-04-01 00:00") == {"2026": "BREACHED"}
