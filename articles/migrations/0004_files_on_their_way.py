"""Files that wait at the desk to be stored; reporters may bring them, not only administrators."""

import django.db.models.deletion
from django.db import migrations, models

GROUPS = ("记者", "初审", "复审", "终审")
CODENAME = "add_importbatch"


def give(apps, schema_editor):
    groups, permission = _rows(apps, schema_editor)
    for group in groups:
        group.permissions.add(*permission)


def take_back(apps, schema_editor):
    groups, permission = _rows(apps, schema_editor)
    for group in groups:
        group.permissions.remove(*permission)


def _rows(apps, schema_editor):
    alias = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(alias).filter(name__in=GROUPS)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    return groups, list(permissions.filter(content_type__app_label="articles", codename=CODENAME))


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='provenance',
            name='stored_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='stored'),
        ),
        migrations.CreateModel(
            name='PendingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=500, verbose_name='file')),
                ('raw', models.BinaryField(help_text='Until it is stored or left out.', verbose_name='raw bytes')),
                ('encoding', models.CharField(blank=True, help_text='Picked by a person.', max_length=20, verbose_name='encoding')),
                ('state', models.CharField(choices=[('waiting', 'To be read'), ('read', 'Read'), ('chosen', 'To be stored'), ('stored', 'Stored'), ('failed', 'Failed'), ('left_out', 'Left out')], default='waiting', max_length=10, verbose_name='state')),
                ('outcome', models.CharField(blank=True, max_length=20, verbose_name='outcome')),
                ('message', models.TextField(blank=True, verbose_name='message')),
                ('titles', models.JSONField(blank=True, default=list, verbose_name='titles')),
                ('problem_count', models.PositiveIntegerField(default=0, verbose_name='problems')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pending', to='articles.importbatch', verbose_name='import')),
                ('source', models.ForeignKey(help_text='The one that it was stored as, or that has the same bytes, or that it would replace.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.sourcetext', verbose_name='source text')),
                ('twin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.report', verbose_name='near-duplicate of')),
            ],
            options={
                'verbose_name': 'pending file',
                'verbose_name_plural': 'pending files',
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['batch', 'state'], name='pending_file_next')],
            },
        ),
        migrations.RunPython(give, take_back),
    ]
