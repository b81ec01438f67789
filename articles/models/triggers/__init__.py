"""Triggers and indexes of our own, for SQLite and PostgreSQL: see the modules.

install() runs after every migration and creates what is missing; the system check calls missing().
Each module declares one kind of object, in on_sqlite() and on_postgresql().
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models.triggers import append_only, generation, rendered, search
from articles.models.triggers.building import DatabaseObject

#: The modules that declare objects, in order of creation.
KINDS = (append_only, search, generation, rendered)


def objects(vendor: str) -> list[DatabaseObject]:
    """All objects of a database, in order of creation."""
    declared = [kind.on_sqlite if vendor == "sqlite" else kind.on_postgresql for kind in KINDS]
    return [each for declare in declared for each in declare()]


def install(connection: BaseDatabaseWrapper) -> list[str]:
    """Create the missing objects; return their names."""
    found = missing(connection)
    with connection.cursor() as cursor:
        for made in found:
            for statement in made.create:
                cursor.execute(statement)
    return [made.name for made in found]


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop triggers and functions before a migration: SQLite copies tables; install() creates them again.

    The search index is kept: it contains data.
    """
    there = _names(connection)
    with connection.cursor() as cursor:
        for made in objects(connection.vendor):
            if made.name in there and made.create[0].startswith(("CREATE TRIGGER", "CREATE FUNCTION")):
                cursor.execute(made.drop)


def missing(connection: BaseDatabaseWrapper) -> list[DatabaseObject]:
    """Objects that do not exist in the database, in order of creation."""
    there = _names(connection)
    return [each for each in objects(connection.vendor) if each.name not in there]


def _names(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the existing triggers, functions, indexes and tables."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'table', 'index')"
    else:
        query = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION SELECT proname FROM pg_proc "
            "WHERE pronamespace = current_schema()::regnamespace "
            "UNION SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
        )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}
