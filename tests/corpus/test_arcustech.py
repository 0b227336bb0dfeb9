"""arcustech: virtual servers, with clocks that start when the work does."""

from __future__ import annotations

import pytest

from tests.corpus.reading import clause, clock_of, corpus, credit, due, has_clock, outage, uptime
from tests.sla.money import measured, money, month

SERVERS = corpus("arcustech")


def verdict(name: str, *lines: str) -> str:
    return clock_of(SERVERS, name, *(f"2026-06-15 {line}" for line in lines)).verdict.word


@clause("arcustech-01")
@pytest.mark.parametrize(
    ("service", "network", "facility"),
    [("network", False, True), ("power", True, False), ("cooling", True, False), ("printer", True, True)],
)
def test_network_power_and_cooling_are_promised_always(service, network, facility):
    row = outage(SERVERS, "2026-06-10 12:00:00", "2026-06-10 12:00:01", service=service)
    assert uptime(SERVERS, "network", "2026-06", row).reached is network
    assert uptime(SERVERS, "facility", "2026-06", row).reached is facility
    assert uptime(SERVERS, "facility", "2026-07", row).reached is True


@clause("arcustech-02")
@pytest.mark.parametrize(
    ("down", "amount"),
    [("0m", None), ("1s", "5"), ("30m", "5"), ("30m1s", "10"), ("60m", "10"), ("61m", "15")],
)
@pytest.mark.parametrize("source", ["network", "facility"])
def test_five_percent_for_each_started_half_hour(source, down, amount):
    assert credit(SERVERS, measured(source=source, down=down)) == money(amount, "USD")


@clause("arcustech-03")
@pytest.mark.parametrize(
    ("periods", "amount"),
    [
        ([measured(source="network", down="9h30m")], "95"),
        ([measured(source="network", down="10h")], "100"),  # twenty half hours
        ([measured(source="network", down="11h")], "100"),
        ([measured(source="network", down="6h"), measured(source="facility", down="5h")], "100"),  # 60 + 50
        ([measured(source="network", down="6h"), measured(source="restore", incidents=("12h",))], "100"),  # 60 + 45
        ([measured(source="network", down="11h"), measured(source="network", down="6h", period=month(7))], "160"),
    ],
)
def test_at_most_the_fee_of_the_server_for_that_month(periods, amount):
    assert credit(SERVERS, *periods) == money(amount, "USD")


@clause("arcustech-04")
@pytest.mark.parametrize(
    ("lines", "met"),
    [
        (["09:00 opened type=host-failure", "11:00 status status=identified", "12:00 resolved"], "met"),
        (["09:00 opened type=host-failure", "11:00 status status=identified", "12:01 resolved"], "breached"),
    ],
)
def test_a_host_is_repaired_within_an_hour_after_the_problem_is_identified(lines, met):
    assert verdict("repair", *lines) == met


@clause("arcustech-04")
def test_no_repair_runs_before_the_problem_is_identified_or_for_anything_else():
    assert not has_clock(SERVERS, "repair", "2026-06-15 09:00 opened type=host-failure")
    assert not has_clock(
        SERVERS, "repair", "2026-06-15 09:00 opened type=question", "2026-06-15 10:00 status status=identified"
    )


@clause("arcustech-04")
@pytest.mark.parametrize(
    ("took", "amount"), [("1h", None), ("1h1m", "5"), ("2h", "5"), ("2h1m", "10"), ("3h10m", "15")]
)
def test_five_percent_for_each_started_hour_of_repair_after_the_first(took, amount):
    assert credit(SERVERS, measured(source="repair", incidents=(took,))) == money(amount, "USD")


@clause("arcustech-05")
def test_a_restore_is_due_three_hours_after_it_was_started():
    found = due(SERVERS, "restore", "2026-06-15 09:00", "2026-06-15 10:30 status status=restoring")
    assert found == "2026-06-15 13:30"


@clause("arcustech-05")
@pytest.mark.parametrize(("done", "met"), [("13:30", "met"), ("13:31", "breached")])
def test_a_restore_ends_in_time_or_late(done, met):
    assert verdict("restore", "09:00 opened", "10:30 status status=restoring", f"{done} status status=restored") == met


@clause("arcustech-05")
@pytest.mark.parametrize(("took", "amount"), [("3h", None), ("3h1m", "5"), ("4h", "5"), ("4h1m", "10")])
def test_five_percent_for_each_started_hour_of_a_restore_after_three(took, amount):
    assert credit(SERVERS, measured(source="restore", incidents=(took,))) == money(amount, "USD")


@clause("arcustech-06")
@pytest.mark.parametrize(
    ("told", "met"),
    [
        ("10:31 reply", "met"),
        ("10:45 reply", "met"),
        ("10:46 reply", "breached"),
        ("10:20 note", "breached"),  # nobody was told
    ],
)
def test_the_customer_is_told_when_a_restore_begins(told, met):
    assert verdict("restore-notice", "09:00 opened", "10:30 status status=restoring", told) == met
