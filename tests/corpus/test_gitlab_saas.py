"""gitlab-saas: a platform for code, scored as a weighted mean."""

from __future__ import annotations

from fractions import Fraction

import pytest

from houvast.sla.claim import Standing
from tests.corpus.claims import asked, award
from tests.corpus.reading import clause, corpus, outage, uptime, uptimes
from tests.sla.money import measured

GITLAB = corpus("gitlab-saas")


def down(service: str, end: str):
    return outage(GITLAB, "2026-06-10 00:00", f"2026-06-10 {end}", service=service)


# Of June's 43,200 minutes: 99.76% leaves 103.68, 99.74% 112.32, 99.62% 164.16, 99.97% 12.96.
LOST = {"web": "01:43:40.8", "git": "01:52:19.2", "api": "02:44:09.6", "registry": "00:12:57.6"}


@clause("gitlab-saas-01")
@pytest.mark.parametrize(
    ("lost", "figure"),
    [
        (LOST, "99.72"),  # (5 × 99.76 + 5 × 99.74 + 5 × 99.62 + 99.97) ÷ 16 = 99.723125
        ({"web": "07:12"}, "99.69"),  # 1% of June: 5 ÷ 16 of a point is 0.3125
        ({"registry": "07:12"}, "99.94"),  # 1 ÷ 16 is 0.0625
        ({}, "100.00"),
    ],
)
def test_the_score_is_a_weighted_mean(lost, figure):
    rows = [down(service, f"{end}00000" if "." in end else end) for service, end in lost.items()]
    assert uptime(GITLAB, "platform", "2026-06", *rows).figure == Fraction(figure)


@clause("gitlab-saas-02")
@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [
        # One of two stacks: 86.4 minutes are 43.2 in the mean, 0.1% of June.
        ([down("stack-1", "01:26:24")], True, True),
        ([down("stack-1", "01:26:25")], False, True),
        ([down("stack-1", "00:43:12"), down("stack-2", "00:43:13")], False, True),
        ([down("stack-3", "00:43:13")], True, False),  # of another tenant
        ([down("web", "23:00"), down("git", "23:00"), down("api", "23:00")], True, True),  # apart from the instance
        ([outage(GITLAB, "2026-07-01 00:00", "2026-07-01 23:00", service="stack-1")], True, True),  # another month
    ],
)
def test_runners_of_each_tenant_are_judged_over_all_stacks(rows, first, second):
    judged = uptimes(GITLAB, "runners", "2026-06", *rows).by_service
    assert {name: each.reached for name, each in judged.items()} == {
        "runners/tenant a": first,
        "runners/tenant b": second,
    }


@clause("gitlab-saas-03")
@pytest.mark.parametrize(
    ("attributes", "standing"),
    [
        ({"plan": "ultimate", "started": "2025-12-01", "exception": "no"}, Standing.CLAIMED),
        ({"plan": "ultimate", "started": "2025-11-30", "exception": "no"}, Standing.NOT_ELIGIBLE),
        ({"plan": "ultimate", "started": "2025-11-30", "exception": "yes"}, Standing.CLAIMED),
        ({"plan": "premium", "started": "2026-03-01", "exception": "no"}, Standing.NOT_ELIGIBLE),
    ],
)
def test_who_may_claim(attributes, standing):
    found = award(GITLAB, measured("99.9", source="platform"))
    assert asked(GITLAB, found, "2026-07-10 12:00", "dates and times", **attributes) is standing
