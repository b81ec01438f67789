"""The page on which a report is moved: published, withdrawn, reopened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.admin.base import LabelledDateTime
from articles.models import Move, Report

REASON_LENGTH = Move._meta.get_field("reason").max_length


class MoveForm(forms.Form):
    """What an action takes: a reason where the table asks for one, a time for a publication."""

    def __init__(self, action: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if action == Move.Action.PUBLISH:
            self.fields["live_from"] = forms.SplitDateTimeField(
                label=_("Go live at"),
                required=False,
                widget=LabelledDateTime,
                help_text=_("Left empty, the report goes live at once."),
            )
        needed = workflow.RULES[action].needs_reason
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            required=needed,
            max_length=REASON_LENGTH,
            widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            help_text=_("Stands in the editorial record."),
        )


class MovingMixin:
    """Buttons for the legal moves, and the page behind each. The moves themselves are workflow.py's."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.move_view)
        own = path("<path:object_id>/move/<slug:action>/", view, name="articles_report_move")
        return [own, *super().get_urls()]

    def move_links(self, request: HttpRequest, report: Report) -> list[dict[str, str]]:
        """The moves that this person may make now: label and address of each."""
        return [
            {
                "action": action,
                "label": Move.Action(action).label,
                "url": reverse("admin:articles_report_move", args=[report.pk, action]),
            }
            for action in workflow.legal_actions(report, request.user)
        ]

    def move_view(self, request: HttpRequest, object_id: str, action: str) -> HttpResponse:
        """Ask for what the move takes; on POST make it."""
        report = self.get_object(request, object_id)
        if report is None or action not in workflow.RULES:
            raise Http404
        if not (self.has_view_permission(request, report) and _may(request, action)):
            raise PermissionDenied
        if action not in workflow.legal_actions(report, request.user):
            return self._refuse(
                request, report, _("This can't be done now: %s.") % report.get_status_display()
            )
        form = MoveForm(action, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._move(request, report, action, form.cleaned_data)
        context = {
            **self.admin_site.each_context(request),
            "title": Move.Action(action).label,
            "opts": self.opts,
            "report": report,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/articles/report/move.html", context)

    def _move(
        self, request: HttpRequest, report: Report, action: str, values: dict[str, Any]
    ) -> HttpResponse:
        try:
            move = workflow.move(report, action, by=request.user, **values)
        except workflow.IllegalMove as error:
            return self._refuse(request, report, str(error))
        self.log_change(request, report, move.get_action_display())
        done = _("%(action)s: %(report)s") % {"action": move.get_action_display(), "report": report}
        self.message_user(request, done, messages.SUCCESS)
        return redirect("admin:articles_report_change", report.pk)

    def _refuse(self, request: HttpRequest, report: Report, error: str) -> HttpResponse:
        self.message_user(request, error, messages.ERROR)
        return redirect("admin:articles_report_change", report.pk)


def _may(request: HttpRequest, action: str) -> bool:
    return request.user.has_perm(workflow.RULES[action].permission)
