"""发稿审批单: the approval slip, one printed page with the signatures and the record of a report."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Report, SignOff


class SlipMixin:
    """The page, for the admin of Report."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.slip_view)
        return [path("<int:pk>/slip/", view, name="articles_report_slip"), *super().get_urls()]

    def slip_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The slip of a report; a working copy has the record of its original, and its own words."""
        report = self.get_object(request, str(pk))
        if report is None:
            raise Http404
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Approval slip"),
            "opts": self.opts,
            "report": report,
            "version": report.version,
            "signatures": signatures_of(report),
            "gates": [SignOff._meta.get_field(name).verbose_name for name in SignOff.GATES],
            "transitions": report.original.transitions.all(),
            "findings": [
                (move, finding) for move in report.original.transitions.all() for finding in move.findings
            ],
            "printed_at": timezone.now(),
        }
        return TemplateResponse(request, "admin/articles/report/slip.html", context)


def signatures_of(report: Report) -> list[tuple[str, SignOff | None]]:
    """Each stage that the report needs, with the signature for this version; None where it is unsigned."""
    signed = SignOff.objects.filter(report=report.original, version=report.version)
    by_stage = {signature.stage: signature for signature in signed}
    stages = [stage for stage in SignOff.Stage if stage != SignOff.Stage.CHIEF or report.is_major_case]
    return [(stage.label, by_stage.get(stage)) for stage in stages]
