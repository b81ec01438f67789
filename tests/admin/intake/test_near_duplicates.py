"""A near-duplicate beside its twin, at the desk."""

import pytest

from articles.intake import Importer
from articles.models import Report
from tests.builders import edit
from tests.intake.texts import make_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def near():
    importer = Importer()
    importer.add("a.txt", make_text())
    raw = make_text("公益诉讼座谈会召开", extra=["（转载）本文有删节。"])
    return importer.add("b.txt", raw).reports[0].provenances.get()


def page_of(provenance):
    return f"/admin/articles/provenance/{provenance.pk}/twin/"


def test_what_differs_is_marked(near, desk):
    pairs = desk.get(page_of(near)).context["pairs"]
    assert [pair.mine for pair in pairs if not pair.same] == ["（转载）本文有删节。"]


def test_the_report_and_the_source_lead_there(near, desk):
    pages = (f"report/{near.report_id}", f"sourcetext/{near.source_id}")
    answers = [page_of(near) in desk.get(f"/admin/articles/{page}/change/").text for page in pages]
    assert answers == [True, True]


def test_it_is_attached_with_a_click(near, desk):
    desk.post(page_of(near), {"answer": "same"})
    assert Report.objects.get().provenances.count() == 2


def test_it_is_kept_apart_with_a_click(near, desk):
    desk.post(page_of(near), {"answer": "apart"})
    near.refresh_from_db()
    assert (near.similar_to, Report.objects.count()) == (None, 2)


def test_why_it_can_not_be_attached_is_told(near, desk):
    edit(near.report, title="编辑改过的标题")
    assert desk.get(page_of(near)).context["why_not"]
    desk.post(page_of(near), {"answer": "same"})
    assert Report.objects.count() == 2


def test_another_answer_changes_nothing(near, desk):
    desk.post(page_of(near), {"answer": "perhaps"})
    assert Report.objects.count() == 2
