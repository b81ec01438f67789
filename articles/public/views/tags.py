"""Pages of tags."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Report, SlugRedirect
from articles.public import charts, selectors, statistics

from .conventions import follow, numbered, page_of

TAGS_PER_PAGE = 300
MOST_ACTIVE = 12  # speakers on a tag's page


@page_of("page")
def tags(request: HttpRequest) -> HttpResponse:
    """All tags of published reports, the most used first."""
    reports = Report.objects.published()
    page = numbered(request, selectors.tags_by_use(reports), TAGS_PER_PAGE)
    return render(request, "articles/tags.html", {"page": page})


@page_of("page")
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Tag page: its reports, and who speaks in them."""
    reports = Report.objects.published()
    tags = selectors.tags_in(reports)
    tag = tags.filter(slug=slug).first()
    if tag is None:
        return follow(SlugRedirect.Kind.TAG, slug, tags)
    tagged = selectors.tagged(tag, reports)
    context = {
        "tag": tag,
        "page": numbered(request, selectors.listed(tagged)),
        "years": charts.columns(statistics.reports_by_year(tagged)),
        "speakers": statistics.speakers_on(tag, reports, MOST_ACTIVE),
    }
    return render(request, "articles/tag.html", context)
