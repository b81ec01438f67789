"""From a query to a page of reports.

The database answers which reports hold every term, through the grams alone (SearchEntry and its lookup are
all that knows of the database); the order of the best of them is made here, the same on every database.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from articles.models import Report, SearchEntry

from .grams import TITLE_MARK
from .query import Query, Term, parse
from .ranking import score

PAGE = 20
MOST_COUNTED = 1_000  # reports, and as far as pages go: who gets more has to ask more narrowly
MOST_RANKED = 300  # newest of all, and newest of those with the terms in the title; the others follow by date

RELEVANCE, NEWEST = "relevance", "newest"


@dataclass(frozen=True)
class Results:
    """A page of reports, in order."""

    query: Query
    page: Page  # of Report; its paginator counts no further than MOST_COUNTED
    more: bool  # there are more than MOST_COUNTED

    @property
    def terms(self) -> tuple[Term, ...]:
        """What to mark in titles and snippets."""
        return self.query.terms

    @property
    def total(self) -> str:
        """How many reports were found, as printed: '17', or '1000+'."""
        return f"{self.page.paginator.count}{'+' if self.more else ''}"


def search(text: str, reports: QuerySet[Report], *, page: int | str = 1, sort: str = RELEVANCE) -> Results:
    """The reports that hold every term of the query, out of those given.

    `reports` says what may be seen (Report.objects.published(), narrowed by any filter, a row a report, not
    sliced); what it selects and prefetches is kept. `page` is any text: where it is no page, the nearest.
    `sort` is "relevance" or "newest". No query finds nothing, without asking the database; none raises.
    """
    query = parse(text)
    found = _found(reports, query)
    hits, count = _counted(found)
    paginator = Paginator(range(min(count, MOST_COUNTED)), PAGE)
    places = paginator.get_page(page)
    if sort == NEWEST:
        keys = list(_by_date(hits)[places.object_list.start : places.object_list.stop])
    else:
        keys = _by_relevance(hits, count, query, places.object_list)
    stored = reports.in_bulk(keys)
    shown = [stored[key] for key in keys if key in stored]
    return Results(query, Page(shown, places.number, paginator), more=count > MOST_COUNTED)


def holding(*terms: Term, in_title: bool = False) -> Q:
    """The condition on a report that every one of the terms stands in it, or in its title."""
    mark, field = (TITLE_MARK, "title") if in_title else ("", "text")
    condition = Q(search__grams__matches=[mark + gram for term in terms for gram in term.grams])
    for term in terms:
        if len(term.grams) > 1:  # they could stand in different places
            condition &= Q(**{f"search__{field}__contains": term.text})
    return condition


def _found(reports: QuerySet[Report], query: Query) -> QuerySet[Report]:
    if not query.terms:
        return reports.none()
    found = reports.filter(holding(*query.terms))
    for term in query.excluded:
        found = found.exclude(holding(term))
    return found


def _counted(found: QuerySet[Report]) -> tuple[QuerySet[Report], int]:
    """The reports found, and how many they are, counted to one more than MOST_COUNTED.

    Where they are few they come back by their keys, since PostgreSQL, asked for the newest of a few, would
    walk through all reports by date to meet them.
    """
    keys = list(found.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])
    return (found if len(keys) > MOST_COUNTED else Report.objects.filter(pk__in=keys)), len(keys)


def _by_date(hits: QuerySet[Report]) -> QuerySet:
    return hits.newest_first().values_list("pk", flat=True)


def _by_relevance(hits: QuerySet[Report], count: int, query: Query, places: range) -> list[int]:
    """The keys at these places of the order: the candidates by their score, then the others by date."""
    candidates = hits
    if count > MOST_RANKED:
        titled, _titled_count = _counted(hits.filter(holding(*query.terms, in_title=True)))
        candidates = {*_by_date(hits)[:MOST_RANKED], *_by_date(titled)[:MOST_RANKED]}
    keys = _ranked(candidates, query)
    if len(keys) < min(count, places.stop):
        others = _by_date(hits.exclude(pk__in=keys))
        keys += others[: places.stop - len(keys)]
    return keys[places.start : places.stop]


def _ranked(candidates: QuerySet[Report] | set[int], query: Query) -> list[int]:
    """The keys of the candidates, the best first; of equals the newest."""
    rows = SearchEntry.objects.filter(report__in=candidates).values_list(
        "title", "text", "report__shown_at", "pk"
    )
    ordered = sorted(((score(title, text, query.terms), *rest) for title, text, *rest in rows), reverse=True)
    return [key for _score, _shown_at, key in ordered]
