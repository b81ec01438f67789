"""A changed file's proposal at the desk."""

import pytest

from articles import workflow
from articles.importing import Importer
from articles.importing.proposal import proposals
from articles.models import Report, SourceText
from tests.importing.texts import make_text

pytestmark = pytest.mark.django_db
NEW = "安平市检察院召开公益诉讼推进会"


@pytest.fixture
def changed():
    importer = Importer()
    importer.add("a.txt", make_text())
    importer.add("a.txt", make_text(NEW))
    return SourceText.objects.get(replaces__isnull=False)


def page_of(source):
    return f"/admin/articles/sourcetext/{source.pk}/proposal/"


def click(desk, source):
    (proposal,) = proposals(source)
    values = {"report": proposal.report.pk, "piece": proposal.pieces[0].key}
    return desk.post(page_of(source), values)


def test_old_and_new_are_shown_as_such(changed, desk):
    page = desk.get(page_of(changed)).text
    assert (f"<ins>{NEW}</ins>" in page, "<del>安平市检察院召开公益诉讼座谈会</del>" in page) == (True, True)


def test_the_source_leads_there(changed, desk):
    assert page_of(changed) in desk.get(f"/admin/articles/sourcetext/{changed.pk}/change/").text


def test_a_piece_is_accepted_with_a_click(changed, desk):
    click(desk, changed)
    assert Report.objects.get().title == NEW


def test_a_published_report_is_changed_by_its_publishers_alone(changed, enter, reporter):
    workflow.move(Report.objects.get(), "publish")
    assert click(enter(reporter), changed).status_code == 403


@pytest.mark.parametrize("number", ["", "x", "0", "4711"])
def test_a_report_that_is_not_there_is_not_found(number, changed, desk):
    assert desk.post(page_of(changed), {"report": number, "piece": "x"}).status_code == 404
