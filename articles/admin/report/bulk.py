"""Bulk actions of the list of reports: each has a page that asks, and says what was done and what was not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.base import user_of
from articles.admin.report.bulk_forms import OccasionForm, PlainForm, SectionForm, TagsForm, WithdrawForm
from articles.editorial import bulk_acts
from articles.editorial.bulk import apply
from articles.models import BulkAct, Report

AT_ONCE = 100  # reports that a request acts on; more are left to a worker
CHUNK = 50  # reports in one transaction
MAX_NAMED = 20  # reports on the page that asks, and refusals in the answer
Action = BulkAct.Action


@dataclass(frozen=True)
class Bulk:
    """One action: what it does, what it asks, and the permission it takes.

    `state` is the one in whose list it is offered.
    """

    action: BulkAct.Action
    permission: str
    form: type[forms.Form]
    state: str = ""
    warning: Any = ""


BULK = (
    Bulk(Action.PUBLISH, "publish_report", PlainForm),
    Bulk(Action.WITHDRAW, "withdraw_report", WithdrawForm),
    Bulk(Action.ADD_TAGS, "change_report", TagsForm),
    Bulk(Action.REMOVE_TAGS, "change_report", TagsForm),
    Bulk(Action.SET_SECTION, "change_report", SectionForm),
    Bulk(Action.SET_OCCASION, "change_report", OccasionForm),
    Bulk(
        Action.ERASE,
        "erase_report",
        PlainForm,
        state=Report.Status.BINNED,
        warning=gettext_lazy("These reports are deleted for good. Nobody can bring them back."),
    ),
)


def actions_for(model_admin: Any, request: HttpRequest) -> dict[str, tuple[Callable, str, str]]:
    """The bulk actions that this person may take in this list, as ModelAdmin.get_actions() has them."""
    return {
        str(bulk.action): (partial(_run, bulk), str(bulk.action), str(bulk.action.label))
        for bulk in BULK
        if not bulk.state or request.GET.get("state") == bulk.state
        if request.user.has_perm(f"articles.{bulk.permission}")
    }


def _run(bulk: Bulk, model_admin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """Ask, then act on all reports, a chunk in each transaction; None leads back to the list.

    More than AT_ONCE are left to a worker.
    """
    form = bulk.form(request.POST if "apply" in request.POST else None)
    if not form.is_valid():
        context = _context(bulk, model_admin, request, queryset, form)
        return TemplateResponse(request, "admin/articles/report/bulk.html", context)
    ids = list(dict.fromkeys(queryset.order_by("pk").values_list("pk", flat=True)))
    if len(ids) > AT_ONCE:
        act = bulk_acts.start(bulk.action, ids, _values(form), by=user_of(request))
        _tell_of_queued(act, model_admin, request)
        return None
    total, refused = 0, []
    for start in range(0, len(ids), CHUNK):
        outcome = apply(bulk.action, ids[start : start + CHUNK], _values(form), by=user_of(request))
        total += len(outcome.done)
        refused += outcome.refused
    _tell(bulk, model_admin, request, total, refused)
    return None


def _values(form: forms.Form) -> dict[str, Any]:
    """What was asked, as JSON holds it: a row by its key."""
    cleaned = form.cleaned_data.items()
    return {name: value.pk if isinstance(value, Model) else value for name, value in cleaned}


def _context(
    bulk: Bulk, model_admin: Any, request: HttpRequest, queryset: QuerySet, form: forms.Form
) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "title": bulk.action.label,
        "opts": model_admin.opts,
        "action": bulk.action.value,
        "form": form,
        "warning": bulk.warning,
        "media": model_admin.media + form.media,
        "reports": queryset[:MAX_NAMED],
        "number": queryset.count(),
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "checkbox": ACTION_CHECKBOX_NAME,
        "across": request.POST.get("select_across", "0"),
    }


def _tell_of_queued(act: BulkAct, model_admin: Any, request: HttpRequest) -> None:
    text = ngettext(
        "%(action)s: %(number)d report is worked on.",
        "%(action)s: %(number)d reports are worked on.",
        act.total,
    )
    words = text % {"action": act.get_action_display(), "number": act.total}
    address = reverse("admin:articles_bulkact_change", args=[act.pk])
    link = format_html('{} <a href="{}">{}</a>', words, address, _("How far it is"))
    model_admin.message_user(request, link, messages.SUCCESS)


def _tell(
    bulk: Bulk, model_admin: Any, request: HttpRequest, total: int, refused: list[tuple[Report, str]]
) -> None:
    if total:
        text = ngettext("%(action)s: %(number)d report.", "%(action)s: %(number)d reports.", total)
        values = {"action": bulk.action.label, "number": total}
        model_admin.message_user(request, text % values, messages.SUCCESS)
    for report, why in refused[:MAX_NAMED]:
        text = _("Not done: %(report)s. %(why)s") % {"report": report, "why": why}
        model_admin.message_user(request, text, messages.WARNING)
    if len(refused) > MAX_NAMED:
        more = len(refused) - MAX_NAMED
        text = ngettext("And %(number)d more was not done.", "And %(number)d more were not done.", more)
        model_admin.message_user(request, text % {"number": more}, messages.WARNING)
