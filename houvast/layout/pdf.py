"""
An agreement as PDF, typeset by Typst.

What it says goes in as data (`typesetting.py`).
"""

from __future__ import annotations

from typing import Any

from houvast.layout.contract import Contract
from houvast.layout.tables import Table, tables
from houvast.layout.typesetting import typeset
from houvast.sla.agreement.words.document import Clause
from houvast.sla.agreement.words.phrases import say, unbroken


def pdf(contract: Contract) -> bytes:
    """Return the agreement as PDF/A-2b; see `typeset`."""
    return typeset("contract.typ", "contract", _values(contract))


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
