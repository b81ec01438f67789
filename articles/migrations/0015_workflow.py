"""Reviews, signatures, working copies, reposts: the states of a report and what is recorded of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def forget_live_times(apps, schema_editor):
    reports = apps.get_model("articles", "Report").objects.using(schema_editor.connection.alias)
    reports.filter(status="withdrawn").update(live_from=None)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0014_captions_marks_and_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                'verbose_name': 'sign-off',
                'verbose_name_plural': 'sign-offs',
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.AlterModelOptions(
            name='report',
            options={'get_latest_by': 'shown_at', 'ordering': ('-shown_at', '-pk'), 'permissions': [('submit_report', 'Can submit'), ('edit_any_report', 'Can edit what others wrote'), ('sign_first', 'Can sign the first review'), ('sign_second', 'Can sign the second review'), ('sign_final', 'Can sign the final review'), ('sign_chief', 'Can sign as chief procurator'), ('publish_report', 'Can publish'), ('withdraw_report', 'Can withdraw'), ('bin_report', 'Can put into the bin')], 'verbose_name': 'report', 'verbose_name_plural': 'reports'},
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_public_list',
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_section_list',
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_live_count',
        ),
        migrations.AddField(
            model_name='move',
            name='by_role',
            field=models.CharField(blank=True, help_text='At that time.', max_length=150, verbose_name='role'),
        ),
        migrations.AddField(
            model_name='move',
            name='findings',
            field=models.JSONField(blank=True, default=list, verbose_name='findings let through'),
        ),
        migrations.AddField(
            model_name='move',
            name='of_copy',
            field=models.BooleanField(default=False, help_text='The working copy of the report was moved, not itself.', verbose_name='working copy'),
        ),
        migrations.AddField(
            model_name='report',
            name='author',
            field=models.ForeignKey(blank=True, editable=False, help_text='Who wrote it or brought it in at the desk; without one, who submits it first.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to=settings.AUTH_USER_MODEL, verbose_name='author'),
        ),
        migrations.AddField(
            model_name='report',
            name='copy_of',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='articles.report', verbose_name='working copy of'),
        ),
        migrations.AddField(
            model_name='report',
            name='is_major_case',
            field=models.BooleanField(default=False, help_text='The chief procurator signs too before it is published.', verbose_name='major case'),
        ),
        migrations.AddField(
            model_name='report',
            name='is_repost',
            field=models.BooleanField(default=False, help_text='Taken over from elsewhere; it says from where and by whom.', verbose_name='repost'),
        ),
        migrations.AddField(
            model_name='report',
            name='original_author',
            field=models.CharField(blank=True, max_length=100, verbose_name='original author'),
        ),
        migrations.AddField(
            model_name='report',
            name='original_title',
            field=models.CharField(blank=True, max_length=200, verbose_name='original title'),
        ),
        migrations.AddField(
            model_name='report',
            name='status_before',
            field=models.CharField(blank=True, choices=[('draft', 'Draft'), ('first_review', 'Awaiting first review'), ('second_review', 'Awaiting second review'), ('final_review', 'Awaiting final review'), ('chief_review', 'Awaiting the chief procurator'), ('ready', 'Ready to publish'), ('published', 'Published'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('archived', 'Archived'), ('binned', 'In the bin')], editable=False, max_length=20, verbose_name='status before'),
        ),
        migrations.AddField(
            model_name='report',
            name='status_since',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='status since'),
        ),
        migrations.AddField(
            model_name='report',
            name='wanted_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='wanted at'),
        ),
        migrations.AddField(
            model_name='report',
            name='withdrawal_notice',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='notice of withdrawal'),
        ),
        migrations.AlterField(
            model_name='move',
            name='action',
            field=models.CharField(choices=[('import', 'Import'), ('submit', 'Submit'), ('sign', 'Sign'), ('return', 'Return'), ('change', 'Changed under review'), ('publish', 'Publish'), ('hold', 'Unschedule'), ('withdraw', 'Withdraw'), ('archive', 'Archive'), ('reopen', 'Reopen'), ('bin', 'Put into the bin'), ('restore', 'Restore'), ('revise', 'Revise')], max_length=20, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='move',
            name='from_status',
            field=models.CharField(blank=True, choices=[('draft', 'Draft'), ('first_review', 'Awaiting first review'), ('second_review', 'Awaiting second review'), ('final_review', 'Awaiting final review'), ('chief_review', 'Awaiting the chief procurator'), ('ready', 'Ready to publish'), ('published', 'Published'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('archived', 'Archived'), ('binned', 'In the bin')], max_length=20, verbose_name='from'),
        ),
        migrations.AlterField(
            model_name='move',
            name='to_status',
            field=models.CharField(choices=[('draft', 'Draft'), ('first_review', 'Awaiting first review'), ('second_review', 'Awaiting second review'), ('final_review', 'Awaiting final review'), ('chief_review', 'Awaiting the chief procurator'), ('ready', 'Ready to publish'), ('published', 'Published'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('archived', 'Archived'), ('binned', 'In the bin')], max_length=20, verbose_name='to'),
        ),
        migrations.AlterField(
            model_name='move',
            name='version',
            field=models.CharField(blank=True, help_text='SHA-256 of what readers read.', max_length=64, verbose_name='version'),
        ),
        migrations.AlterField(
            model_name='report',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('first_review', 'Awaiting first review'), ('second_review', 'Awaiting second review'), ('final_review', 'Awaiting final review'), ('chief_review', 'Awaiting the chief procurator'), ('ready', 'Ready to publish'), ('published', 'Published'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('archived', 'Archived'), ('binned', 'In the bin')], default='draft', editable=False, max_length=20, verbose_name='status'),
        ),
        migrations.AddField(
            model_name='report',
            name='on_site',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(status__in=('published', 'archived'), then=1), default=0), output_field=models.SmallIntegerField()),
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
            index=models.Index(fields=['status', 'status_since'], name='report_by_status'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'binned'), _negated=True), fields=('copy_of',), name='report_one_working_copy', violation_error_message='There is a working copy of this report already.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('copy_of', None), models.Q(('status__in', ['published', 'archived']), _negated=True), _connector='OR'), name='report_copy_never_on_site', violation_error_message='A working copy is never on the site itself.'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='author',
            field=models.ForeignKey(blank=True, help_text='Of what was signed.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='articles.report', verbose_name='report'),
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
        # A withdrawn report that is archived must not look as if it were live.
        migrations.RunPython(forget_live_times, migrations.RunPython.noop),
    ]
