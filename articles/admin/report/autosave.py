"""Autosave: the addresses that the form's script calls, and what a draft holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.base import Pages, column, parse_pk, user_of
from articles.admin.report.seen import number_of_token
from articles.admin.report.sent_json import NotAsSent, read_json, text
from articles.editorial.history import autosaves, presence
from articles.editorial.users import name_of
from articles.models import Appearance, Autosave, Credit, Photo, Report, Statement
from articles.models.body import plain_text

MAX_FIELDS = 5000  # of a form, as settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
#: The parts of a report by the prefix of their rows in the form.
PARTS: dict[str, type[Model]] = {
    "appearances": Appearance,
    "statements": Statement,
    "credits": Credit,
    "photos": Photo,
}
ROW = re.compile(r"(?P<part>[a-z]+)-(?P<row>\d+)-(?P<name>\w+)", re.ASCII)
#: Fields of text: choices and numbers are sent as keys, which say nothing to a reader.
TEXTS = {
    *("title", "body", "summary", "event_start", "event_end", "occasion", "source", "source_url", "tags"),
    *("responsible_editor", "original_title", "original_author"),
    *("name", "titles", "printed_organisation", "text", "role", "caption", "alt"),
}


@dataclass(frozen=True)
class Sent:
    """What the script sends: nothing in `data` where nothing was typed since, and the form is only open."""

    report: int | None
    key: str
    seen: int
    data: autosaves.Pairs | None
    leaves: bool


class AutosavePages(Pages):
    """Two addresses for the script of the form."""

    def urls(self):
        return [
            self.url("autosave/", self.autosave_view, "autosave"),
            self.url("discard/", self.discard_view, "discard"),
        ]

    @method_decorator(require_POST)
    def autosave_view(self, request: HttpRequest) -> JsonResponse:
        """Keep what the form sends as JSON, note that it is open, and tell who else has it open."""
        try:
            sent = read_json(request, _read)
        except NotAsSent as error:
            return error.response()
        report = self._report(request, sent.report)
        is_kept = sent.data is not None and autosaves.keep(
            user_of(request), report, sent.key, sent.data, sent.seen
        )
        if report:
            (presence.leave if sent.leaves else presence.arrive)(report, user_of(request))
        notes = notes_for(user_of(request), report, sent.seen) if report else []
        return JsonResponse({"kept": is_kept, "notes": notes})

    @method_decorator(require_POST)
    def discard_view(self, request: HttpRequest) -> HttpResponse:
        """Discard a draft, and lead back to the form."""
        own = autosaves.drafts(user_of(request))
        draft = get_object_or_404(own, pk=parse_pk(request.POST.get("typed")))
        autosaves.discard(draft)
        text = _("What was typed and not saved is thrown away.")
        self.admin.message_user(request, text, messages.SUCCESS)
        return redirect(form_address(draft))

    def _report(self, request: HttpRequest, pk: int | None) -> Report | None:
        report = get_object_or_404(Report, pk=pk) if pk else None
        allowed = (
            self.admin.has_change_permission(request, report)
            if report
            else self.admin.has_add_permission(request)
        )
        if not allowed:
            raise PermissionDenied
        return report


def notes_for(user: User, report: Report, seen: int = 0) -> list[str]:
    """What an editor should know: who else has the report open, and who saved it after revision `seen`."""
    notes = []
    for other in presence.others(report, user):
        values = {"name": name_of(other.user), "time": _time(other.since)}
        notes.append(_("%(name)s has had this report open since %(time)s.") % values)
    newer = report.revisions.filter(number__gt=seen).first() if seen else None
    if newer:
        values = {"name": newer.by_name or _("Somebody"), "time": _time(newer.at)}
        notes.append(
            _("%(name)s saved it at %(time)s: your save will show both, and overwrite nothing.") % values
        )
    return notes


def form_address(draft: Autosave) -> str:
    """The form that a draft was typed into."""
    if draft.report_id:
        return reverse("admin:articles_report_change", args=[draft.report_id])
    return reverse("admin:articles_report_add")


def query_of(draft: Autosave) -> QueryDict:
    """The fields of a draft as a form is sent them."""
    query = QueryDict(mutable=True)
    for name, value in draft.data:
        query.appendlist(name, value)
    query["typing_key"] = draft.key
    return query


def texts_of(draft: Autosave) -> list[tuple[str, str]]:
    """Label and text of each field that holds any, those of a row one after the other."""
    return [(label, text) for label, text in _labelled(draft) if text.strip()]


def _labelled(draft: Autosave) -> Iterator[tuple[str, str]]:
    for name, value in draft.data:
        row = ROW.fullmatch(name)
        model, field = (PARTS.get(row["part"]), row["name"]) if row else (Report, name)
        if model and field in TEXTS:
            text = plain_text(value) if (model, field) == (Report, "body") else value
            yield _label(model, field, row and int(row["row"]) + 1), text


def _label(model: type[Model], field: str, number: int | None) -> str:
    try:
        label = str(column(model, field).verbose_name)
    except FieldDoesNotExist:
        label = field
    return f"{model._meta.verbose_name} {number} · {label}" if number else label


def _read(sent: dict[str, Any]) -> Sent:
    data = sent.get("data")
    if data is not None:
        data = [[text(name), text(value)] for name, value in data][:MAX_FIELDS]
    key = text(sent["key"])
    if not 0 < len(key) <= autosaves.KEY_LENGTH:
        raise ValueError(key)
    return Sent(
        report=_pk(sent.get("report")),
        key=key,
        seen=number_of_token(str(sent.get("seen") or "")),
        data=data,
        leaves=bool(sent.get("leaves")),
    )


def _pk(sent: Any) -> int | None:
    if sent in {None, ""}:
        return None
    if pk := parse_pk(sent):
        return pk
    raise ValueError(sent)


def _time(moment: datetime) -> str:
    return date_format(localtime(moment), "H:i")
