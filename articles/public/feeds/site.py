"""Feeds of the newest reports: of the site and of register entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import SyndicationFeed, get_tag_uri
from django.utils.html import escape
from django.utils.timezone import localtime

from articles.models import Organisation, Report, Section, SlugRedirect, Speaker, Tag, slugs
from articles.models import body as bodies
from articles.models.entries import RegisterEntry
from articles.models.printable import printable
from articles.models.reports import ReportQuerySet
from articles.public import selectors
from articles.public.kept import KeptList, Kind
from articles.public.lists import ReportList

from .formats import FORMATS, JSON, RSS

ITEMS = 20

Item = TypeVar("Item")
#: What a feed is of: None for the whole site, an entry of the register, a search.
Subject = TypeVar("Subject")
Entry = TypeVar("Entry", bound=RegisterEntry)


def absolute(path: str) -> str:
    """Absolute URL; without SITE_URL the path, to which Django adds the host of the request."""
    return f"{settings.SITE_URL}{path}"


def lasting(path: str, report: Report) -> str:
    """Permanent id of an item: a tag URI, RFC 4151."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return get_tag_uri(f"https://{host}{path}", report.first_published_at)


class NewsFeed(Feed, Generic[Item, Subject]):
    """Base of all feeds, generic in the type of an item and of the subject."""

    name = "feed"  # of the URL; in the other formats it ends with _atom or _json

    def __init__(self, feed_type: type[SyndicationFeed] = RSS):
        self.feed_type = feed_type

    def report_of(self, item: Item) -> Report:
        """Report of an item, for its dates and tags."""
        raise NotImplementedError

    def address(self, subject: Subject) -> str:
        """Path of the feed."""
        raise NotImplementedError

    def description(self, subject: Subject) -> str:
        text = getattr(subject, "description", "")
        return printable(text or settings.SITE_DESCRIPTION or settings.SITE_NAME)

    subtitle = description  # name of the element in Atom

    def author_name(self) -> str:
        return printable(settings.SITE_ORGANISER or settings.SITE_NAME)

    def feed_url(self, subject: Subject) -> str:
        return absolute(self.address(subject))

    item_guid_is_permalink = False

    def item_pubdate(self, item: Item) -> datetime:
        return localtime(self.report_of(item).shown_at)

    def item_updateddate(self, item: Item) -> datetime:
        return localtime(self.report_of(item).public_modified_at)

    def item_categories(self, item: Item) -> list[str]:
        return sorted(printable(tag.name) for tag in self.report_of(item).tags.all())  # taggit has no order


class ReportFeed(NewsFeed[Report, Subject]):
    """A feed whose items are reports."""

    def report_of(self, report: Report) -> Report:
        return report

    def item_title(self, report: Report) -> str:
        """Escaped in RSS, where feed readers parse a title as HTML; plain text in the other formats."""
        title = printable(report.title)
        return escape(title) if self.feed_type is RSS else title

    def item_description(self, report: Report) -> str:
        """HTML in RSS and Atom, plain text in JSON."""
        lead = printable(report.lead)
        return lead if self.feed_type is JSON else escape(lead)

    def item_extra_kwargs(self, report: Report) -> dict[str, str]:
        """The full text; links in it are absolute."""
        return {"content": printable(bodies.with_whole_addresses(report.body, settings.SITE_URL))}

    def item_link(self, report: Report) -> str:
        return absolute(report.get_absolute_url())

    def item_guid(self, report: Report) -> str:
        """Without the section, so that it stays the same when the URL of the report changes."""
        return lasting(f"/{report.pk}", report)


def printed(reports: ReportQuerySet) -> ReportQuerySet:
    """Reports with everything that a feed prints, newest first."""
    return selectors.with_tags(selectors.listed(reports).defer(None))


class SiteFeed(ReportFeed[None]):
    """The newest reports of the site."""

    def items(self) -> Iterable[Report]:
        return printed(Report.objects.published())[:ITEMS]

    def title(self) -> str:
        return printable(settings.SITE_NAME)

    def link(self) -> str:
        return absolute(reverse("articles:home"))

    def address(self, subject: None) -> str:
        return reverse(f"articles:{self.name}{FORMATS[self.feed_type]}")


class EntryFeed(ReportFeed[Entry]):
    """The newest reports of an entry; a former slug redirects to the feed."""

    kind: str = ""  # of SlugRedirect
    list_kind: int  # of Listing

    def entries(self, reports: ReportQuerySet) -> QuerySet[Entry]:
        raise NotImplementedError

    def get_object(self, request: HttpRequest, slug: str) -> Entry:
        return self.entries(Report.objects.published()).get(slug=slug)  # DoesNotExist is a 404

    def items(self, entry: Entry) -> Iterable[Report]:
        reports = Report.objects.published()
        return ReportList(reports, KeptList(reports, self.list_kind, entry.pk), prepare=printed)[:ITEMS]

    def title(self, entry: Entry) -> str:
        return printable(f"{entry} · {settings.SITE_NAME}")

    def link(self, entry: Entry) -> str:
        return absolute(entry.get_absolute_url())

    def address(self, entry: Entry) -> str:
        return reverse(f"articles:{self.name}{FORMATS[self.feed_type]}", args=[entry.slug])

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().__call__(request, *args, **kwargs)
        except Http404:
            rows = self.entries(Report.objects.published())
            entry = slugs.resolve_redirect(self.kind, kwargs["slug"], rows)
            if entry is None:
                raise
            return redirect(self.address(entry), permanent=True)


class SectionFeed(EntryFeed[Section]):
    name = "section_feed"
    kind = SlugRedirect.Kind.SECTION
    list_kind = Kind.SECTION

    def entries(self, reports: ReportQuerySet) -> QuerySet[Section]:
        return selectors.sections_in(reports)


class TagFeed(EntryFeed[Tag]):
    name = "tag_feed"
    kind = SlugRedirect.Kind.TAG
    list_kind = Kind.TAG

    def entries(self, reports: ReportQuerySet) -> QuerySet[Tag]:
        return selectors.tags_in(reports)


class SpeakerFeed(EntryFeed[Speaker]):
    name = "speaker_feed"
    kind = SlugRedirect.Kind.SPEAKER
    list_kind = Kind.SPEAKER

    def entries(self, reports: ReportQuerySet) -> QuerySet[Speaker]:
        return selectors.speakers_in(reports)


class OrganisationFeed(EntryFeed[Organisation]):
    name = "organisation_feed"
    kind = SlugRedirect.Kind.ORGANISATION
    list_kind = Kind.ORGANISATION

    def entries(self, reports: ReportQuerySet) -> QuerySet[Organisation]:
        return selectors.organisations_in(reports)
