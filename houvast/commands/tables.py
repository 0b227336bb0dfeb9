"""Tables for a terminal: aligned columns, a line under the header, and a last row that stands apart."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import Box
from rich.table import Table
from rich.text import Text

LEFT, RIGHT, WRAPPED = "left", "right", "wrapped"
"""How a column stands: words, figures, or words that may go on to the next line."""

_RULES = Box("    \n    \n ── \n    \n ── \n    \n    \n    \n")
"""A line under the header and above a section, nothing else."""


def table(header: Sequence[str], columns: Sequence[str], *, tight: bool = False) -> Table:
    """Return an empty table; `columns` holds LEFT, RIGHT or WRAPPED for each. `tight` leaves one blank between them."""
    padding = (0, 0 if tight else 1, 0, 0)
    made = Table(box=_RULES, pad_edge=False, padding=padding, show_edge=False, header_style="bold")
    for name, column in zip(header, columns, strict=True):
        right = column == RIGHT
        made.add_column(Text(name), justify="right" if right else "left", no_wrap=column != WRAPPED, overflow="fold")
    return made


def add(made: Table, cells: Sequence[str], style: str = "") -> None:
    """Add a row."""
    made.add_row(*[Text(cell) for cell in cells], style=style or None)


def heading(words: str) -> Text:
    """Return a line that names what follows."""
    return Text(words, style="bold")


def line(words: str = "", style: str = "") -> Text:
    """Return a line of text."""
    return Text(words, style=style)
