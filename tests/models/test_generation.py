"""The number of the site changes with what the public can see, and with nothing else."""

from functools import partial
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from articles import search
from articles.editorial import workflow
from articles.models import (
    Appearance,
    Autosave,
    Credit,
    Generation,
    Photo,
    Report,
    SearchEntry,
    Section,
    SiteChange,
    Speaker,
    Statement,
    Tag,
    generation,
)
from articles.models.triggers.generation import WATCHED
from tests.builders import (
    make_appearance,
    make_organisation,
    make_photo,
    make_published,
    make_report,
    make_scheduled,
    make_scheduled_copy,
    make_section,
    make_speaker,
    make_statement,
    make_tag,
    make_withdrawn,
)
from tests.races import at_once, on_postgresql

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]

#: Tables that are not watched, and why the public sees nothing of a change there.
UNWATCHED = {
    "articles_auditentry": "the audit log",
    "articles_autosave": "typing at the desk",
    "articles_bulkact": "an act on many reports, while a worker carries it out",
    "articles_bulkitem": "a report of such an act",
    "articles_decision": "kept for the undoing of a merge",
    "articles_dismissal": "a finding that was let through at the desk",
    "articles_generation": "the number itself",
    "articles_importbatch": "an import at the desk",
    "articles_mergerecord": "kept for the undoing of a merge",
    "articles_pendingfile": "a file of an import",
    "articles_presence": "who has a form open",
    "articles_provenance": "where in a file a report comes from, for the desk",
    "articles_revision": "earlier words, for the desk",
    "articles_listing": "written with the report, whose change is watched",
    "articles_renderedreport": "drawn from what is watched, and emptied with it",
    "articles_tally": "the sum of lists, which change with the report",
    "articles_shingle": "finds near-duplicates for the import",
    "articles_signoff": "signatures, for the desk",
    "articles_sitechange": "the number itself",
    "articles_sourcetext": "the raw file, for the desk",
    "articles_staleentry": "a search entry that is to be written: that writing is watched",
    "articles_suggestion": "a word is shown only while a published report holds it, which is watched",
    "articles_transition": "the record; what readers see of it stands in the report",
    "articles_wordrule": "the word list of the checks",
}


def number():
    return generation.number(connection)


@pytest.fixture
def watch():
    """Call an act in a transaction of its own; whether it changed the number of the site."""

    def changes(act):
        before = number()
        _begin_anew()
        act()
        return number() != before

    return changes


