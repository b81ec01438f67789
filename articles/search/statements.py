"""谁说过: search among statements."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.core.paginator import Page, Paginator

from articles.models import Statement
from articles.models.reports import ReportQuerySet
from articles.statements import still_in_body

from .facets import condition, statement_condition
from .find import NEWEST, NOTHING, PAGE, RELEVANCE
from .grams import fold
from .hits import MOST_RANKED, Hits
from .query import Query, Term, parse

MOST_REPORTS = MOST_RANKED  # whose statements are looked through: the best or the newest of those found


@dataclass(frozen=True)
class StatementPage:
    """A page of statements, each with its report and speaker."""

    query: Query
    page: Page[Statement]
    counted: list[int]  # keys of all statements found
    more: bool  # whether some reports were not looked through

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.query.terms


def search_statements(
    text: str,
    reports: ReportQuerySet,
    *,
    chosen: Mapping[str, str] = NOTHING,
    page: int | str = 1,
    sort: str = RELEVANCE,
) -> StatementPage:
    """The statements that hold every term of the query, in the order of their reports; arguments as search().

    A chosen speaker or organisation narrows the statements themselves. A statement that no longer stands in
    the body is left out.
    """
    hits = Hits(
        reports.filter(condition(chosen)) if chosen else reports,
        parse(text),
        narrowed=bool(chosen),
        wanted=MOST_REPORTS,
        by_score=sort != NEWEST,
    )
    keys = hits.newest(MOST_REPORTS) if sort == NEWEST else hits.best(MOST_REPORTS)
    place = {key: number for number, key in enumerate(keys)}
    rows = Statement.objects.filter(
        statement_condition(chosen), appearance__report__pk__among=array("q", keys)
    )
    texts = rows.order_by("order", "pk").values_list("pk", "text", "appearance__report")
    fitting = [(place[report], pk) for pk, words, report in texts if hits.query.fits(fold(words))]
    ordered = [pk for _place, pk in sorted(fitting, key=lambda found: found[0])]
    paginator = Paginator(ordered, PAGE)
    shown = paginator.get_page(page)
    said = Statement.objects.select_related("appearance__report__section", "appearance__speaker")
    stored = said.in_bulk(shown.object_list)
    objects = list(still_in_body(stored[pk] for pk in shown.object_list if pk in stored))
    page_of_statements = Page(objects, shown.number, cast("Paginator[Statement]", paginator))
    return StatementPage(hits.query, page_of_statements, ordered, more=hits.count > MOST_REPORTS)
