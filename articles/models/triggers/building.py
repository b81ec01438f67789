"""What triggers, functions and indexes are made of, for SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DatabaseObject:
    """Trigger, function, index or virtual table, with the SQL that creates and drops it."""

    name: str
    create: tuple[str, ...]
    drop: str


def trigger(name: str, rest: str) -> DatabaseObject:
    """Trigger of SQLite."""
    return DatabaseObject(name, (f"CREATE TRIGGER {name} {rest}",), f"DROP TRIGGER IF EXISTS {name}")


def function(name: str, body: str) -> DatabaseObject:
    """Function of PostgreSQL that triggers call."""
    create = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
    return DatabaseObject(name, (create,), f"DROP FUNCTION IF EXISTS {name}() CASCADE")


def trigger_on_postgresql(
    name: str, table: str, event: str, function: str, condition: str = ""
) -> DatabaseObject:
    """Trigger of PostgreSQL that calls a function for each row."""
    create = (
        f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {function}()"
    )
    return DatabaseObject(name, (create,), f"DROP TRIGGER IF EXISTS {name} ON {table}")
