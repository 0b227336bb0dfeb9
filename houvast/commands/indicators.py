"""`houvast indicators`: what readings of a period come to, which of them count, and the credits that follow."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from rich.console import RenderableType

from houvast.commands import beside, given
from houvast.commands.beside import Beside, beside_document, beside_text
from houvast.commands.credits import credits_document, credits_text
from houvast.commands.explaining import iso
from houvast.commands.facts_given import File, facts_of, files_document, files_text, periods_of, read_facts
from houvast.commands.given_files import NOW, moment
from houvast.commands.indicator_periods import overview, period_document, period_text
from houvast.commands.indicator_remarks import readings_document, remarks_of
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import heading, line
from houvast.commands.wording import Wording
from houvast.files.outages_in import outages as read_outages
from houvast.files.readings_in import readings as read_readings
from houvast.sla.agreement.model import Agreement
from houvast.sla.asked_readings import touched
from houvast.sla.fees import priced
from houvast.sla.judged_readings import JudgedReadings, judge_all
from houvast.sla.outages import Outages
from houvast.sla.periods import Period
from houvast.sla.readings import Readings

_TITLE = {
    "en": "%(agreement)s: indicators as of %(at)s (%(zone)s)",
    "nl": "%(agreement)s: indicatoren op %(at)s (%(zone)s)",
}
_NO_TARGETS = {
    "en": "The agreement has no targets on indicators.",
    "nl": "De overeenkomst heeft geen normen op indicatoren.",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read: readings, outages where they were given, and from which files."""

    readings: Readings
    outages: Outages | None
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """What was judged, with what."""

    agreement: Agreement
    facts: Facts
    as_of: datetime
    found: JudgedReadings
    left_out: tuple[tuple[str, str], ...]
    beside: Beside | None


def run(options: Namespace, screen: Screen) -> int:
    """Judge, reckon and show."""
    agreement = given.agreement(options.agreement)
    beside.check(options, agreement)
    prices, contract = facts_of(options, agreement)
    agreement = priced(agreement, prices)
    as_of = moment(options.as_of or NOW, agreement.timezone, "--as-of", screen.lang)
    facts = _read(options, agreement, screen)
    periods, left_out = _periods(options, agreement, facts.readings, as_of)
    judged = judge_all(agreement, facts.readings, periods, contract, as_of=as_of, outages=facts.outages)
    held = None
    if options.beside is not None:
        held = beside.held_beside(options, agreement, judged.judged, facts.readings, facts.outages, screen, as_of)
    found = Indicators(agreement, facts, as_of, judged, left_out, held)
    document = _document(found)
    screen.show(document, _text(found, document, screen))
    return 0


def _read(options: Namespace, agreement: Agreement, screen: Screen) -> Facts:
    """Return the facts in the files that were given; raise BadFile, OSError."""
    readings, file = read_facts(options.readings, partial(read_readings, zone=agreement.timezone), screen)
    if options.outages is None:
        return Facts(readings, None, (file,))
    outages, other = read_facts(options.outages, partial(read_outages, zone=agreement.timezone), screen)
    return Facts(readings, outages, (file, other))


def _periods(
    options: Namespace, agreement: Agreement, readings: Readings, as_of: datetime
) -> tuple[Mapping[str, list[Period]], tuple[tuple[str, str], ...]]:
    """Return the periods of each target that was asked for, and which target has no period of which label."""
    known = agreement.indicators
    names = [given.indicator_target(agreement, options.target)] if options.target is not None else list(known)
    return periods_of(
        {name: known[name].per for name in names},
        lambda name: touched(agreement, known[name], readings, as_of=as_of),
        options.period,
        agreement.timezone,
    )


def _document(found: Indicators) -> dict[str, Any]:
    agreement, files = found.agreement, found.facts.files + (found.beside.files if found.beside else ())
    return {
        "agreement": agreement.name,
        "sha256": agreement.sha256,
        "as_of": iso(found.as_of),
        "timezone": agreement.timezone,
        "files": files_document(files),
        **readings_document(agreement, found.facts.readings, with_outages=found.facts.outages is not None),
        "left_out": [{"target": target, "period": label} for target, label in found.left_out],
        "periods": [period_document(each, agreement) for each in found.found.judged],
        **credits_document(found.found, agreement, found.as_of),
        "beside": beside_document(found.beside) if found.beside else None,
    }


def _text(found: Indicators, document: Mapping[str, Any], screen: Screen) -> Iterator[RenderableType]:
    agreement = found.agreement
    wording = Wording(screen.lang, agreement.timezone)
    values = {"agreement": agreement.name, "at": wording.moment(found.as_of), "zone": agreement.timezone}
    yield heading(plain(_TITLE[screen.lang] % values))
    yield from files_text(found.facts.files + (found.beside.files if found.beside else ()), wording)
    for remark in remarks_of(document, agreement, wording):
        yield line(plain(remark), "yellow")
    if not agreement.indicators:
        yield line(_NO_TARGETS[screen.lang], "dim")
    judged = found.found.judged
    if len(judged) > 1:
        yield line()
        yield overview(judged, agreement, wording)
    for period in judged:
        yield line()
        yield from period_text(period, agreement, wording)
    yield from credits_text(found.found, agreement, found.as_of, wording)
    if found.beside:
        yield from beside_text(found.beside, wording)
