"""The kinds of tables about availability, services and maintenance, with what may stand at each key."""

from __future__ import annotations

from collections.abc import Mapping

from houvast.sla.agreement import availability as uptime
from houvast.sla.agreement import availability_model as model
from houvast.sla.agreement import services
from houvast.sla.agreement.promise import BEST_EFFORT
from houvast.sla.agreement.schema.keys import AVAILABILITY, Keys
from houvast.sla.agreement.schema.shapes import (
    DATE,
    LENGTH,
    NAME,
    NOTICE,
    PERCENT,
    PERIOD,
    SOME_WORDS,
    TEXT,
    WORD,
    WORDS,
    any_of,
    by_word,
    either,
    one_of,
    ref,
    some,
    whole,
)
from houvast.sla.agreement.service_model import Outside, Owner

_MOST = 1_000_000
_PARTS = ("Parts of these tables",)

ON_AVAILABILITY: Mapping[str, Keys] = {
    "availability": Keys(
        uptime.AVAILABILITY_KEYS,
        {
            "availability": either(WORD, ref("each")),
            "at_least": either(PERCENT, {"const": BEST_EFFORT}),
            "on": NAME,
            "per": PERIOD,
            "exclude": any_of(either(WORD, ref("excluded"))),
            "title": TEXT,
            "measured": some(one_of(model.Source)),
            "downtime": ref("downtime"),
            "counters": ref("counters"),
            "probes": ref("probes"),
            "unknown": one_of(model.Unknown),
            "coverage": PERCENT,
            "denominator": either(one_of((model.Base.PLANNED, model.Base.WINDOW)), LENGTH),
            "rounding": ref("rounding"),
            "when": by_word(SOME_WORDS),
            "strength": one_of(model.Strength),
            "allows": LENGTH,
        },
        AVAILABILITY,
        ("A target on availability",),
        need=("availability", "at_least"),
    ),
    "each": Keys(uptime.EACH_KEYS, {"each": WORD}, AVAILABILITY, _PARTS, need=uptime.EACH_KEYS),
    "excluded": Keys(
        uptime.EXCLUDE_KEYS,
        {"cause": WORD, "evidence": one_of(uptime.Evidence)},
        AVAILABILITY,
        _PARTS,
        need=("cause",),
    ),
    "downtime": Keys(
        uptime.DOWNTIME_KEYS,
        {
            "from": one_of(model.CountsFrom),
            "longer_than": LENGTH,
            "at_least": LENGTH,
            "length_of": one_of(model.LengthOf),
            "counts": one_of(model.Counts),
            "rounded": ref("steps"),
            "slots": ref("slots"),
            "degraded": PERCENT,
            "share": one_of(uptime.Share),
        },
        AVAILABILITY,
        ("Downtime",),
    ),
    "steps": Keys(uptime.STEPS_KEYS, {"to": LENGTH, "how": one_of(model.How)}, AVAILABILITY, _PARTS, ("to",)),
    "slots": Keys(
        uptime.SLOTS_KEYS,
        {"of": LENGTH, "down": one_of(model.SlotDown)},
        AVAILABILITY,
        _PARTS,
        need=("of",),
    ),
    "counters": Keys(
        uptime.COUNTER_KEYS,
        {
            "figure": one_of(model.CounterFigure),
            "down_above": PERCENT,
            "empty": one_of(model.Empty),
            "errors": WORDS,
            "ignored": WORDS,
        },
        AVAILABILITY,
        ("Counters and probes",),
    ),
    "probes": Keys(
        uptime.PROBE_KEYS,
        {
            "figure": one_of(model.ProbeFigure),
            "down_after": whole(1, _MOST),
            "since": one_of(model.Since),
            "holds": LENGTH,
        },
        AVAILABILITY,
        ("Counters and probes",),
    ),
    "rounding": Keys(
        uptime.ROUNDING_KEYS,
        {"figure": ref("decimals"), "downtime": ref("steps")},
        AVAILABILITY,
        _PARTS,
    ),
    "decimals": Keys(
        uptime.DECIMALS_KEYS,
        {"decimals": whole(0, 12), "how": one_of(model.How)},
        AVAILABILITY,
        _PARTS,
        need=("decimals",),
    ),
    "service": Keys(
        services.SERVICE_KEYS,
        {
            "title": TEXT,
            "down_when": ref("down-when"),
            "mean_of": by_word(whole(1, _MOST), minProperties=1),
            "in_service": whole(1, _MOST),
            "from": DATE,
            "until": DATE,
            "attributes": by_word(WORD),
        },
        AVAILABILITY,
        ("services",),
    ),
    "down-when": Keys(
        services.DOWN_WHEN_KEYS,
        {"all-of": SOME_WORDS, "any-of": SOME_WORDS, "at_least": whole(1, _MOST), "of": SOME_WORDS},
        AVAILABILITY,
        ("services",),
        more={
            "oneOf": [{"required": [key]} for key in ("all-of", "any-of", "of")],
            "dependentRequired": {"of": ["at_least"], "at_least": ["of"]},
        },
    ),
    "maintenance": Keys(
        services.MAINTENANCE_KEYS,
        {
            "title": TEXT,
            "notice": NOTICE,
            "window": NAME,
            "outside": one_of(Outside),
            "longest": LENGTH,
            "time": LENGTH,
            "times": whole(1, _MOST),
            "per": PERIOD,
            "causes": WORDS,
            "owner": one_of(Owner),
        },
        AVAILABILITY,
        ("maintenance",),
    ),
}
"""Kinds of tables about availability."""
