"""
Why a clock reads what it reads: its segments, cut where the calendar opens and closes.

The segments are the ones the clock was counted from, so the explanation cannot differ from the figure
(DESIGN §3, Explaining).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from houvast.sla.agreement.model import Agreement
from houvast.sla.calendar import Calendar
from houvast.sla.clock import Clock, Judged, clocks_of, judged
from houvast.sla.events import UNSAID, Events
from houvast.sla.opening_hours import Why
from houvast.sla.terms import Span, instant, micros


class Reason(StrEnum):
    """Why a segment counts, or does not."""

    RUNNING = "running"
    RUNNING_ON_DATE = "running-on-date"
    OUTSIDE_HOURS = "outside-hours"
    HOLIDAY = "holiday"
    CLOSED_ON_DATE = "closed-on-date"
    PAUSED = "paused"
    HELD_ELSEWHERE = "held-elsewhere"
    RESOLVED = "resolved"
    BEFORE_CHANGE = "before-change"


STANDING_STILL = (Reason.PAUSED, Reason.HELD_ELSEWHERE)
"""Why a clock stands still that goes on by itself when the status, or the holder, changes."""

_OPEN = {Why.HOURS: Reason.RUNNING, Why.DATE: Reason.RUNNING_ON_DATE}
_CLOSED = {Why.OUTSIDE: Reason.OUTSIDE_HOURS, Why.HOLIDAY: Reason.HOLIDAY, Why.DATE: Reason.CLOSED_ON_DATE}


@dataclass(frozen=True, slots=True)
class Segment:
    """
    A stretch of a clock's life in which one thing holds.

    counted  whether all of it counts
    detail   the status that paused it, else empty; names: the holiday per language
    holder   who has the ticket; empty for nobody, and where it was not asked
    """

    start: datetime
    end: datetime
    counted: bool
    reason: Reason
    detail: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    holder: str = ""

    @property
    def length(self) -> timedelta:
        """How long the stretch lasts, counted or not."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Explanation:
    """
    A clock with consecutive segments from its start to its stop, or to the moment asked for.

    calendar  name of the calendar that counts
    promise   the cell of the target table as written; empty where nothing is promised
    """

    clock: Clock
    calendar: str
    promise: str
    segments: tuple[Segment, ...]

    @property
    def counted(self) -> timedelta:
        """The counted segments added up: equal to the clock's elapsed time."""
        return sum((segment.length for segment in self.segments if segment.counted), timedelta())


def by_holder(explanation: Explanation, held: Sequence[tuple[datetime, str]]) -> Explanation:
    """Return an explanation cut where the ticket changes hands; `held` says from when who has it, in order."""
    segments = (piece for segment in explanation.segments for piece in _by_holder(segment, held))
    return replace(explanation, segments=tuple(segments))


def _by_holder(segment: Segment, held: Sequence[tuple[datetime, str]]) -> Iterator[Segment]:
    starts = [segment.start, *(at for at, _who in held if segment.start < at < segment.end)]
    for start, end in pairwise([*dict.fromkeys(starts), segment.end]):
        who = [name for at, name in held if at <= start]
        yield replace(segment, start=start, end=end, holder=who[-1] if who else "")


def explain(events: Events, agreement: Agreement, *, as_of: datetime) -> list[Explanation]:
    """Return every clock of the tickets in a log with the segments it was counted from, sorted as the clocks are."""
    statuses = events.attributes["status"].values if "status" in events.attributes else ()
    parts = judged(events, agreement, as_of=as_of)
    return [each for part in parts for each in _explained(part, events, agreement, statuses)]


def _explained(part: Judged, events: Events, agreement: Agreement, statuses: tuple[str, ...]) -> Iterator[Explanation]:
    counted = part.counted
    rows = clocks_of(part, events, agreement).rows()
    for cycle, clock in enumerate(rows):
        first, after = (int(row) for row in counted.segments.first[cycle : cycle + 2])
        promise = agreement.promise(clock.target, clock.priority)
        found: list[Segment] = []
        for row in range(first, after):
            found.extend(_cut(part, row, agreement.calendars, statuses))
        calendar = counted.names[int(counted.calendar[after - 1])]
        yield Explanation(clock, calendar, promise.written if promise else "", tuple(found))


def _cut(part: Judged, row: int, calendars: Mapping[str, Calendar], statuses: tuple[str, ...]) -> Iterator[Segment]:
    counted, parts = part.counted, part.counted.segments
    span = Span(instant(parts.start[row]), instant(parts.end[row]))
    if micros(span.start) == micros(span.end):
        return
    if parts.running[row]:
        for each in calendars[counted.names[int(counted.calendar[row])]].stretches(span.start, span.end):
            reason = _OPEN[each.why] if each.is_open else _CLOSED[each.why]
            yield Segment(each.start, each.end, each.is_open, reason, names=each.names)
    elif counted.superseded[row]:
        yield Segment(span.start, span.end, False, Reason.BEFORE_CHANGE)
    elif parts.elsewhere[row]:
        yield Segment(span.start, span.end, False, Reason.HELD_ELSEWHERE)
    elif parts.paused[row]:
        status = int(parts.status[row])
        yield Segment(span.start, span.end, False, Reason.PAUSED, "" if status == UNSAID else statuses[status])
    else:
        yield Segment(span.start, span.end, False, Reason.RESOLVED)
