"""What can be done with many reports at once. Each action has a page that asks, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import gettext_noop as mark

from articles import search
from articles.admin.register.tags import TagsField
from articles.admin.report.form import occasion_field
from articles.admin.review.transition_forms import NOTICE_LENGTH, REASON_LENGTH
from articles.editorial import audit, history, workflow
from articles.models import Report, Section, Transition

Reports = list[Report]
Refused = list[tuple[Report, str]]
MOST_NAMED = 20  # reports on the page that asks, and refusals in the answer


class PlainForm(forms.Form):
    """Nothing to ask but whether it is meant."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Stands in the editorial record of each report."),
    )


class WithdrawForm(ReasonForm):
    notice = forms.CharField(
        label=gettext_lazy("Public notice"),
        required=False,
        max_length=NOTICE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Shown at the address of each report. Left empty, the pages are not found."),
    )


class TagsForm(forms.Form):
    tags = TagsField(
        label=gettext_lazy("Tags"), help_text=gettext_lazy("Pick or type; a comma, 、 or a space ends a tag.")
    )


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(Section.objects.all(), label=gettext_lazy("Section"))


class OccasionForm(forms.Form):
    occasion = occasion_field()


def _move(action: str, reports: Reports, user: Any, values: dict) -> tuple[Reports, Refused]:
    return workflow.transition_each(reports, action, by=user, **values)


def _add_tags(reports: Reports, user: Any, values: dict) -> tuple[Reports, Refused]:
    return _edit(reports, user, _("Add tags"), lambda report: report.tags.add(*values["tags"]))


def _remove_tags(reports: Reports, user: Any, values: dict) -> tuple[Reports, Refused]:
    return _edit(reports, user, _("Remove tags"), lambda report: report.tags.remove(*values["tags"]))


def _set_section(reports: Reports, user: Any, values: dict) -> tuple[Reports, Refused]:
    def move_over(report: Report) -> None:
        report.section = values["section"]

    return _edit(reports, user, _("Move to a section"), move_over)


def _set_occasion(reports: Reports, user: Any, values: dict) -> tuple[Reports, Refused]:
    def name(report: Report) -> None:
        report.occasion = values["occasion"]

    return _edit(reports, user, _("Set the occasion"), name)


def _edit(
    reports: Reports, user: Any, note: str, change: Callable[[Report], None]
) -> tuple[Reports, Refused]:
    """Change each report that this person may edit; forms that are open on it are out of date then."""
    done = [report for report in reports if workflow.may_file(user, report)]
    with history.recording_each(done, by=user, note=note):
        for report in done:
            change(report)
            report.save(update_fields=["section", "occasion", "updated_at"])
    search.index(done)
    why = _("In this state you may not change it.")
    return done, [(report, why) for report in reports if report not in done]


def _erase(reports: Reports, user: Any, values: dict) -> tuple[Reports, Refused]:
    done, refused = [], []
    for report in reports:
        try:
            workflow.erase(report, by=user)
        except workflow.TransitionNotAllowed as error:
            refused.append((report, str(error)))
        else:
            done.append(report)
    return done, refused


@dataclass(frozen=True)
class Bulk:
    """One action: its name, what it asks, what it does, and the permission it takes.

    `state` is the one in whose list it is offered; `note` what the audit log keeps of each report besides.
    """

    name: str
    label: str
    permission: str
    form: type[forms.Form]
    apply: Callable[[Reports, Any, dict], tuple[Reports, Refused]]
    kind: str = audit.Kind.CHANGE
    state: str = ""
    note: Callable[[Report], str] = lambda report: ""
    warning: Any = ""


BULK = (
    Bulk(
        "publish",
        mark("Publish"),
        "publish_report",
        PlainForm,
        partial(_move, Transition.Action.PUBLISH),
        audit.Kind.MOVE,
    ),
    Bulk(
        "withdraw",
        mark("Withdraw"),
        "withdraw_report",
        WithdrawForm,
        partial(_move, Transition.Action.WITHDRAW),
        audit.Kind.MOVE,
    ),
    Bulk("add_tags", mark("Add tags"), "change_report", TagsForm, _add_tags),
    Bulk("remove_tags", mark("Remove tags"), "change_report", TagsForm, _remove_tags),
    Bulk("set_section", mark("Move to a section"), "change_report", SectionForm, _set_section),
    Bulk("set_occasion", mark("Set the occasion"), "change_report", OccasionForm, _set_occasion),
    Bulk(
        "erase",
        mark("Delete for good"),
        "erase_report",
        PlainForm,
        _erase,
        audit.Kind.DELETE,
        state=Report.Status.BINNED,
        warning=gettext_lazy("These reports are deleted for good. Nobody can bring them back."),
    ),
)


class BulkMixin:
    def get_actions(self, request):
        actions = super().get_actions(request)
        for bulk in BULK:
            in_place = not bulk.state or request.GET.get("state") == bulk.state
            if in_place and request.user.has_perm(f"articles.{bulk.permission}"):
                actions[bulk.name] = (partial(_run, bulk), bulk.name, _(bulk.label))
        return actions


def _run(bulk: Bulk, model_admin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """Ask, then act on all reports in one transaction; None leads back to the list."""
    form = bulk.form(request.POST if "apply" in request.POST else None)
    if not form.is_valid():
        return TemplateResponse(
            request, "admin/articles/report/bulk.html", _context(bulk, model_admin, request, queryset, form)
        )
    with transaction.atomic():
        reports = list(Report.objects.filter(pk__in=queryset.values("pk")).order_by("pk"))
        notes = {report.pk: bulk.note(report) for report in reports}  # some may be gone afterwards
        done, refused = bulk.apply(reports, request.user, form.cleaned_data)
        for report in done:
            note = " · ".join(filter(None, (_(bulk.label), notes[report.pk])))
            model_admin.log_change(request, report, note, bulk.kind)
    _tell(bulk, model_admin, request, done, refused)
    return None


def _context(
    bulk: Bulk, model_admin: Any, request: HttpRequest, queryset: QuerySet, form: forms.Form
) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "title": _(bulk.label),
        "opts": model_admin.opts,
        "action": bulk.name,
        "form": form,
        "warning": bulk.warning,
        "media": model_admin.media + form.media,
        "reports": queryset[:MOST_NAMED],
        "number": queryset.count(),
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "checkbox": ACTION_CHECKBOX_NAME,
        "across": request.POST.get("select_across", "0"),
    }


def _tell(bulk: Bulk, model_admin: Any, request: HttpRequest, done: Reports, refused: Refused) -> None:
    if done:
        text = ngettext("%(action)s: %(number)d report.", "%(action)s: %(number)d reports.", len(done))
        values = {"action": _(bulk.label), "number": len(done)}
        model_admin.message_user(request, text % values, messages.SUCCESS)
    for report, why in refused[:MOST_NAMED]:
        text = _("Not done: %(report)s. %(why)s") % {"report": report, "why": why}
        model_admin.message_user(request, text, messages.WARNING)
    if len(refused) > MOST_NAMED:
        more = len(refused) - MOST_NAMED
        text = ngettext("And %(number)d more was not done.", "And %(number)d more were not done.", more)
        model_admin.message_user(request, text % {"number": more}, messages.WARNING)
