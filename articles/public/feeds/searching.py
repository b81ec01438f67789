"""A search followed: the newest reports that hold its words, or the newest statements (谁说过)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape, linebreaks

from articles.models import Report, Statement
from articles.models.printable import printable
from articles.public import selectors
from articles.search import NEWEST, STATEMENTS, Question, search, search_statements

from .formats import FORMATS, JSON, RSS
from .site import SiteFeed, absolute, lasting

FIRST_WORDS = 30  # characters of a statement that stand in its title


class SearchFeed(SiteFeed):
    """What is new of a search: the address is that of the search page, a question and all.

    Where statements are looked for, each of them is an item.
    """

    name = "search_feed"

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if type(self) is SearchFeed and self.get_object(request).kind == STATEMENTS:
            return StatementFeed(self.feed_type)(request, *args, **kwargs)
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest) -> Question:
        return Question.asked(request.GET.dict())

    def items(self, entry: Question) -> Iterable[Report]:
        reports = selectors.listed(Report.objects.published()).defer(None).prefetch_related("tags")
        return search(entry.text, reports, chosen=entry.chosen, sort=NEWEST).page.object_list

    def title(self, entry: Question) -> str:
        return printable(f"{entry.heading(Report.objects.published())} · {settings.SITE_NAME}")

    def link(self, entry: Question) -> str:
        return absolute(f"{reverse('articles:search')}{entry.address()}")

    def address(self, entry: Question) -> str:
        return f"{reverse(f'articles:{self.name}{FORMATS[self.feed_type]}')}{entry.address()}"


class StatementFeed(SearchFeed):
    """The statements of a search, with all their words and the date of their report."""

    def items(self, entry: Question) -> list[Statement]:
        reports = Report.objects.published()
        said = search_statements(entry.text, reports, chosen=entry.chosen, sort=NEWEST).page.object_list
        prefetch_related_objects(said, "appearance__report__tags")
        return said

    def item_title(self, statement: Statement) -> str:
        """The name and the first words; escaped as a report's title is."""
        words = statement.text.replace("\n", "")
        cut = f"{words[:FIRST_WORDS]}…" if len(words) > FIRST_WORDS else words
        title = printable(f"{statement.appearance.name}：{cut}")
        return escape(title) if self.feed_type is RSS else title

    def item_description(self, statement: Statement) -> str:
        """Who said it, holding which post, in which report; HTML in RSS and Atom, plain in JSON."""
        told = printable(f"{statement.appearance}，{statement.appearance.report.title}")
        return told if self.feed_type is JSON else escape(told)

    def item_extra_kwargs(self, statement: Statement) -> dict[str, str]:
        return {"content": linebreaks(printable(statement.text), autoescape=True)}

    def item_link(self, statement: Statement) -> str:
        return absolute(reverse("articles:statement", args=[statement.pk]))

    def item_guid(self, statement: Statement) -> str:
        return lasting(f"/statements/{statement.pk}", statement.appearance.report)

    def item_pubdate(self, statement: Statement) -> datetime:
        return super().item_pubdate(statement.appearance.report)

    def item_updateddate(self, statement: Statement) -> datetime:
        return super().item_updateddate(statement.appearance.report)

    def item_categories(self, statement: Statement) -> list[str]:
        return super().item_categories(statement.appearance.report)
