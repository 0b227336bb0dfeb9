"""A document with the text it was made from: what every layout is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houvast.sla.agreement.words.document import Document
from houvast.sla.agreement.words.phrases import say


@dataclass(frozen=True, slots=True)
class Contract:
    """
    An agreement to lay out.

    dated   its first day
    sha256  of the file that it says in words
    """

    document: Document
    dated: date
    sha256: str

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Label and value of what stands at the head: the parties, the term."""
        return (*self.document.parties, self.document.term)

    @property
    def origin(self) -> str:
        """The sentence at the end, that says what counts when the words leave a doubt."""
        document = self.document
        return say(
            document.lang,
            nl=f"Gemaakt uit het bestand {document.name}, waaruit elke klok wordt berekend; sha256 {self.sha256}.",
            en=f"Made from the file {document.name}, from which every clock is computed; sha256 {self.sha256}.",
        )
