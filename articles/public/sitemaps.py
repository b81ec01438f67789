"""Sitemaps of published reports and of the pages that list them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from articles.models import Report
from articles.models.reports import ReportQuerySet
from articles.public import selectors
from articles.public.kept import KeptList, Kind
from articles.public.lists import ReportList

#: URLs per page of one kind. All kinds on one page stay below the limit of 50,000 of the format.
LIMIT = 9_000


def _with_address(reports: ReportQuerySet) -> ReportQuerySet:
    return reports.newest_first().select_related("section").defer("body")


class PublicSitemap(Sitemap):
    limit = LIMIT

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)

    def get_protocol(self, protocol=None) -> str:
        return urlsplit(settings.SITE_URL).scheme or protocol


class Pages(PublicSitemap):
    """Pages that exist without reports."""

    def items(self) -> list[str]:
        return ["home", "reports", "speakers", "tags"]

    def location(self, item: str) -> str:
        return reverse(f"articles:{item}")


class Reports(PublicSitemap):
    def items(self) -> Any:  # for Paginator
        reports = Report.objects.published()
        return ReportList(reports, KeptList(reports, Kind.SITE), prepare=_with_address)

    def lastmod(self, item: Report):
        return item.public_modified_at

    def get_latest_lastmod(self) -> datetime | None:
        """From an index: Django reads every item."""
        newest = Report.objects.published().order_by("-public_modified_at", "-pk")
        return newest.values_list("public_modified_at", flat=True).first()


class Sections(PublicSitemap):
    def items(self) -> QuerySet:
        return selectors.sections_in(Report.objects.published())


class Speakers(PublicSitemap):
    def items(self) -> QuerySet:
        return selectors.speakers_in(Report.objects.published())


class Organisations(PublicSitemap):
    def items(self) -> QuerySet:
        return selectors.organisations_in(Report.objects.published())


class Tags(PublicSitemap):
    def items(self) -> QuerySet:
        return selectors.tags_in(Report.objects.published())


class News(Reports):
    """The reports of the last days, for news search:
    https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
    """

    limit = 1_000  # of the format
    days = 2  # of the format

    def items(self) -> Any:
        since = timezone.now() - timedelta(days=self.days)
        return _with_address(Report.objects.published().filter(shown_at__gte=since))[: self.limit]


SITEMAPS = {
    "pages": Pages,
    "reports": Reports,
    "sections": Sections,
    "speakers": Speakers,
    "organisations": Organisations,
    "tags": Tags,
}


def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap; an index of its parts if one kind needs several pages."""
    if any(kind().paginator.num_pages > 1 for kind in SITEMAPS.values()):
        return views.index(request, {**SITEMAPS}, sitemap_url_name="articles:sitemap_part")
    return views.sitemap(request, {**SITEMAPS})


def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Sitemap of the newest reports, with title and date."""
    return views.sitemap(request, {"news": News}, template_name="articles/sitemap_news.xml")


def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """Part of the sitemap, listed in the index."""
    return views.sitemap(request, {**SITEMAPS}, section=section)
