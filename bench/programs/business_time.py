"""Work: time a peer's "add promised time" and "count time between", and try it on clock changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timing import at_once, one_by_one


def work(job: dict[str, Any], kind: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """Return µs a call and answers for each question, and the answer to each case or why there is none."""
    hours = kind(job["calendar"])
    return {
        "timings": [_timed(hours, question, job["seconds"]) for question in job["questions"]],
        "cases": [_tried(kind, case) for case in job["cases"]],
    }


def _timed(hours: Any, question: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Return `one` and `batch`: µs a call and answers in microseconds; None where the peer has no such call."""
    adds = question["operation"] == "add"
    return {
        "one": _one(hours, question, seconds) if hasattr(hours, question["operation"]) else None,
        "batch": _batch(hours, question, adds) if hasattr(hours, f"{question['operation']}_batch") else None,
    }


def _one(hours: Any, question: dict[str, Any], seconds: float) -> dict[str, Any]:
    adds = question["operation"] == "add"
    second = hours.length if adds else hours.instant
    pairs = [(hours.instant(a), second(b)) for a, b in zip(question["first"], question["second"], strict=True)]
    each, answers = one_by_one(getattr(hours, question["operation"]), pairs, seconds)
    read = hours.micros if adds else hours.micros_long
    return {"micros": each, "answers": [read(answer) for answer in answers]}


def _batch(hours: Any, question: dict[str, Any], adds: bool) -> dict[str, Any]:
    first = hours.instants(question["first"])
    second = (hours.lengths if adds else hours.instants)(question["second"])
    call = hours.add_batch if adds else hours.between_batch
    each, answers = at_once(call, first, second, len(first))
    return {"micros": each, "answers": [int(answer) for answer in answers]}


def _tried(kind: Callable[[dict[str, Any]], Any], case: dict[str, Any]) -> int | str | None:
    """Return what a peer answers, in microseconds, None when it has no such call; the error's words where it fails."""
    try:
        hours = kind(case["calendar"])
        if not hasattr(hours, case["operation"]):
            return None
        if case["operation"] == "add":
            return hours.micros(hours.add(hours.instant(case["first"]), hours.length(case["second"])))
        return hours.micros_long(hours.between(hours.instant(case["first"]), hours.instant(case["second"])))
    except Exception as error:  # noqa: BLE001 - whatever a peer raises is its answer
        return f"{type(error).__name__}: {error}"
