"""The kept lists, filled from the reports that are there."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [(0, "Site"), (1, "Section"), (2, "Tag"), (3, "Speaker"), (4, "Organisation")]

FILL_LISTING = """
WITH shown AS (
    SELECT id, section_id, shown_at, shown_month, live_from,
        CASE WHEN substr(event_start, 1, 2) = '--' THEN 0 ELSE 1 END AS dated
    FROM articles_report WHERE on_site = 1 AND live_from IS NOT NULL AND shown_at IS NOT NULL
), said AS (
    SELECT a.report_id, a.speaker_id, a.organisation_id, coalesce(s.number, 0) AS number
    FROM articles_appearance a LEFT JOIN (
        SELECT appearance_id, count(*) AS number FROM articles_statement GROUP BY appearance_id
    ) s ON s.appearance_id = a.id
), entries AS (
    SELECT id AS report_id, 0 AS kind, 0 AS subject FROM shown
    UNION ALL SELECT id, 1, section_id FROM shown WHERE section_id IS NOT NULL
    UNION ALL SELECT content_object_id, 2, tag_id FROM articles_taggedreport
), counted AS (
    SELECT e.report_id, e.kind, e.subject, coalesce(t.number, 0) AS statements
    FROM entries e
    LEFT JOIN (SELECT report_id, sum(number) AS number FROM said GROUP BY report_id) t
        ON t.report_id = e.report_id
    UNION ALL SELECT report_id, 3, speaker_id, sum(number) FROM said
        WHERE speaker_id IS NOT NULL GROUP BY report_id, speaker_id
    UNION ALL SELECT report_id, 4, organisation_id, sum(number) FROM said
        WHERE organisation_id IS NOT NULL GROUP BY report_id, organisation_id
)
INSERT INTO articles_listing
    (report_id, kind, subject, shown_at, shown_month, live_from, statements, dated)
SELECT c.report_id, c.kind, c.subject, r.shown_at, r.shown_month, r.live_from, c.statements, r.dated
FROM counted c JOIN shown r ON r.id = c.report_id
"""

FILL_TALLY = """
INSERT INTO articles_tally (kind, subject, month, reports, statements, dated_reports, dated_statements)
SELECT kind, subject, shown_month, count(*), sum(statements), sum(dated), sum(dated * statements)
FROM articles_listing GROUP BY kind, subject, shown_month
UNION ALL
SELECT kind, subject, 0, count(*), sum(statements), sum(dated), sum(dated * statements)
FROM articles_listing GROUP BY kind, subject
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_generation")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.PositiveSmallIntegerField(choices=KINDS)),
                ("subject", models.BigIntegerField()),
                ("month", models.IntegerField()),
                ("reports", models.IntegerField()),
                ("statements", models.IntegerField()),
                ("dated_reports", models.IntegerField()),
                ("dated_statements", models.IntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["kind", "subject", "month", "reports", "statements"], name="tally_of_list"
                    ),
                    models.Index(
                        fields=["kind", "subject", "reports", "statements"],
                        condition=models.Q(month=0),
                        name="tally_totals",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "report_id",
                        "kind",
                        "subject",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listings",
                        to="articles.report",
                    ),
                ),
                ("kind", models.PositiveSmallIntegerField(choices=KINDS)),
                ("subject", models.BigIntegerField()),
                ("shown_at", models.DateTimeField()),
                ("shown_month", models.IntegerField()),
                ("live_from", models.DateTimeField()),
                ("statements", models.PositiveIntegerField()),
                ("dated", models.PositiveSmallIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["kind", "subject", "-shown_at", "-report", "live_from", "statements"],
                        name="listing_newest_first",
                    ),
                    models.Index(fields=["kind", "live_from", "subject"], name="listing_scheduled"),
                ],
            },
        ),
        # The way back drops the tables.
        migrations.RunSQL(FILL_LISTING, migrations.RunSQL.noop),
        migrations.RunSQL(FILL_TALLY, migrations.RunSQL.noop),
    ]
