"""Explanations of clocks as documents and as tables; `due` and `explain` show them alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from rich.console import RenderableType

from houvast.commands.tables import LEFT, RIGHT, WRAPPED, add, table
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Goal
from houvast.sla.clock import Clock
from houvast.sla.explain import Explanation, Segment

_HEADER = {"en": ("From", "To", "Counted", "Why"), "nl": ("Van", "Tot", "Geteld", "Waarom")}
_TOTAL = {"en": "Together", "nl": "Samen"}
_MICROSECOND = timedelta(microseconds=1)


def iso(at: datetime | None) -> str | None:
    """Return an instant as ISO 8601 in UTC with Z, with a fraction only where there is one."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z" if at else None


def seconds(span: timedelta | None) -> int | float | None:
    """Return a length in seconds, a whole number where it is one."""
    if span is None:
        return None
    whole, rest = divmod(span // _MICROSECOND, 1_000_000)
    return whole + rest / 1_000_000 if rest else whole


def goal_document(goal: Goal) -> dict[str, Any]:
    """Return the bar of a target."""
    return {"kind": goal.kind.value, "value": None if goal.value is None else float(goal.value)}


def clock_document(clock: Clock) -> dict[str, Any]:
    """Return a clock with the names of `measure --out`."""
    return {
        "ticket": clock.ticket,
        "target": clock.target,
        "cycle": clock.cycle,
        "priority": clock.priority,
        "state": clock.state.word,
        "verdict": clock.verdict.word,
        "started_at": iso(clock.started_at),
        "due_at": iso(clock.due_at),
        "stopped_at": iso(clock.stopped_at),
        "verdict_at": iso(clock.verdict_at),
        "elapsed_seconds": seconds(clock.elapsed),
        "paused_seconds": seconds(clock.paused),
        "promised_seconds": seconds(clock.promised),
    }


def segment_document(segment: Segment) -> dict[str, Any]:
    """Return a stretch of a clock's life; `seconds` is its whole length, counted or not."""
    return {
        "from": iso(segment.start),
        "to": iso(segment.end),
        "seconds": seconds(segment.length),
        "counted": segment.counted,
        "reason": segment.reason.value,
        "detail": segment.detail or segment.names.get("en", ""),
        "holder": segment.holder,
    }


def segments_table(explanation: Explanation, wording: Wording, *, year: int, follows: str) -> RenderableType:
    """
    Return the stretches as rows that join without gap, under them their sum.

    year     that need not be written
    follows  what the sum means
    """
    made = table(_HEADER[wording.lang], (LEFT, LEFT, RIGHT, WRAPPED))
    for segment in explanation.segments:
        add(made, _row(segment, explanation.calendar, wording, year), "" if segment.counted else "dim")
    made.add_section()
    add(made, [_TOTAL[wording.lang], "", wording.length(explanation.counted), follows], "bold")
    return made


def _row(segment: Segment, calendar: str, wording: Wording, year: int) -> Sequence[str]:
    return (
        wording.moment(segment.start, year=year, aligned=True),
        wording.until(segment.start, segment.end, year=year),
        wording.length(segment.length) if segment.counted else "–",
        wording.reason(segment, calendar),
    )
