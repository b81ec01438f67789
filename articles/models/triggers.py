"""Triggers that keep records append-only, and the search index, for SQLite and PostgreSQL.

install() runs after every migration and creates what is missing; the system check calls missing().
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

#: Table → columns that never change, and the column of the account, which may only become NULL.
APPEND_ONLY: Final[dict[str, tuple[str, str]]] = {
    "articles_transition": (
        "report_id, action, from_status, to_status, by_name, by_role, at, reason, code, "
        '"values", version, findings, of_copy',
        "by_id",
    ),
    "articles_signoff": (
        "report_id, stage, version, by_id, by_name, at, reviewed, proofread, "
        "politics, law, policy, secrecy, wording, opinion",
        "author_id",
    ),
    "articles_auditentry": (
        'kind, at, by_name, address, object_type, object_id, object_name, code, "values"',
        "by_id",
    ),
}
#: Tables whose rows are never deleted.
NEVER_DELETED: Final = ("articles_auditentry",)
#: The signer is the author of the report or of its working copy under review.
OWN_REPORT: Final = """EXISTS (
    SELECT 1 FROM articles_report
    WHERE author_id = NEW.by_id AND (
        id = NEW.report_id OR copy_of_id = NEW.report_id
        AND status IN ('first_review', 'second_review', 'final_review', 'chief_review')
    )
)"""


@dataclass(frozen=True)
class DatabaseObject:
    """Trigger, function, index or virtual table, with the SQL that creates and drops it."""

    name: str
    create: tuple[str, ...]
    drop: str


def objects(vendor: str) -> list[DatabaseObject]:
    """All objects of a database, in order of creation."""
    made = _on_sqlite() if vendor == "sqlite" else _on_postgresql()
    return list(made)


def install(connection: BaseDatabaseWrapper) -> list[str]:
    """Create the missing objects; return their names."""
    found = missing(connection)
    with connection.cursor() as cursor:
        for made in found:
            for statement in made.create:
                cursor.execute(statement)
    return [made.name for made in found]


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers before a migration for which SQLite copies a table; install() creates them again.

    The search index is kept: it contains data.
    """
    there = _names(connection)
    with connection.cursor() as cursor:
        for made in objects(connection.vendor):
            if made.name in there and made.create[0].startswith("CREATE TRIGGER"):
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


def _guards() -> Iterable[tuple[str, str, str, str]]:
    """(name, table, event, condition) of each trigger that rejects a change."""
    for table, (columns, account) in APPEND_ONLY.items():
        yield f"{table}_append_only", table, f"UPDATE OF {columns}", ""
        yield f"{table}_{account}_kept", table, f"UPDATE OF {account}", f"WHEN (NEW.{account} IS NOT NULL)"
    for table in NEVER_DELETED:
        yield f"{table}_never_deleted", table, "DELETE", ""


def _on_sqlite() -> Iterable[DatabaseObject]:
    for name, table, event, condition in _guards():
        yield _trigger(
            name, f"BEFORE {event} ON {table} {condition} BEGIN {_abort('this record is append-only')}; END"
        )
    yield _trigger(
        "articles_signoff_own",
        f"BEFORE INSERT ON articles_signoff WHEN {OWN_REPORT} "
        f"BEGIN {_abort('nobody signs their own report')}; END",
    )
    yield from _fts()


def _abort(message: str) -> str:
    return f"SELECT RAISE(ABORT, '{message}')"


def _trigger(name: str, rest: str) -> DatabaseObject:
    return DatabaseObject(name, (f"CREATE TRIGGER {name} {rest}",), f"DROP TRIGGER IF EXISTS {name}")


def _fts() -> Iterable[DatabaseObject]:
    """Full-text table of SQLite: https://sqlite.org/fts5.html#external_content_tables

    The tokenizer `ascii` treats every non-ASCII character as a letter. Grams are computed beforehand, so no
    positions are stored (detail=none).
    """
    fts, table = "articles_searchentry_fts", "articles_searchentry"
    delete = f"INSERT INTO {fts}({fts}, rowid, grams) VALUES ('delete', old.report_id, old.grams);"  # noqa: S608 - our own names
    insert = f"INSERT INTO {fts}(rowid, grams) VALUES (new.report_id, new.grams);"  # noqa: S608 - likewise
    yield DatabaseObject(
        fts,
        (
            f"CREATE VIRTUAL TABLE {fts} USING fts5(grams, content='{table}', content_rowid='report_id', "
            "tokenize='ascii', detail='none')",
            f"INSERT INTO {fts}({fts}) VALUES ('rebuild')",  # noqa: S608 - likewise
        ),
        f"DROP TABLE IF EXISTS {fts}",
    )
    yield _trigger(f"{fts}_insert", f"AFTER INSERT ON {table} BEGIN {insert} END")
    yield _trigger(f"{fts}_delete", f"AFTER DELETE ON {table} BEGIN {delete} END")
    changed = "WHEN old.grams <> new.grams"
    yield _trigger(f"{fts}_update", f"AFTER UPDATE ON {table} {changed} BEGIN {delete} {insert} END")


def _on_postgresql() -> Iterable[DatabaseObject]:
    refuse = "articles_append_only"
    yield _function(refuse, _raise("this record is append-only"))
    for name, table, event, condition in _guards():
        yield _trigger_on_postgresql(name, table, f"BEFORE {event}", refuse, condition)
    own = "articles_signoff_own"
    refused = _raise("nobody signs their own report")
    yield _function(f"{own}_report", f"IF {OWN_REPORT} THEN {refused} END IF; RETURN NEW;")
    yield _trigger_on_postgresql(own, "articles_signoff", "BEFORE INSERT", f"{own}_report", "")
    # fastupdate=off: with a pending list PostgreSQL soon prefers a sequential scan.
    index = "CREATE INDEX search_grams ON articles_searchentry USING gin (grams) WITH (fastupdate = off)"
    yield DatabaseObject("search_grams", (index,), "DROP INDEX IF EXISTS search_grams")


def _raise(message: str) -> str:
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"


def _function(name: str, body: str) -> DatabaseObject:
    create = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
    return DatabaseObject(name, (create,), f"DROP FUNCTION IF EXISTS {name}() CASCADE")


def _trigger_on_postgresql(
    name: str, table: str, event: str, function: str, condition: str
) -> DatabaseObject:
    create = (
        f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {function}()"
    )
    return DatabaseObject(name, (create,), f"DROP TRIGGER IF EXISTS {name} ON {table}")
