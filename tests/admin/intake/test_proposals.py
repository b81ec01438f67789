"""A changed file's proposal at the desk."""

import pytest

from articles.editorial import workflow
from articles.intake import Importer
from articles.intake.proposal import proposals
from articles.models import Report, SourceText
from tests.admin.forms import nothing_written
from tests.intake.texts import make_text

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
    values = {"report": proposal.report.pk, "change": proposal.changes[0].key}
    return desk.post(page_of(source), values)


def test_old_and_new_are_shown_as_such(changed, desk):
    page = desk.get(page_of(changed)).text
    assert (f"<ins>{NEW}</ins>" in page, "<del>安平市检察院召开公益诉讼座谈会</del>" in page) == (True, True)


def test_the_source_leads_there(changed, desk):
    assert page_of(changed) in desk.get(f"/admin/articles/sourcetext/{changed.pk}/change/").text


def test_a_change_is_accepted_with_a_click(changed, desk):
    click(desk, changed)
    assert Report.objects.get().title == NEW


def test_reporter_is_refused_in_a_published_report(changed, enter, reporter):
    workflow.transition(Report.objects.get(), "publish")
    client = enter(reporter)
    with nothing_written():
        assert click(client, changed).status_code == 403


@pytest.mark.parametrize("number", ["", "x", "0", "4711"])
def test_a_report_that_is_not_there_is_not_found(number, changed, desk):
    with nothing_written():
        assert desk.post(page_of(changed), {"report": number, "change": "x"}).status_code == 404


class TestWaiting:
    LIST = "/admin/articles/sourcetext/?proposal=yes"

    def test_it_is_listed(self, changed, desk):
        assert page_of(changed) in desk.get(self.LIST).text

    def test_the_report_leads_there(self, changed, desk):
        assert page_of(changed) in desk.get(f"/admin/articles/report/{Report.objects.get().pk}/change/").text

    def test_when_all_is_accepted_it_waits_no_longer(self, changed, desk):
        click(desk, changed)
        assert page_of(changed) not in desk.get(self.LIST).text

    def test_the_rest_is_set_aside(self, changed, desk):
        desk.post(page_of(changed), {"done": "1"})
        assert (page_of(changed) in desk.get(self.LIST).text, Report.objects.get().title == NEW) == (
            False,
            False,
        )

    def test_a_later_version_takes_its_place(self, changed, desk):
        Importer().add("a.txt", make_text("安平市检察院召开公益诉讼评议会"))
        assert page_of(changed) not in desk.get(self.LIST).text

    def test_what_differs_in_furniture_alone_does_not_wait(self, desk):
        importer = Importer()
        importer.add("a.txt", make_text())
        importer.add("a.txt", make_text(extra=["上一篇：没有了"]))
        assert desk.get(self.LIST).context["cl"].result_count == 0
