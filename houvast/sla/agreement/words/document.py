"""An agreement in plain words, as values that a page or a PDF lays out: sections, clauses and their figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says, and what stands small under it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the clause it belongs to."""

    number: str
    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A table; `heads` names the column of row heads first."""

    kind: ClassVar[str] = "table"
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the agreement (`code`) and what it is called."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """
    The priority of an impact and an urgency.

    rank     1 is the heaviest
    promise  what is promised for it, in short; "" where nothing is
    """

    impact: str
    urgency: str
    priority: Label
    rank: int
    promise: str


@dataclass(frozen=True, slots=True)
class MatrixFigure:
    """Impact × urgency; one row of cells per impact, one column per urgency."""

    kind: ClassVar[str] = "matrix"
    caption: str
    impacts: tuple[Label, ...]
    urgencies: tuple[Label, ...]
    rows: tuple[tuple[MatrixCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Open time on one day of the week: weekday 0 is Monday, seconds of that day, `until` at most 86400."""

    weekday: int
    since: int
    until: int
    words: str


@dataclass(frozen=True, slots=True)
class Window:
    """
    A calendar in the week picture.

    rank          0 is the narrowest, drawn darkest and on top
    week_seconds  open time of an ordinary week
    """

    calendar: Label
    rank: int
    week_seconds: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """The service windows of an ordinary week, widest first; `description` says all that the picture shows."""

    kind: ClassVar[str] = "week"
    days: tuple[str, ...]
    windows: tuple[Window, ...]
    caption: str
    description: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the year that differs from the ordinary week."""

    on: date
    words: str
    name: str
    status: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class DaysFigure:
    """The holidays and special days of a year for the calendars that share them."""

    kind: ClassVar[str] = "days"
    calendars: tuple[Label, ...]
    year: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """One share of the promise on the ladder, and who hears of it on both sides ("" is nobody)."""

    percent: int
    share: str
    step: str
    provider: str
    customer: str


@dataclass(frozen=True, slots=True)
class LadderFigure:
    """The escalation ladder; the two parties name its columns."""

    kind: ClassVar[str] = "ladder"
    provider: str
    customer: str
    rungs: tuple[Rung, ...]


Figure = TableFigure | MatrixFigure | WeekFigure | DaysFigure | LadderFigure


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause; `target` is set where it is about one target."""

    number: str
    title: str
    sentences: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    target: str = ""

    @property
    def anchor(self) -> str:
        """The name of its place on a page: a5-1."""
        return "a" + self.number.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section."""

    number: int
    title: str
    clauses: tuple[Clause, ...]

    @property
    def anchor(self) -> str:
        """The name of its place on a page: a5."""
        return f"a{self.number}"


@dataclass(frozen=True, slots=True)
class Document:
    """
    An agreement in words.

    kind     what sort of agreement, e.g. Overeenkomst (SLA)
    parties  label and name, provider first
    term     label and dates
    binding  code of the language whose text binds
    """

    name: str
    kind: str
    title: str
    lang: str
    binding: str
    parties: tuple[tuple[str, str], ...]
    term: tuple[str, str]
    sections: tuple[Section, ...]

    def clause(self, number: str) -> Clause | None:
        """Return a clause by number; None where there is no such clause."""
        return next((each for part in self.sections for each in part.clauses if each.number == number), None)
