"""aragora: who is told of a breach by when, and by when it is looked into."""

from __future__ import annotations

import pytest

from houvast.sla.duty import Deed, fulfilments
from tests.corpus.reading import at, clause, clock_of, corpus, duty_stands, wall

ARAGORA = corpus("aragora")
AWARE = "2026-06-12 22:30"


@clause("aragora-01")
@pytest.mark.parametrize(
    ("duty", "in_time", "late"),
    [
        ("authority", "2026-06-14 22:30", "2026-06-14 22:31"),
        ("customers", "2026-06-13 22:30", "2026-06-13 22:31"),
        ("users", "2026-06-19 22:30", "2026-06-19 22:31"),
    ],
)
def test_each_recipient_has_a_term_of_its_own(duty, in_time, late):
    deeds = ("a", AWARE, in_time), ("b", AWARE, late)
    assert duty_stands(ARAGORA, duty, *deeds) == {"a": "MET", "b": "BREACHED"}


@clause("aragora-01")
@pytest.mark.parametrize(
    ("duty", "told", "own", "law"),
    [
        ("authority", "2026-06-15 22:30", "BREACHED", "MET"),  # 72 hours
        ("authority", "2026-06-15 22:31", "BREACHED", "BREACHED"),
        ("states", "2026-07-12 22:30", "BREACHED", "MET"),  # 30 days
    ],
)
def test_the_law_allows_longer_than_the_agreement(duty, told, own, law):
    deed = Deed(duty, "leak", at(ARAGORA, AWARE), at(ARAGORA, told))
    (found,) = (each for each in fulfilments(ARAGORA, [deed], as_of=at(ARAGORA, "2027-01-01")) if each.about == "leak")
    assert (found.verdict.name, found.legal_verdict.name) == (own, law)


LOG = ["2026-06-11 08:00 opened", "2026-06-12 22:30 status status=aware"]


@clause("aragora-02")
def test_time_zero_is_when_the_provider_becomes_aware():
    clock = clock_of(ARAGORA, "triage", *LOG)
    assert wall(ARAGORA, clock.started_at) == "2026-06-12 22:30"  # and not when it happened, the day before


@clause("aragora-03")
@pytest.mark.parametrize(
    ("target", "status", "until"),
    [
        ("triage", "triaged", "2026-06-12 23:30"),
        ("containment", "contained", "2026-06-13 00:30"),
        ("assessment", "assessed", "2026-06-13 02:30"),
    ],
)
def test_each_phase_has_a_term(target, status, until):
    in_time = clock_of(ARAGORA, target, *LOG, f"{until} status status={status}")
    late = clock_of(ARAGORA, target, *LOG, f"{until}:01 status status={status}")
    assert wall(ARAGORA, in_time.due_at) == until
    assert (in_time.verdict.name, late.verdict.name) == ("MET", "BREACHED")
