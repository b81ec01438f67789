"""A line of the audit log is never deleted, whoever asks; 管理员 may delete for good what is in the bin."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

HEAD = "CREATE TRIGGER articles_audit_stays BEFORE DELETE ON articles_auditentry "
GUARD = {
    "sqlite": f"{HEAD} BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END",
    "postgresql": f"{HEAD} FOR EACH ROW EXECUTE FUNCTION articles_record_kept()",
}
UNGUARD = {
    "sqlite": "DROP TRIGGER articles_audit_stays",
    "postgresql": "DROP TRIGGER articles_audit_stays ON articles_auditentry",
}


def guard(apps, schema_editor):
    schema_editor.execute(GUARD[schema_editor.connection.vendor])


def unguard(apps, schema_editor):
    schema_editor.execute(UNGUARD[schema_editor.connection.vendor])


def give_permission(apps, schema_editor):
    # Permissions are otherwise made after the last migration, too late to be given here.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
    config.models_module = None

    database = schema_editor.connection.alias
    group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name="管理员")
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    group.permissions.add(*permissions.filter(content_type__app_label="articles", codename="erase_report"))


def take_permission(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    permissions.filter(content_type__app_label="articles", codename="erase_report").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0025_audit_of_everything"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(guard, unguard),
        migrations.RunPython(give_permission, take_permission),
    ]
