"""API: statements."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router
from ninja.pagination import paginate

from articles.models import Report, Statement
from articles.public import selectors
from articles.search import statement_condition
from articles.statements import still_in_body

from .narrowing import Narrowing
from .paging import Paging
from .schemas.reports import StatementOut
from .schemas.values import Id, Problem

router = Router(tags=["statements"])


class PagingOfStatements(Paging):
    """Leave out statements that are no longer in the body of their report: a page may be shorter."""

    def paginate_queryset(self, queryset: QuerySet, *args, **params) -> dict:
        page = super().paginate_queryset(queryset, *args, **params)
        page[self.items_attribute] = list(still_in_body(page[self.items_attribute]))
        return page


@router.get(
    "/statements",
    response={200: list[StatementOut], 422: Problem},
    url_name="statements",
    summary="Statements, the one that was entered last first",
)
@paginate(PagingOfStatements)
def statements(request: HttpRequest, filters: Query[Narrowing]) -> QuerySet[Statement]:
    reports = filters.filter(Report.objects.published())
    return selectors.statements_in(reports).filter(statement_condition(filters.chosen()))


@router.get(
    "/statements/{id}",
    response={200: StatementOut, 404: Problem, 422: Problem},
    url_name="statement",
    summary="One statement",
)
def statement(request: HttpRequest, id: Id) -> Statement:
    found = selectors.statement_in(Report.objects.published(), id)
    if found is None:
        raise Http404
    return found
