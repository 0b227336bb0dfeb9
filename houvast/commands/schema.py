"""`houvast schema`: the language of agreements as a JSON Schema, for editors."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from houvast.commands.screen import Screen
from houvast.sla.agreement.schema.keys import PAGES, read_reference
from houvast.sla.agreement.schema.whole import schema

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "reference", _PACKAGE.parent / "docs" / "reference")
"""Where the reference pages lie: inside an installed package; beside it in a clone."""


def run(_options: Namespace, screen: Screen) -> int:
    """Print the schema, which is a JSON document whether one was asked for or not."""
    folder = next((place for place in _PLACES if place.is_dir()), _PLACES[-1])
    reference = read_reference({page: (folder / page).read_text(encoding="utf-8") for page in PAGES})
    Screen(lang=screen.lang, as_json=True).show(schema(reference), ())
    return 0
