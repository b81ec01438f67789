"""The history of a report: who changed what and when, two revisions compared, one restored or named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.admin.base import number_in
from articles.editorial import history
from articles.editorial.restoring import name_revision, restore_revision
from articles.models import Report, Revision, Transition

PER_PAGE = 50
CONTEXT = 1  # paragraphs shown on either side of a change, of those that are the same


@dataclass(frozen=True)
class Entry:
    """A line of the list: a revision with what it changed, or a move."""

    at: Any
    revision: Revision | None = None
    changed: str = ""
    move: Transition | None = None


class HistoryMixin:
    """The pages, for the admin of Report."""

    def get_urls(self):
        pages = (("compare", self.compare_view), ("restore", self.restore_view), ("name", self.name_view))
        own = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"articles_report_{name}")
            for name, view in pages
        ]
        return [*own, *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The revisions of a report and the moves between them, the latest first."""
        report = self._report(request, object_id)
        page = Paginator(report.revisions.select_related("by"), PER_PAGE).get_page(request.GET.get("p"))
        entries = _entries(report, list(page.object_list))
        context = {
            **self._history_context(request, report, _("History")),
            "entries": entries,
            "page": page,
            "latest": max((entry.revision.number for entry in entries if entry.revision), default=0),
        }
        return TemplateResponse(request, "admin/articles/report/history.html", context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Revision ?from= beside revision ?to=, the older on the left; with ?all=1 what is the same too."""
        report = self._report(request, str(pk))
        numbers = {number_in(request.GET.get(name)) for name in ("from", "to")}
        chosen = sorted(report.revisions.filter(number__in=numbers), key=lambda revision: revision.number)
        if len(chosen) != 2:
            self.message_user(request, _("Choose two different revisions."), messages.WARNING)
            return redirect("admin:articles_report_history", pk)
        parts = history.compare(chosen[0].snapshot, chosen[1].snapshot)
        everything = request.GET.get("all") == "1"
        context = {
            **self._history_context(request, report, _("Compare")),
            "sides": chosen,
            "latest": report.revisions.first().number,
            "everything": everything,
            "parts": [
                (part, folded(part.pairs, everything)) for part in parts if part.has_changed or everything
            ],
        }
        return TemplateResponse(request, "admin/articles/report/compare.html", context)

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """On POST with a revision's number, let the report say again what it said then."""
        revision = self._revision(request, pk)
        restore_revision(revision, by=request.user)
        text = _("The report says again what it said in revision %d.") % revision.number
        self.message_user(request, text, messages.SUCCESS)
        return redirect("admin:articles_report_history", pk)

    def name_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """On POST, give a revision a name; an empty one takes it away."""
        revision = self._revision(request, pk)
        name_revision(revision, request.POST.get("name", ""), by=request.user)
        return redirect("admin:articles_report_history", pk)

    def _report(self, request: HttpRequest, pk: str) -> Report:
        report = self.get_object(request, pk)
        if report is None:
            raise Http404
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        return report

    def _revision(self, request: HttpRequest, pk: int) -> Revision:
        report = self._report(request, str(pk))
        if request.method != "POST" or not self.has_change_permission(request, report):
            raise PermissionDenied
        return get_object_or_404(report.revisions, number=number_in(request.POST.get("revision")))

    def _history_context(self, request: HttpRequest, report: Report, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "report": report,
            "may_edit": self.has_change_permission(request, report),
        }


def folded(pairs: Iterable[Any], everything: bool) -> list[tuple[Any, int]]:
    """Pairs as they are shown, each with 0; in place of a stretch of equal ones None and their number."""
    shown: list[tuple[Any, int]] = []
    for is_changed, group in groupby(pairs, key=lambda pair: pair.has_changed):
        stretch = list(group)
        if is_changed or everything or len(stretch) <= 2 * CONTEXT + 1:
            shown += [(pair, 0) for pair in stretch]
            continue
        before = stretch[:CONTEXT] if shown else []
        shown += [(pair, 0) for pair in before]
        shown.append((None, len(stretch) - len(before) - CONTEXT))
        shown += [(pair, 0) for pair in stretch[-CONTEXT:]]
    return shown


def _entries(report: Report, revisions: list[Revision]) -> list[Entry]:
    if not revisions:
        return [Entry(move.at, move=move) for move in report.transitions.order_by("-at", "-pk")]
    first = report.revisions.filter(number=revisions[-1].number - 1).first()
    entries = [
        Entry(
            revision.at, revision, "、".join(history.changed(before and before.snapshot, revision.snapshot))
        )
        for revision, before in zip(revisions, [*revisions[1:], first], strict=True)
    ]
    moves = report.transitions.filter(at__gte=revisions[-1].at) if first else report.transitions.all()
    entries += [Entry(move.at, move=move) for move in moves]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)
