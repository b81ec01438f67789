"""What several pages of the desk share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.widgets import AdminSplitDateTime, RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.changelists import AtLeast, BoundedPaginator
from articles.editorial import audit

EMPTY = "—"
MAX_DIGITS = 18  # of a primary key
MOST_IN_CELL = 1_000  # rows of another table that a list counts for one of its own


class AuditedMixin(admin.ModelAdmin):
    """Write what Django logs of a page's rows into the audit log too.

    Django's change message is stored as its JSON, and worded when somebody reads the entry.
    """

    def audit_values(self, row: Any) -> dict[str, Any]:
        """More values of an audit entry; a subclass adds to them."""
        return {}

    def log_addition(self, request, obj, message):
        self._audit(request, audit.Kind.ADD, obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message, kind=audit.Kind.CHANGE):
        self._audit(request, kind, obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for row in queryset:
            audit.record(audit.Kind.DELETE, row, by=request.user)
        return super().log_deletions(request, queryset)

    def _audit(self, request: HttpRequest, kind: str, row: Any, message: list[dict[str, Any]]) -> None:
        values = {"changes": message} | self.audit_values(row)
        audit.record(kind, row, by=request.user, code="form", values=values)


class DeskAdmin(AuditedMixin):
    """A ModelAdmin of the desk. A list counts its rows once, and no further than it needs."""

    empty_value_display = EMPTY
    list_per_page = 50
    show_full_result_count = False
    paginator = BoundedPaginator

    def changelist_view(self, request, extra_context=None):
        title = {"title": self.opts.verbose_name_plural}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_changelist_instance(self, request):
        """A year or number in the address that no database holds is a wrong parameter like any other."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(error) from error

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = {"title": self.form_title(object_id)} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def form_title(self, object_id: str | None) -> str:
        """The heading of the form: the model; the entry itself stands below."""
        name = str(self.opts.verbose_name)
        return capfirst(name) if object_id else gettext("New %(name)s") % {"name": name}


class ReadOnlyAdmin(DeskAdmin):
    """Records of the program: nobody adds, changes or deletes them at the desk."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Pages:
    """Pages that the ModelAdmin `admin` has besides Django's own."""

    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin

    def urls(self) -> list[URLPattern]:
        """The addresses, below that of the ModelAdmin."""
        raise NotImplementedError

    def url(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        """An address that only members of staff reach; `name` without the model's prefix."""
        opts = self.admin.opts
        full_name = f"{opts.app_label}_{opts.model_name}_{name}"
        return path(route, self.admin.admin_site.admin_view(view), name=full_name)

    def context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        """What the template of every such page needs."""
        return {**self.admin.admin_site.each_context(request), "title": title, "opts": self.admin.opts}


class LabelledDateTime(AdminSplitDateTime):
    """Date and time fields, each with a label for screen readers."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets[0].attrs["aria-label"] = _("Date")
        self.widgets[1].attrs["aria-label"] = _("Time")


class PartInline(admin.StackedInline):
    """Inline of an entry's parts, without the icons that Django puts beside each related entry."""

    extra = 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class YesNoFilter(admin.SimpleListFilter):
    """A list filter with the answers yes and no."""

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No"))]

    def condition(self) -> models.Q | models.Exists:
        """The condition for yes."""
        raise NotImplementedError

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.filter(self.condition())
        if self.value() == "no":
            return queryset.exclude(self.condition())
        return queryset


def user_of(request: HttpRequest) -> User:
    """The signed-in user of a request; PermissionDenied for anybody else, whom admin_view() keeps out."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def column(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    """The field of a model with a column of its own: get_field() returns reverse relations, too."""
    return cast("models.Field[Any, Any]", model._meta.get_field(name))


def parse_pk(sent: object) -> int:
    """The primary key in what a page sent; 0, which no row has, for anything else."""
    text = str(sent)
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else 0


def link(text: object, name: str, *args: object) -> str:
    """A link to a page of the admin: `name` as in reverse(), without "admin:"."""
    return format_html('<a href="{}">{}</a>', reverse(f"admin:{name}", args=args), text)


class CountOfSome(Subquery):
    """The number of rows of a subquery, or of its different values."""

    template = "(SELECT COUNT(%(counted)s) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()


def count_subquery(rows: models.Manager[Any] | QuerySet[Any], field: str, counted: str = "") -> CountOfSome:
    """Count the `rows` whose `field` is the outer row, or the values of their column `counted`.

    As a subquery: no join, no double counting. No more than MOST_IN_CELL + 1 rows are read, for an outer row
    may have a million.
    """
    theirs = rows.filter(**{field: OuterRef("pk")}).order_by().annotate(value=F(counted or "pk"))
    values = theirs.values("value")[: MOST_IN_CELL + 1]
    return CountOfSome(values, counted="DISTINCT value" if counted else "*")


def some(number: int, rows: int = 0) -> int:
    """A number that count_subquery() found in some `rows`, for a cell: 1000+ where there may be more."""
    if max(number, rows) <= MOST_IN_CELL:
        return number
    return AtLeast(min(number, MOST_IN_CELL))
