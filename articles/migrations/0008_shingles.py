"""Make the table of n-grams anew, without a key and a constraint that nothing asks for.

The n-grams are chosen by a checksum from now on. They are read again from the drafts of the imports, which
takes a minute for some 100,000 reports.
"""

from hashlib import blake2b
from itertools import islice
from zlib import crc32

import django.db.models.deletion
from django.db import migrations, models

LENGTH, WIDTH, SAMPLING, MOST, MOST_BEARERS = 6, 4, 8, 4000, 40
AT_ONCE = 500
#: N-grams that more reports share are kept for the oldest of them.
PRUNE = """
    DELETE FROM {table} WHERE (value, report_id) IN (
        SELECT value, report_id FROM (
            SELECT value, report_id, row_number() OVER (PARTITION BY value ORDER BY report_id) AS place
            FROM {table}
        ) AS placed WHERE place > %s
    )
"""


def sample(text):
    raw = text.encode("utf-32-le")
    places = range(0, len(raw) - LENGTH * WIDTH + 1, WIDTH)
    grams = {gram for at in places if not crc32(gram := raw[at : at + LENGTH * WIDTH]) % SAMPLING}
    return {int.from_bytes(blake2b(gram, digest_size=8).digest()) >> 1 for gram in grams}


def sample_before(text):
    grams = {text[at : at + LENGTH].encode() for at in range(len(text) - LENGTH + 1)}
    digests = (blake2b(gram, digest_size=8).digest() for gram in grams)
    return {int.from_bytes(digest) >> 1 for digest in digests if not digest[-1] & (SAMPLING - 1) << 1}


def filled_by(sample):
    def fill(apps, schema_editor):
        connection = schema_editor.connection
        shingle = apps.get_model("articles", "Shingle")
        table = connection.ops.quote_name(shingle._meta.db_table)
        drafts = apps.get_model("articles", "Provenance").objects.order_by("pk").values_list("report", "draft")
        rows = iter(drafts.iterator(chunk_size=AT_ONCE))
        while portion := list(islice(rows, AT_ONCE)):
            pairs = set()
            for report, draft in portion:
                text = "".join(filter(str.isalnum, "".join(draft.get("body", ()))))
                pairs |= {(value, report) for value in sorted(sample(text))[:MOST]}
            made = [shingle(value=value, report_id=report) for value, report in sorted(pairs)]
            shingle.objects.bulk_create(made, ignore_conflicts=True)
        schema_editor.execute(PRUNE.format(table=table), [MOST_BEARERS])

    return fill


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_desk_lists")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, filled_by(sample_before)),
        migrations.DeleteModel(name="Shingle"),
        migrations.CreateModel(
            name="Shingle",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "value", "report", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("value", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shingles",
                        to="articles.report",
                    ),
                ),
            ],
            options={"verbose_name": "shingle", "verbose_name_plural": "shingles"},
        ),
        migrations.RunPython(filled_by(sample), migrations.RunPython.noop),
    ]
