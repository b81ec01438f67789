"""Feeds of a search."""

import pytest

from articles import search
from tests.builders import make_published, make_statement

pytestmark = pytest.mark.django_db


def make_found(*titles):
    reports = [make_published(title, paragraphs=["检察机关开展公益诉讼工作。"]) for title in titles]
    search.index(reports)
    return reports


def test_the_feed_of_a_search_contains_its_reports(client):
    make_found("报道")
    assert client.get("/search/feed/json/?q=公益诉讼").json()["items"][0]["title"] == "报道"


def test_the_feed_of_a_search_is_narrowed_by_facets(client):
    make_found("一", "二")[0].tags.add("听证")
    items = client.get("/search/feed/json/?q=公益诉讼&tag=听证").json()["items"]
    assert [item["title"] for item in items] == ["一"]


def test_the_feed_of_facets_is_titled_by_them(client):
    make_found("一", "二")[0].tags.add("听证")
    feed = client.get("/search/feed/json/?tag=听证").json()
    assert (feed["title"].split(" · ")[0], [item["title"] for item in feed["items"]]) == ("听证", ["一"])


def make_followed():
    """Make a statement of two paragraphs; return it and the URL of a feed that finds it."""
    words = "孙刚表示，检察机关开展公益诉讼工作，\n一是要主动，二是要公开，三是要接受监督。"
    report = make_published("报道", paragraphs=words.split("\n"), tags=["听证"])
    search.index([report])
    return make_statement(report, words), "/search/feed/{}?q=公益诉讼&kind=statements"


def test_the_feed_of_a_search_for_statements_contains_statements(client):
    said, address = make_followed()
    (item,) = client.get(address.format("json/")).json()["items"]
    assert item["url"].endswith(f"/statements/{said.pk}/")
    assert item["title"] == "孙刚：孙刚表示，检察机关开展公益诉讼工作，一是要主动，二是要公开，…"
    assert item["content_html"].replace("<br>", "\n") == f"<p>{said.text}</p>"


@pytest.mark.parametrize("format", ["", "atom/"])
def test_the_feed_of_statements_exists_in_every_format(client, format):
    said, address = make_followed()
    assert f"/statements/{said.pk}/" in client.get(address.format(format)).content.decode()


def test_the_feed_of_statements_of_a_speaker_omits_others(client):
    _said, address = make_followed()
    assert client.get(address.format("json/") + "&speaker=nobody").json()["items"] == []


@pytest.mark.parametrize("number", [2, 9])
def test_the_queries_of_a_statement_feed_do_not_depend_on_its_length(
    client, django_assert_max_num_queries, number
):
    for _ in range(number):
        _said, address = make_followed()
    # How common; which reports, twice; their dates; their statements' texts; the statements; their reports;
    # tags.
    with django_assert_max_num_queries(8):
        client.get(address.format(""))
