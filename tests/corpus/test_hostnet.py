"""hostnet: days on which nobody works, fixed hours for maintenance, and a formal notice of default."""

from __future__ import annotations

from datetime import date

import pytest

from houvast.sla.claim import Claim, Standing, right
from tests.corpus.reading import at, clause, corpus, due, outage, reckoned, uptime
from tests.sla.money import measured

HOSTNET = corpus("hostnet")


@clause("hostnet-01")
def test_the_days_on_which_it_is_closed():
    # Easter 2026 is on 5 April: Ascension is 39 days after it, Pentecost 49.
    closed = ["01-01", "04-05", "04-06", "04-27", "05-14", "05-24", "05-25", "12-25", "12-26"]
    source = HOSTNET.calendars["office"].holidays
    assert sorted(source.names(2026)) == [date.fromisoformat(f"2026-{each}") for each in closed]


@clause("hostnet-01")
@pytest.mark.parametrize(
    ("opened", "until"),
    [
        ("2026-04-03 16:00", "2026-04-07 12:00"),  # Good Friday is open; over Easter Monday to Tuesday
        ("2026-05-05 10:00", "2026-05-05 14:00"),  # 5 May is open
        ("2026-05-13 16:00", "2026-05-15 12:00"),  # over Ascension
        ("2026-12-24 16:00", "2026-12-28 12:00"),
    ],
)
def test_time_stands_still_on_holidays(opened, until):
    assert due(HOSTNET, "response", opened) == until


@clause("hostnet-02")
@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-06-16 02:00", "2026-06-16 06:00", 0),  # Tuesday (which hours, is ours)
        ("2026-06-16 05:00", "2026-06-16 07:00", 60),
        ("2026-06-17 02:00", "2026-06-17 03:00", 60),  # Wednesday
        ("2026-06-18 02:00", "2026-06-18 03:00", 0),
    ],
)
def test_work_is_done_in_its_fixed_windows(start, end, minutes):
    work = outage(HOSTNET, start, end, kind="maintenance", cause="planned", announced_at="2026-06-01 09:00")
    assert uptime(HOSTNET, "uptime", "2026-06", work).downtime == minutes * 60_000_000


@clause("hostnet-03")
@pytest.mark.parametrize(
    ("evidence", "standing"), [((), Standing.INCOMPLETE), (("notice of default",), Standing.CLAIMED)]
)
def test_nothing_is_given_without_a_notice_of_default(evidence, standing):
    (award,) = reckoned(HOSTNET, measured("99.5")).awards
    asked = at(HOSTNET, "2026-07-20 12:00")
    assert right(award, None, HOSTNET, {}, as_of=asked).standing is Standing.OPEN
    assert right(award, Claim(asked, evidence), HOSTNET, {}, as_of=asked).standing is standing
