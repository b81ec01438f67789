"""The history of a report: who changed what and when, two revisions compared, one restored or named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.base import Pages, parse_pk, user_of
from articles.admin.report.seen import current_revision
from articles.editorial import history
from articles.editorial.messages import in_words
from articles.editorial.restoring import name_revision, restore_revision
from articles.models import Report, Revision, Transition

PER_PAGE = 50
CONTEXT = 1  # unchanged paragraphs shown on either side of a change
COMPARED = 2
#: Codes whose sentence repeats the list of what changed.
SAYS_NO_MORE = {"form"}


@dataclass(frozen=True)
class Entry:
    """A line of the list: a revision with what it changed, or a transition."""

    at: datetime
    revision: Revision | None = None
    changed: str = ""
    note: str = ""
    transition: Transition | None = None


class HistoryPages(Pages):
    """The list of revisions, and the pages that it leads to."""

    def urls(self):
        return [
            self.url("<int:pk>/compare/", self.compare_view, "compare"),
            self.url("<int:pk>/restore/", self.restore_view, "restore"),
            self.url("<int:pk>/name/", self.name_view, "name"),
        ]

    def history_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The revisions of a report and the transitions between them, the latest first.

        What changed since the last revision, by work on the registers, is listed though it is not recorded.
        """
        report = self._report(request, object_id)
        page = Paginator(report.revisions.select_related("by"), PER_PAGE).get_page(request.GET.get("p"))
        revisions = list(page.object_list)
        now = current_revision(report)
        latest = now.number if revisions else 0
        if revisions and now.pk is None and page.number == 1:
            revisions.insert(0, now)
        context = self._history_context(request, report, _("History")) | {
            "entries": _entries(report, revisions),
            "page": page,
            "latest": latest,
        }
        return TemplateResponse(request, "admin/articles/report/history.html", context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Revision ?from= beside revision ?to=, the older on the left; with ?all=1 what is the same too."""
        report = self._report(request, str(pk))
        numbers = {parse_pk(request.GET.get(name)) for name in ("from", "to")}
        now = current_revision(report)
        chosen = list(report.revisions.filter(number__in=numbers).order_by("number"))
        if now.pk is None and now.number in numbers:
            chosen.append(now)
        if len(chosen) != COMPARED:
            self.admin.message_user(request, _("Choose two different revisions."), messages.WARNING)
            return redirect("admin:articles_report_history", pk)
        parts = history.compare(chosen[0].snapshot, chosen[1].snapshot)
        everything = request.GET.get("all") == "1"
        context = self._history_context(request, report, _("Compare")) | {
            "sides": chosen,
            "latest": now.number,
            "everything": everything,
            "parts": [
                (part, folded(part.pairs, everything)) for part in parts if part.has_changed or everything
            ],
        }
        return TemplateResponse(request, "admin/articles/report/compare.html", context)

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """On POST with a revision's number, let the report say again what it said then."""
        revision = self._revision(request, pk)
        restore_revision(revision, by=user_of(request))
        text = _("The report says again what it said in revision %d.") % revision.number
        self.admin.message_user(request, text, messages.SUCCESS)
        return redirect("admin:articles_report_history", pk)

    def name_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """On POST, give a revision a name; an empty one takes it away."""
        name_revision(self._revision(request, pk), request.POST.get("name", ""), by=user_of(request))
        return redirect("admin:articles_report_history", pk)

    def _report(self, request: HttpRequest, pk: str) -> Report:
        report = self.admin.get_object(request, pk)
        if report is None:
            raise Http404
        if not self.admin.has_view_permission(request, report):
            raise PermissionDenied
        return report

    def _revision(self, request: HttpRequest, pk: int) -> Revision:
        report = self._report(request, str(pk))
        if request.method != "POST" or not self.admin.has_change_permission(request, report):
            raise PermissionDenied
        return get_object_or_404(report.revisions, number=parse_pk(request.POST.get("revision")))

    def _history_context(self, request: HttpRequest, report: Report, title: str) -> dict[str, Any]:
        return self.context(request, title) | {
            "report": report,
            "may_edit": self.admin.has_change_permission(request, report),
        }


def folded(pairs: Iterable[Any], everything: bool) -> list[tuple[Any, int]]:
    """Pairs as they are shown, each with 0; a stretch of equal ones becomes None with their number."""
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
        return [
            Entry(transition.at, transition=transition)
            for transition in report.transitions.order_by("-at", "-pk")
        ]
    before_first = report.revisions.filter(number=revisions[-1].number - 1).first()
    entries = [
        Entry(
            revision.at,
            revision,
            changed="、".join(history.changed(before.snapshot if before else None, revision.snapshot)),
            note="" if revision.code in SAYS_NO_MORE else in_words(revision),
        )
        for revision, before in zip(revisions, [*revisions[1:], before_first], strict=True)
    ]
    transitions = report.transitions.all()
    if before_first:
        transitions = transitions.filter(at__gte=revisions[-1].at)
    entries += [Entry(transition.at, transition=transition) for transition in transitions]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)
