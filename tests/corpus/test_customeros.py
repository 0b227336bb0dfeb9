"""customeros: uptime of the days that were subscribed, as the provider's monitoring confirms it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from houvast.sla.claim import Claim, Standing, right
from tests.corpus.reading import at, clause, corpus, outage, percent, probe, reckoned, uptime
from tests.sla.money import measured

CUSTOMEROS = corpus("customeros")
MICRO = timedelta(microseconds=1)


@clause("customeros-01")
@pytest.mark.parametrize(
    ("label", "down", "back", "figure"),
    [
        ("2026-07", "07-06 00:00", "07-06 07:26:24", "99.000"),  # 446.4 of 44,640 minutes
        ("2026-06", "06-20 00:00", "06-20 03:36", "99.000"),  # from the 16th: 216 of 21,600 minutes
        ("2026-06", "06-10 00:00", "06-16 03:36", "99.000"),  # what was before it does not count
        ("2027-03", "03-05 00:00", "03-05 02:24", "99.000"),  # until the 10th: 144 of 14,400 minutes
    ],
)
def test_down_minutes_over_the_minutes_of_the_subscribed_days(label, down, back, figure):
    year = label[:4]
    seen = {f"{label}-01 00:00": "up", f"{year}-{down}": "down", f"{year}-{back}": "up"}
    rows = [probe(CUSTOMEROS, moment, state) for moment, state in seen.items()]
    rows.append(probe(CUSTOMEROS, f"{year}-08-01 00:00", "up"))  # the last one speaks until here
    assert str(percent(uptime(CUSTOMEROS, "uptime", label, probes=rows).figure)) == figure


@clause("customeros-02")
@pytest.mark.parametrize(
    ("announced_at", "minutes"),
    [("2026-07-05 10:00", 0), ("2026-07-05 10:01", 120), (None, 120)],  # 24 hours before is ours
)
def test_work_that_is_announced_too_late_is_downtime(announced_at, minutes):
    said = {"announced_at": announced_at} if announced_at else {}
    work = outage(CUSTOMEROS, "2026-07-06 10:00", "2026-07-06 12:00", kind="maintenance", cause="planned", **said)
    seen = [probe(CUSTOMEROS, "2026-07-01 00:00", "up"), probe(CUSTOMEROS, "2026-07-06 10:00", "down"),
            probe(CUSTOMEROS, "2026-07-06 12:00", "up")]  # fmt: skip
    assert uptime(CUSTOMEROS, "uptime", "2026-07", work, probes=seen).downtime == minutes * 60_000_000


@clause("customeros-03")
def test_the_right_expires_seven_days_after_the_month():
    (award,) = reckoned(CUSTOMEROS, measured("99.5")).awards  # June
    last = at(CUSTOMEROS, "2026-07-08 00:00")
    assert right(award, Claim(last), CUSTOMEROS, {}, as_of=last).standing is Standing.CLAIMED
    assert right(award, None, CUSTOMEROS, {}, as_of=last).standing is Standing.OPEN
    late = last + MICRO
    assert right(award, Claim(late), CUSTOMEROS, {}, as_of=late).standing is Standing.LAPSED


@clause("customeros-04")
def test_what_the_monitoring_of_the_provider_does_not_confirm_is_no_downtime():
    told = outage(CUSTOMEROS, "2026-07-06 10:00", "2026-07-06 12:00")
    up = [probe(CUSTOMEROS, "2026-07-01 00:00", "up")]
    assert uptime(CUSTOMEROS, "uptime", "2026-07", told, probes=up).downtime == 0
    down = [*up, probe(CUSTOMEROS, "2026-07-06 10:30", "down"), probe(CUSTOMEROS, "2026-07-06 11:00", "up")]
    assert uptime(CUSTOMEROS, "uptime", "2026-07", told, probes=down).downtime == 30 * 60_000_000
    assert uptime(CUSTOMEROS, "uptime", "2026-07", told, probes=[]).figure is None  # nobody looked
