"""API: search for reports, with the results of the search page."""

from enum import StrEnum
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router

from articles.models import Report
from articles.search import NEWEST, RELEVANCE, snippet
from articles.search import search as find

from .narrowing import Narrowing
from .schemas.reports import Found
from .schemas.values import Problem, Text

router = Router(tags=["search"])

MOST_PAGES = 50


class Sort(StrEnum):
    RELEVANCE = RELEVANCE
    NEWEST = NEWEST


@router.get(
    "/search",
    response={200: Found, 404: Problem, 422: Problem},
    url_name="search",
    summary="Reports that hold every word",
    description='"A phrase" stands in quotation marks; a word after - may not stand in the report. '
    "Without a word, all that has the section, year, occasion, speaker, organisation and tag, newest first.",
)
def search(
    request: HttpRequest,
    filters: Query[Narrowing],
    q: Text = "",
    page: Annotated[int, Field(ge=1, le=MOST_PAGES)] = 1,
    sort: Sort = Sort.RELEVANCE,
) -> dict:
    reports = Report.objects.published().select_related("section")
    results = find(q, reports, chosen=filters.chosen(), page=page, sort=sort)
    if results.page.number != page:
        raise Http404
    hits = [
        {"report": report, "snippet": snippet("\n".join(report.paragraphs), results.terms)}
        for report in results.page.object_list
    ]
    paginator = results.page.paginator
    return {"total": paginator.count, "more": results.more, "pages": paginator.num_pages, "results": hits}
