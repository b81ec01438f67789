"""Triggers that empty the kept HTML of a report when anything changes that it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from articles.models.triggers.building import DatabaseObject, function, trigger

TABLE: Final = "articles_renderedreport"
COLUMNS: Final = "(report_id, stamp, card_version, card, article_version, article)"
EMPTY: Final = "card_version = '', card = '', article_version = '', article = ''"
#: On PostgreSQL a stamp is the transaction of the last change: what it has emptied it leaves alone.
TRANSACTION: Final = "txid_current()"
#: Rows are locked in one order: two that rename at once don't wait for each other.
ON_POSTGRESQL: Final = (
    f"UPDATE {TABLE} SET stamp = {TRANSACTION}, {EMPTY} FROM (SELECT report_id AS id FROM {TABLE} "  # noqa: S608 - our own names
    "WHERE report_id IN ({reports}) "
    f"AND (stamp <> {TRANSACTION} OR card_version <> '' OR article_version <> '') "
    "ORDER BY report_id FOR UPDATE) AS locked WHERE report_id = locked.id;"
)
ON_SQLITE: Final = f"UPDATE {TABLE} SET stamp = stamp + 1, {EMPTY} WHERE report_id IN ({{reports}});"  # noqa: S608 - likewise

#: Table → (column, the reports that print a row with one of these values of it).
PARTS: Final = {
    "articles_appearance": [("report_id", "{values}")],
    "articles_statement": [
        ("appearance_id", "SELECT report_id FROM articles_appearance WHERE id IN ({values})")
    ],
    "articles_credit": [("report_id", "{values}")],
    "articles_photo": [
        ("report_id", "{values}"),
        ("id", "SELECT id FROM articles_report WHERE cover_id IN ({values})"),
    ],
    "articles_taggedreport": [("content_object_id", "{values}")],
}
#: Table → (columns that reports print, the reports that print a row with one of these ids). An entry that is
#: deleted takes its links with it, which are parts.
ENTRIES: Final = {
    "articles_section": (
        ("name", "slug", "kind"),
        "SELECT id FROM articles_report WHERE section_id IN ({values})",
    ),
    "articles_speaker": (
        ("name", "slug"),
        "SELECT report_id FROM articles_appearance WHERE speaker_id IN ({values})",
    ),
    "articles_organisation": (
        ("name", "slug"),
        "SELECT report_id FROM articles_appearance WHERE organisation_id IN ({values})",
    ),
    "articles_tag": (
        ("name", "slug"),
        "SELECT content_object_id FROM articles_taggedreport WHERE tag_id IN ({values})",
    ),
}


def on_sqlite() -> Iterator[DatabaseObject]:
    """Triggers for each row."""
    row = f"INSERT OR IGNORE INTO {TABLE} {COLUMNS} VALUES (new.id, 0, '', '', '', '');"  # noqa: S608 - our own names
    yield _row_trigger("articles_report", "insert", row)
    yield _row_trigger("articles_report", "update", ON_SQLITE.format(reports="new.id"))
    for table, links in PARTS.items():
        for event, rows in {"insert": ["new"], "update": ["old", "new"], "delete": ["old"]}.items():
            found = [
                reports.format(values=", ".join(f"{each}.{column}" for each in rows))
                for column, reports in links
            ]
            yield _row_trigger(table, event, " ".join(ON_SQLITE.format(reports=reports) for reports in found))
    for table, (columns, reports) in ENTRIES.items():
        changed = " OR ".join(f"old.{column} <> new.{column}" for column in columns)
        body = ON_SQLITE.format(reports=reports.format(values="new.id"))
        yield _row_trigger(table, "update", body, f"WHEN {changed}")


def on_postgresql() -> Iterator[DatabaseObject]:
    """Triggers for each statement, with the rows that it changed."""
    row = (
        f"INSERT INTO {TABLE} {COLUMNS} SELECT id, {TRANSACTION}, '', '', '', '' FROM changed "  # noqa: S608 - likewise
        "ON CONFLICT DO NOTHING;"
    )
    yield from _statement_trigger("articles_report", "insert", row)
    yield from _statement_trigger(
        "articles_report", "update", ON_POSTGRESQL.format(reports="SELECT id FROM changed")
    )
    for table, links in PARTS.items():
        for event in ("insert", "update", "delete"):
            found = [reports.format(values=_values(column, event)) for column, reports in links]
            yield from _statement_trigger(
                table, event, " ".join(ON_POSTGRESQL.format(reports=reports) for reports in found)
            )
    for table, (columns, reports) in ENTRIES.items():
        was, now = (", ".join(f"{row}.{column}" for column in columns) for row in ("was", "changed"))
        values = f"SELECT id FROM changed JOIN was USING (id) WHERE ({was}) IS DISTINCT FROM ({now})"  # noqa: S608 - likewise
        body = ON_POSTGRESQL.format(reports=reports.format(values=values))
        yield from _statement_trigger(table, "update", body)


def _values(column: str, event: str) -> str:
    """The values of a column in the changed rows, before and after."""
    now = f"SELECT {column} FROM changed"  # noqa: S608 - our own names
    return f"{now} UNION SELECT {column} FROM was" if event == "update" else now  # noqa: S608 - likewise


def _name(table: str, event: str) -> str:
    return f"articles_rendered_{table.removeprefix('articles_')}_{event}"


def _row_trigger(table: str, event: str, body: str, condition: str = "") -> DatabaseObject:
    rest = f"AFTER {event.upper()} ON {table} {condition} BEGIN {body} END"
    return trigger(_name(table, event), rest)


def _statement_trigger(table: str, event: str, body: str) -> Iterable[DatabaseObject]:
    name = _name(table, event)
    rows = {
        "insert": "NEW TABLE AS changed",
        "update": "OLD TABLE AS was NEW TABLE AS changed",
        "delete": "OLD TABLE AS changed",
    }
    create = (
        f"CREATE TRIGGER {name} AFTER {event.upper()} ON {table} REFERENCING {rows[event]} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_reports()"
    )
    yield function(f"{name}_reports", f"{body} RETURN NULL;")
    yield DatabaseObject(name, (create,), f"DROP TRIGGER IF EXISTS {name} ON {table}")
