"""Two texts of equal meaning give equal agreements; reading, writing and reading again changes nothing."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from ruamel.yaml import YAML

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.reading import read
from houvast.sla.calendar import Calendar
from tests.sla.agreement.texts import EXAMPLES, ROOT

TEXTS = [*EXAMPLES, *sorted((ROOT / "examples" / "agreements").glob("*/*.yaml"))]


def rewritten(text: str) -> str:
    """The same agreement in another hand: every table and list over lines of its own, words in quotes where needed."""
    tree = YAML(typ="base", pure=True).load(text)
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.width = 10_000
    writer.sort_base_mapping_type_on_output = False
    written = io.StringIO()
    writer.dump(tree, written)
    return written.getvalue()


def meaning(agreement: Agreement) -> str:
    """An agreement in words of Python, without what differs between two texts of it."""
    calendars = {name: _calendar(each) for name, each in agreement.calendars.items()}
    return repr(replace(agreement, text="", sha256="", places={}, calendars=calendars))


def _calendar(calendar: Calendar) -> tuple:
    return calendar.zone, calendar.hours, calendar.dates, calendar.monthly, calendar.on_holidays, calendar.holidays


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_same_agreement_in_another_hand(path):
    text = path.read_text(encoding="utf-8")
    again = rewritten(text)
    assert again != text
    assert meaning(read(again)) == meaning(read(text))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_is_stored_is_what_was_written(path):
    text = path.read_text(encoding="utf-8")
    first = read(text)
    second = read(first.text)
    assert first.text == text
    assert (second.sha256, second.places) == (first.sha256, first.places)
    assert meaning(second) == meaning(first)
