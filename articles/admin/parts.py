"""The rules for the parts of a report: its appearances, statements, credits and photos."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles import history, search
from articles.admin.base import DeskAdmin
from articles.models import Report, Revision

NOTE_LENGTH = Revision._meta.get_field("note").max_length


def may_edit(user: Any, report: Report | None) -> bool:
    """Whether the state of a report lets this person change it: what is published, only its publishers."""
    if report is None or report.status != Report.Status.PUBLISHED:
        return True
    return user.has_perm("articles.publish_report")


def touch(reports: QuerySet[Report]) -> None:
    """Parts of these reports were changed: forms that are open are out of date, and so is the search."""
    reports.update(updated_at=timezone.now())
    search.index(reports)


class PartAdmin(DeskAdmin):
    """A part is added in its report's form; here all of them are listed, corrected and deleted."""

    autocomplete_fields: tuple[str, ...] = ()
    list_select_related: tuple[str, ...] = ("report",)

    def report_of(self, part: Any) -> Report:
        """The report that this is a part of."""
        return part.report

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_edit(request.user, self.report_of(obj)))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or may_edit(request.user, self.report_of(obj)))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        report = self.report_of(obj)
        with history.recording(report, by=request.user, note=_note(self, obj)):
            super().save_model(request, obj, form, change)
        touch(Report.objects.filter(pk=report.pk))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        report = self.report_of(obj)
        with history.recording(report, by=request.user, note=_note(self, obj)):
            super().delete_model(request, obj)
        touch(Report.objects.filter(pk=report.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        reports = Report.objects.in_bulk({self.report_of(part).pk for part in queryset})
        with history.recording_each(reports.values(), by=request.user, note=_note(self)):
            super().delete_queryset(request, queryset)
        touch(Report.objects.filter(pk__in=reports))


def _note(page: PartAdmin, part: Any = "") -> str:
    """In which list of parts it was changed, and which one."""
    return f"{page.opts.verbose_name_plural}：{part}"[:NOTE_LENGTH].rstrip("：")
