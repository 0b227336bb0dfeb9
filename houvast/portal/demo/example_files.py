"""Where the files lie that the demo is made from: agreements, and the incident log."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]
_PLACES = (_PACKAGE / "examples", _PACKAGE.parent / "examples")
"""Inside an installed package; beside it in a clone."""


class ExampleMissing(FileNotFoundError):
    """A file that the demo is made from is not here; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"examples/{name} is not here: the demo is loaded from a clone of the repository")
        self.name = name


def example(name: str) -> Path:
    """Return the path of a file of the examples, named from their folder; raise ExampleMissing."""
    for place in _PLACES:
        if (place / name).is_file():
            return place / name
    raise ExampleMissing(name)
