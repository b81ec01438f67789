"""Revisions: one before and one after each change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial import history
from articles.editorial.editing import editing
from articles.models import Report, Revision
from tests.builders import edit, make_report, make_tag

pytestmark = pytest.mark.django_db


def titles(report):
    revisions = report.revisions.order_by("number")
    return [(revision.number, revision.snapshot["fields"]["title"]) for revision in revisions]


def test_the_first_change_records_the_state_before_it_too(reporter):
    report = make_report("原题")
    edit(report, by=reporter, title="新题")
    assert titles(report) == [(1, "原题"), (2, "新题")]


def test_a_revision_has_author_code_and_version(reporter):
    report = make_report()
    edit(report, by=reporter, title="新题")
    last = report.revisions.first()
    assert (last.by, last.by_name, last.code, last.version) == (
        reporter,
        "reporter",
        "edited",
        Report.objects.get().version,
    )


def test_the_first_revision_has_no_author_and_the_time_of_the_import():
    report = make_report()
    first = history.ensure_recorded(report)
    assert (first.by, first.at) == (None, report.updated_at)


def test_an_unchanged_report_gets_no_revision(reporter):
    report = make_report()
    history.ensure_recorded(report)
    assert history.record_revision(report, reporter) is None


def test_a_change_in_the_registers_gets_a_revision_of_its_own(reporter):
    report, tag = make_report(), make_tag()
    report.tags.add(tag)
    history.ensure_recorded(report)
    tag.delete()
    edit(report, by=reporter, title="新题")
    assert [revision.by for revision in report.revisions.order_by("number")] == [None, None, reporter]


def test_recording_many_takes_as_many_queries_as_one():
    def queries(reports):
        with CaptureQueriesContext(connection) as asked:
            history.ensure_recorded_each(reports)
        return len(asked)

    assert queries([make_report()]) == queries([make_report() for _ in range(5)])


def test_a_failed_change_records_no_revision(reporter):
    report = make_report()
    with pytest.raises(ZeroDivisionError), editing(report, reporter, code="renamed", may=None):
        raise ZeroDivisionError
    assert not Revision.objects.exists()
