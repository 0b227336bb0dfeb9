"""
What was read off, as columns: latencies, counts of mails, answered calls, answers to surveys, minutes of support.

Rows are sorted when the table is made, so that the order in which they were written down changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.sla.columns import Flags, says
from houvast.sla.events import Column
from houvast.sla.terms import NEVER, Micros, micros

MILLION = 1_000_000
"""Values are kept in millionths, as whole numbers: no rounding error decides a verdict."""

MOST = 10**12
"""No value is greater."""

OWN = ("indicator", "at", "value", "of", "cause")
"""What every table of readings may say; any other name is an attribute."""


class TooGreat(ValueError):
    """A value is beyond what is kept, a million million; `value` is what was given."""

    def __init__(self, value: Any) -> None:
        super().__init__(f"{value} is more than {MOST}, the largest value that can be kept")
        self.value = value


@dataclass(frozen=True, slots=True)
class Readings:
    """
    Readings of indicators.

    indicator   names, in their own column
    at          instant of the reading
    value, of   millionths; NEVER where there is none: asked and not answered, no whole to be a part of
    cause       why it does not count, where that is said
    attributes  whatever else a row says: class, route, team, service, …
    """

    indicator: Column
    at: Micros
    value: NDArray[np.int64]
    of: NDArray[np.int64]
    cause: Column
    attributes: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.at)

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Readings:
        """
        Return the table of a list of rows in any order.

        A row has `indicator`, `at` (aware datetime) and, where they apply, `value` and `of` (numbers, or numbers as
        words), `cause`, and attributes under any other name. Raises TooGreat.
        """
        listed = list(rows)
        names = dict.fromkeys(name for row in listed for name in row if name not in OWN)
        return cls.columns(
            Column.of([row["indicator"] for row in listed]),
            np.array([micros(row["at"]) for row in listed], dtype=np.int64),
            _millionths(listed, "value"),
            _millionths(listed, "of"),
            Column.of([row.get("cause") for row in listed]),
            {name: Column.of([row.get(name) for row in listed]) for name in names},
        )

    @classmethod
    def columns(
        cls,
        indicator: Column,
        at: Micros,
        value: NDArray[np.int64],
        of: NDArray[np.int64],
        cause: Column,
        attributes: Mapping[str, Column],
    ) -> Readings:
        """Return the table of columns in any order; `value` and `of` in millionths, at most MOST of them whole."""
        found = cls(indicator, at, value, of, cause, attributes)
        return found.rows(np.lexsort((of, value, at, indicator.codes)))

    def rows(self, which: Any) -> Readings:
        """Return the table of some rows: a mask or indices."""
        return Readings(
            self.indicator[which],
            self.at[which],
            self.value[which],
            self.of[which],
            self.cause[which],
            {name: column[which] for name, column in self.attributes.items()},
        )

    def says(self, attribute: str, words: Sequence[str]) -> Flags:
        """Say which rows have one of some words for an attribute."""
        column = self.attributes.get(attribute)
        if column is None:
            return np.zeros(len(self), dtype=bool)
        return says(column, words)


def _millionths(rows: Sequence[Mapping[str, Any]], name: str) -> NDArray[np.int64]:
    return np.array([_millionth(row.get(name)) for row in rows], dtype=np.int64)


def _millionth(value: Any) -> int:
    if value is None or value == "":
        return NEVER
    exact = Fraction(value) if isinstance(value, int | str | Fraction) else Fraction(Decimal(str(value)))
    if abs(exact) > MOST:
        raise TooGreat(value)
    return round(exact * MILLION)
