"""From what a reader typed to a page of reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from django.core.paginator import Page, Paginator

from articles.models import Report
from articles.models.reports import ReportQuerySet

from .facets import condition
from .hits import MOST_COUNTED, MOST_RANKED, Hits
from .query import Query, Term, parse

PAGE = 20
NOTHING: Mapping[str, str] = MappingProxyType({})  # is chosen
RELEVANCE, NEWEST = "relevance", "newest"


@dataclass(frozen=True)
class Results:
    """A page of reports, in order."""

    query: Query
    page: Page[Report]  # its paginator counts no further than hits.most
    hits: Hits

    @property
    def terms(self) -> tuple[Term, ...]:
        """What to mark in titles and snippets."""
        return self.query.terms

    @property
    def total(self) -> str:
        """How many reports were found, as printed: '17', or '200+'."""
        return f"{self.page.paginator.count}{'+' if self.more else ''}"

    @property
    def more(self) -> bool:
        """Whether there are more than were counted."""
        return self.hits.count > self.hits.most


Load = Callable[[ReportQuerySet, list[int]], Mapping[int, Report]]


def in_bulk(reports: ReportQuerySet, keys: list[int]) -> Mapping[int, Report]:
    return reports.in_bulk(keys)


def search(  # noqa: PLR0913 - each says something else of what is asked
    text: str,
    reports: ReportQuerySet,
    *,
    chosen: Mapping[str, str] = NOTHING,
    page: int | str = 1,
    sort: str = RELEVANCE,
    counts_all: bool = True,
    load: Load = in_bulk,
) -> Results:
    """The reports that hold every term of the query, out of those given.

    `reports` says what may be seen (Report.objects.published(), narrowed by any filter, a row a report, not
    sliced); what it selects and prefetches is kept, unless `load` loads the reports of the page. `chosen`
    narrows it to a value of each facet. `page` is any text: where it is no page, the nearest. `sort` is
    "relevance" or "newest". Without a word all that is chosen is found, the newest first; without a choice
    either nothing, and the database is not asked. No query raises.

    They are counted up to MOST_COUNTED; without `counts_all` very many are counted as far as this page and
    some pages more.
    """
    asked = min(_number(page), MOST_COUNTED // PAGE) * PAGE
    hits = Hits(
        reports.filter(condition(chosen)) if chosen else reports,
        parse(text),
        narrowed=bool(chosen),
        wanted=None if counts_all else (asked // MOST_RANKED + 1) * MOST_RANKED,
        by_score=sort != NEWEST,
    )
    counted = Paginator(range(min(hits.count, hits.most)), PAGE)
    paginator = cast("Paginator[Report]", counted)  # which counts, and never slices
    number = paginator.get_page(page).number
    start, stop = (number - 1) * PAGE, min(number * PAGE, counted.count)
    keys = (hits.newest(stop) if sort == NEWEST else hits.best(stop))[start:]
    stored = load(reports, keys) if keys else {}
    objects = [stored[key] for key in keys if key in stored]
    return Results(hits.query, Page(objects, number, paginator), hits)


def _number(page: int | str) -> int:
    """The number of a page as asked for; 1 for any other text."""
    try:
        return max(1, int(page))
    except ValueError:
        return 1
