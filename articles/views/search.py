"""The search page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles import listings
from articles.models import Report
from articles.search import NEWEST, RELEVANCE, highlight, search, snippet

from .conventions import public

SORTS = (RELEVANCE, NEWEST)


@public
def find(request: HttpRequest) -> HttpResponse:
    """The reports that hold every word of ?q=, with the place that shows why."""
    reports = Report.objects.published()
    text = request.GET.get("q", "").replace("\0", "").strip()
    sort = request.GET.get("sort")
    sort = sort if sort in SORTS else RELEVANCE
    number = request.GET.get("page", "1")
    results = search(text, listings.rows(reports).defer(None), page=number, sort=sort)
    if str(results.page.number) != number:
        raise Http404
    found = [
        (report, highlight(report.title, results.terms), snippet("\n".join(report.paragraphs), results.terms))
        for report in results.page.object_list
    ]
    context = {"q": text, "sort": sort, "results": results, "found": found, "page": results.page}
    return render(request, "articles/search.html", context)
