"""
A question as a condition of the database: `rows.filter(Matching("pk", asked, …))`.

Only words of letters and digits get here (`words`), each between quotes of the language of the index, so that nothing
that somebody types is an operator.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F
from django.db.models.expressions import Combinable, Func
from django.db.models.sql.compiler import SQLCompiler

from houvast.portal.search.indexing import COLUMNS, LANGUAGES, VECTOR, WEIGHTS
from houvast.portal.search.words import Asked, Term

Sql = tuple[str, tuple[Any, ...]]


class Matching(Func):
    """
    Whether a row of words answers a question.

    key      the primary key of the rows
    columns  where to look: of COLUMNS, without the scope
    scopes   marks of which the row must hold one; none where the reader's question is not narrowed
    any_of   whether one of the terms is enough
    """

    conditional = True

    def __init__(
        self,
        key: str | Combinable,
        asked: Asked,
        *,
        columns: Sequence[str],
        scopes: Sequence[str] = (),
        any_of: bool = False,
        table: str = "",
    ) -> None:
        super().__init__(F(key) if isinstance(key, str) else key, output_field=BooleanField())
        self.asked, self.columns, self.scopes, self.any_of, self.table = asked, columns, scopes, any_of, table

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any) -> Sql:
        """Return the condition for FTS5."""
        key, _none = compiler.compile(self.source_expressions[0])
        words = f"{self.table}_words"
        question = _fts5(self.asked, self.columns, self.scopes, any_of=self.any_of)
        return f"{key} IN (SELECT rowid FROM {words} WHERE {words} MATCH %s)", (question,)  # noqa: S608

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any) -> Sql:
        """Return the condition for a tsvector."""
        key, _none = compiler.compile(self.source_expressions[0])
        question, params = _tsquery(self.asked, self.columns, self.scopes, any_of=self.any_of)
        return f'{key.rpartition(".")[0]}."{VECTOR}" @@ ({question})', params


def _fts5(asked: Asked, columns: Sequence[str], scopes: Sequence[str], *, any_of: bool) -> str:
    joint = " OR " if any_of else " AND "
    assert set(columns) < set(COLUMNS)  # noqa: S101  # names of columns stand outside the quotes
    question = f"{{{' '.join(columns)}}} : ({joint.join(map(_fts5_term, asked.wanted))})"
    if asked.unwanted:
        question = f"({question}) NOT ({{{' '.join(columns)}}} : ({' OR '.join(map(_fts5_term, asked.unwanted))}))"
    if scopes:
        question = f"(scope : ({' OR '.join(_fts5_quoted(scope) for scope in scopes)})) AND ({question})"
    return question


def _fts5_term(term: Term) -> str:
    quoted = _fts5_quoted(" ".join(term.words))
    return quoted if term.exact else f"{quoted} *"


def _fts5_quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _tsquery(asked: Asked, columns: Sequence[str], scopes: Sequence[str], *, any_of: bool) -> Sql:
    weights = "".join(WEIGHTS[column] for column in columns)
    wanted = [_ts_term(term, weights) for term in asked.wanted]
    joined = _joined(wanted, " || " if any_of else " && ")
    without = [_ts_term(term, weights) for term in asked.unwanted]
    parts = [joined, *((f"!!({sql})", params) for sql, params in without)]
    if scopes:
        parts.append(("%s::tsquery", (" | ".join(_ts_quoted(scope) for scope in scopes),)))
    return _joined(parts, " && ")


def _ts_term(term: Term, weights: str) -> Sql:
    """Return a term: exactly, or in any of the languages, the last word also as a beginning."""
    if term.exact:
        return "to_tsquery('simple', %s)", (_in_order(term.words, f":{weights}"),)
    begun = _in_order(term.words[:-1], f":{weights}"), f"{_ts_quoted(term.words[-1])}:*{weights}"
    beginning = " <-> ".join(filter(None, begun))
    whole = _in_order(term.words, f":{weights}")
    stems = [f"to_tsquery('{language}', %s)" for language in LANGUAGES if language != "simple"]
    return f"(to_tsquery('simple', %s) || {' || '.join(stems)})", (beginning, *[whole] * len(stems))


def _in_order(words: Sequence[str], mark: str) -> str:
    return " <-> ".join(f"{_ts_quoted(word)}{mark}" for word in words)


def _ts_quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _joined(parts: Sequence[Sql], joint: str) -> Sql:
    sql = joint.join(f"({sql})" for sql, _params in parts)
    return sql, tuple(param for _sql, params in parts for param in params)
