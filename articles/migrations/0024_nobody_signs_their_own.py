"""Nobody signs their own report, whatever a signature says of its author: the database looks at the report.

A working copy is signed on its original, and is its own author's too.
"""

from django.db import migrations

OWN = """EXISTS (
    SELECT 1 FROM articles_report
    WHERE author_id = NEW.by_id AND (
        id = NEW.report_id OR copy_of_id = NEW.report_id
        AND status IN ('first_review', 'second_review', 'final_review', 'chief_review')
    )
)"""
REFUSAL = "nobody signs their own report"


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER articles_signoff_own BEFORE INSERT ON articles_signoff WHEN {OWN} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    schema_editor.execute(
        "CREATE FUNCTION articles_signoff_own() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {OWN} THEN RAISE EXCEPTION '{REFUSAL}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    schema_editor.execute(
        "CREATE TRIGGER articles_signoff_own BEFORE INSERT ON articles_signoff FOR EACH ROW "
        "EXECUTE FUNCTION articles_signoff_own()"
    )


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER articles_signoff_own")
        return
    schema_editor.execute("DROP TRIGGER articles_signoff_own ON articles_signoff")
    schema_editor.execute("DROP FUNCTION articles_signoff_own()")


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_audit_only_grows")]

    operations = [migrations.RunPython(guard, unguard)]
