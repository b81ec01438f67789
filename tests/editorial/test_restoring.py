"""Restoring a revision: the old words come back, and no revision is lost."""

import pytest

from articles import search
from articles.editorial import history
from articles.editorial.restoring import restore_revision
from articles.models import Report
from tests.builders import edit, make_published, make_report

pytestmark = pytest.mark.django_db


def test_the_words_of_an_earlier_revision_come_back(reporter):
    report = make_report("原题")
    edit(report, title="新题")
    restore_revision(report.revisions.get(number=1), by=reporter)
    report.refresh_from_db()
    assert report.title == "原题"


def test_restoring_adds_a_revision_and_removes_none(reporter):
    report = make_report("原题")
    edit(report, title="新题")
    restore_revision(report.revisions.get(number=1), by=reporter)
    assert [(row.number, row.by) for row in report.revisions.all()] == [(3, reporter), (2, None), (1, None)]


def test_the_state_of_a_report_is_not_restored():
    report = make_published("原题")
    edit(report, title="新题")
    restore_revision(report.revisions.get(number=1), by=None)
    report.refresh_from_db()
    assert report.status == "published"


def test_the_search_finds_what_was_restored():
    report = make_published(paragraphs=["绿水青山。"])
    edit(report, body="<p>别的。</p>")
    restore_revision(report.revisions.get(number=1), by=None)
    assert list(search.search("绿水青山", Report.objects.published()).page) == [report]


def test_the_revisions_of_a_working_copy_are_appended_to_those_of_its_original():
    original, copy = make_report("原题"), make_report("副本")
    history.ensure_recorded(original)
    edit(copy, title="副本改")
    history.move_revisions(copy, original)
    titles = original.revisions.order_by("number").values_list("number", "snapshot__fields__title")
    assert list(titles) == [(1, "原题"), (2, "副本"), (3, "副本改")]
