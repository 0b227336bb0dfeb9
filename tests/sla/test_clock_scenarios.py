"""Whole tickets from the test suites of four help desks (tests/vectors/README.md), judged by our rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from houvast.sla.clock import Clock
from tests.sla.contracts import Clause, Contract, Row, event
from tests.sla.test_calendar_vectors import sheet

Case = dict[str, Any]

CASES: list[Case] = json.loads((Path(__file__).parents[1] / "vectors" / "sla_scenarios.json").read_text())["cases"]
AGREED = [case for case in CASES if case["verdict"] == "agree"]

LEFT_OUT: dict[str, str] = {}
"""Cases that our language cannot say, each with the reason. There are none."""

EVENTS = {
    "opened": "opened",
    "customer_replied": "customer_reply",
    "agent_replied": "reply",
    "internal_note": "note",
    "state_changed": "status",
    "resolved": "resolved",
    "reopened": "reopened",
    "closed": "closed",
}
EITHER_SIDE = "last contact by EITHER side"
"""The older update clock of Zammad restarts at every contact; the newer one waits for the customer's first message."""


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)


def contract(case: Case) -> Contract:
    """Each target of a case is a clock of its own; what pauses it is what the peer pauses."""
    return Contract.of(*clauses(case), sheets={"hours": sheet(case)})


def clauses(case: Case) -> list[Clause]:
    promised, paused = dict(case["targets"]), case["model"]
    if "measure" in case:  # how long the ticket itself ran: a promise of the length asked for
        promised["resolution"] = case["measure"].get("seconds", 365 * 86_400)
    either = ["opened", "reply", "customer_reply"], ["reply", "customer_reply"]
    waiting = ["customer_reply"], ["reply"]
    contacts = either if EITHER_SIDE in case.get("note", "") else waiting
    starts_and_stops = {
        "first_response": (["opened"], ["reply"], paused["first_response_pauses"]),
        "resolution": (["opened"], ["resolved"], paused["resolution_pauses"]),
        "update": (*contacts, True),
        "next_response": (*waiting, True),
    }
    return [
        Clause.of(target, f"{seconds}s on hours", start=start, stop=stop, pause=case["pause_states"] if pauses else ())
        for target, seconds in promised.items()
        for start, stop, pauses in [starts_and_stops[target]]
    ]


def log(case: Case) -> list[Row]:
    """Only `opened` and a change of state say a status; the state of the other rows is a consequence."""
    rows = []
    for number, each in enumerate(case["events"]):
        said = {"status": each["state"]} if each["kind"] in ("opened", "state_changed") else {}
        rows.append(event(at(each["at"]), EVENTS[each["kind"]], seq=number, **said))
    return rows


def looked_at(case: Case) -> datetime:
    """A case without a moment of evaluation is looked at when its last event has happened."""
    return at(case["now"] if "now" in case else case["events"][-1]["at"])


def due(clocks: list[Clock], case: Case) -> datetime | None:
    """The peer shows the due instant of the cycle that runs; of a new update clock none once it was answered."""
    shown = [each for each in clocks if each.stopped_at is None] if answered_shows_none(clocks, case) else clocks
    return shown[-1].due_at if shown else None


def answered_shows_none(clocks: list[Clock], case: Case) -> bool:
    return bool(clocks) and clocks[0].target == "update" and EITHER_SIDE not in case.get("note", "")


def elapsed(clocks: list[Clock], case: Case) -> float | None:
    """Of several answered cycles the newer update clock reports the longest, the older one all of them together."""
    ended = [each.elapsed.total_seconds() for each in clocks if each.stopped_at is not None]
    together = EITHER_SIDE in case.get("note", "") and clocks[0].target == "update"
    return (sum(ended) if together else max(ended)) if ended else None


def breached(clocks: list[Clock], case: Case) -> bool:
    return any(each.verdict.word == "breached" for each in clocks)


ASKED: dict[str, Callable[[list[Clock], Case], Any]] = {"due": due, "elapsed": elapsed, "breached": breached}


def status(found: list[Clock], case: Case) -> str:
    """The peer's summary of an applied SLA: missed, or hit once the conversation is resolved, or still active."""
    if any(each.verdict.word == "breached" for each in found):
        return "missed"
    return "hit" if any(each["kind"] == "resolved" for each in case["events"]) else "active"


def answer(case: Case, question: str) -> Any:
    """Return what our clocks say where the peer asserts something."""
    found = contract(case).clocks(log(case), looked_at(case))
    if question == "status":
        return status(found, case)
    if question == "running_seconds":
        return running(case, at(case["measure"]["end"])) - running(case, at(case["measure"]["start"]))
    if question == "due_from":
        return due(found, case)
    target, asked = question.rsplit("_", 1)
    return ASKED[asked]([each for each in found if each.target == target], case)


def running(case: Case, until: datetime) -> float:
    clocks = contract(case).clocks(log(case), until)
    return sum((each.elapsed for each in clocks if each.target == "resolution"), timedelta()).total_seconds()


@pytest.mark.parametrize("case", [case for case in AGREED if case["id"] not in LEFT_OUT], ids=lambda case: case["id"])
def test_every_scenario_that_counts_as_we_do(case):
    for question, expect in case["expect"].items():
        expected = at(expect) if isinstance(expect, str) and question != "status" else expect
        assert answer(case, question) == expected, question


def test_nothing_is_left_out_in_silence():
    assert len(CASES) == 58
    assert len(AGREED) == 53
    assert sorted(LEFT_OUT) == []
    assert {key for case in AGREED for key in case["targets"]} <= {
        "first_response",
        "resolution",
        "update",
        "next_response",
    }
