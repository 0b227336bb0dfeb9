"""
The words on a ribbon: days above it, lengths inside it, instants below it.

Labels must not run into each other. Where a label does not fit beside those already placed it is left out; where
it fits on a wide screen only, it carries the class `wide`. What must be seen is placed first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.portal.ribbon.pieces import CUTS, FOLDED, HATCHED, Paint, Piece, end_of, three_quarters, where
from houvast.portal.wording import Reading
from houvast.sla.agreement.model import Agreement
from houvast.sla.explain import Explanation
from houvast.sla.terms import EventKind, State

WIDE, NARROW = 1080.0, 310.0
"""Widths of the bar in pixels for which labels are measured."""
CHARACTER, GAP = 6.7, 10.0


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; `short` is what a narrow screen shows of them, nothing when it is empty."""

    text: str
    short: str
    x: str
    y: int
    anchor: str
    css: str


@dataclass
class Shelf:
    """One line of labels, with what is taken on a wide and on a narrow screen (pixels)."""

    y: int
    labels: list[Label] = field(default_factory=list)
    wide: list[tuple[float, float]] = field(default_factory=list)
    narrow: list[tuple[float, float]] = field(default_factory=list)

    def put(self, x: float, text: str, *, short: str, css: str = "", anchor: str = "", must: bool = False) -> None:
        """Place a label at x percent where it is free; `must` places it whatever stands there."""
        anchor = anchor or _anchor(x, text)
        if not self._take(self.wide, _extent(x, text, anchor, WIDE)) and not must:
            return
        brief = bool(short) and (self._take(self.narrow, _extent(x, short, anchor, NARROW)) or must)
        self.labels.append(Label(text, short if brief else "", f"{x:.2f}%", self.y, anchor, css))

    def keep_free(self, x: float) -> None:
        """Let no label cross the upright line at x percent."""
        self.wide.append((x / 100 * WIDE - 2, x / 100 * WIDE + 2))
        self.narrow.append((x / 100 * NARROW - 2, x / 100 * NARROW + 2))

    def fit(self, piece: Piece, text: str, *, css: str = "", dy: int = 0) -> None:
        """Place words inside a piece when they fit there."""
        if not _fits(piece, text, WIDE):
            return
        short = text if _fits(piece, text, NARROW) else ""
        self.labels.append(Label(text, short, f"{piece.middle:.2f}%", self.y + dy, "middle", css))

    def _take(self, taken: list[tuple[float, float]], extent: tuple[float, float]) -> bool:
        if any(extent[0] < end and start < extent[1] for start, end in taken):
            return False
        taken.append(extent)
        return True


def labels_of(explained: Explanation, agreement: Agreement, pieces: Sequence[Piece], reading: Reading) -> list[Label]:
    """Return all words on one ribbon."""
    above, below, inside = Shelf(36), Shelf(102), Shelf(68)
    if explained.clock.state is not State.VOID:
        above.keep_free(where(pieces, explained.clock.stopped_at or reading.now))
    _days(above, pieces, reading)
    _instants(below, explained, pieces, reading, reported=_starts_at_opening(explained, agreement))
    for piece in pieces:
        _inside(inside, piece)
    return [*above.labels, *below.labels, *inside.labels]


def first_of_days(pieces: Sequence[Piece], reading: Reading) -> list[Piece]:
    """Return the pieces that are not closed and begin on another date than the one before."""
    shown = [piece for piece in pieces if piece.paint not in {*FOLDED, *CUTS, Paint.STANDS_STILL}]
    dates = [reading.local(piece.start).date() for piece in shown]
    fresh = [later != earlier for earlier, later in pairwise(dates)]
    return shown[:1] + [piece for piece, new in zip(shown[1:], fresh, strict=True) if new]


def _days(shelf: Shelf, pieces: Sequence[Piece], reading: Reading) -> None:
    for piece in first_of_days(pieces, reading):
        day = reading.dated(reading.local(piece.start).date())
        shelf.put(piece.x, day, short=day.split(" ", 1)[1], anchor="start" if piece.x < 92 else "end")


def _starts_at_opening(explained: Explanation, agreement: Agreement) -> bool:
    rule = agreement.clock_of(explained.clock.target)
    return explained.clock.cycle == 1 and EventKind.OPENED in rule.start and not rule.start_by_all


