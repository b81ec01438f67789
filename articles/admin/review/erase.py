"""The page that deletes a report in the bin for good: it lists what is deleted, and what stays."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.editorial import workflow
from articles.models import Report


class ErasingMixin:
    """The page, for the admin of Report. workflow decides who may delete, and when."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.erase_view)
        return [path("<path:object_id>/erase/", view, name="articles_report_erase"), *super().get_urls()]

    def erasing_context(self, request: HttpRequest, report: Report) -> dict[str, Any]:
        """The address of the page, if this person may delete the report now."""
        if workflow.why_not_erased(report, request.user):
            return {}
        return {"erase_url": reverse("admin:articles_report_erase", args=[report.pk])}

    def erase_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """List what is deleted; on POST delete it."""
        report = self.get_object(request, object_id)
        if report is None:
            raise Http404
        if not request.user.has_perm(workflow.ERASE):
            raise PermissionDenied
        if reason := workflow.why_not_erased(report, request.user):
            self.message_user(request, reason, messages.ERROR)
            return redirect("admin:articles_report_change", report.pk)
        if request.method == "POST":
            return self._erase(request, report)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Delete for good"),
            "opts": self.opts,
            "report": report,
            "goes": workflow.what_goes(report),
            "sources": workflow.sources_of(report),
        }
        return TemplateResponse(request, "admin/articles/report/erase.html", context)

    def _erase(self, request: HttpRequest, report: Report) -> HttpResponse:
        try:
            workflow.erase(report, by=request.user)
        except workflow.TransitionNotAllowed as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect("admin:articles_report_changelist")
        self.message_user(request, _("Deleted for good: %s") % report, messages.SUCCESS)
        return redirect(f"{reverse('admin:articles_report_changelist')}?state={Report.Status.BINNED}")
