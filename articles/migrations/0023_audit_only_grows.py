"""An audit entry is never rewritten: the database refuses it, whoever asks. Who runs the desk may read them.

An account that is deleted still leaves its lines, which keep the name.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

WORDS = "kind, at, by_name, address, object_type, object_id, object_name, text"
TRIGGERS = {
    "articles_audit_kept": (f"UPDATE OF {WORDS}", ""),
    "articles_audit_by_kept": ("UPDATE OF by_id", "WHEN (NEW.by_id IS NOT NULL)"),
}


def guard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, (event, when) in TRIGGERS.items():
        head = f"CREATE TRIGGER {name} BEFORE {event} ON articles_auditentry"
        if postgresql:
            schema_editor.execute(f"{head} FOR EACH ROW {when} EXECUTE FUNCTION articles_record_kept()")
        else:
            refuse = "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
            schema_editor.execute(f"{head} {when} {refuse}")


def unguard(apps, schema_editor):
    table = " ON articles_auditentry" if schema_editor.connection.vendor == "postgresql" else ""
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {name}{table}")


def give_permission(apps, schema_editor):
    # Permissions are otherwise made after the last migration, too late to be given here.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
    config.models_module = None

    database = schema_editor.connection.alias
    group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name="管理员")
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    permissions = permissions.filter(content_type__app_label="articles", codename="view_auditentry")
    group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0022_audit"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(guard, unguard),
        # The way back takes nothing from anyone: a permission goes with its table.
        migrations.RunPython(give_permission, migrations.RunPython.noop),
    ]
