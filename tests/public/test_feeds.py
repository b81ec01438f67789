"""RSS and Atom feeds."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_section,
    make_speaker,
    make_tag,
    make_withdrawn,
    relist,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "https://news.example.gov.cn"


def feed(client, address):
    return etree.fromstring(client.get(address).content)


def titles(client, address):
    root = feed(client, address)
    return [
        title.text for title in (root.findall(".//item/title") or root.findall(f"{ATOM}entry/{ATOM}title"))
    ]


def make_entry(kind):
    """Make an entry with one report, and an unrelated report."""
    report = make_published("有关", section=make_section(), tags=["公益诉讼"])
    make_published("无关")
    speaker = make_speaker()
    organisation = make_organisation()
    make_appearance(report, speaker=speaker)
    report.appearances.update(organisation=organisation)
    relist(report)
    entries = {"section": report.section, "tag": report.tags.get(), "speaker": speaker}
    return (entries | {"organisation": organisation})[kind]


@pytest.mark.parametrize("address", ["/feed/", "/feed/atom/"])
def test_a_feed_contains_the_newest_reports_first(client, address):
    make_published("旧", published_at=datetime(2019, 1, 1, tzinfo=UTC))
    make_published("新", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert titles(client, address) == ["新", "旧"]


@pytest.mark.parametrize("suffix", ["feed/", "feed/atom/"])
@pytest.mark.parametrize("kind", ["section", "tag", "speaker", "organisation"])
def test_a_feed_of_an_entry_contains_its_reports(client, kind, suffix):
    entry = make_entry(kind)
    assert titles(client, entry.get_absolute_url() + suffix) == ["有关"]


@pytest.mark.parametrize("address", ["/feed/", "/feed/atom/"])
def test_a_feed_without_reports_is_valid(client, address):
    assert titles(client, address) == []


def test_a_withdrawn_report_is_in_no_feed(client):
    make_withdrawn("撤下")
    assert titles(client, "/feed/") == []


def test_the_feed_of_a_tag_without_published_reports_is_404(client):
    assert client.get(f"{make_tag().get_absolute_url()}feed/").status_code == 404


@pytest.mark.parametrize("address", ["/feed/", "/feed/atom/"])
def test_html_and_control_characters_leave_feeds_valid(client, address):
    make_published("<script>\x0b]]>&amp;</script>", paragraphs=["<b>\x0c</b>"], tags=["\x01<i>"])
    assert len(titles(client, address)) == 1


def test_html_in_a_title_is_shown_as_text(client):
    make_published("3 < 5 & 7")
    assert titles(client, "/feed/") == ["3 &lt; 5 &amp; 7"]  # feed readers parse an RSS title as HTML
    assert titles(client, "/feed/atom/") == ["3 < 5 & 7"]


def test_urls_in_a_feed_are_absolute(client):
    report = make_published()
    assert feed(client, "/feed/").findtext(".//item/link") == HOST + report.get_absolute_url()


def test_a_feed_has_its_own_url(client):
    links = feed(client, "/feed/atom/").findall(f"{ATOM}link[@rel='self']")
    assert [link.get("href") for link in links] == [f"{HOST}/feed/atom/"]


def test_the_id_of_an_item_stays_when_the_section_is_renamed(client):
    report = make_published(section=make_section(slug="old"))
    before = feed(client, "/feed/").findtext(".//guid")
    report.section.slug = "new"
    report.section.save()
    assert feed(client, "/feed/").findtext(".//guid") == before


@pytest.mark.parametrize("number", [2, 9])
def test_a_feed_makes_two_queries(client, django_assert_num_queries, number):
    for _ in range(number):
        make_published(tags=["公益诉讼"])
    # The reports; their tags.
    with django_assert_num_queries(2):
        client.get("/feed/")
