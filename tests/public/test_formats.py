"""Feeds, sitemaps, JSON-LD and exports are valid by the schemas of their formats."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.timezone import localtime
from jsonschema import Draft202012Validator
from lxml import etree

from articles.models import Credit, Membership, Report
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_section,
    make_speaker,
    make_statement,
    put,
)

pytestmark = pytest.mark.django_db

SCHEMAS = Path(__file__).parent / "schemas"
WORDS = "孙刚表示，公益诉讼很重要。</script>"


@pytest.fixture
def report():
    """Make a report with everything that a format can contain, and a minimal one."""
    make_published()
    speaker, organisation = make_speaker(), make_organisation()
    report = make_published(
        "公益诉讼<b>",
        paragraphs=[WORDS],
        section=make_section(),
        tags=["公益诉讼"],
        source_url="https://www.example.gov.cn/a.html",
        published_at=datetime(2019, 8, 6, 9, 19, tzinfo=UTC),
    )
    make_appearance(report, speaker=speaker)
    make_statement(report, WORDS, speaker=speaker)
    Credit.objects.create(report=report, role="供稿", name="刘璐")
    Membership.objects.create(speaker=speaker, organisation=organisation, role="检察长", end="--05-01")
    return report


def read(client, address):
    return client.get(address).getvalue()


def problems(schema, data):
    """Violations of the JSON schema."""
    schema = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def in_page(client, report):
    """JSON-LD in the page of a report."""
    page = read(client, report.get_absolute_url()).decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/feed/", "rss.rng"),
        ("/feed/atom/", "atom.rng"),
        ("/sitemap.xml", "sitemap.rng"),
        ("/sitemap-news.xml", "sitemap.rng"),
    ],
)
def test_xml_is_valid(client, report, address, schema):
    rules = etree.RelaxNG(etree.parse(SCHEMAS / schema))
    rules.validate(etree.fromstring(read(client, address)))
    assert [str(line) for line in rules.error_log] == []


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/feed/json/", "feed.json"),
        ("/oembed/?url=/statements/{said}/", "oembed.json"),
        ("/api/popolo.json", "popolo.json"),
    ],
)
def test_json_is_valid(client, report, address, schema):
    said = report.appearances.get().statements.get().pk
    assert problems(schema, json.loads(read(client, address.format(said=said)))) == []


def test_json_ld_is_valid(client, report):
    assert problems("news_article.json", in_page(client, report)) == []


def test_json_ld_can_not_end_its_script_element(client, report):
    assert in_page(client, report)["hasPart"][0]["text"] == WORDS


def test_an_invalid_document_is_detected():
    assert problems("feed.json", {"title": "", "items": []}) != []


@pytest.mark.parametrize("address", ["/feed/", "/feed/atom/", "/feed/json/"])
def test_a_feed_contains_the_full_text(client, report, address):
    text = read(client, address).decode()
    assert "公益诉讼很重要。" in unescape(text)


def test_the_news_sitemap_omits_older_reports(client, report):
    assert report.title not in unescape(read(client, "/sitemap-news.xml").decode())


@pytest.mark.parametrize(
    "address", ["/feed/atom/", "/feed/json/", "/api/reports", "/api/reports/{pk}", "{page}"]
)
def test_a_scheduled_report_was_modified_when_it_went_live(client, address):
    report, live = make_live_by_the_clock()
    text = read(client, address.format(pk=report.pk, page=report.get_absolute_url())).decode()
    assert live.isoformat(timespec="seconds") in text


def test_lastmod_of_a_scheduled_report_is_when_it_went_live(client):
    _report, live = make_live_by_the_clock()
    assert f"<lastmod>{live:%Y-%m-%d}</lastmod>" in read(client, "/sitemap-reports.xml").decode()


def make_live_by_the_clock():
    """Make a report that went live two days after its last change; return it and that moment."""
    report, live = make_published(), localtime(timezone.now().replace(microsecond=0)) - timedelta(days=2)
    earlier = live - timedelta(days=2)
    put(report, modified_at=earlier, updated_at=earlier, live_from=live)
    return report, live


def test_a_title_with_control_characters_leaves_every_format_valid(client):
    Report.objects.filter(pk=make_published().pk).update(title="要\x0c闻\x1b\uffff")
    for address in ("/sitemap-news.xml", "/feed/", "/feed/atom/"):
        etree.fromstring(read(client, address))
    json.loads(read(client, "/api/popolo.json"))
