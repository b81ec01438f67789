"""editing() and acting(): one transaction, fresh rows, permission under the lock, and all that follows."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from articles import search
from articles.editorial import workflow
from articles.editorial.editing import ReportGone, acting, editing, editing_each
from articles.models import AuditEntry, Report, Section
from tests.builders import make_published, make_report, make_section, make_signed
from tests.races import meanwhile

pytestmark = pytest.mark.django_db


def retitle(report, title, *, by=None, **options):
    with editing(report, by, code="retitled", values={"title": title}, **options) as edit:
        edit.report.title = title
        edit.columns.add("title")
    return edit


def retitle_and_fail(report):
    with editing(report, None, code="nothing"):
        Report.objects.filter(pk=report.pk).update(title="新题")
        raise ReportGone


def stored(report):
    return Report.objects.get(pk=report.pk)


def test_a_named_column_is_stored():
    report = make_report("原题")
    retitle(report, "新题")
    assert stored(report).title == "新题"


def test_a_column_that_is_not_named_is_not_stored():
    report = make_report(source="原来源")
    with editing(report, None, code="nothing") as edit:
        edit.report.source = "新来源"
    assert stored(report).source == "原来源"


def test_what_another_act_stored_meanwhile_stays(reporter):
    report = make_report("原题", author=reporter)
    with meanwhile(lambda: Report.objects.filter(pk=report.pk).update(source="新来源")):
        retitle(report, "新题", by=reporter)
    assert (stored(report).title, stored(report).source) == ("新题", "新来源")


def test_the_permission_is_asked_of_the_state_under_the_lock(reporter):
    report = make_report("原题", author=reporter)
    submit = lambda: workflow.transition(stored(report), "submit", by=reporter)  # noqa: E731
    with meanwhile(submit, before="transaction"), pytest.raises(PermissionDenied):
        retitle(report, "新题", by=reporter)
    assert (stored(report).title, stored(report).status) == ("原题", "first_review")


def test_the_permission_is_asked_of_the_account_as_it_is_now(reporter):
    report = make_report("原题", author=reporter)
    assert reporter.has_perm("articles.change_report")  # cached in hand
    with meanwhile(reporter.groups.clear), pytest.raises(PermissionDenied):
        retitle(report, "新题", by=reporter)


def test_a_closed_account_changes_nothing(reporter):
    report = make_report("原题", author=reporter)
    User.objects.filter(pk=reporter.pk).update(is_active=False)
    with pytest.raises(PermissionDenied):
        retitle(report, "新题", by=reporter, may=None)


def test_a_report_that_was_deleted_is_gone_for_one_and_left_out_of_many():
    report, other = make_report(), make_report()
    stale = stored(report)
    report.delete()
    with pytest.raises(ReportGone):
        retitle(stale, "新题")
    with editing_each([stale, other], None, code="nothing") as edits:
        assert [edit.report for edit in edits] == [other]


def test_the_revision_before_and_the_one_after_are_kept_with_code_and_values(reporter):
    report = make_report("原题", author=reporter)
    retitle(report, "新题", by=reporter)
    rows = report.revisions.order_by("number").values_list("snapshot__fields__title", "code", "values", "by")
    assert list(rows) == [
        ("原题", "as_found", {}, None),
        ("新题", "retitled", {"title": "新题"}, reporter.pk),
    ]


def test_the_audit_entry_is_written_in_the_same_transaction(reporter):
    report = make_report("原题", author=reporter)
    retitle(report, "新题", by=reporter)
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.code, entry.values, entry.by) == (
        *("change", "retitled", {"title": "新题"}, reporter),
    )


def test_an_exception_undoes_the_change_its_revision_and_its_audit_entry():
    report = make_report("原题")
    with pytest.raises(ReportGone):
        retitle_and_fail(report)
    assert (stored(report).title, report.revisions.count()) == ("原题", 0)
    assert not AuditEntry.objects.exists()


def test_new_words_move_the_time_of_the_words():
    report = make_published("原题")
    before = stored(report).modified_at
    retitle(report, "新题")
    assert stored(report).modified_at > before


@pytest.mark.parametrize("change", ["section", "status_since"])
def test_a_change_of_no_word_leaves_that_time_alone_and_moves_the_desks(change):
    report, section = make_published(), make_section()
    before = stored(report)
    with editing(report, None, code="filed") as edit:
        edit.report.section = section
        edit.columns.add(change)
    after = stored(report)
    assert (after.modified_at, after.updated_at > before.updated_at) == (before.modified_at, True)


def test_new_words_void_the_signatures_in_the_same_transaction(reporter, signers):
    report = make_signed(by=reporter, signers=signers[:2])
    retitle(report, "新题", by=signers[2])
    assert (stored(report).status, report.transitions.last().action) == ("first_review", "change")


def test_the_search_finds_new_words():
    report = make_published()
    with editing(report, None, code="rewritten") as edit:
        edit.report.body = "<p>绿水青山。</p>"
        edit.columns.add("body")
    assert list(search.search("绿水青山", Report.objects.published()).page) == [report]


def test_an_act_inside_another_on_the_same_report_is_not_undone_by_it():
    report = make_report("原题")
    with editing(report, None, code="outer", kind=None) as edit:
        retitle(report, "新题")
        edit.report.source = "来源"
        edit.columns.add("source")
    assert (stored(report).title, stored(report).source) == ("新题", "来源")
    assert [entry.code for entry in AuditEntry.objects.all()] == ["retitled"]


def test_a_report_that_the_act_deletes_is_named_in_the_audit_log():
    report = make_report("原题")
    pk = report.pk
    with editing(report, None, code="deleted", kind="delete") as edit:
        edit.report.delete()
    entry = AuditEntry.objects.get()
    assert (entry.object_id, entry.object_name) == (str(pk), "原题")


# --- Rows that are no reports


def test_an_act_on_another_row_reads_it_afresh_and_writes_the_audit_entry(administrator):
    section = make_section("要闻")
    Section.objects.filter(pk=section.pk).update(slug="news")
    with acting(administrator, section, code="renamed", values={"name": "动态"}) as act:
        act.row.name = "动态"
        act.row.save(update_fields=["name"])
    entry = AuditEntry.objects.get()
    assert (act.row.slug, entry.code, entry.object_name, entry.by) == (
        *("news", "renamed", "动态", administrator),
    )


def test_an_act_that_makes_a_row_names_it(administrator):
    with acting(administrator, code="added", kind="add") as act:
        act.row = make_section("要闻")
    assert AuditEntry.objects.get().object_id == str(act.row.pk)


def test_an_act_without_its_permission_is_refused(reporter):
    with pytest.raises(PermissionDenied), acting(reporter, code="x", permission="articles.delete_section"):
        make_section("要闻")
    assert not Section.objects.exists()
