"""Revisions: one before and one after each change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial import history
from articles.editorial.messages import in_words
from articles.models import Report, Revision
from tests.builders import make_report, make_tag

pytestmark = pytest.mark.django_db


def rename(report, title):
    Report.objects.filter(pk=report.pk).update(title=title)


def titles(report):
    revisions = report.revisions.order_by("number")
    return [(revision.number, revision.snapshot["fields"]["title"]) for revision in revisions]


def test_the_state_before_the_first_change_is_kept_too(reporter):
    report = make_report("原题")
    with history.recording(report, by=reporter):
        rename(report, "新题")
    assert titles(report) == [(1, "原题"), (2, "新题")]


def test_who_and_why_are_told(reporter):
    report = make_report()
    with history.recording(report, by=reporter, note="改题"):
        rename(report, "新题")
    last = report.revisions.first()
    assert (last.by, last.by_name, in_words(last), last.version) == (
        reporter,
        "reporter",
        "改题",
        Report.objects.get().version,
    )


def test_the_first_one_is_nobody_s_and_of_the_time_of_the_import():
    report = make_report()
    first = history.ensure_recorded(report)
    assert (first.by, first.at) == (None, report.updated_at)


def test_nothing_new_is_no_revision(reporter):
    report = make_report()
    history.ensure_recorded(report)
    assert history.record_revision(report, reporter) is None


def test_work_on_the_registers_is_told_apart_from_the_next_change(reporter):
    report, tag = make_report(), make_tag()
    report.tags.add(tag)
    history.ensure_recorded(report)
    tag.delete()
    with history.recording(report, by=reporter):
        rename(report, "新题")
    assert [revision.by for revision in report.revisions.order_by("number")] == [None, None, reporter]


def test_many_take_no_more_queries_than_one():
    def queries(reports):
        with CaptureQueriesContext(connection) as asked, history.recording_each(reports):
            Report.objects.update(title=f"{len(reports)}篇")
        return len(asked)

    assert queries([make_report()]) == queries([make_report() for _ in range(5)])


def test_a_change_that_fails_leaves_no_trace(reporter):
    report = make_report()
    with pytest.raises(ZeroDivisionError), history.recording(report, by=reporter):
        raise ZeroDivisionError
    assert not Revision.objects.exists()
