"""Comparisons: two speakers on one tag, and one day in all years."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from articles.models import Report, Speaker, Tag
from articles.models.fields import LEAP_YEAR
from articles.models.reports import ReportQuerySet
from articles.public import charts, selectors, statistics
from articles.public.kept import KeptList, Kind
from articles.statements import statement_parts, still_in_body

from .conventions import numbered, page_of, public

COMPARED = 2  # people
STATEMENTS = 20  # of each, the newest


@page_of("tag", speaker=COMPARED + 1)
def compare(request: HttpRequest) -> HttpResponse:
    """Statements of two speakers in reports with one tag: ?tag=…&speaker=…&speaker=…; else a form."""
    reports = Report.objects.published()
    tag = get_object_or_404(selectors.tags_in(reports), slug=_value(request, "tag"))
    slugs = list(dict.fromkeys(slug.replace("\0", "") for slug in request.GET.getlist("speaker")))
    speakers = list(selectors.speakers_in(reports).filter(slug__in=slugs[:COMPARED]))
    context = {"tag": tag, "picked": slugs, "choices": statistics.speakers_on(tag, reports, 100)}
    if len(slugs) == len(speakers) == COMPARED:
        speakers.sort(key=lambda speaker: slugs.index(speaker.slug))
        context["sides"] = _sides(speakers, tag, reports)
    elif slugs:
        context["wrong"] = True
    return render(request, "articles/compare.html", context)


def _value(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "")


def _sides(speakers: list[Speaker], tag: Tag, reports: ReportQuerySet) -> list[dict]:
    """Column of each speaker: chart over the same years and scale, and the newest statements."""
    lists = [KeptList(reports, Kind.SPEAKER, speaker.pk) for speaker in speakers]
    said = [statistics.on_tag(selectors.newest_statements(speaker, reports), tag) for speaker in speakers]
    numbers = [statistics.statement_years(each) for each in said]
    years = [statistics.by_year(each, shared_years=chain(*numbers)) for each in numbers]
    highest = max((value.number for each in years for value in each), default=0)
    return [
        {
            "speaker": speaker,
            "number": each.count(),
            "counted": selectors.counted_among(kept),
            "years": charts.columns(values, highest=highest),
            "statements": [
                (statement, statement_parts(statement)) for statement in still_in_body(each[:STATEMENTS])
            ],
        }
        for speaker, kept, each, values in zip(speakers, lists, said, years, strict=True)
    ]


@public
def on_this_day(request: HttpRequest) -> HttpResponse:
    """Redirect to the page of today, temporarily."""
    today = timezone.localdate()
    return redirect("articles:anniversary", month=today.month, day=today.day)


@page_of("page")
def anniversary(request: HttpRequest, month: int, day: int) -> HttpResponse:
    """Reports of one day of the year, in all years."""
    if not statistics.is_day(month, day):
        raise Http404
    reports = statistics.anniversaries(Report.objects.published(), month, day)
    page = numbered(request, selectors.carded(reports))
    date = datetime(LEAP_YEAR, month, day)
    neighbours = {"before": date - timedelta(days=1), "after": date + timedelta(days=1)}
    return render(request, "articles/anniversary.html", {"page": page, "date": date} | neighbours)
