"""`houvast duties`: what had to be done by when, whether it was, and the credits; beside it the limit of the law."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from rich.console import RenderableType

from houvast.commands import given
from houvast.commands.credits import credits_document, credits_text
from houvast.commands.explaining import iso
from houvast.commands.facts_given import File, facts_of, files_document, files_text, read_facts
from houvast.commands.given_files import NOW, moment
from houvast.commands.screen import Screen, plain
from houvast.commands.tables import LEFT, WRAPPED, add, heading, line, table
from houvast.commands.wording import Wording
from houvast.files.deeds_in import deeds as read_deeds
from houvast.sla.agreement.duty_model import Party
from houvast.sla.agreement.model import Agreement
from houvast.sla.credited import Credited
from houvast.sla.duty import Fulfilment, fulfilments
from houvast.sla.fees import priced
from houvast.sla.judged_duties import credited
from houvast.sla.terms import Verdict

_TITLE = {
    "en": "%(agreement)s: duties as of %(at)s (times in %(zone)s)",
    "nl": "%(agreement)s: plichten op %(at)s (tijden in %(zone)s)",
}
_NO_DUTIES = {"en": "The agreement has no duties.", "nl": "De overeenkomst heeft geen plichten."}
_NO_OCCASION = {
    "en": "Nothing was due and nothing happened that asks for: %s.",
    "nl": "Niets moest klaar zijn en niets gebeurde dat vraagt om: %s.",
}
_HEADER = {
    "en": ("Duty", "About", "Due", "Done", "Result"),
    "nl": ("Plicht", "Over", "Uiterlijk", "Gedaan", "Uitkomst"),
}
_BY_LAW = {"en": "– by law", "nl": "– volgens de wet"}
_OF_CUSTOMER = {"en": "%s (customer)", "nl": "%s (klant)"}


@dataclass(frozen=True, slots=True)
class Duties:
    """What was judged, with what."""

    agreement: Agreement
    file: File
    as_of: datetime
    occasions: Sequence[Fulfilment]
    credited: Credited

    @property
    def idle(self) -> list[str]:
        """The duties without an occasion."""
        told = {each.duty for each in self.occasions}
        return [name for name in self.agreement.duties if name not in told]


def run(options: Namespace, screen: Screen) -> int:
    """Judge and show."""
    agreement = given.agreement(options.agreement)
    prices, contract = facts_of(options, agreement)
    agreement = priced(agreement, prices)
    as_of = moment(options.as_of or NOW, agreement.timezone, "--as-of", screen.lang)
    deeds, file = read_facts(options.deeds, partial(read_deeds, agreement=agreement), screen)
    occasions = fulfilments(agreement, deeds, as_of=as_of)
    found = Duties(agreement, file, as_of, occasions, credited(occasions, agreement, contract, as_of=as_of))
    screen.show(_document(found), _text(found, screen.lang))
    return 0


def _document(found: Duties) -> dict[str, Any]:
    agreement = found.agreement
    return {
        "agreement": agreement.name,
        "sha256": agreement.sha256,
        "as_of": iso(found.as_of),
        "timezone": agreement.timezone,
        "files": files_document([found.file]),
        "without_occasion": found.idle,
        "occasions": [_occasion_document(each, agreement) for each in found.occasions],
        **credits_document(found.credited, agreement, found.as_of),
    }


def _occasion_document(each: Fulfilment, agreement: Agreement) -> dict[str, Any]:
    duty = agreement.duties[each.duty]
    return {
        "duty": each.duty,
        "owner": duty.owner.value,
        "to": list(duty.to),
        "about": each.about,
        "due_at": iso(each.due_at),
        "done_at": iso(each.done_at),
        "verdict": each.verdict.word,
        "legal_due_at": iso(each.legal_due_at),
        "legal_verdict": each.legal_verdict.word if each.legal_due_at else None,
    }


def _text(found: Duties, lang: str) -> Iterator[RenderableType]:
    agreement = found.agreement
    wording = Wording(lang, agreement.timezone)
    values = {"agreement": agreement.name, "at": wording.moment(found.as_of), "zone": agreement.timezone}
    yield heading(plain(_TITLE[lang] % values))
    yield from files_text([found.file], wording)
    if not agreement.duties:
        yield line(_NO_DUTIES[lang], "dim")
    elif found.idle:
        yield line(plain(_NO_OCCASION[lang] % ", ".join(found.idle)), "dim")
    if found.occasions:
        yield line()
        yield _table(found, wording)
        yield line()
        yield line(_counted(found.occasions, wording))
    if found.credited.labels:
        yield from credits_text(found.credited, agreement, found.as_of, wording)


def _table(found: Duties, wording: Wording) -> RenderableType:
    """Return a row for each occasion; where the law has a limit too, another below it."""
    made, year = table(_HEADER[wording.lang], (LEFT, WRAPPED, LEFT, LEFT, LEFT)), found.as_of.year

    def on(at: datetime | None) -> str:
        return wording.moment(at, year=year, aligned=True) if at else "–"

    for each in found.occasions:
        cells = [_name(each, found.agreement, wording.lang), plain(each.about), on(each.due_at), on(each.done_at)]
        add(made, [*cells, wording.word(each.verdict.word)], _style(each.verdict))
        if each.legal_due_at is not None:
            verdict = wording.word(each.legal_verdict.word)
            add(made, ["", _BY_LAW[wording.lang], on(each.legal_due_at), "", verdict], _style(each.legal_verdict))
    return made


def _style(verdict: Verdict) -> str:
    return "red" if verdict is Verdict.BREACHED else ""


def _name(each: Fulfilment, agreement: Agreement, lang: str) -> str:
    is_of_customer = agreement.duties[each.duty].owner is Party.CUSTOMER
    return plain(_OF_CUSTOMER[lang] % each.duty if is_of_customer else each.duty)


def _counted(occasions: Sequence[Fulfilment], wording: Wording) -> str:
    """Return how many occasions have which verdict: `3 met, 1 breached`."""
    counts = Counter(each.verdict for each in occasions)
    return ", ".join(
        f"{wording.number(counts[verdict])} {wording.word(verdict.word)}" for verdict in Verdict if counts[verdict]
    )
