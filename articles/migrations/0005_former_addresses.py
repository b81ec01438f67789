"""Former addresses in a table of their own, for what was renamed as well as for what was merged."""

from django.db import migrations, models


def copy_from_merges(apps, schema_editor):
    database = schema_editor.connection.alias
    merges = apps.get_model("articles", "MergeRecord").objects.using(database).order_by("at", "pk")
    addresses = apps.get_model("articles", "FormerAddress").objects.using(database)
    for merge in merges.iterator():
        addresses.update_or_create(
            kind=merge.kind, slug=merge.gone_slug, defaults={"entry_id": merge.kept_id}
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_files_on_their_way")]

    operations = [
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("section", "Section"),
                            ("speaker", "Speaker"),
                            ("organisation", "Organisation"),
                            ("tag", "Tag"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(allow_unicode=True, max_length=120, verbose_name="former address"),
                ),
                ("entry_id", models.BigIntegerField(verbose_name="leads to")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
                "ordering": ("-at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "slug"), name="former_address_leads_to_one")
                ],
            },
        ),
        # A merge goes on holding the address of the one gone, from which it is read again.
        migrations.RunPython(copy_from_merges, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="mergerecord", name="merge_former_address"),
    ]
