"""Public URLs. That of a report consists of section, date and id, without the title, and is permanent."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from articles.public.feeds import (
    ATOM,
    JSON,
    OrganisationFeed,
    SearchFeed,
    SectionFeed,
    SiteFeed,
    SpeakerFeed,
    TagFeed,
)
from articles.public.pages.params import Params
from articles.public.sitemaps import news_sitemap, sitemap, sitemap_part
from articles.public.views import compare, people, reports, search, service, statements, tags
from articles.public.views.conventions import public
from articles.search import SEARCH_NAMES


class UnicodeSlugConverter(StringConverter):
    """A slug with letters of any script."""

    regex = r"[-\w]+"


SEARCH = Params(SEARCH_NAMES)
#: The pages of a part of the sitemap, as django.contrib.sitemaps numbers them.
PART = Params(("p",))

register_converter(UnicodeSlugConverter, "unicode_slug")

app_name = "articles"
urlpatterns = [
    path("", reports.home, name="home"),
    path("reports/", reports.archive, name="reports"),
    path("reports/<int:year>/<int:month>/", reports.month, name="month"),
    path("sections/<slug:slug>/", reports.section, name="section"),
    path("sections/<slug:slug>/feed/", public(SectionFeed()), name="section_feed"),
    path("sections/<slug:slug>/feed/atom/", public(SectionFeed(ATOM)), name="section_feed_atom"),
    path("sections/<slug:slug>/feed/json/", public(SectionFeed(JSON)), name="section_feed_json"),
    path("speakers/", people.speakers, name="speakers"),
    path("speakers/<unicode_slug:slug>/", people.speaker, name="speaker"),
    path(
        "speakers/<unicode_slug:slug>/statements.csv",
        people.statements,
        {"entry_kind": "speaker"},
        name="speaker_statements",
    ),
    path("speakers/<unicode_slug:slug>/feed/", public(SpeakerFeed()), name="speaker_feed"),
    path("speakers/<unicode_slug:slug>/feed/atom/", public(SpeakerFeed(ATOM)), name="speaker_feed_atom"),
    path("speakers/<unicode_slug:slug>/feed/json/", public(SpeakerFeed(JSON)), name="speaker_feed_json"),
    path("organisations/<unicode_slug:slug>/", people.organisation, name="organisation"),
    path(
        "organisations/<unicode_slug:slug>/statements.csv",
        people.statements,
        {"entry_kind": "organisation"},
        name="organisation_statements",
    ),
    path("organisations/<unicode_slug:slug>/feed/", public(OrganisationFeed()), name="organisation_feed"),
    path(
        "organisations/<unicode_slug:slug>/feed/atom/",
        public(OrganisationFeed(ATOM)),
        name="organisation_feed_atom",
    ),
    path(
        "organisations/<unicode_slug:slug>/feed/json/",
        public(OrganisationFeed(JSON)),
        name="organisation_feed_json",
    ),
    path("compare/", compare.compare, name="compare"),
    path("on-this-day/", compare.on_this_day, name="on_this_day"),
    path("on-this-day/<int:month>-<int:day>/", compare.anniversary, name="anniversary"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<unicode_slug:slug>/", tags.tag, name="tag"),
    path("tags/<unicode_slug:slug>/feed/", public(TagFeed()), name="tag_feed"),
    path("tags/<unicode_slug:slug>/feed/atom/", public(TagFeed(ATOM)), name="tag_feed_atom"),
    path("tags/<unicode_slug:slug>/feed/json/", public(TagFeed(JSON)), name="tag_feed_json"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("oembed/", statements.oembed, name="oembed"),
    path("search/", search.find, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("search/feed/", public(SearchFeed(), SEARCH), name="search_feed"),
    path("search/feed/atom/", public(SearchFeed(ATOM), SEARCH), name="search_feed_atom"),
    path("search/feed/json/", public(SearchFeed(JSON), SEARCH), name="search_feed_json"),
    path("feed/", public(SiteFeed()), name="feed"),
    path("feed/atom/", public(SiteFeed(ATOM)), name="feed_atom"),
    path("feed/json/", public(SiteFeed(JSON)), name="feed_json"),
    path("sitemap-news.xml", public(news_sitemap, PART), name="news_sitemap"),
    path("sitemap.xml", public(sitemap, PART), name="sitemap"),
    path("sitemap-<slug:section>.xml", public(sitemap_part, PART), name="sitemap_part"),
    path("robots.txt", service.robots, name="robots"),
    path("healthz", service.healthz, name="healthz"),
    path("media/<path:name>", service.media, name="media"),
    path("preview/<int:pk>/", reports.preview, name="preview"),
    # Last, because its first segment may be any section slug.
    path("<slug:section>/<str:yyyymm>/t<str:yyyymmdd>_<int:pk>.html", reports.report, name="report"),
]
