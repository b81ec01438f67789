"""Which reports stand in which feed, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import SyndicationFeed, get_tag_uri
from django.utils.html import escape
from django.utils.timezone import localtime

from articles.models import Report, SlugRedirect, slugs
from articles.models import body as bodies
from articles.models.printable import printable
from articles.models.reports import ReportQuerySet
from articles.public import selectors

from .formats import FORMATS, JSON, RSS

ITEMS = 20


def absolute(path: str) -> str:
    """The address for readers elsewhere; without SITE_URL the path, to which Django adds the host asked."""
    return f"{settings.SITE_URL}{path}"


def lasting(path: str, report: Report) -> str:
    """The name under which readers know an item of the feed for ever: a tag URI, RFC 4151."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return get_tag_uri(f"https://{host}{path}", report.first_published_at)


class SiteFeed(Feed):
    """The newest reports of the site; subclasses narrow them to what stands at an address."""

    name = "feed"  # of the address; its twins in the other formats are called feed_atom and feed_json

    def __init__(self, feed_type: type[SyndicationFeed] = RSS):
        self.feed_type = feed_type

    def reports_of(self, entry: Model | None, reports: ReportQuerySet) -> QuerySet[Report]:
        return reports

    def items(self, entry: Model | None) -> Iterable[Report]:
        reports = Report.objects.published()
        return selectors.listed(self.reports_of(entry, reports)).defer(None).prefetch_related("tags")[:ITEMS]

    def title(self, entry: Model | None) -> str:
        return printable(f"{entry} · {settings.SITE_NAME}" if entry else settings.SITE_NAME)

    def link(self, entry: Model | None) -> str:
        return absolute(entry.get_absolute_url() if entry else reverse("articles:home"))

    def description(self, entry: Model | None) -> str:
        return printable(getattr(entry, "description", "") or settings.SITE_DESCRIPTION or settings.SITE_NAME)

    subtitle = description  # Atom's word for it

    def author_name(self) -> str:
        return printable(settings.SITE_ORGANISER or settings.SITE_NAME)

    def address(self, entry: Model | None) -> str:
        name = f"articles:{self.name}{FORMATS[self.feed_type]}"
        return reverse(name, args=[entry.slug] if entry else [])

    def feed_url(self, entry: Model | None) -> str:
        return absolute(self.address(entry))

    def item_title(self, report: Report) -> str:
        """Escaped in RSS, whose readers take a title for HTML; plain in the formats that say it is."""
        title = printable(report.title)
        return escape(title) if self.feed_type is RSS else title

    def item_description(self, report: Report) -> str:
        """HTML in RSS and Atom, plain in JSON."""
        lead = printable(report.lead)
        return lead if self.feed_type is JSON else escape(lead)

    def item_extra_kwargs(self, report: Report) -> dict[str, str]:
        """The whole text; addresses in it are for readers elsewhere."""
        return {"content": printable(bodies.with_whole_addresses(report.body, settings.SITE_URL))}

    def item_link(self, report: Report) -> str:
        return absolute(report.get_absolute_url())

    def item_guid(self, report: Report) -> str:
        """Stays when the section is renamed and the address with it."""
        return lasting(f"/{report.pk}", report)

    item_guid_is_permalink = False

    def item_pubdate(self, report: Report) -> datetime:
        return localtime(report.shown_at)

    def item_updateddate(self, report: Report) -> datetime:
        return localtime(report.public_modified_at)

    def item_categories(self, report: Report) -> list[str]:
        return [printable(tag.name) for tag in report.tags.all()]


class EntryFeed(SiteFeed):
    """A feed at the address of an entry; one that it once stood at leads there."""

    kind: str = ""  # of SlugRedirect

    def entries(self, reports: ReportQuerySet) -> QuerySet:
        raise NotImplementedError

    def get_object(self, request: HttpRequest, slug: str) -> Model:
        return self.entries(Report.objects.published()).get(slug=slug)  # DoesNotExist is a 404

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().__call__(request, *args, **kwargs)
        except Http404:
            rows = self.entries(Report.objects.published())
            entry = slugs.resolve_redirect(self.kind, kwargs["slug"], rows)
            if entry is None:
                raise
            return redirect(self.address(entry), permanent=True)


class SectionFeed(EntryFeed):
    name = "section_feed"
    kind = SlugRedirect.Kind.SECTION

    def entries(self, reports: ReportQuerySet) -> QuerySet:
        return selectors.sections_in(reports)

    def reports_of(self, entry: Model, reports: ReportQuerySet) -> QuerySet[Report]:
        return reports.filter(section=entry)


class TagFeed(EntryFeed):
    name = "tag_feed"
    kind = SlugRedirect.Kind.TAG

    def entries(self, reports: ReportQuerySet) -> QuerySet:
        return selectors.tags_in(reports)

    def reports_of(self, entry: Model, reports: ReportQuerySet) -> QuerySet[Report]:
        return selectors.tagged(entry, reports)


class SpeakerFeed(EntryFeed):
    name = "speaker_feed"
    kind = SlugRedirect.Kind.SPEAKER

    def entries(self, reports: ReportQuerySet) -> QuerySet:
        return selectors.speakers_in(reports)

    def reports_of(self, entry: Model, reports: ReportQuerySet) -> QuerySet[Report]:
        return selectors.with_speaker(entry, reports)


class OrganisationFeed(EntryFeed):
    name = "organisation_feed"
    kind = SlugRedirect.Kind.ORGANISATION

    def entries(self, reports: ReportQuerySet) -> QuerySet:
        return selectors.organisations_in(reports)

    def reports_of(self, entry: Model, reports: ReportQuerySet) -> QuerySet[Report]:
        return selectors.with_organisation(entry, reports)
