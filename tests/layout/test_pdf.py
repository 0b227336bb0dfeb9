"""PDF: opens, is made for an archive, is the same each time, and takes every word as data."""

import json
import re
from pathlib import Path

import pytest
import typst

from houvast.layout import pdf as module
from houvast.layout import typesetting
from houvast.layout.pdf import pdf
from tests.layout.conftest import FULL
from tests.layout.hostile import HOSTILE, agreement

A_2B = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"


def pages(made):
    return int(re.search(rb"/Type/Pages/Count (\d+)", made)[1])


def texts(value):
    """Every piece of text that Typst lays out, whole: markup would have taken it apart."""
    if isinstance(value, dict):
        yield from [value["text"]] if value.get("func") == "text" and isinstance(value.get("text"), str) else []
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts(each)


def laid_out(contract, selector):
    inputs = {"contract": json.dumps(module._values(contract))}
    source = Path(typesetting.__file__).with_name("contract.typ")
    return list(texts(json.loads(typst.query(source, selector, root=source.parent, sys_inputs=inputs))))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_is_a_pdf_for_an_archive(contract, lang):
    made = pdf(contract(lang=lang))
    assert made.startswith(b"%PDF-1.7")
    assert made.rstrip().endswith(b"%%EOF")
    assert A_2B in made
    assert b"/StructTreeRoot" in made  # tagged, for who reads it by ear
    assert f"<rdf:li>{lang}</rdf:li>".encode() in made
    assert 3 <= pages(made) <= 15


def test_equal_agreements_give_equal_bytes(contract):
    assert pdf(contract()) == pdf(contract())


def test_it_is_dated_on_the_first_day_of_the_agreement(contract):
    assert b"/CreationDate(D:20260101000000Z)" in pdf(contract())


def test_every_clause_is_in_it(contract):
    made = contract()
    headings = laid_out(made, "heading")
    for section in made.document.sections:
        assert {str(section.number), section.title} <= {*headings}
        assert {part for clause in section.clauses for part in (clause.number, clause.title)} <= {*headings}
    sentences = {
        sentence for section in made.document.sections for each in section.clauses for sentence in each.sentences
    }
    assert sentences <= {each.replace("\N{NO-BREAK SPACE}", " ") for each in laid_out(made, "par")}


def test_hostile_words_stay_words(contract):
    made = contract(agreement())
    assert pdf(made).startswith(b"%PDF")
    headings = laid_out(made, "heading")
    assert HOSTILE in headings
    assert not any("root:" in each for each in headings + laid_out(made, "par"))


def test_typst_reads_no_other_file(tmp_path):
    with pytest.raises(typst.TypstError):
        typesetting._compiler(False).compile(b'#read("/etc/passwd")', format="pdf")
    with pytest.raises(typst.TypstError):
        typesetting._compiler(False).compile(b'#read("../files/writing.py")', format="pdf")
    with pytest.raises(typst.TypstError):
        typesetting._compiler(False).compile(b'#import "@preview/cetz:0.3.0"', format="pdf")


def test_a_character_that_no_font_has_is_no_reason_to_refuse(contract):
    made = pdf(contract(FULL.replace("Te late tickets", "Te late tickets \U0001f9ff \U00012345")))
    assert made.startswith(b"%PDF")
    assert pages(made) >= 3
