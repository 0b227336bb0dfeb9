"""
An agreement as PDF, typeset by Typst.

What the agreement says goes in as data, never as source, so nothing in it can become markup; and the only file that
Typst may read is our own. Equal agreements give equal bytes.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import typst

from houvast.layout.contract import Contract
from houvast.layout.tables import Table, tables
from houvast.sla.agreement.words.document import Clause
from houvast.sla.agreement.words.phrases import say, unbroken

_SOURCE = Path(__file__).with_name("contract.typ")
_ATTEMPTS: tuple[tuple[bool, list[Any]], ...] = ((False, ["a-2b"]), (True, ["a-2b"]), (True, []))
"""Whether the machine's own fonts may help, and which standards to keep, in the order in which they are tried."""


def pdf(contract: Contract) -> bytes:
    """
    Return the agreement as PDF/A-2b.

    A character that the fonts of Typst lack is looked for in those of the machine; where these lack it as well, a mark
    stands in its place and the file is a plain PDF, for an archive wants to see every character.
    Raises typst.TypstError where it cannot be typeset at all, which is a fault of ours.
    """
    inputs = {"contract": json.dumps(_values(contract), ensure_ascii=False)}
    *attempts, last = _ATTEMPTS
    for with_machine, standards in attempts:
        with suppress(typst.TypstError):
            return _compiled(inputs, standards, with_machine=with_machine)
    with_machine, standards = last
    return _compiled(inputs, standards, with_machine=with_machine)


def _compiled(inputs: dict[str, str], standards: list[Any], *, with_machine: bool) -> bytes:
    source = _SOURCE.read_bytes()
    made = _compiler(with_machine).compile(source, format="pdf", sys_inputs=inputs, pdf_standards=standards)
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@cache
def _compiler(with_machine: bool) -> typst.Compiler:
    """Return a compiler that has read its fonts, made once; it finds no packages, and no file but our own."""
    nowhere = _SOURCE.parent / "no-packages"
    return typst.Compiler(
        root=_SOURCE.parent,
        ignore_system_fonts=not with_machine,
        package_path=nowhere,
        package_cache_path=nowhere,
    )


def _values(contract: Contract) -> dict[str, Any]:
    document = contract.document
    return {
        "lang": document.lang,
        "name": document.name,
        "kind": document.kind,
        "title": document.title,
        "contents": say(document.lang, nl="Inhoud", en="Contents"),
        "of": say(document.lang, nl="van", en="of"),
        "origin": contract.origin,
        "dated": {"year": contract.dated.year, "month": contract.dated.month, "day": contract.dated.day},
        "facts": contract.facts,
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "clauses": [_clause(clause, document.lang) for clause in section.clauses],
            }
            for section in document.sections
        ],
    }


def _clause(clause: Clause, lang: str) -> dict[str, Any]:
    return {
        "number": clause.number,
        "title": clause.title,
        "sentences": [unbroken(sentence) for sentence in clause.sentences],
        "tables": [_table(table, clause) for table in tables(clause, lang)],
    }


def _table(table: Table, clause: Clause) -> dict[str, Any]:
    return {
        "caption": "" if table.caption == clause.title else table.caption,
        "heads": table.heads,
        "rows": [[{"text": unbroken(cell.text), "note": unbroken(cell.note)} for cell in row] for row in table.rows],
    }
