"""What the reader of an availability must know before trusting it: what nobody measured, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from houvast.commands.wording import Wording
from houvast.sla.agreement.availability_model import Source
from houvast.sla.agreement.findings import nearest
from houvast.sla.agreement.model import Agreement
from houvast.sla.asked import looked_at, told_by
from houvast.sla.availability import Record, parts_of
from houvast.sla.resources import services_of

_SHOWN = 20

_SAID: Mapping[str, Mapping[str, str]] = {
    "unused_services": {
        "en": "In no target, so not looked at: %(names)s.",
        "nl": "In geen norm, dus niet bekeken: %(names)s.",
    },
    "silent_services": {
        "en": "Nothing is recorded about %(names)s: up all the time.",
        "nl": "Over %(names)s is niets vastgelegd: steeds beschikbaar.",
    },
    "unplaced_services": {
        "en": "Not judged, as the agreement does not say what kind they are: %(names)s.",
        "nl": "Niet beoordeeld, want de overeenkomst zegt niet van welke soort: %(names)s.",
    },
    "unmeasured_targets": {
        "en": "Without its measurements (--counters, --probes): %(names)s.",
        "nl": "Zonder de metingen ervan (--counters, --probes): %(names)s.",
    },
}
_LEFT_OUT = {
    "en": "%(target)s has no period %(period)s of its own, so it is left out.",
    "nl": "%(target)s heeft zelf geen periode %(period)s, en is daar weggelaten.",
}


def services_document(agreement: Agreement, record: Record) -> dict[str, Any]:
    """
    Return what the facts and the agreement do not share.

    unused_services     in the files, but no target is about them
    silent_services     measured by outages only, with no row at all
    unmeasured_targets  measured by counters or probes, of which there are none
    """
    asked = {name for each in agreement.availability.values() for name in looked_at(agreement, each, record)}
    tables = [table for table in (record.outages, record.counters, record.probes) if table is not None]
    told = {service for table in tables for service in table.services}
    targets = agreement.availability.values()
    silent = {
        service
        for each in targets
        if each.sources == (Source.OUTAGES,)
        for service in services_of(agreement, each, record)
        if told.isdisjoint(told_by(agreement.services, service))
    }
    given = {Source.OUTAGES: True, Source.COUNTERS: record.counters, Source.PROBES: record.probes}
    return {
        "unused_services": sorted(told - asked),
        "silent_services": sorted(silent),
        "unmeasured_targets": [each.name for each in targets if all(given[source] is None for source in each.sources)],
    }


def remarks_of(document: Mapping[str, Any], agreement: Agreement, wording: Wording) -> Iterator[str]:
    """Yield the remarks in words; `document` has what is counted above, and what was left out."""
    known = sorted(
        {part for each in agreement.availability.values() for part in parts_of(agreement.services, each.service)}
    )
    for key, words in _SAID.items():
        if document[key]:
            names = guessed(document[key], known if key == "unused_services" else [], wording)
            yield words[wording.lang] % {"names": names}
    yield from left_out_words(document, wording)


def left_out_words(document: Mapping[str, Any], wording: Wording) -> Iterator[str]:
    """Yield which target has no period that was asked for."""
    for each in document["left_out"]:
        yield _LEFT_OUT[wording.lang] % each


def guessed(names: Sequence[str], known: list[str], wording: Wording) -> str:
    """Return names as a list, the first of many, each with what was probably meant."""
    listed = [_named(name, known, wording) for name in names[:_SHOWN]]
    return ", ".join(listed + ["…"] * (len(names) > _SHOWN))


def _named(name: str, known: list[str], wording: Wording) -> str:
    guess = nearest(name, [each for each in known if each != name])
    return f"'{name}'" + (f" ({wording.word('meant')} '{guess}'?)" if guess else "")
