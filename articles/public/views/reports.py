"""Reports: home, archive, sections, and the report itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus
from itertools import chain, groupby, starmap

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.models import Report, SlugRedirect, Statement
from articles.models.prepared import Prepared
from articles.public import drawing, selectors
from articles.public.kept import KeptList, Kind
from articles.public.lists import ReportList

from .conventions import follow, numbered, page_of, public

LATEST = 8  # reports on the home page beside the lead
HEARD = 3  # statements on the home page
PER_SECTION = 4  # reports of each section on the home page
MOST_ACTIVE = 12  # speakers on the home page
MOST_USED = 20  # tags on the home page
RELATED = 5

NEWEST = Prepared(
    lambda now: (
        Report.objects.published(now)
        .newest_first()
        .select_related("section", "cover")
        .only(
            *("section__name", "section__slug", "cover__file", "cover__alt", "cover__width", "cover__height"),
        )[: LATEST + 1]
    ),
    datetime,
)
FIRST = Prepared(
    lambda statements: (
        Statement.objects.filter(pk__among=statements).order_by("pk").values_list(*drawing.SAID)
    ),
    list,
)


@public
def home(request: HttpRequest) -> HttpResponse:
    """Home page: lead, latest reports, newest of each section, most active speakers."""
    reports = Report.objects.published()
    newest = NEWEST.objects(reports.public_at)
    by_section = selectors.newest_by_section(reports, PER_SECTION)
    cards = drawing.cards_on(request, [report.pk for report in chain(newest, by_section)])
    speakers, tags = selectors.lately(reports, MOST_ACTIVE, MOST_USED)
    context = {
        "lead": next((report for report in newest if report.pk in cards), None),
        "newest": [cards[report.pk] for report in newest if report.pk in cards],
        "latest": newest[3:],
        "heard": _heard([report.pk for report in newest], cards),
        "by_section": by_section,
        "speakers": speakers,
        "tags": tags,
    }
    return render(request, "articles/home.html", context)


def _heard(reports: list[int], cards: Mapping[int, drawing.Card]) -> list[tuple[drawing.Said, drawing.Card]]:
    """First statement of each report with the card of the report, at most one per name."""
    first = [cards[report].said[0] for report in reports if report in cards and cards[report].said]
    said = {each.pk: each for each in starmap(drawing.Said, FIRST.rows(first))} if first else {}
    heard: dict[str, tuple[drawing.Said, drawing.Card]] = {}
    for each in (said[pk] for pk in first if pk in said):
        heard.setdefault(each.name, (each, cards[each.report]))
    return list(heard.values())[:HEARD]


@page_of("page")
def archive(request: HttpRequest) -> HttpResponse:
    """All reports, newest first; on the first page also the months."""
    reports = Report.objects.published()
    kept = KeptList(reports, Kind.SITE)
    page = numbered(request, ReportList(reports, kept))
    months = (
        []
        if page.has_previous()
        else [(_first_day(*divmod(month, 100)), kept.months[month].reports) for month in kept.months]
    )
    years = [(year, list(group)) for year, group in groupby(months, key=lambda month: month[0].year)]
    return render(request, "articles/archive.html", {"page": page, "years": years})


@page_of("page")
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Reports of one month, and the previous and next month with reports."""
    reports = Report.objects.published()
    first_day = _first_day(year, month)
    number = year * 100 + month
    kept = KeptList(reports, Kind.SITE)
    page = numbered(request, ReportList(reports, kept, month=number))
    if not page.object_list:
        raise Http404
    earlier = next((other for other in kept.months if other < number), None)
    later = next((other for other in reversed(kept.months) if other > number), None)
    context = {
        "page": page,
        "month": first_day,
        "earlier": earlier and _first_day(*divmod(earlier, 100)),
        "later": later and _first_day(*divmod(later, 100)),
    }
    return render(request, "articles/month.html", context)


def _first_day(year: int, month: int) -> date:
    """The first day of a month; Http404 where the calendar has no such month."""
    try:
        return date(year, month, 1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


@page_of("page")
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The reports of one section."""
    reports = Report.objects.published()
    sections = selectors.sections_in(reports)
    section = sections.filter(slug=slug).first()
    if section is None:
        return follow(SlugRedirect.Kind.SECTION, slug, sections)
    page = numbered(request, ReportList(reports, KeptList(reports, Kind.SECTION, section.pk)))
    return render(request, "articles/section.html", {"section": section, "page": page})


@public
def report(request: HttpRequest, section: str, yyyymm: str, yyyymmdd: str, pk: int) -> HttpResponse:
    """Report page, looked up by id; any other URL with this id redirects to the permanent one."""
    found = drawing.drawn_report(request, pk)
    if found is None:
        return _withdrawn(request, pk)
    report, drawn = found
    if request.path != drawn.path:
        return redirect(drawn.path, permanent=True)
    return _page(request, report, drawn)


def _withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    """410 with the notice of withdrawal at the exact URL of a withdrawn report; else Http404.

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
    """Report page for staff with permission, in any state; neither cached nor indexed."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not (request.user.is_staff and request.user.has_perm("articles.view_report")):
        raise Http404
    report = get_object_or_404(Report.objects.select_related("section", "cover"), pk=pk)
    drawn = drawing.draw(request, report, preview=True)
    response = _page(request, report, drawn)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _page(request: HttpRequest, report: Report, drawn: drawing.DrawnReport) -> HttpResponse:
    """The page of a report: as it is drawn, with the reports around it."""
    around = drawing.around(report, RELATED)
    return HttpResponse(drawing.report_page(request, report.section_id, drawn, around))
