"""Typing that was not saved is kept for whoever typed it; and who else has the report open is told."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import AdminErrorList
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.crypto import get_random_string
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.base import number_in
from articles.editorial.history import presence
from articles.editorial.users import name_of
from articles.models import Autosave, Report

MOST_FIELDS = 5000  # of a form, as settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
KEY_LENGTH = 12


class AutosaveMixin:
    """Two addresses for the script of the form, and the form filled with what was typed."""

    def get_urls(self):
        own = [
            path("typing/", self.admin_site.admin_view(self.typing_view), name="articles_report_typing"),
            path("discard/", self.admin_site.admin_view(self.discard_view), name="articles_report_discard"),
        ]
        return [*own, *super().get_urls()]

    @method_decorator(require_POST)
    def typing_view(self, request: HttpRequest) -> JsonResponse:
        """Keep what the form sends, {"report", "key", "seen", "data", "leaves"} as JSON; tell who is there.

        Without "data" nothing was typed since: the form only says that it is open.
        """
        sent = _sent(request)
        report = self._typed_report(request, sent["report"])
        if sent["data"] is not None:
            _keep(request.user, report, sent)
        if report:
            (presence.leave if sent["leaves"] else presence.arrive)(report, request.user)
        return JsonResponse(
            {"kept": sent["data"] is not None, "notes": notes_of(request, report, sent["seen"])}
        )

    @method_decorator(require_POST)
    def discard_view(self, request: HttpRequest) -> HttpResponse:
        """Throw away what was typed, and lead back to the form."""
        typing = get_object_or_404(_mine(request, request.POST.get("typed")))
        typing.delete()
        self.message_user(request, _("What was typed and not saved is thrown away."), messages.SUCCESS)
        return redirect(_form_of(typing))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """With ?typed= the form filled with what was typed, unsaved as it was."""
        extra = dict(extra_context or {})
        if request.method == "GET" and request.GET.get("typed"):
            typing = _mine(request, request.GET["typed"]).first()
            if typing is None:  # saved or thrown away since
                return redirect(request.path)
            if str(typing.report_id or "") != (object_id or ""):
                return redirect(_form_of(typing))
            request.FILES.clear()  # looked at first: later it would put back the empty POST of this request
            request.method, request.POST = "POST", _query(typing)
            request.stopped = _("What you had typed is back in the form. It is not saved yet.")
            extra["restored"] = typing
        elif request.method == "GET":
            extra["unsaved"] = _waiting(request, object_id)
        extra["typing_key"] = request.POST.get("typing_key") or get_random_string(KEY_LENGTH)
        extra["is_typed"] = request.method == "POST"
        return super().changeform_view(request, object_id, form_url, extra)

    def render_change_form(self, request, context, obj=None, **how):
        if context.get("restored"):
            form = context["adminform"].form
            form.errors.pop(NON_FIELD_ERRORS, None)  # nothing is wrong; it only must not be saved
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["errors"] = AdminErrorList(form, formsets)
        if obj and self.has_change_permission(request, obj):
            presence.arrive(obj, request.user)
            context["notes"] = notes_of(request, obj, None)
        return super().render_change_form(request, context, obj=obj, **how)

    def save_related(self, request, form, formsets, change):
        """What is saved need not be kept any longer."""
        super().save_related(request, form, formsets, change)
        forget(request)

    def _typed_report(self, request: HttpRequest, pk: int | None) -> Report | None:
        report = get_object_or_404(Report, pk=pk) if pk else None
        allowed = self.has_change_permission(request, report) if report else self.has_add_permission(request)
        if not allowed:
            raise PermissionDenied
        return report


def forget(request: HttpRequest) -> None:
    """Drop what this person typed into the form that was sent."""
    Autosave.objects.filter(user=request.user, key=request.POST.get("typing_key", "")).delete()


def notes_of(request: HttpRequest, report: Report | None, seen: int | None) -> list[str]:
    """What an editor should know: who else has the report open, and who has saved it since."""
    if report is None:
        return []
    found = []
    for other in presence.others(report, request.user):
        values = {"name": name_of(other.user), "time": _time(other.since)}
        found.append(_("%(name)s has had this report open since %(time)s.") % values)
    newer = report.revisions.filter(number__gt=seen).first() if seen else None
    if newer:
        values = {"name": newer.by_name or _("Somebody"), "time": _time(newer.at)}
        found.append(
            _("%(name)s saved it at %(time)s: your save will show both, and overwrite nothing.") % values
        )
    return found


def _time(moment: Any) -> str:
    return date_format(localtime(moment), "H:i")


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
        data = sent.get("data")
        if data is not None:
            data = [[str(name), str(value)] for name, value in data][:MOST_FIELDS]
        return {
            "report": int(sent["report"]) if sent.get("report") else None,
            "key": str(sent["key"])[:KEY_LENGTH],
            "seen": int(sent.get("seen") or 0),
            "data": data,
            "leaves": bool(sent.get("leaves")),
        }
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise BadRequest("This is not what the form sends.") from error


def _keep(user: Any, report: Report | None, sent: dict[str, Any]) -> None:
    Autosave.objects.update_or_create(
        user=user,
        key=sent["key"],
        defaults={"report": report, "data": sent["data"], "seen": sent["seen"], "snapshot": None},
    )


def _mine(request: HttpRequest, pk: str | None) -> QuerySet[Autosave]:
    return Autosave.objects.filter(pk=number_in(pk), user=request.user)


def _waiting(request: HttpRequest, object_id: str | None) -> list[Autosave]:
    """What this person typed into this form, or into one for a new report, and never saved."""
    report = number_in(object_id) if object_id else None
    return list(Autosave.objects.filter(user=request.user, report=report).order_by("-at"))


def _query(typing: Autosave) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in typing.data:
        query.appendlist(name, value)
    query["typing_key"] = typing.key
    return query


def _form_of(typing: Autosave) -> str:
    if typing.report_id:
        return reverse("admin:articles_report_change", args=[typing.report_id])
    return reverse("admin:articles_report_add")
