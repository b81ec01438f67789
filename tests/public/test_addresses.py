"""Every public URL with a report in each state: nothing of a report that is not live is visible."""

import re
import time
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.urls import get_resolver
from django.utils.http import http_date

from articles import search
from articles.models import Report, Statement
from articles.models.sections import RESERVED_SLUGS
from articles.public import api
from tests.builders import (
    make_appearance,
    make_organisation,
    make_photo,
    make_published,
    make_report,
    make_scheduled,
    make_section,
    make_speaker,
    make_statement,
    make_tag,
    make_withdrawn,
    put,
)

#: The pages are counted where each is looked at.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

#: Every address by its name, as a reader would type it; {} are values of the one report there is. A new
#: address without an entry here fails the first test below.
ADDRESSES = {
    "home": "/",
    "reports": "/reports/",
    "month": "/reports/2019/8/",
    "section": "/sections/yinbi/",
    "section_feed": "/sections/yinbi/feed/",
    "section_feed_atom": "/sections/yinbi/feed/atom/",
    "section_feed_json": "/sections/yinbi/feed/json/",
    "report": "{address}",
    "speakers": "/speakers/",
    "speaker": "/speakers/ouyang-qing/",
    "speaker_feed": "/speakers/ouyang-qing/feed/",
    "speaker_feed_atom": "/speakers/ouyang-qing/feed/atom/",
    "speaker_feed_json": "/speakers/ouyang-qing/feed/json/",
    "speaker_statements": "/speakers/ouyang-qing/statements.csv",
    "compare": "/compare/?tag=封存&speaker=ouyang-qing",
    "on_this_day": "/on-this-day/",
    "anniversary": "/on-this-day/8-6/",
    "organisation": "/organisations/yunshui/",
    "organisation_statements": "/organisations/yunshui/statements.csv",
    "organisation_feed": "/organisations/yunshui/feed/",
    "organisation_feed_atom": "/organisations/yunshui/feed/atom/",
    "organisation_feed_json": "/organisations/yunshui/feed/json/",
    "tags": "/tags/",
    "tag": "/tags/封存/",
    "tag_feed": "/tags/封存/feed/",
    "tag_feed_atom": "/tags/封存/feed/atom/",
    "tag_feed_json": "/tags/封存/feed/json/",
    "search": "/search/?q=保密会议",
    "suggest": "/search/suggest/?q=保密",
    "search_feed": "/search/feed/?q=保密会议",
    "search_feed_atom": "/search/feed/atom/?q=保密会议",
    "search_feed_json": "/search/feed/json/?q=保密会议",
    "feed": "/feed/",
    "feed_atom": "/feed/atom/",
    "feed_json": "/feed/json/",
    "statement": "/statements/{said}/",
    "oembed": "/oembed/?url=https://news.example.gov.cn/statements/{said}/",
    "sitemap": "/sitemap.xml",
    "news_sitemap": "/sitemap-news.xml",
    "sitemap_part": "/sitemap-reports.xml",
    "robots": "/robots.txt",
    "healthz": "/healthz",
    "media": "{photo}",
    "preview": "/preview/{pk}/",
    "api:api-root": "/api/",
    "api:openapi-json": "/api/openapi.json",
    "api:reports": "/api/reports",
    "api:report": "/api/reports/{pk}",
    "api:sections": "/api/sections",
    "api:tags": "/api/tags",
    "api:statements": "/api/statements",
    "api:statement": "/api/statements/{said}",
    "api:speakers": "/api/speakers",
    "api:speaker": "/api/speakers/ouyang-qing",
    "api:organisations": "/api/organisations",
    "api:search": "/api/search?q=保密会议",
    "api:popolo": "/api/popolo.json",
}
#: Pages that are there without any report.
ALWAYS = {
    *("home", "reports", "speakers", "tags", "search", "feed", "feed_atom", "feed_json"),
    *("sitemap", "news_sitemap", "sitemap_part", "robots", "healthz"),
    *(
        "api:api-root",
        "api:openapi-json",
        "api:reports",
        "api:sections",
        "api:tags",
        "api:statements",
        "api:speakers",
    ),
    *("api:organisations", "api:search", "api:popolo"),
    *("suggest", "search_feed", "search_feed_atom", "search_feed_json", "on_this_day", "anniversary"),
}
#: Words of the report that no page may show before it is live.
SECRETS = ("未公开的消息", "欧阳青", "云水市人民检察院", "封存", "隐蔽栏目", "正面图", "yinbi", "ouyang-qing")
#: States in which the public sees nothing; those of the tests with a report of their own stand there.
ON_ITS_WAY = set(Report.Status) - {Report.Status.PUBLISHED, Report.Status.ARCHIVED, Report.Status.WITHDRAWN}
#: Where a published report is to be seen.
SHOWS_TITLE = {
    *("home", "reports", "month", "section", "section_feed", "section_feed_atom", "section_feed_json"),
    *("report", "speaker", "speaker_feed", "speaker_feed_atom", "speaker_feed_json", "organisation"),
    *("organisation_feed", "organisation_feed_atom", "organisation_feed_json"),
    *("tag", "tag_feed", "tag_feed_atom", "tag_feed_json", "search", "feed", "feed_atom", "feed_json"),
    *("search_feed", "search_feed_atom", "search_feed_json", "anniversary"),
    *("speaker_statements", "organisation_statements"),
    *("oembed", "api:reports", "api:report", "api:statements", "api:statement", "api:search", "api:popolo"),
}


WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE)\b", re.IGNORECASE)
#: Sent while it is read, and so never compared with what was sent before.
STREAMED = {"api:popolo", "speaker_statements", "organisation_statements"}
#: Leads to another address, and has nothing to send itself.
ELSEWHERE = {"statement", "on_this_day"}


def make_complete(make):
    """Make a report with everything that a page can show."""
    words = "欧阳青表示，保密会议开得很好。"
    report = make(
        "未公开的消息",
        paragraphs=[words],
        section=make_section("隐蔽栏目", slug="yinbi"),
        tags=[make_tag("封存")],
        published_at=datetime(2019, 8, 6, 9, 19, tzinfo=UTC),
    )
    speaker = make_speaker("欧阳青", pinyin="ouyang qing", slug="ouyang-qing")
    appearance = make_appearance(report, "欧阳青", organisation="云水市人民检察院", speaker=speaker)
    appearance.organisation = make_organisation("云水市人民检察院", slug="yunshui")
    appearance.save()
    make_statement(report, words, name="欧阳青")
    report.cover = make_photo(report, caption="正面图")
    report.save()
    search.index([report])
    return report


def address_of(name, report):
    said = Statement.objects.get(appearance__report=report).pk
    permanent = report.get_absolute_url() or f"/yinbi/201908/t20190806_{report.pk}.html"
    return ADDRESSES[name].format(address=permanent, photo=report.cover.file.url, pk=report.pk, said=said)


def visit(client, name, report, **options):
    """The response and its text."""
    response = client.get(address_of(name, report), **options)
    content = b"".join(response) if response.streaming else response.content
    return response, content.decode(errors="replace")


def test_every_url_pattern_is_in_the_table():
    names = {pattern.name for pattern in get_resolver("articles.public.urls").url_patterns}
    interface = {f"api:{pattern.name}" for pattern in api.api.urls[0]}
    assert names | interface == set(ADDRESSES)


def test_first_segments_of_urls_are_reserved_slugs():
    words = {re.match(r"/([\w-]*)", address)[1] for address in ADDRESSES.values() if address[0] == "/"}
    assert words - {""} <= RESERVED_SLUGS


def shown(client, report):
    """(URL name, word) of each secret word that a page shows."""
    texts = {name: visit(client, name, report)[1] for name in ADDRESSES}
    return {(name, word) for name, text in texts.items() for word in SECRETS if word in text}


def statuses(client, report, names, **options):
    """Status codes by URL name."""
    return {name: visit(client, name, report, **options)[0].status_code for name in names}


# Each test requests all URLs with the same rows: no request changes them.


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn])
def test_urls_of_a_report_that_is_not_live_are_404(client, make):
    names = ADDRESSES.keys() - ALWAYS - {"preview"}
    assert statuses(client, make_complete(make), names) == dict.fromkeys(names, 404)


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn])
def test_no_page_shows_a_word_of_a_report_that_is_not_live(client, make):
    assert shown(client, make_complete(make)) == set()


@pytest.mark.parametrize("status", sorted(ON_ITS_WAY))
def test_no_page_shows_a_word_of_a_report_under_review(client, status):
    report = make_complete(make_report)
    put(report, status=status)
    assert shown(client, report) == set()


def test_no_page_shows_a_word_of_a_working_copy(client):
    original = make_published(paragraphs=["旧的话。"])
    copy = make_complete(make_report)
    Report.objects.filter(pk=copy.pk).update(copy_of=original)
    assert shown(client, copy) == set()


def test_urls_of_a_published_report_are_200(client):
    names = ADDRESSES.keys() - {"preview"}
    assert statuses(client, make_complete(make_published), names, follow=True) == dict.fromkeys(names, 200)


def test_a_published_report_is_shown(client):
    report = make_complete(make_published)
    assert {name for name in SHOWS_TITLE if "未公开的消息" not in visit(client, name, report)[1]} == set()


def test_every_page_is_cacheable_and_sets_no_cookie(client):
    report = make_complete(make_published)
    for name in ADDRESSES.keys() - {"preview", "healthz"}:
        response, _text = visit(client, name, report)
        assert "public" in response["Cache-Control"], name
        assert "Cookie" not in response.get("Vary", ""), name
        assert not response.cookies, name


def test_an_unchanged_page_is_304(client):
    report = make_complete(make_published)
    names = ADDRESSES.keys() - {"preview", "healthz"} - STREAMED - ELSEWHERE
    again = {name: asked_again(client, name, report).status_code for name in names}
    assert again == dict.fromkeys(names, 304)


def asked_again(client, name, report):
    """Response to a second, conditional request."""
    first, _text = visit(client, name, report)
    kept = {"if-none-match": first.get("ETag"), "if-modified-since": first.get("Last-Modified")}
    return visit(client, name, report, headers={key: value for key, value in kept.items() if value})[0]


def test_a_page_is_200_after_a_withdrawal(client):
    names = ("feed", "search_feed_json", "sitemap", "sitemap_part", "news_sitemap")
    later = {"if-modified-since": http_date(time.time() + 60)}
    found = statuses(client, make_complete(make_published), names, headers=later)
    assert found == dict.fromkeys(names, 200)


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn, make_published])
def test_a_get_never_writes(client, make):
    report = make_complete(make)
    with connection.execute_wrapper(refuse_writes):
        for name in ADDRESSES:
            visit(client, name, report)


def refuse_writes(execute, sql, params, many, context):
    """Fail on SQL that writes."""
    assert not WRITING.match(sql), sql
    return execute(sql, params, many, context)


def test_every_url_rejects_post(client):
    report = make_complete(make_published)
    answers = {name: client.post(address_of(name, report)).status_code for name in ADDRESSES}
    assert answers == dict.fromkeys(ADDRESSES, 405)
