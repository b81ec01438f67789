"""What was said, by whom, where."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import FilterSchema, Query, Router
from ninja.pagination import paginate

from articles import listings
from articles.marking import standing
from articles.models import Report, Statement, TaggedReport

from .paging import Paging
from .schemas import Id, Problem, StatementOut, Text

router = Router(tags=["statements"])


class StatementFilter(FilterSchema):
    """Which statements, by slugs; all of the conditions must hold."""

    speaker: Text | None = None
    organisation: Text | None = None
    tag: Text | None = None

    def filter_speaker(self, slug: str | None) -> Q:
        return Q(appearance__speaker__slug=slug)

    def filter_organisation(self, slug: str | None) -> Q:
        return Q(appearance__organisation__slug=slug)

    def filter_tag(self, slug: str | None) -> Q:
        tagged = TaggedReport.objects.filter(tag__slug=slug)
        return Q(appearance__report__in=tagged.values("content_object"))


class PagingOfStatements(Paging):
    """Leaves out statements whose words an edit took out of the report: a page may be a little shorter."""

    def paginate_queryset(self, queryset: QuerySet, *args, **params) -> dict:
        page = super().paginate_queryset(queryset, *args, **params)
        said = page[self.items_attribute]
        page[self.items_attribute] = [each for each in said if standing([each], each.appearance.report.body)]
        return page


@router.get(
    "/statements",
    response={200: list[StatementOut], 422: Problem},
    url_name="statements",
    summary="Statements, the one that was entered last first",
)
@paginate(PagingOfStatements)
def statements(request: HttpRequest, filters: Query[StatementFilter]) -> QuerySet[Statement]:
    return filters.filter(listings.statements_in(Report.objects.published()))


@router.get(
    "/statements/{id}",
    response={200: StatementOut, 404: Problem, 422: Problem},
    url_name="statement",
    summary="One statement",
)
def statement(request: HttpRequest, id: Id) -> Statement:
    found = get_object_or_404(listings.statements_in(Report.objects.published()), pk=id)
    if not standing([found], found.appearance.report.body):
        raise Http404
    return found
