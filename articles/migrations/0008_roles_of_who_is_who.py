"""What each role may do with former addresses, decisions and synonyms."""

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
    for name, codenames in ROLES.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(*permissions.filter(content_type__app_label="articles", codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_synonyms_of_tags"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    # The way back takes nothing from anyone: a permission goes with its table.
    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop)]
