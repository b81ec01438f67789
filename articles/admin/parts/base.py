"""Lists and forms of the parts of a report: its appearances, statements, credits and photos."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from articles.admin.base import DeskAdmin, user_of
from articles.editorial import audit, workflow
from articles.editorial.editing import editing, editing_each
from articles.editorial.locking import retried
from articles.models import Report

CHUNK = 50  # reports in one transaction


class NotSaved(Exception):
    """The form has errors; `response` shows them."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


class PartAdmin(DeskAdmin):
    """A part is added in its report's form; here all of them are listed, corrected and deleted.

    Whatever changes one is an act on its report: Django's own view runs inside editing().
    """

    #: Who may change a part; to delete one always changes the words.
    may_change = staticmethod(workflow.may_change)
    autocomplete_fields: ClassVar[tuple[str, ...]] = ()
    list_select_related: ClassVar[tuple[str, ...]] = ("report",)

    def report_of(self, part: Any) -> Report:
        """The report that this is a part of."""
        return part.report

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or self.may_change(request.user, self.report_of(obj)))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or workflow.may_change(request.user, self.report_of(obj)))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        show = super().changeform_view
        part = self.get_object(request, object_id) if request.method == "POST" and object_id else None
        if part is None or not self.has_change_permission(request, part):
            return show(request, object_id, form_url, extra_context)
        return self._inside(
            request,
            part,
            lambda: show(request, object_id, form_url, extra_context),
            code="part_changed",
            may=self.may_change,
        )

    def delete_view(self, request, object_id, extra_context=None):
        show = super().delete_view
        part = self.get_object(request, object_id) if request.method == "POST" else None
        if part is None or not self.has_delete_permission(request, part):
            return show(request, object_id, extra_context)
        return self._inside(
            request,
            part,
            lambda: show(request, object_id, extra_context),
            code="parts_deleted",
            may=workflow.may_change,
        )

    @retried
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Delete the chosen parts, those of a chunk of reports in each transaction."""
        parts: dict[int, list[Any]] = defaultdict(list)
        for part in queryset:
            parts[self.report_of(part).pk].append(part)
        keys = sorted(parts)
        for start in range(0, len(keys), CHUNK):
            chunk = Report.objects.filter(pk__in=keys[start : start + CHUNK]).only("pk")
            with editing_each(chunk, user_of(request), code="parts_deleted") as edits:
                for edit in edits:
                    edit.values = self._values(*parts[edit.report.pk])
                chosen = [part.pk for edit in edits for part in parts[edit.report.pk]]
                super().delete_queryset(request, self.model._default_manager.filter(pk__in=chosen))

    def _inside(self, request: HttpRequest, part: Any, show: Any, *, code: str, may: Any) -> HttpResponseBase:
        """Answer with Django's view inside the act; a form with errors undoes it."""
        try:
            return self._act(request, part, show, code=code, may=may)
        except NotSaved as not_saved:
            return not_saved.response

    @retried
    def _act(self, request: HttpRequest, part: Any, show: Any, *, code: str, may: Any) -> HttpResponseBase:
        report, values = self.report_of(part), self._values(part)
        with editing(report, user_of(request), code=code, values=values, may=may) as edit:
            response = show()
            if _has_errors(response):
                raise NotSaved(response)
            self.after_change(edit.report)
        return response

    def after_change(self, report: Report) -> None:
        """What has to follow a change of the part, in the same act."""

    def _values(self, *parts: Any) -> dict[str, Any]:
        """The values of the codes part_changed and parts_deleted."""
        return {"model": self.opts.model_name, "parts": [str(part) for part in parts]}

    def log_change(self, request, obj, message, kind=audit.Kind.CHANGE):
        """Django's log alone for a change of the part: its act has an audit entry."""
        if kind == audit.Kind.CHANGE:
            return admin.ModelAdmin.log_change(self, request, obj, message)
        return super().log_change(request, obj, message, kind)

    def log_deletions(self, request, queryset):
        """Django's log alone: the act has an audit entry."""
        return admin.ModelAdmin.log_deletions(self, request, queryset)


def _has_errors(response: HttpResponseBase) -> bool:
    """Whether a view of Django's admin shows its form again, or refuses."""
    context = getattr(response, "context_data", None) or {}
    return bool(context.get("errors") or context.get("protected") or context.get("perms_lacking"))
