
import articles.models.fields
import articles.models.functions
import articles.models.search
import articles.models.sections
import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import re
import taggit.managers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(blank=True, upload_to='photos/%Y/%m/', verbose_name='file')),
                ('caption', articles.models.fields.LineField(blank=True, max_length=300, verbose_name='caption')),
                ('alt', articles.models.fields.LineField(blank=True, help_text="For those who can't see it.", max_length=300, verbose_name='text in place of the picture')),
                ('width', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='width')),
                ('height', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='height')),
                ('before', models.PositiveSmallIntegerField(default=0, help_text='It stands before this paragraph of the body, counted from 0.', verbose_name='place')),
            ],
            options={
                'verbose_name': 'photo',
                'verbose_name_plural': 'photos',
                'ordering': ('before', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', articles.models.fields.LineField(max_length=200, verbose_name='title')),
                ('body', models.TextField(blank=True, verbose_name='body')),
                ('summary', articles.models.fields.LineField(blank=True, help_text="Left empty, the body's first words stand in.", max_length=300, verbose_name='summary')),
                ('event_start', articles.models.fields.PartialDateField(blank=True, help_text='2019-07-17; without a year --07-17, to be completed.', max_length=10, verbose_name='event date')),
                ('event_end', articles.models.fields.PartialDateField(blank=True, max_length=10, verbose_name='end of the event')),
                ('occasion', models.CharField(blank=True, help_text='At what kind of event it was said: a meeting, an inspection, a hearing …', max_length=20, verbose_name='occasion')),
                ('published_at', models.DateTimeField(blank=True, help_text='As the source printed it.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)), django.core.validators.MaxValueValidator(datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))], verbose_name='published at source')),
                ('source', articles.models.fields.LineField(blank=True, max_length=100, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='source address')),
                ('responsible_editor', articles.models.fields.LineField(blank=True, max_length=50, verbose_name='responsible editor')),
                ('is_repost', models.BooleanField(default=False, help_text='Taken over from elsewhere; it says from where and by whom.', verbose_name='repost')),
                ('original_title', articles.models.fields.LineField(blank=True, max_length=200, verbose_name='original title')),
                ('original_author', articles.models.fields.LineField(blank=True, max_length=100, verbose_name='original author')),
                ('is_major_case', models.BooleanField(default=False, help_text='The chief procurator signs too before it is published.', verbose_name='major case')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('first_review', 'Awaiting first review'), ('second_review', 'Awaiting second review'), ('final_review', 'Awaiting final review'), ('chief_review', 'Awaiting the chief procurator'), ('ready', 'Ready to publish'), ('published', 'Published'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('archived', 'Archived'), ('binned', 'In the bin')], default='draft', editable=False, max_length=20, verbose_name='status')),
                ('status_before', models.CharField(blank=True, choices=[('draft', 'Draft'), ('first_review', 'Awaiting first review'), ('second_review', 'Awaiting second review'), ('final_review', 'Awaiting final review'), ('chief_review', 'Awaiting the chief procurator'), ('ready', 'Ready to publish'), ('published', 'Published'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('archived', 'Archived'), ('binned', 'In the bin')], editable=False, max_length=20, verbose_name='status before')),
                ('status_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='status since')),
                ('wanted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='wanted at')),
                ('withdrawal_notice', articles.models.fields.LineField(blank=True, editable=False, max_length=300, verbose_name='notice of withdrawal')),
                ('live_from', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='live from')),
                ('first_published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='first published')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('modified_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='words changed')),
                ('shown_at', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('published_at', 'first_published_at'), output_field=models.DateTimeField(null=True, verbose_name='date'), verbose_name='date')),
                ('shown_month', models.GeneratedField(db_persist=True, expression=articles.models.functions.YearMonth(django.db.models.functions.comparison.Coalesce('published_at', 'first_published_at')), output_field=models.IntegerField(null=True))),
                ('shown_month_day', models.GeneratedField(db_persist=True, expression=articles.models.functions.MonthDay(django.db.models.functions.comparison.Coalesce('published_at', 'first_published_at')), output_field=models.SmallIntegerField(null=True))),
                ('event_month_day', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Right('event_start', 6), output_field=models.CharField(max_length=6))),
                ('public_modified_at', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Greatest('modified_at', django.db.models.functions.comparison.Coalesce('live_from', 'modified_at')), output_field=models.DateTimeField(null=True, verbose_name='modified'), verbose_name='modified')),
                ('on_site', models.GeneratedField(db_persist=True, expression=models.Case(models.When(status__in=('published', 'archived'), then=1), default=0), output_field=models.SmallIntegerField())),
                ('author', models.ForeignKey(blank=True, editable=False, help_text='Who wrote it or brought it in at the desk; without one, who submits it first.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('copy_of', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='articles.report', verbose_name='working copy of')),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.photo', verbose_name='cover')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'ordering': ('-shown_at', '-pk'),
                'permissions': [('submit_report', 'Can submit'), ('edit_any_report', 'Can edit what others wrote'), ('sign_first', 'Can sign the first review'), ('sign_second', 'Can sign the second review'), ('sign_final', 'Can sign the final review'), ('sign_chief', 'Can sign as chief procurator'), ('publish_report', 'Can publish'), ('withdraw_report', 'Can withdraw'), ('bin_report', 'Can put into the bin'), ('erase_report', 'Can delete for good what is in the bin')],
                'get_latest_by': 'shown_at',
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
                ('from_import', models.BooleanField(default=False, editable=False, help_text='Nobody entered it at the desk.', verbose_name='made by an import')),
                ('name', articles.models.fields.LineField(max_length=100, unique=True, verbose_name='name')),
                ('description', articles.models.fields.LineField(blank=True, max_length=200, verbose_name='description')),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(blank=True, max_length=200, verbose_name='label')),
                ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='started')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('failures', models.JSONField(blank=True, default=list, verbose_name='failures')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='imported by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ('-started_at',),
            },
        ),
        migrations.CreateModel(
            name='MergeRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('kind', models.CharField(choices=[('speaker', 'Speaker'), ('organisation', 'Organisation'), ('tag', 'Tag')], max_length=20, verbose_name='kind')),
                ('kept_id', models.BigIntegerField(verbose_name='kept')),
                ('kept_name', models.CharField(max_length=100, verbose_name='name kept')),
                ('gone_name', models.CharField(max_length=100, verbose_name='name merged')),
                ('gone_slug', models.SlugField(allow_unicode=True, max_length=120, verbose_name='former address')),
                ('moved', models.JSONField(default=dict, verbose_name='moved')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken back by')),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_import', models.BooleanField(default=False, editable=False, help_text='Nobody entered it at the desk.', verbose_name='made by an import')),
                ('name', articles.models.fields.LineField(max_length=100, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=120, verbose_name='address')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('name',), name='organisation_name_unique'), models.UniqueConstraint(fields=('slug',), name='organisation_slug_unique')],
            },
        ),
        migrations.CreateModel(
            name='StaleEntry',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='articles.report', verbose_name='report')),
                ('since', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'verbose_name': 'stale search entry',
                'verbose_name_plural': 'stale search entries',
            },
        ),
        migrations.AddField(
            model_name='photo',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='articles.report', verbose_name='report'),
        ),
        migrations.CreateModel(
            name='Dismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=64, verbose_name='version')),
                ('key', models.CharField(max_length=16, verbose_name='key')),
                ('code', models.CharField(max_length=50, verbose_name='check')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='words')),
                ('by_name', models.CharField(blank=True, help_text='Kept when the account is gone.', max_length=150, verbose_name='name')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to='articles.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'dismissed finding',
                'verbose_name_plural': 'dismissed findings',
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', articles.models.fields.LineField(max_length=20, validators=[django.core.validators.RegexValidator(re.compile('\\S'), 'A role has at least one character.')], verbose_name='role')),
                ('name', articles.models.fields.LineField(max_length=100, verbose_name='name')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='articles.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'credit',
                'verbose_name_plural': 'credits',
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Autosave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=12)),
                ('data', models.JSONField(default=list)),
                ('snapshot', models.JSONField(null=True)),
                ('seen', models.PositiveIntegerField(default=0, help_text='The revision that was opened.')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='at')),
                ('saved_at', models.DateTimeField(editable=False, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'unsaved typing',
                'verbose_name_plural': 'unsaved typing',
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='revision')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by_name', models.CharField(blank=True, max_length=150, verbose_name='by')),
                ('code', models.CharField(blank=True, max_length=40, verbose_name='note')),
                ('values', models.JSONField(blank=True, default=dict, encoder=articles.models.fields.AsPrinted, verbose_name='values')),
                ('name', models.CharField(blank=True, help_text='A version worth finding again: “As discussed”.', max_length=100, verbose_name='name')),
                ('snapshot', models.JSONField(encoder=articles.models.fields.AsPrinted, verbose_name='snapshot')),
                ('version', models.CharField(max_length=64, verbose_name='version')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='articles.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'revision',
                'verbose_name_plural': 'revisions',
                'ordering': ('report', '-number'),
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_import', models.BooleanField(default=False, editable=False, help_text='Nobody entered it at the desk.', verbose_name='made by an import')),
                ('name', articles.models.fields.LineField(max_length=50, verbose_name='name')),
                ('slug', models.SlugField(help_text='Stands in the addresses of its reports: letters, digits and hyphens.', validators=[articles.models.sections.validate_section_slug], verbose_name='address')),
                ('description', articles.models.fields.LineField(blank=True, max_length=200, verbose_name='description')),
                ('keywords', articles.models.fields.LineField(blank=True, help_text='For search engines, separated by commas.', max_length=200, verbose_name='keywords')),
                ('kind', models.CharField(blank=True, help_text='As the standard of government sites names it, such as 工作动态.', max_length=50, verbose_name='type of section')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'ordering': ('order', 'name'),
                'constraints': [models.UniqueConstraint(fields=('name',), name='section_name_unique'), models.UniqueConstraint(fields=('slug',), name='section_slug_unique')],
            },
        ),
        migrations.AddField(
            model_name='report',
            name='section',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='articles.section', verbose_name='section'),
        ),
        migrations.CreateModel(
            name='Shingle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shingles', to='articles.report')),
            ],
            options={
                'verbose_name': 'shingle',
                'verbose_name_plural': 'shingles',
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('first', 'First review'), ('second', 'Second review'), ('final', 'Final review'), ('chief', 'Chief procurator')], max_length=10, verbose_name='stage')),
                ('version', models.CharField(help_text='SHA-256 of what readers read.', max_length=64, verbose_name='version')),
                ('by_name', models.CharField(max_length=150, verbose_name='name')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('reviewed', models.BooleanField(verbose_name='Reviewed')),
                ('proofread', models.BooleanField(verbose_name='Proofread')),
                ('politics', models.BooleanField(verbose_name='Politics')),
                ('law', models.BooleanField(verbose_name='Law')),
                ('policy', models.BooleanField(verbose_name='Policy')),
                ('secrecy', models.BooleanField(verbose_name='Secrecy')),
                ('wording', models.BooleanField(verbose_name='Wording')),
                ('opinion', models.CharField(blank=True, max_length=300, verbose_name='opinion')),
                ('author', models.ForeignKey(blank=True, help_text='Of what was signed.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='articles.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'sign-off',
                'verbose_name_plural': 'sign-offs',
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='SlugRedirect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('section', 'Section'), ('speaker', 'Speaker'), ('organisation', 'Organisation'), ('tag', 'Tag')], max_length=20, verbose_name='kind')),
                ('slug', models.SlugField(allow_unicode=True, max_length=120, verbose_name='former address')),
                ('entry_id', models.BigIntegerField(verbose_name='leads to')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
            ],
            options={
                'verbose_name': 'former address',
                'verbose_name_plural': 'former addresses',
                'ordering': ('-at', '-pk'),
                'constraints': [models.UniqueConstraint(fields=('kind', 'slug'), name='slug_redirect_leads_to_one')],
            },
        ),
        migrations.CreateModel(
            name='SourceText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=500, verbose_name='file')),
                ('raw', models.BinaryField(verbose_name='raw bytes')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('encoding', models.CharField(max_length=20, verbose_name='encoding')),
                ('removed', models.JSONField(blank=True, default=list, encoder=articles.models.fields.AsPrinted, verbose_name='removed')),
                ('problems', models.JSONField(blank=True, default=list, encoder=articles.models.fields.AsPrinted, verbose_name='problems')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='received')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='settled')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sources', to='articles.importbatch', verbose_name='import')),
                ('replaces', models.ForeignKey(blank=True, help_text='The same file came before with other bytes; its reports were not touched.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced_by', to='articles.sourcetext', verbose_name='changed version of')),
            ],
            options={
                'verbose_name': 'source text',
                'verbose_name_plural': 'source texts',
                'ordering': ('-received_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Provenance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in the file')),
                ('lines', models.JSONField(default=list, encoder=articles.models.fields.AsPrinted, verbose_name='lines')),
                ('draft', models.JSONField(default=dict, encoder=articles.models.fields.AsPrinted, verbose_name='draft')),
                ('captions', models.JSONField(default=list, encoder=articles.models.fields.AsPrinted, verbose_name='captions')),
                ('restored_punctuation', models.JSONField(default=dict, encoder=articles.models.fields.AsPrinted, verbose_name='restored punctuation')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provenances', to='articles.report', verbose_name='report')),
                ('similar_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.report', verbose_name='near-duplicate of')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provenances', to='articles.sourcetext', verbose_name='source text')),
            ],
            options={
                'verbose_name': 'provenance',
                'verbose_name_plural': 'provenances',
                'ordering': ('source', 'position'),
            },
        ),
        migrations.CreateModel(
            name='PendingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=500, verbose_name='file')),
                ('raw', models.BinaryField(help_text='Until it is stored.', verbose_name='raw bytes')),
                ('encoding', models.CharField(blank=True, help_text='Picked by a person.', max_length=20, verbose_name='encoding')),
                ('state', models.CharField(choices=[('waiting', 'To be read'), ('read', 'Read'), ('chosen', 'To be stored'), ('stored', 'Stored'), ('failed', 'Failed'), ('left_out', 'Left out')], default='waiting', max_length=10, verbose_name='state')),
                ('claimed_at', models.DateTimeField(editable=False, null=True, verbose_name='being read since')),
                ('outcome', models.CharField(blank=True, max_length=20, verbose_name='outcome')),
                ('message', models.TextField(blank=True, verbose_name='message')),
                ('titles', models.JSONField(blank=True, default=list, verbose_name='titles')),
                ('problem_count', models.PositiveIntegerField(default=0, verbose_name='problems')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pending', to='articles.importbatch', verbose_name='import')),
                ('twin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.report', verbose_name='near-duplicate of')),
                ('source', models.ForeignKey(help_text='The one that it was stored as, or that has the same bytes, or that it would replace.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.sourcetext', verbose_name='source text')),
            ],
            options={
                'verbose_name': 'pending file',
                'verbose_name_plural': 'pending files',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_import', models.BooleanField(default=False, editable=False, help_text='Nobody entered it at the desk.', verbose_name='made by an import')),
                ('name', articles.models.fields.LineField(max_length=50, verbose_name='name')),
                ('pinyin', models.CharField(help_text='For sorting and the index of names: sun gang.', max_length=120, verbose_name='pinyin')),
                ('slug', models.SlugField(allow_unicode=True, max_length=120, verbose_name='address')),
                ('rank', models.PositiveSmallIntegerField(blank=True, help_text="The office's own order; 1 comes first.", null=True, verbose_name='rank')),
                ('note', models.CharField(blank=True, help_text='Tells same names apart; never printed.', max_length=200, verbose_name='note')),
            ],
            options={
                'verbose_name': 'speaker',
                'verbose_name_plural': 'speakers',
                'ordering': (models.OrderBy(models.F('rank'), nulls_last=True), 'pinyin', 'pk'),
                'indexes': [models.Index(fields=['name'], name='speaker_by_name')],
                'constraints': [models.UniqueConstraint(fields=('slug',), name='speaker_slug_unique')],
            },
        ),
        migrations.CreateModel(
            name='OtherName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', articles.models.fields.LineField(max_length=50, verbose_name='name')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_names', to='articles.speaker', verbose_name='speaker')),
            ],
            options={
                'verbose_name': 'other name',
                'verbose_name_plural': 'other names',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', articles.models.fields.LineField(max_length=50, verbose_name='title')),
                ('start', articles.models.fields.PartialDateField(blank=True, help_text='As far as it is known: 2019, 2019-08 or 2019-08-06.', max_length=10, verbose_name='from')),
                ('end', articles.models.fields.PartialDateField(blank=True, help_text='Empty while the post is held.', max_length=10, verbose_name='to')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='articles.organisation', verbose_name='organisation')),
                ('evidence', models.ForeignKey(blank=True, help_text='A report that prints the post: it was held on its day.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.report', verbose_name='evidence')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='articles.speaker', verbose_name='speaker')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ('start', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('kind', models.CharField(choices=[('identified', 'Identified'), ('nobody', 'Not a person'), ('split', 'Split')], max_length=20, verbose_name='kind')),
                ('name', models.CharField(max_length=50, verbose_name='name')),
                ('changed', models.JSONField(default=dict, verbose_name='changed')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken back by')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='articles.report', verbose_name='report')),
                ('origin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='splits', to='articles.speaker', verbose_name='split from')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='articles.speaker', verbose_name='speaker')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Appearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', articles.models.fields.LineField(max_length=50, verbose_name='name as printed')),
                ('titles', articles.models.fields.LineField(blank=True, help_text='Several are separated by 、', max_length=200, verbose_name='titles as printed')),
                ('printed_organisation', articles.models.fields.LineField(blank=True, max_length=100, verbose_name='organisation as printed')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='appearances', to='articles.organisation', verbose_name='organisation')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='articles.report', verbose_name='report')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='appearances', to='articles.speaker', verbose_name='speaker')),
            ],
            options={
                'verbose_name': 'appearance',
                'verbose_name_plural': 'appearances',
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='text')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('appearance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='articles.appearance', verbose_name='appearance')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=20, verbose_name='word')),
                ('pinyin', models.CharField(db_index=True, max_length=130, verbose_name='pinyin')),
                ('letters', models.CharField(db_index=True, max_length=110, verbose_name='letters')),
                ('initials', models.CharField(db_index=True, max_length=20, verbose_name='initials')),
            ],
            options={
                'verbose_name': 'word',
                'verbose_name_plural': 'words',
                'indexes': [models.Index(fields=['text'], name='word_by_prefix', opclasses=['varchar_pattern_ops'])],
                'constraints': [models.UniqueConstraint(fields=('text', 'pinyin'), name='word_once_a_reading')],
            },
        ),
        migrations.CreateModel(
            name='TaggedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='articles.report', verbose_name='report')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='articles.tag', verbose_name='tag')),
            ],
            options={
                'verbose_name': 'tag of a report',
                'verbose_name_plural': 'tags of reports',
            },
        ),
        migrations.AddField(
            model_name='report',
            name='tags',
            field=taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='articles.TaggedReport', to='articles.Tag', verbose_name='tags'),
        ),
        migrations.CreateModel(
            name='TagName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', articles.models.fields.LineField(max_length=100, verbose_name='synonym')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_names', to='articles.tag', verbose_name='tag')),
            ],
            options={
                'verbose_name': 'synonym',
                'verbose_name_plural': 'synonyms',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='Transition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('import', 'Import'), ('submit', 'Submit'), ('recall', 'Take back from review'), ('sign', 'Sign'), ('return', 'Return'), ('change', 'Changed under review'), ('publish', 'Publish'), ('hold', 'Unschedule'), ('withdraw', 'Withdraw'), ('archive', 'Archive'), ('reopen', 'Reopen'), ('bin', 'Put into the bin'), ('restore', 'Restore'), ('revise', 'Revise'), ('unrelease', 'Take back a release')], max_length=20, verbose_name='action')),
                ('from_status', models.CharField(blank=True, choices=[('draft', 'Draft'), ('first_review', 'Awaiting first review'), ('second_review', 'Awaiting second review'), ('final_review', 'Awaiting final review'), ('chief_review', 'Awaiting the chief procurator'), ('ready', 'Ready to publish'), ('published', 'Published'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('archived', 'Archived'), ('binned', 'In the bin')], max_length=20, verbose_name='from')),
                ('to_status', models.CharField(choices=[('draft', 'Draft'), ('first_review', 'Awaiting first review'), ('second_review', 'Awaiting second review'), ('final_review', 'Awaiting final review'), ('chief_review', 'Awaiting the chief procurator'), ('ready', 'Ready to publish'), ('published', 'Published'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('archived', 'Archived'), ('binned', 'In the bin')], max_length=20, verbose_name='to')),
                ('by_name', models.CharField(blank=True, help_text='Kept when the account is gone.', max_length=150, verbose_name='name')),
                ('by_role', models.CharField(blank=True, help_text='At that time.', max_length=150, verbose_name='role')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('code', models.CharField(blank=True, max_length=40, verbose_name='note')),
                ('values', models.JSONField(blank=True, default=dict, encoder=articles.models.fields.AsPrinted, verbose_name='values')),
                ('version', models.CharField(blank=True, help_text='SHA-256 of what readers read.', max_length=64, verbose_name='version')),
                ('findings', models.JSONField(blank=True, default=list, verbose_name='findings let through')),
                ('of_copy', models.BooleanField(default=False, help_text='The working copy of the report was moved, not itself.', verbose_name='working copy')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='transitions', to='articles.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'transition',
                'verbose_name_plural': 'transitions',
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='WordRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wrong', models.CharField(max_length=50, validators=[django.core.validators.RegexValidator(re.compile('\\S'), 'A word has at least one character.')], verbose_name='wrong')),
                ('right', models.CharField(blank=True, help_text='Left empty, the word is to be avoided.', max_length=50, verbose_name='right')),
                ('except_in', models.CharField(blank=True, help_text='Longer words in which it is right, with spaces between.', max_length=200, verbose_name='except in')),
                ('level', models.CharField(choices=[('error', 'Error'), ('warning', 'Warning'), ('hint', 'Hint')], default='warning', max_length=10, verbose_name='level')),
                ('legal_basis', models.CharField(help_text='The rule that it rests on.', max_length=200, verbose_name='ground')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'word',
                'verbose_name_plural': 'word list',
                'ordering': ('wrong',),
                'constraints': [models.UniqueConstraint(fields=('wrong',), name='word_rule_once_a_word'), models.CheckConstraint(condition=models.Q(('wrong', models.F('right')), _negated=True), name='word_rule_changes_something', violation_error_message='The right word is the wrong one.')],
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('kind', models.CharField(choices=[('login', 'Login'), ('login_failed', 'Login failed'), ('locked', 'Login locked'), ('logout', 'Logout'), ('password', 'Password changed'), ('add', 'Added'), ('change', 'Edited'), ('delete', 'Deleted'), ('transition', 'Moved'), ('identify', 'Said who is meant'), ('merge', 'Merged or split'), ('check', 'Finding judged'), ('restore', 'Revision restored or named'), ('import', 'Text brought in'), ('undo', 'Taken back'), ('export', 'Exported'), ('command', 'Command')], max_length=20, verbose_name='kind')),
                ('by_name', models.CharField(blank=True, max_length=150, verbose_name='by')),
                ('address', models.GenericIPAddressField(blank=True, null=True, verbose_name='network address')),
                ('object_type', models.CharField(blank=True, max_length=100, verbose_name='object type')),
                ('object_id', models.CharField(blank=True, max_length=64, verbose_name='object number')),
                ('object_name', models.CharField(blank=True, max_length=200, verbose_name='object')),
                ('code', models.CharField(blank=True, max_length=40, verbose_name='what')),
                ('values', models.JSONField(blank=True, default=dict, encoder=articles.models.fields.AsPrinted, verbose_name='values')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit log',
                'ordering': ('-at', '-pk'),
                'indexes': [models.Index(fields=['-at', '-id'], name='audit_list'), models.Index(fields=['object_type', 'object_id'], name='audit_of_object')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', articles.models.fields.LineField(max_length=100, verbose_name='short name')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='short_names', to='articles.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'short name',
                'verbose_name_plural': 'short names',
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('name',), name='short_name_means_one_organisation')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search', serialize=False, to='articles.report', verbose_name='report')),
                ('title', models.TextField(verbose_name='title')),
                ('text', models.TextField(verbose_name='text')),
                ('grams', articles.models.search.GramField(verbose_name='grams')),
                ('lost_words', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'indexes': [models.Index(condition=models.Q(('lost_words', True)), fields=['report'], name='search_lost_words')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(verbose_name='since')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'presence',
                'verbose_name_plural': 'presences',
                'constraints': [models.UniqueConstraint(fields=('report', 'user'), name='presence_once_a_report')],
            },
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(fields=['file'], name='photo_by_file'),
        ),
        migrations.AddConstraint(
            model_name='dismissal',
            constraint=models.UniqueConstraint(fields=('report', 'version', 'key'), name='dismissed_once_a_version'),
        ),
        migrations.AddConstraint(
            model_name='credit',
            constraint=models.UniqueConstraint(fields=('report', 'role', 'name'), name='credit_once_a_report'),
        ),
        migrations.AddConstraint(
            model_name='autosave',
            constraint=models.UniqueConstraint(fields=('user', 'key'), name='autosave_once_a_form'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='revision_number_once_a_report'),
        ),
        migrations.AddConstraint(
            model_name='shingle',
            constraint=models.UniqueConstraint(fields=('value', 'report'), name='shingle_once_a_report'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(fields=('report', 'version', 'by'), name='sign_off_one_stage_a_person', violation_error_message='You have signed another stage of this version.'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(fields=('report', 'version', 'stage'), name='sign_off_once_a_stage', violation_error_message='This stage is signed already.'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('author', None), models.Q(('by', models.F('author')), _negated=True), _connector='OR'), name='sign_off_not_by_author', violation_error_message='Nobody signs their own report.'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('law', True), ('policy', True), ('politics', True), ('proofread', True), ('reviewed', True), ('secrecy', True), ('wording', True)), name='sign_off_complete', violation_error_message='A signature needs both ticks and all five gates.'),
        ),
        migrations.AddIndex(
            model_name='sourcetext',
            index=models.Index(fields=['file_name'], name='source_text_by_file'),
        ),
        migrations.AddConstraint(
            model_name='sourcetext',
            constraint=models.UniqueConstraint(fields=('sha256',), name='source_text_stored_once'),
        ),
        migrations.AddConstraint(
            model_name='provenance',
            constraint=models.UniqueConstraint(fields=('source', 'position'), name='provenance_once_a_place'),
        ),
        migrations.AddIndex(
            model_name='pendingfile',
            index=models.Index(fields=['batch', 'state'], name='pending_file_next'),
        ),
        migrations.AddIndex(
            model_name='othername',
            index=models.Index(fields=['name'], name='other_name_by_name'),
        ),
        migrations.AddConstraint(
            model_name='othername',
            constraint=models.UniqueConstraint(fields=('speaker', 'name'), name='other_name_once_a_speaker'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('speaker', 'organisation', 'role', 'start'), name='membership_entered_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('end', ''), ('start', ''), ('end__gte', models.F('start')), _connector='OR'), name='membership_ends_after_start', violation_error_message="A post can't end before it begins."),
        ),
        migrations.AddIndex(
            model_name='appearance',
            index=models.Index(condition=models.Q(('speaker', None)), fields=['name'], name='appearance_undecided'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.UniqueConstraint(fields=('report', 'name', 'printed_organisation'), name='appearance_once_a_report'),
        ),
        migrations.AddConstraint(
            model_name='taggedreport',
            constraint=models.UniqueConstraint(fields=('content_object', 'tag'), name='tag_once_a_report'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['on_site', '-shown_at', '-id'], name='report_public_list'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['section', 'on_site', '-shown_at', '-id'], name='report_section_list'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['on_site', 'live_from'], name='report_live_count'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['on_site', 'shown_month', 'live_from'], name='report_public_month'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['on_site', 'shown_month_day', '-shown_at'], name='report_public_day'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['on_site', 'event_month_day'], name='report_public_event_day'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['on_site', '-public_modified_at', '-id'], name='report_public_modified'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['-updated_at', '-id'], name='report_desk_list'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['status', 'status_since'], name='report_by_status'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(('first_published_at__isnull', False), ('live_from__isnull', False)), _connector='OR'), name='report_published_has_time', violation_error_message='A published report needs the time from which it is live.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('event_end', ''), models.Q(('event_start', ''), _negated=True), _connector='OR'), name='report_event_end_has_start', violation_error_message='An end of the event needs a beginning.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'binned'), _negated=True), fields=('copy_of',), name='report_one_working_copy', violation_error_message='There is a working copy of this report already.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('copy_of', None), models.Q(('status__in', ['published', 'archived']), _negated=True), _connector='OR'), name='report_copy_never_on_site', violation_error_message='A working copy is never on the site itself.'),
        ),
        migrations.AddConstraint(
            model_name='tagname',
            constraint=models.UniqueConstraint(fields=('name',), name='synonym_means_one_tag'),
        ),
        migrations.AddIndex(
            model_name='transition',
            index=models.Index(fields=['report', 'at'], name='transition_record'),
        ),
    ]
