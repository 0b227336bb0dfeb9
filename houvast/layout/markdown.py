"""An agreement as Markdown (CommonMark with tables), in which nothing that it says can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from houvast.layout.contract import Contract
from houvast.layout.tables import Table, tables
from houvast.sla.agreement.words.document import Cell, Clause

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_AT_THE_START = re.compile(r"^(\d*)([.)](?=\s|$)|[-+=])")
"""What begins a list or underlines a heading, at the start of a line."""


def markdown(contract: Contract) -> str:
    """Return the agreement as Markdown; it ends with a line break."""
    return "\n\n".join(_blocks(contract)) + "\n"


def text(words: str) -> str:
    """Return words so that Markdown shows them as they are, within a line."""
    return _MARKS.sub(r"\\\1", " ".join(words.split()))


def paragraph(words: str) -> str:
    """Return words so that Markdown shows them as they are, on a line of their own."""
    return _AT_THE_START.sub(r"\1\\\2", text(words))


def _blocks(contract: Contract) -> Iterator[str]:
    document = contract.document
    yield f"# {text(document.title)}"
    yield paragraph(f"{document.kind} · {document.name}")
    yield "\n".join(f"- **{text(label)}:** {text(value)}" for label, value in contract.facts)
    for section in document.sections:
        yield f"## {section.number} {text(section.title)}"
        for clause in section.clauses:
            yield from _clause(clause, document.lang)
    yield "---"
    yield paragraph(contract.origin)


def _clause(clause: Clause, lang: str) -> Iterator[str]:
    yield f"### {clause.number} {text(clause.title)}"
    yield from (paragraph(sentence) for sentence in clause.sentences)
    for table in tables(clause, lang):
        if table.caption != clause.title:
            yield f"*{text(table.caption)}*"
        yield _table(table)


def _table(table: Table) -> str:
    rows = [[text(head) for head in table.heads], ["---"] * len(table.heads)]
    rows += [[_cell(cell) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: Cell) -> str:
    return text(cell.text) + (f" ({text(cell.note)})" if cell.note else "")
