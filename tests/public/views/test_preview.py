"""Preview of a report for staff."""

import pytest

from articles.editorial import workflow
from articles.models import Tag, TaggedReport
from tests.builders import make_published, make_report, make_withdrawn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_report, make_withdrawn, make_published])
def test_staff_see_a_report_in_any_state(client, reporter, make):
    report = make("稿件标题")
    client.force_login(reporter)
    assert "稿件标题" in client.get(f"/preview/{report.pk}/").text


def test_a_draft_with_hundreds_of_new_tags_has_a_preview(client, reporter):
    """SQLite takes 500 parts of a query at most."""
    report = make_report()
    tags = Tag.objects.bulk_create(Tag(name=f"标签{number}", slug=f"tag-{number}") for number in range(501))
    TaggedReport.objects.bulk_create(TaggedReport(tag=tag, content_object=report) for tag in tags)
    client.force_login(reporter)
    assert client.get(f"/preview/{report.pk}/").status_code == 200


def test_a_preview_is_neither_cached_nor_indexed(client, reporter):
    client.force_login(reporter)
    response = client.get(f"/preview/{make_report().pk}/")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_a_preview_redirects_anonymous_users_to_login(client):
    response = client.get(f"/preview/{make_report().pk}/")
    assert response["Location"].startswith("/admin/login/?next=/preview/")


def test_a_preview_is_404_without_permission(client, stranger):
    client.force_login(stranger)
    assert client.get(f"/preview/{make_report().pk}/").status_code == 404


def test_a_reporter_sees_a_draft_at_its_preview_only(client, reporter):
    report = make_published()
    workflow.transition(report, "withdraw", reason="有误")
    client.force_login(reporter)
    assert client.get(report.get_absolute_url()).status_code == 404
