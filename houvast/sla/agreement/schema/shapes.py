"""
What may stand at a key, as JSON Schema: words, lengths, promises, percentages, dates, lists and tables.

The readers remain the judges: a pattern here is never narrower than what they take, and as near to it as a pattern
comes. Editors parse YAML 1.2, in which `1` is a number and `99.9%`, `yes` and `08:00` are words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

Shape = Mapping[str, Any]

_NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,59}"
_A_NAME = "acme-2026"
_TIGHT = "(?=[0-9])([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?"
_LENGTH = "(?=[0-9])([0-9]+ *w *)?([0-9]+ *d *)?([0-9]+ *h *)?([0-9]+ *m *)?([0-9]+ *s *)?"
_TIME = "([01]?[0-9]|2[0-4]):[0-5][0-9](:[0-5][0-9])?"
_ON = f" *on +{_NAME}"
_BUSINESS_DAYS = f"[0-9]+ *bd( *after-report)?( *\\+ *{_LENGTH})?( *same-time)?{_ON}( +cut-off +{_TIME})?"
_END_OF_DAY = f"end +of +day{_ON}( +cut-off +{_TIME})?"
_LIMIT = f"({_LENGTH}([-–] *{_LENGTH})?({_ON})?|{_BUSINESS_DAYS}|{_END_OF_DAY})"
_NUMBER = "[0-9]{1,12}(\\.[0-9]{1,9})?"
_PERCENT = "[0-9]{1,4}(\\.[0-9]{1,6})? ?%"
_POINTS = f"{_NUMBER}( ?%)?"
_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
_STRETCH = f"{_DAY}( *- *{_DAY})?"
_NTH = f"(first|second|third|fourth|fifth|last) +{_DAY}"


def pattern(regex: str, *examples: str) -> Shape:
    """Return the shape of a word that matches in full; editors show the examples where another word stands."""
    return {"type": "string", **_matching(regex, *examples), "examples": list(examples)}


def _matching(regex: str, *examples: str) -> dict[str, Any]:
    # patternErrorMessage is no part of JSON Schema: editors know it, and a pattern says nothing to who writes.
    return {"pattern": f"^({regex})$", "patternErrorMessage": f"Write for example {', '.join(examples)}."}


def either(*shapes: Shape) -> Shape:
    """Return the shape of what has one of some shapes."""
    return {"anyOf": list(shapes)}


def one_of(*kinds: type[StrEnum] | Iterable[str]) -> Shape:
    """Return the shape of one word of a list."""
    return {"enum": [str(getattr(word, "value", word)) for kind in kinds for word in kind]}


def ref(table: str) -> Shape:
    """Return the shape of a kind of table, defined once."""
    return {"$ref": f"#/$defs/{table}"}


def whole(low: int, high: int) -> Shape:
    """Return the shape of a whole number from low to high, quoted or not."""
    return either({"type": "integer", "minimum": low, "maximum": high}, pattern("[0-9]{1,9}", str(low)))


def some(shape: Shape) -> Shape:
    """Return the shape of one thing, or a list of at least one."""
    return either(shape, {"type": "array", "items": shape, "minItems": 1})


def any_of(shape: Shape) -> Shape:
    """Return the shape of one thing, or a list that may be empty."""
    return either(shape, {"type": "array", "items": shape})


def by_name(shape: Shape, **more: Any) -> Shape:
    """Return the shape of a table whose keys are names that others refer to."""
    return {"type": "object", "propertyNames": _matching(_NAME, _A_NAME), "additionalProperties": shape, **more}


def by_word(shape: Shape, **more: Any) -> Shape:
    """Return the shape of a table whose keys are free words."""
    return {"type": "object", "propertyNames": {"minLength": 1}, "additionalProperties": shape, **more}


def per_value(shape: Shape) -> Shape:
    """Return the shape of something, or of a table that says it for each value of `by`."""
    return either(shape, {"type": "object", "minProperties": 1, "additionalProperties": shape})


_WORD: Shape = {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": 120, "pattern": "\\S"}
WORD, WORDS, SOME_WORDS, TEXT = ref("word"), ref("words"), ref("some-words"), ref("text")
PROSE: Shape = {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": 4000}
_TEXT = either(
    PROSE,
    {"type": "object", "properties": {"nl": PROSE, "en": PROSE}, "additionalProperties": False, "minProperties": 1},
)
NAME: Shape = {"type": ["string", "integer"], **_matching(_NAME, _A_NAME)}
ZONE = pattern("[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", "Europe/Amsterdam", "Europe/Brussels", "UTC")
COUNTRY = pattern("[A-Z]{2}", "NL", "BE", "DE")
_DATE = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
DATE = pattern(_DATE, "2026-12-31")
MAIL = pattern("[^@\\s,;<>]{1,64}@[^@\\s,;<>]{1,190}", "desk@acme.example")
PHONE: Shape = {"type": ["string", "integer"], **_matching("\\+?[0-9][0-9 ()./-]{2,30}", "+31 10 123 4567")}
YES_NO = one_of(("yes", "no"))

# -- time ---------------------------------------------------------------------------------------------

ROUND_THE_CLOCK: Shape = {"const": "24/7"}
_RANGE = pattern(f"{_TIME} ?[-–] ?{_TIME}", "08:00-18:00")
HOURS = either({"enum": ["closed", "24/7"]}, some(_RANGE))
WEEK: Shape = {
    "type": "object",
    "propertyNames": _matching(
        f" *(holiday|{_STRETCH}( *, *{_STRETCH})*|{_NTH}( *, *{_NTH})*) *", "mon-fri", "sat", "first tue", "holiday"
    ),
    "additionalProperties": HOURS,
}
_DAYS = f"{_DATE}|(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])|{_DATE}\\.\\.{_DATE}"
DATES: Shape = {
    "type": "object",
    "propertyNames": _matching(_DAYS, "2026-12-31", "12-24", "2026-12-21..2027-01-02"),
    "additionalProperties": HOURS,
}
LENGTH = ref("length")
_A_LENGTH = pattern(_LENGTH, "30m", "4h", "1h30m", "2d")
PROMISE = ref("promise")
_A_PROMISE = pattern(
    f"[Bb]est[ -][Ee]ffort|(aim +)?{_LIMIT}",
    "4h on office", "2bd on office", "end of day on office", "aim 4h on office", "best effort",
)  # fmt: skip
LENGTH_ON = pattern(f"{_LENGTH}([-–] *{_LENGTH})?({_ON})?", "30m", "2h on always")
LENGTH_OR_DAYS = pattern(_LIMIT, "72h", "5bd on office")
NOTICE = either({"const": "none"}, LENGTH_OR_DAYS)
PERIOD = pattern(
    "week|month|quarter|year|contract-(month|quarter|year)|month from [0-9]{1,2}|rolling [0-9]{1,4} (days?|months?)",
    "month", "quarter", "month from 15", "rolling 30 days",
)  # fmt: skip

# -- figures and money --------------------------------------------------------------------------------

PERCENT = pattern(_PERCENT, "99.9%")
GOAL = either(
    one_of(("each", "mean", "median")),
    pattern("p[0-9]{1,2}(\\.[0-9]{1,3})?", "p90"),
    pattern("at most [0-9]{1,6}", "at most 3"),
    PERCENT,
)
NUMBER = either({"type": "number", "minimum": 0}, pattern(_NUMBER, "0.5", "50"))
QUANTITY = ref("quantity")
_A_QUANTITY = either({"type": "number", "minimum": 0}, pattern(f"{_POINTS}|{_TIGHT}", "99.9%", "4h"))
READING = either({"type": "number"}, pattern(f"-?{_NUMBER}|{_POINTS}|{_TIGHT}", "40", "99.9%", "5m"))
FIGURE = either(
    one_of(("mean", "median", "minimum", "maximum", "sum", "count", "share", "ratio", "last")),
    pattern("p[0-9]{1,2}(\\.[0-9]{1,3})?", "p95"),
)
POINTS = either({"type": "number", "minimum": 0}, pattern(_POINTS, "99.9%"))
SHARE = pattern(f"{_NUMBER} ?%|[0-9]{{1,6}}/[0-9]{{1,6}}", "10%", "1/30")
AMOUNT = ref("amount")
_AN_AMOUNT = pattern(
    f"nothing|{_NUMBER} ?%|[0-9]{{1,6}}/[0-9]{{1,6}}|{_NUMBER} [A-Z]{{3}}|[0-9]{{1,4}} ?d",
    "10%", "35 EUR", "3d", "nothing",
)  # fmt: skip
FEE = pattern(
    f"({_NUMBER} )?[A-Z]{{3}} (per (hour|day|week|month|quarter|year)|once)|{_NUMBER} ?% of \\S+",
    "20.00 EUR per month", "EUR per month", "500 EUR once", "10% of invoice",
)  # fmt: skip
BLOCK = ref("block")
_A_BLOCK = either(
    {"type": "number", "exclusiveMinimum": 0},
    pattern(f"((exact|full|started|nearest) )?(period|planned|{_POINTS}|{_TIGHT})", "started 30m", "full 1h"),
)
ROUNDING = ref("rounding-rule")
_A_ROUNDING = pattern(f"none|({_POINTS}|{_TIGHT}) (up|down|half-up|half-even)", "0.01 half-up")
STRETCH = pattern(
    "(previous )?(period|month|quarter|year|contract-year|cycle)"
    "|[0-9]{1,4} ?d before (claim|incident|period|credit)",
    "period", "previous month", "30d before claim",
)  # fmt: skip
DEADLINE = pattern(
    f"([0-9]{{1,4}} ?(d|months?|cycles?)|{_LIMIT})"
    " +after (period|period-start|incident|incident-start|credit|cycle|claim|report)",
    "30d after period", "72h on office after incident",
)  # fmt: skip
MISSES = pattern("[0-9]{1,3} in a row|[0-9]{1,3} of [0-9]{1,3}", "3 in a row", "3 of 6")

SHARED: Mapping[str, Shape] = {
    "word": _WORD,
    "words": any_of(WORD),
    "some-words": some(WORD),
    "text": _TEXT,
    "length": _A_LENGTH,
    "promise": _A_PROMISE,
    "amount": _AN_AMOUNT,
    "block": _A_BLOCK,
    "quantity": _A_QUANTITY,
    "rounding-rule": _A_ROUNDING,
}
"""Shapes that stand at many keys, defined once."""
