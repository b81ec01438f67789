"""The pages of a report's history."""

import pytest

from articles.editorial import history
from tests.admin.forms import nothing_written, posted
from tests.builders import edit, make_published, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(final_reviewer):
    """A report with two revisions."""
    report = make_report("原题", paragraphs=["要加强协作。"])
    edit(report, by=final_reviewer, title="新题", body="<p>要<strong>深化</strong>协作。</p>")
    return report


def address(report, page):
    return f"/admin/articles/report/{report.pk}/{page}/"


def test_history_lists_who_changed_what(desk, report):
    entries = desk.get(address(report, "history")).context["entries"]
    assert [(entry.revision.by_name, entry.changed) for entry in entries] == [
        ("final", "标题、正文"),
        ("", ""),
    ]


def test_history_lists_transitions(desk):
    report = make_published()
    history.ensure_recorded(report)
    entries = desk.get(address(report, "history")).context["entries"]
    assert {entry.transition.action for entry in entries if entry.transition} == {"publish"}


def test_history_of_an_unchanged_report_is_empty(desk):
    assert "还没有人改动过" in desk.get(address(make_report(), "history")).text


def test_two_revisions_are_compared_with_marks(desk, report):
    page = desk.get(address(report, "compare"), {"from": "2", "to": "1"}).text
    assert "<del>加强</del>" in page
    assert "<ins><strong>深化</strong></ins>" in page


@pytest.mark.parametrize("query", [{}, {"from": "1", "to": "1"}, {"from": "x", "to": "9" * 30}])
def test_comparison_of_fewer_than_two_revisions_redirects(query, desk, report):
    assert desk.get(address(report, "compare"), query).status_code == 302


def test_what_was_typed_into_a_report_is_not_run_as_markup(desk, report):
    edit(report, title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in desk.get(address(report, "compare"), {"from": "1", "to": "3"}).text


def test_revision_is_restored(desk, report):
    desk.post(address(report, "restore"), {"revision": "1"})
    report.refresh_from_db()
    assert report.title == "原题"


def test_revision_is_named(desk, report):
    desk.post(address(report, "name"), {"revision": "2", "name": "会后定稿"})
    assert report.revisions.get(number=2).name == "会后定稿"


@pytest.mark.parametrize("page", ["restore", "name"])
def test_restore_and_name_are_403_without_permission(page, enter, reporter):
    report = make_published()
    history.ensure_recorded(report)
    client = enter(reporter)
    with nothing_written():
        assert client.post(address(report, page), {"revision": "1"}).status_code == 403


@pytest.mark.parametrize("page", ["restore", "name"])
def test_restore_and_name_refuse_get(page, desk, report):
    with nothing_written():
        assert desk.get(address(report, page), {"revision": "1"}).status_code == 403


def test_queries_do_not_grow_with_the_history(desk, report, django_assert_max_num_queries):
    for number in range(10):
        edit(report, title=f"第{number}题")
    with django_assert_max_num_queries(12):
        desk.get(address(report, "history"))


def test_saving_the_form_writes_a_revision(desk, report, chief):
    there = address(report, "change")
    desk.post(there, posted(desk.get(there), title="第三题"))
    last = report.revisions.first()
    assert (last.number, last.by, last.snapshot["fields"]["title"]) == (3, chief, "第三题")
