"""The rules for the parts of a report: its appearances, statements, credits and photos."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles import search
from articles.admin.base import DeskAdmin
from articles.editorial import history, workflow
from articles.models import Report


def touch(reports: QuerySet[Report], by: Any = None) -> None:
    """Parts of these reports were changed: open forms are out of date, and the search and signatures too."""
    reports.update(updated_at=timezone.now())
    search.index(reports)
    for report in reports:
        workflow.revalidate_signatures(report, by)


class PartAdmin(DeskAdmin):
    """A part is added in its report's form; here all of them are listed, corrected and deleted."""

    #: What lets a person change a part; to delete one always changes the words.
    may_change = staticmethod(workflow.may_change)
    autocomplete_fields: tuple[str, ...] = ()
    list_select_related: tuple[str, ...] = ("report",)

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

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        report = self.report_of(obj)
        with history.recording(report, by=request.user, note=_note(self, obj)):
            super().save_model(request, obj, form, change)
        touch(Report.objects.filter(pk=report.pk), request.user)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        report = self.report_of(obj)
        with history.recording(report, by=request.user, note=_note(self, obj)):
            super().delete_model(request, obj)
        touch(Report.objects.filter(pk=report.pk), request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        reports = Report.objects.in_bulk({self.report_of(part).pk for part in queryset})
        with history.recording_each(reports.values(), by=request.user, note=_note(self)):
            super().delete_queryset(request, queryset)
        touch(Report.objects.filter(pk__in=reports), request.user)


def _note(page: PartAdmin, part: Any = "") -> str:
    """In which list of parts it was changed, and which one."""
    return f"{page.opts.verbose_name_plural}：{part}".rstrip("：")
