"""`houvast indicators … --beside SLA`: experience beside the service levels of its period, in words."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rich.console import RenderableType

from houvast.commands import given
from houvast.commands.explaining import iso
from houvast.commands.facts_given import File
from houvast.commands.given_files import events as read_events
from houvast.commands.refusals import WrongUse
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import heading, line
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Agreement, Kind
from houvast.sla.availability import Record
from houvast.sla.indicated import Indicated
from houvast.sla.levels import Known, levels, promised
from houvast.sla.outages import Outages
from houvast.sla.readings import Readings
from houvast.sla.watermelon import Watermelon, watermelons

_TITLE = {
    "en": "Beside %(sla)s: is it green outside and red inside?",
    "nl": "Naast %(sla)s: groen van buiten en rood van binnen?",
}
_SIGNS: Mapping[str, Mapping[str, str]] = {
    "watermelon": {
        "en": "a watermelon, green outside and red inside",
        "nl": "een watermeloen, groen van buiten en rood van binnen",
    },
    "red": {"en": "not green outside", "nl": "niet groen van buiten"},
    "happy": {"en": "no watermelon, as experience was reached", "nl": "geen watermeloen, want de ervaring is gehaald"},
    "unknown": {"en": "too little is known to say so", "nl": "er is te weinig bekend om dit te zeggen"},
}
_LEVELS = {
    True: {"en": "service levels reached: %s", "nl": "normen gehaald: %s"},
    False: {"en": "service levels not reached: %s", "nl": "normen niet gehaald: %s"},
    None: {"en": "service levels not known: %s", "nl": "normen niet bekend: %s"},
}
_EXPERIENCE = {
    True: {"en": "experience reached: %s", "nl": "ervaring gehaald: %s"},
    False: {"en": "experience not reached: %s", "nl": "ervaring niet gehaald: %s"},
    None: {"en": "experience not known: %s", "nl": "ervaring niet bekend: %s"},
}


@dataclass(frozen=True, slots=True)
class Beside:
    """The agreement beside which experience is held, the signs, and what was read for it."""

    sla: Agreement
    signs: tuple[Watermelon, ...]
    files: tuple[File, ...]


def check(options: Namespace, agreement: Agreement) -> None:
    """Raise WrongUse where there is nothing to hold beside each other."""
    if options.beside is None:
        if options.events is not None:
            raise WrongUse("only-with", one="--events", other="--beside")
    elif agreement.kind is not Kind.XLA:
        raise WrongUse("no-xla", kind=agreement.kind.value)


def held_beside(
    options: Namespace,
    xla: Agreement,
    judged: Sequence[Indicated],
    readings: Readings,
    outages: Outages | None,
    screen: Screen,
    as_of: datetime,
) -> Beside:
    """
    Return the signs of the periods that were judged; raise BadAgreement, BadFile, OSError.

    Times without offset are in the zone of the agreement on experience, in all files.
    """
    sla = given.agreement(options.beside)
    files: tuple[File, ...] = ()
    events = None
    if options.events is not None:
        log = read_events(options.events, xla.timezone, screen, also=sla.attributes)
        files, events = (File(options.events, len(log.table), log.duplicates),), log.events
    known = Known(events, Record(outages) if outages is not None else None, readings)
    found = levels(sla, [each.period.span for each in judged], known, as_of=as_of)
    return Beside(sla, tuple(watermelons(xla, judged, found, promised=promised(sla))), files)


def beside_document(found: Beside) -> dict[str, Any]:
    """Return the signs, with every verdict they were read from."""
    return {
        "agreement": found.sla.name,
        "sha256": found.sla.sha256,
        "periods": [
            {
                "period": each.period.label,
                "from": iso(each.period.span.start),
                "to": iso(each.period.span.end),
                "watermelon": each.is_one,
                "service_levels": dict(each.outside),
                "experience": dict(each.inside),
            }
            for each in found.signs
        ],
    }


def beside_text(found: Beside, wording: Wording) -> Iterator[RenderableType]:
    """Yield for each period whether it is a watermelon, and what that was read from."""
    lang = wording.lang
    yield line()
    yield heading(plain(_TITLE[lang] % {"sla": found.sla.name}))
    for each in found.signs:
        sign = _SIGNS[_sign(each)][lang]
        yield line(f"{each.period.label}: {sign}", "red" if each.is_one else "")
        for verdicts, words in ((each.outside, _LEVELS), (each.inside, _EXPERIENCE)):
            for reached in (False, True, None):
                names = ", ".join(name for name, verdict in verdicts.items() if verdict is reached)
                if names:
                    yield line(plain(f"  {words[reached][lang] % names}"), "dim" if reached is None else "")


def _sign(found: Watermelon) -> str:
    if found.is_one is None:
        return "unknown"
    if found.is_one:
        return "watermelon"
    return "red" if False in found.outside.values() else "happy"
