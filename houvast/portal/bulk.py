"""
Many rows in one statement, the same way on both databases.

The rows travel as one JSON parameter, which both databases unpack: no limit on parameters, no statement text
that grows with the rows, and a conflict can be passed over while the rows that were new are reported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from django.db import connection, models

Values = tuple[Any, ...]
"""One row: a value for each of the columns named."""

AT_ONCE = 5000
"""Rows in one statement."""


def insert(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Values], *, unless: Sequence[str] = ()
) -> list[tuple[Any, Values]]:
    """
    Insert rows; return those that are new, each with its key, in their order where no row was passed over.

    names   the columns that the rows hold (`ticket_id`, not `ticket`); other fields take their default
    unless  columns of a unique constraint: a row that has a twin there is passed over, not an error
    """
    new: list[tuple[Any, Values]] = []
    for start in range(0, len(rows), AT_ONCE):
        new += _insert(model, names, rows[start : start + AT_ONCE], unless)
    return new


def update(model: type[models.Model], name: str, values: Mapping[int, Any]) -> None:
    """Set one field of many rows, each to its own value, by their keys."""
    if not values:
        return
    quoted = connection.ops.quote_name
    table, field, key = quoted(model._meta.db_table), _field(model, name), _key(model)
    statement = (
        f"UPDATE {table} SET {_column(field)} = {_unpacked(field, 1)} "  # noqa: S608  # names of our own columns
        f"FROM {_elements()} WHERE {table}.{_column(key)} = {_unpacked(key, 0)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_json(list(values.items()))])


def _insert(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Values], unless: Sequence[str]
) -> list[tuple[Any, Values]]:
    defaults = {
        field.attname: field.get_default()
        for field in model._meta.concrete_fields
        if field.attname not in names and not isinstance(field, models.AutoField)
    }
    rest = tuple(defaults.values())
    fields = [_field(model, name) for name in (*names, *defaults)]
    with connection.cursor() as cursor:
        cursor.execute(_insertion(model, fields, unless), [_json([(*row, *rest) for row in rows])])
        told = cursor.fetchall()
    if not unless:
        return [(key, row) for (key, *_), row in zip(told, rows, strict=True)]
    places = [names.index(name) for name in unless]
    by_identity = {tuple(row[place] for place in places): row for row in rows}
    return [(key, by_identity[tuple(map(_in_utc, values))]) for key, *values in told]


def _in_utc(value: Any) -> Any:
    """Return a value that a database told: SQLite keeps instants in UTC, and does not say so."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _insertion(model: type[models.Model], fields: Sequence[Any], unless: Sequence[str]) -> str:
    quoted = connection.ops.quote_name
    columns = ", ".join(_column(field) for field in fields)
    unpacked = ", ".join(_unpacked(field, place) for place, field in enumerate(fields))
    twins = ", ".join(_column(_field(model, name)) for name in unless)
    # SQLite takes ON CONFLICT for the end of a join unless a WHERE stands between.
    passing = f"WHERE true ON CONFLICT ({twins}) DO NOTHING" if unless else "WHERE true"
    told = ", ".join([_column(_key(model)), *([twins] if unless else [])])
    return (
        f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) "  # noqa: S608  # names of our own columns
        f"SELECT {unpacked} FROM {_elements()} {passing} RETURNING {told}"
    )


def _elements() -> str:
    return "jsonb_array_elements(%s::jsonb) AS element(value)" if _is_postgresql() else "json_each(%s) AS element"


def _unpacked(field: models.Field[Any, Any], place: int) -> str:
    """Return the SQL that takes one field out of a row's JSON list, in the column's type."""
    if not _is_postgresql():
        return f"json_extract(element.value, '$[{place}]')"
    kind = field.cast_db_type(connection)
    return f"element.value->{place}" if kind == "jsonb" else f"(element.value->>{place})::{kind}"


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(name)
    return field


def _key(model: type[models.Model]) -> models.Field[Any, Any]:
    return _field(model, model._meta.pk.attname)


def _column(field: models.Field[Any, Any]) -> str:
    """Return the quoted name of a field's column."""
    if field.column is None:
        raise TypeError(field.name)
    return connection.ops.quote_name(field.column)


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _json(rows: Sequence[Values]) -> str:
    return json.dumps(rows, default=partial(_plain, connection.vendor), ensure_ascii=False)


def _plain(vendor: str, value: Any) -> str:
    """Return what JSON cannot say as the text that the database reads."""
    if isinstance(value, datetime):
        return _written(value, vendor)
    if isinstance(value, UUID):
        return value.hex
    raise TypeError(type(value))


@lru_cache(maxsize=4096)
def _written(value: datetime, _vendor: str) -> str:
    return str(connection.ops.adapt_datetimefield_value(value))
