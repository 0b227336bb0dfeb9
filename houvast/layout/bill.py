"""An invoice or credit note as PDF. Every word and amount comes in ready: nothing is reckoned here."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from houvast.layout.typesetting import typeset

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""What no font shows, and what turns the direction in which others are read."""


@dataclass(frozen=True, slots=True)
class Bill:
    """
    What stands on it.

    heads, rows    the columns of the lines; the first is left, the others right
    taxes          rate, taxed, tax; with `tax_heads`
    totals         label and amount; the last is what is to be paid
    origin         the sentence at the foot that says what this was made from
    """

    lang: str
    title: str
    dated: date
    supplier: tuple[str, ...]
    buyer: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tax_heads: tuple[str, ...]
    taxes: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    origin: str


def bill_pdf(bill: Bill) -> bytes:
    """Return it as PDF/A-2b; see `typeset`."""
    values = _seen(asdict(bill))
    values["dated"] = {"year": bill.dated.year, "month": bill.dated.month, "day": bill.dated.day}
    return typeset("bill.typ", "bill", values)


def _seen(value: Any) -> Any:
    """Return values without what nobody would see on paper."""
    if isinstance(value, str):
        return _UNSEEN.sub("", value)
    if isinstance(value, dict):
        return {name: _seen(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_seen(each) for each in value]
    return value
