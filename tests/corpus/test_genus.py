"""genus: support in working hours, and twenty-four hours that are three working days."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due

GENUS = corpus("genus")


@clause("genus-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-06-15 12:00", "2026-06-18 12:00"),  # 4 + 8 + 8 + 4
        ("2026-12-23 12:00", "2026-12-30 12:00"),  # 4; closed 24, 25 and the weekend; 28 and 29 December; 4
        ("2026-05-13 12:00", "2026-05-19 12:00"),  # 4; Ascension Day; 15 May and the 18th; 4
        ("2026-12-30 12:00", "2027-01-06 12:00"),  # 4; closed 31 December and New Year; 4 and 5 January; 4
    ],
)
def test_working_days_without_holidays_and_the_last_days_of_the_year(opened, until):
    assert due(GENUS, "response", opened) == until


@clause("genus-02")
@pytest.mark.parametrize(
    ("opened", "until"), [("2026-06-15 08:00", "2026-06-17 16:00"), ("2026-06-19 08:00", "2026-06-23 16:00")]
)
def test_twenty_four_hours_are_three_working_days(opened, until):
    assert due(GENUS, "response", opened) == until


@clause("genus-02")
def test_it_is_what_is_typical_and_never_late():
    clock = clock_of(GENUS, "response", "2026-06-15 08:00 opened", "2026-06-30 08:00 reply")
    assert clock.verdict.name == "NONE"
