"""Moves and signatures are never rewritten: the database refuses it, whoever asks.

An account that is deleted still leaves its lines, which keep the name.
"""

from django.db import migrations

#: Table → the columns that never change, and those that may become empty with an account.
KEPT = {
    "articles_move": (
        "report_id action from_status to_status by_name by_role at reason version findings of_copy",
        "by_id",
    ),
    "articles_signoff": (
        "report_id stage version by_id by_name at reviewed proofread politics law policy secrecy wording opinion",
        "author_id",
    ),
}


def statements(table, columns, account, vendor):
    words, emptied = ", ".join(columns.split()), f"NEW.{account} IS NOT NULL"
    rules = {f"{table}_kept": f"UPDATE OF {words}", f"{table}_{account}_kept": f"UPDATE OF {account}"}
    for name, event in rules.items():
        when = f"WHEN ({emptied})" if account in name else ""
        if vendor == "sqlite":
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when} "
                "BEGIN SELECT RAISE(ABORT, 'the editorial record is only added to'); END"
            )
        else:
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} "
                "EXECUTE FUNCTION articles_record_kept()"
            )


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION articles_record_kept() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'the editorial record is only added to' "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table, (columns, account) in KEPT.items():
        for statement in statements(table, columns, account, vendor):
            schema_editor.execute(statement)


def unguard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table, (_columns, account) in KEPT.items():
        for name in (f"{table}_kept", f"{table}_{account}_kept"):
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION articles_record_kept()")


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_workflow")]

    operations = [migrations.RunPython(guard, unguard)]
