"""
Folding a text in PostgreSQL the way `words.folded` does, in an expression that never gives another answer.

Whatever the locale of the database: capitals and marked letters to small plain ones, punctuation to blanks.
"""

from __future__ import annotations

import unicodedata

_PUNCTUATION = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum())
_TYPOGRAPHY = "‘’‚‛“”„‟–—―‐‑‒…·•«»‹›¡¿§©®™°±²³€£×÷\u00a0\u200b\u2028\u2029\ufeff"


def _marked() -> dict[str, str]:
    """Return the Latin letters with marks, and the capitals, each with what it becomes."""
    found = {}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()
        if base.isascii() and base.isalpha() and base != char:
            found[char] = base
    return found


LETTERS = _marked()
FROM = "".join(LETTERS) + _PUNCTUATION + _TYPOGRAPHY
TO = "".join(LETTERS.values()) + " " * len(_PUNCTUATION + _TYPOGRAPHY)


def folded_sql(column: str) -> str:
    """Return the SQL for a folded column."""
    quoted = FROM.replace("'", "''")
    return f"translate({column}, '{quoted}', '{TO}')"
