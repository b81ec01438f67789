"""API: reports, sections and tags."""

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.pagination import paginate

from articles.models import Appearance, Report, Section, Tag
from articles.models.reports import ReportQuerySet
from articles.public import selectors
from articles.public.kept import Kind, number_of_reports

from .narrowing import Narrowing
from .paging import Paging
from .schemas.reports import ReportOut, ReportSummary, SectionOut, TagOut
from .schemas.values import Id, Problem, Since

router = Router(tags=["reports"])


class ReportFilter(Narrowing):
    updated_since: Since | None = None

    def custom_expression(self) -> Q:
        changed = Q(public_modified_at__gte=self.updated_since) if self.updated_since else Q()
        return super().custom_expression() & changed


@router.get(
    "/reports",
    response={200: list[ReportSummary], 422: Problem},
    url_name="reports",
    summary="Reports, the one that was entered last first",
)
@paginate(Paging)
def reports(request: HttpRequest, filters: Query[ReportFilter]) -> QuerySet[Report]:
    found = filters.filter(Report.objects.published())
    return selectors.with_tags(found.select_related("section")).prefetch_related("credits")


@router.get(
    "/reports/{id}",
    response={200: ReportOut, 404: Problem, 422: Problem},
    url_name="report",
    summary="A report with its body, its people and what they said",
)
def report(request: HttpRequest, id: Id) -> Report:
    return get_object_or_404(whole(Report.objects.published()), pk=id)


def whole(reports: ReportQuerySet) -> QuerySet[Report]:
    """Reports with everything that ReportOut says, in as many queries for many as for one."""
    people = Appearance.objects.select_related("speaker").prefetch_related("statements")
    return selectors.with_tags(reports.select_related("section")).prefetch_related(
        "credits", Prefetch("appearances", people)
    )


@router.get(
    "/sections",
    response=list[SectionOut],
    url_name="sections",
    summary="The sections that hold a report, in the order of the site",
)
def sections(request: HttpRequest) -> QuerySet[Section]:
    return selectors.sections_in(Report.objects.published())


@router.get(
    "/tags",
    response={200: list[TagOut], 422: Problem},
    url_name="tags",
    summary="Tags, each with the number of reports that have it",
)
@paginate(Paging)
def tags(request: HttpRequest) -> QuerySet[Tag]:
    reports = Report.objects.published()
    return selectors.tags_in(reports).annotate(number=number_of_reports(reports, Kind.TAG))
