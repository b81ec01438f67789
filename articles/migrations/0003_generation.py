"""The number of the site, for the page cache."""

from django.db import migrations, models

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_word_list")]

    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[("id", KEY), ("number", models.BigIntegerField(default=0))],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="SiteChange",
            fields=[("id", KEY.clone())],
            options={"default_permissions": ()},
        ),
    ]
