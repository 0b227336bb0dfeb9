"""
The kinds of tables about money, with what may stand at each key.

A credit that has `by` may hold a table of its values wherever it holds anything; one without may not. So its tables
are there twice, and a mistake in the usual one is told where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from houvast.sla.agreement import claims, limits
from houvast.sla.agreement import credits as money
from houvast.sla.agreement.claim_model import Settled, Take
from houvast.sla.agreement.claims import EDGE_KEYS
from houvast.sla.agreement.fee_model import Stretch
from houvast.sla.agreement.schema.keys import CREDITS, Keys
from houvast.sla.agreement.schema.shapes import (
    AMOUNT,
    BLOCK,
    DATE,
    DEADLINE,
    MISSES,
    NUMBER,
    POINTS,
    QUANTITY,
    ROUNDING,
    SHARE,
    SOME_WORDS,
    STRETCH,
    WORD,
    WORDS,
    YES_NO,
    Shape,
    any_of,
    by_word,
    either,
    one_of,
    pattern,
    per_value,
    ref,
    some,
    whole,
)
from houvast.sla.agreement.shape_model import Quantity

BY_VALUE = "-by-value"
"""Ends the names of the tables of a credit that has `by`."""

_FEE_BASE = ("The fee base",)
_REPEATED = "Repeated misses: repeated, follow_up"
_ONLY = any_of(by_word(either(SOME_WORDS, ref("condition"))))

ON_MONEY: Mapping[str, Keys] = {
    "combination": Keys(
        limits.COMBINATION_KEYS, {"take": one_of(Take), "credits": WORDS}, CREDITS, ("combine",), need=("take",)
    ),
    "claim": Keys(
        claims.CLAIM_KEYS,
        {"required": YES_NO, "within": DEADLINE, "reported": DEADLINE, "evidence": WORDS, "only": _ONLY},
        CREDITS,
        ("claim",),
    ),
    "settlement": Keys(
        claims.SETTLEMENT_KEYS,
        {"by": one_of(Settled), "within": DEADLINE, "expires": DEADLINE, "day": SHARE, "only": _ONLY},
        CREDITS,
        ("settlement",),
    ),
    "billing": Keys(claims.BILLING_KEYS, {"every": one_of(claims.Every), "day": whole(1, 31)}, CREDITS, ("billing",)),
    "condition": Keys(
        claims.CONDITION_KEYS,
        {**dict.fromkeys(EDGE_KEYS, POINTS), "from": DATE, "until": DATE},
        CREDITS,
        ("Conditions: only",),
        more={"minProperties": 1},
    ),
    "follow-up": Keys(
        money.FOLLOW_UP_KEYS,
        {"misses": MISSES, "right": WORD, "duty": WORD, "within": DEADLINE},
        CREDITS,
        (_REPEATED,),
        need=("misses",),
        more={"oneOf": [{"required": ["right"]}, {"required": ["duty"]}]},
    ),
}
"""Kinds of tables about money that are the same in every credit."""

COMBINE = either(one_of(Take), any_of(ref("combination")))


_BOUNDS = ("at_most", "at_least", "ignore_below", "ignore_up_to")
_FIXED: Mapping[str, Shape] = {
    "target": WORDS,
    "measure": WORDS,
    "follow_up": any_of(ref("follow-up")),
    "claim": ref("claim"),
    "only": _ONLY,
    "by": {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": SOME_WORDS},
    "bonus": YES_NO,
}

Vary = Callable[[Shape], Shape]
"""What a shape becomes in a credit: itself, or also a table that says it for each value of `by`."""


def of_a_credit(*, by_value: bool) -> dict[str, Keys]:
    """Return the kinds of tables in a credit that is the same for all, or that differs `by` a value."""
    vary, end = (per_value, BY_VALUE) if by_value else (_same, "")
    part, base = _part(vary, end), _base(vary)
    repeated = {"misses": vary(MISSES), "times": vary(NUMBER)}
    return {
        f"credit{end or '-for-all'}": _credit({**_FIXED, **_given(vary, end), **part, **base}),
        f"band{end}": _band({**{key: vary(QUANTITY) for key in EDGE_KEYS}, **part}),
        f"part{end}": Keys(money.PART_KEYS, part, CREDITS, ("credits",), need=("credit",)),
        f"repeated{end}": Keys(money.REPEATED_KEYS, repeated, CREDITS, (_REPEATED,), need=money.REPEATED_KEYS),
        f"limit{end}": _limit({**_each_limit(vary), **base}),
    }


def _same(shape: Shape) -> Shape:
    return shape


def _base(vary: Vary) -> dict[str, Shape]:
    """Return what a percentage is of."""
    return {
        "of": vary(any_of(vary(WORD))),
        "without": vary(any_of(vary(WORD))),
        "over": vary(STRETCH),
        "resource": vary(one_of(limits.Resource)),
        "paid": vary(YES_NO),
    }


def _part(vary: Vary, end: str) -> dict[str, Shape]:
    return {
        "credit": vary(AMOUNT),
        "every": vary(BLOCK),
        "beyond": vary(QUANTITY),
        "times": vary(NUMBER),
        "round_share": vary(ROUNDING),
        "plus": vary(ref(f"part{end}")),
    }


def _given(vary: Vary, end: str) -> dict[str, Shape]:
    return {
        "at_least": vary(POINTS),
        "at_most": vary(POINTS),
        "quantity": vary(one_of(Quantity)),
        "round_quantity": vary(ROUNDING),
        "when": vary(one_of(money.When)),
        "bands": vary(some(vary(ref(f"band{end}")))),
        "round": vary(ROUNDING),
        "repeated": vary(any_of(vary(ref(f"repeated{end}")))),
        "limits": vary(any_of(vary(ref(f"limit{end}")))),
    }


def _credit(shapes: Mapping[str, Shape]) -> Keys:
    more = {
        "oneOf": [{"required": ["target"]}, {"required": ["measure"]}],
        "anyOf": [{"required": [key]} for key in ("bands", "credit", "follow_up")],
        "dependentRequired": {"every": ["quantity"]},
    }
    return Keys(money.CREDIT_KEYS, shapes, CREDITS, ("credits", *_FEE_BASE), more=more)


def _band(shapes: Mapping[str, Shape]) -> Keys:
    more = {"anyOf": [{"required": [key]} for key in EDGE_KEYS]}
    return Keys(money.BAND_KEYS, shapes, CREDITS, ("bands", "credits"), need=("credit",), more=more)


def _each_limit(vary: Vary) -> dict[str, Shape]:
    return {
        **{bound: vary(AMOUNT) for bound in _BOUNDS},
        "per": vary(either(one_of(Stretch), pattern("[0-9]{1,4} ?d", "30d"))),
        "credits": vary(any_of(vary(WORD))),
        "each": vary(one_of(limits.EachOf)),
    }


def _limit(shapes: Mapping[str, Shape]) -> Keys:
    more = {"oneOf": [{"required": [bound]} for bound in _BOUNDS]}
    return Keys(limits.LIMIT_KEYS, shapes, CREDITS, ("limits", *_FEE_BASE), more=more)
