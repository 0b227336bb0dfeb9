"""
A connection that tells the server for whom it asks, before the first query that is for somebody else.

Lazily, so that a request pays one round trip: when who is signed in is known. A connection that goes back to the pool
is made nobody's there, in a thread of the pool. What a transaction rolls back is told again.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from houvast.portal.guard import acting

_TELL_HOUSE = "SELECT set_config('role', 'none', false)"
_TELL_PERSON = "SELECT set_config('role', houvast_enter(%s), false)"


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, with the rows that who asks may reach."""

    def get_connection_params(self) -> dict[str, Any]:
        """Let the owner of the tables be the house from the first moment; no other role gains by it."""
        params: dict[str, Any] = super().get_connection_params()
        params["options"] = f"{params.get('options', '')} -c houvast.house=yes".strip()
        return params

    @property
    def pool(self) -> Any:
        """The pool, which makes every connection nobody's when it comes back."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if isinstance(options, dict):
            options.setdefault("reset", made_usual)
        return super().pool

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor on a connection that knows for whom it asks."""
        who = acting.now()
        if told_of(self.connection) != who:
            tell(self.connection, who)
        return super().create_cursor(name)

    def _rollback(self) -> None:
        _forget(self.connection)
        super()._rollback()  # type: ignore[misc]  # the stubs do not know it

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # the stubs do not know it
        _forget(self.connection)


def tell(connection: Any, who: acting.Acting) -> None:
    """Tell the server for whom the next queries are; one round trip."""
    with connection.cursor() as cursor:
        if who.house:
            cursor.execute(_TELL_HOUSE)
        else:
            cursor.execute(_TELL_PERSON, [who.person])
    connection.houvast_told = who


def told_of(connection: Any) -> acting.Acting | None:
    """Return for whom the server believes to be asked; None when that is not sure. A new connection is the house's."""
    told: acting.Acting | None = getattr(connection, "houvast_told", acting.HOUSE)
    return told


def made_usual(connection: Any) -> None:
    """Make a connection that goes back to the pool what this process usually is."""
    connection.autocommit = True
    tell(connection, acting.usually())


def _forget(connection: Any) -> None:
    """Let it be told again: a rollback also takes back what was told within the transaction."""
    if connection is not None:
        connection.houvast_told = None
