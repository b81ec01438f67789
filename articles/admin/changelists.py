"""Lists of the desk whose cost does not grow with the archive: counts, years and filters are bounded."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import datetime
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.templatetags.admin_list import date_hierarchy
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import DateTimeField, Exists, Max, Min, OuterRef, QuerySet
from django.utils.functional import cached_property
from django.utils.timezone import localtime, make_aware

MOST_COUNTED = 10_000  # rows that a list counts and pages through; filters and search lead to the others
MOST_READ = 1_000  # rows whose years are read one by one


class AtLeast(int):
    """A number that stands for more, printed as 10000+."""

    def __str__(self) -> str:
        return f"{int(self)}+"


class BoundedPaginator(Paginator):
    """Count no further than `most`."""

    most = 0

    @cached_property
    def count(self) -> int:
        rows = cast("QuerySet[Any]", self.object_list)
        most = self.most or MOST_COUNTED
        counted = rows.order_by().values("pk")[: most + 1].count()
        return counted if counted <= most else AtLeast(most)


def dates(cl: ChangeList) -> dict[str, Any] | None:
    """The years of the rows in a list, or the months and days below one, as Django's template takes them."""
    field, params = cl.date_hierarchy, dict(cl.params)
    parts = [f"{field}__{part}" for part in ("year", "month", "day")]
    if not any(part in params for part in parts):
        if cl.result_count > MOST_READ and len(years := _years_of_many(cl)) > 1:
            return {"show": True, "back": None, "choices": [_choice(cl, parts[0], year) for year in years]}
        first, last = _ends(cl, cl.queryset)
        if not (first and last):
            return {"show": True, "back": None, "choices": []}
        if first.year != last.year:
            choices = [_choice(cl, parts[0], year) for year in _years_of(cl)]
            return {"show": True, "back": None, "choices": choices}
        params[parts[0]] = str(first.year)
        if first.month == last.month:
            params[parts[1]] = str(first.month)
    chosen = copy(cl)
    chosen.params = params
    return date_hierarchy(chosen)


def _choice(cl: ChangeList, name: str, year: int) -> dict[str, str]:
    return {"link": cl.get_query_string({name: str(year)}, [f"{cl.date_hierarchy}__"]), "title": str(year)}


def _ends(cl: ChangeList, rows: QuerySet[Any]) -> tuple[datetime | None, datetime | None]:
    """The first and the last date of some rows."""
    field = str(cl.date_hierarchy)
    ends = rows.order_by().aggregate(first=Min(field), last=Max(field))
    first, last = (ends[end] and localtime(ends[end]) for end in ("first", "last"))
    return first, last


def _years_of_many(cl: ChangeList) -> list[int]:
    """The years of a list of many rows. The ends of all rows are at those of an index; its own may not be."""
    first, last = _ends(cl, cl.root_queryset)
    return list(_years_between(cl, first.year, last.year)) if first and last else []


def _years_of(cl: ChangeList) -> Iterator[int]:
    """The years of a list of few rows, which are all read."""
    return (moment.year for moment in cl.queryset.datetimes(str(cl.date_hierarchy), "year"))


def _years_between(cl: ChangeList, first: int, last: int) -> Iterator[int]:
    """Those of the years that have a row: a probe of the index for each, all in one query."""
    field = cast("DateTimeField[Any, Any]", cl.model._meta.get_field(cl.date_hierarchy))
    rows, given = cl.queryset.order_by().values_list(field.name).query.sql_with_params()
    column = connection.ops.quote_name(str(field.column))
    found = f"SELECT {column} FROM ({rows}) found WHERE {column} >= %s AND {column} < %s"  # noqa: S608
    probe = f"({found} ORDER BY {column} LIMIT 1)"  # for EXISTS, PostgreSQL would read the whole table
    years = range(first, last + 1)
    values = [each for year in years for each in (*given, *map(_start, (year, year + 1)))]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([probe] * len(years))}", values)
        first_rows = cursor.fetchone()
    return (year for year, first_row in zip(years, first_rows, strict=True) if first_row is not None)


def _start(year: int) -> Any:
    """The first moment of a year, as the database takes it."""
    return connection.ops.adapt_datetimefield_value(make_aware(datetime(year, 1, 1)))


class UsedFilter(admin.RelatedOnlyFieldListFilter):
    """The related rows that any row of the list has: a probe of the index for each, instead of all rows."""

    def field_choices(self, field, request, model_admin):
        used = Exists(model_admin.model._default_manager.filter(**{self.field_path: OuterRef("pk")}))
        rows = field.remote_field.model._default_manager.filter(used)
        ordering = self.field_admin_ordering(field, request, model_admin)
        return [(row.pk, self.shown(row)) for row in rows.order_by(*ordering)]

    def shown(self, row: Any) -> str:
        """What stands in the list of choices."""
        return str(row)
