"""The small ribbon of a row or card, and the trend line of a level card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houvast.portal.ribbon.drawing import pct

DUE = 78.0
"""Where the due line stands, in percent of the width: the same in every row."""
QUARTER = DUE * 0.75

WIDTH, HEIGHT, TOP, BOTTOM = 128, 44, 8, 28
_LEFT, _RIGHT = 3, 123


@dataclass(frozen=True, slots=True)
class Mini:
    """
    A clock in a bar of 14 px.

    used    width of the counted part; over the part past the due line, '' when there is none
    tone    '' or 'risk' or 'breach'
    paused  lines up to the due line: it stands still
    label   says the same in words
    """

    label: str
    used: str = ""
    over: str = ""
    tone: str = ""
    rest: str = ""
    paused: bool = False
    covered: bool = False
    notches: Sequence[str] = ()
    due: str = pct(DUE)
    quarter: str = pct(QUARTER)


def mini(
    share: float | None,
    *,
    label: str,
    tone: str = "",
    paused: bool = False,
    notches: Sequence[float] = (),
) -> Mini:
    """
    Return the small ribbon of a clock.

    share    part of the promise that is used, 1.0 at due; None where nothing is promised
    notches  shares at which the clock stood still before
    """
    if share is None:
        return Mini(label)
    used = min(max(share, 0.0), 1.0) * DUE
    over = min(max(share - 1.0, 0.0) * DUE, 100 - DUE)
    return Mini(
        label,
        used=pct(used),
        over=pct(over) if over else "",
        tone=tone,
        rest=pct(DUE - used),
        paused=paused,
        covered=used >= QUARTER,
        notches=tuple(pct(notch * DUE) for notch in notches if 0 < notch < min(share, 1.0)),
    )


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a trend line, in pixels as text."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Trend:
    """
    The figures of the last periods as a line.

    path    of the line; misses the points under the goal; now the last point, with its tone
    """

    path: str
    goal: str
    misses: Sequence[Dot]
    now: Dot | None
    tone: str
    first: str
    last: str
    label: str


def trend(
    values: Sequence[float | None],
    goal: float,
    *,
    label: str,
    first: str,
    last: str,
    tone: str = "",
) -> Trend | None:
    """Return the line of some percentages, earliest first; None where fewer than two of them are known."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    low, high = min([*known, goal]), max([*known, goal])
    span = (high - low) or 1.0
    step = (_RIGHT - _LEFT) / (len(values) - 1)
    points = [
        (Dot(f"{_LEFT + place * step:.1f}", f"{BOTTOM - (value - low) / span * (BOTTOM - TOP):.1f}"), value)
        for place, value in enumerate(values)
        if value is not None
    ]
    path = " L".join(f"{dot.x} {dot.y}" for dot, _ in points)
    now = points[-1][0] if values[-1] is not None else None
    past = points[:-1] if now else points
    return Trend(
        path=f"M{path}",
        goal=f"{BOTTOM - (goal - low) / span * (BOTTOM - TOP):.1f}",
        misses=[dot for dot, value in past if value < goal],
        now=now,
        tone=tone,
        first=first,
        last=last,
        label=label,
    )
