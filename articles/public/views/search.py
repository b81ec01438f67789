"""Search page and completions."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from articles.models import Report
from articles.models.prepared import Prepared
from articles.models.reports import ReportQuerySet
from articles.public import drawing, selectors
from articles.search import (
    FACETS,
    MOST_REPORTS,
    NEWEST,
    RELEVANCE,
    REPORTS,
    SEARCH_NAMES,
    STATEMENTS,
    Choice,
    Counted,
    CountedStatements,
    SearchParams,
    completions,
    corrections,
    highlight,
    place_of,
    search,
    search_statements,
    snippet,
)

from .conventions import as_asked, page_of

TAGS = 20  # shown on the page without a query
#: Title and body of reports found.
WORDS = Prepared(
    lambda now, reports: Report.objects.published(now).filter(pk__among=reports).only("title", "body"),
    *(datetime, list),
)


@page_of(*SEARCH_NAMES, "page")
def find(request: HttpRequest) -> HttpResponse:
    """Reports or statements that contain every word of ?q=, with snippets.

    Without a query all that the facets are narrowed to, newest first.
    """
    params = SearchParams.from_query(request.GET.dict())
    reports = Report.objects.published()
    answer = _statements if params.kind == STATEMENTS else _reports
    context = answer(params, reports, request.GET.get("page", "1"))
    if params.text and not context["found"]:
        context["meant"] = [
            params.with_text(text) for text in corrections(params.text, params.narrow(reports))
        ]
    context |= {
        "q": params.text,
        "params": params,
        "orders": [params.with_sort(sort) for sort in (RELEVANCE, NEWEST)],
        "kinds": [params.with_kind(kind) for kind in (REPORTS, STATEMENTS)],
        "chosen": list(params.chosen_values(reports)),
        "asked": context["terms"] or params.chosen,
        "wordless": params.with_text(""),
    }
    if not context["asked"]:
        context["tags"] = selectors.tags_by_use(selectors.latest(reports))[:TAGS]
    return render(request, "articles/search.html", context)


def _reports(params: SearchParams, reports: ReportQuerySet, number: str) -> dict:
    results = search(
        params.text,
        reports,
        chosen=params.chosen,
        page=number,
        sort=params.sort,
        counts_all=False,
        load=_loaded,
    )
    page = as_asked(results.page, number)
    return {
        "found": [_found(report, results.terms) for report in page.object_list],
        "page": page,
        "terms": results.terms,
        "total": results.total,
        "facets": list(_facets(params, Counted(results.hits.counted))),
        "bounded": len(results.hits.counted) if results.hits.is_bounded else None,
    }


def _loaded(reports: ReportQuerySet, keys: list[int]) -> dict[int, Report]:
    return {report.pk: report for report in WORDS.objects(reports.public_at, keys)}


def _found(report: Report, terms) -> drawing.Found:
    text = "\n".join(report.paragraphs)
    return drawing.Found(report, highlight(report.title, terms), snippet(text, terms), place_of(text, terms))


def _statements(params: SearchParams, reports: ReportQuerySet, number: str) -> dict:
    said = search_statements(params.text, reports, chosen=params.chosen, page=number, sort=params.sort)
    page = as_asked(said.page, number)
    facets = list(_facets(params, CountedStatements(said.counted)))
    found = [(each, snippet(each.text, said.terms, length=200)) for each in page.object_list]
    total = f"{page.paginator.count}{'+' if said.more else ''}"
    return {
        "found": found,
        "page": page,
        "terms": said.terms,
        "total": total,
        "facets": facets,
        "bounded": MOST_REPORTS if said.more else None,
    }


def _facets(params: SearchParams, counted: Counted):
    """(facet, choices) of the values that divide the results."""
    for facet in FACETS.values():
        if facet.name not in params.chosen and counted.keys:
            number = len(counted.keys)
            if dividing := [value for value in facet.count(counted) if value.number < number]:
                yield facet, [Choice(value, params.with_value(facet.name, value.key)) for value in dividing]


@page_of("q")
def suggest(request: HttpRequest) -> HttpResponse:
    """Completions of ?q= from published reports, as a JSON list of strings."""
    text = request.GET.get("q", "").replace("\0", "")
    words = completions(text, Report.objects.published())
    return JsonResponse(words, safe=False, json_dumps_params={"ensure_ascii": False})
