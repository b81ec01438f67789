"""The search page."""

import pytest

from articles import search
from tests.builders import make_published, make_withdrawn

pytestmark = pytest.mark.django_db


def make_found(*titles):
    reports = [make_published(title, paragraphs=["检察机关开展公益诉讼工作。"]) for title in titles]
    search.index(reports)
    return reports


def found(client, query, **parameters):
    response = client.get("/search/", {"q": query, **parameters})
    return [report for report, _title, _words in response.context["found"]]


def test_no_query_finds_nothing(client):
    make_found("报道")
    assert found(client, "") == []


def test_a_report_that_holds_the_word_is_found(client):
    reports = make_found("报道")
    assert found(client, "公益诉讼") == reports


def test_a_withdrawn_report_is_not_found(client):
    report = make_withdrawn(paragraphs=["检察机关开展公益诉讼工作。"])
    search.index([report])
    assert found(client, "公益诉讼") == []


def test_the_word_is_marked(client):
    make_found("报道")
    assert "<mark>公益诉讼</mark>" in client.get("/search/?q=公益诉讼").content.decode()


@pytest.mark.parametrize(
    "query", ['"><script>alert(1)</script>', "%00", "' OR 1=1 --", "*" * 5000, '"', "NEAR("]
)
def test_a_hostile_query_does_no_harm(client, query):
    make_found("报道")
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("page", ["0", "2", "x", "-1"])
def test_a_page_beyond_the_last_is_not_found(client, page):
    make_found("报道")
    assert client.get("/search/", {"q": "公益诉讼", "page": page}).status_code == 404


def test_what_was_found_goes_on_on_a_second_page_of_the_same_query(client):
    make_found(*(f"报道{number}" for number in range(21)))
    assert (
        "?q=%E5%85%AC%E7%9B%8A&amp;sort=newest&amp;page=2"
        in client.get("/search/?q=公益&sort=newest").content.decode()
    )


def test_an_order_that_there_is_not_is_the_usual_one(client):
    reports = make_found("报道")
    assert found(client, "公益诉讼", sort="'; drop") == reports


def test_pages_of_the_search_are_not_indexed(client):
    assert '<meta name="robots" content="noindex' in client.get("/search/").content.decode()
