"""Every code has a sentence in both languages, and every sentence is used."""

from __future__ import annotations

import re
import string
from collections import Counter
from pathlib import Path

import pytest

import houvast.sla.agreement as language
from houvast.sla.agreement.messages.whole import MESSAGES

SOURCE = "".join(
    path.read_text(encoding="utf-8")
    for path in Path(language.__file__).parents[1].rglob("*.py")
    if path.parent.name != "messages"
)


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_say_the_same_values(code):
    english, dutch = MESSAGES[code]
    assert _values(english) == _values(dutch)
    assert english != dutch or not re.search(r"[a-z]{4}", english)
    assert "  " not in english + dutch


@pytest.mark.parametrize("code", MESSAGES)
def test_no_message_without_a_finding(code):
    assert f'"{code}"' in SOURCE or code.startswith("event-cannot-")


def test_no_code_has_two_sentences():
    """The tables are put together; of two sentences for one code the earlier would never be said."""
    written = [path.read_text(encoding="utf-8") for path in (Path(language.__file__).parent / "messages").glob("*.py")]
    codes = [code for text in written for code in re.findall(r'^    "([a-z0-9-]+)": \(', text, re.MULTILINE)]
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def _values(sentence: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(sentence) if name}
