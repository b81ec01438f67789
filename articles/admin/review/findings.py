"""The findings of the checks beside a report: the panel, one-click fixes, dismissals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.review.finding_panel import panel_of
from articles.editorial import audit, workflow
from articles.editorial.checks import Level, findings_of
from articles.editorial.checks.dismissals import CannotDismiss, dismiss, dismissals_of, show_again
from articles.editorial.checks.fixing import CannotFix, fix
from articles.editorial.checks.lost_words import LOST
from articles.models import Report, Transition


class CheckingMixin:
    """The panel in the report's form, the same as a page of its own, and what its buttons do."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.findings_view)
        return [
            path("<path:object_id>/findings/", view, name="articles_report_findings"),
            *super().get_urls(),
        ]

    def panel_context(self, request: HttpRequest, report: Report) -> dict[str, Any]:
        """What the panel's template needs."""
        return {
            "panel": panel_of(report),
            "findings_url": reverse("admin:articles_report_findings", args=[report.pk]),
            "may_fix": self.has_change_permission(request, report),
            "may_dismiss": self.may_dismiss(request, report),
            "may_take_back": self.may_take_back(request, report),
        }

    def findings_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The findings on a page of their own; on POST fix, dismiss or show one again."""
        report = self.get_object(request, object_id)
        if report is None:
            raise Http404
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        if request.method == "POST":
            self._act(request, report)
            return redirect(_next(report, request.POST.get("next", "")))
        context = {
            **self.admin_site.each_context(request),
            **self.panel_context(request, report),
            "title": _("To look at"),
            "opts": self.opts,
            "report": report,
            "alone": True,
        }
        return TemplateResponse(request, "admin/articles/report/findings_page.html", context)

    def _act(self, request: HttpRequest, report: Report) -> None:
        """What the button says that was pressed, with the key of a finding, or the code of its kind."""
        acts = {
            "fix": self._fix,
            "fix_kind": self._fix,
            "dismiss": self._dismiss,
            "again": self._again,
            "unrelease": self._take_back,
        }
        for name, act in acts.items():
            if value := request.POST.get(name):
                return act(request, report, name, value)
        return None

    def _fix(self, request: HttpRequest, report: Report, name: str, value: str) -> None:
        if not self.has_change_permission(request, report):
            raise PermissionDenied
        chosen = {value} if name == "fix" else _keys_of(report, value)
        try:
            fixed = fix(report, lambda finding: finding.key in chosen, by=request.user)
        except CannotFix as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        workflow.revalidate_signatures(report, request.user)
        text = ngettext("%(number)d place was corrected.", "%(number)d places were corrected.", len(fixed))
        text %= {"number": len(fixed)}
        self.log_change(request, report, text)
        self.message_user(request, text, messages.SUCCESS)

    def _dismiss(self, request: HttpRequest, report: Report, name: str, value: str) -> None:
        if not self.may_dismiss(request, report):
            raise PermissionDenied
        try:
            dismiss(report, [value], by=request.user)
        except CannotDismiss as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        words = dismissals_of(report)[value].words
        self.log_change(request, report, _("Let stand: %s") % words, audit.Kind.CHECK)

    def _again(self, request: HttpRequest, report: Report, name: str, value: str) -> None:
        if not self.may_dismiss(request, report):
            raise PermissionDenied
        if dismissal := show_again(report, value):
            self.log_change(request, report, _("Shown again: %s") % dismissal.words, audit.Kind.CHECK)

    def _take_back(self, request: HttpRequest, report: Report, name: str, value: str) -> None:
        if not self.may_take_back(request, report):
            raise PermissionDenied
        if line := workflow.take_back(report, value, by=request.user):
            text = _("The release was taken back: %s") % line.findings[0]["words"]
            self.log_change(request, report, text, audit.Kind.CHECK)
            self.message_user(request, text, messages.SUCCESS)

    def may_dismiss(self, request: HttpRequest, report: Report) -> bool:
        """Who may change the report now, and who may sign it, says which findings are none."""
        if self.has_change_permission(request, report):
            return True
        return Transition.Action.SIGN in workflow.legal_actions(report, request.user)

    def may_take_back(self, request: HttpRequest, report: Report) -> bool:
        """They, and whoever may publish it: whose move the error would stop."""
        if self.may_dismiss(request, report):
            return True
        return Transition.Action.PUBLISH in workflow.legal_actions(report, request.user)

    def say_findings(self, request: HttpRequest, report: Report) -> None:
        """After a save: which statements lost their words, and how many errors there are besides."""
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
            self.message_user(request, text % values, messages.WARNING)
        if number := len(errors) - len(lost):
            text = ngettext(
                "The checks found %(number)d error. It stops the report until it is corrected, or released "
                "with a reason.",
                "The checks found %(number)d errors. They stop the report until they are corrected, or "
                "released with a reason.",
                number,
            )
            self.message_user(request, text % {"number": number}, messages.WARNING)


def _keys_of(report: Report, group: str) -> set[str]:
    """The findings of one group of the panel, by its name there; not those that were let stand."""
    return {
        entry.finding.key for each in panel_of(report).groups if each.id == group for entry in each.entries
    }


def _next(report: Report, page: str) -> str:
    """Where the button stood that was pressed: the panel's own page, the page of a move, else the form."""
    if page == "page":
        return reverse("admin:articles_report_findings", args=[report.pk])
    if workflow.is_transition(page):
        return reverse("admin:articles_report_transition", args=[report.pk, page])
    return reverse("admin:articles_report_change", args=[report.pk]) + "#findings"
