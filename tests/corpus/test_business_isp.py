"""business-isp: three classes of help, in clock hours or in office hours."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, has_clock, outage, uptime

PLANS = {plan: corpus("business-isp", plan=plan) for plan in ("A", "N", "B")}
NAMES = {"A": "a-response", "N": "n-by-ticket", "B": "b-by-ticket"}
MINE = {
    "A": {"a-response", "a-resolution"},
    "N": {"n-by-phone", "n-by-ticket", "n-resolution"},
    "B": {"b-by-phone", "b-by-ticket", "b-resolution"},
}


@clause("business-isp-01", "business-isp-02", "business-isp-03")
@pytest.mark.parametrize("plan", list(PLANS))
def test_a_class_has_its_own_promises_and_no_other(plan):
    assert set(PLANS[plan].targets) == MINE[plan]
    assert set(PLANS[plan].availability) == {f"{plan.lower()}-line"}


@clause("business-isp-01")
@pytest.mark.parametrize(
    ("plan", "opened", "until"),
    [
        ("A", "2026-06-19 16:30 channel=ticket", "2026-06-19 18:30"),  # clock hours
        ("N", "2026-06-19 16:30 channel=ticket", "2026-06-22 12:30"),  # half an hour on Friday, 3½ on Monday
        ("B", "2026-06-19 16:30 channel=ticket", "2026-06-23 16:30"),  # ½, 8 on Monday, 7½ on Tuesday
    ],
)
def test_two_clock_hours_or_four_or_sixteen_office_hours(plan, opened, until):
    assert due(PLANS[plan], NAMES[plan], opened) == until


@clause("business-isp-01")
@pytest.mark.parametrize(
    ("plan", "reply", "verdict"),
    [
        ("A", "2026-06-15 11:59", "MET"),
        ("A", "2026-06-15 12:00", "BREACHED"),  # under two hours
        ("N", "2026-06-15 13:59", "MET"),
        ("N", "2026-06-15 14:00", "BREACHED"),
        ("B", "2026-06-17 09:59", "MET"),
        ("B", "2026-06-17 10:00", "BREACHED"),
    ],
)
def test_the_hours_themselves_are_too_late(plan, reply, verdict):
    clock = clock_of(PLANS[plan], NAMES[plan], "2026-06-15 10:00 opened channel=ticket", f"{reply} reply")
    assert clock.verdict.name == verdict


@clause("business-isp-02")
@pytest.mark.parametrize(
    ("plan", "opened", "until"),
    [
        ("A", "2026-06-19 16:30", "2026-06-19 22:30"),
        ("N", "2026-06-15 09:00", "2026-06-16 11:00"),  # ten office hours come before the end of Tuesday
        ("N", "2026-06-15 16:00", "2026-06-16 17:00"),  # ten office hours would be Wednesday 10:00
        ("N", "2026-06-19 16:00", "2026-06-22 17:00"),  # the next working day is Monday
        ("B", "2026-06-15 09:00", None),
    ],
)
def test_ten_office_hours_but_no_later_than_the_next_working_day(plan, opened, until):
    assert due(PLANS[plan], f"{plan.lower()}-resolution", opened) == until


@clause("business-isp-02")
@pytest.mark.parametrize(
    ("plan", "resolved", "verdict"),
    [
        ("A", "2026-06-15 15:59", "MET"),
        ("A", "2026-06-15 16:00", "BREACHED"),  # under six hours
        ("N", "2026-06-16 11:59", "MET"),
        ("N", "2026-06-16 12:00", "BREACHED"),
    ],
)
def test_under_its_hours_not_in_them(plan, resolved, verdict):
    lines = ["2026-06-15 10:00 opened", f"{resolved} resolved"]
    assert clock_of(PLANS[plan], f"{plan.lower()}-resolution", *lines).verdict.name == verdict


@clause("business-isp-02")
def test_best_effort_is_never_late():
    clock = clock_of(PLANS["B"], "b-resolution", "2026-06-15 09:00 opened", "2026-09-15 09:00 resolved")
    assert clock.verdict.name == "NONE"


@clause("business-isp-03")
@pytest.mark.parametrize(
    ("plan", "minutes", "reached"),
    [
        ("A", 43, True),  # of 43,200 minutes 43.2
        ("A", 44, False),
        ("N", 1728, True),
        ("N", 1729, False),
        ("B", 2160, True),
        ("B", 2161, False),
    ],
)
def test_availability_of_the_line(plan, minutes, reached):
    end = f"2026-06-{10 + minutes // 1440:02} {minutes % 1440 // 60:02}:{minutes % 60:02}"
    down = outage(PLANS[plan], "2026-06-10 00:00", end)
    assert uptime(PLANS[plan], f"{plan.lower()}-line", "2026-06", down).reached is reached


@clause("business-isp-04")
@pytest.mark.parametrize("plan", ["N", "B"])
@pytest.mark.parametrize(
    ("opened", "by_phone", "by_ticket"),
    [
        ("2026-06-15 16:59 opened channel=phone", True, False),
        ("2026-06-15 17:00 opened channel=phone", False, False),  # nobody answers
        ("2026-06-20 10:00 opened channel=phone", False, False),
        ("2026-06-20 10:00 opened channel=ticket", False, True),  # a ticket can always be written
    ],
)
def test_by_telephone_in_office_hours_by_ticket_always(plan, opened, by_phone, by_ticket):
    agreement, name = PLANS[plan], plan.lower()
    assert has_clock(agreement, f"{name}-by-phone", opened) is by_phone
    assert has_clock(agreement, f"{name}-by-ticket", opened) is by_ticket


@clause("business-isp-04")
@pytest.mark.parametrize(("plan", "until"), [("N", "2026-06-22 12:30"), ("B", "2026-06-23 16:30")])
def test_what_is_phoned_has_the_same_hours(plan, until):
    assert due(PLANS[plan], f"{plan.lower()}-by-phone", "2026-06-19 16:30 channel=phone") == until


@clause("business-isp-04")
def test_in_class_a_one_may_always_telephone():
    assert due(PLANS["A"], "a-response", "2026-06-20 03:00 channel=phone") == "2026-06-20 05:00"
