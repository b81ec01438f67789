"""The sitemap lists what is published and nothing else."""

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
    relist,
)

pytestmark = pytest.mark.django_db

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HOST = "https://news.example.gov.cn"


def addresses(client, address="/sitemap.xml"):
    root = etree.fromstring(client.get(address).content)
    return [loc.text.removeprefix(HOST) for loc in root.findall(".//s:loc", SPACE)]


def test_the_sitemap_without_reports_lists_the_pages(client):
    assert addresses(client) == ["/", "/reports/", "/speakers/", "/tags/"]


def test_the_sitemap_lists_a_report_and_its_entries(client):
    report = make_published(section=make_section(slug="yaowen"), tags=["hearing"])
    appearance = make_appearance(report, speaker=make_speaker(slug="sun-gang"))
    appearance.organisation = make_organisation(slug="dandong")
    appearance.save()
    relist(report)
    assert set(addresses(client)[4:]) == {
        report.get_absolute_url(),
        *("/sections/yaowen/", "/speakers/sun-gang/", "/organisations/dandong/", "/tags/hearing/"),
    }


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn])
def test_the_sitemap_omits_reports_that_are_not_live(client, make):
    report = make(section=make_section(), tags=["hearing"])
    make_appearance(report, speaker=make_speaker())
    assert len(addresses(client)) == 4


def test_a_long_sitemap_is_an_index(client, monkeypatch):
    monkeypatch.setattr(sitemaps.PublicSitemap, "limit", 1)
    for _ in range(2):
        make_published()
    assert "http://testserver/sitemap-reports.xml?p=2" in addresses(client)  # parts of an index have its host


def test_a_sitemap_part_lists_its_own_urls(client, monkeypatch):
    monkeypatch.setattr(sitemaps.PublicSitemap, "limit", 1)
    newest = [make_published() for _ in range(2)][-1]
    assert addresses(client, "/sitemap-reports.xml") == [newest.get_absolute_url()]


@pytest.mark.parametrize(
    "address", ["/sitemap-nothing.xml", "/sitemap-reports.xml?p=9", "/sitemap-reports.xml?p=x"]
)
def test_an_unknown_sitemap_part_is_404(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [2, 9])
def test_the_sitemap_of_reports_makes_two_queries(client, django_assert_num_queries, number):
    for _ in range(number):
        make_published(section=make_section(f"栏目{_}"))
    # Their number; the reports with their sections.
    with django_assert_num_queries(2):
        client.get("/sitemap-reports.xml")
