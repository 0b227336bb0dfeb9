"""Dates that come back each year, and stretches of dates, in calendars."""

from __future__ import annotations

import pytest

from houvast.sla.agreement.lint.whole import findings
from houvast.sla.agreement.reading import BadAgreement, read
from tests.corpus.reading import due

TEXT = """\
houvast: 1
agreement: days
parties: {{provider: A, customer: B}}
effective: {{from: 2026-01-01}}
timezone: Europe/Amsterdam
calendars:
  office:
    hours: {{mon-fri: "09:00-17:00"}}
    {days}
targets: {{response: {{within: 4h on office}}}}
"""
DATES = (
    'dates: {12-24: "09:00-12:00", 12-31: closed, 02-29: closed, '
    '2026-07-20..2026-07-31: "10:00-14:00", 2026-07-24: closed, 2027-12-24: closed}'
)


@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-12-24 10:00", "2026-12-25 11:00"),  # 2 hours on the 24th; no holidays here
        ("2028-12-22 16:00", "2028-12-25 12:00"),  # a Friday: 1, and 3 on Monday the 25th
        ("2031-12-30 16:00", "2032-01-01 12:00"),  # the 31st is closed, also five years on
        ("2028-02-28 16:00", "2028-03-01 12:00"),  # a leap day
        ("2026-07-23 11:00", "2026-07-27 11:00"),  # 3 hours; the 24th goes before the stretch; 1 on Monday from ten
        ("2026-07-17 16:00", "2026-07-20 13:00"),  # the stretch begins
        ("2026-07-31 13:00", "2026-08-03 12:00"),  # its last day
        ("2027-12-24 09:00", "2027-12-27 13:00"),  # a single date goes before that of each year
    ],
)
def test_hours_of_days(opened, until):
    assert due(read(TEXT.format(days=DATES)), "response", opened) == until


def test_days_that_close_as_holidays_do():
    agreement = read(TEXT.format(days="holidays: {country: NL, also: [12-24, 2026-07-27..2026-07-28, Bevrijdingsdag]}"))
    assert due(agreement, "response", "2026-12-23 16:00") == "2026-12-28 12:00"
    assert due(agreement, "response", "2030-12-23 16:00") == "2030-12-27 12:00"
    assert due(agreement, "response", "2026-07-24 16:00") == "2026-07-29 12:00"


@pytest.mark.parametrize("days", [DATES, "holidays: {country: NL, also: [12-24, 12-31]}"])
def test_days_of_each_year_are_not_outside_the_term(days):
    text = TEXT.format(days=days).replace("from: 2026-01-01", "from: 2026-01-01, until: 2027-12-31")
    assert "date-outside-term" not in {each.code for each in findings(read(text))}


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ("dates: {13-01: closed}", "no-such-day-of-the-year"),
        ("dates: {02-30: closed}", "no-such-day-of-the-year"),
        ("dates: {2026-07-31..2026-07-20: closed}", "no-stretch-of-days"),
        ("dates: {2026-07-31..2026-07-31: closed}", "no-stretch-of-days"),
        ("dates: {2026-01-01..2028-01-01: closed}", "no-stretch-of-days"),
        ("dates: {2026-07-20..soon: closed}", "not-a-date"),
        ("holidays: {country: NL, also: [00-12]}", "no-such-day-of-the-year"),
    ],
)
def test_what_is_no_day_is_refused(days, code):
    with pytest.raises(BadAgreement) as refusal:
        read(TEXT.format(days=days))
    assert (9, code) in [(each.line, each.code) for each in refusal.value.findings]
