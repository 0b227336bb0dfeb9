"""
Steps of a migration: from here on PostgreSQL itself keeps the rows of a table from who may not have them.

Every table with rows of a customer takes one, in the migration that makes it: `Guarded("Model")`. SQLite passes it by.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

WEB = "houvast_web"
"""The role of everybody but the provider's people: sees the rows that the conditions let through."""
DESK = "houvast_desk"
"""The role of the provider's people, who serve every customer."""

REPORTED_BY_THEM = "reported_by_id = houvast_person()"


def of_customer(*, column: str = "organisation_id", grant: str = "see_tickets") -> str:
    """
    Say: rows of the customers towards which who asks has a grant.

    grant  see_tickets (everybody of a customer), see_all_tickets, see_agreement, see_documents or see_invoices
    """
    return f"{{table}}.{column} = ANY (houvast_customers('{grant}'))"


def about_ticket(*, column: str = "ticket_id") -> str:
    """Say: rows of a customer about tickets that who asks may read, be it only those they reported."""
    tickets = f"tickets_ticket of WHERE of.id = {{table}}.{column} AND of.{REPORTED_BY_THEM}"
    own = f"EXISTS (SELECT 1 FROM {tickets})"  # noqa: S608  # names of our own columns
    return f"{of_customer()} AND ({of_customer(grant='see_all_tickets')} OR {own})"


def with_row_of(parent: str, *, column: str, key: str = "id") -> str:
    """Say: rows that belong to a row of the table `parent` which who asks may reach."""
    return f"EXISTS (SELECT 1 FROM {parent} of WHERE of.{key} = {{table}}.{column})"  # noqa: S608  # names of our own columns


class Guarded(Operation):
    """
    A step of a migration: rows of this model are kept from who may not have them.

    model   its name; with the app before it (`tickets.Ticket`) when it is another app's
    reads   a condition in SQL, of those above; `{table}` is the table
    writes  the same for INSERT, UPDATE and DELETE, where that is narrower
    The owner of the tables reaches the rows while it says that it is the house, the provider's people always.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str, reads: str = "", writes: str = "") -> None:
        self.model, self.reads, self.writes = model, reads or of_customer(), writes

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how to write this step in a migration file."""
        return type(self).__name__, [self.model, self.reads, self.writes], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are: only the database knows."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, _from: ProjectState, to_state: ProjectState
    ) -> None:
        """Switch the rules on, for the owner too."""
        if schema_editor.connection.vendor != "postgresql":
            return
        table = self._table(app_label, to_state)
        reads = self.reads.replace("{table}", table)
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        for policy in self._policies(table, reads):
            schema_editor.execute(policy, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, _to: ProjectState
    ) -> None:
        """Switch them off."""
        if schema_editor.connection.vendor != "postgresql":
            return
        table = self._table(app_label, from_state)
        for name in ("house", "desk", "reader", "reader_adds", "reader_changes", "reader_deletes"):
            schema_editor.execute(f"DROP POLICY IF EXISTS {name} ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        """Return what this step does, in words."""
        return f"Keep rows of {self.model} from who may not have them"

    def model_of(self, app_label: str) -> tuple[str, str]:
        """Return app and name of the model, both in lower case."""
        app, _, name = self.model.lower().rpartition(".")
        return app or app_label, name

    def _table(self, app_label: str, state: ProjectState) -> str:
        table: str = state.apps.get_model(*self.model_of(app_label))._meta.db_table
        return table

    def _policies(self, table: str, reads: str) -> list[str]:
        """Return the policies: one row of conditions for each role. A plain TRUE costs the desk no index."""
        house = "(current_setting('houvast.house', true) = 'yes')"
        made = [
            f"CREATE POLICY house ON {table} TO CURRENT_USER USING {house} WITH CHECK {house}",
            f"CREATE POLICY desk ON {table} TO {DESK} USING (true) WITH CHECK (true)",
        ]
        if not self.writes:
            return [*made, f"CREATE POLICY reader ON {table} TO {WEB} USING ({reads}) WITH CHECK ({reads})"]
        writes = self.writes.replace("{table}", table)
        return [
            *made,
            f"CREATE POLICY reader ON {table} FOR SELECT TO {WEB} USING ({reads})",
            f"CREATE POLICY reader_adds ON {table} FOR INSERT TO {WEB} WITH CHECK ({writes})",
            f"CREATE POLICY reader_changes ON {table} FOR UPDATE TO {WEB} USING ({writes}) WITH CHECK ({writes})",
            f"CREATE POLICY reader_deletes ON {table} FOR DELETE TO {WEB} USING ({writes})",
        ]


class AnswersWhoAsks(Operation):
    """
    A step of a migration: the roles that the portal's pages work as, and the functions that the rules ask.

    Makes the roles where the owner may; else they must be there, and the owner a member (docs/guides/postgresql.md).
    """

    reversible = True
    reduces_to_sql = True

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how to write this step in a migration file."""
        return type(self).__name__, [], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are."""

    def database_forwards(
        self, _app: str, schema_editor: BaseDatabaseSchemaEditor, _from: ProjectState, _to: ProjectState
    ) -> None:
        """Make the roles and functions."""
        if schema_editor.connection.vendor != "postgresql":
            return
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT quote_ident(current_schema()), current_setting('server_version_num')::int >= 160000")
            schema, can_choose = cursor.fetchone() or ("public", False)
        for role in (WEB, DESK):
            # From 16 on the owner may take the role without having its rows all the time.
            inherit = "WITH INHERIT FALSE, SET TRUE" if can_choose else ""
            schema_editor.execute(_ROLE.format(role=role, inherit=inherit, schema=schema), params=None)
        for function in (_ENTER, _PERSON, _CUSTOMERS):
            schema_editor.execute(function.replace("{schema}", schema), params=None)

    def database_backwards(
        self, _app: str, schema_editor: BaseDatabaseSchemaEditor, _from: ProjectState, _to: ProjectState
    ) -> None:
        """Remove the functions; the roles may serve another database of the same server."""
        if schema_editor.connection.vendor == "postgresql":
            for function in ("houvast_enter(bigint)", "houvast_person()", "houvast_customers(text)"):
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}")

    def describe(self) -> str:
        """Return what this step does, in words."""
        return "Let PostgreSQL know who asks"


_ROLE = """
DO $$
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
      CREATE ROLE {role} NOLOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;  -- another database of this server was migrated at the same moment
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION '% may not make the role {role}; see docs/guides/postgresql.md', current_user;
  END;
  IF NOT pg_has_role(current_user, '{role}', 'MEMBER') THEN
    BEGIN
      EXECUTE format('GRANT {role} TO %I {inherit}', current_user);
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE EXCEPTION '% is no member of the role {role}; see docs/guides/postgresql.md', current_user;
    END;
  END IF;
  GRANT USAGE ON SCHEMA {schema} TO {role};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
  ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
  ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role};
