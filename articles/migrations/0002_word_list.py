"""The word list that a newsroom begins with. Editors change it at the desk, so it is stored once."""

import tomllib
from pathlib import Path

from django.db import migrations

WORDS = Path(__file__).parents[1] / "editorial" / "checks" / "lexicon" / "words.toml"


def add_words(apps, schema_editor):
    entries = tomllib.loads(WORDS.read_text(encoding="utf-8"))["word"]
    rules = apps.get_model("articles", "WordRule")
    rules.objects.using(schema_editor.connection.alias).bulk_create(
        (rules(**entry) for entry in entries), ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    # The way back keeps the words: they go with their table.
    operations = [migrations.RunPython(add_words, migrations.RunPython.noop)]
