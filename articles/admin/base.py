"""What several pages of the desk share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime, RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.editorial import audit

EMPTY = "—"
MOST_DIGITS = 18  # of the number of a row


class AuditedMixin:
    """Whatever Django logs of a page's rows stands in the audit log, too."""

    def told(self, row: Any, text: str) -> str:
        """What the audit log says of a change; a subclass adds to it."""
        return text

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        audit.note(request, audit.Kind.ADD, obj, self.told(obj, entry.get_change_message()))
        return entry

    def log_change(self, request, obj, message, kind=audit.Kind.CHANGE):
        """Every act of the desk that changes something ends here, or in audit.note()."""
        entry = super().log_change(request, obj, message)
        audit.note(request, kind, obj, self.told(obj, entry.get_change_message()))
        return entry

    def log_deletions(self, request, queryset):
        for row in queryset:
            audit.note(request, audit.Kind.DELETE, row)
        return super().log_deletions(request, queryset)


class DeskAdmin(AuditedMixin, admin.ModelAdmin):
    """A list asks for the number of its rows once."""

    empty_value_display = EMPTY
    list_per_page = 50
    show_full_result_count = False

    def changelist_view(self, request, extra_context=None):
        title = {"title": self.opts.verbose_name_plural}
        return super().changelist_view(request, title | (extra_context or {}))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Headed by what it is; which one stands below."""
        name = self.opts.verbose_name
        title = {"title": capfirst(name) if object_id else gettext("New %(name)s") % {"name": name}}
        return super().changeform_view(request, object_id, form_url, title | (extra_context or {}))


class ReadOnlyAdmin(DeskAdmin):
    """What the machine writes: to be read, never to be changed."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LabelledDateTime(AdminSplitDateTime):
    """Day and time, each with a name that a screen reader says."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets[0].attrs["aria-label"] = _("Date")
        self.widgets[1].attrs["aria-label"] = _("Time")


class PartInline(admin.StackedInline):
    """Parts of an entry in its form: without the row of icons that each related entry would carry."""

    extra = 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class YesNoFilter(admin.SimpleListFilter):
    """A filter with two answers; a subclass says which rows are meant by yes."""

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No"))]

    def condition(self) -> models.Q | models.Exists:
        """Which rows are meant by yes."""
        raise NotImplementedError

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.filter(self.condition())
        if self.value() == "no":
            return queryset.exclude(self.condition())
        return queryset


def number_in(sent: object) -> int:
    """The number of a row that a page sent; 0, which no row has, where it is none or no database holds it."""
    text = str(sent)
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0


def link(text: object, name: str, *args: object) -> str:
    """A link to a page of the admin: `name` as in reverse(), without "admin:"."""
    return format_html('<a href="{}">{}</a>', reverse(f"admin:{name}", args=args), text)


def number_of(rows: QuerySet, field: str, counted: str = "pk") -> Coalesce:
    """How many of `rows` point at the outer row by `field`, as a subquery: no join, no double counting."""
    mine = rows.filter(**{field: OuterRef("pk")}).order_by().values(field)
    return Coalesce(Subquery(mine.annotate(number=Count(counted, distinct=True)).values("number")), 0)
