"""`houvast uptime`: availability of periods, what counted and what did not, and the credits that follow."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rich.console import RenderableType

from houvast.commands import against, given
from houvast.commands.credits import credits_document, credits_text
from houvast.commands.explaining import iso
from houvast.commands.facts_given import facts_of, files_document, files_text
from houvast.commands.given_files import NOW, moment
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import heading, line
from houvast.commands.uptime_given import Given, asked_periods, read_record, tickets_of
from houvast.commands.uptime_periods import overview, period_document, period_text
from houvast.commands.uptime_remarks import remarks_of, services_document
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Agreement
from houvast.sla.assessment import Assessment, assess, outside_hours
from houvast.sla.fees import priced
from houvast.sla.figures import Availability

_TITLE = {
    "en": "%(agreement)s: availability as of %(at)s (%(zone)s)",
    "nl": "%(agreement)s: beschikbaarheid op %(at)s (%(zone)s)",
}
_NO_TARGETS = {
    "en": "The agreement has no targets on availability.",
    "nl": "De overeenkomst heeft geen normen op beschikbaarheid.",
}


@dataclass(frozen=True, slots=True)
class Uptime:
    """What was judged, with what."""

    agreement: Agreement
    given: Given
    as_of: datetime
    assessment: Assessment
    left_out: tuple[tuple[str, str], ...]

    def outside(self, period: Availability) -> int:
        """Return how many outages lie wholly outside the service window."""
        return outside_hours(period, self.agreement, self.given.record)


def run(options: Namespace, screen: Screen) -> int:
    """Judge, reckon and show."""
    if options.against is not None:
        return against.uptime(options, screen)
    agreement = given.agreement(options.agreement)
    prices, facts = facts_of(options, agreement)
    agreement = priced(agreement, prices)
    as_of = moment(options.as_of or NOW, agreement.timezone, "--as-of", screen.lang)
    record = read_record(options, agreement, screen)
    periods, left_out = asked_periods(agreement, record.record, options.target, options.period, as_of)
    tickets, files = tickets_of(options, agreement, screen, as_of)
    assessment = assess(agreement, record.record, periods, facts, as_of=as_of, tickets=tickets)
    found = Uptime(agreement, Given(record.record, (*record.files, *files)), as_of, assessment, left_out)
    document = _document(found)
    screen.show(document, _text(found, document, screen))
    return 0


def _document(found: Uptime) -> dict[str, Any]:
    return {
        "agreement": found.agreement.name,
        "sha256": found.agreement.sha256,
        "as_of": iso(found.as_of),
        "timezone": found.agreement.timezone,
        "files": files_document(found.given.files),
        **services_document(found.agreement, found.given.record),
        "unplaced_services": list(found.assessment.unplaced),
        "left_out": [{"target": target, "period": label} for target, label in found.left_out],
        "periods": [period_document(each, found.outside(each)) for each in found.assessment.judged],
        **credits_document(found.assessment, found.agreement, found.as_of),
    }


def _text(found: Uptime, document: Mapping[str, Any], screen: Screen) -> Iterator[RenderableType]:
    wording = Wording(screen.lang, found.agreement.timezone)
    values = {
        "agreement": found.agreement.name,
        "at": wording.moment(found.as_of),
        "zone": found.agreement.timezone,
    }
    yield heading(plain(_TITLE[screen.lang] % values))
    yield from files_text(found.given.files, wording)
    for remark in remarks_of(document, found.agreement, wording):
        yield line(plain(remark), "yellow")
    if not found.agreement.availability:
        yield line(_NO_TARGETS[screen.lang], "dim")
    judged = found.assessment.judged
    if len(judged) > 1:
        yield line()
        yield overview(judged, found.agreement, wording)
    for period in judged:
        yield line()
        yield from period_text(period, found.outside(period), found.agreement, wording)
    yield from credits_text(found.assessment, found.agreement, found.as_of, wording)
