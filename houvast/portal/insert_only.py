"""Facts are never changed: the database itself refuses UPDATE and DELETE on their tables."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_FUNCTION = """
CREATE OR REPLACE FUNCTION houvast_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


class InsertOnly(Operation):
    """
    A step of a migration: from here on, rows of this model can be added and read, nothing else.

    SQLite drops triggers when a later migration alters the table; such a migration repeats this step.
    """

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
        """Add the triggers."""
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_FUNCTION, params=None)  # None: the % is PL/pgSQL's own
            schema_editor.execute(
                f"CREATE OR REPLACE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION houvast_insert_only()"
            )
            return
        for deed in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_insert_only_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
            )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, _to: ProjectState
    ) -> None:
        """Remove the triggers."""
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_insert_only ON {table}")
            return
        for deed in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_insert_only_{deed}")

    def describe(self) -> str:
        """Return what this step does, in words."""
        return f"Refuse UPDATE and DELETE on {self.model}"
