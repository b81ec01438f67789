"""The merge page: a save of a report that somebody else changed meanwhile, brought together with that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.base import Pages, user_of
from articles.admin.report.history import folded
from articles.admin.report.seen import current_revision, empty_snapshot
from articles.editorial import history
from articles.editorial.editing import editing
from articles.editorial.history import autosaves
from articles.editorial.history.merge import Conflict, Merge, merge
from articles.editorial.locking import retried
from articles.editorial.statement_order import renumber_statements
from articles.models import Autosave, Report, Revision
from articles.models.snapshots import Snapshot

#: Before the key of a conflict, in the names of the page's form: the side chosen, and the text written.
CHOICE, TEXT = "choice-", "text-"


@dataclass(frozen=True)
class ThreeSides:
    """What two changes are merged from: the base of both, the present revision, and what was sent."""

    base: Snapshot
    latest: Revision
    mine: Snapshot

    def merged(self, request: HttpRequest) -> Merge:
        """By the choices that were sent."""
        choices, texts = _sent(request, CHOICE), _sent(request, TEXT)
        return merge(self.base, self.latest.snapshot, self.mine, choices, texts)


class NotMerged(Exception):
    """The merge is not saved; says why."""


class MergePage(Pages):
    """The conflicts of two changes, to be decided one by one."""

    def urls(self):
        return [self.url("<int:pk>/merge/<int:typed>/", self.merge_view, "merge")]

    def merge_view(self, request: HttpRequest, pk: int, typed: int) -> HttpResponse:
        """Show what collides; on POST with a choice for each, save the outcome."""
        report = get_object_or_404(Report, pk=pk)
        draft = get_object_or_404(
            autosaves.drafts(user_of(request)), pk=typed, report=report, snapshot__isnull=False
        )
        if not self.admin.has_change_permission(request, report):
            raise PermissionDenied
        if request.method == "POST" and "show" not in request.POST:
            try:
                saved = save_merge(request, report, draft)
            except NotMerged as error:
                self.admin.message_user(request, str(error), messages.WARNING)
            else:
                self.admin.findings.say_findings(request, saved)
                self.admin.message_user(request, _("Both changes are saved."), messages.SUCCESS)
                return redirect("admin:articles_report_change", report.pk)
        context = self._merge_context(request, report, draft)
        return TemplateResponse(request, "admin/articles/report/merge.html", context)

    def _merge_context(self, request: HttpRequest, report: Report, draft: Autosave) -> dict[str, Any]:
        sides = sides_of(report, draft)
        merged, latest = sides.merged(request), sides.latest
        parts = history.compare(latest.snapshot, merged.snapshot)
        return self.context(request, _("Bring two changes together")) | {
            "report": report,
            "typing": draft,
            "latest": latest,
            "me": _("Me"),
            "conflicts": [
                (conflict, merged.chosen(conflict), _text(conflict, merged.texts))
                for conflict in merged.conflicts
            ],
            "asked": request.method == "POST",
            "theirs": "、".join(history.changed(sides.base, latest.snapshot)),
            "mine": "、".join(history.changed(sides.base, sides.mine)),
            "parts": [(part, folded(part.pairs, False)) for part in parts if part.has_changed],
        }


@retried
def save_merge(request: HttpRequest, report: Report, draft: Autosave) -> Report:
    """Store what came of two changes, if everything is decided and nothing changed once more meanwhile.

    Only what the merge changes in the stored report is written: state and times stay as the lock found them.
    """
    with editing(report, user_of(request), code="changes_merged") as edit:
        sides = sides_of(edit.report, draft)
        merged = sides.merged(request)
        if request.POST.get("latest") != str(sides.latest.number):
            raise NotMerged(_("It was changed once more meanwhile. Here is what collides now."))
        if merged.undecided:
            raise NotMerged(_("Choose for each of these which shall stand."))
        history.apply_snapshot(edit.report, merged.snapshot)
        renumber_statements(edit.report)
        autosaves.close(user_of(request), draft.key)
        LogEntry.objects.log_actions(
            user_of(request).pk,
            [edit.report],
            CHANGE,
            change_message=_("Brought together"),
            single_object=True,
        )
    return edit.report


def sides_of(report: Report, draft: Autosave) -> ThreeSides:
    """The sides of a merge, from the report as it is now."""
    latest = current_revision(report)
    base = report.revisions.filter(number=draft.seen).first()
    base_snapshot = base.snapshot if base else empty_snapshot(latest.snapshot)
    sent = cast("Snapshot", draft.snapshot)  # a draft without one has no merge page
    return ThreeSides(base_snapshot, latest, sent)


def merge_address(draft: Autosave) -> str:
    """The merge page of a draft that was sent over somebody else's change."""
    return reverse("admin:articles_report_merge", args=[draft.report_id, draft.pk])


def _sent(request: HttpRequest, prefix: str) -> dict[str, str]:
    """What was sent for each conflict, by its key."""
    names = (name for name in request.POST if name.startswith(prefix))
    return {name.removeprefix(prefix): request.POST.get(name, "") for name in names}


def _text(conflict: Conflict, texts: Mapping[str, str]) -> str:
    """What was written, or the proposal."""
    return texts.get(conflict.key, conflict.wording.text if conflict.wording else "")
