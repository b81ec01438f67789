"""Pages of tags."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Report, SlugRedirect, Tag
from articles.public import charts, selectors, statistics
from articles.public.kept import KeptList, Kind, annotated
from articles.public.lists import ReportList

from .conventions import follow, numbered, page_of

TAGS_PER_PAGE = 300
MOST_ACTIVE = 12  # speakers on a tag's page


@page_of("page")
def tags(request: HttpRequest) -> HttpResponse:
    """All tags of published reports, the most used first."""
    reports = Report.objects.published()
    page = numbered(request, selectors.used_tags(reports), TAGS_PER_PAGE)
    tags = Tag.objects.in_bulk([key for key, _number in page])
    page.object_list = [annotated(tags[key], number=number) for key, number in page if key in tags]
    return render(request, "articles/tags.html", {"page": page})


@page_of("page")
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Tag page: its reports, and who speaks in them."""
    reports = Report.objects.published()
    tag = next(iter(selectors.TAG.objects(reports.public_at, slug)), None)
    if tag is None:
        return follow(SlugRedirect.Kind.TAG, slug, selectors.tags_in(reports))
    kept = KeptList(reports, Kind.TAG, tag.pk)
    years = statistics.by_year(kept.years("dated_reports"))
    context = {
        "tag": tag,
        "page": numbered(request, ReportList(reports, kept)),
        "years": charts.columns(years),
        "speakers": statistics.speakers_on(tag, reports, MOST_ACTIVE),
        "counted": selectors.counted_among(kept),
    }
    return render(request, "articles/tag.html", context)
