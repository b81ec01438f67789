"""The search entry of a report, and the index below it: FTS5 on SQLite, GIN on PostgreSQL."""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.search

# The pattern of FTS5's own documentation for an index that follows the table it is made of ("external
# content"). The tokenizer `ascii` takes every character beyond ASCII for a letter; which pairs of them are
# in the index is decided before, so no position has to be kept (detail=none).
SQLITE = [
    """
    CREATE VIRTUAL TABLE articles_searchentry_fts USING fts5(
        grams, content='articles_searchentry', content_rowid='report_id', tokenize='ascii', detail='none'
    )
    """,
    """
    CREATE TRIGGER articles_searchentry_fts_insert AFTER INSERT ON articles_searchentry BEGIN
        INSERT INTO articles_searchentry_fts(rowid, grams) VALUES (new.report_id, new.grams);
    END
    """,
    """
    CREATE TRIGGER articles_searchentry_fts_delete AFTER DELETE ON articles_searchentry BEGIN
        INSERT INTO articles_searchentry_fts(articles_searchentry_fts, rowid, grams)
        VALUES ('delete', old.report_id, old.grams);
    END
    """,
    """
    CREATE TRIGGER articles_searchentry_fts_update AFTER UPDATE ON articles_searchentry
    WHEN old.grams <> new.grams BEGIN
        INSERT INTO articles_searchentry_fts(articles_searchentry_fts, rowid, grams)
        VALUES ('delete', old.report_id, old.grams);
        INSERT INTO articles_searchentry_fts(rowid, grams) VALUES (new.report_id, new.grams);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER articles_searchentry_fts_insert",
    "DROP TRIGGER articles_searchentry_fts_delete",
    "DROP TRIGGER articles_searchentry_fts_update",
    "DROP TABLE articles_searchentry_fts",
]
# fastupdate=off: with a list of pending rows PostgreSQL soon prefers to read the whole table.
POSTGRESQL = ["CREATE INDEX search_grams ON articles_searchentry USING gin (grams) WITH (fastupdate = off)"]
POSTGRESQL_BACK = ["DROP INDEX search_grams"]


def make_index(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def drop_index(apps, schema_editor):
    run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def run(schema_editor, sqlite, postgresql):
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_roles")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="articles.report",
                        verbose_name="report",
                    ),
                ),
                ("title", models.TextField(verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                ("grams", articles.models.search.GramField(verbose_name="grams")),
            ],
            options={"verbose_name": "search entry", "verbose_name_plural": "search entries"},
        ),
        migrations.RunPython(make_index, drop_index),
    ]
