"""The audit log at the desk, for those who run it: filtered, and taken along as a table."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin.base import ReadOnlyAdmin
from articles.admin.changelists import UsedFilter
from articles.editorial import audit
from articles.editorial.messages import in_words
from articles.editorial.users import name_of
from articles.models import AuditEntry
from articles.public.csv_export import csv_file

COLUMNS = ("at", "kind", "by_name", "address", "object_type", "object_id", "object_name", "what")


class ObjectFilter(admin.SimpleListFilter):
    """What kind of row was acted on."""

    title = _("object type")
    parameter_name = "object_type"

    def lookups(self, request, model_admin):
        models = (model._meta for model in model_admin.admin_site._registry)
        return sorted((meta.label_lower, meta.verbose_name) for meta in models)

    def queryset(self, request, queryset):
        known = {value for value, _name in self.lookup_choices}
        return queryset.filter(object_type=self.value()) if self.value() in known else queryset


class PersonFilter(UsedFilter):
    """Who did it, by name."""

    def shown(self, row):
        return name_of(row)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("when", "kind", "by_name", "object_name", "what", "address")
    list_display_links = ("when",)
    list_filter = ("kind", ObjectFilter, ("by", PersonFilter))
    date_hierarchy = "at"
    search_fields = ("by_name", "object_name", "=object_id", "values", "address")
    search_help_text = _("Name, object or its number, what was done, or network address")
    fields = COLUMNS
    change_list_template = "admin/articles/auditentry/change_list.html"

    @admin.display(description=_("at"), ordering="at")
    def when(self, entry):
        return f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}"

    @admin.display(description=_("what"))
    def what(self, entry):
        return in_words(entry)

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="articles_auditentry_export"), *super().get_urls()]

    @method_decorator(require_POST)  # it adds an entry
    def export_view(self, request: HttpRequest) -> StreamingHttpResponse:
        """The entries of the list as it is filtered, as a table for a spreadsheet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        chosen: ChangeList = self.get_changelist_instance(request)
        audit.record(audit.Kind.EXPORT, by=request.user, code="audit_log_exported")
        heading = [str(label_for_field(name, AuditEntry, self)) for name in COLUMNS]
        entries = chosen.get_queryset(request).iterator()
        return csv_file(f"audit-{localdate():%Y%m%d}.csv", heading, map(_row, entries))


def _row(entry: AuditEntry) -> list[str]:
    values = {name: getattr(entry, name, None) or "" for name in COLUMNS} | {"what": in_words(entry)}
    values |= {"at": f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}", "kind": entry.get_kind_display()}
    return list(values.values())
