"""The word list that a newsroom begins with, and what each role may do with it."""

import tomllib
from pathlib import Path

from django.contrib.auth.management import create_permissions
from django.db import migrations

from articles.editorial.roles import ROLES

WORDS = Path(__file__).parents[1] / "editorial" / "checks" / "lexicon" / "words.toml"


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


def first_words(apps, schema_editor):
    entries = tomllib.loads(WORDS.read_text(encoding="utf-8"))["word"]
    rules = apps.get_model("articles", "WordRule")
    rules.objects.using(schema_editor.connection.alias).bulk_create(
        (rules(**entry) for entry in entries), ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_word_list_and_dismissals"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    # The way back takes nothing from anyone: permissions and words go with their table.
    operations = [
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
        migrations.RunPython(first_words, migrations.RunPython.noop),
    ]
