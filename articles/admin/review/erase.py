"""The page that deletes a report in the bin for good: it lists what is deleted, and what stays."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.base import Pages
from articles.editorial import workflow
from articles.models import Report


class ErasePage(Pages):
    """The page on which a report in the bin is deleted for good."""

    def urls(self):
        return [self.url("<path:object_id>/erase/", self.erase_view, "erase")]

    def erasing_context(self, request: HttpRequest, report: Report) -> dict[str, Any]:
        """The address of the page, if this person may delete the report now."""
        if workflow.why_not_erased(report, request.user):
            return {}
        return {"erase_url": reverse("admin:articles_report_erase", args=[report.pk])}

    def erase_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """List what is deleted; on POST delete it."""
        report = self.admin.get_object(request, object_id)
        if report is None:
            raise Http404
        if not request.user.has_perm(workflow.ERASE):
            raise PermissionDenied
        if reason := workflow.why_not_erased(report, request.user):
            self.admin.message_user(request, reason, messages.ERROR)
            return redirect("admin:articles_report_change", report.pk)
        if request.method == "POST":
            return self._erase(request, report)
        context = self.context(request, _("Delete for good")) | {
            "report": report,
            "goes": workflow.what_goes(report),
            "sources": workflow.sources_of(report),
        }
        return TemplateResponse(request, "admin/articles/report/erase.html", context)

    def _erase(self, request: HttpRequest, report: Report) -> HttpResponse:
        try:
            workflow.erase(report, by=request.user)
        except workflow.TransitionNotAllowed as error:
            self.admin.message_user(request, str(error), messages.ERROR)
            return redirect("admin:articles_report_changelist")
        self.admin.message_user(request, _("Deleted for good: %s") % report, messages.SUCCESS)
        return redirect(f"{reverse('admin:articles_report_changelist')}?state={Report.Status.BINNED}")
