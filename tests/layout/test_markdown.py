"""Markdown: the whole contract to the letter, and nothing that an agreement says becomes markup."""

import os
import re

import pytest

from houvast.layout.markdown import markdown, paragraph, text
from tests.layout.conftest import HERE
from tests.layout.hostile import HOSTILE, agreement

GOLDEN = HERE / "golden"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_contract(contract, lang):
    found, picture = markdown(contract(lang=lang)), GOLDEN / f"contract.{lang}.md"
    if os.environ.get("HOUVAST_GOLDEN") == "write":
        picture.write_text(found, encoding="utf-8")
    assert found == picture.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("Kantoortijden: 09:00–17:00.", "Kantoortijden: 09:00–17:00."),
        ("*bold* and _italic_", r"\*bold\* and \_italic\_"),
        ("[a](b) `c` <d> &amp;", r"\[a\](b) \`c\` \<d\> \&amp;"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("a - b", "a - b"),
        ("12. item", r"12\. item"),
        ("99.9 %", "99.9 %"),
        ("a | b", r"a \| b"),
        ("one\n\n# two", r"one \# two"),
        ("a\\b", r"a\\b"),
    ],
)
def test_what_would_be_markup_is_escaped(words, escaped):
    assert paragraph(words) == escaped


def test_every_mark_in_a_hostile_agreement_is_escaped(contract):
    found = markdown(contract(agreement()))
    assert text(HOSTILE) in found
    without_headings = re.sub(r"^#+ ", "", found, flags=re.MULTILINE)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`<>#~&$!\[\]]", without_headings)


def test_tables_have_as_many_cells_in_each_row(contract):
    for made in (contract(), contract(agreement())):
        rows = re.findall(r"(?:^\|.*\|\n)+", markdown(made), re.MULTILINE)
        assert rows
        for table in rows:
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1
