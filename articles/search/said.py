"""谁说过: the statements in which the words were said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from articles.models import Report, Statement
from articles.statements import standing

from .facets import condition, said_by
from .find import NEWEST, NOTHING, PAGE, RELEVANCE
from .grams import fold
from .hits import Hits
from .query import Query, Term, parse

MOST_HEARD = 300  # reports, the best or the newest of those found, whose statements are looked through


@dataclass(frozen=True)
class Said:
    """A page of statements, each with its report and person."""

    query: Query
    page: Page  # of Statement
    counted: list[int]  # keys of all that were found
    more: bool  # there are more reports than were looked through

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.query.terms


def search_statements(
    text: str,
    reports: QuerySet[Report],
    *,
    chosen: Mapping[str, str] = NOTHING,
    page: int | str = 1,
    sort: str = RELEVANCE,
) -> Said:
    """The statements with every term of the query, in the order of their reports; arguments as of search().

    A chosen speaker or organisation narrows the statements themselves. What an edit took out of its report
    is left out. The words stand in a report that search() finds, so only those are looked through.
    """
    hits = Hits(reports.filter(condition(chosen)), parse(text), narrowed=bool(chosen))
    keys = hits.newest(MOST_HEARD) if sort == NEWEST else hits.best(MOST_HEARD)
    place = {key: number for number, key in enumerate(keys)}
    rows = Statement.objects.filter(said_by(chosen), appearance__report__in=keys).order_by("order", "pk")
    texts = rows.values_list("pk", "text", "appearance__report")
    fitting = [(place[report], pk) for pk, words, report in texts if hits.query.fits(fold(words))]
    ordered = [pk for _place, pk in sorted(fitting, key=lambda found: found[0])]
    shown = Paginator(ordered, PAGE).get_page(page)
    said = Statement.objects.select_related("appearance__report__section", "appearance__speaker")
    stored = said.in_bulk(shown.object_list)
    shown.object_list = list(standing(stored[pk] for pk in shown.object_list if pk in stored))
    return Said(hits.query, shown, ordered, more=hits.count > MOST_HEARD)
