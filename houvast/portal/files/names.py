"""What a file is called when it is shown and saved: one line, no path, nothing that a system reads otherwise."""

from __future__ import annotations

import unicodedata

LONGEST = 120
_RESERVED = frozenset('\\/:*?"<>|')
UNNAMED = "file"


def safe_name(given: str) -> str:
    """Return the last part of a name without what a path, a header or a right-to-left mark could hide."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    kept = (char for char in unicodedata.normalize("NFC", last) if _is_plain(char))
    name = " ".join("".join(kept).split()).strip(". ")
    return _shortened(name) or UNNAMED


def _is_plain(char: str) -> bool:
    return char not in _RESERVED and unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def _shortened(name: str) -> str:
    """Return a name that fits, with its ending kept."""
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST or not dot or len(ending) > 10:
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
