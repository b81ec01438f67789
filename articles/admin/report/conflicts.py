"""A save of a report that somebody else changed meanwhile: both are shown, and brought together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.admin.base import number_in
from articles.admin.report.form_values import Typed
from articles.admin.report.history import folded
from articles.editorial import history
from articles.editorial.history.merge import Collision, Merge, merge
from articles.models import Autosave, Report, Revision
from articles.models.snapshots import Snapshot

#: Before the key of a collision, in the names of the page's form: which shall stand, and what is written.
CHOICE, TEXT = "choice-", "text-"


class ConflictsMixin:
    """Looks at every save before it is made, and has the page on which two changes become one."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/<int:typed>/", view, name="articles_report_merge"), *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.stopped = getattr(request, "stopped", "")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """On GET see to it that what is shown is in the history; on POST that nothing else is overwritten."""
        report = self.get_object(request, unquote(object_id)) if object_id else None
        if report is None or not self.has_change_permission(request, report):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            history.ensure_recorded(report)  # which locks it, too
            if request.method == "POST" and not getattr(request, "stopped", ""):
                latest = report.revisions.first()
                base = _seen(report, request.POST.get("seen"))
                is_changed = base is None or base.snapshot != latest.snapshot
                if is_changed and (met := self._meet(request, report, base, latest)):
                    return met
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _meet(
        self, request: HttpRequest, report: Report, base: Revision | None, latest: Revision
    ) -> HttpResponse | None:
        """Keep what was typed and lead on to the merge; None where it has errors that come first."""
        typed = Typed(self, request, report, base.snapshot if base else _nothing(latest.snapshot))
        name = latest.by_name or _("Somebody")
        if typed.snapshot is None:
            text = _("%(name)s changed this report meanwhile. Correct the errors; then you are shown both.")
            request.stopped = text % {"name": name}
            return None
        kept, _new = Autosave.objects.update_or_create(
            user=request.user,
            key=request.POST.get("typing_key", "")[:12],
            defaults={
                "report": report,
                "seen": base.number if base else 0,
                "data": [[name, value] for name, values in request.POST.lists() for value in values],
                "snapshot": typed.snapshot,
            },
        )
        return redirect("admin:articles_report_merge", report.pk, kept.pk)

    def merge_view(self, request: HttpRequest, pk: int, typed: int) -> HttpResponse:
        """What collides, to be chosen for; on POST with a choice for each, what came of it is saved."""
        report = get_object_or_404(Report, pk=pk)
        typing = get_object_or_404(
            Autosave, pk=typed, user=request.user, report=report, snapshot__isnull=False
        )
        if not self.has_change_permission(request, report):
            raise PermissionDenied
        with transaction.atomic():
            history.ensure_recorded(report)
            latest = report.revisions.first()
            base = _seen(report, str(typing.seen))
            base_snapshot = base.snapshot if base else _nothing(latest.snapshot)
            choices, texts = _sent(request, CHOICE), _sent(request, TEXT)
            merged = merge(base_snapshot, latest.snapshot, typing.snapshot, choices, texts)
            if request.method == "POST" and self._may_save(request, merged, latest):
                return self._save_merged(request, report, merged, typing)
        return TemplateResponse(
            request,
            "admin/articles/report/merge.html",
            self._merge_context(request, report, typing, latest, merged, base_snapshot),
        )

    def _may_save(self, request: HttpRequest, merged: Merge, latest: Revision) -> bool:
        """Whether everything was chosen for, and of what is there now."""
        if request.POST.get("latest") != str(latest.number):
            text = _("It was changed once more meanwhile. Here is what collides now.")
        elif "show" in request.POST:
            return False
        elif merged.undecided:
            text = _("Choose for each of these which shall stand.")
        else:
            return True
        self.message_user(request, text, messages.WARNING)
        return False

    def _save_merged(
        self, request: HttpRequest, report: Report, merged: Merge, typing: Autosave
    ) -> HttpResponse:
        history.apply_snapshot(report, merged.snapshot)
        self.after_change(request, report, _("Brought together"))
        typing.delete()
        self.log_change(request, report, _("Brought together"))
        self.message_user(request, _("Both changes are saved."), messages.SUCCESS)
        return redirect("admin:articles_report_change", report.pk)

    def _merge_context(  # noqa: PLR0913, PLR0917 - all that the page tells
        self,
        request: HttpRequest,
        report: Report,
        typing: Autosave,
        latest: Revision,
        merged: Merge,
        base: Snapshot,
    ) -> dict[str, Any]:
        parts = history.compare(latest.snapshot, merged.snapshot)
        return {
            **self.admin_site.each_context(request),
            "title": _("Bring two changes together"),
            "opts": self.opts,
            "report": report,
            "typing": typing,
            "latest": latest,
            "me": _("Me"),
            "collisions": [
                (collision, merged.chosen(collision), _text(collision, merged.texts))
                for collision in merged.collisions
            ],
            "asked": request.method == "POST",
            "theirs": "、".join(history.changed(base, latest.snapshot)),
            "mine": "、".join(history.changed(base, typing.snapshot)),
            "parts": [(part, folded(part.pairs, False)) for part in parts if part.has_changed],
        }


def _sent(request: HttpRequest, prefix: str) -> dict[str, str]:
    """What was sent for each collision, by its key."""
    sent = request.POST.items()
    return {name.removeprefix(prefix): value for name, value in sent if name.startswith(prefix)}


def _text(collision: Collision, texts: Mapping[str, str]) -> str:
    """What was written, or the proposal."""
    return texts.get(collision.key, collision.wording.text if collision.wording else "")


def _seen(report: Report, number: str | None) -> Revision | None:
    """The revision that the form was opened with; None where it doesn't say, or says nonsense."""
    return report.revisions.filter(number=number_in(number)).first()


def _nothing(snapshot: Snapshot) -> Snapshot:
    """A base for two snapshots of which nobody knows what they came from: all that differs collides."""
    fields = dict.fromkeys(snapshot["fields"], "")
    return {"fields": fields, "cover": "", "tags": [], "credits": [], "photos": [], "appearances": []}
