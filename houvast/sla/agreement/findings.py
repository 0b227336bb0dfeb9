"""What is wrong, or worth saying, about an agreement: a place, a code and the values that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from houvast.sla.agreement.messages.whole import sentence
from houvast.sla.agreement.model import Agreement, Place

MOST_FINDINGS = 100
"""Reading stops collecting here: whoever has a hundred faults starts with the first."""

_LONGEST_QUOTE = 60
_MOST_KNOWN = 100
_MOST_LISTED = 15


class Severity(StrEnum):
    """An error keeps an agreement from being used; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One finding.

    line, column  where, both from 1
    code          which, see `messages.MESSAGES`
    params        the values of the sentence, as words
    """

    line: int
    column: int
    code: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    severity: Severity = Severity.ERROR

    @property
    def message(self) -> str:
        """The finding as a sentence in English."""
        return self.worded("en")

    def worded(self, lang: str) -> str:
        """Return the finding as a sentence in `lang`, nl or en."""
        return sentence(self.code, self.params, lang)


class BadAgreement(ValueError):
    """
    The text is no agreement.

    name      what the reader was told the text is called
    findings  every error, in the order of the text; never empty
    """

    def __init__(self, name: str, findings: Iterable[Finding]) -> None:
        self.name = name
        self.findings = tuple(sorted(findings, key=lambda finding: (finding.line, finding.column)))
        super().__init__("\n".join(f"{name}:{each.line}:{each.column}: {each.message}" for each in self.findings))


class Report:
    """Collects the errors of one reading, and where in the text everything stands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.places: dict[tuple[str, ...], Place] = {}

    def error(self, place: Place, code: str, **params: object) -> None:
        """Remember an error; the first at a place is the one that matters."""
        if len(self.findings) < MOST_FINDINGS:
            worded = {key: shortened(str(value)) for key, value in params.items()}
            self.findings.append(Finding(place.line, place.column, code, worded))

    def unknown(self, place: Place, code: str, word: str, known: Iterable[str]) -> None:
        """Remember that `word` is none of `known`, with the nearest one or the list of them."""
        if len(self.findings) < MOST_FINDINGS:
            self.error(place, code, word=word, **hint(word, list(known)))

    def stop(self, place: Place, code: str, **params: object) -> BadAgreement:
        """Return the exception to raise where reading on makes no sense."""
        self.error(place, code, **params)
        return BadAgreement(self.name, self.findings)

    def close(self) -> None:
        """Raise BadAgreement when anything was wrong."""
        if self.findings:
            raise BadAgreement(self.name, self.findings)


def remark(
    agreement: Agreement,
    path: tuple[str, ...],
    code: str,
    severity: Severity = Severity.WARNING,
    **params: object,
) -> Finding:
    """Return a finding about an agreement at a path, or at the nearest thing around it that stands in the text."""
    while path and path not in agreement.places:
        path = path[:-1]
    place = agreement.places.get(path, Place(1, 1))
    return Finding(place.line, place.column, code, {key: str(value) for key, value in params.items()}, severity)


def hint(word: str, known: list[str]) -> dict[str, str]:
    """Return {"suggestion": nearest} where a known word is near, else {"known": the list}, else nothing."""
    near = nearest(word, known)
    if near:
        return {"suggestion": near}
    few = [*known[:_MOST_LISTED], "…"] if len(known) > _MOST_LISTED else known
    return {"known": ", ".join(few)} if known else {}


def nearest(word: str, known: list[str], *, most: int = _MOST_KNOWN) -> str | None:
    """Return the known word, of the first `most`, that `word` was probably meant to be."""
    if len(word) > _LONGEST_QUOTE:
        return None
    folded = {each.casefold(): each for each in reversed(known[:most])}
    found = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def shortened(words: str) -> str:
    """Return words as they may be quoted in a sentence: on one line, and not too long."""
    line = " ".join(words.split())
    limit = 4 * _LONGEST_QUOTE
    return line if len(line) <= limit else line[: limit - 1] + "…"
