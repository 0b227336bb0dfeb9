"""What clocks, targets and escalation have in common: events and moments, words of tickets, promises per priority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from houvast.sla.agreement import happenings
from houvast.sla.agreement.schema.shapes import PROMISE, SOME_WORDS, Shape, by_word, either, ref, some
from houvast.sla.events import ATTRIBUTES
from houvast.sla.terms import EventKind

CONDITIONS, WITHIN, SOME_HAPPENINGS = ref("conditions"), ref("within"), ref("happenings")
_CONDITIONS = by_word(SOME_WORDS, properties=dict.fromkeys(ATTRIBUTES, SOME_WORDS))
"""Attributes of a ticket, each with the words that count; an agreement may add attributes of its own."""

_WITHIN = either(some(PROMISE), by_word(some(PROMISE), minProperties=1))
"""One promise, or one per priority."""


def happening(kinds: Iterable[EventKind]) -> Shape:
    """Return the shape of an event, or of a moment: an event with what it must say."""
    words = [kind.word for kind in kinds]
    moment = {"type": "object", "minProperties": 1, "maxProperties": 1, "propertyNames": {"enum": words}}
    return either({"enum": words}, {**moment, "additionalProperties": either(SOME_WORDS, CONDITIONS)})


_HAPPENINGS = some(happening(dict.fromkeys((*happenings.STARTS, *happenings.STOPS))))
"""Any events and moments, of which the first counts."""

SHARED: Mapping[str, Shape] = {"conditions": _CONDITIONS, "within": _WITHIN, "happenings": _HAPPENINGS}
"""Shapes that stand at many keys, defined once."""
