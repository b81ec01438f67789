"""Queries that are compiled once: of some, Django writes the SQL for longer than the database runs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

from articles.models.search import grams_for, keys_for

#: Of each connection: the one that notices writes.
WRAPPERS = 1
#: Two values of each kind: the parameters that differ between them are those of the argument.
SAMPLES: dict[type, tuple[Any, Any]] = {
    datetime: (datetime(2000, 1, 1, tzinfo=UTC), datetime(2001, 2, 3, tzinfo=UTC)),
    int: (31_001, 31_002),  # that small columns hold
    str: ("a", "b"),
    list: ([1_000_001], [1_000_002]),  # of keys, for the lookup `among`
    tuple: (("a",), ("b",)),  # of grams, for the lookup `matches`
}


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL for one kind of database: its parameters, where those of each argument stand, and what converts
    the columns."""

    sql: str
    params: list[Any]
    places: list[list[int]]
    compiler: SQLCompiler
    converters: dict[int, Any]


Row = TypeVar("Row", bound=Model)


class Prepared(Generic[Row]):
    """A query set with arguments of these kinds.

    `build` gets one value of each kind and must give the same SQL for all of them.
    """

    def __init__(self, build: Callable[..., QuerySet[Row, Any]], *kinds: type) -> None:
        self.build = build
        self.kinds = kinds
        self.compiled: dict[str, Compiled] = {}

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """The columns of each row, from the database that reads go to; none are asked for no keys."""
        return [] if [] in values else self._run(values)[1]

    def objects(self, *values: Any) -> list[Row]:
        """The rows as objects of the model, as the query set would give them; likewise."""
        compiler, rows = (None, []) if [] in values else self._run(values)
        if compiler is None or not rows:
            return []
        about = compiler.klass_info
        if about is None:
            raise TypeError("This query set gives columns.")
        columns, alias = compiler.select, compiler.connection.alias
        start, end = about["select_fields"][0], about["select_fields"][-1] + 1
        names = [column.target.attname for column, _sql, _alias in columns[start:end]]
        related = get_related_populators(about, columns, alias)  # type: ignore[call-arg]  # as of Django 6
        found = []
        for row in rows:
            found.append(made := about["model"].from_db(alias, names, row[start:end]))
            for populator in related:
                populator.populate(row, made)
            for name, place in (compiler.annotation_col_map or {}).items():
                setattr(made, name, row[place])
        return found

    def _run(self, values: tuple[Any, ...]) -> tuple[SQLCompiler | None, list[tuple[Any, ...]]]:
        connection = connections[router.db_for_read(self._model)]
        try:
            compiled = self.compiled.get(connection.alias) or self._compile(connection)
        except EmptyResultSet:  # a slice of no rows
            return None, []
        params = [*compiled.params]
        for value, places in zip(values, compiled.places, strict=True):
            for place in places:
                params[place] = adapted(connection, value)
        rows = asked(connection, compiled.sql, params)
        if compiled.converters:
            rows = list(map(tuple, compiled.compiler.apply_converters(rows, compiled.converters)))
        return compiled.compiler, rows

    @cached_property
    def _model(self) -> type[Model]:
        return self.build(*self._samples()).model

    def _samples(self) -> list[Any]:
        return [SAMPLES[kind][0] for kind in self.kinds]

    def _compile(self, connection: BaseDatabaseWrapper) -> Compiled:
        compiler, sql, params = self._sql(connection, self._samples())
        places = []
        for number, kind in enumerate(self.kinds):
            values = self._samples()
            values[number] = SAMPLES[kind][1]
            pairs = zip(params, self._sql(connection, values)[2], strict=True)
            places.append([place for place, (one, other) in enumerate(pairs) if one != other])
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select or ()])
        self.compiled[connection.alias] = Compiled(sql, params, places, compiler, converters)
        return self.compiled[connection.alias]

    def _sql(self, connection: BaseDatabaseWrapper, values: list[Any]) -> tuple[SQLCompiler, str, list[Any]]:
        compiler = self.build(*values).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return compiler, sql, list(params)


def asked(connection: BaseDatabaseWrapper, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query; on PostgreSQL the server parses and plans it once in a connection.

    Not behind a pool that gives each transaction another connection, as a replica may stand.
    """
    is_pooled = connection.alias != DEFAULT_DB_ALIAS or connection.settings_dict.get(
        "DISABLE_SERVER_SIDE_CURSORS"
    )
    is_watched = connection.queries_logged or len(connection.execute_wrappers) > WRAPPERS
    if connection.vendor != "postgresql" or is_pooled or is_watched:
        return _asked_plainly(connection, sql, params)
    try:
        return _asked_prepared(connection, sql, params)
    except NotSupportedError:
        # A migration gave a column another type: the server refuses what it has planned before.
        if connection.in_atomic_block:
            raise
        connection.close()
        return _asked_plainly(connection, sql, params)


def _asked_plainly(connection: BaseDatabaseWrapper, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _asked_prepared(
    connection: BaseDatabaseWrapper, sql: str, params: Sequence[Any]
) -> list[tuple[Any, ...]]:
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    from psycopg import Cursor  # noqa: PLC0415 - SQLite needs no driver

    driver = connection.connection
    driver.prepare_threshold = 1  # of no effect on the cursors of Django
    with connection.wrap_database_errors, Cursor(driver) as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def adapted(connection: BaseDatabaseWrapper, value: Any) -> Any:
    """The value as the database takes it: a moment, a list for the lookup `among`, grams for `matches`."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, tuple):
        return grams_for(connection, value)
    return keys_for(connection, value) if isinstance(value, list) else value