def _begin_anew():
    """A test is one transaction: forget that it has its row already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('newsroom.site_changed', '', true)")


def make_whole(make, **values):
    """A report with a row in each table that hangs on it."""
    report = make(section=make_section(), tags=[make_tag("封存")], **values)
    make_appearance(report, speaker=make_speaker())
    make_statement(report, "会议在市检察院召开。", name="孙刚")
    make_photo(report)
    Credit.objects.create(report=report, role="记者", name="王五")
    search.index([report])
    return report


def test_every_table_is_watched_or_said_to_be_unseen():
    tables = {model._meta.db_table for model in apps.get_app_config("articles").get_models()}
    assert WATCHED.keys() | UNWATCHED.keys() == tables
    assert not WATCHED.keys() & UNWATCHED.keys()


CHANGES = {
    "report": lambda report: Report.objects.filter(pk=report.pk).update(title="新"),
    "appearance": lambda report: Appearance.objects.filter(report=report).update(titles="新"),
    "statement": lambda report: Statement.objects.filter(appearance__report=report).update(text="新"),
    "credit": lambda report: Credit.objects.filter(report=report).update(name="新"),
    "photo": lambda report: Photo.objects.filter(report=report).update(caption="新"),
    "tagging": lambda report: report.tags.clear(),
    "search entry": lambda report: SearchEntry.objects.filter(report=report).update(title="新"),
    "new credit": lambda report: Credit.objects.create(report=report, role="摄影", name="赵六"),
    "new tag": lambda report: report.tags.add(Tag.objects.get(name="封存")),
    "deletion": lambda report: report.delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_a_published_report_changes_the_number(watch, change):
    report = make_whole(make_published)
    if change == "new tag":
        report.tags.clear()
    assert watch(lambda: CHANGES[change](report))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_a_draft_does_not_change_the_number(watch, change):
    report = make_whole(make_report)
    assert not watch(lambda: CHANGES[change](report))


REGISTER = {
    "section": lambda: Section.objects.update(name="新"),
    "speaker": lambda: Speaker.objects.update(name="新"),
    "tag": lambda: Tag.objects.update(name="新"),
    "other name": lambda: Speaker.objects.get().other_names.create(name="孙钢"),
    "synonym": lambda: Tag.objects.get().other_names.create(name="查封"),
    "membership": lambda: Speaker.objects.get().memberships.create(
        organisation=make_organisation(), role="检察长"
    ),
    "deleted": lambda: Tag.objects.all().delete(),
}


@pytest.mark.parametrize("change", REGISTER)
def test_a_change_of_the_register_changes_the_number(watch, change):
    make_whole(make_report)
    assert watch(REGISTER[change])


def test_a_new_entry_without_reports_does_not_change_the_number(watch):
    assert not watch(lambda: (make_section(), make_speaker(), make_organisation(), make_tag("新")))


def test_an_update_of_no_row_does_not_change_the_number(watch):
    assert not watch(lambda: Speaker.objects.filter(name="没有").update(name="新"))


def test_publishing_changes_the_number(watch):
    report = make_report()
    assert watch(lambda: workflow.transition(report, "publish"))


def test_a_withdrawal_changes_the_number(watch):
    report = make_published()
    assert watch(lambda: workflow.transition(report, "withdraw", reason="误"))


def test_a_change_of_a_scheduled_report_changes_the_number(watch):
    report = make_scheduled()
    assert watch(lambda: workflow.transition(report, "hold"))


def test_a_change_of_a_notice_changes_the_number(watch):
    report = make_withdrawn(notice="已撤回")
    assert watch(lambda: Report.objects.filter(pk=report.pk).update(withdrawal_notice=""))


def test_a_change_of_a_silently_withdrawn_report_does_not_change_the_number(watch):
    report = make_withdrawn()
    assert not watch(lambda: Report.objects.filter(pk=report.pk).update(title="新"))


def test_the_schedule_of_a_working_copy_changes_the_number(watch, reporter, signers):
    original = make_published()
    assert watch(lambda: make_scheduled_copy(original, "新的话。", by=reporter, signers=signers))


def test_typing_does_not_change_the_number(watch, reporter):
    report = make_published()
    assert not watch(lambda: Autosave.objects.create(report=report, user=reporter, at=timezone.now()))


def test_the_number_never_runs_back_when_it_is_folded():
    for title in ("一", "二", "三"):
        _begin_anew()
        make_published(title)
    before = number()
    generation.fold(connection)
    assert number() == before
    assert not SiteChange.objects.exists()
    _begin_anew()
    make_published("四")
    assert number() == before + 1 or connection.vendor == "sqlite"


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_many_changes_are_folded_when_the_number_is_read(monkeypatch):
    monkeypatch.setattr(generation, "FOLD_AT", 2)
    SiteChange.objects.bulk_create([SiteChange(), SiteChange(), SiteChange()])
    before = number()
    assert generation.number_and_fold(connection) == before
    assert Generation.objects.get().number == before


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_transaction_is_one_change_however_much_it_writes():
    before = number()
    with transaction.atomic():
        for title in ("一", "二", "三"):
            make_published(title)
    assert number() == before + 1


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_change_after_a_savepoint_was_undone_is_recorded():
    report, before = make_published(), number()
    with transaction.atomic():
        point = transaction.savepoint()
        Report.objects.filter(pk=report.pk).update(title="一")
        transaction.savepoint_rollback(point)
        Report.objects.filter(pk=report.pk).update(title="二")
    assert number() == before + 1


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_no_act_waits_for_another_one_to_end():
    sections = [make_section("甲", slug="one"), make_section("乙", slug="other")]
    both_wrote = Barrier(2, timeout=10)

    def rename(section):
        with transaction.atomic():
            Section.objects.filter(pk=section.pk).update(name=section.slug)
            both_wrote.wait()

    before = number()
    assert at_once(*(partial(rename, section) for section in sections)) == [None, None]
    assert number() == before + 2
