"""Insert many new rows at once, by COPY on PostgreSQL: half the cost of bulk_create().

There every value of an INSERT is quoted in Python and taken apart again in the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

from django.db import connection, transaction
from django.db.models import (
    BinaryField,
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    TextField,
)

from .fields import field_of

Row = TypeVar("Row", bound=Model)
#: Fields whose values the driver takes as they are.
PLAIN: Final = (BinaryField, BooleanField, CharField, ForeignKey, IntegerField, TextField)
NEW_KEYS: Final = {
    "postgresql": "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
    # Nobody else writes in the meantime.
    "sqlite": "WITH RECURSIVE keys(key, name, number) AS ("
    "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0) + 1, %s, 1 "
    "UNION ALL SELECT key + 1, name, number + 1 FROM keys WHERE number < %s) SELECT key FROM keys",
}


@transaction.atomic(savepoint=False)
def insert_all(rows: Sequence[Row]) -> None:
    """Insert rows of one model as bulk_create() does, and set the keys of those that have none."""
    if not rows:
        return
    model = type(rows[0])
    if rows[0].pk is None:
        for row, key in zip(rows, _new_keys(model, len(rows)), strict=True):
            row.pk = key
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    columns = [_values(field, rows) for field in fields]
    insert_rows(model, [field.name for field in fields], zip(*columns, strict=True))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def insert_rows(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, given as what the columns of these fields hold, where nobody needs their keys."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(field_of(model, name).column or "") for name in names)
    rows = list(rows)  # before the first one is sent: a row that asks the database would wait for itself
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # As execute() does it, so that whoever watches what is written sees this too.
            copy = f"COPY {table} ({columns}) FROM STDIN"
            cursor._execute_with_wrappers(copy, rows, many=True, executor=_copy)
        else:
            places = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 - our own names


def _copy(sql: str, rows: Iterable[Sequence[Any]], many: bool, context: dict[str, Any]) -> None:
    with connection.wrap_database_errors, context["cursor"].copy(sql) as copy:
        for row in rows:
            copy.write_row(row)


def _new_keys(model: type[Model], count: int) -> list[int]:
    """Keys that the database gives to no other row."""
    with connection.cursor() as cursor:
        cursor.execute(NEW_KEYS[connection.vendor], [model._meta.db_table, model._meta.pk.column, count])
        return [key for (key,) in cursor.fetchall()]


def _values(field: Field[Any, Any], rows: Iterable[Model]) -> list[Any]:
    """What a column holds of each row, as save() stores it."""
    if type(field).pre_save is Field.pre_save:
        values = [getattr(row, field.attname) for row in rows]
    else:
        values = [field.pre_save(row, add=True) for row in rows]
    if isinstance(field, PLAIN):
        return values
    return [field.get_db_prep_save(value, connection) for value in values]
