"""digitalocean-droplet: virtual machines, measured in intervals of five minutes."""

from __future__ import annotations

import pytest

from houvast.sla.claim import Standing
from tests.corpus.claims import asked, award, settled
from tests.corpus.reading import at, clause, corpus, credit, outage, percent, uptime
from tests.sla.money import measured, money

DROPLET = corpus("digitalocean-droplet")
MINUTE = 60_000_000


def down(start: str, end: str, **said):
    return outage(DROPLET, f"2026-06-20 {start}", f"2026-06-20 {end}", **said)


@clause("digitalocean-droplet-01")
@pytest.mark.parametrize(
    ("end", "figure", "reached"),
    [
        ("12:04", "100.0000", True),
        ("12:10", "99.9769", False),  # 2 of June's 8,640 intervals: 0.02315%
        ("12:14", "99.9769", False),  # the third interval was not wholly lost
        ("12:15", "99.9653", False),  # 3 of 8,640: 0.03472%
    ],
)
def test_a_month_is_judged_by_its_intervals_of_five_minutes(end, figure, reached):
    found = uptime(DROPLET, "droplet", "2026-06", down("12:00", end))
    assert (str(percent(found.figure, 4)), found.reached) == (figure, reached)


@clause("digitalocean-droplet-02")
@pytest.mark.parametrize(
    ("rows", "minutes"),
    [
        ([down("12:00:00", "12:05:00")], 0),  # five minutes, and not more
        ([down("12:00:00", "12:05:01")], 5),  # one second more; it fills the interval from 12:00
        ([down("12:04:59", "12:10:00")], 5),  # also of 5:01; the interval from 12:05
        ([down("12:02:00", "12:08:00")], 0),  # six minutes, but in no interval did all requests fail
        ([down("12:02:00", "12:20:00")], 15),  # three intervals from 12:05
        ([down("12:00:00", "12:30:00", kind="degraded")], 0),  # some requests were answered
        ([down("12:00:00", "12:05:00"), down("12:05:00", "12:05:01")], 5),  # nothing succeeded in between
        ([down("12:00:00", "12:05:00"), down("12:05:01", "12:10:01")], 0),  # a request did; twice five minutes
        ([down("12:00:00", "12:04:00"), down("12:04:30", "12:10:00")], 5),  # the later is of 5:30: from 12:05
        # Of the interval from 12:10 the four minutes up to 12:14 are too short, and a request succeeded at 12:14.
        ([down("12:10:00", "12:14:00"), down("12:14:30", "12:20:00")], 5),
    ],
)
def test_all_requests_must_fail_for_more_than_five_minutes(rows, minutes):
    assert uptime(DROPLET, "droplet", "2026-06", *rows).downtime == minutes * MINUTE


@clause("digitalocean-droplet-02")
@pytest.mark.parametrize(
    ("end", "figure", "reached"),
    [
        ("12:05:00", "100.0000", True),
        ("12:05:01", "99.9884", False),  # one of June's 8,640 intervals: 0.01157%, where 0.01% is promised
    ],
)
def test_a_second_more_makes_an_interval_count(end, figure, reached):
    found = uptime(DROPLET, "droplet", "2026-06", down("12:00:00", end))
    assert (str(percent(found.figure, 4)), found.reached) == (figure, reached)


@clause("digitalocean-droplet-03")
@pytest.mark.parametrize(
    ("target", "figure"),
    [
        ("droplet", "99.9769"),  # 2 of 8,640
        ("new-droplet", "99.9537"),  # 2 of the 4,320 of fifteen days: 0.0463%
    ],
)
def test_what_existed_for_a_part_of_the_month_is_judged_over_that_part(target, figure):
    assert str(percent(uptime(DROPLET, target, "2026-06", down("12:00", "12:10")).figure, 4)) == figure


@clause("digitalocean-droplet-04")
@pytest.mark.parametrize(
    ("lost", "amount"),
    [
        ("10h", "0.30"),  # 10 × 0.03
        ("90m", "0.05"),  # 1.5 × 0.03 = 0.045
        ("720h", "21.60"),
        ("0m", None),
    ],
)
def test_lost_time_is_worth_the_hourly_rate(lost, amount):
    assert credit(DROPLET, measured(source="droplet", down=lost)) == money(amount, "USD")


@clause("digitalocean-droplet-05")
@pytest.mark.parametrize(
    ("moment", "standing"),
    [("2026-09-30 23:59", Standing.CLAIMED), ("2026-10-01 00:01", Standing.LAPSED)],  # June ended; July to September
)
def test_asked_within_three_months_after_the_cycle(moment, standing):
    assert asked(DROPLET, award(DROPLET, measured(source="droplet", down="10h")), moment) is standing


@clause("digitalocean-droplet-05")
def test_paid_in_the_cycle_after_the_claim():
    paid = settled(DROPLET, measured(source="droplet", down="10h"), asked="2026-07-10 12:00")
    assert paid.until == at(DROPLET, "2026-09-01 00:00")  # August is the cycle after the one of the claim
