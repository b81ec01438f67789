"""At what kind of event a report's words were said. Reports that are there get none: only the reader finds it,
and an editor sets it for many at once at the desk.

SQLite makes the table of reports anew for this, and does not while a trigger asks it: the trigger stands aside.
"""

from importlib import import_module

from django.db import migrations, models

own = import_module("articles.migrations.0024_nobody_signs_their_own")


class Migration(migrations.Migration):
    dependencies = [("articles", "0028_reporters_delete_what_they_wrote")]

    operations = [
        migrations.RunPython(own.unguard, own.guard),
        migrations.AddField(
            model_name="report",
            name="occasion",
            field=models.CharField(
                blank=True,
                help_text="At what kind of event it was said: a meeting, an inspection, a hearing …",
                max_length=20,
                verbose_name="occasion",
            ),
        ),
        migrations.RunPython(own.guard, own.unguard),
    ]
