"""The site map: what is published, and nothing else."""

import pytest
from lxml import etree

from articles.public import sitemaps
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_report,
    make_scheduled,
    make_section,
    make_speaker,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HOST = "https://news.example.gov.cn"


def addresses(client, address="/sitemap.xml"):
    root = etree.fromstring(client.get(address).content)
    return [loc.text.removeprefix(HOST) for loc in root.findall(".//s:loc", SPACE)]


def test_the_map_of_a_site_without_reports_holds_its_pages(client):
    assert addresses(client) == ["/", "/reports/", "/speakers/", "/tags/"]


def test_the_map_holds_the_report_and_all_that_is_in_it(client):
    report = make_published(section=make_section(slug="yaowen"), tags=["hearing"])
    appearance = make_appearance(report, speaker=make_speaker(slug="sun-gang"))
    appearance.organisation = make_organisation(slug="dandong")
    appearance.save()
    assert set(addresses(client)[4:]) == {
        report.get_absolute_url(),
        *("/sections/yaowen/", "/speakers/sun-gang/", "/organisations/dandong/", "/tags/hearing/"),
    }


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn])
def test_what_is_not_live_is_not_on_the_map(client, make):
    report = make(section=make_section(), tags=["hearing"])
    make_appearance(report, speaker=make_speaker())
    assert len(addresses(client)) == 4


def test_a_long_map_is_an_index_of_maps(client, monkeypatch):
    monkeypatch.setattr(sitemaps.PublicSitemap, "limit", 1)
    for _ in range(2):
        make_published()
    assert "http://testserver/sitemap-reports.xml?p=2" in addresses(client)  # maps of an index share its host


def test_a_part_of_a_long_map_holds_its_share(client, monkeypatch):
    monkeypatch.setattr(sitemaps.PublicSitemap, "limit", 1)
    newest = [make_published() for _ in range(2)][-1]
    assert addresses(client, "/sitemap-reports.xml") == [newest.get_absolute_url()]


@pytest.mark.parametrize(
    "address", ["/sitemap-nothing.xml", "/sitemap-reports.xml?p=9", "/sitemap-reports.xml?p=x"]
)
def test_a_map_that_there_is_not_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [2, 9])
def test_the_map_of_reports_asks_the_database_twice(client, django_assert_num_queries, number):
    for _ in range(number):
        make_published(section=make_section(f"栏目{_}"))
    # Their number; the reports with their sections.
    with django_assert_num_queries(2):
        client.get("/sitemap-reports.xml")
