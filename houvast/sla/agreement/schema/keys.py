"""A kind of table of the agreement: its keys, what may stand at each, and where the reference describes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from houvast.sla.agreement.schema.shapes import Shape

AGREEMENT, AVAILABILITY, INDICATORS = "agreement.md", "availability.md", "indicators.md"
CREDITS, DUTIES, ESCALATION, OLA = "credits.md", "duties.md", "escalation.md", "ola.md"
PAGES = (AGREEMENT, AVAILABILITY, INDICATORS, CREDITS, DUTIES, ESCALATION, OLA)
"""The pages of docs/reference that describe the keys."""

MUST = "must be there"
"""What a page says of the default of a key that may not be left out."""

_ROW = re.compile(r"^\|(.+?)\|(.+)\|(.*)\|$")
_KEY = re.compile(r"`([a-z_-]+)`")
_ONE_WORD = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Row:
    """What a page says of a key: what it holds, and what holds without it."""

    holds: str
    default: str

    @property
    def description(self) -> str:
        """Both as one sentence, without marks."""
        said = f"{self.holds}. Default: {self.default}" if self.default and self.default != MUST else self.holds
        return _LINK.sub(r"\1", said).replace("`", "")

    @property
    def word(self) -> str | None:
        """The default where it is one word of the language."""
        match = _ONE_WORD.fullmatch(self.default)
        return match.group(1) if match else None


Reference = Mapping[tuple[str, str, str], Row]
"""Page, heading and key → its row."""


@dataclass(frozen=True, slots=True)
class Keys:
    """
    A kind of table.

    known     its keys, as its reader has them
    shapes    key → what may stand there
    page      which page describes it, under which of the `sections`
    need      keys that may not be left out
    more      what else must hold, as JSON Schema
    """

    known: tuple[str, ...]
    shapes: Mapping[str, Shape]
    page: str
    sections: tuple[str, ...]
    need: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def row(self, key: str, reference: Reference) -> Row | None:
        """Return what the reference says of a key."""
        found = (reference.get((self.page, section, key)) for section in self.sections)
        return next((row for row in found if row is not None), None)

    def schema(self, reference: Reference) -> dict[str, Any]:
        """Return the table as JSON Schema, with the words of the reference."""
        return {
            "type": "object",
            "properties": {key: self._property(key, shape, reference) for key, shape in self.shapes.items()},
            "additionalProperties": False,
            **({"required": list(self.need)} if self.need else {}),
            **self.more,
        }

    def _property(self, key: str, shape: Shape, reference: Reference) -> dict[str, Any]:
        row = self.row(key, reference)
        if row is None:
            return dict(shape)
        default = {} if row.word is None else {"default": int(row.word) if row.word.isdigit() else row.word}
        return {**shape, "description": row.description, **default}


def read_reference(pages: Mapping[str, str]) -> Reference:
    """
    Return the rows of all tables of keys.

    pages  name of a page → its Markdown
    """
    return {(page, *place): row for page, text in pages.items() for place, row in _rows(text)}


def _rows(text: str) -> Iterator[tuple[tuple[str, str], Row]]:
    heading = ""
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
        elif match := _ROW.match(line):
            keys, holds, default = (cell.strip() for cell in match.groups())
            for key in _KEY.findall(keys):
                yield (heading, key), Row(holds, default)
