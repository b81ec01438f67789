"""JSON is written with Chinese characters as they are. What is stored stays as it was, and reads alike."""

from django.db import migrations, models

from articles.models.fields import AsPrinted


def field(name, **options):
    return models.JSONField(verbose_name=name, encoder=AsPrinted, **options)


STATE = [
    ("revision", "content", field("content")),
    ("sourcetext", "removed", field("removed", default=list, blank=True)),
    ("sourcetext", "problems", field("problems", default=list, blank=True)),
    ("provenance", "lines", field("lines", default=list)),
    ("provenance", "draft", field("draft", default=dict)),
    ("provenance", "captions", field("captions", default=list)),
    ("provenance", "marks", field("restored marks", default=dict)),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_occasion")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AlterField(model, name, kind) for model, name, kind in STATE]
        )
    ]
