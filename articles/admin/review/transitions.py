"""The page of a transition, and the steps and buttons that lead to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.base import Pages
from articles.admin.report.history import folded
from articles.admin.review.stepper import steps_of
from articles.admin.review.transition_forms import TransitionForm
from articles.editorial import history, workflow
from articles.editorial.messages import remark
from articles.models import Report, Transition

Action, Status = Transition.Action, Report.Status
MOST_NAMED = 6  # people named of those for whom a report waits

#: What each action does, in a sentence.
WHAT_FOLLOWS = {
    Action.SUBMIT: _(
        "The report goes into review. Until it comes back only the reviewer of each stage edits it."
    ),
    Action.RECALL: _("It is a draft again, and yours to edit. Nobody has signed it yet."),
    Action.SIGN: _(
        "Your name stands under exactly these words. If they change, they need your signature again."
    ),
    Action.RETURN: _("The author gets it back with your reason and submits it again."),
    Action.PUBLISH: _("Everybody can read it, at an address that never changes."),
    Action.HOLD: _("It does not go live; it waits for somebody to publish it."),
    Action.WITHDRAW: _("It disappears from every page, list and search of the site at once."),
    Action.ARCHIVE: _("The file is closed. What is on the site stays there; nobody revises it."),
    Action.REOPEN: _("It can be worked on again."),
    Action.BIN: _("It leaves the lists. Nothing is lost: the bin gives it back."),
    Action.RESTORE: _("It comes back to where it was."),
    Action.REVISE: _(
        "You get a working copy. The page on the site stays as it is until the copy has passed the reviews "
        "and is published; address, number and first publication stay the same."
    ),
}
PUTS_IN_PLACE = _("Its words take the place of those on the site; address and number stay as they are.")


class TransitionPages(Pages):
    """Buttons for the transitions that are allowed, and the page behind each."""

    def urls(self):
        route = "<path:object_id>/transition/<slug:action>/"
        return [self.url(route, self.transition_view, "transition")]

    def moving_context(self, request: HttpRequest, report: Report) -> dict[str, Any]:
        """The context of the report form: steps, buttons, people it waits for, editorial record."""
        return {
            "steps": steps_of(report),
            "transition_links": self.transition_links(request, report),
            "waits_for": _names(workflow.people_of(report)),
            "working_copy": workflow.open_copies(report).first(),
            "record": report.original.transitions.all(),
        }

    def transition_links(self, request: HttpRequest, report: Report) -> list[dict[str, str]]:
        """Label and address of each transition that this person may take now."""
        return [
            {
                "action": action,
                "label": str(Action(action).label),
                "url": reverse("admin:articles_report_transition", args=[report.pk, action]),
            }
            for action in workflow.legal_actions(report, request.user)
        ]

    def transition_view(self, request: HttpRequest, object_id: str, action: str) -> HttpResponse:
        """Ask for what the transition takes; on POST do it."""
        report = self.admin.get_object(request, object_id)
        if report is None or not workflow.is_transition(action):
            raise Http404
        if not (self.admin.has_view_permission(request, report) and workflow.may_ever(request.user, action)):
            raise PermissionDenied
        workflow.in_signed_state(report)  # on this page alone: nothing is written before the act
        rule = workflow.rule_for(action, report, request.user)
        if rule is None:
            error = _("This can't be done now: %s.") % report.get_status_display()
            return self._refuse(request, report, error)
        if reason := workflow.why_not(rule, report, request.user):
            return self._refuse(request, report, reason)
        if action == Action.REVISE and (copy := workflow.open_copies(report).first()):
            return self._lead_to_copy(request, copy)
        data = request.POST if request.method == "POST" else None
        form = TransitionForm(rule, report, by=request.user, data=data)
        if form.is_valid():
            return self._move(request, report, form)
        context = self._transition_context(request, report, form)
        return TemplateResponse(request, "admin/articles/report/transition.html", context)

    def _transition_context(
        self, request: HttpRequest, report: Report, form: TransitionForm
    ) -> dict[str, Any]:
        action = Action(form.rule.action)
        leads = workflow.leads_to(form.rule, report)
        puts = action == Action.PUBLISH and report.copy_of_id
        return self.context(request, str(action.label)) | {
            "report": report,
            "action": action,
            "steps": steps_of(report),
            "what_follows": PUTS_IN_PLACE if puts else WHAT_FOLLOWS[action],
            "leads": Status(leads).label if leads != report.status else "",
            "next_people": [
                workflow.name_of(user) for user in workflow.people_at(leads, report)[:MOST_NAMED]
            ],
            "changes": _changes(report) if action in {Action.SIGN, Action.PUBLISH} else None,
            "form": form,
            "findings_url": reverse("admin:articles_report_findings", args=[report.pk]),
            "may_revoke_release": workflow.may_revoke_release(request.user, report),
            "media": self.admin.media + form.media,
        }

    def _move(self, request: HttpRequest, report: Report, form: TransitionForm) -> HttpResponse:
        try:
            transition = workflow.transition(report, form.rule.action, by=request.user, **form.details)
        except workflow.TransitionNotAllowed as error:
            return self._refuse(request, report, str(error))
        done = _("%(action)s: %(report)s") % {"action": _said(transition), "report": transition.report}
        self.admin.message_user(request, done, messages.SUCCESS)
        return redirect("admin:articles_report_change", self._leads_on(report, transition))

    def _leads_on(self, report: Report, transition: Transition) -> int:
        """The report to show next: the new copy, the original of a published copy, or this one."""
        if transition.action == Action.REVISE:
            return workflow.open_copies(report).get().pk
        return report.pk if Report.objects.filter(pk=report.pk).exists() else transition.report_id

    def _lead_to_copy(self, request: HttpRequest, copy: Report) -> HttpResponse:
        there = reverse("admin:articles_report_change", args=[copy.pk])
        text = _("There is a working copy of this report already: %s. Go on with it.")
        link = format_html('<a href="{}">{}</a>', there, copy)
        self.admin.message_user(request, format_html(str(text).replace("%s", "{}"), link), messages.ERROR)
        return redirect("admin:articles_report_change", copy.copy_of_id)

    def _refuse(self, request: HttpRequest, report: Report, error: Any) -> HttpResponse:
        self.admin.message_user(request, str(error), messages.ERROR)
        return redirect("admin:articles_report_change", report.pk)


def _said(transition: Transition) -> Any:
    """The action or, of what is scheduled, when it goes live."""
    waits = transition.to_status == Status.READY or not transition.report.is_public()
    return (
        remark(transition)
        if transition.action == Action.PUBLISH and waits
        else transition.get_action_display()
    )


def _names(people: list[Any]) -> list[str]:
    return [workflow.name_of(user) for user in people[:MOST_NAMED]]


def _changes(report: Report) -> list[tuple[Any, Any]] | None:
    """The differences from the version signed last or, on a working copy, from the words on the site."""
    before = workflow.content_before(report)
    if before is None:
        return None
    parts = history.compare(before, history.snapshot_of(report))
    return [(part, folded(part.pairs, everything=False)) for part in parts if part.has_changed]
