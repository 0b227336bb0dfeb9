"""What is wrong with a file, and where; as values, with the sentences that say so in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

AT_MOST = 20
"""So many findings are shown of one file; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing that is wrong.

    line    line of the file, from 1; row of a Parquet file; 0 when it concerns the file as a whole
    column  character on that line, from 1; 0 when it concerns the whole line
    code    key of SENTENCES
    cell    name of the CSV column it concerns, if one
    """

    line: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    cell: str = ""
    column: int = 0

    def text(self, lang: str = "en") -> str:
        """Return the finding in words."""
        guess = self.values.get("guess")
        words = SENTENCES[self.code][lang] % {**self.values, "cell": self.cell}
        return words + (DID_YOU_MEAN[lang] % {"guess": guess} if guess else "")


class BadFile(ValueError):
    """
    A file that cannot be used.

    findings  the first AT_MOST, in the order of the file
    more      how many there are beyond those
    """

    def __init__(self, path: Path, findings: Sequence[Finding], more: int = 0) -> None:
        self.path, self.findings, self.more = path, tuple(findings), more
        super().__init__("\n".join(self.lines()))

    def lines(self, lang: str = "en") -> list[str]:
        """Return one line of text per finding: `file:line:column: what`; then how many more there are."""
        found = [f"{place(self.path, finding)}: {finding.text(lang)}" for finding in self.findings]
        return found + ([f"{self.path}: {AND_MORE[lang] % {'more': self.more}}"] if self.more else [])


def place(path: Path, finding: Finding) -> str:
    """Return where a finding stands, as `file`, `file:line` or `file:line:column`."""
    numbers = [number for number in (finding.line, finding.column) if number]
    return ":".join([str(path), *map(str, numbers)])


class Findings:
    """Collects what is wrong, and stops keeping (not counting) after AT_MOST."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: list[Finding] = []
        self._count = 0

    def __bool__(self) -> bool:
        return self._count > 0

    def add(self, *findings: Finding, beyond: int = 0) -> None:
        """Take findings, in the order of the file; `beyond` counts those that were not even made."""
        self._kept += findings[: max(0, AT_MOST - len(self._kept))]
        self._count += len(findings) + beyond

    def refuse(self) -> None:
        """Raise BadFile when anything was found."""
        if self:
            raise self.refusal()

    def refusal(self) -> BadFile:
        """Return what was found as an exception."""
        return BadFile(self.path, self._kept, self._count - len(self._kept))


