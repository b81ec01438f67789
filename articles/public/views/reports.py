"""Reports: home, archive, sections, and the report itself."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from http import HTTPStatus
from itertools import groupby

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.media import renditions
from articles.models import Photo, Report, SlugRedirect, Statement, slugs
from articles.models.reports import ReportQuerySet
from articles.public import json_ld, selectors
from articles.statements import mark, standing, voices_of

from .conventions import follow, numbered, public

LATEST = 8  # reports on the home page beside the lead
HEARD = 3  # statements on the home page
PER_SECTION = 4  # reports of each section on the home page
MOST_ACTIVE = 12  # speakers on the home page
MOST_USED = 20  # tags on the home page
RELATED = 5
CARD_WIDTH = 300  # pixels; what is narrower is shown on no card


@public
def home(request: HttpRequest) -> HttpResponse:
    """The lead, what came last, each section's newest, and who spoke most."""
    reports = Report.objects.published()
    newest = list(selectors.rows(reports).select_related("cover").defer(None)[: LATEST + 1])
    lead, *latest = newest or [None]
    context = {
        "lead": lead,
        "latest": latest,
        "heard": _heard(reports.filter(pk__in=[report.pk for report in newest])),
        "by_section": selectors.newest_by_section(reports, PER_SECTION),
        "speakers": selectors.most_active(reports, MOST_ACTIVE),
        "tags": selectors.tags_by_use(selectors.latest(reports))[:MOST_USED],
    }
    return render(request, "articles/home.html", context)


def _heard(reports: ReportQuerySet) -> list[Statement]:
    """The first statement of each of the reports, as long as there are some; a person is heard once."""
    said = standing(selectors.statements_in(reports))
    heard: dict[str, Statement] = {}
    for _report, group in groupby(said, key=lambda statement: statement.appearance.report):
        first = next(group)
        heard.setdefault(first.appearance.name, first)
    return list(heard.values())[:HEARD]


@public
def archive(request: HttpRequest) -> HttpResponse:
    """Every report, newest first, and on the first page the months to choose from."""
    reports = Report.objects.published()
    page = numbered(request, selectors.rows(reports))
    months = [] if page.has_previous() else selectors.months_of(reports)
    years = [(year, list(group)) for year, group in groupby(months, key=lambda month: month[0].year)]
    return render(request, "articles/archive.html", {"page": page, "years": years})


@public
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The reports of one month, by the date they show, and the months with reports beside it."""
    reports = Report.objects.published()
    start, end = _month(year, month)
    page = numbered(request, selectors.rows(reports.filter(shown_at__gte=start, shown_at__lt=end)))
    if not page.object_list:
        raise Http404
    moments = reports.values_list("shown_at", flat=True)
    context = {
        "page": page,
        "month": start,
        "earlier": moments.filter(shown_at__lt=start).order_by("-shown_at").first(),
        "later": moments.filter(shown_at__gte=end).order_by("shown_at").first(),
    }
    return render(request, "articles/month.html", context)


def _month(year: int, month: int) -> tuple[datetime, datetime]:
    """Its first moment and that of the next one; Http404 where there is no such month."""
    try:
        start = timezone.make_aware(datetime(year, month, 1))
        end = timezone.make_aware(datetime(year + month // 12, month % 12 + 1, 1))
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return start, end


@public
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The reports of one section."""
    reports = Report.objects.published()
    sections = selectors.sections_in(reports)
    section = sections.filter(slug=slug).first()
    if section is None:
        return follow(SlugRedirect.Kind.SECTION, slug, sections)
    page = numbered(request, selectors.rows(reports.filter(section=section)))
    return render(request, "articles/section.html", {"section": section, "page": page})


@public
def report(request: HttpRequest, section: str, yyyymm: str, yyyymmdd: str, pk: int) -> HttpResponse:
    """One report. The id finds it; any other spelling of its address leads to the permanent one."""
    reports = Report.objects.published()
    report = reports.select_related("section", "cover").filter(pk=pk).first()
    if report is None:
        return _withdrawn(request, pk)
    if request.path != report.get_absolute_url():
        return redirect(report, permanent=True)
    return render(request, "articles/report.html", _report_context(request, report, reports))


def _withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    """410, the notice and not a word of the report, where one stood at this very address; else Http404.

    A report that was withdrawn silently has no notice.
    """
    withdrawn = Report.objects.exclude(withdrawal_notice="").select_related("section").defer("body")
    report = get_object_or_404(withdrawn, pk=pk)
    if request.path != report.get_absolute_url():
        raise Http404
    notice = {"notice": report.withdrawal_notice}
    return render(request, "articles/withdrawn.html", notice, status=HTTPStatus.GONE)


@require_safe
@cache_control(private=True, no_store=True)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The same page for staff who may see the report, whatever its state; never kept, never indexed."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not (request.user.is_staff and request.user.has_perm("articles.view_report")):
        raise Http404
    report = get_object_or_404(Report.objects.select_related("section", "cover"), pk=pk)
    context = _report_context(request, report, Report.objects.published()) | {"preview": True}
    response = render(request, "articles/report.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _report_context(request: HttpRequest, report: Report, reports: ReportQuerySet) -> dict:
    statements = Statement.objects.filter(appearance__report=report).select_related(
        "appearance__speaker", "appearance__organisation"
    )
    photos = [photo for photo in report.photos.all() if photo.file and renditions.size(photo)]
    blocks = mark(report.body, statements, photos)
    voices = voices_of(blocks)
    speaking = {voice.appearance for voice in voices}
    older, newer = selectors.neighbours(report, reports)
    said = [statement for block in blocks for statement in block.begin]
    credits, tags = report.credits.all(), report.tags.all()
    return {
        "report": report,
        "blocks": blocks,
        "lead_photo": next((photo for photo in photos if photo.before == 0), None),
        "card": _card([report.cover, *photos]),
        "voices": voices,
        "named": [each for each in report.appearances.select_related("speaker") if each not in speaking],
        "tags": tags,
        "credits": credits,
        "structured": json_ld.news_article(report, said, credits, tags, partial(slugs.absolute, request)),
        "related": selectors.related(report, reports, RELATED),
        "older": older,
        "newer": newer,
    }


def _card(photos: list[Photo | None]) -> Photo | None:
    """The first of the photos that is wide enough for the card of a shared link."""
    wide = (
        photo
        for photo in photos
        if photo and photo.file and (renditions.size(photo) or (0,))[0] >= CARD_WIDTH
    )
    return next(wide, None)
