"""How an agreement says what the priority of a ticket is: rules, a matrix of impact and urgency, a default."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from houvast.sla.agreement.shape_model import Range

_NUMBER = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,9})?) ?%?")

Bands = tuple[tuple[str, Range], ...]
"""Levels, each with the numbers that it stands for; the first that holds counts."""


@dataclass(frozen=True, slots=True)
class PriorityRule:
    """Tickets that say these words have this priority."""

    when: Mapping[str, tuple[str, ...]]
    priority: str


@dataclass(frozen=True, slots=True)
class PriorityModel:
    """
    What the priority of a ticket is that does not say one itself.

    matrix   impact → urgency → priority
    levels   in order of weight, heaviest first
    rules    go before the matrix; the first that holds counts
    bands    impact, urgency → what a number means, such as a share of the users
    meanings  "levels", "impact" and "urgency" → the words that the agreement defines → what they mean, if it says so
    """

    matrix: Mapping[str, Mapping[str, str]]
    default: str
    levels: tuple[str, ...]
    rules: tuple[PriorityRule, ...] = ()
    bands: Mapping[str, Bands] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    def of(self, impact: str | None, urgency: str | None) -> str:
        """Return the priority for an impact and an urgency; the default where either is not in the matrix."""
        row = self.matrix.get(self.level("impact", impact), {})
        return row.get(self.level("urgency", urgency), self.default)

    def level(self, scale: str, said: str | None) -> str:
        """Return the level that a word is, or that its number stands for."""
        match = _NUMBER.fullmatch(said or "") if scale in self.bands else None
        if match is None:
            return said or ""
        number = Fraction(match.group(1))
        return next((level for level, band in self.bands[scale] if band.holds(number)), "")
