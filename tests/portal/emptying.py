"""
Lets tests that commit empty the database afterwards, although facts cannot be deleted.

PostgreSQL empties by TRUNCATE, which the triggers leave alone; SQLite by DELETE, which they refuse. Only here, in
the tests, they are taken away for that moment and put back as they were.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper

DatabaseOperations = DatabaseWrapper.ops_class
_flush = DatabaseOperations.execute_sql_flush


def allow() -> None:
    """Let Django's flush through from now on; calling it twice changes nothing."""
    DatabaseOperations.execute_sql_flush = _flush_without_triggers


def _flush_without_triggers(operations: Any, statements: Any) -> None:
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%insert_only%'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        try:
            _flush(operations, statements)
        finally:
            for _, sql in triggers:
                cursor.execute(sql)
