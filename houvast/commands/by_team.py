"""Whose time the clocks of a target were, as a document and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rich.console import RenderableType

from houvast.commands.explaining import seconds
from houvast.commands.screen import plain
from houvast.commands.tables import RIGHT, WRAPPED, add, table
from houvast.commands.wording import Wording
from houvast.sla.attribution import Total
from houvast.sla.target import shown
from houvast.sla.terms import MICROSECOND

_HEADER = {
    "en": ("Team", "Clocks", "Counted", "Share", "Breached", "Overran"),
    "nl": ("Team", "Klokken", "Geteld", "Aandeel", "Overschreden", "Te lang"),
}
_NOBODY = {"en": "nobody", "nl": "niemand"}


def document(totals: Sequence[Total]) -> list[dict[str, Any]]:
    """Return what each party had; the team is null where nobody had the ticket."""
    return [
        {
            "team": each.party or None,
            "clocks": each.clocks,
            "counted_seconds": seconds(each.counted * MICROSECOND),
            "counted_percent": None if share is None else float(shown(share)),
            "breached": each.breached,
            "overran": each.overran,
        }
        for each, share in zip(totals, _shares(totals), strict=True)
    ]


def teams_table(totals: Sequence[Total], wording: Wording) -> RenderableType:
    """Return a row for each party, whoever had most first."""
    made = table(_HEADER[wording.lang], (WRAPPED, *[RIGHT] * 5))
    for each, share in zip(totals, _shares(totals), strict=True):
        counts = [wording.number(count) for count in (each.breached, each.overran)]
        counted = wording.roughly(each.counted * MICROSECOND)
        name = plain(each.party) or _NOBODY[wording.lang]
        add(made, [name, wording.number(each.clocks), counted, wording.percent(share), *counts])
    return made


def _shares(totals: Sequence[Total]) -> list[Fraction | None]:
    """Return of all counted time what each party had."""
    whole = sum(each.counted for each in totals)
    return [Fraction(each.counted * 100, whole) if whole else None for each in totals]
