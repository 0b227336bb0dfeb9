from django.db import migrations

from houvast.portal.guard.operations import Guarded, of_customer

PROVIDER = "(SELECT of.id FROM accounts_organisation of WHERE of.kind = 'provider')"
FOR_ALL = f"({{table}}.organisation_id IN {PROVIDER} AND cardinality(houvast_customers('see_documents')) > 0)"
READS = f"{of_customer(grant='see_documents')} OR {FOR_ALL}"
NOTHING = "false"

FILES = """
CREATE POLICY reader_of_documents ON files_storedfile FOR SELECT TO houvast_web
USING (EXISTS (SELECT 1 FROM documents_documentversion of WHERE of.file_id = files_storedfile.key))
"""


def let_files_be_read(_apps, schema_editor):
    """A file of a document for every customer belongs to the provider; who reads the document reads it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FILES, params=None)


def take_back(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP POLICY IF EXISTS reader_of_documents ON files_storedfile")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents"), ("guard", "0001_rows_of_customers")]

    operations = [
        Guarded("Document", READS, NOTHING),
        Guarded("DocumentVersion", READS, NOTHING),
        Guarded("Publication", READS, NOTHING),
        Guarded("Receipt", of_customer(grant="see_documents")),
        migrations.RunPython(let_files_be_read, take_back),
    ]
