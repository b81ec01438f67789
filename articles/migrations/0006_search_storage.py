"""Where PostgreSQL keeps the texts of the search: in their rows, and as they are.

Kept apart and packed, reading one took ten times as long, and the planner, who doesn't count that, read all
of them. The index of grams is made anew after the migration: it collects what is written and takes it in at
once.
"""

from django.db import migrations

TABLE, INDEX = "articles_searchentry", "search_grams"
A_PAGE = 8160  # bytes: as much as a row may have


def keep_in_rows(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {TABLE} SET (toast_tuple_target = {A_PAGE}, parallel_workers = 0)")
        for column in ("text", "grams"):
            schema_editor.execute(f"ALTER TABLE {TABLE} ALTER COLUMN {column} SET STORAGE EXTERNAL")
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")
        schema_editor.execute(f"UPDATE {TABLE} SET text = text || ''")  # noqa: S608 - our own name


def keep_apart(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {TABLE} RESET (toast_tuple_target, parallel_workers)")
        for column in ("text", "grams"):
            schema_editor.execute(f"ALTER TABLE {TABLE} ALTER COLUMN {column} SET STORAGE EXTENDED")
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_rendered_report")]

    operations = [migrations.RunPython(keep_in_rows, keep_apart)]
