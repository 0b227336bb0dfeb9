"""One ribbon, ready for a template: rectangles, lines, labels, the flag, and the same in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.ribbon.labels import Label, first_of_days, labels_of
from houvast.portal.ribbon.pieces import HATCHED, Paint, Piece, Scale, end_of, pieces_of, three_quarters, where
from houvast.portal.wording import Reading
from houvast.sla.agreement.model import Agreement
from houvast.sla.explain import STANDING_STILL, Explanation, Reason
from houvast.sla.terms import State

_LAYERS = (
    Paint.CLOSED, Paint.SETTLED, Paint.LEFT, Paint.LEFT_RISK, Paint.STANDS_STILL, Paint.PAUSED, Paint.PAUSED_CLOSED,
    Paint.BEFORE, Paint.COUNTED, Paint.RISK, Paint.OVER, Paint.CUT, Paint.CUT_PAUSED,
)  # fmt: skip
_CSS = {
    Paint.COUNTED: "rb-count", Paint.RISK: "rb-count rb-count--risk", Paint.OVER: "rb-count rb-count--breach",
    Paint.CLOSED: "rb-closed", Paint.SETTLED: "rb-closed", Paint.BEFORE: "rb-before", Paint.LEFT: "rb-left",
    Paint.LEFT_RISK: "rb-left rb-left--risk", Paint.PAUSED: "rb-pausebg", Paint.PAUSED_CLOSED: "rb-pausebg",
    Paint.STANDS_STILL: "rb-pausebg", Paint.CUT: "rb-cut", Paint.CUT_PAUSED: "rb-pausebg",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rect:
    """One rectangle: `css` says its paint, `hatch` lays lines over it."""

    css: str
    x: str
    width: str
    hatch: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One upright line from y1 to y2."""

    css: str
    x: str
    y1: int
    y2: int


@dataclass(frozen=True, slots=True)
class Chip:
    """The flag above the bar that says where we are, or where the clock stopped; lengths in pixels from x."""

    x: str
    left: int
    width: int
    middle: int
    text: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """
    All that a template needs to draw one ribbon.

    key     names the clock on its page
    story   the same in sentences, for who does not see it
    legend  paint and word of what occurs
    """

    key: str
    title: str
    story: str
    rects: Sequence[Rect]
    lines: Sequence[Line]
    labels: Sequence[Label]
    chip: Chip | None
    legend: Sequence[Rect]


def draw(
    explained: Explanation,
    agreement: Agreement,
    *,
    title: str,
    reading: Reading,
    scale: Scale = Scale.SERVICE,
) -> Ribbon:
    """Return the ribbon of one clock as of `reading.now`."""
    pieces = pieces_of(explained, agreement, reading.now, scale)
    return Ribbon(
        key=f"{explained.clock.target}-{explained.clock.cycle}",
        title=title,
        story=story(explained, agreement, reading),
        rects=[rect for paint in _LAYERS for piece in pieces if piece.paint is paint for rect in _rects(piece)],
        lines=list(_lines(explained, pieces, reading)),
        labels=labels_of(explained, agreement, pieces, reading),
        chip=_chip(explained, pieces, reading),
        legend=_legend(pieces, scale),
    )


def pct(value: float) -> str:
    """Return a percentage for an attribute: always with a point."""
    return f"{value:.2f}%"


def _rects(piece: Piece) -> Iterable[Rect]:
    yield Rect(_CSS[piece.paint], pct(piece.x), pct(piece.width), hatch=piece.paint in HATCHED)
    if piece.paint is Paint.PAUSED_CLOSED:
        yield Rect("rb-veil", pct(piece.x), pct(piece.width))


def _lines(explained: Explanation, pieces: Sequence[Piece], reading: Reading) -> Iterable[Line]:
    clock, quarter = explained.clock, three_quarters(explained)
    for piece in first_of_days(pieces, reading):
        yield Line("rb-tick", pct(piece.x), 40, 46)
    if quarter and clock.state is not State.STOPPED:
        yield Line("rb-75", pct(where(pieces, quarter)), 44, 88)
    if clock.state is not State.VOID and pieces:
        yield Line("rb-now", pct(where(pieces, clock.stopped_at or reading.now)), 20, 80)
    if clock.due_at:
        yield Line("rb-due", pct(where(pieces, clock.due_at)), 40, 88)
    elif clock.state is State.PAUSED and pieces:
        yield Line("rb-due", pct(end_of(pieces)), 40, 88)


def _chip(explained: Explanation, pieces: Sequence[Piece], reading: Reading) -> Chip | None:
    clock = explained.clock
    if clock.state is State.VOID or not pieces:
        return None
    at = clock.stopped_at or reading.now
    word = _("stopped %(time)s") if clock.stopped_at else _("now %(time)s")
    text = word % {"time": reading.clock(at)}
    x, width = where(pieces, at), 16 + 7 * len(text)
    left = 0 if x < 8 else -width if x > 92 else -width // 2
    return Chip(pct(x), left, width, left + width // 2, text)


def _legend(pieces: Sequence[Piece], scale: Scale) -> list[Rect]:
    closed = _("closed, drawn shorter") if scale is Scale.SERVICE else _("closed")
    words = {
        Paint.COUNTED: _("counted"), Paint.RISK: _("counted, last quarter"), Paint.OVER: _("counted, over time"),
        Paint.PAUSED: _("paused"), Paint.CLOSED: closed, Paint.SETTLED: _("resolved, not counted"),
        Paint.BEFORE: _("before the change, not counted"), Paint.LEFT: _("still left"),
        Paint.LEFT_RISK: _("still left"), Paint.STANDS_STILL: _("still left, standing still"),
    }  # fmt: skip
    present = {piece.paint for piece in pieces}
    return [Rect(_CSS[paint], word, "20", paint in HATCHED) for paint, word in words.items() if paint in present]


def story(explained: Explanation, agreement: Agreement, reading: Reading) -> str:
    """Return the life of a clock in sentences."""
    clock = explained.clock
    told = [_("Started %(moment)s.") % {"moment": reading.fully(clock.started_at)}]
    if clock.promised is not None:
        lengths = {"elapsed": wording.length(clock.elapsed), "promised": wording.length(clock.promised)}
        told.append(_("Counted %(elapsed)s of %(promised)s.") % lengths)
    for segment in explained.segments:
        if segment.reason in STANDING_STILL:
            edges = {"start": reading.fully(segment.start), "end": reading.fully(segment.end)}
            waits = segment.reason is Reason.PAUSED
            reason = wording.status(segment.detail, agreement) if waits else _("with others")
            told.append(_("Paused from %(start)s until %(end)s: %(reason)s.") % {**edges, "reason": reason})
    if clock.stopped_at:
        told.append(_("Stopped %(moment)s.") % {"moment": reading.fully(clock.stopped_at)})
    if clock.due_at:
        told.append(_("Due %(moment)s.") % {"moment": reading.fully(clock.due_at)})
    return " ".join([*told, _("The table below gives every stretch.")])
