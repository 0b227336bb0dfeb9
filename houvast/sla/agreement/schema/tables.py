"""The agreement itself and the kinds of tables about time and tickets, with what may stand at each key."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.sla.agreement import (
    calendars,
    clock_rules,
    conditions,
    duties,
    happenings,
    ola,
    priorities,
    provisions,
    reading,
    targets,
)
from houvast.sla.agreement.claims import EDGE_KEYS
from houvast.sla.agreement.duty_model import Party
from houvast.sla.agreement.fields import LANGUAGES
from houvast.sla.agreement.model import Kind, OnPriorityChange, OnReopen, Per
from houvast.sla.agreement.provision_model import About, Keeper
from houvast.sla.agreement.schema.escalation import STEPS
from houvast.sla.agreement.schema.keys import AGREEMENT, DUTIES, OLA, Keys
from houvast.sla.agreement.schema.shapes import (
    COUNTRY,
    DATE,
    DATES,
    DEADLINE,
    GOAL,
    LENGTH_OR_DAYS,
    NAME,
    PERIOD,
    POINTS,
    ROUND_THE_CLOCK,
    SOME_WORDS,
    TEXT,
    WEEK,
    WORD,
    WORDS,
    ZONE,
    Shape,
    any_of,
    by_name,
    by_word,
    either,
    one_of,
    ref,
    some,
    whole,
)
from houvast.sla.agreement.schema.tickets import CONDITIONS, WITHIN, happening
from houvast.sla.events import ATTRIBUTES

_MOST = 1_000_000
_SCALE = either(WORDS, by_word(either(TEXT, ref("numbers"))))
_ASKED = (*ATTRIBUTES, conditions.PLAN, conditions.OPENED_IN)
_CLOCKS: Shape = by_name(
    {**ref("clock"), "required": ["start", "stop"]}, properties={name: ref("clock") for name in clock_rules.WELL_KNOWN}
)

WHOLE = Keys(
    reading.AGREEMENT_KEYS,
    {
        "houvast": {"enum": [1, reading.VERSION]},
        "agreement": NAME,
        "kind": one_of(Kind),
        "title": TEXT,
        "parties": ref("parties"),
        "effective": ref("effective"),
        "timezone": ZONE,
        "language": one_of(LANGUAGES),
        "plan": WORD,
        "attributes": any_of(NAME),
        "calendars": by_name(either(ROUND_THE_CLOCK, ref("calendar"))),
        "priority": ref("priority"),
        "clocks": _CLOCKS,
        "services": by_word(ref("service")),
        "maintenance": by_name(ref("maintenance")),
        "targets": by_name(ref("any-target"), minProperties=1),
        "holder": CONDITIONS,
        "supports": ref("supports"),
        "escalation": either(STEPS, ref("escalation")),
        "contacts": by_name(ref("contact")),
        "regimes": by_name(ref("regime")),
        "duties": by_name(ref("duty")),
        "glossary": by_word(TEXT),
        "fees": by_name(ref("fee")),
        "billing": ref("billing"),
        "credits": by_name(ref("credit")),
        "combine": ref("combine"),
        "limits": any_of(ref("limit")),
        "claim": ref("claim"),
        "settlement": any_of(ref("settlement")),
        "terms": by_name(ref("term")),
    },
    AGREEMENT,
    ("Top level",),
    need=("houvast", "agreement", "parties", "effective", "timezone", "targets"),
)
"""The agreement itself."""

TARGET_KINDS: Mapping[str, str] = {"indicator": "indicator", "mean_of": "indicator", "availability": "availability"}
"""Key that tells what a target is about → its kind of table; without any of them it is a target on tickets."""

ON_TIME: Mapping[str, Keys] = {
    "parties": Keys(
        reading.PARTY_KEYS, {"provider": WORD, "customer": WORD}, AGREEMENT, ("parties",), reading.PARTY_KEYS
    ),
    "effective": Keys(
        reading.EFFECTIVE_KEYS,
        {"from": DATE, "until": DATE, "renews": one_of(reading.Renewal), "changes": one_of(reading.Changes)},
        AGREEMENT,
        ("effective",),
        need=("from",),
    ),
    "calendar": Keys(
        calendars.CALENDAR_KEYS,
        {"hours": either(ROUND_THE_CLOCK, WEEK), "holidays": ref("holidays"), "dates": DATES, "timezone": ZONE},
        AGREEMENT,
        ("calendars",),
        more={"anyOf": [{"required": ["hours"]}, {"required": ["dates"]}]},
    ),
    "holidays": Keys(
        calendars.HOLIDAY_KEYS,
        {"country": COUNTRY, "region": WORD, "without": WORDS, "also": WORDS},
        AGREEMENT,
        ("holidays",),
        more={"minProperties": 1},
    ),
    "priority": Keys(
        priorities.PRIORITY_KEYS,
        {
            "levels": either(WORDS, by_word(TEXT)),
            "matrix": by_word(by_word(WORD, minProperties=1), minProperties=1),
            "rules": any_of(by_word(WORDS, required=[priorities.RULE_PRIORITY], minProperties=2)),
            "impact": _SCALE,
            "urgency": _SCALE,
            "default": WORD,
        },
        AGREEMENT,
        ("priority",),
    ),
    "numbers": Keys(
        priorities.BAND_KEYS,
        {**dict.fromkeys(EDGE_KEYS, POINTS), priorities.MEANS: TEXT},
        AGREEMENT,
        ("priority",),
        more={"anyOf": [{"required": [edge]} for edge in EDGE_KEYS]},
    ),
    "together": Keys(
        happenings.TOGETHER_KEYS,
        {happenings.ALL_OF: some(happening(happenings.STARTS))},
        AGREEMENT,
        ("clocks",),
        need=happenings.TOGETHER_KEYS,
    ),
    "clock": Keys(
        clock_rules.CLOCK_KEYS,
        {
            "start": either(some(happening(happenings.STARTS)), ref("together")),
            "stop": some(happening(happenings.STOPS)),
            "pause": WORDS,
            "on_reopen": one_of(OnReopen),
            "on_priority_change": one_of(OnPriorityChange),
            "at_due": one_of(clock_rules.AtDue),
            "only": CONDITIONS,
            "on_end": one_of(clock_rules.OnEnd),
            "while": either(CONDITIONS, {"const": ola.ANYBODY}),
        },
        AGREEMENT,
        ("clocks",),
    ),
    "target": Keys(
        targets.TARGET_KEYS,
        {
            "clock": NAME,
            "within": WITHIN,
            "goal": GOAL,
            "per": one_of(Per),
            "minimum": whole(1, _MOST),
            "title": TEXT,
            "when": by_word(SOME_WORDS, properties=dict.fromkeys(_ASKED, SOME_WORDS)),
        },
        AGREEMENT,
        ("targets",),
        need=("within",),
    ),
    "duty": Keys(
        duties.DUTY_KEYS,
        {
            "every": PERIOD,
            "after": WORD,
            "before": WORD,
            "within": either(DEADLINE, LENGTH_OR_DAYS),
            "at_least": LENGTH_OR_DAYS,
            "legal": LENGTH_OR_DAYS,
            "to": WORDS,
            "owner": one_of(Party),
            "title": TEXT,
        },
        DUTIES,
        ("Duties",),
        more={
            "oneOf": [{"required": [each]} for each in duties.Occasion],
            "anyOf": [{"required": ["within"]}, {"required": ["at_least"]}],
        },
    ),
    "supports": Keys(
        ola.SUPPORTS_KEYS,
        {"agreement": NAME, "targets": either(SOME_WORDS, by_word(SOME_WORDS, minProperties=1))},
        OLA,
        ("supports",),
        need=("agreement",),
    ),
    "term": Keys(
        provisions.PROVISION_KEYS,
        {"text": TEXT, "about": one_of(About), "owner": one_of(Keeper), "title": TEXT},
        AGREEMENT,
        ("terms",),
        need=("text",),
    ),
}  # fmt: skip
"""Kinds of tables about time and tickets."""
