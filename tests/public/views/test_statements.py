"""Permanent URL of a statement, and oEmbed."""

import pytest

from articles.models.body import from_paragraphs
from tests.builders import make_published, make_report, make_statement

pytestmark = pytest.mark.django_db

HOST = "https://news.example.gov.cn"
WORDS = "孙刚表示，3 < 5。"


@pytest.fixture
def said():
    return make_statement(make_published(paragraphs=[WORDS]), WORDS)


def embed(client, url, **values):
    return client.get("/oembed/", {"url": url, **values})


def test_the_url_of_a_statement_redirects_to_its_anchor(client, said):
    place = f"{said.appearance.report.get_absolute_url()}#s{said.pk}"
    assert client.get(f"/statements/{said.pk}/")["Location"] == place


def test_a_statement_of_a_draft_is_404(client):
    said = make_statement(make_report(paragraphs=[WORDS]), WORDS)
    assert client.get(f"/statements/{said.pk}/").status_code == 404


def test_a_statement_no_longer_in_the_body_is_404(client, said):
    report = said.appearance.report
    report.body = from_paragraphs(["别的话。"])
    report.save()
    assert client.get(f"/statements/{said.pk}/").status_code == 404


@pytest.mark.parametrize("place", ["/statements/{said}/", "{report}#s{said}"])
def test_oembed_takes_both_urls_of_a_statement(client, said, place):
    report = said.appearance.report.get_absolute_url()
    answer = embed(client, HOST + place.format(said=said.pk, report=report)).json()
    assert (answer["type"], answer["author_name"]) == ("rich", "孙刚")


def test_a_quotation_names_the_printed_post_and_the_report(client, said):
    html = embed(client, f"/statements/{said.pk}/").json()["html"]
    assert "丹东市人民检察院检察长孙刚" in html
    assert said.appearance.report.title in html


def test_a_quotation_is_escaped(client, said):
    assert "3 &lt; 5" in embed(client, f"/statements/{said.pk}/").json()["html"]


@pytest.mark.parametrize("url", ["", "/", "http://[", "/statements/x/", "/statements/99999999999999999999/"])
def test_oembed_of_another_url_is_404(client, url):
    assert embed(client, url).status_code == 404


def test_oembed_in_another_format_is_501(client, said):
    assert embed(client, f"/statements/{said.pk}/", format="xml").status_code == 501


@pytest.mark.parametrize(("wanted", "width"), [("300", 300), ("9", 200), ("x", 600), ("²", 600)])
def test_oembed_keeps_to_maxwidth(client, said, wanted, width):
    assert embed(client, f"/statements/{said.pk}/", maxwidth=wanted).json()["width"] == width
