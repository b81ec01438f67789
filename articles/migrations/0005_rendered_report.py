"""The HTML kept of public reports: a table of its own, with an empty row for each report there is."""

import django.db.models.deletion
from django.db import migrations, models

FILL = (
    "INSERT INTO articles_renderedreport (report_id, stamp, card_version, card, article_version, article) "
    "SELECT id, 0, '', '', '', '' FROM articles_report"
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_listings")]

    operations = [
        migrations.CreateModel(
            name="RenderedReport",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rendered",
                        serialize=False,
                        to="articles.report",
                    ),
                ),
                ("stamp", models.BigIntegerField(default=0)),
                ("card_version", models.CharField(blank=True, default="", max_length=64)),
                ("card", models.TextField(blank=True, default="")),
                ("article_version", models.CharField(blank=True, default="", max_length=64)),
                ("article", models.TextField(blank=True, default="")),
            ],
        ),
        # The way back drops the table.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
