"""Ranges in words: `at least 99 % and below 99.9 %`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from houvast.sla.agreement.shape_model import Edge, Range

_EDGES: Mapping[str, Mapping[str, str]] = {
    "at_least": {"en": "at least %s", "nl": "ten minste %s"},
    "above": {"en": "above %s", "nl": "boven %s"},
    "at_most": {"en": "at most %s", "nl": "ten hoogste %s"},
    "below": {"en": "below %s", "nl": "onder %s"},
}
_AND = {"en": " and ", "nl": " en "}


def edges_of(within: Range) -> dict[str, Fraction]:
    """Return the edges by the names that an agreement gives them."""
    low = {_name(within.low, "at_least", "above"): within.low.value} if within.low else {}
    high = {_name(within.high, "at_most", "below"): within.high.value} if within.high else {}
    return low | high


def range_words(within: Range, value: Callable[[Fraction], str], lang: str) -> str:
    """Return a range in words, nothing where it has no edges; `value` says one edge."""
    return _AND[lang].join(_EDGES[name][lang] % value(edge) for name, edge in edges_of(within).items())


def _name(edge: Edge, included: str, excluded: str) -> str:
    return included if edge.included else excluded
