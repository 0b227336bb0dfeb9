"""siu-oit: business hours and days in one table, and an emergency that is lowered when nobody can be phoned."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, due, has_clock, wall

SIU = corpus("siu-oit")


@clause("siu-oit-01")
@pytest.mark.parametrize(
    ("said", "target", "until"),
    [
        ("type=incident priority=emergency", "response", "2026-06-22 08:30"),  # half an hour on Friday
        ("type=incident priority=work_stoppage", "response", "2026-06-22 09:30"),
        ("type=incident priority=inconvenience", "response", "2026-06-23 16:30"),  # Monday, Tuesday
        ("type=request", "request-response", "2026-06-22 16:30"),
    ],
)
def test_response(said, target, until):
    assert due(SIU, target, f"2026-06-19 16:00 {said}") == until


@clause("siu-oit-02")
@pytest.mark.parametrize(
    ("said", "target", "until"),
    [
        ("type=incident priority=emergency", "resolution", "2026-06-22 10:30"),
        ("type=incident priority=work_stoppage", "resolution", "2026-06-22 16:30"),
        ("type=incident priority=inconvenience", "resolution", "2026-06-26 16:30"),
        ("type=request", "request-resolution", "2026-07-03 16:30"),  # ten business days
    ],
)
def test_resolution(said, target, until):
    assert due(SIU, target, f"2026-06-19 16:00 {said}") == until


@clause("siu-oit-03")
@pytest.mark.parametrize(
    ("lowered_to", "until"),
    [
        ("work_stoppage", "2026-06-15 11:20"),  # two hours from when it was lowered
        ("inconvenience", "2026-06-17 16:30"),  # two business days after that
    ],
)
def test_an_emergency_of_a_customer_who_cannot_be_phoned_is_lowered(lowered_to, until):
    opened = "2026-06-15 09:00 type=incident priority=emergency"
    assert due(SIU, "response", opened) == "2026-06-15 10:00"
    assert due(SIU, "response", opened, f"2026-06-15 09:20 priority priority={lowered_to}") == until


@clause("siu-oit-03")
def test_the_time_to_resolve_begins_anew_too():
    opened = "2026-06-15 16:00 type=incident priority=work_stoppage"
    assert due(SIU, "resolution", opened) == "2026-06-16 16:30"
    lowered = "2026-06-16 09:00 priority priority=inconvenience"
    assert due(SIU, "resolution", opened, lowered) == "2026-06-23 16:30"  # five business days after Tuesday


@clause("siu-oit-04")
def test_waiting_for_an_outside_vendor_does_not_count():
    lines = ["2026-06-15 09:00 opened type=incident priority=emergency",
             "2026-06-15 10:00 status status=waiting-supplier", "2026-06-15 13:00 status status=open"]  # fmt: skip
    assert wall(SIU, clock_of(SIU, "resolution", *lines, "2026-06-15 15:00 resolved").due_at) == "2026-06-15 15:00"
    assert clock_of(SIU, "resolution", *lines, "2026-06-15 15:00 resolved").verdict.name == "MET"
    assert clock_of(SIU, "resolution", *lines, "2026-06-15 15:01 resolved").verdict.name == "BREACHED"


@clause("siu-oit-01", "siu-oit-02")
@pytest.mark.parametrize(
    ("kind", "targets"),
    [("incident", ["response", "resolution"]), ("request", ["request-response", "request-resolution"])],
)
def test_a_request_is_no_incident(kind, targets):
    opened = f"2026-06-15 09:00 opened type={kind} priority=emergency"
    assert [name for name in SIU.targets if has_clock(SIU, name, opened)] == targets
