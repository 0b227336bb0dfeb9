"""An agreement as one page of HTML that needs nothing else: readable on paper, in the dark and by ear."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from houvast.layout.contract import Contract
from houvast.layout.tables import Table, tables
from houvast.sla.agreement.words.document import Cell, Clause, Section
from houvast.sla.agreement.words.phrases import say, unbroken

_STYLE = Path(__file__).with_name("page.css")
_NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(contract: Contract) -> str:
    """Return the agreement as a page of HTML, everything that it says escaped."""
    return "\n".join(_lines(contract)) + "\n"


def _lines(contract: Contract) -> Iterator[str]:
    document = contract.document
    yield "<!doctype html>"
    yield f'<html lang="{escape(document.lang)}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FROM_ELSEWHERE}">'
    yield f"<title>{escape(document.title)}</title>"
    yield f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style></head>"
    yield "<body>"
    yield f"<header><p>{escape(document.kind)} · {escape(document.name)}</p><h1>{escape(document.title)}</h1>"
    facts = [f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in contract.facts]
    yield f"<dl>{''.join(facts)}</dl></header>"
    yield _contents(document.sections, document.lang)
    yield "<main>"
    for section in document.sections:
        yield from _section(section, document.lang)
    yield f"</main>\n<footer><p>{escape(contract.origin)}</p></footer>\n</body>\n</html>"


def _contents(sections: tuple[Section, ...], lang: str) -> str:
    title = say(lang, nl="Inhoud", en="Contents")
    links = [
        f'<li><a href="#{each.anchor}"><span>{each.number}</span> {escape(each.title)}</a></li>' for each in sections
    ]
    return f'<nav aria-labelledby="contents"><h2 id="contents">{title}</h2><ul>{"".join(links)}</ul></nav>'


def _section(section: Section, lang: str) -> Iterator[str]:
    yield f'<section id="{section.anchor}" aria-labelledby="{section.anchor}-head">'
    yield f'<h2 id="{section.anchor}-head"><span>{section.number}</span> {escape(section.title)}</h2>'
    for clause in section.clauses:
        yield from _clause(clause, lang)
    yield "</section>"


def _clause(clause: Clause, lang: str) -> Iterator[str]:
    yield f'<div class="clause" id="{clause.anchor}">'
    yield f"<h3><span>{clause.number}</span> {escape(clause.title)}</h3>"
    yield from (f"<p>{escape(unbroken(sentence))}</p>" for sentence in clause.sentences)
    for table in tables(clause, lang):
        yield from _table(table, is_named=table.caption == clause.title)
    yield "</div>"


def _table(table: Table, *, is_named: bool) -> Iterator[str]:
    """Yield a table; its caption is for the ear alone where the heading above it says the same."""
    # A wide table scrolls by itself; whoever has no mouse must be able to reach it.
    caption, unseen = escape(table.caption), ' class="unseen"' if is_named else ""
    yield f'<div class="wide" role="region" aria-label="{caption}" tabindex="0"><table>'
    yield f"<caption{unseen}>{caption}</caption>"
    heads = [f'<th scope="col">{escape(head)}</th>' for head in table.heads]
    yield f"<thead><tr>{''.join(heads)}</tr></thead><tbody>"
    for head, *cells in table.rows:
        shown = "".join(f"<td>{_cell(cell)}</td>" for cell in cells)
        yield f'<tr><th scope="row">{_cell(head)}</th>{shown}</tr>'
    yield "</tbody></table></div>"


def _cell(cell: Cell) -> str:
    return escape(unbroken(cell.text)) + (f" <small>{escape(unbroken(cell.note))}</small>" if cell.note else "")