DID_YOU_MEAN = {"en": "; did you mean '%(guess)s'?", "nl": "; bedoelt u '%(guess)s'?"}
AND_MORE = {"en": "and %(more)d more", "nl": "en nog %(more)d"}

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "empty-file": {"en": "the file is empty", "nl": "het bestand is leeg"},
    "no-rows": {"en": "there is a header, but no row under it", "nl": "er is een kopregel, maar geen rij daaronder"},
    "not-gzip": {"en": "the gzip archive is damaged", "nl": "het gzip-bestand is beschadigd"},
    "not-parquet": {"en": "not a Parquet file: %(reason)s", "nl": "geen Parquet-bestand: %(reason)s"},
    "too-large": {
        "en": "more than %(limit)s once unpacked",
        "nl": "meer dan %(limit)s na uitpakken",
    },
    "long-line": {
        "en": "a row longer than %(limit)s; is a quote not closed?",
        "nl": "een rij langer dan %(limit)s; is een aanhalingsteken niet gesloten?",
    },
    "nul": {
        "en": "holds a NUL byte, so it is not text; save it as CSV in UTF-8",
        "nl": "bevat een NUL-byte en is dus geen tekst; bewaar het als CSV in UTF-8",
    },
    "encoding": {
        "en": "byte 0x%(byte)02X is not UTF-8; save the file as CSV in UTF-8",
        "nl": "byte 0x%(byte)02X is geen UTF-8; bewaar het bestand als CSV in UTF-8",
    },
    "line-ends": {
        "en": "lines end in CR alone; save the file with LF or CRLF",
        "nl": "regels eindigen op alleen CR; bewaar het bestand met LF of CRLF",
    },
    "quote-open": {
        "en": "a quote on this row is never closed",
        "nl": "een aanhalingsteken op deze rij wordt nooit gesloten",
    },
    "quote-stray": {
        "en": 'a quote inside a field: put the field in quotes and write the quote twice ("")',
        "nl": 'een aanhalingsteken binnen een veld: zet het veld tussen aanhalingstekens en schrijf het dubbel ("")',
    },
    "fields": {
        "en": "%(found)d fields where the header has %(expected)d",
        "nl": "%(found)d velden waar de kopregel er %(expected)d heeft",
    },
    "missing-column": {
        "en": "column '%(name)s' is missing; the header has %(header)s",
        "nl": "kolom '%(name)s' ontbreekt; de kopregel heeft %(header)s",
    },
    "double-column": {
        "en": "column '%(name)s' stands in the header twice",
        "nl": "kolom '%(name)s' staat twee keer in de kopregel",
    },
    "empty-cell": {"en": "'%(cell)s' is empty", "nl": "'%(cell)s' is leeg"},
    "unknown-event": {"en": "'%(word)s' is not an event", "nl": "'%(word)s' is geen gebeurtenis"},
    "unknown-kind": {
        "en": "kind '%(word)s' is none of: %(known)s",
        "nl": "kind '%(word)s' is geen van: %(known)s",
    },
    "unknown-state": {
        "en": "state '%(word)s' is none of: %(known)s",
        "nl": "state '%(word)s' is geen van: %(known)s",
    },
    "ends-before": {
        "en": "'end' lies before 'start'; leave 'end' empty for what still goes on",
        "nl": "'end' ligt voor 'start'; laat 'end' leeg voor wat nog duurt",
    },
    "not-a-share": {
        "en": "%(cell)s '%(word)s' is not a part of the users: write 0.25 or 25%%, at most 100%%",
        "nl": "%(cell)s '%(word)s' is geen deel van de gebruikers: schrijf 0.25 of 25%%, ten hoogste 100%%",
    },
    "not-a-length": {
        "en": "%(cell)s '%(word)s' is not a length of time such as 5m, 1h30m or 90s",
        "nl": "%(cell)s '%(word)s' is geen tijdsduur zoals 5m, 1h30m of 90s",
    },
    "not-a-value": {
        "en": "%(cell)s '%(word)s' is neither a number such as 40, -1 or 0.25, with at most six decimals, "
        "nor a length of time such as 4m30s",
        "nl": "%(cell)s '%(word)s' is geen getal zoals 40, -1 of 0.25, met ten hoogste zes decimalen, "
        "en geen tijdsduur zoals 4m30s",
    },
    "unknown-duty": {
        "en": "the agreement has no duty '%(word)s'; it has: %(known)s",
        "nl": "de overeenkomst heeft geen plicht '%(word)s'; wel: %(known)s",
    },
    "no-period": {
        "en": "'%(word)s' is no period of duty '%(name)s'; write one as 2026-05, 2026-Q2, 2026-W20 or 2026",
        "nl": "'%(word)s' is geen periode van plicht '%(name)s'; schrijf zoals 2026-05, 2026-Q2, 2026-W20 of 2026",
    },
    "no-event": {
        "en": "duty '%(name)s' depends on '%(event)s', so 'at' must say when that was",
        "nl": "plicht '%(name)s' hangt af van '%(event)s', dus 'at' moet zeggen wanneer dat was",
    },
    "negative": {"en": "%(cell)s is less than nothing", "nl": "%(cell)s is minder dan niets"},
    "no-errors": {
        "en": "column 'errors' is missing: how many requests failed; or 'answer', which answer a row counts",
        "nl": "kolom 'errors' ontbreekt: hoeveel verzoeken mislukten; of 'answer', welk antwoord een rij telt",
    },
    "more-errors": {
        "en": "more errors than requests: 'errors' counts those of 'requests' that failed",
        "nl": "meer fouten dan verzoeken: 'errors' telt welke van 'requests' mislukten",
    },
    "not-a-time": {
        "en": "'%(word)s' is not an ISO 8601 date and time such as 2026-05-01T09:30:00Z",
        "nl": "'%(word)s' is geen datum en tijd volgens ISO 8601, zoals 2026-05-01T09:30:00Z",
    },
    "not-day-month-year": {
        "en": "'%(word)s' is not a time such as 29/2/2016 01:23 (day/month/year) or 2016-02-29 01:23",
        "nl": "'%(word)s' is geen tijd zoals 29/2/2016 01:23 (dag/maand/jaar) of 2016-02-29 01:23",
    },
    "no-such-time": {
        "en": "'%(word)s' does not exist: there is no such %(part)s",
        "nl": "'%(word)s' bestaat niet: %(part_nl)s is er niet",
    },
    "far-away": {
        "en": "'%(word)s' lies outside the years %(first)d to %(last)d",
        "nl": "'%(word)s' ligt buiten de jaren %(first)d tot en met %(last)d",
    },
    "not-a-number": {
        "en": "%(cell)s '%(word)s' is not a whole number",
        "nl": "%(cell)s '%(word)s' is geen geheel getal",
    },
    "too-long": {
        "en": "%(cell)s is longer than %(most)d characters, more than the portal holds",
        "nl": "%(cell)s is langer dan %(most)d tekens, meer dan het portaal kan bewaren",
    },
    "in-future": {
        "en": "this has not happened yet",
        "nl": "dit is nog niet gebeurd",
    },
    "opened-otherwise": {
        "en": "ticket '%(ticket)s' is in the portal already, from this source, opened by another event",
        "nl": "ticket '%(ticket)s' staat al in het portaal, uit deze bron, geopend door een andere gebeurtenis",
    },
    "opened-later": {
        "en": "ticket '%(ticket)s' has an event before it was opened in the portal",
        "nl": "ticket '%(ticket)s' heeft een gebeurtenis van voor de opening in het portaal",
    },
    "cannot-become": {
        "en": "ticket '%(ticket)s': event '%(id)s' cannot be corrected into that: an opening stays one, "
        "and a merger can only be withdrawn",
        "nl": "ticket '%(ticket)s': gebeurtenis '%(id)s' kan niet zo worden gecorrigeerd: een opening blijft er een, "
        "en een samenvoeging kan alleen worden ingetrokken",
    },
    "merged-unknown": {
        "en": "ticket '%(ticket)s' is merged into '%(into)s', which neither the file nor the portal has",
        "nl": "ticket '%(ticket)s' gaat op in '%(into)s', dat niet in het bestand en niet in het portaal staat",
    },
    "never-opened": {
        "en": "ticket '%(ticket)s' has no 'opened' event",
        "nl": "ticket '%(ticket)s' heeft geen gebeurtenis 'opened'",
    },
    "opened-twice": {
        "en": "ticket '%(ticket)s' is opened a second time (first on line %(first)d)",
        "nl": "ticket '%(ticket)s' wordt voor de tweede keer geopend (eerst op regel %(first)d)",
    },
    "before-opened": {
        "en": "ticket '%(ticket)s': '%(event)s' lies before 'opened' on line %(first)d",
        "nl": "ticket '%(ticket)s': '%(event)s' ligt voor 'opened' op regel %(first)d",
    },
    "same-id": {
        "en": "id '%(id)s' already stands for another event, on line %(first)d",
        "nl": "id '%(id)s' staat al voor een andere gebeurtenis, op regel %(first)d",
    },
    "corrects-nothing": {
        "en": "the correction names no event: 'corrects' must hold the id of an event of this ticket",
        "nl": "de correctie noemt geen gebeurtenis: 'corrects' moet het id van een gebeurtenis van dit ticket bevatten",
    },
    "corrects-unknown": {
        "en": "ticket '%(ticket)s' has no event with id '%(id)s' to correct",
        "nl": "ticket '%(ticket)s' heeft geen gebeurtenis met id '%(id)s' om te corrigeren",
    },
    "corrects-later": {
        "en": "'%(id)s' is itself a correction that comes later in the file",
        "nl": "'%(id)s' is zelf een correctie die later in het bestand komt",
    },
    "corrected-opening": {
        "en": "ticket '%(ticket)s': after its corrections it does not begin with one 'opened'",
        "nl": "ticket '%(ticket)s' begint na de correcties niet met precies één 'opened'",
    },
    "becomes": {
        "en": "becomes '%(word)s' is neither an event nor 'withdrawn'",
        "nl": "becomes '%(word)s' is geen gebeurtenis en niet 'withdrawn'",
    },
    "becomes-correction": {
        "en": "no event becomes a correction; write 'withdrawn' where it never happened",
        "nl": "geen gebeurtenis wordt een correctie; schrijf 'withdrawn' waar die nooit plaatsvond",
    },
    "merged-nowhere": {
        "en": "ticket '%(ticket)s' is merged, but 'into' does not say into which ticket",
        "nl": "ticket '%(ticket)s' wordt samengevoegd, maar 'into' zegt niet met welk ticket",
    },
    "merged-absent": {
        "en": "ticket '%(ticket)s' is merged into '%(into)s', which is not in this file",
        "nl": "ticket '%(ticket)s' gaat op in '%(into)s', dat niet in dit bestand staat",
    },
    "merged-itself": {
        "en": "ticket '%(ticket)s' is merged into itself",
        "nl": "ticket '%(ticket)s' wordt met zichzelf samengevoegd",
    },
    "merged-circle": {
        "en": "tickets are merged in a circle: %(circle)s",
        "nl": "tickets zijn in een kring samengevoegd: %(circle)s",
    },
}
