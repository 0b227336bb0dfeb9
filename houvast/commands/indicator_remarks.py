"""What the reader of an indicator must know before trusting it: what nobody looks at, and what was not given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from houvast.commands.uptime_remarks import guessed, left_out_words
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Agreement
from houvast.sla.asked_readings import looked_at
from houvast.sla.readings import Readings

_SAID: Mapping[str, Mapping[str, str]] = {
    "unused_indicators": {
        "en": "In no target, so not looked at: %(names)s.",
        "nl": "In geen norm, dus niet bekeken: %(names)s.",
    },
    "silent_indicators": {
        "en": "Nothing was read of: %(names)s.",
        "nl": "Hiervan is niets gemeten: %(names)s.",
    },
    "missing_attributes": {
        "en": "No reading says, though a target asks for it: %(names)s.",
        "nl": "Geen meting zegt dit, terwijl een norm erom vraagt: %(names)s.",
    },
    "without_maintenance": {
        "en": "Without --outages, so nothing is left out as read during maintenance: %(names)s.",
        "nl": "Zonder --outages, dus niets is weggelaten als gemeten tijdens onderhoud: %(names)s.",
    },
}


def readings_document(agreement: Agreement, readings: Readings, *, with_outages: bool) -> dict[str, Any]:
    """
    Return what the readings and the agreement do not share.

    unused_indicators    in the file, but no target is about them
    silent_indicators    of which there is no reading
    missing_attributes   asked for by a target, and said by no reading
    without_maintenance  targets that leave out what is read during maintenance, where no outages were given
    """
    targets = agreement.indicators.values()
    asked = {name for each in targets for name in looked_at(agreement, each)}
    told = set(readings.indicator.values)
    attributes = {name for each in targets for name in (*each.only, each.by) if name}
    said = {name for name, column in readings.attributes.items() if column.values}
    return {
        "unused_indicators": sorted(told - asked),
        "silent_indicators": sorted(asked - told),
        "missing_attributes": sorted(attributes - said),
        "without_maintenance": [] if with_outages else [each.name for each in targets if each.during],
    }


def remarks_of(document: Mapping[str, Any], agreement: Agreement, wording: Wording) -> Iterator[str]:
    """Yield the remarks in words; `document` has what is listed above, and what was left out."""
    known = sorted({name for each in agreement.indicators.values() for name in looked_at(agreement, each)})
    for key, words in _SAID.items():
        if document[key]:
            names = guessed(document[key], known if key == "unused_indicators" else [], wording)
            yield words[wording.lang] % {"names": names}
    yield from left_out_words(document, wording)
