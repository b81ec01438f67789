import pytest

from articles import search
from tests.builders import make_published, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    report = make_published(paragraphs=["会议研究公益诉讼工作。"])
    search.index([report])
    return report


def test_a_report_is_found_by_its_words(client, report):
    [hit] = client.get("/api/search?q=公益诉讼工作").json()["results"]
    assert (hit["report"]["id"], hit["snippet"]) == (
        report.pk,
        "会议研究<mark>公益诉讼工作</mark>。",
    )


def test_a_page_beyond_the_last_is_404(client, report):
    assert client.get("/api/search?q=公益&page=2").status_code == 404


def test_a_search_without_a_query_finds_nothing(client, report):
    assert client.get("/api/search?q=").json()["total"] == 0


def test_a_search_without_a_query_lists_the_narrowed_reports(client, report):
    [narrowed] = reports = [make_published("要闻", section=make_section(slug="yaowen"))]
    search.index(reports)
    results = client.get("/api/search?section=yaowen").json()["results"]
    assert [hit["report"]["id"] for hit in results] == [narrowed.pk]


@pytest.mark.parametrize(("section", "total"), [("yaowen", 1), ("gonggao", 0)])
def test_a_search_is_narrowed_as_on_the_search_page(client, section, total):
    search.index([make_published("公益诉讼", section=make_section(slug="yaowen"))])
    assert client.get(f"/api/search?q=公益&section={section}").json()["total"] == total
