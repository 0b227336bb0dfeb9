"""What the reader of a figure must know before trusting it: what the agreement does not speak of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from houvast.commands.wording import Wording
from houvast.sla.agreement.model import ANY_PRIORITY, Agreement
from houvast.sla.clock import Clocks
from houvast.sla.events import Events
from houvast.sla.terms import EventKind, micros

_SHOWN = 20


def priorities(agreement: Agreement) -> list[str]:
    """Return the priorities that an agreement names; none where it promises the same for all."""
    named = [each for target in agreement.targets.values() for each in target.within if each != ANY_PRIORITY]
    return list(dict.fromkeys([*agreement.priority.levels, *named]))


def unknown_priorities(clocks: Clocks, agreement: Agreement) -> list[str]:
    """Return the priorities of clocks that the agreement does not name: nothing is promised for those."""
    known = set(priorities(agreement))
    found = [clocks.priorities[code] for code in np.unique(clocks.priority).tolist()]
    return [name for name in found if name and name not in known] if known else []


def opened_outside(events: Events, agreement: Agreement, as_of: int) -> int:
    """Return how many tickets were opened, by an instant, before or after the term of an agreement."""
    start, end = agreement.term.start, agreement.term.end
    at = events.at[(events.kind == EventKind.OPENED) & (events.at <= as_of)]
    inside = at >= micros(start)
    if end is not None:
        inside &= at < micros(end)
    return int((~inside).sum())


def later(events: Events, as_of: int) -> int:
    """Return how many events happened after an instant, and so are left out of what is judged at it."""
    return int((events.at > as_of).sum())


def term(agreement: Agreement, lang: str) -> str:
    """Return the term of an agreement in words."""
    first, last = agreement.term.first, agreement.term.last
    return _TERM[lang][last is not None] % {"first": first, "last": last}


_TERM = {
    "en": ("from %(first)s", "from %(first)s until %(last)s"),
    "nl": ("vanaf %(first)s", "van %(first)s tot en met %(last)s"),
}
_SAID: Mapping[str, Mapping[str, str]] = {
    "not-in-force": {
        "en": "Opened while the agreement was not in force; it holds %(term)s.",
        "nl": "Geopend terwijl de overeenkomst niet gold; zij geldt %(term)s.",
    },
    "outside": {
        "en": "Opened while the agreement was not in force (%(term)s), yet measured: %(count)s.",
        "nl": "Geopend toen de overeenkomst niet gold (%(term)s), toch gemeten: %(count)s.",
    },
    "later": {
        "en": "Happened after that moment, so left out: %(later)s.",
        "nl": "Gebeurd na dat moment, dus weggelaten: %(later)s.",
    },
    "unknown": {
        "en": "Priorities that the agreement does not have, so nothing is promised: %(names)s.",
        "nl": "Prioriteiten die de overeenkomst niet heeft, dus niets is beloofd: %(names)s.",
    },
}


def of_log(document: Mapping[str, Any], agreement: Agreement, wording: Wording) -> list[str]:
    """Return the remarks on a measured log; `document` has what is counted above, by name."""
    outside, unknown = document["opened_outside_term"], document["unknown_priorities"]
    left_out = document["later_events"]
    names = ", ".join([f"'{name}'" for name in unknown[:_SHOWN]] + ["…"] * (len(unknown) > _SHOWN))
    values = {"term": term(agreement, wording.lang), "count": wording.count(outside, "ticket"), "names": names}
    values["later"] = wording.count(left_out, "event")
    codes = ["later"] * bool(left_out) + ["outside"] * bool(outside) + ["unknown"] * bool(unknown)
    return [_SAID[code][wording.lang] % values for code in codes]


def not_in_force(agreement: Agreement, lang: str) -> str:
    """Return the remark that a moment lies outside the term."""
    return _SAID["not-in-force"][lang] % {"term": term(agreement, lang)}
