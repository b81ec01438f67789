"""Triggers that record a change of what the public can see; see articles/models/generation.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from articles.models.generation import CHANNEL
from articles.models.triggers.building import DatabaseObject, function, trigger, trigger_on_postgresql

#: A report that is on the site or leaves a notice, and a working copy that waits for its time.
REPORT: Final = (
    "({row}.on_site = 1 OR {row}.withdrawal_notice <> '' "
    "OR {row}.copy_of_id IS NOT NULL AND {row}.live_from IS NOT NULL)"
)
_ON_SITE: Final = "EXISTS (SELECT 1 FROM articles_report r WHERE r.on_site = 1 AND r.id = {{row}}.{column})"
#: Table → condition under which a change of a row is a change of the site; "" for any change.
WATCHED: Final[dict[str, str]] = {
    "articles_report": REPORT,
    **dict.fromkeys(
        ("articles_appearance", "articles_credit", "articles_photo", "articles_searchentry"),
        _ON_SITE.format(column="report_id"),
    ),
    "articles_taggedreport": _ON_SITE.format(column="content_object_id"),
    "articles_statement": (
        "EXISTS (SELECT 1 FROM articles_appearance a JOIN articles_report r ON r.id = a.report_id "
        "WHERE r.on_site = 1 AND a.id = {row}.appearance_id)"
    ),
    **dict.fromkeys(
        (
            *("articles_section", "articles_speaker", "articles_organisation", "articles_tag"),
            *("articles_othername", "articles_organisationname", "articles_membership"),
            *("articles_tagname", "articles_slugredirect"),
        ),
        "",
    ),
}
#: Entries that readers see through their reports alone: a new one has none yet.
UNSEEN_WHEN_NEW: Final = frozenset(
    {"articles_section", "articles_speaker", "articles_organisation", "articles_tag"}
)
_ROWS: Final = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}

#: Without the first statement nothing would be counted after the row was deleted, as tests do.
_COUNT: Final = (
    "INSERT INTO articles_generation (id, number) "
    "SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM articles_generation); "
    "UPDATE articles_generation SET number = number + 1;"
)
_DONE: Final = "current_setting('newsroom.site_changed', true) = '1'"
#: A setting of the transaction says that its row is there, and falls back with a savepoint as the row does.
#: A key made of the transaction's id would not do: after a restore on another server the ids come again.
_NOTE: Final = (
    "INSERT INTO articles_sitechange DEFAULT VALUES; "
    "PERFORM set_config('newsroom.site_changed', '1', true); "
    f"PERFORM pg_notify('{CHANNEL}', '');"
)


def _events(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(event, the rows it has) of each event that is watched."""
    for event, rows in _ROWS.items():
        if event != "INSERT" or table not in UNSEEN_WHEN_NEW:
            yield event, rows


def on_sqlite() -> Iterable[DatabaseObject]:
    """Triggers that count in one row."""
    for table, condition in WATCHED.items():
        for event, rows in _events(table):
            met = " OR ".join(condition.format(row=row) for row in rows)
            when = f"WHEN {met}" if condition else ""
            yield trigger(_name(table, event), f"AFTER {event} ON {table} {when} BEGIN {_COUNT} END")


def on_postgresql() -> Iterable[DatabaseObject]:
    """Triggers that add one row a transaction.

    Those of the report look at each row, because a draft is told by its own columns and costs nothing then.
    The others run once a statement, however many rows an import writes.
    """
    note = "articles_site_changed"
    yield function(note, f"IF {_DONE} THEN RETURN NULL; END IF; {_NOTE} RETURN NULL;")
    for table, condition in WATCHED.items():
        if table == "articles_report":
            for event, rows in _events(table):
                met = " OR ".join(condition.format(row=row) for row in rows)
                yield trigger_on_postgresql(
                    _name(table, event), table, f"AFTER {event}", note, f"WHEN ({met})"
                )
            continue
        looks = f"{table}_site_changed"
        where = f" WHERE {condition.format(row='changed')}" if condition else ""
        found = f"EXISTS (SELECT 1 FROM changed{where})"  # noqa: S608 - our own names
        yield function(
            looks,
            f"IF {_DONE} THEN RETURN NULL; END IF; IF {found} THEN {_NOTE} END IF; RETURN NULL;",
        )
        for event, rows in _events(table):
            for row in rows:
                yield _each_statement(table, event, row, looks)


def _each_statement(table: str, event: str, row: str, function: str) -> DatabaseObject:
    """Trigger that runs once a statement; its function finds the old or the new rows in `changed`."""
    name = f"{_name(table, event)}_{row.lower()}"
    create = (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {row} TABLE AS changed "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )
    return DatabaseObject(name, (create,), f"DROP TRIGGER IF EXISTS {name} ON {table}")


def _name(table: str, event: str) -> str:
    return f"{table}_changed_{event.lower()}"
