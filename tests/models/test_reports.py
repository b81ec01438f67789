"""Properties of a report."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.models import Report
from tests.builders import make_published, make_report, make_section

pytestmark = pytest.mark.django_db


def test_the_url_of_a_report_consists_of_section_date_and_id():
    report = make_published(section=make_section(slug="yaowen"))
    Report.objects.filter(pk=report.pk).update(
        first_published_at=timezone.datetime(2019, 8, 6, 17, tzinfo=timezone.get_default_timezone())
    )
    report.refresh_from_db()
    assert report.get_absolute_url() == f"/yaowen/201908/t20190806_{report.pk}.html"


def test_the_url_of_a_report_never_published_is_empty():
    assert make_report().get_absolute_url() == ""


def test_the_number_of_a_report_consists_of_year_and_id():
    report = make_report()
    assert report.number == f"{timezone.localtime(report.created_at):%Y}-{report.pk:06d}"


def test_shown_at_is_the_date_of_the_source():
    printed = timezone.datetime(2019, 8, 6, tzinfo=timezone.get_default_timezone())
    report = make_published(published_at=printed)
    assert Report.objects.get(pk=report.pk).shown_at == printed


def test_shown_at_without_a_source_date_is_the_first_publication():
    report = make_published()
    assert Report.objects.get(pk=report.pk).shown_at == report.first_published_at


@pytest.mark.parametrize(("start", "unknown"), [("--10-30", True), ("2019-10-30", False), ("", False)])
def test_event_year_unknown_is_true_for_a_day_without_a_year(start, unknown):
    assert make_report(event_start=start).event_year_unknown is unknown


def test_the_lead_is_the_summary_if_there_is_one():
    assert make_report(summary="摘要").lead == "摘要"


def test_the_lead_is_cut_by_code_points():
    report = make_report(paragraphs=["𠮷" * 200])
    assert report.lead == "𠮷" * 119 + "…"


def test_the_version_changes_with_the_words():
    report = make_report()
    before = report.version
    report.body += "<p>又一段。</p>"
    assert report.version != before


def test_a_published_report_without_live_from_raises():
    report = make_report()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(status="published")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no file that other programs write")
def test_any_program_can_write_a_report_into_the_sqlite_file(db):
    make_published("题目")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'articles_report'")
        (created,) = cursor.fetchone()
    assert "django_" not in created