END $$
"""

# The rule of accounts/access.py: a role counts only in an organisation of its own kind; what a customer's people read
# is narrowed by what their membership grants. tests/portal/guard compares the two.
_ENTER = """
CREATE OR REPLACE FUNCTION houvast_enter(who bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
  held record;
BEGIN
  PERFORM set_config('houvast.house', 'yes', true);  -- counts for the owner, as whom this reads, and for nobody else
  SELECT coalesce(bool_or(o.kind = 'provider'
           AND m.role IN ('agent', 'service-manager', 'operator', 'auditor')), false) AS serves,
         coalesce(array_agg(o.id) FILTER (WHERE theirs.so), '{}')::text AS see_tickets,
         coalesce(array_agg(o.id) FILTER (WHERE theirs.so AND m.reads_tickets = 'all'), '{}')::text AS see_all_tickets,
         coalesce(array_agg(o.id) FILTER (WHERE theirs.so AND m.reads_agreements), '{}')::text AS see_agreement,
         coalesce(array_agg(o.id) FILTER (WHERE theirs.so AND m.reads_documents), '{}')::text AS see_documents,
         coalesce(array_agg(o.id) FILTER (WHERE theirs.so AND m.reads_invoices), '{}')::text AS see_invoices
    INTO held
    FROM accounts_membership m
    JOIN accounts_person p ON p.id = m.person_id AND p.is_active
    JOIN accounts_organisation o ON o.id = m.organisation_id
    CROSS JOIN LATERAL (SELECT o.kind = 'customer'
      AND m.role IN ('customer-contact', 'customer-owner', 'customer-administrator') AS so) theirs
   WHERE m.person_id = who;
  PERFORM set_config('houvast.person', coalesce(who::text, ''), false),
          set_config('houvast.see_tickets', held.see_tickets, false),
          set_config('houvast.see_all_tickets', held.see_all_tickets, false),
          set_config('houvast.see_agreement', held.see_agreement, false),
          set_config('houvast.see_documents', held.see_documents, false),
          set_config('houvast.see_invoices', held.see_invoices, false);
  RETURN CASE WHEN held.serves THEN 'houvast_desk' ELSE 'houvast_web' END;
END $$
"""

# What was never told, or taken back, reads as nothing or as an empty text: nobody, and no customer.
_PERSON = """
CREATE OR REPLACE FUNCTION houvast_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('houvast.person', true), '')::bigint
$$
"""
_CUSTOMERS = """
CREATE OR REPLACE FUNCTION houvast_customers(what text) RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('houvast.' || what, true), ''), '{}')::bigint[]
$$
"""