def _instants(
    shelf: Shelf, explained: Explanation, pieces: Sequence[Piece], reading: Reading, *, reported: bool
) -> None:
    """Place due first, so that nothing takes its room; then three quarters, the start, and the pauses."""
    _due(shelf, explained, pieces, reading)
    quarter, clock = three_quarters(explained), explained.clock
    if quarter and clock.state is not State.STOPPED:
        text = _("75 %% at %(time)s") % {"time": reading.clock(quarter)}
        shelf.put(where(pieces, quarter), text, short=f"75{wording.NO_BREAK}%", css="t-riskw", anchor="end")
    start = reading.clock(clock.started_at)
    text = (_("%(time)s reported") if reported else _("%(time)s started")) % {"time": start}
    shelf.put(0, text, short=start, anchor="start")
    for earlier, later in pairwise(pieces):
        _turn(shelf, earlier, later, reading)


def _due(shelf: Shelf, explained: Explanation, pieces: Sequence[Piece], reading: Reading) -> None:
    clock = explained.clock
    if clock.due_at:
        time = reading.clock(clock.due_at)
        text = _("due %(time)s") % {"time": time}
        shelf.put(where(pieces, clock.due_at), text, short=time, css="t-strong", must=True)
    elif clock.state is State.PAUSED and pieces:
        shelf.put(end_of(pieces), _("due again when it runs"), short=_("paused"), css="t-strong", must=True)


def _turn(shelf: Shelf, earlier: Piece, later: Piece, reading: Reading) -> None:
    time = reading.clock(later.start)
    was, becomes = earlier.paint in HATCHED, later.paint in HATCHED
    if becomes and not was and later.paint is not Paint.STANDS_STILL and later.paint not in CUTS:
        shelf.put(later.x, time, short="")
    elif was and not becomes and later.paint not in FOLDED:
        shelf.put(later.x, _("%(time)s resumed") % {"time": time}, short=time)


_ON = {Paint.COUNTED: "t-on", Paint.RISK: "t-on-risk", Paint.OVER: "t-on-breach"}


def _inside(shelf: Shelf, piece: Piece) -> None:
    if piece.paint in _ON:
        shelf.fit(piece, wording.bare_length(piece.length), css=_ON[piece.paint])
    elif piece.paint is Paint.PAUSED:
        shelf.fit(piece, piece.name, css="t-pausew")
    elif piece.paint in {Paint.LEFT, Paint.LEFT_RISK, Paint.STANDS_STILL}:
        css = "t-pausew" if piece.paint is Paint.STANDS_STILL else ""
        shelf.fit(piece, _("%(length)s left") % {"length": wording.bare_length(piece.length)}, css=css)
    elif piece.paint in {Paint.CLOSED, Paint.SETTLED}:
        _closed(shelf, piece)
    elif piece.paint in CUTS:
        css = "t-pausew" if piece.paint is Paint.CUT_PAUSED else "t-quiet"
        shelf.fit(piece, _("%(days)d d shortened") % {"days": piece.length.days}, css=css)


def _closed(shelf: Shelf, piece: Piece) -> None:
    hours = wording.length(timedelta(hours=round(piece.length / timedelta(hours=1))))
    text = hours if piece.paint is Paint.SETTLED else _("%(length)s closed") % {"length": hours}
    if piece.name and _fits(piece, piece.name, WIDE):
        shelf.fit(piece, piece.name, css="t-quiet", dy=-6)
        shelf.fit(piece, text, css="t-quiet", dy=8)
    else:
        shelf.fit(piece, text, css="t-quiet")


def _anchor(x: float, text: str) -> str:
    half = len(text) * CHARACTER / 2 / WIDE * 100
    return "start" if x < half else "end" if x > 100 - half else "middle"


def _extent(x: float, text: str, anchor: str, width: float) -> tuple[float, float]:
    length, at = len(text) * CHARACTER, x / 100 * width
    start = {"start": at, "middle": at - length / 2, "end": at - length}[anchor]
    return start - GAP / 2, start + length + GAP / 2


def _fits(piece: Piece, text: str, width: float) -> bool:
    return piece.width / 100 * width >= len(text) * CHARACTER + GAP
