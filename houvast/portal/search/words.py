"""
What somebody typed, read as a question. Anything at all can be read: what means nothing is passed over.

    printer dubbel       both words, or words that begin with them
    "labels drukken"     these words after each other
    -scanner             not this word
    #4192  4192          the ticket of this number
    klant:duinrand       only of this customer (customer:duinrand)
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200
"""Characters that are read; what comes after them is passed over."""
MOST_TERMS = 10
LONGEST_WORD = 60
_PIECE = re.compile(r'(?P<no>-?)(?:(?P<key>klant|customer):)?(?:"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+))', re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"#?([0-9]{1,17})")


@dataclass(frozen=True, slots=True)
class Term:
    """
    Words after each other.

    exact     as they stand; otherwise the last of them may also be the beginning of a word
    excluded  what is looked for must not hold them
    """

    words: tuple[str, ...]
    exact: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What somebody looks for.

    number    the ticket it may be, where it is nothing but a number
    customer  words in the name of a customer, '' for any
    """

    terms: tuple[Term, ...] = ()
    number: int | None = None
    customer: str = ""

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that must be there."""
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """The terms that must not."""
        return tuple(term for term in self.terms if term.excluded)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: what must not be there alone finds nothing."""
        return not self.wanted


def asked(text: str) -> Asked:
    """Return what somebody looks for, in at most MOST_TERMS terms."""
    text = text[:LONGEST].replace("\0", " ")
    bare = _NUMBER.fullmatch(text.strip())
    terms: list[Term] = []
    customer = ""
    for piece in _PIECE.finditer(text):
        phrase, said = piece["phrase"], piece["phrase"] or piece["bare"] or ""
        words = folded_words(said)
        if piece["key"]:
            customer = " ".join(words) or customer
        elif words:
            terms.append(Term(words, exact=phrase is not None, excluded=bool(piece["no"])))
    return Asked(tuple(dict.fromkeys(terms))[:MOST_TERMS], int(bare[1]) if bare else None, customer)


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: small letters without marks, letters and digits only."""
    return tuple(word[:LONGEST_WORD] for word in _WORD.findall(folded(text)))


def folded(text: str) -> str:
    """Return a text in small letters without the marks of Latin letters: `Zoë` and `zoe` are the same word."""
    return "".join(_folded(char) for char in unicodedata.normalize("NFC", text).lower())


def _folded(char: str) -> str:
    """Return a letter without its marks, where a plain letter remains; so that a text keeps its length."""
    base = unicodedata.normalize("NFD", char)[:1]
    return base if base.isascii() and base.isalpha() else char
