"""发稿审批单: the approval slip, one printed page with the signatures and the record of a report."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.base import Pages, column
from articles.models import Report, SignOff


class SlipPage(Pages):
    """The approval slip of a report."""

    def urls(self):
        return [self.url("<int:pk>/slip/", self.slip_view, "slip")]

    def slip_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The slip of a report; a working copy has the record of its original, and its own words."""
        report = self.admin.get_object(request, str(pk))
        if report is None:
            raise Http404
        if not self.admin.has_view_permission(request, report):
            raise PermissionDenied
        context = self.context(request, _("Approval slip")) | {
            "report": report,
            "version": report.version,
            "signatures": signatures_of(report),
            "gates": [column(SignOff, name).verbose_name for name in SignOff.GATES],
            "transitions": report.original.transitions.all(),
            "findings": [
                (transition, finding)
                for transition in report.original.transitions.all()
                for finding in transition.findings
            ],
            "printed_at": timezone.now(),
        }
        return TemplateResponse(request, "admin/articles/report/slip.html", context)


def signatures_of(report: Report) -> list[tuple[str, SignOff | None]]:
    """Each stage that the report needs, with the signature for this version; None where it is unsigned."""
    signed = SignOff.objects.filter(report=report.original, version=report.version)
    by_stage = {signature.stage: signature for signature in signed}
    stages = [stage for stage in SignOff.Stage if stage != SignOff.Stage.CHIEF or report.is_major_case]
    return [(str(stage.label), by_stage.get(stage)) for stage in stages]
