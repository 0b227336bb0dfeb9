"""The lines of a text around what was found in it, as pieces: a page escapes each, and marks some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from houvast.portal.search.words import Asked, Term, folded

AROUND = 70
"""Characters shown before the first word that was found; twice as many after it."""
MOST_READ = 60_000
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("en", "s", "e", "n", "ing", "ingen", "ed", "es")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they are what was looked for."""

    text: str
    found: bool


def marked(text: str, asked: Asked) -> list[Piece]:
    """Return a whole line with what was found marked."""
    return _pieces(text, _places(text, asked))


def snippet(text: str, asked: Asked) -> list[Piece]:
    """Return the part of a text around the first words that were found, on one line; nothing when none were."""
    line = " ".join(text[:MOST_READ].split())
    places = _places(line, asked)
    if not places:
        return []
    start = _word_start(line, max(places[0][0] - AROUND, 0))
    end = min(places[0][1] + 2 * AROUND, len(line))
    within = [(max(first, start) - start, min(last, end) - start) for first, last in places if first < end]
    pieces = _pieces(line[start:end], within)
    before = [Piece("… ", found=False)] if start else []
    after = [Piece(" …", found=False)] if end < len(line) else []
    return [*before, *pieces, *after]


def _places(text: str, asked: Asked) -> list[tuple[int, int]]:
    """Return from where to where the words stand that were looked for."""
    same = folded(text)
    if len(same) != len(text):
        return []  # a letter that folds into several: better no mark than one in the wrong place
    return [match.span() for match in _WORD.finditer(same) if _is_wanted(match[0], asked.wanted)]


def _is_wanted(word: str, terms: Sequence[Term]) -> bool:
    return any(_fits(word, wanted, exact=term.exact) for term in terms for wanted in term.words)


def _fits(word: str, wanted: str, *, exact: bool) -> bool:
    """Return whether a word is one that was looked for, begins with it, or differs from it in its ending."""
    if word == wanted:
        return True
    return not exact and (word.startswith(wanted) or _stem(word) == _stem(wanted))


def _stem(word: str) -> str:
    for ending in sorted(_ENDINGS, key=len, reverse=True):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _pieces(text: str, places: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], 0
    for first, last in places:
        pieces += [Piece(text[at:first], found=False), Piece(text[first:last], found=True)]
        at = last
    return [piece for piece in (*pieces, Piece(text[at:], found=False)) if piece.text]


def _word_start(text: str, at: int) -> int:
    """Return where the word at or after a place begins."""
    return 0 if at == 0 else text.find(" ", at) + 1 or at
