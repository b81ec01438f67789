"""What each role may do in the reviews; the chief procurator has a role of their own.

Nobody deletes a report any more: it goes into the bin.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from articles.editorial.roles import ROLES


def give_permissions(apps, schema_editor):
    # Permissions are otherwise made after the last migration, too late to be given here.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
    config.models_module = None

    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    permissions = permissions.filter(content_type__app_label="articles")
    for name, codenames in ROLES.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames))
        group.permissions.remove(*permissions.filter(codename="delete_report"))


def remove_group(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name="检察长", user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_record_only_grows"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(give_permissions, remove_group)]
