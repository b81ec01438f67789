"""A reporter takes out of their own draft what they put in: who appears in it, and what was said."""

from django.db import migrations

GIVEN = ("delete_appearance", "delete_statement")


def roles(apps, schema_editor):
    """The group of the reporters, and the permissions that are given to it."""
    database = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    reporters = apps.get_model("auth", "Group").objects.using(database).filter(name="记者")
    return reporters, permissions.filter(content_type__app_label="articles", codename__in=GIVEN)


def give(apps, schema_editor):
    reporters, permissions = roles(apps, schema_editor)
    for group in reporters:
        group.permissions.add(*permissions)


def take(apps, schema_editor):
    reporters, permissions = roles(apps, schema_editor)
    for group in reporters:
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("articles", "0027_take_back_a_release")]

    operations = [migrations.RunPython(give, take)]
