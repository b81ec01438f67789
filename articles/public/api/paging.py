"""Cursor pagination. The cursor is the id of the last row of the previous page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import PaginationBase

from articles.public.links import absolute_url
from articles.public.meta_keys import PAGE_SIZE

from .schemas.values import LARGEST_KEY

PER_PAGE = 20
MOST_PER_PAGE = 100


class Paging(PaginationBase):
    """Order by descending primary key: unique, so no row is left out or repeated.

    The cursor of django-ninja orders by a value that may not be unique and handles a limited number of equal
    ones. An import creates hundreds of reports with the same date.
    """

    items_attribute = "results"

    class Input(Schema):
        page_size: int = Field(PER_PAGE, ge=1, le=MOST_PER_PAGE)
        cursor: int | None = Field(None, ge=1, le=LARGEST_KEY, description="as in the address `next`")

    class Output(Schema):
        results: list[Any]
        next: str | None = Field(description="address of the page that follows; null on the last")

    def paginate_queryset(
        self, queryset: QuerySet, pagination: Input, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        if pagination.cursor:
            queryset = queryset.filter(pk__lt=pagination.cursor)
        size = request.META.get(PAGE_SIZE, pagination.page_size)
        rows = list(queryset.order_by("-pk")[: size + 1])
        shown = rows[:size]
        return {"results": shown, "next": _address(request, shown[-1].pk) if shown != rows else None}


def _address(request: HttpRequest, cursor: int) -> str:
    query = request.GET.copy()
    query["cursor"] = str(cursor)
    return absolute_url(request, f"{request.path}?{query.urlencode()}")
