"""The endings of file names that say a format."""

from __future__ import annotations

from pathlib import Path

TABLES = (".csv", ".csv.gz", ".parquet")
"""Endings of tables that can be written."""


class UnknownEnding(ValueError):
    """The name of an output does not say a format; `known` are the endings that do."""

    def __init__(self, path: Path, known: tuple[str, ...]) -> None:
        super().__init__(f"{path}: the name must end in {', '.join(known)}")
        self.path, self.known = path, known


def ending(path: Path, known: tuple[str, ...]) -> str:
    """Return the ending that says the format of a file to write; raise UnknownEnding for any other."""
    found = [end for end in known if path.name.lower().endswith(end)]
    if not found:
        raise UnknownEnding(path, known)
    return max(found, key=len)
