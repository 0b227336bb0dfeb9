"""The kinds of tables about indicators, with what may stand at each key."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.sla.agreement import indicators
from houvast.sla.agreement.availability_model import Strength
from houvast.sla.agreement.claims import EDGE_KEYS
from houvast.sla.agreement.schema.keys import INDICATORS, Keys
from houvast.sla.agreement.schema.shapes import (
    FIGURE,
    LENGTH,
    NAME,
    NUMBER,
    PERCENT,
    PERIOD,
    POINTS,
    READING,
    ROUNDING,
    SOME_WORDS,
    TEXT,
    WORD,
    WORDS,
    Shape,
    by_name,
    by_word,
    either,
    one_of,
    ref,
    whole,
)

_SECTION, _PARTS = ("A target on an indicator",), ("Parts of these tables",)
_EDGES: Mapping[str, Shape] = dict.fromkeys(EDGE_KEYS, READING)
_AN_EDGE = {"anyOf": [{"required": [edge]} for edge in EDGE_KEYS]}

ON_INDICATORS: Mapping[str, Keys] = {
    "indicator": Keys(
        indicators.INDICATOR_KEYS,
        {
            "indicator": WORD,
            "mean_of": by_name(POINTS, minProperties=1),
            "figure": FIGURE,
            **_EDGES,
            "counts": ref("counts"),
            "slots": ref("slots-of-readings"),
            "rounded": ROUNDING,
            "times": by_name(NUMBER),
            "scale": ref("scale"),
            "on": NAME,
            "per": PERIOD,
            "only": by_word(SOME_WORDS),
            "exclude": WORDS,
            "during": WORD,
            "by": WORD,
            "minimum": whole(0, 1_000_000),
            "answered": PERCENT,
            "rounding": ref("decimals"),
            "unit": WORD,
            "title": TEXT,
            "when": by_word(SOME_WORDS),
            "strength": one_of(Strength),
        },
        INDICATORS,
        _SECTION,
        more=_AN_EDGE,
    ),
    "counts": Keys(EDGE_KEYS, _EDGES, INDICATORS, _SECTION, more=_AN_EDGE),
    "slots-of-readings": Keys(
        indicators.SLOT_KEYS,
        {"of": either(LENGTH, {"const": indicators.DAY}), "figure": FIGURE, "empty": READING},
        INDICATORS,
        _PARTS,
        need=("of",),
    ),
    "scale": Keys(
        indicators.SCALE_KEYS, {"from": READING, "to": READING}, INDICATORS, _PARTS, need=indicators.SCALE_KEYS
    ),
}
"""Kinds of tables about indicators."""
