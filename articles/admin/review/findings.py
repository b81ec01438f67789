"""The findings of the checks beside a report: the panel, and the acts of its buttons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.base import Pages
from articles.admin.review.finding_panel import panel_of
from articles.editorial import workflow
from articles.editorial.checks import Level, findings_of
from articles.editorial.checks.dismissals import CannotDismiss
from articles.editorial.checks.fixing import CannotFix, fix
from articles.editorial.checks.lost_words import LOST
from articles.models import Report


class FindingsPages(Pages):
    """The panel of findings in the form of a report, and on a page of its own."""

    def urls(self):
        return [self.url("<path:object_id>/findings/", self.findings_view, "findings")]

    def panel_context(self, request: HttpRequest, report: Report) -> dict[str, Any]:
        """The context of the panel's template."""
        return {
            "panel": panel_of(report),
            "findings_url": reverse("admin:articles_report_findings", args=[report.pk]),
            "may_fix": self.admin.has_change_permission(request, report),
            "may_dismiss": workflow.may_dismiss(request.user, report),
            "may_revoke_release": workflow.may_revoke_release(request.user, report),
        }

    def findings_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The findings on a page of their own; on POST an act on one of them."""
        report = self.admin.get_object(request, object_id)
        if report is None:
            raise Http404
        if not self.admin.has_view_permission(request, report):
            raise PermissionDenied
        if request.method == "POST":
            self._act(request, report)
            return redirect(_next(report, request.POST.get("next", "")))
        context = self.context(request, _("To look at")) | {
            **self.panel_context(request, report),
            "report": report,
            "alone": True,
        }
        return TemplateResponse(request, "admin/articles/report/findings_page.html", context)

    def _act(self, request: HttpRequest, report: Report) -> None:
        """Run the act of the button that was pressed; its value is the key of a finding, or of a kind."""
        acts = {
            "fix": self._fix,
            "fix_kind": self._fix_kind,
            "dismiss": self._dismiss,
            "again": self._show_again,
            "unrelease": self._revoke_release,
        }
        pressed = next((name for name in acts if request.POST.get(name)), None)
        if pressed is None:
            return
        try:
            text = acts[pressed](report, request.POST[pressed], request.user)
        except (CannotFix, CannotDismiss) as error:
            self.admin.message_user(request, str(error), messages.ERROR)
            return
        if text:
            self.admin.message_user(request, text, messages.SUCCESS)

    def _fix(self, report: Report, key: str, by: Any) -> str:
        return _fix_all(report, {key}, by)

    def _fix_kind(self, report: Report, kind: str, by: Any) -> str:
        return _fix_all(report, _keys_of(report, kind), by)

    def _dismiss(self, report: Report, key: str, by: Any) -> str:
        workflow.dismiss(report, [key], by=by)
        return ""

    def _show_again(self, report: Report, key: str, by: Any) -> str:
        workflow.show_again(report, key, by=by)
        return ""

    def _revoke_release(self, report: Report, key: str, by: Any) -> str:
        line = workflow.revoke_release(report, key, by=by)
        return _("The release was taken back: %s") % line.findings[0]["words"] if line else ""

    def say_findings(self, request: HttpRequest, report: Report) -> None:
        """After a save: name the statements that lost their words, and count the other errors."""
        released = workflow.releases_of(report)
        errors = [
            finding
            for finding in findings_of(report)
            if finding.level == Level.ERROR and finding.key not in released
        ]
        lost = [finding for finding in errors if finding.code == LOST.code]
        for finding in lost:
            text = _("Not in the body any more: “%(words)s” %(advice)s")
            values = {"words": finding.words, "advice": finding.advice}
            self.admin.message_user(request, text % values, messages.WARNING)
        if number := len(errors) - len(lost):
            text = ngettext(
                "The checks found %(number)d error. It stops the report until it is corrected, or released "
                "with a reason.",
                "The checks found %(number)d errors. They stop the report until they are corrected, or "
                "released with a reason.",
                number,
            )
            self.admin.message_user(request, text % {"number": number}, messages.WARNING)


def _fix_all(report: Report, keys: set[str], by: Any) -> str:
    """Fix these findings; return what is said of it."""
    number = len(fix(report, lambda finding: finding.key in keys, by=by))
    text = ngettext("%(number)d place was corrected.", "%(number)d places were corrected.", number)
    return text % {"number": number}


def _keys_of(report: Report, group: str) -> set[str]:
    """The keys of the findings in one group of the panel; dismissed ones are in none."""
    return {
        entry.finding.key for each in panel_of(report).groups if each.id == group for entry in each.entries
    }


def _next(report: Report, page: str) -> str:
    """The page with the button that was pressed: the panel's own, that of a transition, else the form."""
    if page == "page":
        return reverse("admin:articles_report_findings", args=[report.pk])
    if workflow.is_transition(page):
        return reverse("admin:articles_report_transition", args=[report.pk, page])
    return reverse("admin:articles_report_change", args=[report.pk]) + "#findings"
