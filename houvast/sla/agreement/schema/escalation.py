"""The kinds of tables about escalation, contacts and regimes, with what may stand at each key."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.sla.agreement import contacts, ladder, regimes, steps
from houvast.sla.agreement.escalation_model import Channel, Side, When
from houvast.sla.agreement.schema.keys import ESCALATION, Keys
from houvast.sla.agreement.schema.shapes import (
    LENGTH_ON,
    MAIL,
    NAME,
    PERCENT,
    PHONE,
    TEXT,
    WORD,
    WORDS,
    Shape,
    any_of,
    by_name,
    by_word,
    either,
    one_of,
    ref,
    some,
)
from houvast.sla.agreement.schema.tickets import CONDITIONS, SOME_HAPPENINGS, WITHIN

STEPS: Shape = {"type": "array", "items": ref("step"), "maxItems": 50}
"""A ladder."""

_LENGTHS = either(LENGTH_ON, by_word(LENGTH_ON, minProperties=1))
_RECIPIENT = either(WORD, ref("team"))
_TOLD: Mapping[str, Shape] = {
    "to": some(_RECIPIENT),
    "by": any_of(one_of(Channel)),
    "in": NAME,
    "else": ref("else"),
}
_MOMENTS = [each.value for each in When if each is not When.ELSE]

ON_ESCALATION: Mapping[str, Keys] = {
    "escalation": Keys(
        ladder.ESCALATION_KEYS,
        {"steps": STEPS, "ladders": by_name(ref("ladder")), "acknowledged_by": SOME_HAPPENINGS},
        ESCALATION,
        ("escalation",),
    ),
    "ladder": Keys(
        ladder.LADDER_KEYS,
        {"targets": WORDS, "when": CONDITIONS, "steps": STEPS},
        ESCALATION,
        ("ladders",),
        need=("steps",),
        more={"anyOf": [{"required": ["targets"]}, {"required": ["when"]}]},
    ),
    "step": Keys(
        steps.STEP_KEYS,
        {
            "at": PERCENT,
            **dict.fromkeys(("before", "after", "elapsed", "unacknowledged"), _LENGTHS),
            "on": SOME_HAPPENINGS,
            "do": one_of(steps.DEEDS),
            **_TOLD,
            "only": CONDITIONS,
        },
        ESCALATION,
        ("Steps",),
        need=("do", "to"),
        more={"oneOf": [{"required": [each]} for each in _MOMENTS]},
    ),
    "else": Keys(steps.ELSE_KEYS, {"within": _LENGTHS, **_TOLD}, ESCALATION, ("else",), need=("within", "to")),
    "team": Keys(steps.TEAM_KEYS, {"team": WORD}, ESCALATION, ("else",), need=steps.TEAM_KEYS),
    "contact": Keys(
        contacts.CONTACT_KEYS,
        {
            "side": one_of(Side),
            "title": TEXT,
            "name": WORD,
            "mail": MAIL,
            "phone": PHONE,
            "hours": NAME,
            "priorities": WORDS,
        },
        ESCALATION,
        ("contacts",),
    ),
    "regime": Keys(
        regimes.REGIME_KEYS,
        {
            "title": TEXT,
            "when": CONDITIONS,
            "from": SOME_HAPPENINGS,
            "steps": STEPS,
            "updates": WITHIN,
            "deadlines": by_name(ref("deadline")),
        },
        ESCALATION,
        ("regimes",),
        more={"anyOf": [{"required": ["when"]}, {"required": ["from"]}]},
    ),
    "deadline": Keys(
        regimes.DEADLINE_KEYS,
        {
            "title": TEXT,
            "to": _RECIPIENT,
            "from": SOME_HAPPENINGS,
            "done": SOME_HAPPENINGS,
            "within": WITHIN,
            "legal": WITHIN,
            "basis": TEXT,
        },
        ESCALATION,
        ("deadlines",),
        need=("done", "within"),
    ),
}
"""Kinds of tables about escalation."""
