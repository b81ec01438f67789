"""The search index that each database keeps."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models.triggers.building import DatabaseObject, trigger


def on_sqlite() -> Iterable[DatabaseObject]:
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
    yield trigger(f"{fts}_insert", f"AFTER INSERT ON {table} BEGIN {insert} END")
    yield trigger(f"{fts}_delete", f"AFTER DELETE ON {table} BEGIN {delete} END")
    changed = "WHEN old.grams <> new.grams"
    yield trigger(f"{fts}_update", f"AFTER UPDATE ON {table} {changed} BEGIN {delete} {insert} END")


def on_postgresql() -> Iterable[DatabaseObject]:
    """Index of grams."""
    # What is written waits in a list and is taken in by hundreds of reports, four times as fast as each by
    # itself; the search looks through the list too. SearchEntry.settle() empties it.
    index = (
        "CREATE INDEX search_grams ON articles_searchentry USING gin (grams) "
        "WITH (fastupdate = on, gin_pending_list_limit = 8192)"
    )
    yield DatabaseObject("search_grams", (index,), "DROP INDEX IF EXISTS search_grams")
