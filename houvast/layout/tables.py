"""Every figure of an agreement as a plain table, for formats that draw no pictures."""

from __future__ import annotations

from dataclasses import dataclass

from houvast.sla.agreement.words.document import (
    Cell,
    Clause,
    DaysFigure,
    Figure,
    LadderFigure,
    MatrixFigure,
    TableFigure,
    WeekFigure,
)
from houvast.sla.agreement.words.phrases import listed, say

NOBODY = "–"


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table: its caption, the heads of its columns, and rows of which the first cell is the head.

    As many cells as heads in each row.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(clause: Clause, lang: str) -> list[Table]:
    """Return the figures of a clause as tables."""
    return [_table(clause, figure, lang) for figure in clause.figures]


def _table(clause: Clause, figure: Figure, lang: str) -> Table:
    match figure:
        case TableFigure():
            rows = [(Cell(f"{row.number} {row.head}".strip()), *row.cells) for row in figure.rows]
            return Table(clause.title, figure.heads, tuple(rows))
        case MatrixFigure():
            return _matrix(figure, lang)
        case WeekFigure():
            return _week(figure, lang)
        case DaysFigure():
            return _days(figure, lang)
        case LadderFigure():
            return _ladder(clause, figure, lang)


def _matrix(figure: MatrixFigure, lang: str) -> Table:
    corner = say(lang, nl="Impact / urgentie", en="Impact / urgency")
    rows = [
        (Cell(impact.text), *(Cell(cell.priority.text, cell.promise) for cell in cells))
        for impact, cells in zip(figure.impacts, figure.rows, strict=True)
    ]
    return Table(figure.caption, (corner, *(urgency.text for urgency in figure.urgencies)), tuple(rows))


def _week(figure: WeekFigure, lang: str) -> Table:
    """Return a row for each day of the week, a column for each window."""
    rows = []
    for weekday, day in enumerate(figure.days):
        opened = [
            listed([bar.words for bar in window.bars if bar.weekday == weekday], lang) for window in figure.windows
        ]
        rows.append((Cell(day), *(Cell(words or NOBODY) for words in opened)))
    head = say(lang, nl="Dag", en="Day")
    return Table(figure.caption, (head, *(window.calendar.text for window in figure.windows)), tuple(rows))


def _days(figure: DaysFigure, lang: str) -> Table:
    names = listed([calendar.text for calendar in figure.calendars], lang)
    heads = (say(lang, nl="Dag", en="Day"), say(lang, nl="Naam", en="Name"), say(lang, nl="Open", en="Open"))
    rows = [(Cell(day.words), Cell(day.name), Cell(day.status)) for day in figure.days]
    return Table(f"{figure.year}: {names}", heads, tuple(rows))


def _ladder(clause: Clause, figure: LadderFigure, lang: str) -> Table:
    share, step = say(lang, nl="Deel", en="Share"), say(lang, nl="Stap", en="Step")
    rows = [
        (Cell(rung.share), Cell(rung.step), Cell(rung.provider or NOBODY), Cell(rung.customer or NOBODY))
        for rung in figure.rungs
    ]
    return Table(clause.title, (share, step, figure.provider, figure.customer), tuple(rows))
