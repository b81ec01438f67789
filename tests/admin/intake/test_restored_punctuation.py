"""Restored punctuation at the desk."""

import pytest

from articles.editorial import workflow
from articles.intake import Importer
from articles.models import Provenance, Report
from tests.admin.forms import nothing_written
from tests.intake.texts import make_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """The page of a report that was read from half-width marks."""
    Importer().add("a.txt", make_text("安平市检察院:公益诉讼座谈会"))
    return f"/admin/articles/provenance/{Provenance.objects.get().pk}/punctuation/"


def test_the_report_leads_there(page, desk):
    assert page in desk.get(f"/admin/articles/report/{Report.objects.get().pk}/change/").text


def test_a_click_takes_a_mark_back(page, desk):
    desk.post(page, {"back": "t-6"})
    assert Report.objects.get().title == "安平市检察院:公益诉讼座谈会"


def test_a_second_click_restores_it(page, desk):
    desk.post(page, {"back": "t-6"})
    desk.post(page, {"again": "t-6"})
    assert Report.objects.get().title == "安平市检察院：公益诉讼座谈会"


def test_marks_in_edited_words_are_counted(page, desk):
    Report.objects.update(title="别的标题")
    assert desk.get(page).context["edited"] == 1


def test_reporter_is_refused_in_a_published_report(page, enter, reporter):
    workflow.transition(Report.objects.get(), "publish")
    client = enter(reporter)
    with nothing_written():
        assert client.post(page, {"back": "all"}).status_code == 403
