"""
The index under a table of words: a step of a migration.

The table is plain and portable; the database itself keeps the index beside it, in the same transaction, however a row
came there. SQLite: an FTS5 table over the columns, and triggers. PostgreSQL: a generated column and a GIN index.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from houvast.portal.search.folding import folded_sql

COLUMNS = ("title", "body", "internal", "labels", "scope")
WEIGHTS = {"title": "A", "body": "B", "internal": "C", "labels": "D"}
"""What PostgreSQL marks the words of a column with."""
VECTOR = "vector"
LANGUAGES = ("simple", "dutch", "english")


class WordIndex(Operation):
    """From here on, the words of this model's rows can be found."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str) -> None:
        self.model = model

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how to write this step in a migration file."""
        return type(self).__name__, [self.model], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are: only the database knows."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from: ProjectState, to_state: ProjectState
    ) -> None:
        """Add the index."""
        meta = to_state.apps.get_model(app_label, self.model)._meta
        made = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
        for statement in made(meta.db_table, str(meta.pk.column)):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, _to: ProjectState
    ) -> None:
        """Remove the index."""
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN {VECTOR}")
            return
        for deed in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_words_{deed}")
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}_words")

    def describe(self) -> str:
        """Return what this step does, in words."""
        return f"Index the words of {self.model}"


def _sqlite(table: str, key: str) -> list[str]:
    columns = ", ".join(COLUMNS)
    new, old = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("new", "old"))
    words = f"{table}_words"
    insert = f"INSERT INTO {words}(rowid, {columns}) VALUES (new.{key}, {new});"  # noqa: S608  # names of our own
    delete = f"INSERT INTO {words}({words}, rowid, {columns}) VALUES ('delete', old.{key}, {old});"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE {words} USING fts5({columns}, content='{table}', content_rowid='{key}', "
        "columnsize=0, tokenize='unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table} BEGIN {insert} END",
        f"CREATE TRIGGER {table}_words_delete AFTER DELETE ON {table} BEGIN {delete} END",
        f"CREATE TRIGGER {table}_words_update AFTER UPDATE ON {table} BEGIN {delete} {insert} END",
    ]


def _postgresql(table: str, _key: str) -> list[str]:
    words = [
        f"setweight(to_tsvector('{language}', {folded_sql(column)}), '{weight}')"
        for column, weight in WEIGHTS.items()
        for language in LANGUAGES
    ]
    scopes = "array_to_tsvector(array_remove(string_to_array(scope, ' '), ''))"
    made = " || ".join([*words, scopes])
    return [
        f"ALTER TABLE {table} ADD COLUMN {VECTOR} tsvector GENERATED ALWAYS AS ({made}) STORED",
        f"CREATE INDEX {table}_words ON {table} USING gin ({VECTOR}) WITH (fastupdate = off)",
    ]
