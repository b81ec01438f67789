"""Feeds of a search: its newest reports or its newest statements (谁说过)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import SyndicationFeed
from django.utils.html import escape, linebreaks

from articles.models import Report, Statement
from articles.models.printable import printable
from articles.public import selectors
from articles.search import NEWEST, STATEMENTS, SearchParams, search, search_statements

from .formats import FORMATS, JSON, RSS
from .site import NewsFeed, ReportFeed, absolute, lasting

FIRST_WORDS = 30  # characters of a statement in the title of its item


class OfSearch:
    """Mixin: title and URL of the feed of a search, whose query string is that of the search page."""

    name = "search_feed"
    feed_type: type[SyndicationFeed]

    def get_object(self, request: HttpRequest) -> SearchParams:
        return SearchParams.from_query(request.GET.dict())

    def title(self, params: SearchParams) -> str:
        return printable(f"{params.heading(Report.objects.published())} · {settings.SITE_NAME}")

    def link(self, params: SearchParams) -> str:
        return absolute(f"{reverse('articles:search')}{params.query_string()}")

    def address(self, params: SearchParams) -> str:
        return f"{reverse(f'articles:{self.name}{FORMATS[self.feed_type]}')}{params.query_string()}"


class SearchFeed(OfSearch, ReportFeed[SearchParams]):
    """The newest reports that a search finds; a search for statements is answered by StatementFeed."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.get_object(request).kind == STATEMENTS:
            return StatementFeed(self.feed_type)(request, *args, **kwargs)
        return super().__call__(request, *args, **kwargs)

    def items(self, params: SearchParams) -> Iterable[Report]:
        reports = selectors.with_tags(selectors.listed(Report.objects.published()).defer(None))
        found = search(params.text, reports, chosen=params.chosen, sort=NEWEST, counts_all=False)
        return found.page.object_list


class StatementFeed(OfSearch, NewsFeed[Statement, SearchParams]):
    """The newest statements that a search finds, with their full text and the date of their report."""

    def items(self, params: SearchParams) -> list[Statement]:
        reports = Report.objects.published()
        said = search_statements(params.text, reports, chosen=params.chosen, sort=NEWEST)
        found = list(said.page.object_list)
        prefetch_related_objects(found, "appearance__report__tags")
        return found

    def report_of(self, statement: Statement) -> Report:
        return statement.appearance.report

    def item_title(self, statement: Statement) -> str:
        """Speaker and first words; escaped like the title of a report."""
        words = statement.text.replace("\n", "")
        cut = f"{words[:FIRST_WORDS]}…" if len(words) > FIRST_WORDS else words
        title = printable(f"{statement.appearance.name}：{cut}")
        return escape(title) if self.feed_type is RSS else title

    def item_description(self, statement: Statement) -> str:
        """Speaker with post, and title of the report; HTML in RSS and Atom, plain text in JSON."""
        source = printable(f"{statement.appearance}，{statement.appearance.report.title}")
        return source if self.feed_type is JSON else escape(source)

    def item_extra_kwargs(self, statement: Statement) -> dict[str, str]:
        return {"content": linebreaks(printable(statement.text), autoescape=True)}

    def item_link(self, statement: Statement) -> str:
        return absolute(reverse("articles:statement", args=[statement.pk]))

    def item_guid(self, statement: Statement) -> str:
        return lasting(f"/statements/{statement.pk}", statement.appearance.report)
