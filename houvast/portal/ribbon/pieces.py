"""
What a ribbon consists of: the life of a clock cut into pieces, folded, and laid out on a scale.

The scale is service time: a piece is as wide as the time it counts or could have counted, and a closed stretch
is folded to a small share that says how long it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.sla.agreement.model import Agreement, Text
from houvast.sla.calendar import Calendar
from houvast.sla.explain import Explanation, Reason, Segment
from houvast.sla.terms import State, Verdict

TAIL = 4.0
"""Room behind the last instant, in percent, so that the due line has its label."""
FOLDS = 25.0
"""Most that all folds together may take."""
SMALL_FOLD, LARGE_FOLD = 3.5, 12.5
_NIGHT, _LONG = timedelta(hours=16), timedelta(hours=88)
TOO_MANY = 12
"""From so many closed stretches on, the middle is cut out."""
KEPT_AT_THE_END = 4
CUT = 10.0
"""Share of the bar that stands for what was cut out."""
NOTHING = timedelta()


class Scale(StrEnum):
    """What a centimetre of the bar means."""

    SERVICE = "service"
    CALENDAR = "calendar"


class Paint(StrEnum):
    """What a piece of the bar is."""

    COUNTED = "counted"
    RISK = "risk"
    OVER = "over"
    PAUSED = "paused"
    PAUSED_CLOSED = "paused-closed"
    CLOSED = "closed"
    SETTLED = "settled"
    BEFORE = "before"
    LEFT = "left"
    LEFT_RISK = "left-risk"
    STANDS_STILL = "stands-still"
    CUT = "cut"
    CUT_PAUSED = "cut-paused"


FOLDED = frozenset({Paint.CLOSED, Paint.PAUSED_CLOSED, Paint.SETTLED})
CUTS = frozenset({Paint.CUT, Paint.CUT_PAUSED})
HATCHED = frozenset({Paint.PAUSED, Paint.PAUSED_CLOSED, Paint.STANDS_STILL, Paint.CUT_PAUSED})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the bar; x and width in percent, set once all are known."""

    start: datetime
    end: datetime
    paint: Paint
    name: str = ""
    length: timedelta = NOTHING
    x: float = 0.0
    width: float = 0.0

    @property
    def middle(self) -> float:
        """The centre, in percent."""
        return self.x + self.width / 2


def pieces_of(explained: Explanation, agreement: Agreement, now: datetime, scale: Scale) -> list[Piece]:
    """Return the pieces of one clock's bar, placed."""
    calendar = agreement.calendars[explained.calendar]
    pieces = _folded([*_behind(explained, calendar, agreement), *_ahead(explained, calendar, now)])
    return _placed(pieces if scale is Scale.CALENDAR else _shortened(pieces), scale)


def where(pieces: Sequence[Piece], at: datetime) -> float:
    """Return where an instant lies on the bar, in percent."""
    for piece in pieces:
        if at <= piece.end:
            span = piece.end - piece.start
            inside = max(at - piece.start, NOTHING) / span if span else 0.0
            return piece.x + piece.width * inside
    return end_of(pieces)


def end_of(pieces: Sequence[Piece]) -> float:
    """Return where the last piece ends, in percent."""
    return pieces[-1].x + pieces[-1].width if pieces else 0.0


def three_quarters(explained: Explanation) -> datetime | None:
    """Return the instant at which three quarters of the promise had been counted; None when it never was."""
    if not explained.clock.promised:
        return None
    wanted, counted = explained.clock.promised * 3 // 4, NOTHING
    for segment in explained.segments:
        span = segment.end - segment.start if segment.counted else NOTHING
        if counted + span >= wanted:
            return segment.start + (wanted - counted)
        counted += span
    return None


def broken_at(explained: Explanation) -> datetime | None:
    """Return the instant at which the promise was broken; None when it was not."""
    clock = explained.clock
    return clock.due_at if clock.verdict is Verdict.BREACHED else None


# -- what was -------------------------------------------------------------------------------------


def _behind(explained: Explanation, calendar: Calendar, agreement: Agreement) -> list[Piece]:
    """Return the life so far, cut at three quarters and at due, each part in its tone."""
    pieces = [piece for segment in explained.segments for piece in _of_segment(segment, calendar, agreement)]
    quarter, broken = three_quarters(explained), broken_at(explained)
    for at in (quarter, broken):
        pieces = [half for piece in pieces for half in _cut(piece, at)] if at else pieces
    clock = explained.clock
    warns = clock.verdict is Verdict.BREACHED or clock.state in {State.RUNNING, State.PAUSED}
    return [_toned(piece, quarter if warns else None, broken) for piece in pieces]


def _of_segment(segment: Segment, calendar: Calendar, agreement: Agreement) -> Iterable[Piece]:
    length = segment.end - segment.start
    if segment.counted:
        return [Piece(segment.start, segment.end, Paint.COUNTED, length=length)]
    if segment.reason is Reason.PAUSED:
        name = wording.status(segment.detail, agreement)
        return _split(segment, calendar, Paint.PAUSED, Paint.PAUSED_CLOSED, name)
    if segment.reason is Reason.HELD_ELSEWHERE:
        return _split(segment, calendar, Paint.PAUSED, Paint.PAUSED_CLOSED, _("with others"))
    if segment.reason is Reason.BEFORE_CHANGE:
        return _split(segment, calendar, Paint.BEFORE, Paint.CLOSED)
    if segment.reason is Reason.RESOLVED:
        return [Piece(segment.start, segment.end, Paint.SETTLED, _("resolved"), length)]
    return [Piece(segment.start, segment.end, Paint.CLOSED, _holiday(segment.names), length)]


