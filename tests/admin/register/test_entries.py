"""Entries of the register: what a save or a deletion at the desk brings about, in one transaction."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import search
from articles.models import AuditEntry, Report, SlugRedirect, StaleEntry, Tag
from articles.register.entries import delete_entries, entry_form, follow_change
from articles.search.stale import AT_ONCE
from tests.admin.forms import posted
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_speaker,
    make_tag,
    relist,
)

pytestmark = pytest.mark.django_db

MAKE = {"speaker": make_speaker, "organisation": make_organisation, "tag": make_tag}


def make_named(kind, name="旧的名称"):
    """An entry, and a published report that names it."""
    entry, report = MAKE[kind](name), make_published()
    if kind == "tag":
        report.tags.add(entry)
    else:
        appearance = make_appearance(report, "某人", organisation="某处")
        type(appearance).objects.filter(pk=appearance.pk).update(**{kind: entry})
    relist(report)
    search.index([report])
    return entry, report


def found(word):
    return list(search.search(word, Report.objects.published()).page)


def rename(desk, entry, **values):
    there = f"/admin/articles/{entry._meta.model_name}/{entry.pk}/change/"
    return desk.post(there, posted(desk.get(there), **values))


@pytest.mark.parametrize("kind", MAKE)
class TestEach:
    def test_a_new_name_is_found(self, kind, desk):
        entry, report = make_named(kind)
        rename(desk, entry, name="崭新名称")
        assert (found("崭新名称"), found("旧的名称")) == ([report], [])

    def test_the_name_of_a_deleted_entry_is_found_no_more(self, kind, desk):
        entry, _report = make_named(kind)
        desk.post(f"/admin/articles/{kind}/{entry.pk}/delete/", {"post": "yes"})
        assert found("旧的名称") == []

    def test_entries_deleted_from_the_list_are_found_no_more(self, kind, desk):
        entry, _report = make_named(kind)
        action = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
        desk.post(f"/admin/articles/{kind}/", action)
        assert (found("旧的名称"), type(entry).objects.filter(pk=entry.pk).exists()) == ([], False)

    def test_many_reports_are_marked_stale_and_indexed_later(self, kind, monkeypatch):
        monkeypatch.setitem(search.refresh.__globals__, "AT_ONCE", 0)
        entry, report = make_named(kind)
        type(entry).objects.update(name="崭新名称")
        entry.refresh_from_db()
        follow_change(entry, {"name": "旧的名称"})
        assert (list(StaleEntry.objects.values_list("pk", flat=True)), found("崭新名称")) == ([report.pk], [])
        search.catch_up()
        assert (StaleEntry.objects.count(), found("崭新名称")) == (0, [report])

    def test_a_former_slug_redirects(self, kind, desk):
        entry, _report = make_named(kind)
        former = entry.slug
        rename(desk, entry, slug="another")
        assert list(SlugRedirect.objects.values_list("slug", "entry_id")) == [(former, entry.pk)]

    def test_a_save_leaves_one_audit_entry(self, kind, desk):
        entry, _report = make_named(kind)
        rename(desk, entry, name="崭新名称")
        assert [(each.kind, each.object_name) for each in AuditEntry.objects.filter(kind="change")] == [
            ("change", "崭新名称")
        ]


def test_another_rank_or_note_indexes_nothing(desk, monkeypatch):
    speaker, _report = make_named("speaker")
    monkeypatch.setattr(search, "refresh", lambda reports: pytest.fail("the reports were indexed"))
    rename(desk, speaker, rank="3", note="区检察院")
    speaker.refresh_from_db()
    assert (speaker.rank, speaker.note) == (3, "区检察院")


def test_a_new_name_takes_as_many_queries_for_many_reports_as_for_more():
    def asked(number):
        tag = make_tag(f"标签{number}")
        reports = [Report.objects.create(title=str(place)) for place in range(number)]
        tag.taggings.model.objects.bulk_create(
            tag.taggings.model(tag=tag, content_object=report) for report in reports
        )
        with CaptureQueriesContext(connection) as queries:
            follow_change(tag, {"name": "旧的名称"})
        return len(queries)

    assert asked(AT_ONCE + 1) == asked(AT_ONCE + 200)


def test_a_permission_lost_meanwhile_is_asked_under_the_lock(reporter):
    tag = make_tag()
    with pytest.raises(PermissionDenied), entry_form(Tag, str(tag.pk), reporter, "change"):
        pytest.fail("the form was read")


def test_an_entry_is_not_deleted_by_who_may_not(reporter):
    tag = make_tag()
    with pytest.raises(PermissionDenied):
        delete_entries([tag], reporter)
    assert Tag.objects.exists()


def test_a_refused_deletion_leaves_the_search_alone(reporter):
    tag, report = make_named("tag")
    with pytest.raises(PermissionDenied):
        delete_entries([tag], reporter)
    assert found("旧的名称") == [report]
