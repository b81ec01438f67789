"""Bulk actions of the list of reports: each has a page that asks, and says what was done and what was not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import gettext_noop as mark

from articles.admin.base import user_of
from articles.admin.report.bulk_forms import OccasionForm, PlainForm, SectionForm, TagsForm, WithdrawForm
from articles.editorial import filing, workflow
from articles.editorial.filing import Outcome
from articles.models import Report, Transition

CHUNK = 50  # reports in one transaction
MAX_NAMED = 20  # reports on the page that asks, and refusals in the answer

#: Acts on reports by their ids, with the values of the form.
Apply = Callable[[Sequence[int], User, dict[str, Any]], Outcome]


def _transition(action: str, ids: Sequence[int], by: User, values: dict[str, Any]) -> Outcome:
    reports = Report.objects.filter(pk__in=ids).order_by("pk")
    return Outcome(*workflow.transition_each(reports, action, by=by, **values))


def _erase(ids: Sequence[int], by: User, values: dict[str, Any]) -> Outcome:
    outcome = Outcome()
    for report in Report.objects.filter(pk__in=ids).order_by("pk"):
        try:
            workflow.erase(report, by=by)
        except workflow.TransitionNotAllowed as error:
            outcome.refused.append((report, str(error)))
        else:
            outcome.done.append(report)
    return outcome


@dataclass(frozen=True)
class Bulk:
    """One action: its name, what it asks, what it does, and the permission it takes.

    `state` is the one in whose list it is offered.
    """

    name: str
    label: str
    permission: str
    form: type[forms.Form]
    apply: Apply
    state: str = ""
    warning: Any = ""


BULK = (
    Bulk(
        "publish",
        mark("Publish"),
        "publish_report",
        PlainForm,
        partial(_transition, Transition.Action.PUBLISH),
    ),
    Bulk(
        "withdraw",
        mark("Withdraw"),
        "withdraw_report",
        WithdrawForm,
        partial(_transition, Transition.Action.WITHDRAW),
    ),
    Bulk(
        "add_tags",
        mark("Add tags"),
        "change_report",
        TagsForm,
        lambda ids, by, values: filing.add_tags(ids, values["tags"], by=by),
    ),
    Bulk(
        "remove_tags",
        mark("Remove tags"),
        "change_report",
        TagsForm,
        lambda ids, by, values: filing.remove_tags(ids, values["tags"], by=by),
    ),
    Bulk(
        "set_section",
        mark("Move to a section"),
        "change_report",
        SectionForm,
        lambda ids, by, values: filing.set_section(ids, values["section"], by=by),
    ),
    Bulk(
        "set_occasion",
        mark("Set the occasion"),
        "change_report",
        OccasionForm,
        lambda ids, by, values: filing.set_occasion(ids, values["occasion"], by=by),
    ),
    Bulk(
        "erase",
        mark("Delete for good"),
        "erase_report",
        PlainForm,
        _erase,
        state=Report.Status.BINNED,
        warning=gettext_lazy("These reports are deleted for good. Nobody can bring them back."),
    ),
)


def actions_for(model_admin: Any, request: HttpRequest) -> dict[str, tuple[Callable, str, str]]:
    """The bulk actions that this person may take in this list, as ModelAdmin.get_actions() has them."""
    return {
        bulk.name: (partial(_run, bulk), bulk.name, _(bulk.label))
        for bulk in BULK
        if not bulk.state or request.GET.get("state") == bulk.state
        if request.user.has_perm(f"articles.{bulk.permission}")
    }


def _run(bulk: Bulk, model_admin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """Ask, then act on all reports, a chunk in each transaction; None leads back to the list."""
    form = bulk.form(request.POST if "apply" in request.POST else None)
    if not form.is_valid():
        context = _context(bulk, model_admin, request, queryset, form)
        return TemplateResponse(request, "admin/articles/report/bulk.html", context)
    total, refused = 0, []
    for ids in _chunks(queryset):
        outcome = bulk.apply(ids, user_of(request), form.cleaned_data)
        total += len(outcome.done)
        refused += outcome.refused
    _tell(bulk, model_admin, request, total, refused)
    return None


def _chunks(queryset: QuerySet) -> Iterator[list[int]]:
    """The ids of the chosen reports, CHUNK at a time."""
    ids = list(queryset.order_by("pk").values_list("pk", flat=True))
    ids = list(dict.fromkeys(ids))
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


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
        "reports": queryset[:MAX_NAMED],
        "number": queryset.count(),
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "checkbox": ACTION_CHECKBOX_NAME,
        "across": request.POST.get("select_across", "0"),
    }


def _tell(
    bulk: Bulk, model_admin: Any, request: HttpRequest, total: int, refused: list[tuple[Report, str]]
) -> None:
    if total:
        text = ngettext("%(action)s: %(number)d report.", "%(action)s: %(number)d reports.", total)
        values = {"action": _(bulk.label), "number": total}
        model_admin.message_user(request, text % values, messages.SUCCESS)
    for report, why in refused[:MAX_NAMED]:
        text = _("Not done: %(report)s. %(why)s") % {"report": report, "why": why}
        model_admin.message_user(request, text, messages.WARNING)
    if len(refused) > MAX_NAMED:
        more = len(refused) - MAX_NAMED
        text = ngettext("And %(number)d more was not done.", "And %(number)d more were not done.", more)
        model_admin.message_user(request, text % {"number": more}, messages.WARNING)