def _split(segment: Segment, calendar: Calendar, opened: Paint, closed: Paint, name: str = "") -> Iterable[Piece]:
    """Cut a stretch into what was open and what was closed anyway."""
    for each in calendar.stretches(segment.start, segment.end):
        yield Piece(each.start, each.end, opened if each.is_open else closed, name, each.end - each.start)


def _cut(piece: Piece, at: datetime) -> Iterable[Piece]:
    if piece.paint is not Paint.COUNTED or not piece.start < at < piece.end:
        return (piece,)
    return (replace(piece, end=at, length=at - piece.start), replace(piece, start=at, length=piece.end - at))


def _toned(piece: Piece, quarter: datetime | None, broken: datetime | None) -> Piece:
    if piece.paint is not Paint.COUNTED:
        return piece
    if broken and piece.start >= broken:
        return replace(piece, paint=Paint.OVER)
    return replace(piece, paint=Paint.RISK) if quarter and piece.start >= quarter else piece


# -- what is left ---------------------------------------------------------------------------------


def _ahead(explained: Explanation, calendar: Calendar, now: datetime) -> Iterable[Piece]:
    clock = explained.clock
    if clock.promised is None or clock.verdict is Verdict.BREACHED or clock.state is State.VOID:
        return
    if clock.state is State.PAUSED:
        left = max(clock.promised - clock.elapsed, NOTHING)
        yield Piece(now, now + left, Paint.STANDS_STILL, length=left)
        return
    since = clock.stopped_at or now
    late = clock.state is State.RUNNING and three_quarters(explained) is not None
    for each in calendar.stretches(since, clock.due_at or since):
        paint = Paint.CLOSED if not each.is_open else Paint.LEFT_RISK if late else Paint.LEFT
        yield Piece(each.start, each.end, paint, _holiday(each.names), each.end - each.start)


def _holiday(names: Text) -> str:
    return wording.text_in(names, "") if names else ""


# -- folding and placing --------------------------------------------------------------------------


def _folded(pieces: list[Piece]) -> list[Piece]:
    """Join neighbours that are closed for different reasons: on the bar they are one fold."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.paint is piece.paint and piece.paint in {*FOLDED, Paint.PAUSED, Paint.COUNTED}:
            name, length = last.name or piece.name, last.length + piece.length
            joined[-1] = replace(last, end=piece.end, length=length, name=name)
        else:
            joined.append(piece)
    return joined


def _shortened(pieces: list[Piece]) -> list[Piece]:
    """Where the bar would be mostly folds, keep the first and the last few and say how much was cut."""
    folds = [place for place, piece in enumerate(pieces) if piece.paint in FOLDED]
    if len(folds) < TOO_MANY:
        return pieces
    first, last = folds[0] + 1, folds[-KEPT_AT_THE_END]
    gone = pieces[first:last]
    paused = sum((piece.length for piece in gone if piece.paint is Paint.PAUSED), NOTHING)
    counted = sum((piece.length for piece in gone if piece.paint not in {*FOLDED, Paint.PAUSED}), NOTHING)
    paint = Paint.CUT_PAUSED if paused > counted else Paint.CUT
    cut = Piece(gone[0].start, gone[-1].end, paint, length=gone[-1].end - gone[0].start)
    return [*pieces[:first], cut, *pieces[last:]]


def _placed(pieces: list[Piece], scale: Scale) -> list[Piece]:
    widths = _linear(pieces) if scale is Scale.CALENDAR else _by_service_time(pieces)
    placed, x = [], 0.0
    for piece, width in zip(pieces, widths, strict=True):
        placed.append(replace(piece, x=x, width=width))
        x += width
    return placed


def _linear(pieces: list[Piece]) -> list[float]:
    total = sum((piece.length for piece in pieces), NOTHING) or timedelta(1)
    return [(100 - TAIL) * (piece.length / total) for piece in pieces]


def _by_service_time(pieces: list[Piece]) -> list[float]:
    folds = {place: _fold(piece) for place, piece in enumerate(pieces) if piece.paint in FOLDED}
    squeeze = min(1.0, FOLDS / sum(folds.values())) if folds else 1.0
    fixed = {place: width * squeeze for place, width in folds.items()}
    fixed |= {place: CUT for place, piece in enumerate(pieces) if piece.paint in CUTS}
    open_time = sum((piece.length for place, piece in enumerate(pieces) if place not in fixed), NOTHING)
    room = 100 - TAIL - sum(fixed.values())
    return [
        fixed[place] if place in fixed else room * (piece.length / (open_time or timedelta(1)))
        for place, piece in enumerate(pieces)
    ]


def _fold(piece: Piece) -> float:
    share = (piece.length - _NIGHT) / (_LONG - _NIGHT)
    return SMALL_FOLD + (LARGE_FOLD - SMALL_FOLD) * min(max(share, 0.0), 1.0)
